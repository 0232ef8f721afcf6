//! A table for the eye, at the width of the terminal: a line of codes, and the words under it.
//!
//! Widths are fixed before the first row, so that rows stream.

mod cell;
mod rows;
mod snippet;

use super::{Kind, Record, Sink};
pub use cell::cell;
use std::io::{self, Write};

/// How wide the table is, and whether it has colours.
#[derive(Debug, Clone, Copy)]
pub struct TableStyle {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to colour acts by quad code and underline their words.
    pub color: bool,
}

impl Default for TableStyle {
    fn default() -> Self {
        TableStyle {
            width: 80,
            color: false,
        }
    }
}

/// Widths of the columns of events: date, actor, act, recipient, number, status.
struct Widths {
    date: usize,
    party: usize,
    act: usize,
    number: usize,
    status: usize,
}

impl Widths {
    /// Fits 80 columns; what a wider terminal has more goes to the parties, who need it most.
    fn of(width: usize) -> Widths {
        let party = 10 + width.saturating_sub(80).min(40) / 2;
        Widths {
            date: 14,
            party,
            act: 20,
            number: 9,
            status: 12,
        }
    }
}

/// The table being written.
pub(super) struct Table<W> {
    out: W,
    kind: Kind,
    style: TableStyle,
    widths: Widths,
    started: bool,
}

impl<W: Write> Table<W> {
    pub(super) fn new(out: W, kind: Kind, style: TableStyle) -> Self {
        let widths = Widths::of(style.width);
        Table {
            out,
            kind,
            style,
            widths,
            started: false,
        }
    }

    fn header(&mut self) -> io::Result<()> {
        let w = &self.widths;
        let line = match self.kind {
            Kind::Event | Kind::Merged => [
                cell("DATE", w.date),
                cell("ACTOR", w.party),
                cell("ACT", w.act),
                cell("RECIPIENT", w.party),
                cell("NUMBER", w.number),
                "STATUS".to_owned(),
            ]
            .join(" "),
            Kind::Presence => [
                cell("DATE", w.date),
                cell("SENDER", w.party),
                cell("HOST", w.party),
                cell("NUMBER", w.number),
                "POST".to_owned(),
            ]
            .join(" "),
            Kind::Claim => [
                cell("CLAIM", 16),
                cell("REPORTED", 10),
                cell("ACTOR", w.party),
                cell("ACT", w.act),
                "RECIPIENT".to_owned(),
            ]
            .join(" "),
            Kind::Document => [
                cell("PUBLISHED", 10),
                cell("CLAIMS", 6),
                cell("COPIES", 6),
                "REPORT".to_owned(),
            ]
            .join(" "),
            Kind::Problem => "PROBLEM".to_owned(),
        };
        writeln!(self.out, "{}", self.paint("1", &line))
    }

    fn paint(&self, code: &str, words: &str) -> String {
        if self.style.color && code != "0" && !words.is_empty() {
            format!("\x1b[{code}m{words}\x1b[0m")
        } else {
            words.to_owned()
        }
    }
}

impl<W: Write> Sink for Table<W> {
    fn write(&mut self, record: Record<'_>) -> io::Result<()> {
        if !self.started {
            self.header()?;
            self.started = true;
        }
        match record {
            Record::Event(event) => self.event(event),
            Record::Presence(presence) => self.presence(presence),
            Record::Problem(problem) => self.problem(problem),
            Record::Merged(event) => self.merged(event),
            Record::Claim(claim) => self.claim(claim),
            Record::Document(report) => self.document(report),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
