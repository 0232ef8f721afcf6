//! The date of publication: what a page's data, its address and the lines by its headline say, weighed.

use jiff::civil::Date;

use super::facts::{Facts, Stamp};
use crate::dates::{Slashes, find_date, parse_date};
use crate::document::DateBasis::{self, JsonLd, Metadata, Microdata, Text, Url};

/// Parts of a name that tell of another day than that of publication.
const OTHER: [&str; 16] = [
    "modif",
    "updat",
    "expir",
    "revis",
    "copyright",
    "valid",
    "found",
    "birth",
    "lastmod",
    "upload",
    "unpublish",
    "event",
    "start",
    "end",
    "runtime",
    "crawl",
];

/// The date of publication and what it rests on.
///
/// Data win over the address, the address over the lines by the headline. Where data give a moment in UTC and the
/// address or the headline print the day before or after, the latter is the outlet's own day and wins.
pub(super) fn published(
    facts: &Facts,
    linked: &Linked,
    url: Option<&str>,
) -> Option<(Date, DateBasis)> {
    let inside = |stamp: &Stamp| stamp.inside && !stamp.changed;
    let told = data(facts, linked).or_else(|| stamped(facts, inside));
    let address = url.and_then(of_address);
    let slashes = slashes(facts);
    let (before, after) = facts.near.split_at(facts.before.min(facts.near.len()));
    // What stands under the headline is the report's; what stands above it may be the site's.
    let lines = || after.iter().chain(before).filter(|line| !is_other(line));
    let Some(told) = told else {
        let short = lines().filter(|line| line.split_whitespace().count() <= MOST_WORDS);
        let mut printed = short.filter_map(|line| find_date(line, slashes, None));
        return address
            .map(|date| (date, Url))
            .or_else(|| printed.next().map(|date| (date, Text)))
            .or_else(|| stamped(facts, |stamp| !stamp.changed).map(Told::known))
            .or_else(|| stamped(facts, |_| true).map(Told::known));
    };
    let printed = lines().filter_map(|line| find_date(line, slashes, Some(told.date)));
    let printed = printed.map(|date| (date, Text));
    let mut days = printed.chain(address.map(|date| (date, Url)));
    let day = days.find(|(date, _)| *date == told.date || told.could_be(*date));
    Some(match day {
        Some((date, basis)) if date != told.date => (date, basis),
        _ => told.known(),
    })
}

/// A line with more words than this is no line of a date, where nothing else vouches for it.
const MOST_WORDS: usize = 15;

/// A date out of the page's data.
struct Told {
    date: Date,
    basis: DateBasis,
    /// As it was written.
    raw: String,
}

impl Told {
    fn new(raw: &str, basis: DateBasis) -> Option<Told> {
        let date = parse_date(raw)?;
        Some(Told {
            date,
            basis,
            raw: raw.to_owned(),
        })
    }

    fn known(self) -> (Date, DateBasis) {
        (self.date, self.basis)
    }

    /// Whether the same moment can be another day at the outlet's place: a moment in UTC early in the day is the day
    /// before in America, a late one the day after in Asia; one with an offset of its own is local already.
    fn could_be(&self, other: Date) -> bool {
        /// Hours of UTC before which some place still has the day before, and from which some has the next.
        const WEST: u32 = 12;
        const EAST: u32 = 13;
        let days = (other - self.date).get_days();
        let time = self
            .raw
            .get(10..)
            .and_then(|rest| rest.strip_prefix(['T', ' ']));
        let Some(time) = time.filter(|time| time.as_bytes().get(2) == Some(&b':')) else {
            return days.abs() == 1;
        };
        let offset = time.find(['+', '-']).map_or("", |at| &time[at + 1..]);
        let local = offset.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
        let Ok(hour) = time[..2].parse::<u32>() else {
            return false;
        };
        !local && (days == -1 && hour < WEST || days == 1 && hour >= EAST)
    }
}

/// What JSON-LD says of the date: of the article, and of the page that it stands on.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Linked {
    pub article: Option<String>,
    pub page: Option<String>,
}

/// What `<meta>`, JSON-LD and microdata say.
fn data(facts: &Facts, linked: &Linked) -> Option<Told> {
    let metas = |holds: fn(&str) -> bool| {
        let mut found = facts.metas.iter().filter(move |meta| holds(&meta.key));
        found
            .find_map(|meta| Told::new(&meta.content, if meta.item { Microdata } else { Metadata }))
    };
    let exact = |key: &str| {
        key.ends_with("article:published_time")
            || key.ends_with("article:published")
            || key == "article.published"
    };
    metas(exact)
        .or_else(|| Told::new(linked.article.as_deref()?, JsonLd))
        .or_else(|| metas(|key| key == "datepublished"))
        .or_else(|| stamped(facts, |stamp| stamp.published))
        .or_else(|| metas(is_publication))
        .or_else(|| Told::new(linked.page.as_deref()?, JsonLd))
}

