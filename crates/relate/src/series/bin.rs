//! The lengths of a bin, and where each begins.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

/// How long a bin is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bin {
    /// One day.
    Day,
    /// Monday to Sunday (ISO 8601).
    Week,
    /// A month of the calendar.
    Month,
}

impl Bin {
    /// The length of a name.
    pub fn named(name: &str) -> Option<Bin> {
        [Bin::Day, Bin::Week, Bin::Month]
            .into_iter()
            .find(|bin| bin.as_str() == name)
    }

    /// Its name, as programs and people give it.
    pub fn as_str(self) -> &'static str {
        match self {
            Bin::Day => "day",
            Bin::Week => "week",
            Bin::Month => "month",
        }
    }

    /// First day of the bin that `day` lies in.
    ///
    /// ```
    /// use chancery_relate::series::Bin;
    /// use jiff::civil::date;
    ///
    /// assert_eq!(Bin::Week.start(date(2018, 3, 28)), date(2018, 3, 26)); // a Monday
    /// ```
    pub fn start(self, day: Date) -> Date {
        match self {
            Bin::Day => day,
            Bin::Week => {
                day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
            }
            Bin::Month => day.first_of_month(),
        }
    }

    /// First days of all bins that touch `since..=until`, ascending; none where `since` is later.
    pub fn starts(self, since: Date, until: Date) -> Vec<Date> {
        let first = self.start(since);
        if since > until {
            return Vec::new();
        }
        (0..)
            .map_while(|n| first.checked_add(self.span(n)).ok())
            .take_while(|day| *day <= until)
            .collect()
    }

    /// First day after the bin that begins on `start`.
    pub(crate) fn end(self, start: Date) -> Date {
        start.saturating_add(self.span(1))
    }

    fn span(self, n: i64) -> Span {
        match self {
            Bin::Day => Span::new().try_days(n),
            Bin::Week => Span::new().try_weeks(n),
            Bin::Month => Span::new().try_months(n),
        }
        .unwrap_or(1.days())
    }
}
