//! Furniture: which lines are no part of the article, and what sticks to the ends of those that are.

use std::sync::OnceLock;

use super::patterns::Patterns;

const FURNITURE: &str = include_str!("../../../../data/read/furniture.txt");
const CAPTIONS: &str = include_str!("../../../../data/read/captions.txt");
const GLUED: &str = include_str!("../../../../data/read/glued.tsv");

/// Longest line that can be furniture, in bytes; the longest pattern allows about 400 letters.
const LONGEST: usize = 450;

/// What kind of furniture a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Furniture {
    /// Buttons and players by the headline.
    Control,
    /// Pointers to other articles.
    Link,
    /// Notices of subscription, log-in, scripts and cookies.
    Wall,
    /// Everything else that is cut.
    Other,
}

/// Parses a built-in file; a broken one, which the tests rule out, recognises nothing.
fn load(cell: &'static OnceLock<Option<Patterns>>, text: &str) -> Option<&'static Patterns> {
    cell.get_or_init(|| Patterns::parse(text).ok()).as_ref()
}

fn furniture_patterns() -> Option<&'static Patterns> {
    static CELL: OnceLock<Option<Patterns>> = OnceLock::new();
    load(&CELL, FURNITURE)
}

fn caption_patterns() -> Option<&'static Patterns> {
    static CELL: OnceLock<Option<Patterns>> = OnceLock::new();
    load(&CELL, CAPTIONS)
}

/// What kind of furniture the line is, if it is any.
pub(crate) fn furniture(line: &str) -> Option<Furniture> {
    if line.len() > LONGEST {
        return None;
    }
    match furniture_patterns()?.section(line)? {
        "control" => Some(Furniture::Control),
        "link" => Some(Furniture::Link),
        "paywall" => Some(Furniture::Wall),
        _ => Some(Furniture::Other),
    }
}

/// Whether a photographer, agency or archive mark says that the line is a caption.
pub(crate) fn is_marked_caption(line: &str) -> bool {
    caption_patterns().is_some_and(|patterns| patterns.section(line).is_some())
}

/// The rows of the table of glued phrases: phrase, line, what must be left.
fn glued_rows() -> impl Iterator<Item = [&'static str; 3]> {
    GLUED
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some([cells.next()?, cells.next()?, cells.next()?])
        })
}

/// The line without what a page's script left stuck to its start or end.
pub(crate) fn unglue(line: &str) -> &str {
    static PHRASES: OnceLock<Vec<&str>> = OnceLock::new();
    let phrases = PHRASES.get_or_init(|| {
        let mut phrases: Vec<&str> = glued_rows().map(|row| row[0]).collect();
        phrases.dedup();
        phrases
    });
    let mut line = line.trim();
    for phrase in phrases {
        if let Some((start, rest)) = line.split_at_checked(phrase.len())
            && start.eq_ignore_ascii_case(phrase)
            && rest
                .trim_start()
                .starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'))
        {
            line = rest.trim_start();
        }
        let end = line
            .len()
            .checked_sub(phrase.len())
            .filter(|at| line.is_char_boundary(*at));
        if let Some((rest, end)) = end.map(|at| line.split_at(at))
            && !rest.is_empty()
            && end.eq_ignore_ascii_case(phrase)
            && end.starts_with(|c: char| c.is_uppercase())
        {
            line = rest.trim_end();
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::super::patterns::check_examples;
    use super::*;

    #[test]
    fn furniture_patterns_match_their_examples_and_spare_sentences() {
        check_examples(FURNITURE, |line| furniture(line).is_some());
    }

    #[test]
    fn caption_patterns_match_their_examples_and_spare_sentences() {
        check_examples(CAPTIONS, is_marked_caption);
    }

    #[test]
    fn glued_phrases_are_cut_and_nothing_else() {
        assert!(glued_rows().count() > 10);
        for [_, line, left] in glued_rows() {
            assert_eq!(unglue(line), left, "{line}");
        }
    }
}
