//! How many people or posts a state has in another over time: bands between bounds, claims as points.

use super::canvas::{Canvas, SMALL};
use super::legend::{day_axis, legend, number_axis, room};
use super::scale::{Days, Linear, ticks};
use super::words::{bounds, counted, days, n, said, width};
use jiff::civil::Date;

/// One direction of the register: what one state has in the other.
#[derive(Debug, Clone, PartialEq)]
pub struct PresenceChart {
    /// Prefix of the ids; unlike that of any other chart on the page.
    pub id: String,
    /// What is counted: "Staff of Russia in the United States".
    pub title: String,
    /// What the register holds, one after the other.
    pub bands: Vec<Band>,
    /// What reports claimed.
    pub points: Vec<Point>,
    /// Acts that changed the number, as ticks at the foot.
    pub changes: Vec<Change>,
    /// First day.
    pub since: Date,
    /// Last day.
    pub until: Date,
    /// Width of the drawing in pixels.
    pub width: u32,
}

/// Bounds that hold from one day to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Least number.
    pub low: i64,
    /// Greatest number; none where it is not known.
    pub high: Option<i64>,
}

/// A number that a report gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The day it was said of.
    pub date: Date,
    /// Least number.
    pub low: i64,
    /// Greatest number; none where it is not known.
    pub high: Option<i64>,
    /// Address of the claim.
    pub href: String,
    /// What is read out and shown on pointing.
    pub label: String,
}

/// An act that changed the number.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its day.
    pub date: Date,
    /// What is read out and shown on pointing.
    pub label: String,
    /// Address of the event.
    pub href: String,
}

const TALL: f64 = 170.0;

/// Draws one panel.
pub fn svg(data: &PresenceChart) -> String {
    let mut canvas = Canvas::new("presence", &data.id, data.width);
    let wide = canvas.width;
    let days_shown = Days::new(data.since, data.until, 0.0, 1.0);
    let bands: Vec<&Band> = data
        .bands
        .iter()
        .filter(|band| days_shown.shows(band.from, band.to))
        .collect();
    let points: Vec<&Point> = data
        .points
        .iter()
        .filter(|point| days_shown.shows(point.date, point.date))
        .collect();
    let changes: Vec<&Change> = data
        .changes
        .iter()
        .filter(|change| days_shown.shows(change.date, change.date))
        .collect();
    let most = bands
        .iter()
        .map(|band| (band.low, band.high))
        .chain(points.iter().map(|point| (point.low, point.high)))
        // An open band needs room above its floor to be seen as open.
        .map(|(low, high)| high.unwrap_or(low.saturating_add(low / 4 + 1)))
        .max()
        .unwrap_or(0);
    let levels = ticks(0.0, most as f64, 4, true);
    let top_value = levels.last().copied().unwrap_or(1.0);
    let ending = bands
        .last()
        .map(|band| bounds(band.low as f64, band.high.map(|high| high as f64)));
    let side = if canvas.narrow() {
        6.0
    } else {
        ending
            .as_ref()
            .map_or(6.0, |text| width(text, SMALL) + 16.0)
    };

    let under = canvas.heading(&data.title);
    let hatch = canvas.hatch();
    let mut entries = Vec::new();
    let swatch = "<rect class=\"band\" x=\"-7\" y=\"-5\" width=\"14\" height=\"11\"/>";
    if bands.iter().any(|band| band.high.is_some()) {
        entries.push((swatch.to_owned(), "between least and greatest number"));
    }
    if bands.iter().any(|band| band.high.is_none()) {
        entries.push((
            format!("<rect x=\"-7\" y=\"-5\" width=\"14\" height=\"11\" fill=\"{hatch}\"/>"),
            "no greatest number known",
        ));
    }
    if !points.is_empty() {
        entries.push(("<g class=\"claim\"><path d=\"M0 -6V6M-3 -6H3M-3 6H3\"/><circle class=\"dot\" r=\"3\"/></g>".to_owned(), "what a report says"));
    }
    if !changes.is_empty() {
        entries.push((
            "<path class=\"change\" d=\"M0 -5V5\"/>".to_owned(),
            "act that changed it",
        ));
    }
    let top = under + legend(&mut canvas, (4.0, under), &entries) + 8.0;
    let foot = top + TALL;
    let left = room(&levels);
    let scale = Days::new(data.since, data.until, left, wide - side);
    let y = Linear::new((0.0, top_value), (foot, top));
    day_axis(&mut canvas, &scale, top, foot + 12.0);
    number_axis(&mut canvas, &levels, y, (left, wide - side), said);
    draw_bands(&mut canvas, &bands, &scale, y, top, &hatch);
    for point in &points {
        draw_point(&mut canvas, point, scale.middle(point.date), y, top);
    }
    for change in &changes {
        let x = n(scale.middle(change.date));
        let mark = format!(
            "<path class=\"hit\" d=\"M{x} {}m-4 0h8v12h-8z\"/><path class=\"change\" d=\"M{x} {}v8\"/>",
            n(foot),
            n(foot + 2.0)
        );
        canvas.link(&change.href, "", &change.label, &mark);
    }
    if let (Some(text), false, Some(last)) = (&ending, canvas.narrow(), bands.last()) {
        let middle = last.high.map_or(last.low as f64, |high| {
            (last.low as f64 + high as f64) / 2.0
        });
        canvas.text(
            (
                scale.end(last.to.min(scale.until)) + 8.0,
                y.at(middle) + 4.0,
            ),
            "start",
            "note",
            text,
        );
    }
    if bands.is_empty() && points.is_empty() {
        canvas.nothing(top + foot);
    }
    let about = format!(
        "{}. {}{}, {}.",
        days(scale.since, scale.until),
        ending.map_or("No number is known. ".to_owned(), |text| format!(
            "At the end: {text}. "
        )),
        counted(points.len() as u64, "claim", "claims"),
        counted(changes.len() as u64, "change", "changes"),
    );
    canvas.finish(foot + 38.0, &data.title, &about)
}

