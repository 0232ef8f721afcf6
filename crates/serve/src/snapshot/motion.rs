//! Pairs of states between which more happens lately than before.

use super::columns::{Columns, NO_DAY, date, day};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::HashMap;

/// A pair of states in motion.
#[derive(Debug, Clone, Serialize)]
pub struct Motion {
    /// Country code of one.
    pub first: String,
    /// Country code of the other, later in the alphabet.
    pub second: String,
    /// Acts between them in the last weeks.
    pub recent: u32,
    /// Acts between them in as long a time, on average over the year before.
    pub usual: f64,
    /// Sum of the scores of the recent acts.
    pub score: f64,
    /// Acts a week, both ways, oldest first, the year before included.
    pub weeks: Vec<u32>,
    /// First of the recent days.
    pub since: Date,
}

/// Weeks that are recent, and weeks that are compared with them.
const RECENT: i32 = 8;
const BEFORE: i32 = 44;
/// How many pairs are named.
const PAIRS: usize = 12;

/// The pairs whose recent number of acts is furthest above what is usual, by the signed root of the likelihood ratio of
/// two Poisson rates (Cameron and Trivedi 2013, chapter 2), the usual rate held up by one act.
pub(super) fn motion(columns: &Columns) -> Vec<Motion> {
    let Some(last) = columns.last_day().map(day) else {
        return Vec::new();
    };
    let (begin, since) = (last - 7 * (RECENT + BEFORE) + 1, last - 7 * RECENT + 1);
    let mut found: HashMap<(u16, u16), (Vec<u32>, f64)> = HashMap::new();
    for row in &columns.rows {
        if row.first == NO_DAY || row.first < begin {
            break;
        }
        if row.first > last {
            continue;
        }
        let (actors, recipients) = (columns.actors(row), columns.recipients(row));
        let others = if recipients.is_empty() {
            actors
        } else {
            recipients
        };
        let mut pairs: Vec<(u16, u16)> = (actors.iter())
            .flat_map(|a| others.iter().map(move |b| (*a.min(b), *a.max(b))))
            .filter(|(a, b)| a != b)
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        for pair in pairs {
            let (weeks, score) = found
                .entry(pair)
                .or_insert_with(|| (vec![0; (RECENT + BEFORE) as usize], 0.0));
            weeks[((row.first - begin) / 7) as usize] += 1;
            if row.first >= since {
                *score += f64::from(row.scale);
            }
        }
    }
    let mut motion: Vec<(f64, Motion)> = found
        .into_iter()
        .filter_map(|((a, b), (weeks, score))| {
            let recent: u32 = weeks[BEFORE as usize..].iter().sum();
            let before: u32 = weeks[..BEFORE as usize].iter().sum();
            let usual = f64::from(before) * f64::from(RECENT) / f64::from(BEFORE);
            let (n, held) = (f64::from(recent), usual.max(1.0));
            let above = n > held && recent >= 3;
            let (a, b) = (columns.code(a), columns.code(b));
            // Bodies without a land (`IGO`, `NGO`, `---`) move with everybody.
            let states = ![a, b]
                .iter()
                .any(|c| ["IGO", "NGO", "MNC", "---"].contains(c));
            (above && states).then(|| {
                let root = (2.0 * (n * (n / held).ln() - (n - held))).max(0.0).sqrt();
                let (first, second) = if a < b { (a, b) } else { (b, a) };
                (
                    root,
                    Motion {
                        first: first.to_owned(),
                        second: second.to_owned(),
                        recent,
                        usual,
                        score,
                        weeks,
                        since: date(since).unwrap_or(Date::constant(1970, 1, 1)),
                    },
                )
            })
        })
        .collect();
    motion.sort_by(|(x, a), (y, b)| {
        y.total_cmp(x)
            .then_with(|| (&a.first, &a.second).cmp(&(&b.first, &b.second)))
    });
    motion.into_iter().take(PAIRS).map(|(_, m)| m).collect()
}
