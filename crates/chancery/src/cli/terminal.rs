//! What the terminal allows: colours, widths, and whether anybody watches.

use super::args::ColorChoice;
use chancery::output::{Format, TableStyle};
use std::io::{IsTerminal, stderr, stdout};

/// Settings of this run that concern what the user sees.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    color: ColorChoice,
    /// Nothing but results and errors.
    pub quiet: bool,
    /// Every problem, and what is being used.
    pub verbose: bool,
}

impl Terminal {
    pub fn new(color: ColorChoice, quiet: bool, verbose: bool) -> Terminal {
        Terminal {
            color,
            quiet,
            verbose,
        }
    }

    fn allows_color(&self, is_terminal: bool) -> bool {
        let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                is_terminal
                    && !set("NO_COLOR")
                    && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
            }
        }
    }

    /// Colours on standard output.
    pub fn color_out(&self) -> bool {
        self.allows_color(stdout().is_terminal())
    }

    /// `error:`, in red where that is allowed.
    pub fn error_label(&self) -> &'static str {
        if self.allows_color(stderr().is_terminal()) {
            "\x1b[1;31merror:\x1b[0m"
        } else {
            "error:"
        }
    }

    /// Columns of the terminal, or of `COLUMNS`, or 80; at least 40.
    pub fn width(&self) -> usize {
        let given = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
        let found = || terminal_size::terminal_size().map(|(w, _)| usize::from(w.0));
        given.or_else(found).unwrap_or(80).max(40)
    }

    /// The table's look on standard output.
    pub fn style(&self) -> TableStyle {
        TableStyle {
            width: self.width(),
            color: self.color_out(),
        }
    }

    /// The format where none is asked for: a table at a terminal, JSON lines in a pipe.
    pub fn default_format(&self) -> Format {
        if stdout().is_terminal() {
            Format::Table
        } else {
            Format::Jsonl
        }
    }

    /// Whether a moving line on standard error helps: somebody watches it, and no records scroll by.
    pub fn shows_progress(&self, records_at_terminal: bool) -> bool {
        !self.quiet && stderr().is_terminal() && !records_at_terminal
    }

    /// Tells the user something, unless asked to be quiet.
    pub fn say(&self, message: impl std::fmt::Display) {
        if !self.quiet {
            eprintln!("{message}");
        }
    }
}

/// `text` in bold where `color` is on.
pub fn bold(text: &str, color: bool) -> String {
    if color {
        format!("\x1b[1m{text}\x1b[0m")
    } else {
        text.to_owned()
    }
}