fn draw_bands(
    canvas: &mut Canvas,
    bands: &[&Band],
    scale: &Days,
    y: Linear,
    top: f64,
    hatch: &str,
) {
    let (mut known, mut open) = (String::new(), String::new());
    let (mut low, mut high) = (String::new(), String::new());
    let mut before: Option<&Band> = None;
    for band in bands {
        let (x1, x2) = (
            scale.start(band.from.max(scale.since)),
            scale.end(band.to.min(scale.until)),
        );
        let (floor, roof) = (
            y.at(band.low as f64),
            band.high.map_or(top, |high| y.at(high as f64)),
        );
        let area = format!("M{} {}H{}V{}H{}z", n(x1), n(roof), n(x2), n(floor), n(x1));
        if band.high.is_some() {
            &mut known
        } else {
            &mut open
        }
        .push_str(&area);
        // A line goes on from the band before only where no day is left out between them.
        let joined = before.is_some_and(|old| super::scale::apart(old.to, band.from) <= 1);
        let step = |to: &mut String, at: f64, joined: bool| {
            *to += &if joined {
                format!("V{}H{}", n(at), n(x2))
            } else {
                format!("M{} {}H{}", n(x1), n(at), n(x2))
            };
        };
        step(&mut low, floor, joined);
        if band.high.is_some() {
            step(
                &mut high,
                roof,
                joined && before.is_some_and(|old| old.high.is_some()),
            );
        }
        before = Some(band);
    }
    canvas.path("band", &known);
    if !open.is_empty() {
        canvas.put(format_args!("<path d=\"{open}\" fill=\"{hatch}\"/>"));
    }
    canvas.path("line", &low);
    canvas.path("line", &high);
}

fn draw_point(canvas: &mut Canvas, point: &Point, x: f64, y: Linear, top: f64) {
    let low = y.at(point.low as f64);
    let left = x - 3.0;
    let (mark, at) = match point.high {
        Some(high) if high == point.low => (String::new(), low),
        Some(high) => {
            let high = y.at(high as f64);
            let bar = format!(
                "<path d=\"M{} {}h6M{} {}V{}M{} {}h6\"/>",
                n(left),
                n(low),
                n(x),
                n(low),
                n(high),
                n(left),
                n(high)
            );
            (bar, (low + high) / 2.0)
        }
        // "At least": an arrow that leads up.
        None => {
            let tip = (low - 26.0).max(top);
            (
                format!(
                    "<path d=\"M{} {}V{}m-3 4l3 -4l3 4\"/>",
                    n(x),
                    n(low),
                    n(tip)
                ),
                low,
            )
        }
    };
    let dot = format!(
        "{mark}<circle class=\"dot\" cx=\"{}\" cy=\"{}\" r=\"3.5\"/>",
        n(x),
        n(at)
    );
    canvas.link(&point.href, "claim", &point.label, &dot);
}
