//! Impulse responses: what follows, step by step, on a shock; small panels on one scale.

use super::canvas::Canvas;
use super::legend::{number_axis, room};
use super::scale::{Linear, round_step, ticks};
use super::words::{fit, n, said, width};

/// The panels, read in lines from the upper left; two a line, or one on a narrow drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Impulse {
    /// Prefix of the ids; unlike that of any other chart on the page.
    pub id: String,
    /// What is drawn: "Responses to one standard deviation of hostile acts".
    pub title: String,
    /// What a step is: "week".
    pub step: String,
    /// Usually four: each of two states on each.
    pub panels: Vec<Panel>,
    /// Width of the drawing in pixels.
    pub width: u32,
}

/// One response.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Whose act and whose answer: "USA acts, Russia answers".
    pub title: String,
    /// The response at each step, beginning with the shock itself (step 0).
    pub steps: Vec<Step>,
}

/// A response with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Lower end.
    pub low: f64,
    /// The response.
    pub mid: f64,
    /// Upper end.
    pub high: f64,
}

const TALL: f64 = 110.0;

/// Draws the panels.
pub fn svg(data: &Impulse) -> String {
    let mut canvas = Canvas::new("impulse", &data.id, data.width);
    let wide = canvas.width;
    let under = canvas.heading(&data.title) + 22.0;
    if data.panels.iter().all(|panel| panel.steps.is_empty()) {
        canvas.nothing(120.0);
        return canvas.finish(120.0, &data.title, "Nothing in this time.");
    }
    let all = || data.panels.iter().flat_map(|panel| &panel.steps);
    let finite = |values: [f64; 3]| values.into_iter().filter(|value| value.is_finite());
    let low = all()
        .flat_map(|step| finite([step.low, step.mid, step.high]))
        .fold(0.0, f64::min);
    let high = all()
        .flat_map(|step| finite([step.low, step.mid, step.high]))
        .fold(0.0, f64::max);
    let levels = ticks(low, high, 4, false);
    let ends = (
        levels.first().copied().unwrap_or(0.0),
        levels.last().copied().unwrap_or(1.0),
    );
    let columns = if canvas.narrow() { 1 } else { 2 };
    let (left, gap) = (room(&levels), 16.0);
    let panel_wide = (wide - gap * (columns - 1) as f64) / columns as f64;
    let mut about = Vec::new();
    for (place, panel) in data.panels.iter().enumerate() {
        let (column, line) = (place % columns, place / columns);
        let x = column as f64 * (panel_wide + gap);
        let top = under + line as f64 * (TALL + 58.0);
        let across = (x + left, x + panel_wide - 8.0);
        canvas.text(
            (x + left, top - 8.0),
            "start",
            "",
            &fit(&panel.title, panel_wide - left, 12.0),
        );
        let scale = Linear::new(ends, (top + TALL, top));
        number_axis(&mut canvas, &levels, scale, across, said);
        draw_panel(
            &mut canvas,
            &panel.steps,
            scale,
            across,
            top + TALL,
            &data.step,
        );
        about.push(say(panel, &data.step));
    }
    let lines = data.panels.len().div_ceil(columns);
    canvas.finish(
        under + lines as f64 * (TALL + 58.0) - 14.0,
        &data.title,
        &about.join(" "),
    )
}

/// The panel in words: its greatest answer, and how long it differs from nothing.
fn say(panel: &Panel, step: &str) -> String {
    let clear = panel
        .steps
        .iter()
        .filter(|step| step.low > 0.0 || step.high < 0.0)
        .count();
    let greatest = panel
        .steps
        .iter()
        .enumerate()
        .max_by(|a, b| a.1.mid.abs().total_cmp(&b.1.mid.abs()));
    greatest.map_or(String::new(), |(at, value)| {
        format!(
            "{}: greatest at {step} {at}, {} ({} to {}); clear of nothing at {clear} of {} steps.",
            panel.title,
            said(value.mid),
            said(value.low),
            said(value.high),
            panel.steps.len()
        )
    })
}

fn draw_panel(
    canvas: &mut Canvas,
    steps: &[Step],
    y: Linear,
    (left, right): (f64, f64),
    foot: f64,
    step: &str,
) {
    let last = steps.len().saturating_sub(1).max(1) as f64;
    let x = Linear::new((0.0, last), (left, right));
    let at = |place: usize, value: f64| format!("{} {}", n(x.at(place as f64)), n(y.at(value)));
    let join = |points: Vec<String>| {
        if points.is_empty() {
            String::new()
        } else {
            format!("M{}", points.join("L"))
        }
    };
    let upper = steps
        .iter()
        .enumerate()
        .map(|(place, step)| at(place, step.high));
    let lower = steps
        .iter()
        .enumerate()
        .rev()
        .map(|(place, step)| at(place, step.low));
    let band = join(upper.chain(lower).collect());
    canvas.path(
        "band",
        &if band.is_empty() {
            band
        } else {
            format!("{band}z")
        },
    );
    canvas.path(
        "axis",
        &format!("M{} {}H{}", n(left), n(y.at(0.0)), n(right)),
    );
    canvas.path(
        "line",
        &join(
            steps
                .iter()
                .enumerate()
                .map(|(place, step)| at(place, step.mid))
                .collect(),
        ),
    );
    let every = round_step(last, if right - left < 400.0 { 4 } else { 6 }).max(1.0);
    let mut tick = 0.0;
    while tick <= last + 1e-9 {
        let anchor = if tick == 0.0 {
            "start"
        } else if tick + 1e-9 >= last {
            "end"
        } else {
            "middle"
        };
        let text = if tick == 0.0 {
            format!("{step} 0")
        } else {
            said(tick)
        };
        let text = fit(&text, (right - left).max(width("0", 12.0)), 12.0);
        canvas.text((x.at(tick), foot + 16.0), anchor, "tick", &text);
        tick += every;
    }
}
