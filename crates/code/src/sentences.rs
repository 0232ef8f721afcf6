//! Sentence splitting that survives abbreviations, initials, quotes, datelines and headlines.

use std::collections::HashSet;
use std::sync::LazyLock;

const ABBREVIATIONS: &str = include_str!("../../../data/code/abbreviations.txt");

/// Abbreviations, lower case, without the final period.
static ABBREVIATED: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    ABBREVIATIONS
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// Byte ranges of the sentences of one block of text, in order, trimmed, never empty.
///
/// ```
/// use chancery_code::split_sentences;
/// let text = "The U.S. expelled Mr. Smith. Russia protested.";
/// let sentences: Vec<&str> = split_sentences(text).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(sentences, ["The U.S. expelled Mr. Smith.", "Russia protested."]);
/// ```
pub fn split_sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        // Closing quotes and brackets, and further stops, belong to the sentence.
        let mut end = at + c.len_utf8();
        while let Some(&(next_at, next)) = chars.peek() {
            if matches!(
                next,
                '.' | '!' | '?' | '…' | '"' | '”' | '’' | '\'' | ')' | ']' | '»'
            ) {
                end = next_at + next.len_utf8();
                chars.next();
            } else {
                break;
            }
        }
        if is_boundary(text, start, at, c, end) {
            push(text, start, end, &mut sentences);
            start = end;
        }
    }
    push(text, start, text.len(), &mut sentences);
    sentences
}

fn push(text: &str, start: usize, end: usize, sentences: &mut Vec<std::ops::Range<usize>>) {
    let piece = &text[start..end];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let offset = start + (piece.len() - piece.trim_start().len());
        sentences.push(offset..offset + trimmed.len());
    }
}

fn is_boundary(text: &str, start: usize, at: usize, stop: char, end: usize) -> bool {
    let rest = &text[end..];
    let Some(space) = rest.chars().next() else {
        return false;
    };
    if !space.is_whitespace() {
        return false;
    }
    let next = rest.trim_start().chars().next();
    let Some(next) = next else { return false };
    let opens = next.is_uppercase()
        || next.is_ascii_digit()
        || matches!(
            next,
            '"' | '“' | '‘' | '\'' | '(' | '[' | '—' | '–' | '-' | '•'
        )
        || (!next.is_lowercase() && next.is_alphabetic());
    if !opens {
        return false;
    }
    if stop != '.' || text[at..end].chars().count() > 1 {
        // A quoted stop followed by a capital ends the sentence; "!" and "?" do too.
        return !(stop == '.' && text[at..end].starts_with("..."));
    }
    let word: String = rest
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphabetic())
        .collect();
    !ends_in_abbreviation(&text[start..at], &word)
}

/// Whether the word before a single period makes it part of an abbreviation rather than a stop.
fn ends_in_abbreviation(before: &str, next: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || "(\"“-—".contains(c))
        .next()
        .unwrap_or("");
    let mut letters = word.chars();
    let (Some(first), second) = (letters.next(), letters.next()) else {
        return false;
    };
    if second.is_none() && first.is_uppercase() {
        // An initial: "J. Smith".
        return !OPENERS.contains(&next);
    }
    // "U.S." is a stop only before a word that opens sentences: "U.S. President" is far more frequent.
    if word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2) {
        return !OPENERS.contains(&next) && !next.is_empty();
    }
    ABBREVIATED.contains(word.to_lowercase().as_str())
}

/// Words that open a sentence far more often than they follow an abbreviation inside one.
const OPENERS: &[&str] = &[
    "The",
    "A",
    "An",
    "It",
    "He",
    "She",
    "They",
    "We",
    "In",
    "On",
    "At",
    "But",
    "And",
    "This",
    "These",
    "That",
    "Its",
    "His",
    "Their",
    "After",
    "As",
    "If",
    "When",
    "While",
    "Earlier",
    "Several",
    "Some",
    "Both",
    "There",
    "However",
    "Last",
    "For",
    "By",
    "Meanwhile",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = split_sentences(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn titles_and_initials_do_not_end_a_sentence() {
        check(
            "Gen. R. Ortiz met Mr. Sato in St. Gallen. They spoke.",
            &["Gen. R. Ortiz met Mr. Sato in St. Gallen.", "They spoke."],
        );
    }

    #[test]
    fn a_quote_closes_with_its_sentence() {
        check("“We left.” Oslo agreed.", &["“We left.”", "Oslo agreed."]);
    }

    #[test]
    fn an_abbreviated_state_ends_a_sentence_only_before_an_opener() {
        check(
            "Envoys left the U.S. The U.S. Embassy stayed open.",
            &["Envoys left the U.S.", "The U.S. Embassy stayed open."],
        );
    }

    #[test]
    fn a_decimal_point_is_no_stop() {
        check(
            "Aid rose 3.5 percent. It fell later.",
            &["Aid rose 3.5 percent.", "It fell later."],
        );
    }

    #[test]
    fn a_text_without_a_stop_is_one_sentence() {
        check("Norway recalls its envoy", &["Norway recalls its envoy"]);
    }
}
