//! From numbers and days to places on the picture, and where an axis has its ticks.

use super::words;
use jiff::ToSpan;
use jiff::civil::Date;

/// A round step that cuts `span` into at most `most` parts: 1, 2 or 5 times a power of ten.
///
/// "Nice numbers" (Heckbert 1990, Graphics Gems).
pub(super) fn round_step(span: f64, most: usize) -> f64 {
    let rough = (span / most.max(1) as f64).max(f64::MIN_POSITIVE);
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|step| step * power >= rough * (1.0 - 1e-9))
        .unwrap_or(10.0);
    step * power
}

/// Round ticks that cover `low` to `high`: the first is at or below `low`, the last at or above `high`.
///
/// `whole` asks for steps of at least one. Without a span (or with numbers that are none) it is 0 to 1.
pub(super) fn ticks(low: f64, high: f64, most: usize, whole: bool) -> Vec<f64> {
    let (low, high) = if low.is_finite() && high.is_finite() && high > low {
        (low, high)
    } else {
        (0.0, 1.0)
    };
    let mut step = round_step(high - low, most);
    if whole {
        step = step.max(1.0);
    }
    let (first, last) = (
        (low / step + 1e-9).floor() as i64,
        (high / step - 1e-9).ceil() as i64,
    );
    (first..=last).map(|k| k as f64 * step).collect()
}

/// A straight line from numbers to places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Linear {
    from: (f64, f64),
    to: (f64, f64),
}

impl Linear {
    /// `from` is the range of numbers, `to` that of places (which may run downwards).
    pub(super) fn new(from: (f64, f64), to: (f64, f64)) -> Linear {
        Linear { from, to }
    }

    pub(super) fn at(&self, value: f64) -> f64 {
        let share = (value - self.from.0) / (self.from.1 - self.from.0);
        self.to.0 + (self.to.1 - self.to.0) * if share.is_finite() { share } else { 0.0 }
    }
}

/// Days on the picture: the first begins at its left edge, the last ends at its right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    /// First day.
    pub(super) since: Date,
    /// Last day.
    pub(super) until: Date,
    left: f64,
    wide: f64,
}

/// A tick of an axis of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tick {
    pub(super) date: Date,
    pub(super) label: String,
}

/// Days from one date to another; less than 0 if the other is earlier.
pub(super) fn apart(from: Date, to: Date) -> i64 {
    (to.duration_since(from).as_hours()) / 24
}

impl Days {
    /// The days from `since` to `until`, whichever is earlier first, between two places.
    pub(super) fn new(since: Date, until: Date, left: f64, right: f64) -> Days {
        Days {
            since: since.min(until),
            until: since.max(until),
            left,
            wide: right - left,
        }
    }

    /// Where a day begins.
    pub(super) fn start(&self, date: Date) -> f64 {
        let total = apart(self.since, self.until) + 1;
        self.left + self.wide * apart(self.since, date) as f64 / total as f64
    }

    /// Where a day ends.
    pub(super) fn end(&self, date: Date) -> f64 {
        let total = apart(self.since, self.until) + 1;
        self.left + self.wide * (apart(self.since, date) + 1) as f64 / total as f64
    }

    /// The middle of a day.
    pub(super) fn middle(&self, date: Date) -> f64 {
        (self.start(date) + self.end(date)) / 2.0
    }

    /// Whether any day of a range is on the picture.
    pub(super) fn shows(&self, first: Date, last: Date) -> bool {
        first <= self.until && last >= self.since
    }

    /// Round dates, at most `most` of them. The first says its year, others only where it turns.
    pub(super) fn ticks(&self, most: usize) -> Vec<Tick> {
        let most = most.max(1);
        for every in [1, 2, 7, 14] {
            if apart(self.since, self.until) / every < most as i64 {
                return self.day_ticks(every);
            }
        }
        let months = (i64::from(self.until.year()) - i64::from(self.since.year())) * 12
            + i64::from(self.until.month())
            - i64::from(self.since.month());
        for every in [
            1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 24000, 60000, 120_000,
        ] {
            if months / every < most as i64 {
                return self.month_ticks(every);
            }
        }
        Vec::new()
    }

