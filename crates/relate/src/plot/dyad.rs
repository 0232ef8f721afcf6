//! The dyad as SVG: what the first state did stands up, what the second did hangs down.

use super::axis::{date_ticks, number, round_step};
use super::frame::{escape, head, line};
use super::options::{Measured, PlotOptions};
use crate::series::DyadSeries;

pub(super) const LEFT: f64 = 56.0;
pub(super) const RIGHT: f64 = 16.0;
const TOP: f64 = 48.0;
const BOTTOM: f64 = 32.0;

/// Draws `series` as one self-contained SVG element, with a title and a description for screen readers.
///
/// Both directions have one scale. Bars with a negative sum of scores are red, others blue (a pair told
/// apart by the colour-blind). The same input gives the same bytes.
pub fn svg(series: &DyadSeries, options: &PlotOptions) -> String {
    let (width, height) = (
        f64::from(options.width.max(200)),
        f64::from(options.height.max(120)),
    );
    let sides = [&series.forward, &series.back].map(|side| options.measured.values(side));
    let most = sides
        .iter()
        .flatten()
        .fold(0.0_f64, |top, value| top.max(value.abs()));
    let step = round_step(if most > 0.0 { most } else { 1.0 }, 4);
    let top = (most / step - 1e-9).ceil().max(1.0) * step;
    let (middle, half) = ((TOP + height - BOTTOM) / 2.0, (height - TOP - BOTTOM) / 2.0);
    let slot = (width - LEFT - RIGHT) / series.len().max(1) as f64;
    let mut out = head(series, options, &sides, width, height);

    for level in 0..=(top / step).round() as i64 {
        for sign in if level == 0 { &[1.0][..] } else { &[1.0, -1.0] } {
            let value = level as f64 * step;
            let y = number(middle - sign * half * value / top);
            let right = number(width - RIGHT);
            let colour = if level == 0 { "#444" } else { "#ddd" };
            line(
                &mut out,
                format_args!("<path d=\"M{LEFT} {y}H{right}\" stroke=\"{colour}\"/>"),
            );
            let text = number(value);
            line(
                &mut out,
                format_args!(
                    "<text x=\"{}\" y=\"{y}\" dy=\"4\" text-anchor=\"end\">{text}</text>",
                    LEFT - 6.0
                ),
            );
        }
    }
    for (values, sign) in sides.iter().zip([1.0, -1.0]) {
        for (place, value) in values
            .iter()
            .enumerate()
            .filter(|(_, value)| **value != 0.0)
        {
            let tall = half * value.abs() / top;
            let x = number(LEFT + place as f64 * slot + slot * 0.1);
            let y = number(if sign > 0.0 { middle - tall } else { middle });
            let colour = if *value < 0.0 || options.measured == Measured::Expelled {
                "#b5342b"
            } else {
                "#2b6cb0"
            };
            let (wide, tall) = (number((slot * 0.8).max(0.5)), number(tall));
            line(
                &mut out,
                format_args!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{tall}\" fill=\"{colour}\"/>"
                ),
            );
        }
    }
    let fit = ((width - LEFT - RIGHT) / 90.0).floor().max(1.0) as usize;
    for (place, text) in date_ticks(&series.starts, series.bin, fit) {
        let x = number(LEFT + place as f64 * slot);
        let foot = number(height - BOTTOM);
        line(
            &mut out,
            format_args!("<path d=\"M{x} {foot}v5\" stroke=\"#444\"/>"),
        );
        line(
            &mut out,
            format_args!(
                "<text x=\"{x}\" y=\"{}\">{text}</text>",
                number(height - BOTTOM + 18.0)
            ),
        );
    }
    let side = |from: &str, to: &str| format!("{} to {}", escape(from), escape(to));
    let (up, down) = (
        side(&options.first, &options.second),
        side(&options.second, &options.first),
    );
    line(
        &mut out,
        format_args!(
            "<text x=\"{}\" y=\"{}\" fill=\"#444\">↑ {up}</text>",
            LEFT + 4.0,
            TOP - 6.0
        ),
    );
    line(
        &mut out,
        format_args!(
            "<text x=\"{}\" y=\"{}\" fill=\"#444\">↓ {down}</text>",
            LEFT + 4.0,
            height - BOTTOM - 4.0
        ),
    );
    out.push_str("</svg>\n");
    out
}
