//! What a watch says: a line for each happening that a person would want to know of, and a moving one.

use crate::cli::Terminal;
use crate::cli::progress::{count, thousands};
use chancery::fetch::{Happening, Status};
use chancery::record::Written;
use jiff::Timestamp;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// What a watch has done.
#[derive(Debug, Clone, Copy, Default)]
pub struct Done {
    pub polls: usize,
    pub written: Written,
    /// Feeds and pages that gave nothing, pages once they are given up.
    pub failed: usize,
}

/// The lines on standard error.
pub struct Told {
    terminal: Terminal,
    moving: bool,
    drawn: Option<Instant>,
    began: Instant,
}

impl Told {
    pub fn new(terminal: &Terminal) -> Told {
        Told {
            terminal: *terminal,
            moving: terminal.shows_progress(false),
            drawn: None,
            began: Instant::now(),
        }
    }

    /// Says something, above the moving line.
    pub fn say(&mut self, message: impl std::fmt::Display) {
        self.clear();
        self.terminal.say(message);
    }

    /// Says what came of a job, if it is worth a line.
    pub fn happened(&mut self, happening: &Happening) {
        let verbose = self.terminal.verbose;
        match happening {
            Happening::Polled {
                feed,
                entries,
                new,
                left,
                moved,
            } => {
                if *new > 0 || verbose {
                    let rest = match left {
                        0 => String::new(),
                        left => format!(" ({} wait for the next poll)", thousands(*left)),
                    };
                    self.say(format!(
                        "{feed}: {} new of {}{rest}",
                        thousands(*new),
                        thousands(*entries)
                    ));
                }
                if let Some(moved) = moved {
                    self.say(format!(
                        "{feed}: it has moved to {moved}: change it in the file of feeds"
                    ));
                }
            }
            Happening::Unchanged { feed } if verbose => self.say(format!("{feed}: unchanged")),
            Happening::FeedFailed { feed, error, again } => {
                let again = again.map_or("asked no more".to_owned(), |at| {
                    format!("again {}", from_now(at))
                });
                self.say(format!("{feed}: {error}; {again}"));
            }
            Happening::PageFailed {
                page,
                error,
                again: None,
            } => self.say(format!("{}: {error}", page.url)),
            Happening::PageFailed {
                page,
                error,
                again: Some(at),
            } if verbose => {
                self.say(format!("{}: {error}; again {}", page.url, from_now(*at)));
            }
            Happening::Page { answered, .. } if verbose => {
                self.say(format!("{}: fetched", answered.url))
            }
            _ => {}
        }
    }

    /// Redraws the moving line, twice a second at most.
    pub fn tick(&mut self, status: Status, feeds: usize, done: &Done) {
        let fresh = self
            .drawn
            .is_some_and(|d| d.elapsed() < Duration::from_millis(500));
        if !self.moving || fresh {
            return;
        }
        self.drawn = Some(Instant::now());
        let failing = match status.failing {
            0 => String::new(),
            n => format!(" ({n} failing)"),
        };
        let next = match (status.running, status.next) {
            (0, Some(at)) => format!("next {}", from_now(at)),
            (0, None) => "nothing more to do".to_owned(),
            (n, _) => format!("asking {n}"),
        };
        // Only for the eye: if standard error is gone, the watch goes on.
        let _ = write!(
            std::io::stderr(),
            "\r\x1b[2K{}{failing}, {} to fetch, {}, {}; {next}",
            count(feeds, "feed"),
            count(status.pages, "page"),
            count(done.written.new, "new report"),
            count(done.written.claims, "claim"),
        );
    }

    fn clear(&mut self) {
        if self.drawn.take().is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[2K");
        }
    }

    /// The closing line.
    pub fn closing(&mut self, done: &Done, left: usize) {
        let w = &done.written;
        let mut line = format!(
            "{}: {}, {}, {} known already, {}, {}",
            count(done.polls, "poll"),
            count(w.new, "new report"),
            count(w.versions, "new version"),
            thousands(w.same),
            count(w.claims, "claim"),
            count(w.presence, "presence statement"),
        );
        if done.failed > 0 {
            line.push_str(&format!(" ({} gave nothing)", thousands(done.failed)));
        }
        line.push_str(&format!(" in {}", time(self.began.elapsed().as_secs())));
        if left > 0 {
            line.push_str(&format!(
                "; {} wait for the next watch",
                count(left, "page")
            ));
        }
        self.say(line);
    }
}

/// `in 40 s`, `in 12 min`, `in 3 h`.
fn from_now(at: Timestamp) -> String {
    let seconds = at.duration_since(Timestamp::now()).as_secs().max(0);
    format!("in {}", time(seconds.unsigned_abs()))
}

fn time(seconds: u64) -> String {
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7200 => format!("{} min", (seconds + 30) / 60),
        _ => format!("{} h", (seconds + 1800) / 3600),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_the_unit_that_fits() {
        let told: Vec<String> = [0, 119, 120, 3600, 7200, 86_400].map(time).into();
        assert_eq!(told, ["0 s", "119 s", "2 min", "60 min", "2 h", "24 h"]);
    }
}
