//! One moving line on standard error while documents are coded, and one closing line.

use chancery::codebook::ProblemKind;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// What a run has done so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    pub documents: usize,
    pub sentences: usize,
    pub events: usize,
    pub presence: usize,
    pub problems: usize,
    /// Inputs, or parts of them, that could not be read; counted in `problems` too.
    pub skipped: usize,
    /// Reports set aside because they are not in English; counted in `skipped` too.
    pub foreign: usize,
}

impl Counts {
    /// Counts a problem of the input: only what was not read at all is skipped.
    pub fn count(&mut self, kind: ProblemKind) {
        self.problems += 1;
        self.skipped += usize::from(kind != ProblemKind::Partial);
        self.foreign += usize::from(kind == ProblemKind::Language);
    }

    /// ` (3 inputs skipped, 2 of them not in English)`, or nothing.
    pub fn skips(&self) -> String {
        match (self.skipped, self.foreign) {
            (0, _) => String::new(),
            (skipped, 0) => format!(" ({} skipped)", count(skipped, "input")),
            (skipped, foreign) => format!(
                " ({} skipped, {} of them not in English)",
                count(skipped, "input"),
                thousands(foreign)
            ),
        }
    }
}

impl std::ops::Add for Counts {
    type Output = Counts;
    fn add(self, other: Counts) -> Counts {
        Counts {
            documents: self.documents + other.documents,
            sentences: self.sentences + other.sentences,
            events: self.events + other.events,
            presence: self.presence + other.presence,
            problems: self.problems + other.problems,
            skipped: self.skipped + other.skipped,
            foreign: self.foreign + other.foreign,
        }
    }
}

/// The clock and the moving line.
pub struct Progress {
    shown: bool,
    started: Instant,
    drawn: Option<Instant>,
}

impl Progress {
    pub fn new(shown: bool) -> Progress {
        Progress {
            shown,
            started: Instant::now(),
            drawn: None,
        }
    }

    /// Whether the line is to be drawn now: at most ten times a second.
    fn due(&mut self) -> bool {
        let due = self.shown
            && self
                .drawn
                .is_none_or(|d| d.elapsed() >= Duration::from_millis(100));
        if due {
            self.drawn = Some(Instant::now());
        }
        due
    }

    /// Redraws the line of work whose length is known, with the time that is left at the pace so far.
    pub fn step(&mut self, done: usize, of: usize, what: &str) {
        if !self.due() {
            return;
        }
        let seconds = self.seconds();
        let left = seconds * (of - done.min(of)) as f64 / done.max(1) as f64;
        let _ = write!(
            std::io::stderr(),
            "\r\x1b[2K{} of {}, {seconds:.0} s, about {left:.0} s left",
            thousands(done),
            count(of, what),
        );
    }

    /// Redraws the line.
    pub fn tick(&mut self, counts: &Counts) {
        if !self.due() {
            return;
        }
        let seconds = self.seconds();
        // Progress is only for the eye: if standard error is gone, the work goes on.
        let _ = write!(
            std::io::stderr(),
            "\r\x1b[2K{} documents, {} events, {:.0} s, {} sentences/s",
            thousands(counts.documents),
            thousands(counts.events),
            seconds,
            rate(counts.sentences, seconds),
        );
    }

    /// Redraws the line of a run that only reads, at most ten times a second.
    pub fn tick_documents(&mut self, counts: &Counts) {
        let recent = |drawn: Instant| drawn.elapsed() < Duration::from_millis(100);
        if !self.shown || self.drawn.is_some_and(recent) {
            return;
        }
        self.drawn = Some(Instant::now());
        let seconds = self.seconds();
        let _ = write!(
            std::io::stderr(),
            "\r\x1b[2K{} documents, {:.0} s, {} documents/s",
            thousands(counts.documents),
            seconds,
            rate(counts.documents, seconds),
        );
    }

    /// Takes the line away, so that a message can be written.
    pub fn clear(&mut self) {
        if self.drawn.take().is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[2K");
        }
    }

    /// Seconds since the work began.
    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// The closing line.
    pub fn closing(&mut self, counts: &Counts) -> String {
        self.clear();
        let seconds = self.seconds();
        let mut line = format!(
            "{}, {}: {}, {}, {}",
            count(counts.documents, "document"),
            count(counts.sentences, "sentence"),
            count(counts.events, "event"),
            count(counts.presence, "presence statement"),
            count(counts.problems, "problem"),
        );
        line.push_str(&counts.skips());
        let _ = write!(line, " in {seconds:.1} s");
        // The start-up of a short run would make its rate a misleading one.
        if seconds >= 1.0 {
            let _ = write!(line, " ({} sentences/s)", rate(counts.sentences, seconds));
        }
        line
    }
}

fn rate(sentences: usize, seconds: f64) -> String {
    thousands((sentences as f64 / seconds.max(0.001)) as usize)
}

/// `1 event`, `2 events`.
pub fn count(n: usize, what: &str) -> String {
    format!("{} {what}{}", thousands(n), if n == 1 { "" } else { "s" })
}

/// `113,188`.
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let shown: Vec<String> = [0, 999, 1000, 113_188, 12_345_678].map(thousands).into();
        assert_eq!(shown, ["0", "999", "1,000", "113,188", "12,345,678"]);
    }
}
