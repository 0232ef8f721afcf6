//! The picture: bars of one direction upwards, of the other downwards, over one axis of time.

use super::Quantity;
use super::scale::{marks, round_up};
use crate::series::{Direction, DyadSeries};
use std::fmt::Write as _;

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 400.0;
const LEFT: f64 = 60.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 50.0;
const BOTTOM: f64 = 40.0;
/// Half of what is left for the axis in the middle.
const GAP: f64 = 10.0;
/// Colours that the colour-blind tell apart (Okabe and Ito 2008).
const FORWARD: &str = "#0072b2";
const BACK: &str = "#d55e00";

/// Draws a series as SVG. The same series gives the same picture, byte for byte.
pub fn series(series: &DyadSeries, quantity: Quantity) -> String {
    let what = match quantity {
        Quantity::Count => "acts",
        Quantity::Score => "sum of scores (bars show its size; hollow bars are friendly)",
        Quantity::Expelled => "people expelled (bars the least number, lines the greatest)",
    };
    let (a, b) = (escaped(&series.forward.actor), escaped(&series.back.actor));
    let title = format!("{a} and {b}: {what}");
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-labelledby=\"title desc\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title id=\"title\">{title}</title>\n\
         <desc id=\"desc\">{a} to {b} upwards, {b} to {a} downwards, {} to {}, in bins of a {}.</desc>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n\
         <text x=\"{LEFT}\" y=\"20\" font-size=\"14\">{title}</text>\n",
        series.since,
        series.until,
        format!("{:?}", series.bin).to_lowercase(),
    );
    let most = [&series.forward, &series.back]
        .iter()
        .flat_map(|side| (0..series.len()).map(|i| reach(side, i, quantity)))
        .fold(0.0, f64::max);
    let frame = Frame {
        top: round_up(most),
        bin: (WIDTH - LEFT - RIGHT) / series.len().max(1) as f64,
    };
    let middle = f64::midpoint(TOP, HEIGHT - BOTTOM);
    for (side, up, colour) in [
        (&series.forward, true, FORWARD),
        (&series.back, false, BACK),
    ] {
        direction(&mut svg, side, quantity, &frame, middle, up, colour);
        let y = if up { TOP - 8.0 } else { HEIGHT - 8.0 };
        let _ = writeln!(
            svg,
            "<text x=\"{LEFT}\" y=\"{y}\" fill=\"{colour}\">{} → {}</text>",
            escaped(&side.actor),
            escaped(&side.recipient)
        );
    }
    axis(&mut svg, series, &frame, middle);
    svg.push_str("</svg>\n");
    svg
}

/// What the bars are drawn in.
struct Frame {
    /// Value at the end of the axis.
    top: f64,
    /// Width of a bin.
    bin: f64,
}

impl Frame {
    fn height(&self, value: f64) -> f64 {
        value / self.top * ((HEIGHT - TOP - BOTTOM) / 2.0 - GAP)
    }
}

/// The size of a bar: the least number where there are bounds.
fn size(side: &Direction, i: usize, quantity: Quantity) -> f64 {
    match quantity {
        Quantity::Count => f64::from(side.count[i]),
        Quantity::Score => side.score[i].abs(),
        Quantity::Expelled => side.expelled[i].low as f64,
    }
}

/// How far the drawing of a bin reaches.
fn reach(side: &Direction, i: usize, quantity: Quantity) -> f64 {
    let low = size(side, i, quantity);
    match quantity {
        Quantity::Expelled => side.expelled[i].high.map_or(low, |h| h as f64).max(low),
        _ => low,
    }
}

fn direction(
    svg: &mut String,
    side: &Direction,
    quantity: Quantity,
    frame: &Frame,
    middle: f64,
    up: bool,
    colour: &str,
) {
    for i in 0..side.count.len() {
        let (value, far) = (size(side, i, quantity), reach(side, i, quantity));
        if far == 0.0 {
            continue;
        }
        let x = LEFT + frame.bin * i as f64;
        let wide = (frame.bin * 0.8).max(0.6);
        let tall = frame.height(value);
        let y = if up {
            middle - GAP - tall
        } else {
            middle + GAP
        };
        let friendly = quantity == Quantity::Score && side.score[i] > 0.0;
        let fill = if friendly { "none" } else { colour };
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{tall:.1}\" fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"0.5\"/>"
        );
        if far > value {
            let end = if up {
                middle - GAP - frame.height(far)
            } else {
                middle + GAP + frame.height(far)
            };
            let start = if up { y } else { y + tall };
            let at = x + wide / 2.0;
            let _ = writeln!(
                svg,
                "<line x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{start:.1}\" y2=\"{end:.1}\" stroke=\"{colour}\"/>"
            );
        }
    }
}

fn axis(svg: &mut String, series: &DyadSeries, frame: &Frame, middle: f64) {
    for (i, label) in marks(&series.starts, 12) {
        let x = LEFT + frame.bin * i as f64;
        let _ = writeln!(
            svg,
            "<text x=\"{x:.1}\" y=\"{:.1}\" fill=\"#444\">{label}</text>",
            middle + 4.0
        );
    }
    for (share, up) in [(1.0, true), (0.5, true), (0.5, false), (1.0, false)] {
        let value = frame.top * share;
        let away = GAP + frame.height(value);
        let y = if up { middle - away } else { middle + away };
        let _ = writeln!(
            svg,
            "<line x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"#ddd\" stroke-width=\"0.5\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#444\">{value}</text>",
            WIDTH - RIGHT,
            LEFT - 6.0,
            y + 4.0
        );
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
