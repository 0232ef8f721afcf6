//! Arcs, marks and numbers of the time line.

use super::super::canvas::Canvas;
use super::super::legend::shape;
use super::super::safe::escape;
use super::super::scale::Days;
use super::super::words::n;
use super::layout::Placed;
use super::numbers::{self as number, Number, Side};
use super::{Arc, Mark, Timeline};

/// Where a mark stands, up or down from the middle line.
fn height(mark: &Placed, forward: bool, middle: f64) -> f64 {
    if forward {
        middle - mark.off
    } else {
        middle + mark.off
    }
}

pub(super) fn arc(
    canvas: &mut Canvas,
    arc: &Arc,
    from: &Placed,
    to: &Placed,
    (data, middle): (&Timeline, f64),
    arrow: &str,
) {
    let side = |mark: &Placed| data.marks[mark.index].forward;
    let y = [from, to].map(|mark| height(mark, side(mark), middle));
    // From edge to edge of the marks, so that the arrow's head is seen.
    let inward = |mark: &Placed| if side(mark) { mark.r } else { -mark.r };
    let (y1, y2) = (y[0] + inward(from), y[1] + inward(to) * 1.15);
    let bend = ((y2 - y1).abs() * 0.6).max(14.0);
    let control = |mark: &Placed, y: f64| if side(mark) { y + bend } else { y - bend };
    let class = if arc.stated { "arc" } else { "arc fit" };
    // Where there are many, each steps back.
    let many = if data.arcs.len() > 60 { " many" } else { "" };
    canvas.put(format_args!(
        "<path class=\"{class}{many}\" marker-end=\"url(#{arrow})\" d=\"M{} {}C{} {} {} {} {} {}\"><title>{}</title></path>",
        n(from.x), n(y1), n(from.x), n(control(from, y1)), n(to.x), n(control(to, y2)), n(to.x), n(y2),
        escape(&arc.label)
    ));
}

pub(super) fn mark(
    canvas: &mut Canvas,
    (mark, placed): (&Mark, &Placed),
    middle: f64,
    scale: &Days,
) {
    let y = height(placed, mark.forward, middle);
    let mut drawn = String::new();
    if mark.first != mark.last {
        let (from, to) = (
            scale.start(mark.first).max(6.0),
            scale.end(mark.last).min(canvas.width - 6.0),
        );
        drawn += &format!(
            "<path class=\"range\" d=\"M{} {}H{}\"/>",
            n(from),
            n(y),
            n(to)
        );
    }
    if let Some(halo) = placed.halo {
        drawn += &format!(
            "<circle class=\"spread\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            n(placed.x),
            n(y),
            n(halo)
        );
    }
    drawn += &shape(mark.quad, (placed.x, y), placed.r);
    let quad = if (1..=4).contains(&mark.quad) {
        mark.quad
    } else {
        0
    };
    let hollow = if mark.actual { "" } else { " hollow" };
    canvas.link(&mark.href, &format!("q{quad}{hollow}"), &mark.label, &drawn);
}

/// The numbers lie over the marks, outside their links, whose labels would else have to hold them as they
/// are written (WCAG 2.5.3).
pub(super) fn numbers(canvas: &mut Canvas, data: &Timeline, placed: &[Placed], middle: f64) {
    let figures = number::numbers(&data.marks, placed, canvas.width - 4.0);
    canvas.put(format_args!("<g aria-hidden=\"true\">"));
    for (at, number) in placed.iter().zip(figures) {
        let Some(Number { text, side }) = number else {
            continue;
        };
        let mark = &data.marks[at.index];
        // A triangle is widest at its foot.
        let low = side == Side::Inside && mark.quad == 3;
        let y = height(at, mark.forward, middle) + if low { 6.0 } else { 4.0 };
        let (x, anchor) = match side {
            Side::Inside => (at.x, "middle"),
            Side::Right => (at.x + number::beside(at), "start"),
            Side::Left => (at.x - number::beside(at), "end"),
        };
        let class = match (side, mark.actual, mark.quad) {
            (Side::Inside, true, 1 | 3) => "num on",
            (Side::Inside, true, _) => "num",
            (Side::Inside, false, _) => "num out",
            _ => "beside",
        };
        canvas.text((x, y), anchor, class, &text);
    }
    canvas.put(format_args!("</g>"));
}
