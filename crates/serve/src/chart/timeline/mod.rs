//! The dyad in time: acts of one state above a middle line, those of the other below, arcs from act to answer.

mod draw;
mod layout;
mod numbers;

use super::canvas::{BOLD, Canvas};
use super::legend::{QUADS, day_axis, legend, shape};
use super::scale::Days;
use super::words::{counted, days, fit, n, said};
use jiff::civil::Date;
use layout::Placed;

/// What two states did to one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// Prefix of the ids; unlike that of any other chart on the page.
    pub id: String,
    /// Name of the state whose acts stand above.
    pub first_name: String,
    /// Name of the state whose acts stand below.
    pub second_name: String,
    /// First day.
    pub since: Date,
    /// Last day.
    pub until: Date,
    /// The acts, in any order; those outside the days are left out.
    pub marks: Vec<Mark>,
    /// Which act answers which; one with an end that is not drawn is left out.
    pub arcs: Vec<Arc>,
    /// Width of the drawing in pixels.
    pub width: u32,
}

/// One act.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Address of the event.
    pub href: String,
    /// What is read out and shown on pointing: "14 Mar 2018: expulsion of 60".
    pub label: String,
    /// First day that the act may have been on.
    pub first: Date,
    /// Last day that it may have been on; the same where the day is known.
    pub last: Date,
    /// Whether the first state acts; else the second does.
    pub forward: bool,
    /// Quad code 1 to 4; another number is drawn grey.
    pub quad: u8,
    /// People or posts, as bounds; none where the act has no number.
    pub size: Option<(i64, Option<i64>)>,
    /// Whether it happened; planned, possible and denied acts are hollow.
    pub actual: bool,
}

/// An act and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arc {
    /// Place of the act in `marks`.
    pub from: usize,
    /// Place of its answer in `marks`.
    pub to: usize,
    /// Whether a text says so; else the two are joined because they fit.
    pub stated: bool,
    /// Shown on pointing: "answered after 3 days, says a report".
    pub label: String,
}

const LANE: f64 = 48.0;

/// Draws the time line. Height follows from how many marks lie on one another.
pub fn svg(data: &Timeline) -> String {
    let mut canvas = Canvas::new("timeline", &data.id, data.width);
    let wide = canvas.width;
    let scale = Days::new(data.since, data.until, 6.0, wide - 6.0);
    let (placed, lanes) = layout::place(&data.marks, &scale, canvas.narrow());
    let shown = |place: usize| placed.iter().find(|mark| mark.index == place);
    let arcs: Vec<_> = data
        .arcs
        .iter()
        .filter_map(|arc| Some((arc, shown(arc.from)?, shown(arc.to)?)))
        .filter(|(arc, ..)| arc.from != arc.to)
        .collect();

    let top = key(
        &mut canvas,
        data,
        &placed,
        arcs.iter().map(|(arc, ..)| *arc),
    ) + 20.0;
    let [up, down] = lanes.map(|tall| (tall + 10.0).max(LANE));
    let middle = top + up;
    let foot = middle + down + 18.0;
    let name = |from: &str, to: &str| format!("{from} towards {to}");
    let (above, below) = (
        name(&data.first_name, &data.second_name),
        name(&data.second_name, &data.first_name),
    );
    day_axis(&mut canvas, &scale, top, foot);
    canvas.path("axis", &format!("M6 {}H{}", n(middle), n(wide - 6.0)));
    let room = wide - 30.0;
    canvas.text(
        (6.0, top - 5.0),
        "start",
        "lane",
        &format!("↑ {}", fit(&above, room, BOLD)),
    );
    canvas.text(
        (6.0, foot - 5.0),
        "start",
        "lane halo",
        &format!("↓ {}", fit(&below, room, BOLD)),
    );

    let arrow = canvas.part("arrow");
    if !arcs.is_empty() {
        canvas.put(format_args!(
            "<defs><marker id=\"{arrow}\" viewBox=\"0 0 6 6\" refX=\"5\" refY=\"3\" markerWidth=\"6\" markerHeight=\"6\" \
             orient=\"auto\"><path class=\"head\" d=\"M0 0L6 3L0 6z\"/></marker></defs>"
        ));
    }
    for (arc, from, to) in &arcs {
        draw::arc(&mut canvas, arc, from, to, (data, middle), &arrow);
    }
    for mark in &placed {
        draw::mark(&mut canvas, (&data.marks[mark.index], mark), middle, &scale);
    }
    draw::numbers(&mut canvas, data, &placed, middle);
    if placed.is_empty() {
        canvas.nothing(2.0 * middle);
    }
    let count = |forward| {
        data.marks
            .iter()
            .enumerate()
            .filter(|(place, mark)| mark.forward == forward && shown(*place).is_some())
            .count() as u64
    };
    let about = format!(
        "{}. Above, {above}: {}. Below, {below}: {}. {} joined to an answer: {} because a report says so, {} by fit.",
        days(scale.since, scale.until),
        counted(count(true), "act", "acts"),
        counted(count(false), "act", "acts"),
        counted(arcs.len() as u64, "act is", "acts are"),
        arcs.iter().filter(|(arc, ..)| arc.stated).count(),
        arcs.iter().filter(|(arc, ..)| !arc.stated).count(),
    );
    let title = format!("Time line of {} and {}", data.first_name, data.second_name);
    canvas.finish(foot + 26.0, &title, &about)
}

/// The legend: only what is drawn is told. Gives its height.
fn key<'a>(
    canvas: &mut Canvas,
    data: &Timeline,
    placed: &[Placed],
    arcs: impl Iterator<Item = &'a Arc> + Clone,
) -> f64 {
    let drawn = || placed.iter().map(|mark| &data.marks[mark.index]);
    let mut entries: Vec<(String, &str)> = (1..=4_u8)
        .filter(|quad| drawn().any(|mark| mark.quad == *quad))
        .map(|quad| {
            let mark = shape(quad, (0.0, 0.0), 5.5);
            (
                format!("<g class=\"q{quad}\">{mark}</g>"),
                QUADS[usize::from(quad) - 1],
            )
        })
        .collect();
    if drawn().any(|mark| !mark.actual) {
        entries.push((
            "<g class=\"q0\"><circle class=\"hollow\" r=\"5\"/></g>".to_owned(),
            "hollow: planned, possible or denied",
        ));
    }
    let line = |class: &str| format!("<path class=\"arc{class}\" d=\"M-7 0H7\"/>");
    if arcs.clone().any(|arc| arc.stated) {
        entries.push((line(""), "answer, a report says so"));
    }
    if arcs.clone().any(|arc| !arc.stated) {
        entries.push((line(" fit"), "answer, by fit"));
    }
    let most = drawn()
        .filter_map(|mark| mark.size)
        .map(|(low, _)| low)
        .max();
    let words = most.map(|most| format!("area: people or posts, largest {}", said(most as f64)));
    if let Some(words) = &words {
        let rings = "<g class=\"q0\"><circle class=\"hollow\" cx=\"-4\" r=\"2.5\"/><circle class=\"hollow\" cx=\"3\" r=\"5\"/></g>";
        entries.push((rings.to_owned(), words));
    }
    legend(canvas, (6.0, 4.0), &entries)
}