    fn day_ticks(&self, every: i64) -> Vec<Tick> {
        // 1 January 2018 was a Monday: weeks begin on Mondays.
        let monday = jiff::civil::date(2018, 1, 1);
        let mut ticks: Vec<Tick> = Vec::new();
        for date in self
            .since
            .series(1.day())
            .take_while(|date| *date <= self.until)
        {
            if apart(monday, date).rem_euclid(every) != 0 {
                continue;
            }
            let year = ticks
                .last()
                .is_none_or(|tick| tick.date.year() != date.year());
            let label = if year {
                words::day(date)
            } else {
                date.strftime("%-d %b").to_string()
            };
            ticks.push(Tick { date, label });
        }
        ticks
    }

    fn month_ticks(&self, every: i64) -> Vec<Tick> {
        let mut ticks = Vec::new();
        let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month()) - 1;
        let first = months(self.since) + i64::from(self.since.day() > 1);
        let mut month = first.div_euclid(every) * every;
        if month < first {
            month += every;
        }
        while month <= months(self.until) {
            let (year, place) = (month.div_euclid(12) as i16, month.rem_euclid(12) as i8 + 1);
            let date = jiff::civil::date(year, place, 1);
            let label = match (place, ticks.is_empty()) {
                (1, _) => date.year().to_string(),
                (_, true) => date.strftime("%b %Y").to_string(),
                (_, false) => date.strftime("%b").to_string(),
            };
            ticks.push(Tick { date, label });
            month += every;
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ticks_are_round_and_cover_the_numbers() {
        assert_eq!(ticks(0.0, 37.0, 4, true), vec![0.0, 10.0, 20.0, 30.0, 40.0]);
        assert_eq!(ticks(0.0, 1.0, 4, true), vec![0.0, 1.0]);
        assert_eq!(ticks(-3.0, 8.0, 4, false), vec![-5.0, 0.0, 5.0, 10.0]);
        assert_eq!(ticks(0.0, 0.0, 4, false).last(), Some(&1.0));
        assert_eq!(ticks(f64::NAN, 2.0, 4, false).first(), Some(&0.0));
    }

    #[test]
    fn a_day_has_its_width_and_the_last_one_ends_at_the_edge() {
        let days = Days::new(date(2018, 1, 1), date(2018, 1, 10), 0.0, 100.0);
        assert_eq!(days.start(date(2018, 1, 1)), 0.0);
        assert_eq!(days.middle(date(2018, 1, 1)), 5.0);
        assert_eq!(days.end(date(2018, 1, 10)), 100.0);
        let turned = Days::new(date(2018, 1, 10), date(2018, 1, 1), 0.0, 100.0);
        assert_eq!(turned.since, date(2018, 1, 1));
    }

    #[test]
    fn dates_of_an_axis_are_round_and_never_too_many() {
        let say = |a: Date, b: Date, most| -> Vec<String> {
            let ticks = Days::new(a, b, 0.0, 1.0).ticks(most);
            ticks.into_iter().map(|tick| tick.label).collect()
        };
        assert_eq!(
            say(date(2018, 3, 26), date(2018, 3, 28), 8),
            ["26 Mar 2018", "27 Mar", "28 Mar"]
        );
        assert_eq!(
            say(date(2017, 11, 5), date(2018, 4, 20), 8),
            ["Dec 2017", "2018", "Feb", "Mar", "Apr"]
        );
        assert_eq!(
            say(date(2014, 5, 1), date(2026, 11, 1), 8),
            ["2016", "2018", "2020", "2022", "2024", "2026"]
        );
        for years in [0, 1, 2, 3, 7, 20, 90, 400, 3000] {
            let found = say(date(2000, 2, 29), date(2000 + years, 3, 1), 6);
            assert!((1..=6).contains(&found.len()), "{years}: {found:?}");
        }
    }
}