/// Whether a name of metadata is that of the day of publication: the sites have a hundred of them.
fn is_publication(key: &str) -> bool {
    let dated = ["date", "publish", "issued", "pubtime"]
        .iter()
        .any(|part| key.contains(part));
    dated && !OTHER.iter().any(|part| key.contains(part)) && !key.contains("publisher")
}

/// The first stamp of a kind, by its machine-readable date or by its words.
fn stamped(facts: &Facts, holds: impl Fn(&Stamp) -> bool) -> Option<Told> {
    let mut wanted = facts.stamps.iter().filter(|stamp| holds(stamp));
    wanted.find_map(|stamp| {
        let machine = stamp
            .machine
            .as_deref()
            .and_then(|raw| Told::new(raw, Microdata));
        machine.or_else(|| {
            let text = Some(stamp.text.as_str()).filter(|text| !is_other(text))?;
            let date = find_date(text, slashes(facts), None)?;
            Some(Told {
                date,
                basis: Text,
                raw: String::new(),
            })
        })
    })
}

/// Whether a line tells of a change rather than of publication.
fn is_other(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    [
        "updated",
        "modified",
        "last edited",
        "retrieved",
        "effective",
    ]
    .iter()
    .any(|word| line.contains(word))
}

/// How the page's language writes a date in slashes.
fn slashes(facts: &Facts) -> Slashes {
    match facts.language.as_deref() {
        Some(lang) if lang.starts_with("en-us") || lang.starts_with("en_us") => Slashes::MonthFirst,
        Some(lang) if lang.starts_with("en") => Slashes::Unknown,
        Some(_) => Slashes::DayFirst,
        None => Slashes::Unknown,
    }
}

/// The date in an address: `/2018/03/30/`, `/2018/mar/30/`, `/2018-03-30/`, `-20180330`, `201803301234…`.
pub(super) fn of_address(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let three = parts.windows(3).find_map(|part| {
        let year = part[0].len() == 4 && part[0].bytes().all(|byte| byte.is_ascii_digit());
        let day =
            matches!(part[2].len(), 1 | 2) && part[2].bytes().all(|byte| byte.is_ascii_digit());
        (year && day && matches!(part[1].len(), 1..=3)).then(|| match part[1].parse::<u8>() {
            Ok(_) => parse_date(&part.join("-")),
            Err(_) => parse_date(&format!("{} {} {}", part[2], part[1], part[0])),
        })?
    });
    three.or_else(|| parts.iter().find_map(|part| in_part(part)))
}

/// A date in one part of an address.
fn in_part(part: &str) -> Option<Date> {
    let recent = |date: &Date| (1990..2100).contains(&date.year());
    let pieces: Vec<&str> = part.split(['-', '_', '.']).collect();
    let dashed = pieces.windows(3).find_map(|three| {
        let widths = (three[0].len(), three[1].len(), three[2].len()) == (4, 2, 2);
        widths.then(|| parse_date(&three.join("-"))).flatten()
    });
    // Numbers of articles begin with the day on some sites.
    let digits = |piece: &&str| {
        let count = piece.bytes().take_while(u8::is_ascii_digit).count();
        (count == piece.len() && count >= 8)
            .then(|| parse_date(piece.get(..8)?))
            .flatten()
    };
    dashed
        .or_else(|| pieces.iter().find_map(digits))
        .filter(recent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_dates_in_the_usual_forms() {
        for url in [
            "https://herald.example/2018/03/30/riga",
            "https://herald.example/world/2018/mar/30/riga",
            "https://herald.example/story/2018-03-30/riga",
            "https://herald.example/riga-20180330/",
            "https://herald.example/world/201803301077343476-riga/",
        ] {
            assert_eq!(
                of_address(url).map(|date| date.to_string()).as_deref(),
                Some("2018-03-30"),
                "{url}"
            );
        }
        for url in [
            "https://herald.example/2018/03/riga",
            "https://herald.example/14848164.php",
            "https://herald.example/a/30279001.html",
            "https://2018.example/03/30/riga",
        ] {
            assert_eq!(of_address(url), None, "{url}");
        }
    }
}
