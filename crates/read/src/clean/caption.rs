//! Captions in plain text: lines that describe a picture.

use std::sync::OnceLock;

use super::furniture::is_marked_caption;

const VERBS: &str = include_str!("../../../../data/read/finite_verbs.txt");

/// Most words of a caption's first sentence, where no mark says that it is one.
const MOST_WORDS: usize = 22;

/// Whether the paragraph is a caption wherever it stands: it carries a photographer's or agency's mark.
pub(crate) fn is_caption(paragraph: &str) -> bool {
    is_marked_caption(paragraph)
}

/// Whether the paragraph reads as a caption right under a headline: its first sentence has no finite
/// verb and ends by saying when the picture was taken ("… in 2023.", "… on Monday.").
pub(crate) fn reads_as_caption(paragraph: &str) -> bool {
    let sentence = first_sentence(paragraph);
    // "Jane Roe, left, with …" says where she stands; "Jane Roe left" says what she did.
    let words = sentence
        .split(' ')
        .filter(|word| !matches!(*word, "left," | "right,"));
    let words: Vec<&str> = words.map(bare).filter(|word| !word.is_empty()).collect();
    (4..=MOST_WORDS).contains(&words.len()) && ends_in_time(&words) && !has_finite_verb(&words)
}

/// The text up to the first full stop that ends a sentence.
fn first_sentence(paragraph: &str) -> &str {
    let mut from = 0;
    while let Some(at) = paragraph[from..].find(". ").map(|at| from + at) {
        let word = paragraph[..at].rsplit(' ').next().unwrap_or("");
        let next = paragraph[at + 2..].chars().next();
        // "Jan. 5", "St. Petersburg" and initials end no sentence.
        let short = word.chars().count() <= 3 && !word.bytes().any(|b| b.is_ascii_digit());
        if !short && next.is_some_and(char::is_uppercase) {
            return &paragraph[..at];
        }
        from = at + 2;
    }
    paragraph.trim_end_matches('.')
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether the last words are "in 2023", "in March 2023", "on Monday", "on March 30, 2018".
fn ends_in_time(words: &[&str]) -> bool {
    let is_year = |word: &str| {
        word.len() == 4 && word.parse::<u16>().is_ok_and(|y| (1900..2200).contains(&y))
    };
    let start = words.len().saturating_sub(4);
    let Some(at) = words[start..]
        .iter()
        .rposition(|w| matches!(*w, "in" | "on" | "during" | "from"))
    else {
        return false;
    };
    let tail = &words[start + at + 1..];
    let timed = tail.iter().any(|word| is_year(word) || is_day(word));
    timed
        && tail
            .iter()
            .all(|w| is_year(w) || is_day(w) || is_month(w) || w.parse::<u8>().is_ok())
}

fn is_day(word: &str) -> bool {
    const DAYS: [&str; 7] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    DAYS.contains(&word)
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    MONTHS.iter().any(|month| word.starts_with(month))
}

/// Whether a word is a finite verb, as far as words alone tell: one of the listed ones, or a form in
/// -ed that no preposition follows and no article precedes ("expelled by Minsk" and "the closed gate"
/// have participles, "expelled two" has not).
fn has_finite_verb(words: &[&str]) -> bool {
    static LIST: OnceLock<Vec<&str>> = OnceLock::new();
    let verbs = LIST.get_or_init(|| {
        VERBS
            .lines()
            .filter(|l| !l.starts_with('#'))
            .flat_map(str::split_whitespace)
            .collect()
    });
    let after = [
        "by", "in", "at", "from", "near", "on", "during", "outside", "inside", "to", "with", "for",
    ];
    let determiners = [
        "the", "a", "an", "its", "their", "his", "her", "newly", "recently", "now",
    ];
    words.iter().enumerate().skip(1).any(|(at, word)| {
        // Capitals are names: "May" is a month here.
        let determined = determiners.contains(&words[at - 1].to_lowercase().as_str());
        let participle = determined || words.get(at + 1).is_none_or(|next| after.contains(next));
        word.starts_with(char::is_lowercase)
            && (verbs.contains(word) || (word.len() > 4 && word.ends_with("ed") && !participle))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbless_lines_that_end_in_a_time_read_as_captions() {
        for line in [
            "The Latvian Embassy in Minsk in 2021.",
            "The Latvian Embassy in Minsk in 2021. Half of its staff of 14 work in two rooms.",
            "A guard outside the closed consulate in Gdansk on Monday.",
            "Envoys expelled by Minsk at the airport in Riga on March 3, 2021.",
            "President Jane Roe, left, with John Doe in Geneva in May 2021.",
        ] {
            assert!(reads_as_caption(line), "{line}");
        }
    }

    #[test]
    fn sentences_of_the_report_are_no_captions() {
        for line in [
            "Latvia expelled two envoys of Belarus on Monday.",
            "The embassy in Minsk was closed in 2021.",
            "Relations have been poor since the embassy closed in 2021.",
            "Minsk summoned the envoys of Latvia and Estonia on Monday.",
            "The consulate shut its doors in 2021.",
            "Talks in Geneva.",
            "",
        ] {
            assert!(!reads_as_caption(line), "{line}");
        }
    }
}
