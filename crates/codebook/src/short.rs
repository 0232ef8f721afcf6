//! Days and numbers in few columns, the same at the terminal and on pages.

use crate::Quantity;
use jiff::civil::Date;

/// A range of days in few columns: `2025-03-04`, `2025-03`, `2025`, `2025-06…08`, or start and length.
pub fn days(from: Option<Date>, to: Option<Date>) -> String {
    let (Some(from), Some(to)) = (from, to.or(from)) else {
        return "–".to_owned();
    };
    if from >= to {
        return from.to_string();
    }
    let whole_months = from.day() == 1 && to == to.last_of_month();
    let (year, first, last) = (from.year(), from.month(), to.month());
    match (whole_months, to.year() == year) {
        (true, true) if first == 1 && last == 12 => format!("{year}"),
        (true, true) if first == last => format!("{year}-{first:02}"),
        (true, true) => format!("{year}-{first:02}…{last:02}"),
        (true, false) if first == 1 && last == 12 => format!("{year}…{}", to.year()),
        _ => format!(
            "{from}+{}",
            to.since(from).map_or(0, |span| span.get_days())
        ),
    }
}

/// Numbers as bounds: `60`, `24–99`, `≥23`, `≤50`, several joined by commas.
pub fn bounds(quantities: &[Quantity]) -> String {
    let shown = quantities.iter().map(|q| match (q.low, q.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (Some(low), None) => format!("≥{low}"),
        (None, Some(high)) => format!("≤{high}"),
        (None, None) => "?".to_owned(),
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ranges_of_days_are_short_and_unambiguous() {
        let shown = |a, b| days(Some(a), Some(b));
        assert_eq!(shown(date(2025, 3, 4), date(2025, 3, 4)), "2025-03-04");
        assert_eq!(shown(date(2024, 2, 1), date(2024, 2, 29)), "2024-02");
        assert_eq!(shown(date(2024, 1, 1), date(2024, 12, 31)), "2024");
        assert_eq!(shown(date(2024, 6, 1), date(2024, 8, 31)), "2024-06…08");
        assert_eq!(shown(date(2016, 1, 1), date(2018, 12, 31)), "2016…2018");
        assert_eq!(shown(date(2024, 12, 28), date(2025, 1, 3)), "2024-12-28+6");
        assert_eq!(days(None, None), "–");
    }
}
