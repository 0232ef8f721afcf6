//! A dyad bin by bin: what the first state did stands up, what the second did hangs down.

use super::canvas::{BOLD, Canvas};
use super::legend::{day_axis, legend, room};
use super::scale::{Days, Linear, ticks};
use super::words::{bounds, days, fit, n, period, said};
use jiff::civil::Date;

/// Both directions of a dyad over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Prefix of the ids; unlike that of any other chart on the page.
    pub id: String,
    /// Name of the state whose acts stand up.
    pub first_name: String,
    /// Name of the state whose acts hang down.
    pub second_name: String,
    /// What is measured.
    pub measured: Measured,
    /// The bins in order of time.
    pub bins: Vec<Bin>,
    /// Width of the drawing in pixels.
    pub width: u32,
    /// Height of the drawing in pixels; at least 140.
    pub height: u32,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// Number of acts.
    Count,
    /// Sum of scores: bars by its size, hostile and friendly sums in two colours.
    Score,
    /// People expelled, as bounds.
    Expelled,
}

/// The acts of some days, in both directions.
#[derive(Debug, Clone, PartialEq)]
pub struct Bin {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// What the first state did.
    pub forward: Value,
    /// What the second state did.
    pub back: Value,
    /// Address of the bin's acts.
    pub href: String,
}

/// A number, or bounds of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value {
    /// The number, or the least one. Scores may be less than 0.
    pub low: f64,
    /// The same for a number; the greatest for bounds; none where that is not known.
    pub high: Option<f64>,
}

impl Value {
    /// A number that is known.
    pub fn exact(number: f64) -> Value {
        Value {
            low: number,
            high: Some(number),
        }
    }

    /// The greater of what is known, as size.
    fn size(&self) -> f64 {
        self.low.abs().max(self.high.unwrap_or(self.low).abs())
    }
}

/// Draws the bars, both directions on one scale; each bin is a link over the whole height.
pub fn svg(data: &Series) -> String {
    let mut canvas = Canvas::new("series", &data.id, data.width);
    let (wide, tall) = (canvas.width, f64::from(data.height.max(140)));
    let words = match data.measured {
        Measured::Count => "acts",
        Measured::Score => "score",
        Measured::Expelled => "people expelled",
    };
    let (one, two) = (&data.first_name, &data.second_name);
    let title = format!("{one} and {two}: {words}");
    let (Some(first), Some(last)) = (data.bins.first(), data.bins.last()) else {
        canvas.nothing(tall);
        return canvas.finish(tall, &title, "Nothing in this time.");
    };
    let most = data
        .bins
        .iter()
        .flat_map(|bin| [bin.forward, bin.back])
        .map(|value| value.size())
        .fold(0.0, f64::max);
    let hatch = canvas.hatch();
    let top = legend(&mut canvas, (4.0, 0.0), &entries(data, &hatch)) + 22.0;
    let foot = tall - 24.0;
    let (middle, half) = ((top + foot) / 2.0, (foot - top) / 2.0 - 18.0);
    let whole = data.measured != Measured::Score;
    let mut levels = ticks(0.0, most, (half / 24.0).max(1.0) as usize, whole);
    // The tallest bar reaches the edge: both lanes are narrow enough as it is.
    let end = if most > 0.0 { most } else { 1.0 };
    levels.retain(|level| *level <= end);
    let left = room(&levels);
    let scale = Days::new(first.from, last.to, left, wide - 4.0);
    let size = Linear::new((0.0, end), (0.0, half));

    day_axis(&mut canvas, &scale, foot, foot);
    let mut lines = String::new();
    for level in &levels {
        for sign in if *level == 0.0 {
            &[-1.0][..]
        } else {
            &[-1.0, 1.0]
        } {
            let at = middle + sign * size.at(*level);
            lines += &format!("M{} {}H{}", n(left), n(at), n(wide - 4.0));
            canvas.text((left - 6.0, at + 4.0), "end", "tick", &said(*level));
        }
    }
    canvas.path("grid", &lines);
    draw(&mut canvas, data, &scale, size, middle, &hatch);
    canvas.path(
        "axis",
        &format!("M{} {}H{}", n(left), n(middle), n(wide - 4.0)),
    );
    // Where there is a legend, it says what is measured.
    let what = if data.measured == Measured::Count {
        ", acts"
    } else {
        ""
    };
    let name = |from: &str, to: &str| {
        fit(
            &format!("{from} towards {to}{what}"),
            wide - left - 24.0,
            BOLD,
        )
    };
    canvas.text(
        (left, top - 4.0),
        "start",
        "lane",
        &format!("↑ {}", name(one, two)),
    );
    canvas.text(
        (left, foot - 6.0),
        "start",
        "lane halo",
        &format!("↓ {}", name(two, one)),
    );
    for bin in &data.bins {
        let (x1, x2) = (scale.start(bin.from), scale.end(bin.to));
        let say = |value: Value| bounds(value.low, value.high);
        let label = format!(
            "{}, {words}: {one} {}, {two} {}",
            period(bin.from, bin.to),
            say(bin.forward),
            say(bin.back)
        );
        let hit = format!(
            "<path class=\"hit\" d=\"M{} {}H{}V{}H{}z\"/>",
            n(x1),
            n(top),
            n(x2),
            n(foot),
            n(x1)
        );
        canvas.link(&bin.href, "", &label, &hit);
    }
    if most == 0.0 {
        canvas.nothing(2.0 * middle);
    }
    let sum = |pick: fn(&Bin) -> Value| {
        let low = data.bins.iter().map(|bin| pick(bin).low).sum();
        let high = data
            .bins
            .iter()
            .map(|bin| pick(bin).high)
            .sum::<Option<f64>>();
        bounds(low, high)
    };
    let about = format!(
        "{}, {words}. {one} towards {two}, upwards: {} in all. {two} towards {one}, downwards: {} in all.",
        days(first.from, last.to),
        sum(|bin| bin.forward),
        sum(|bin| bin.back),
    );
    canvas.finish(tall, &title, &about)
}

