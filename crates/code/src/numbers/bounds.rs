//! How the words before a number move its bounds: "at least", "more than", "up to", from `data/code/numbers_bounds.tsv`.

use super::amount::Amount;
use std::sync::LazyLock;

/// What a run of words does to the number after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    AtLeast,
    MoreThan,
    UpTo,
    LessThan,
    Nearly,
    About,
}

/// The runs of words, longest first.
pub(crate) static BOUNDS: LazyLock<Vec<(Vec<&'static str>, Bound)>> = LazyLock::new(|| {
    let mut list: Vec<(Vec<&'static str>, Bound)> =
        include_str!("../../../../data/code/numbers_bounds.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let (words, name) = line.split_once('\t')?;
                Some((words.split(' ').collect(), named(name)?))
            })
            .collect();
    list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    list
});

fn named(name: &str) -> Option<Bound> {
    Some(match name {
        "at_least" => Bound::AtLeast,
        "more_than" => Bound::MoreThan,
        "up_to" => Bound::UpTo,
        "less_than" => Bound::LessThan,
        "nearly" => Bound::Nearly,
        "about" => Bound::About,
        _ => return None,
    })
}

pub(crate) fn move_bounds(amount: Amount, bound: Option<Bound>) -> (Option<i64>, Option<i64>) {
    let (low, high) = (amount.low, amount.high);
    match bound {
        None | Some(Bound::About) => (low, high),
        Some(Bound::AtLeast) => (low, None),
        Some(Bound::MoreThan) => (low.map(|n| n.saturating_add(1)), None),
        Some(Bound::UpTo) => (None, high),
        Some(Bound::LessThan) => (None, high.map(|n| n.saturating_sub(1))),
        Some(Bound::Nearly) => match (low, high) {
            (Some(low), Some(high)) if low == high && low > 1 => {
                let slack = (low / 10).max(5.min(low / 2));
                (Some(low - slack), Some(low - 1))
            }
            _ => (low, high),
        },
    }
}
