//! A series as one line of blocks.

use super::Measured;
use crate::series::DyadSeries;

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// One character a value: a space for zero, else a block of a height from 1 to 8 by size over `top`.
///
/// Signs are dropped; a value that is not a number is a space.
///
/// ```
/// assert_eq!(chancery_relate::plot::sparkline(&[0.0, 1.0, 4.0, 8.0], 8.0), " ▁▄█");
/// ```
pub fn sparkline(values: &[f64], top: f64) -> String {
    let block = |value: &f64| {
        let share = value.abs() / top;
        if share.is_nan() || share <= 0.0 {
            ' '
        } else {
            BLOCKS[((share * 8.0).ceil() as usize).clamp(1, 8) - 1]
        }
    };
    values.iter().map(block).collect()
}

/// Both directions on one scale: forward, back.
pub fn sparklines(series: &DyadSeries, measured: Measured) -> [String; 2] {
    let values = [
        measured.values(&series.forward),
        measured.values(&series.back),
    ];
    let top = values
        .iter()
        .flatten()
        .fold(0.0_f64, |top, value| top.max(value.abs()));
    values.map(|values| sparkline(&values, top))
}
