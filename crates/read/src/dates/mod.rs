//! Dates as reports print them and as files store them.

mod find;
mod stated;
mod words;

pub(crate) use find::{Slashes, find_date};
use jiff::civil::Date;
pub use stated::parse_date;

/// A day of the years in which there can have been a report.
fn civil(year: i64, month: i64, day: i64) -> Option<Date> {
    if !(1800..2200).contains(&year) {
        return None;
    }
    Date::new(
        year as i16,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}
