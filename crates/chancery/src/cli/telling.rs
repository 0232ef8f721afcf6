//! Many problems: the first are told one by one, the rest is only counted.

use super::Terminal;
use std::fmt::Display;

/// Problems that are told one by one.
const TOLD: usize = 20;

/// What was told so far.
pub struct Telling {
    /// What is said when it becomes too much.
    enough: &'static str,
    /// How many problems there were.
    pub count: usize,
}

impl Telling {
    pub fn new(enough: &'static str) -> Telling {
        Telling { enough, count: 0 }
    }

    /// Tells a problem, or that no more are told; with `-v` all are.
    pub fn tell(&mut self, problem: impl Display, terminal: &Terminal) {
        self.count += 1;
        if self.count <= TOLD || terminal.verbose {
            terminal.say(problem);
        } else if self.count == TOLD + 1 {
            terminal.say(self.enough);
        }
    }
}
