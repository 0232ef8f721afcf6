//! Axes and legends that several charts share.

use super::canvas::{Canvas, SMALL};
use super::scale::{Days, Linear, Tick};
use super::words::{n, said, width};

/// The quads in words, 1 to 4 (verbal and material cooperation, verbal and material conflict).
pub(super) const QUADS: [&str; 4] = [
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
];

/// Entries of a legend, in lines from the left; each is drawn by its function at the centre of its mark.
///
/// Gives the height that they took.
pub(super) fn legend(
    canvas: &mut Canvas,
    (left, top): (f64, f64),
    entries: &[(String, &str)],
) -> f64 {
    let right = canvas.width - 4.0;
    let (mut x, mut y) = (left, top + 10.0);
    for (mark, words) in entries {
        // Words without a mark begin the legend.
        let indent = if mark.is_empty() { 0.0 } else { 18.0 };
        let wide = indent + 2.0 + width(words, SMALL);
        if x > left && x + wide > right {
            x = left;
            y += 18.0;
        }
        if !mark.is_empty() {
            let (dx, dy) = (n(x + 7.0), n(y - 4.0));
            canvas.put(format_args!(
                "<g transform=\"translate({dx} {dy})\">{mark}</g>"
            ));
        }
        canvas.text((x + indent, y), "start", "note", words);
        x += wide + 14.0;
    }
    if entries.is_empty() {
        0.0
    } else {
        y - top + 8.0
    }
}

/// The outline of a quad's mark with the area of a circle of radius `r`: circle, square, triangle, diamond.
pub(super) fn shape(quad: u8, (x, y): (f64, f64), r: f64) -> String {
    match quad {
        2 => {
            let half = r * 0.886;
            format!(
                "<path d=\"M{} {}h{s}v{s}h-{s}z\"/>",
                n(x - half),
                n(y - half),
                s = n(2.0 * half)
            )
        }
        3 => {
            let (half, tall) = (r * 1.25, r * 2.16);
            format!(
                "<path d=\"M{} {}l{} {}h-{}z\"/>",
                n(x),
                n(y - tall * 0.62),
                n(half),
                n(tall),
                n(2.0 * half)
            )
        }
        4 => {
            let d = n(r * 1.22);
            format!(
                "<path d=\"M{} {}l{d} {d}l-{d} {d}l-{d}-{d}z\"/>",
                n(x),
                n(y - r * 1.22)
            )
        }
        _ => format!("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>", n(x), n(y), n(r)),
    }
}

/// The legend's mark of a quad as a bar: striped where it is said, plain where it is done.
pub(super) fn swatch(quad: usize, stripes: &str) -> String {
    let over = if quad % 2 == 1 {
        format!("<rect x=\"-6\" y=\"-5\" width=\"12\" height=\"11\" fill=\"{stripes}\"/>")
    } else {
        String::new()
    };
    format!("<rect class=\"q{quad}\" x=\"-6\" y=\"-5\" width=\"12\" height=\"11\"/>{over}")
}

/// The axis of days along the foot, with lines up to `top` where it is above `foot`.
pub(super) fn day_axis(canvas: &mut Canvas, days: &Days, top: f64, foot: f64) {
    let (left, right) = (days.start(days.since), days.end(days.until));
    let fits = |ticks: &[Tick]| {
        let widest = ticks
            .iter()
            .skip(1)
            .map(|tick| width(&tick.label, SMALL))
            .fold(0.0, f64::max);
        let places = ticks
            .windows(2)
            .map(|two| days.start(two[1].date) - days.start(two[0].date));
        widest + 14.0 <= places.fold(f64::INFINITY, f64::min)
    };
    let ticks = [44.0, 56.0, 70.0, 84.0, 110.0]
        .iter()
        .map(|each| days.ticks(((right - left) / each).max(1.0) as usize))
        .find(|ticks| fits(ticks))
        .unwrap_or_else(|| days.ticks(2));
    let mut lines = String::new();
    let mut texts = Vec::new();
    let mut free = 0.0;
    for tick in ticks {
        let x = days.start(tick.date);
        lines += &format!("M{} {}V{}", n(x), n(top), n(foot + 4.0));
        let half = width(&tick.label, SMALL) / 2.0;
        let centre = x.max(half).min(canvas.width - half);
        if centre - half >= free {
            free = centre + half + 6.0;
            texts.push((centre, tick.label));
        }
    }
    canvas.path("grid", &lines);
    canvas.path("axis", &format!("M{} {}H{}", n(left), n(foot), n(right)));
    for (x, label) in texts {
        canvas.text((x, foot + 17.0), "middle", "tick", &label);
    }
}

/// Lines across at round numbers, each with its number at the left edge.
pub(super) fn number_axis(
    canvas: &mut Canvas,
    ticks: &[f64],
    scale: Linear,
    (left, right): (f64, f64),
    say: impl Fn(f64) -> String,
) {
    let mut lines = String::new();
    for tick in ticks {
        let y = scale.at(*tick);
        lines += &format!("M{} {}H{}", n(left), n(y), n(right));
        canvas.text((left - 6.0, y + 4.0), "end", "tick", &say(*tick));
    }
    canvas.path("grid", &lines);
}

/// Room at the left for the widest of the numbers.
pub(super) fn room(ticks: &[f64]) -> f64 {
    let widest = ticks.iter().map(|tick| width(&said(*tick), SMALL));
    widest.fold(12.0, f64::max) + 12.0
}
