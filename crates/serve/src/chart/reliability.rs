//! Whether forecasts mean what they say: forecast against what came, by bins of forecasts.

use super::canvas::Canvas;
use super::scale::Linear;
use super::words::{counted, n, percent};

/// Forecasts of like chance, each beside the share that came true (Wilks 2011, chapter 8).
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// Prefix of the ids; unlike that of any other chart on the page.
    pub id: String,
    /// What is scored: "Chance of an answer, forecasts of 2010 to 2024".
    pub title: String,
    /// The bins in order of forecast; those without cases are left out.
    pub bins: Vec<Bin>,
    /// Width of the drawing in pixels; the field is a square of at most 420.
    pub width: u32,
}

/// Forecasts of like chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Their mean, 0 to 1.
    pub forecast: f64,
    /// The share that came true, 0 to 1.
    pub observed: f64,
    /// How many there are.
    pub cases: u64,
}

/// Draws the diagram: on the dashed line forecasts come true as often as they say.
pub fn svg(data: &Reliability) -> String {
    let mut canvas = Canvas::new("reliability", &data.id, data.width);
    let wide = canvas.width;
    let (left, top) = (46.0, canvas.heading(&data.title) + 20.0);
    let side = (wide - left - 14.0).min(420.0);
    let bins: Vec<&Bin> = data.bins.iter().filter(|bin| bin.cases > 0).collect();
    if bins.is_empty() {
        canvas.nothing(140.0);
        return canvas.finish(140.0, &data.title, "Nothing in this time.");
    }
    let (x, y) = (
        Linear::new((0.0, 1.0), (left, left + side)),
        Linear::new((0.0, 1.0), (top + side, top)),
    );
    let mut lines = String::new();
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let (across, up) = (n(x.at(share)), n(y.at(share)));
        lines += &format!(
            "M{} {up}H{}M{across} {}V{}",
            n(left),
            n(left + side),
            n(top),
            n(top + side)
        );
        canvas.text(
            (left - 6.0, y.at(share) + 4.0),
            "end",
            "tick",
            &percent(share),
        );
        let anchor = if share == 1.0 { "end" } else { "middle" };
        canvas.text(
            (x.at(share), top + side + 17.0),
            anchor,
            "tick",
            &percent(share),
        );
    }
    canvas.path("grid", &lines);
    canvas.path(
        "ideal",
        &format!(
            "M{} {}L{} {}",
            n(left),
            n(top + side),
            n(left + side),
            n(top)
        ),
    );
    canvas.text((4.0, top - 10.0), "start", "note", "↑ came true");
    canvas.text(
        (left + side, top + side + 34.0),
        "end",
        "note",
        "forecast →",
    );
    canvas.text(
        (x.at(0.03), y.at(0.93)),
        "start",
        "note halo",
        "above the line: more came than was said",
    );
    canvas.text((x.at(0.97), y.at(0.05)), "end", "note halo", "below: fewer");
    let points: Vec<String> = bins
        .iter()
        .map(|bin| format!("{} {}", n(x.at(bin.forecast)), n(y.at(bin.observed))))
        .collect();
    canvas.path("line", &format!("M{}", points.join("L")));
    let most = bins.iter().map(|bin| bin.cases).max().unwrap_or(1) as f64;
    let mut about = Vec::new();
    for bin in &bins {
        let label = format!(
            "said {}, came {}, {}",
            percent(bin.forecast),
            percent(bin.observed),
            counted(bin.cases, "forecast", "forecasts")
        );
        let r = (side / 28.0 * (bin.cases as f64 / most).sqrt()).max(2.5);
        canvas.put(format_args!(
            "<circle class=\"dot\" cx=\"{}\" cy=\"{}\" r=\"{}\"><title>{label}</title></circle>",
            n(x.at(bin.forecast)),
            n(y.at(bin.observed)),
            n(r)
        ));
        about.push(label);
    }
    let cases: u64 = bins.iter().map(|bin| bin.cases).sum();
    canvas.text(
        (left, top + side + 34.0),
        "start",
        "note",
        &format!("area: {}", counted(cases, "forecast", "forecasts in all")),
    );
    canvas.finish(
        top + side + 44.0,
        &data.title,
        &format!("{}.", about.join("; ")),
    )
}
