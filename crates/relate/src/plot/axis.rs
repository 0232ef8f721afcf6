//! Where an axis has its ticks, and what they say.

use crate::series::Bin;
use jiff::civil::Date;

/// A round step that cuts 0 to `top` into at most `most` parts: 1, 2 or 5 times a power of ten.
///
/// Tufte's and Heckbert's "nice numbers" (Heckbert 1990, Graphics Gems).
pub(crate) fn round_step(top: f64, most: usize) -> f64 {
    let rough = (top / most.max(1) as f64).max(f64::MIN_POSITIVE);
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|step| step * power >= rough * (1.0 - 1e-9))
        .unwrap_or(10.0);
    step * power
}

/// A number with no more digits than it needs.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

/// At most `most` of the bins, with what is written under each: the year alone where ticks are years.
pub(crate) fn date_ticks(starts: &[Date], bin: Bin, most: usize) -> Vec<(usize, String)> {
    let Some((first, last)) = starts.first().zip(starts.last()) else {
        return Vec::new();
    };
    let years = i32::from(last.year()) - i32::from(first.year());
    if years >= 3 {
        let every = (years as usize / most.max(1) + 1) as i16;
        let turns = |place: usize| place == 0 || starts[place].year() != starts[place - 1].year();
        // A first bin that is not the year's own beginning would name the year too early.
        return (0..starts.len())
            .filter(|place| turns(*place) && starts[*place].year() % every == 0)
            .filter(|place| *place > 0 || starts[0].month() == 1)
            .map(|place| (place, starts[place].year().to_string()))
            .collect();
    }
    let every = starts.len().div_ceil(most.max(1)).max(1);
    let say = |day: Date| {
        if bin == Bin::Month {
            day.strftime("%Y-%m").to_string()
        } else {
            day.to_string()
        }
    };
    starts
        .iter()
        .enumerate()
        .step_by(every)
        .map(|(place, day)| (place, say(*day)))
        .collect()
}
