//! What stands above a report: headline, the line under it, byline, date line; and headings within it.

use jiff::civil::Date;

use super::dateline::dateline;
use super::paragraphs::ends_sentence;
use crate::dates::parse_date;

/// Most words of a headline, and of the line under it.
const HEADLINE_WORDS: usize = 40;

/// Most words of a heading inside the article.
const HEADING_WORDS: usize = 8;

pub(crate) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether a report's first paragraph has the form of a headline: short, and not ending as a sentence.
pub(crate) fn is_headline(paragraph: &str) -> bool {
    let question = paragraph.ends_with(['?', '!']);
    could_be_headline(paragraph) && (!ends_sentence(paragraph) || question)
}

/// Whether a report's first paragraph can be a headline where something else, such as a share button
/// under it, says that it is one.
pub(crate) fn could_be_headline(paragraph: &str) -> bool {
    words(paragraph) <= HEADLINE_WORDS && dateline(paragraph).is_none() && !paragraph.ends_with(':')
}

/// Whether the paragraph has the form of a heading inside an article.
pub(crate) fn is_heading(paragraph: &str) -> bool {
    let first = paragraph.chars().next();
    words(paragraph) <= HEADING_WORDS
        && !ends_sentence(paragraph)
        && first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// The names in a byline: "By Jane Roe and John Doe".
pub(crate) fn byline(paragraph: &str) -> Option<String> {
    const LONGEST: usize = 100;
    if paragraph.len() > LONGEST {
        return None;
    }
    let (by, names) = paragraph.split_once([' ', ':'])?;
    if !by.eq_ignore_ascii_case("by") {
        return None;
    }
    // "By Jane Roe | March 30, 2018" and "By Jane Roe, The Herald" keep the names only.
    let names = names.trim().split(['|', '·', '•', '@']).next()?.trim();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let small = [
        "and", "of", "de", "la", "van", "von", "der", "for", "in", "the", "al", "bin", "&",
    ];
    let list: Vec<&str> = names.split_whitespace().collect();
    let named = list
        .iter()
        .all(|word| capital(word) || small.contains(word));
    let is_name = named
        && (1..=12).contains(&list.len())
        && list
            .first()
            .is_some_and(|word| capital(word) && !is_time_word(word))
        && !names.contains(|c: char| c.is_ascii_digit())
        && (!ends_sentence(names) || names.ends_with("Jr."));
    is_name.then(|| names.to_owned())
}

fn is_time_word(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let ends = [
        "day", "January", "February", "March", "April", "May", "June", "July", "August",
    ];
    ends.iter().any(|end| word.ends_with(end)) || word.ends_with("ber")
}

/// The date that a paragraph consists of: "March 30, 2018", "Published: 30 March 2018, 10:15".
pub(crate) fn date_line(paragraph: &str) -> Option<Date> {
    // A line of digits alone is more likely a number of something than a date.
    let told = paragraph.contains(|c: char| !c.is_ascii_digit());
    let last = paragraph
        .rsplit(['|', '·', '•'])
        .next()
        .unwrap_or(paragraph);
    let labelled = last.split_once(": ").filter(|(label, _)| words(label) <= 2);
    told.then(|| parse_date(last).or_else(|| parse_date(labelled?.1)))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_give_their_names_and_sentences_none() {
        assert_eq!(
            byline("By Jane Roe and John Doe").as_deref(),
            Some("Jane Roe and John Doe")
        );
        assert_eq!(byline("BY JANE ROE").as_deref(), Some("JANE ROE"));
        assert_eq!(
            byline("By Jane Roe | March 30, 2018").as_deref(),
            Some("Jane Roe")
        );
        for line in [
            "By Monday",
            "By then they had left.",
            "By order of the ministry",
            "By 2018",
        ] {
            assert_eq!(byline(line), None, "{line}");
        }
    }

    #[test]
    fn date_lines_give_the_date() {
        let day = Some(jiff::civil::date(2018, 3, 30));
        for line in [
            "March 30, 2018",
            "Published: March 30, 2018 10:15 am",
            "By Jane Roe | March 30, 2018",
            "Riga time: 2018-03-30",
        ] {
            assert_eq!(date_line(line), day, "{line}");
        }
        assert_eq!(date_line("20180330"), None);
        assert_eq!(date_line("The talks of March 30, 2018 failed"), None);
    }
}