fn entries(data: &Series, hatch: &str) -> Vec<(String, &'static str)> {
    let values = || data.bins.iter().flat_map(|bin| [bin.forward, bin.back]);
    let rect = |class: &str| {
        format!("<rect class=\"{class}\" x=\"-6\" y=\"-5\" width=\"12\" height=\"11\"/>")
    };
    match data.measured {
        Measured::Count => Vec::new(),
        Measured::Score => {
            let swatch = format!(
                "{}<path class=\"stripe\" d=\"M-6 -3H6M-6 0H6M-6 3H6\"/>",
                rect("q2")
            );
            vec![
                (rect("q4"), "hostile on balance, size of the score's sum"),
                (swatch, "friendly on balance"),
            ]
        }
        Measured::Expelled => {
            let mut out = vec![(rect("bar"), "people expelled, at least")];
            if values().any(|value| value.high.is_some_and(|high| high > value.low)) {
                out.push((rect("maybe"), "at most"));
            }
            if values().any(|value| value.high.is_none()) {
                out.push((
                    format!(
                        "<rect x=\"-6\" y=\"-5\" width=\"12\" height=\"11\" fill=\"{hatch}\"/>"
                    ),
                    "no greatest number known",
                ));
            }
            out
        }
    }
}

/// The bars: one path for each colour.
fn draw(canvas: &mut Canvas, data: &Series, scale: &Days, size: Linear, middle: f64, hatch: &str) {
    let (mut hostile, mut plain, mut maybe, mut open) =
        (String::new(), String::new(), String::new(), String::new());
    for bin in &data.bins {
        let (x1, x2) = (scale.start(bin.from), scale.end(bin.to));
        let gap = ((x2 - x1) * 0.12).min(1.5);
        let (x, bar) = (n(x1 + gap), n((x2 - x1 - 2.0 * gap).max(0.6)));
        for (value, sign) in [(bin.forward, -1.0), (bin.back, 1.0)] {
            let end = middle + sign * size.at(value.low.abs());
            let block =
                |from: f64, to: f64| format!("M{x} {}V{}h{bar}V{}z", n(from), n(to), n(from));
            if value.low != 0.0 {
                if value.low < 0.0 {
                    &mut hostile
                } else {
                    &mut plain
                }
                .push_str(&block(middle, end));
            }
            match value.high {
                Some(high) if high.abs() > value.low.abs() => {
                    maybe += &block(end, middle + sign * size.at(high.abs()))
                }
                None => open += &block(end, end + sign * 14.0),
                _ => {}
            }
        }
    }
    canvas.path("q4 stack", &hostile);
    if data.measured == Measured::Score {
        // Told apart in grey too.
        let stripes = canvas.stripes();
        canvas.striped("friendly", "q2 stack", &plain, &stripes);
    } else {
        canvas.path("bar", &plain);
    }
    canvas.path("maybe", &maybe);
    if !open.is_empty() {
        canvas.put(format_args!("<path d=\"{open}\" fill=\"{hatch}\"/>"));
    }
}
