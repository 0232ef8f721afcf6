//! A forecast: chance, size and delay of the answer as intervals, kinds of answer as bars.

use super::canvas::{Canvas, SMALL};
use super::scale::{Linear, ticks};
use super::words::{counted, fit, n, percent, said, width};

/// What the answer to an act is likely to be.
#[derive(Debug, Clone, PartialEq)]
pub struct SpreadChart {
    /// Prefix of the ids; unlike that of any other chart on the page.
    pub id: String,
    /// What is forecast: "Answer of Russia to an expulsion of 60".
    pub title: String,
    /// Chance of an answer.
    pub chance: Chance,
    /// Size of the answer, in people; none where there are no past cases.
    pub size: Option<Spread>,
    /// Days until the answer; none where there are no past cases.
    pub days: Option<Spread>,
    /// Kinds of answer with their chances (0 to 1), the likeliest first.
    pub kinds: Vec<(String, f64)>,
    /// Width of the drawing in pixels.
    pub width: u32,
}

/// A chance with its interval, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// Lower end.
    pub low: f64,
    /// The chance.
    pub mid: f64,
    /// Upper end.
    pub high: f64,
    /// How often any act is answered; drawn for comparison.
    pub base_rate: f64,
}

/// Quantiles of a distribution, ascending.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// One in twenty is less.
    pub q05: f64,
    /// One in four is less.
    pub q25: f64,
    /// The median.
    pub q50: f64,
    /// One in four is more.
    pub q75: f64,
    /// One in twenty is more.
    pub q95: f64,
}

/// The frame of a row: heading above, interval on its own scale.
struct Row {
    left: f64,
    right: f64,
}

/// Draws the rows that there is something to say in.
pub fn svg(data: &SpreadChart) -> String {
    let mut canvas = Canvas::new("spread", &data.id, data.width);
    let wide = canvas.width;
    let row = Row {
        left: 16.0,
        right: wide - 20.0,
    };
    let mut y = canvas.heading(&data.title) + 6.0;
    let chance = data.chance;
    y = draw_chance(&mut canvas, &row, chance, y);
    let mut said_of = format!(
        "Chance of an answer {} ({} to {}).",
        percent(chance.mid),
        percent(chance.low),
        percent(chance.high)
    );
    for (spread, heading, one, many) in [
        (
            data.size,
            "Size of the answer, if there is one",
            "person",
            "people",
        ),
        (data.days, "Days until the answer", "day", "days"),
    ] {
        let Some(spread) = spread else { continue };
        let quantity = |value: f64| {
            if value == 1.0 {
                format!("1 {one}")
            } else {
                format!("{} {many}", said(value))
            }
        };
        y = draw_spread(&mut canvas, &row, spread, heading, &quantity, y);
        said_of += &format!(
            " {heading}: median {}, half of cases {} to {}, nine in ten {} to {}.",
            quantity(spread.q50),
            said(spread.q25),
            said(spread.q75),
            said(spread.q05),
            said(spread.q95)
        );
    }
    if data.size.is_some() || data.days.is_some() {
        let entries = [
            ("<circle class=\"dot\" r=\"5\"/>".to_owned(), "median"),
            (
                "<path class=\"thick\" d=\"M-7 0H7\"/>".to_owned(),
                "half of past cases",
            ),
            (
                "<path class=\"line\" d=\"M-7 0H7\"/>".to_owned(),
                "nine in ten",
            ),
        ];
        y += super::legend::legend(&mut canvas, (8.0, y), &entries) + 8.0;
    }
    if !data.kinds.is_empty() {
        y = draw_kinds(&mut canvas, &data.kinds, wide, y);
        let kinds: Vec<String> = data
            .kinds
            .iter()
            .map(|(name, share)| format!("{name} {}", percent(*share)))
            .collect();
        said_of += &format!(
            " {}: {}.",
            counted(kinds.len() as u64, "kind of answer", "kinds of answer"),
            kinds.join(", ")
        );
    }
    canvas.finish(y + 4.0, &data.title, &said_of)
}

fn draw_axis(
    canvas: &mut Canvas,
    row: &Row,
    levels: &[f64],
    scale: Linear,
    y: f64,
    say: impl Fn(f64) -> String,
) {
    let mut lines = String::new();
    for level in levels {
        let x = scale.at(*level);
        lines += &format!("M{} {}v26", n(x), n(y));
        canvas.text((x, y + 40.0), "middle", "tick", &say(*level));
    }
    canvas.path("grid", &lines);
    canvas.path(
        "axis",
        &format!("M{} {}H{}", n(row.left), n(y + 26.0), n(row.right)),
    );
}

