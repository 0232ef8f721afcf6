//! Datelines: the place, and sometimes the day, before the first sentence.

use jiff::civil::Date;

use crate::dates::parse_date;

/// A dateline and what it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// The place as printed: `WASHINGTON`, `ST. PETERSBURG, Russia`.
    pub place: String,
    /// The day, where a year is printed with it.
    pub date: Option<Date>,
}

/// The longest dateline, in bytes, with agency and day.
const LONGEST: usize = 90;

/// The dateline at the start of a paragraph.
///
/// It is a place in capitals (or any place followed by an agency in brackets), then perhaps a day and
/// an agency, then a dash: `WASHINGTON — `, `MOSCOW, March 30 (Reuters) - `, `RIGA, Latvia (AP) — `.
pub(crate) fn dateline(paragraph: &str) -> Option<Dateline> {
    let dash = dashes(paragraph).find(|(at, _)| *at > 1)?;
    let (head, after) = (paragraph[..dash.0].trim(), &paragraph[dash.0 + dash.1..]);
    // A sentence follows: "NATO — the alliance — said" goes on in lower case.
    if head.is_empty()
        || after
            .trim_start()
            .chars()
            .next()
            .is_none_or(char::is_lowercase)
    {
        return None;
    }
    let (head, agency) = match head.split_once('(') {
        Some((place, agency)) if agency.ends_with(')') => (place.trim(), true),
        Some(_) => return None,
        None => (head, false),
    };
    let parts: Vec<&str> = head.split(',').map(str::trim).collect();
    let city = parts.first().filter(|city| is_place(city))?;
    let capitals = is_capitals(city);
    if !capitals && !agency {
        return None;
    }
    let dated = parts
        .iter()
        .skip(1)
        .position(|part| starts_with_day(part))
        .map(|at| at + 1);
    let place = parts[..dated.unwrap_or(parts.len())].join(", ");
    if parts[..dated.unwrap_or(parts.len())]
        .iter()
        .any(|part| !is_place(part))
    {
        return None;
    }
    let date = dated.and_then(|at| parse_date(&parts[at..].join(", ")));
    Some(Dateline { place, date })
}

/// Where dashes that can end a dateline begin, and their length, within its longest reach.
fn dashes(paragraph: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    paragraph
        .char_indices()
        .take_while(|(at, _)| *at <= LONGEST)
        .filter_map(|(at, c)| {
            let (before, rest) = paragraph.split_at(at);
            match c {
                '—' | '–' | '―' => Some((at, c.len_utf8())),
                '-' if rest.starts_with("--") => Some((at, 2)),
                // A hyphen is a dash only between spaces, or after an agency: "(AP)-".
                '-' if rest.starts_with("- ") && before.ends_with([' ', ')']) => Some((at, 1)),
                _ => None,
            }
        })
}

/// Up to six words, all of letters, each beginning with a capital or being a small joining word.
fn is_place(part: &str) -> bool {
    let words: Vec<&str> = part
        .split([' ', '/'])
        .filter(|word| !word.is_empty())
        .collect();
    let small = |word: &str| {
        matches!(
            word,
            "de" | "of" | "the" | "la" | "al" | "el" | "and" | "upon"
        )
    };
    (1..=6).contains(&words.len())
        && words.iter().all(|word| {
            let letter = |c: char| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-');
            word.chars().all(letter) && (word.starts_with(char::is_uppercase) || small(word))
        })
        && words[0].starts_with(char::is_uppercase)
}

fn is_capitals(city: &str) -> bool {
    city.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !city.chars().any(char::is_lowercase)
}

fn starts_with_day(part: &str) -> bool {
    part.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::dateline;

    #[track_caller]
    fn check(paragraph: &str, place: &str, date: &str) {
        let found = dateline(paragraph);
        let found = found.as_ref().map(|d| {
            (
                d.place.as_str(),
                d.date.map_or("none".to_owned(), |date| date.to_string()),
            )
        });
        assert_eq!(found, Some((place, date.to_owned())), "{paragraph}");
    }

    #[test]
    fn datelines_of_the_agencies_are_recognised() {
        check("RIGA — Two envoys left.", "RIGA", "none");
        check(
            "ST. PETERSBURG, Russia (AP) — The consulate shut.",
            "ST. PETERSBURG, Russia",
            "none",
        );
        check(
            "MINSK, March 30 (Reuters) - The envoy left.",
            "MINSK",
            "none",
        );
        check(
            "MINSK, March 30, 2018 (Reuters) - The envoy left.",
            "MINSK",
            "2018-03-30",
        );
        check(
            "BEIJING, Sept. 4 (Xinhua) -- Talks began.",
            "BEIJING",
            "none",
        );
        check(
            "WASHINGTON/TALLINN –Talks began.",
            "WASHINGTON/TALLINN",
            "none",
        );
        check("Riga (AFP) - Talks began.", "Riga", "none");
    }

    #[test]
    fn dashes_inside_sentences_make_no_dateline() {
        for paragraph in [
            "Latvia — the smallest of the three — protested.",
            "The envoy (a former spy) - left.",
            "NATO said it would answer — soon.",
            "RIGA —",
            "NATO — the alliance of 32 states — said so.",
            "— RIGA",
            "Riga-born envoys left.",
            "US-Russia talks began — again.",
            "",
        ] {
            assert_eq!(dateline(paragraph), None, "{paragraph}");
        }
    }
}
