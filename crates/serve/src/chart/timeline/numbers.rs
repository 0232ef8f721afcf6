//! The number of a mark in figures: inside it where it fits, else beside it where nothing is in the way.

use super::super::words::{said, width};
use super::Mark;
use super::layout::Placed;

/// Font size of the numbers.
const SIZE: f64 = 11.0;

/// Where a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// In the mark, centred.
    Inside,
    /// Right of it.
    Right,
    /// Left of it.
    Left,
}

/// A number and where it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    pub(super) text: String,
    pub(super) side: Side,
}

/// "60", "58–60", "38+"; nothing for one person or post, or none.
fn text(size: Option<(i64, Option<i64>)>) -> Option<String> {
    let (low, high) = size?;
    let say = |number: i64| said(number as f64);
    match high {
        Some(high) if high <= 1 => None,
        Some(high) if high == low => Some(say(low)),
        Some(high) => Some(format!("{}–{}", say(low), say(high))),
        None if low <= 1 => None,
        None => Some(format!("{}+", say(low))),
    }
}

/// One entry for each placed mark. The greatest are served first; none covers a mark or another number.
pub(super) fn numbers(marks: &[Mark], placed: &[Placed], right: f64) -> Vec<Option<Number>> {
    let mut out = vec![None; placed.len()];
    let mut order: Vec<usize> = (0..placed.len()).collect();
    order.sort_by(|a, b| placed[*b].r.total_cmp(&placed[*a].r).then(a.cmp(b)));
    // Numbers beside their marks: lane, left, right, distance from the middle line.
    let mut taken: Vec<(bool, f64, f64, f64)> = Vec::new();
    for place in order {
        let at = &placed[place];
        let mark = &marks[at.index];
        let Some(text) = text(mark.size) else {
            continue;
        };
        let wide = width(&text, SIZE);
        // A diamond is narrow above and below its middle.
        let room = if mark.quad == 4 { 1.45 } else { 1.6 };
        if at.r >= 8.0 && wide < at.r * room {
            let side = Side::Inside;
            out[place] = Some(Number { text, side });
            continue;
        }
        if has_line(mark) {
            continue;
        }
        let gap = beside(at);
        for (side, from) in [(Side::Right, at.x + gap), (Side::Left, at.x - gap - wide)] {
            let to = from + wide;
            let clear = |other: &Placed| {
                let across = (from - other.x).max(other.x - to).max(0.0);
                let up = ((at.off - other.off).abs() - 5.0).max(0.0);
                let line = has_line(&marks[other.index]);
                across.hypot(up) >= other.halo.unwrap_or(other.r * 1.2) + 1.0 && (!line || up > 2.0)
            };
            let free = placed.iter().enumerate().all(|(k, other)| {
                k == place || marks[other.index].forward != mark.forward || clear(other)
            });
            let apart = taken.iter().all(|(forward, left, end, off)| {
                *forward != mark.forward
                    || *left > to + 2.0
                    || *end < from - 2.0
                    || (off - at.off).abs() > 11.0
            });
            if free && apart && from > 2.0 && to < right {
                taken.push((mark.forward, from, to, at.off));
                out[place] = Some(Number { text, side });
                break;
            }
        }
    }
    out
}

/// How far from a mark's middle a number beside it begins.
pub(super) fn beside(mark: &Placed) -> f64 {
    mark.halo.unwrap_or(mark.r * 1.25) + 3.0
}

/// Whether a line of days runs through the mark.
fn has_line(mark: &Mark) -> bool {
    mark.first != mark.last
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn mark(size: Option<(i64, Option<i64>)>) -> Mark {
        Mark {
            href: String::new(),
            label: String::new(),
            first: date(2018, 3, 26),
            last: date(2018, 3, 26),
            forward: true,
            quad: 4,
            size,
            actual: true,
        }
    }

    fn at(index: usize, x: f64, r: f64) -> Placed {
        Placed {
            index,
            x,
            off: 20.0,
            r,
            halo: None,
        }
    }

    #[test]
    fn bounds_are_written_as_bounds() {
        assert_eq!(text(Some((60, Some(60)))).as_deref(), Some("60"));
        assert_eq!(text(Some((58, Some(60)))).as_deref(), Some("58–60"));
        assert_eq!(text(Some((38, None))).as_deref(), Some("38+"));
        assert_eq!(text(Some((1, Some(1)))), None);
        assert_eq!(text(None), None);
    }

    #[test]
    fn a_number_is_left_out_rather_than_written_over_a_mark() {
        let marks = [mark(Some((60, Some(60)))), mark(None)];
        let side = |placed: &[Placed]| {
            numbers(&marks, placed, 960.0)[0]
                .clone()
                .map(|found| found.side)
        };
        let (before, after) = (at(1, 88.0, 4.0), at(1, 112.0, 4.0));
        assert_eq!(
            side(&[at(0, 100.0, 5.0), before.clone(), after.clone()]),
            None
        );
        assert_eq!(side(&[at(0, 100.0, 5.0), before]), Some(Side::Right));
        assert_eq!(side(&[at(0, 100.0, 5.0), after]), Some(Side::Left));
        assert_eq!(side(&[at(0, 100.0, 14.0)]), Some(Side::Inside));
        assert_eq!(side(&[at(0, 950.0, 5.0)]), Some(Side::Left));
    }
}