/// Heading at the left, the figure at the right.
fn heading(canvas: &mut Canvas, row: &Row, words: &str, figure: &str, y: f64) {
    canvas.text(
        (4.0, y + 14.0),
        "start",
        "",
        &fit(words, row.right - width(figure, 13.0) - 16.0, SMALL),
    );
    canvas.text((row.right, y + 14.0), "end", "lane", figure);
}

fn draw_chance(canvas: &mut Canvas, row: &Row, chance: Chance, y: f64) -> f64 {
    heading(canvas, row, "Chance of an answer", &percent(chance.mid), y);
    let scale = Linear::new((0.0, 1.0), (row.left, row.right));
    let y = y + 22.0;
    draw_axis(canvas, row, &[0.0, 0.25, 0.5, 0.75, 1.0], scale, y, percent);
    let [low, mid, high, base] = [chance.low, chance.mid, chance.high, chance.base_rate]
        .map(|share| n(scale.at(share.clamp(0.0, 1.0))));
    let line = n(y + 13.0);
    canvas.path("ideal", &format!("M{base} {}v30", n(y - 4.0)));
    canvas.path("thick", &format!("M{low} {line}H{high}"));
    canvas.put(format_args!(
        "<circle class=\"dot\" cx=\"{mid}\" cy=\"{line}\" r=\"6\"/>"
    ));
    let words = format!("all acts: {}", percent(chance.base_rate));
    let at = scale.at(chance.base_rate.clamp(0.0, 1.0));
    // The word stands on the side away from the interval.
    let left = chance.base_rate < chance.mid;
    let room = if left { at - row.left } else { row.right - at };
    let left = if room < width(&words, SMALL) + 6.0 {
        !left
    } else {
        left
    };
    canvas.text(
        (if left { at - 5.0 } else { at + 5.0 }, y + 6.0),
        if left { "end" } else { "start" },
        "note halo",
        &words,
    );
    y + 54.0
}

fn draw_spread(
    canvas: &mut Canvas,
    row: &Row,
    spread: Spread,
    words: &str,
    quantity: &dyn Fn(f64) -> String,
    y: f64,
) -> f64 {
    heading(canvas, row, words, &quantity(spread.q50), y);
    let levels = ticks(0.0, spread.q95, if canvas.narrow() { 4 } else { 8 }, true);
    let scale = Linear::new(
        (0.0, levels.last().copied().unwrap_or(1.0)),
        (row.left, row.right),
    );
    let y = y + 22.0;
    draw_axis(canvas, row, &levels, scale, y, said);
    let [q05, q25, q50, q75, q95] = [spread.q05, spread.q25, spread.q50, spread.q75, spread.q95]
        .map(|value| n(scale.at(value)));
    let line = n(y + 13.0);
    canvas.path("line", &format!("M{q05} {line}H{q95}"));
    canvas.path("thick", &format!("M{q25} {line}H{q75}"));
    canvas.put(format_args!(
        "<circle class=\"dot\" cx=\"{q50}\" cy=\"{line}\" r=\"6\"/>"
    ));
    y + 54.0
}

fn draw_kinds(canvas: &mut Canvas, kinds: &[(String, f64)], wide: f64, y: f64) -> f64 {
    canvas.text(
        (4.0, y + 14.0),
        "start",
        "",
        "Kinds of answer (more than one may come)",
    );
    let mut y = y + 22.0;
    let widest = kinds
        .iter()
        .map(|(name, _)| width(name, SMALL))
        .fold(0.0, f64::max);
    let names = widest.min(wide * 0.4) + 12.0;
    let scale = Linear::new((0.0, 1.0), (0.0, wide - names - 60.0));
    for (name, share) in kinds {
        let share = share.clamp(0.0, 1.0);
        canvas.text(
            (names, y + 12.0),
            "end",
            "tick",
            &fit(name, names - 8.0, SMALL),
        );
        let long = scale.at(share);
        canvas.path(
            "bar",
            &format!(
                "M{} {}h{}v12h-{}z",
                n(names + 8.0),
                n(y + 2.0),
                n(long),
                n(long)
            ),
        );
        canvas.text(
            (names + 14.0 + long, y + 12.0),
            "start",
            "tick",
            &percent(share),
        );
        y += 18.0;
    }
    y
}
