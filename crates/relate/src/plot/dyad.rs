//! The picture of a dyad: what the first state did stands up, what the second did hangs down.

use super::axis::{date_ticks, number, round_step};
use super::options::{Measured, PlotOptions};
use super::picture::{BLUE, GREY, INK, PALE, Picture, RED, SIZE, Shape, Text};
use crate::series::DyadSeries;

const LEFT: f64 = 56.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 48.0;
const BOTTOM: f64 = 32.0;
/// Width of the words at the upper right.
const LABEL: f64 = 170.0;

/// Lays out `series`; both directions have one scale.
pub(super) fn picture(series: &DyadSeries, options: &PlotOptions) -> Picture {
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
    let mut shapes = heading(options, width);

    for level in 0..=(top / step).round() as i64 {
        for sign in if level == 0 { &[1.0][..] } else { &[1.0, -1.0] } {
            let value = level as f64 * step;
            let y = middle - sign * half * value / top;
            shapes.push(Shape::Across {
                x: LEFT,
                y,
                to: width - RIGHT,
                colour: if level == 0 { GREY } else { PALE },
            });
            shapes.push(Shape::Text(Text {
                ends: true,
                ..plain(LEFT - 6.0, y + 4.0, number(value))
            }));
        }
    }
    for (values, sign) in sides.iter().zip([1.0, -1.0]) {
        for (place, value) in values
            .iter()
            .enumerate()
            .filter(|(_, value)| **value != 0.0)
        {
            let tall = half * value.abs() / top;
            shapes.push(Shape::Bar {
                x: LEFT + place as f64 * slot + slot * 0.1,
                y: if sign > 0.0 { middle - tall } else { middle },
                width: (slot * 0.8).max(0.5),
                height: tall,
                colour: if *value < 0.0 || options.measured == Measured::Expelled {
                    RED
                } else {
                    BLUE
                },
            });
        }
    }
    let fit = ((width - LEFT - RIGHT) / 90.0).floor().max(1.0) as usize;
    for (place, text) in date_ticks(&series.starts, series.bin, fit) {
        let x = LEFT + place as f64 * slot;
        shapes.push(Shape::Down {
            x,
            y: height - BOTTOM,
            length: 5.0,
            colour: GREY,
        });
        shapes.push(Shape::Text(plain(x, height - BOTTOM + 18.0, text)));
    }
    let (first, second) = (&options.first, &options.second);
    for (y, text) in [
        (TOP - 6.0, format!("↑ {first} to {second}")),
        (height - BOTTOM - 4.0, format!("↓ {second} to {first}")),
    ] {
        shapes.push(Shape::Text(Text {
            colour: GREY,
            room: width - LEFT - RIGHT,
            ..plain(LEFT + 4.0, y, text)
        }));
    }
    Picture {
        width,
        height,
        title: options.title.clone(),
        description: description(series, options, &sides),
        shapes,
    }
}

fn plain(x: f64, y: f64, text: String) -> Text {
    Text {
        x,
        y,
        text,
        size: SIZE,
        bold: false,
        ends: false,
        colour: INK,
        room: f64::INFINITY,
    }
}

/// The title, and what the bars measure.
fn heading(options: &PlotOptions, width: f64) -> Vec<Shape> {
    vec![
        Shape::Text(Text {
            size: 15.0,
            bold: true,
            room: (width - LEFT - RIGHT - LABEL).max(80.0),
            ..plain(LEFT, 20.0, options.title.clone())
        }),
        Shape::Text(Text {
            ends: true,
            colour: GREY,
            room: LABEL - 10.0,
            ..plain(width - RIGHT, 20.0, options.measured.label().to_owned())
        }),
    ]
}

/// What the picture shows, for those who cannot see it.
fn description(series: &DyadSeries, options: &PlotOptions, sides: &[Vec<f64>; 2]) -> String {
    let (first, second) = (&options.first, &options.second);
    let [up, down] = sides
        .each_ref()
        .map(|values| number(values.iter().sum::<f64>()));
    format!(
        "Bars by {}, {} to {}: {}. {first} to {second}, upwards, {up} in all; {second} to {first}, downwards, {down} in all.",
        format!("{:?}", series.bin).to_lowercase(),
        series.since,
        series.until,
        options.measured.label(),
    )
}
