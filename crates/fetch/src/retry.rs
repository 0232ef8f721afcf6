//! When to ask again: what the server says, and how long to stay away from one that fails.

use crate::dice::Dice;
use jiff::{SignedDuration, Timestamp};

/// The longest that anything is waited for: a server may be wrong about its own plans.
pub(crate) const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// The time to wait that a `Retry-After` header asks for, from `now` on: seconds or a date (RFC 9110, 10.2.3);
/// at most a day, none where it says nothing that can be read.
pub(crate) fn retry_after(value: &str, now: Timestamp) -> Option<SignedDuration> {
    let value = value.trim();
    let asked = match value.parse::<u64>() {
        Ok(seconds) => SignedDuration::from_secs(seconds.min(86_400) as i64),
        Err(_) => {
            let at = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
            at.duration_since(now)
        }
    };
    Some(asked.clamp(SignedDuration::ZERO, LONGEST))
}

/// How long to stay away after `failures` failures in a row: `base`, doubled with each failure after the first, a
/// day at most, longer or shorter by up to a quarter so that those who failed together do not return together.
pub(crate) fn backoff(base: SignedDuration, failures: u32, dice: &mut Dice) -> SignedDuration {
    let doubled = base.as_secs().max(1) << failures.saturating_sub(1).min(20);
    let bounded = doubled.clamp(1, LONGEST.as_secs());
    spread(SignedDuration::from_secs(bounded), 4, dice)
}

/// A time longer or shorter by up to one `part`-th.
pub(crate) fn spread(time: SignedDuration, part: u64, dice: &mut Dice) -> SignedDuration {
    let millis = u64::try_from(time.as_millis()).unwrap_or(0);
    let width = millis / part;
    let moved = millis - width + dice.below(2 * width + 1);
    SignedDuration::from_millis(moved as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(value: &str) -> Option<i64> {
        let now = "2026-03-01T12:00:00Z".parse().unwrap();
        retry_after(value, now).map(|d| d.as_secs())
    }

    #[test]
    fn retry_after_is_read_as_seconds_or_a_date_and_bounded() {
        assert_eq!(asked("120"), Some(120));
        assert_eq!(asked("Sun, 01 Mar 2026 12:05:00 GMT"), Some(300));
        assert_eq!(asked("Sun, 01 Mar 2026 11:00:00 GMT"), Some(0));
        assert_eq!(asked("Sun, 01 Mar 2099 11:00:00 GMT"), Some(86_400));
        assert_eq!(asked("99999999999999"), Some(86_400));
        assert_eq!(asked("soon"), None);
        assert_eq!(asked("-5"), None);
    }

    #[test]
    fn time_away_doubles_with_every_failure_up_to_a_day() {
        let mut dice = Dice::new(7, "x");
        let base = SignedDuration::from_mins(10);
        for (failures, minutes) in [(1, 10), (2, 20), (3, 40), (7, 640), (9, 1440), (60, 1440)] {
            let away = backoff(base, failures, &mut dice).as_secs();
            let middle = minutes * 60;
            assert!(
                (middle * 3 / 4..=middle * 5 / 4).contains(&away),
                "{failures}: {away}"
            );
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_times_and_another_one_others() {
        let times = |seed| -> Vec<SignedDuration> {
            let mut dice = Dice::new(seed, "feed");
            (1..6)
                .map(|n| backoff(SignedDuration::from_mins(10), n, &mut dice))
                .collect()
        };
        assert_eq!(times(1), times(1));
        assert_ne!(times(1), times(2));
    }
}
