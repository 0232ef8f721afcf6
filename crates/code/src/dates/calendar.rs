//! Ranges of days and the arithmetic of months, weeks, quarters and holidays; all of it fails softly at the ends of time.

use crate::numbers::words::Unit;
use jiff::civil::{Date, Weekday};

/// How fine the words of an expression are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grain {
    Day,
    Weekday,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
    /// A stretch with its own ends.
    Span,
}

/// A range of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) grain: Grain,
}

impl Range {
    pub(crate) fn new(first: Date, last: Date, grain: Grain) -> Range {
        if first <= last {
            Range { first, last, grain }
        } else {
            Range {
                first: last,
                last: first,
                grain,
            }
        }
    }

    pub(crate) fn day(date: Date) -> Range {
        Range {
            first: date,
            last: date,
            grain: Grain::Day,
        }
    }

    /// The smallest range that holds both.
    pub(crate) fn join(self, other: Range) -> Range {
        Range::new(
            self.first.min(other.first),
            self.last.max(other.last),
            Grain::Span,
        )
    }
}

pub(crate) fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

pub(crate) fn add_days(date: Date, days: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(days).ok()?;
    date.checked_add(span).ok()
}

/// Adds months, keeping the day or taking the month's last.
pub(crate) fn add_months(from: Date, months: i64) -> Option<Date> {
    let index = (i64::from(from.year()) * 12 + i64::from(from.month()) - 1).checked_add(months)?;
    let first = date(index.div_euclid(12), index.rem_euclid(12) + 1, 1)?;
    date(
        i64::from(first.year()),
        i64::from(first.month()),
        i64::from(from.day().min(first.days_in_month())),
    )
}

/// Adds `count` units; hours count as the days that they reach.
pub(crate) fn add_units(from: Date, unit: Unit, count: i64) -> Option<Date> {
    match unit {
        Unit::Second | Unit::Minute => Some(from),
        Unit::Hour => {
            let days = (count.unsigned_abs().div_ceil(24)) as i64;
            add_days(from, days * count.signum())
        }
        Unit::Day => add_days(from, count),
        Unit::Week | Unit::Weekend => add_days(from, count.checked_mul(7)?),
        Unit::Fortnight => add_days(from, count.checked_mul(14)?),
        Unit::Month => add_months(from, count),
        Unit::Quarter => add_months(from, count.checked_mul(3)?),
        Unit::Year => add_months(from, count.checked_mul(12)?),
        Unit::Decade => add_months(from, count.checked_mul(120)?),
        Unit::Century => add_months(from, count.checked_mul(1200)?),
    }
}

pub(crate) fn month(year: i64, month: i64) -> Option<Range> {
    let first = date(year, month, 1)?;
    Some(Range::new(first, first.last_of_month(), Grain::Month))
}

pub(crate) fn year(year: i64) -> Option<Range> {
    Some(Range::new(
        date(year, 1, 1)?,
        date(year, 12, 31)?,
        Grain::Year,
    ))
}

pub(crate) fn decade(first_year: i64) -> Option<Range> {
    Some(Range::new(
        date(first_year, 1, 1)?,
        date(first_year + 9, 12, 31)?,
        Grain::Decade,
    ))
}

/// The 20th century is 1901 to 2000.
pub(crate) fn century(ordinal: i64) -> Option<Range> {
    let last = ordinal.checked_mul(100)?;
    Some(Range::new(
        date(last - 99, 1, 1)?,
        date(last, 12, 31)?,
        Grain::Century,
    ))
}

/// Quarters 1 to 4 of a year.
pub(crate) fn quarter(year: i64, quarter: i64) -> Option<Range> {
    let first = date(year, quarter.checked_mul(3)? - 2, 1)?;
    Some(Range::new(
        first,
        add_months(first, 2)?.last_of_month(),
        Grain::Quarter,
    ))
}

/// Halves 1 and 2 of a year.
pub(crate) fn half(of: i64, half: i64) -> Option<Range> {
    Some(quarter(of, half * 2 - 1)?.join(quarter(of, half * 2)?))
}

/// A fiscal year of the United States government: October to September, named by the year in which it ends.
pub(crate) fn fiscal_year(year: i64) -> Option<Range> {
    Some(Range::new(
        date(year - 1, 10, 1)?,
        date(year, 9, 30)?,
        Grain::Year,
    ))
}

/// 1 spring (March to May) … 4 winter (December to February of the next year).
pub(crate) fn season(year: i64, season: i64) -> Option<Range> {
    let first = date(year, season * 3, 1)?;
    Some(Range::new(
        first,
        add_months(first, 2)?.last_of_month(),
        Grain::Season,
    ))
}

/// Monday to Sunday around the day.
pub(crate) fn week_of(day: Date) -> Option<Range> {
    let monday = add_days(day, -i64::from(day.weekday().to_monday_zero_offset()))?;
    Some(Range::new(monday, add_days(monday, 6)?, Grain::Week))
}

/// The whole unit in which the day lies.
pub(crate) fn unit_of(day: Date, unit: Unit) -> Option<Range> {
    let y = i64::from(day.year());
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some(Range::day(day)),
        Unit::Week => week_of(day),
        Unit::Fortnight => Some(Range::new(add_days(day, -13)?, day, Grain::Span)),
        Unit::Weekend => {
            let sunday = week_of(day)?.last;
            Some(Range::new(add_days(sunday, -1)?, sunday, Grain::Span))
        }
        Unit::Month => month(y, i64::from(day.month())),
        Unit::Quarter => quarter(y, (i64::from(day.month()) + 2) / 3),
        Unit::Year => year(y),
        Unit::Decade => decade(y.div_euclid(10) * 10),
        Unit::Century => century((y - 1).div_euclid(100) + 1),
    }
}

/// The last such weekday on or before the day (1 is Monday).
pub(crate) fn weekday_back(day: Date, weekday: i8) -> Option<Date> {
    let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
    add_days(day, -i64::from(wanted.until(day.weekday())))
}

/// The first such weekday on or after the day.
pub(crate) fn weekday_ahead(day: Date, weekday: i8) -> Option<Date> {
    let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
    add_days(day, i64::from(day.weekday().until(wanted)))
}

/// Easter Sunday of the western churches, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8).
pub(crate) fn easter(year: i64) -> Option<Date> {
    if !(1583..=4099).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, n / 31, n % 31 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_almanacs_say() {
        for (y, m, d) in [
            (2000, 4, 23),
            (2016, 3, 27),
            (2018, 4, 1),
            (2024, 3, 31),
            (2025, 4, 20),
        ] {
            assert_eq!(easter(y), date(y, m, d));
        }
    }

    #[test]
    fn months_keep_the_day_or_take_the_last() {
        assert_eq!(
            add_months(date(2020, 3, 31).unwrap(), -1),
            date(2020, 2, 29)
        );
        assert_eq!(
            add_months(date(2020, 1, 15).unwrap(), -13),
            date(2018, 12, 15)
        );
        assert_eq!(add_months(date(2020, 1, 15).unwrap(), i64::MAX), None);
    }

    #[test]
    fn a_weekday_on_the_day_itself_counts_both_ways() {
        let friday = date(2018, 3, 30).unwrap();
        assert_eq!(weekday_back(friday, 5), Some(friday));
        assert_eq!(weekday_ahead(friday, 5), Some(friday));
        assert_eq!(weekday_back(friday, 6), date(2018, 3, 24));
        assert_eq!(weekday_ahead(friday, 4), date(2018, 4, 5));
    }
}
