//! The dyad as SVG: what the first state did stands up, what the second did hangs down.

use super::axis::{date_ticks, number, round_step};
use crate::series::{Direction, DyadSeries};
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// Which measure of the series is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measured {
    /// Number of acts.
    Count,
    /// Sum of scores; hostile and friendly sums are drawn in two colours by their size.
    Score,
    /// People expelled, by their least number.
    Expelled,
}

impl Measured {
    /// The measure of one direction, one number a bin.
    pub fn values(self, side: &Direction) -> Vec<f64> {
        match self {
            Measured::Count => side.count.iter().map(|n| f64::from(*n)).collect(),
            Measured::Score => side.score.clone(),
            Measured::Expelled => side.expelled.iter().map(|sum| sum.low as f64).collect(),
        }
    }

    fn label(self) -> &'static str {
        match self {
            Measured::Count => "acts",
            Measured::Score => "score, size of the sum",
            Measured::Expelled => "people expelled, at least",
        }
    }
}

/// What stands around the bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlotOptions {
    /// Measure drawn.
    pub measured: Measured,
    /// Title, such as "Russia and the United Kingdom, 2018"; any text, it is escaped.
    pub title: String,
    /// Name of the first state.
    pub first: String,
    /// Name of the second.
    pub second: String,
    /// Width in pixels, at least 200.
    pub width: u32,
    /// Height in pixels, at least 120.
    pub height: u32,
}

const LEFT: f64 = 56.0;
const RIGHT: f64 = 16.0;
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

/// The element's opening, title, description and heading.
fn head(
    series: &DyadSeries,
    options: &PlotOptions,
    sides: &[Vec<f64>; 2],
    width: f64,
    height: f64,
) -> String {
    let (title, label) = (escape(&options.title), options.measured.label());
    let (first, second) = (escape(&options.first), escape(&options.second));
    let sum = |values: &Vec<f64>| number(values.iter().sum());
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n<title>{title}</title>\n<desc>"
    );
    line(
        &mut out,
        format_args!(
            "Bars by {}, {} to {}: {label}. {first} to {second}, upwards, {} in all; {second} to {first}, downwards, {} in all.</desc>",
            format!("{:?}", series.bin).to_lowercase(),
            series.since,
            series.until,
            sum(&sides[0]),
            sum(&sides[1]),
        ),
    );
    line(
        &mut out,
        format_args!("<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"),
    );
    line(
        &mut out,
        format_args!(
            "<text x=\"{LEFT}\" y=\"20\" font-size=\"15\" font-weight=\"bold\">{title}</text>"
        ),
    );
    line(
        &mut out,
        format_args!(
            "<text x=\"{}\" y=\"20\" text-anchor=\"end\" fill=\"#444\">{label}</text>",
            width - RIGHT
        ),
    );
    out
}

/// Writing to a string cannot fail.
fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = writeln!(out, "{text}");
}

/// Text as XML content; characters that XML does not allow are dropped.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if (c < ' ' && !matches!(c, '\t' | '\n' | '\r'))
                || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
