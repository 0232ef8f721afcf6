//! Wire copies: reports whose text repeats another's, light edits included.
//!
//! MinHash (Broder 1997) over runs of three words, in bands (Leskovec, Rajaraman and Ullman 2014), finds
//! candidates; the share of common runs decides. Copies of copies are one story, whoever came first.

use crate::hash;
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::BTreeSet;

/// Least share of common runs (Jaccard) that makes two texts copies: two texts of forty words that
/// differ in four words in a row share 0.72.
const SHARE: f64 = 0.7;
/// Words of a run.
const RUN: usize = 3;
/// Bands, and minima in each: pairs at a share of 0.7 meet in one of them nine times in ten, at 0.8 in
/// 98 of 100.
const BANDS: usize = 8;
const ROWS: usize = 4;
/// Days between the dates of copies at most.
const DAYS: i64 = 14;
/// Fewer runs than this say too little: "Talks resume in Geneva" is not copied, it happens again.
const LEAST: usize = 6;

/// The runs of a text, as hashes.
fn runs(text: &str) -> BTreeSet<u64> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    words
        .windows(RUN)
        .map(|run| hash::of(run.iter().map(String::as_str)))
        .collect()
}

/// The bands of a set of runs.
fn bands(runs: &BTreeSet<u64>) -> Vec<i64> {
    // Odd multipliers out of a Weyl sequence: each gives one permutation of the 64-bit hashes.
    let minimum = |i: usize| {
        let factor = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(2 * i as u64 + 1) | 1;
        runs.iter()
            .map(|run| {
                let x = (run ^ (run >> 29)).wrapping_mul(factor);
                x ^ (x >> 32)
            })
            .min()
            .unwrap_or(0)
    };
    (0..BANDS)
        .map(|band| {
            let mut sum = band as u64;
            for row in 0..ROWS {
                sum = (sum ^ minimum(band * ROWS + row))
                    .wrapping_mul(0x0000_0100_0000_01b3)
                    .rotate_left(23);
            }
            hash::signed(sum)
        })
        .collect()
}

/// The share of runs that two sets have in common.
fn share(a: &BTreeSet<u64>, b: &BTreeSet<u64>) -> f64 {
    let both = a.intersection(b).count();
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}

/// Gives a new report its story: its own, or that of the reports whose text it repeats. Tells the row
/// ids of reports whose story has changed, itself left out.
pub(super) fn place(
    connection: &Connection,
    report: i64,
    text: &str,
    published: Option<jiff::civil::Date>,
) -> rusqlite::Result<Placed> {
    let own = runs(text);
    let mut stories: BTreeSet<i64> = BTreeSet::from([report]);
    if own.len() >= LEAST {
        let bands = bands(&own);
        let mut seen = BTreeSet::new();
        for band in &bands {
            let mut statement =
                connection.prepare_cached("SELECT report FROM report_band WHERE band = ?1")?;
            let found = statement.query_map([band], |row| row.get::<_, i64>(0))?;
            for other in found {
                seen.insert(other?);
            }
        }
        for other in seen {
            if let Some(story) = copied(connection, other, &own, published, &stories)? {
                stories.insert(story);
            }
        }
        for band in bands {
            connection
                .prepare_cached("INSERT OR IGNORE INTO report_band (band, report) VALUES (?1, ?2)")?
                .execute(params![band, report])?;
        }
    }
    let story = *stories.first().unwrap_or(&report);
    let mut moved = Vec::new();
    for other in stories.iter().filter(|s| **s != story && **s != report) {
        let mut statement = connection.prepare_cached("SELECT id FROM report WHERE story = ?1")?;
        let ids = statement.query_map([other], |row| row.get::<_, i64>(0))?;
        moved.extend(ids.collect::<rusqlite::Result<Vec<i64>>>()?);
        connection
            .prepare_cached("UPDATE report SET story = ?1 WHERE story = ?2")?
            .execute([story, *other])?;
    }
    connection
        .prepare_cached("UPDATE report SET story = ?1 WHERE id = ?2")?
        .execute([story, report])?;
    Ok(Placed {
        copy: story != report,
        moved,
    })
}

/// Where a report came to stand.
pub(super) struct Placed {
    /// Whether it repeats another.
    pub copy: bool,
    /// Other reports whose story is now another.
    pub moved: Vec<i64>,
}

/// The story of a report that the text repeats and that is not among those known already.
fn copied(
    connection: &Connection,
    other: i64,
    own: &BTreeSet<u64>,
    published: Option<jiff::civil::Date>,
    known: &BTreeSet<i64>,
) -> rusqlite::Result<Option<i64>> {
    let row: Option<(i64, Option<String>, Option<String>)> = connection
        .prepare_cached("SELECT story, published, text FROM report WHERE id = ?1")?
        .query_row([other], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((story, date, Some(text))) = row else {
        return Ok(None);
    };
    if known.contains(&story) {
        return Ok(None);
    }
    let date = date.and_then(|d| d.parse::<jiff::civil::Date>().ok());
    let near = match (published, date) {
        (Some(a), Some(b)) => i64::from((a - b).get_days()).abs() <= DAYS,
        _ => true,
    };
    Ok((near && share(own, &runs(&text)) >= SHARE).then_some(story))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The foreign ministry in Oslo said on Tuesday that two diplomats at the Belarusian \
        embassy had been given a week to leave the country, after an inquiry into the activities of both \
        men that began last autumn with a report by the security service.";

    #[test]
    fn a_light_edit_is_a_copy_and_another_report_is_none() {
        let edited = TEXT.replace("a week to leave", "seven days to leave");
        let other = "Belarus summoned the Norwegian chargé on Wednesday and told him that two of his \
            colleagues in Minsk must go by the end of the month, its news agency reported.";
        assert!(share(&runs(TEXT), &runs(&edited)) >= SHARE);
        assert!(share(&runs(TEXT), &runs(other)) < 0.1);
        let common: BTreeSet<i64> = bands(&runs(TEXT)).into_iter().collect();
        assert!(bands(&runs(&edited)).iter().any(|b| common.contains(b)));
    }
}
