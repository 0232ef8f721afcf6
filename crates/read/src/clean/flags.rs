//! Flags: signs that a document is cut short, stands behind a wall, is a list of reports, or corrects one.

use std::sync::OnceLock;

use super::patterns::Patterns;
use crate::document::{BlockKind, Document, Flag};

const FLAGS: &str = include_str!("../../../../data/read/flags.txt");

/// A report with more words than this is there, whatever walls stand around it.
const WHOLE_WORDS: usize = 350;

/// A page that is not free to read, and has fewer words than this, shows its first paragraphs only.
const LOCKED_WORDS: usize = 200;

/// A page with fewer words than this, and a notice about scripts or cookies, is that notice.
const STUB_WORDS: usize = 60;

/// Blocks from either end that are looked at for what they say of the whole.
const ENDS: usize = 4;

/// A broken file, which the tests rule out, recognises nothing.
fn patterns() -> Option<&'static Patterns> {
    static CELL: OnceLock<Option<Patterns>> = OnceLock::new();
    CELL.get_or_init(|| Patterns::parse(FLAGS).ok()).as_ref()
}

/// What a line says of the whole, by the section of its pattern.
fn says(line: &str) -> Option<&'static str> {
    /// Longer lines are prose, but for corrections, which tell what was wrong at length.
    const LONGEST: usize = 300;
    const CORRECTING: [&str; 5] = [
        "orrect",
        "larif",
        "version of this",
        "edition of this",
        "mended",
    ];
    if line.len() > LONGEST && !CORRECTING.iter().any(|part| line.contains(part)) {
        return None;
    }
    patterns()?.section(line)
}

/// The flags of a document: those that its format told, and those that its words tell.
///
/// `walls` are the notices of subscription, log-in, scripts and cookies that were cut from it;
/// `locked` says that the page's data call it not free to read.
pub(super) fn flags(
    document: &Document,
    told: Vec<Flag>,
    walls: &[String],
    locked: bool,
) -> Vec<Flag> {
    let mut flags = told;
    let prose: Vec<&str> = document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph)
        .map(|block| document.block_text(block))
        .collect();
    let words: usize = prose.iter().map(|text| super::head::words(text)).sum();
    let last = &prose[prose.len().saturating_sub(ENDS)..];
    let first = &prose[..ENDS.min(prose.len() - last.len())];
    let walls: Vec<_> = walls.iter().map(|line| says(line)).collect();
    let last_say: Vec<_> = last.iter().map(|line| says(line)).collect();
    let first_say: Vec<_> = first.iter().map(|line| says(line)).collect();
    let title = document.title.as_deref().and_then(says);
    let walled = walls.contains(&Some("paywalled")) || last_say.contains(&Some("paywalled"));
    if locked && words < LOCKED_WORDS || walled && words < WHOLE_WORDS {
        flags.push(Flag::Paywalled);
    }
    let open_end = last
        .last()
        .is_some_and(|text| is_open(text) && text.len() > 80);
    let stub = words < STUB_WORDS && walls.contains(&Some("truncated"));
    if open_end || stub || last_say.contains(&Some("truncated")) {
        flags.push(Flag::Truncated);
    }
    if title == Some("listing") {
        flags.push(Flag::Listing);
    }
    let mut corrections = first_say.iter().chain(&last_say).chain([&title]);
    if corrections.any(|say| *say == Some("correction")) {
        flags.push(Flag::Correction);
    }
    flags.sort();
    flags.dedup();
    flags
}

/// Whether a paragraph ends in the dots of a teaser.
fn is_open(text: &str) -> bool {
    let bare = text.trim_end_matches([']', ')', ' ']);
    bare.ends_with("...") || bare.ends_with('…')
}

#[cfg(test)]
mod tests {
    use super::super::patterns::check_examples;
    use super::*;

    #[test]
    fn flag_patterns_match_their_examples_and_spare_sentences() {
        check_examples(FLAGS, |line| says(line).is_some());
    }
}
