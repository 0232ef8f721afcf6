//! Counts over time, stacked by quad, with a range that is selected.

use super::canvas::Canvas;
use super::legend::{QUADS, day_axis, legend, number_axis, room, swatch};
use super::scale::{Days, Linear, ticks};
use super::words::{counted, day, days, n, period, said};
use jiff::civil::Date;

/// Events over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// Prefix of the ids; unlike that of any other chart on the page.
    pub id: String,
    /// The bins in order of time, none over another.
    pub bins: Vec<Bin>,
    /// First and last day of what is selected.
    pub selected: Option<(Date, Date)>,
    /// Width of the drawing in pixels.
    pub width: u32,
    /// Height of the drawing in pixels, legend and axis included; at least 100.
    pub height: u32,
}

/// The events of some days.
#[derive(Debug, Clone, PartialEq)]
pub struct Bin {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Events by quad code 1 to 4.
    pub counts: [u32; 4],
    /// Address that selects the bin.
    pub href: String,
}

/// Conflict stands at the foot, where bars are compared best; what was done before what was said.
const ORDER: [usize; 4] = [4, 3, 2, 1];

/// Draws the bars. Each bin is a link over its whole height, empty ones too.
pub fn svg(data: &Histogram) -> String {
    let mut canvas = Canvas::new("histogram", &data.id, data.width);
    let (wide, tall) = (canvas.width, f64::from(data.height.max(100)));
    let sum = |bin: &Bin| {
        bin.counts
            .iter()
            .map(|count| u64::from(*count))
            .sum::<u64>()
    };
    let most = data.bins.iter().map(sum).max().unwrap_or(0);
    let stripes = canvas.stripes();
    let entries: Vec<(String, &str)> = (1..=4)
        .filter(|quad| data.bins.iter().any(|bin| bin.counts[quad - 1] > 0))
        .map(|quad| (swatch(quad, &stripes), QUADS[quad - 1]))
        .collect();
    let top = legend(&mut canvas, (4.0, 0.0), &entries) + 10.0;
    let foot = (tall - 24.0).max(top + 30.0);
    let title = "Events over time";
    let (Some(first), Some(last)) = (data.bins.first(), data.bins.last()) else {
        canvas.nothing(tall);
        return canvas.finish(tall, title, "Nothing in this time.");
    };
    let levels = ticks(
        0.0,
        most as f64,
        ((foot - top) / 32.0).max(1.0) as usize,
        true,
    );
    let left = room(&levels);
    let scale = Days::new(first.from, last.to, left, wide - 4.0);
    let y = Linear::new((0.0, levels.last().copied().unwrap_or(1.0)), (foot, top));

    let chosen = data
        .selected
        .filter(|(from, to)| from <= to && scale.shows(*from, *to));
    if let Some((from, to)) = chosen {
        let (x1, x2) = (
            scale.start(from.max(scale.since)),
            scale.end(to.min(scale.until)),
        );
        canvas.path(
            "shade",
            &format!(
                "M{} {}H{}V{}H{}z",
                n(x1),
                n(top - 6.0),
                n(x2),
                n(foot),
                n(x1)
            ),
        );
    }
    day_axis(&mut canvas, &scale, foot, foot);
    number_axis(&mut canvas, &levels, y, (left, wide - 4.0), said);
    let mut paths: [String; 4] = Default::default();
    for bin in &data.bins {
        let (x1, x2) = (scale.start(bin.from), scale.end(bin.to));
        // Bars part from one another where there is room.
        let gap = ((x2 - x1) * 0.12).min(1.5);
        let (x1, bar) = (x1 + gap, (x2 - x1 - 2.0 * gap).max(0.6));
        let mut below = 0.0;
        for quad in ORDER {
            let count = f64::from(bin.counts[quad - 1]);
            if count > 0.0 {
                let (low, high) = (y.at(below), y.at(below + count));
                paths[quad - 1] +=
                    &format!("M{} {}V{}h{}V{}z", n(x1), n(low), n(high), n(bar), n(low));
                below += count;
            }
        }
    }
    for quad in ORDER {
        let (class, data) = (format!("q{quad} stack"), &paths[quad - 1]);
        if quad % 2 == 0 {
            canvas.path(&class, data);
        } else {
            canvas.striped(&format!("q{quad}"), &class, data, &stripes);
        }
    }
    if let Some((from, to)) = chosen {
        let (x1, x2) = (
            scale.start(from.max(scale.since)),
            scale.end(to.min(scale.until)),
        );
        let edges = format!(
            "M{} {t}V{f}M{} {t}V{f}",
            n(x1),
            n(x2),
            t = n(top - 6.0),
            f = n(foot)
        );
        canvas.path("edge", &edges);
    }
    for bin in &data.bins {
        let (x1, x2) = (scale.start(bin.from), scale.end(bin.to));
        let label = format!(
            "{}: {}",
            period(bin.from, bin.to),
            counted(sum(bin), "event", "events")
        );
        let hit = format!(
            "<path class=\"hit\" d=\"M{} {}H{}V{}H{}z\"/>",
            n(x1),
            n(top - 6.0),
            n(x2),
            n(foot),
            n(x1)
        );
        canvas.link(&bin.href, "", &label, &hit);
    }
    let total: u64 = data.bins.iter().map(sum).sum();
    if total == 0 {
        canvas.nothing(top + foot);
    }
    let by_quad = (0..4).map(|quad| {
        let count: u64 = data
            .bins
            .iter()
            .map(|bin| u64::from(bin.counts[quad]))
            .sum();
        format!("{} {}", said(count as f64), QUADS[quad])
    });
    let busiest = data
        .bins
        .iter()
        .rev()
        .max_by_key(|bin| sum(bin))
        .filter(|bin| sum(bin) > 0);
    let about = format!(
        "{} from {} to {}: {}.{}{}",
        counted(total, "event", "events"),
        day(first.from),
        day(last.to),
        by_quad.collect::<Vec<_>>().join(", "),
        busiest.map_or(String::new(), |bin| format!(
            " Most in {}: {}.",
            period(bin.from, bin.to),
            said(sum(bin) as f64)
        )),
        chosen.map_or(String::new(), |(from, to)| format!(
            " Selected: {}.",
            days(from, to)
        )),
    );
    canvas.finish(foot + 24.0, title, &about)
}
