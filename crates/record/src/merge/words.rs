//! The words of a sentence with their weight: rare words tell acts apart, common ones do not.

use crate::hash;
use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../../data/record/words.tsv");

/// Reports that the table was counted over, and how many hold each word, from its file.
struct Counts {
    reports: f32,
    words: HashMap<u64, f32>,
}

static COUNTS: LazyLock<Counts> = LazyLock::new(|| {
    let mut counts = Counts {
        reports: 1.0,
        words: HashMap::new(),
    };
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let Some((word, n)) = line.split_once('\t') else {
            continue;
        };
        let n: f32 = n.parse().unwrap_or(1.0);
        if word == "*" {
            counts.reports = n;
        } else {
            counts.words.insert(hash::of([word]), n);
        }
    }
    counts
});

/// Words that the table does not have are in fewer reports than this.
const LEAST: f32 = 10.0;

/// How much a word says: the logarithm of the inverse share of reports that hold it (Spärck Jones 1972).
pub(super) fn weight(word: u64) -> f32 {
    let n = COUNTS.words.get(&word).copied().unwrap_or(LEAST);
    (COUNTS.reports / n).ln().max(0.1)
}

/// The distinct words of a sentence, sorted, with their weights.
pub(super) fn words(text: &str) -> Vec<(u64, f32)> {
    let mut words: Vec<(u64, f32)> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| {
            let word = hash::of([stem(&w.to_lowercase())]);
            (word, weight(word))
        })
        .collect();
    words.sort_unstable_by_key(|(word, _)| *word);
    words.dedup_by_key(|(word, _)| *word);
    words
}

/// A word without the endings of number and tense, roughly: "expelled", "expels" and "expel" are one.
/// The table's words were cut in the same way.
fn stem(word: &str) -> &str {
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= 4
        {
            return rest;
        }
    }
    word
}

/// What two sentences have in common: the cosine of their weighted words, and the weight of the common ones.
pub(super) fn common(a: &[(u64, f32)], b: &[(u64, f32)]) -> (f32, f32) {
    let square = |words: &[(u64, f32)]| words.iter().map(|(_, w)| w * w).sum::<f32>();
    let (mut i, mut j, mut both, mut sum) = (0, 0, 0.0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both += a[i].1 * a[i].1;
                sum += a[i].1;
                i += 1;
                j += 1;
            }
        }
    }
    let norm = (square(a) * square(b)).sqrt();
    (if norm > 0.0 { both / norm } else { 0.0 }, sum)
}
