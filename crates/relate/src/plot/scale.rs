//! Axes: round numbers and round dates.

use jiff::civil::Date;

/// A round number at or above `most`: 1, 2 or 5 times a power of ten.
pub(super) fn round_up(most: f64) -> f64 {
    if most <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(most.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|n| n * power)
        .find(|n| *n >= most)
        .unwrap_or(most)
}

/// Bins at which the axis is marked, with their labels: first bins of years, else of months, else every bin, thinned to
/// at most `most`.
pub(super) fn marks(starts: &[Date], most: usize) -> Vec<(usize, String)> {
    let firsts = |changes: &dyn Fn(&Date, &Date) -> bool| -> Vec<usize> {
        (0..starts.len())
            .filter(|i| *i == 0 || changes(&starts[i - 1], &starts[*i]))
            .collect()
    };
    let years = firsts(&|a, b| a.year() != b.year());
    let months = firsts(&|a, b| a.month() != b.month() || a.year() != b.year());
    let (places, label): (Vec<usize>, fn(Date) -> String) = if years.len() >= 3 {
        (years, |d| d.year().to_string())
    } else if months.len() >= 3 {
        (months, |d| format!("{}-{:02}", d.year(), d.month()))
    } else {
        ((0..starts.len()).collect(), |d| d.to_string())
    };
    let step = places.len().div_ceil(most.max(1)).max(1);
    places
        .into_iter()
        .step_by(step)
        .map(|i| (i, label(starts[i])))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{marks, round_up};

    #[test]
    fn axes_end_at_round_numbers_and_begin_years() {
        assert_eq!(
            [0.0, 0.3, 7.0, 60.0, 755.0].map(round_up),
            [1.0, 0.5, 10.0, 100.0, 1000.0]
        );
        let starts: Vec<_> = (0..48)
            .map(|m| jiff::civil::date(2015 + m / 12, (m % 12 + 1) as i8, 1))
            .collect();
        let labels: Vec<String> = marks(&starts, 10).into_iter().map(|(_, l)| l).collect();
        assert_eq!(labels, ["2015", "2016", "2017", "2018"]);
    }
}
