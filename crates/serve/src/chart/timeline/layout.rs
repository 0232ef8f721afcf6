//! Where marks stand: as near the middle line as they can without covering one another.

use super::super::scale::Days;
use super::Mark;
use std::cmp::Reverse;

/// Greatest height of a lane before all marks are drawn smaller.
const TALLEST: f64 = 170.0;
/// Room between marks, and between a mark and the middle line.
const GAP: f64 = 1.5;
const FIRST: f64 = 12.0;

/// A mark's place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    /// Its place in the list of marks.
    pub(super) index: usize,
    /// Its middle, from the left.
    pub(super) x: f64,
    /// Its middle, from the middle line.
    pub(super) off: f64,
    /// Its radius, by the least number: areas are as numbers are.
    pub(super) r: f64,
    /// The radius of its greatest number, where that is another.
    pub(super) halo: Option<f64>,
}

/// All marks of the days in order of time, and the heights of the upper and the lower lane.
pub(super) fn place(marks: &[Mark], days: &Days, narrow: bool) -> (Vec<Placed>, [f64; 2]) {
    let mut order: Vec<usize> = (0..marks.len())
        .filter(|place| days.shows(marks[*place].first, marks[*place].last))
        .collect();
    let size = |place: &usize| marks[*place].size.map_or(0, |(low, _)| low);
    // Of one day the greatest stands nearest to the middle.
    order.sort_by_key(|place| (marks[*place].first, Reverse(size(place)), *place));
    let most = order.iter().map(size).max().unwrap_or(0).max(1) as f64;
    let largest: &[f64] = if narrow {
        &[18.0, 13.0, 10.0, 7.0, 5.0, 4.0]
    } else {
        &[32.0, 24.0, 17.0, 12.0, 9.0, 7.0, 5.0, 4.0]
    };
    let mut best = (Vec::new(), [0.0; 2]);
    for largest in largest {
        // Three people are few, even where nobody did more.
        let largest = largest.min(3.2 * most.sqrt());
        best = pack(marks, &order, days, largest, most);
        if best.1.iter().all(|tall| *tall <= TALLEST) {
            break;
        }
    }
    best
}

/// Radius for a number; marks without one are as small as the smallest.
fn radius(number: i64, most: f64, largest: f64) -> f64 {
    let smallest = (largest * 0.24).clamp(2.6, 4.5);
    (largest * (number.max(0) as f64 / most).sqrt()).max(smallest)
}

fn pack(
    marks: &[Mark],
    order: &[usize],
    days: &Days,
    largest: f64,
    most: f64,
) -> (Vec<Placed>, [f64; 2]) {
    let mut placed: Vec<Placed> = Vec::with_capacity(order.len());
    let mut heights = [0.0_f64; 2];
    for index in order {
        let mark = &marks[*index];
        let x =
            (days.start(mark.first.max(days.since)) + days.end(mark.last.min(days.until))) / 2.0;
        let r = radius(mark.size.map_or(0, |(low, _)| low), most, largest);
        let high = mark
            .size
            .and_then(|(low, high)| high.filter(|high| *high > low));
        // A ring far beyond its mark would say more of our doubt than of the act.
        let halo = high
            .map(|high| radius(high, most, largest).min(r * 2.2))
            .filter(|halo| *halo > r + 0.8);
        let reach = halo.unwrap_or(r * 1.15);
        // Where its middle cannot be: too near to a mark of its lane.
        let closed: Vec<(f64, f64)> = placed
            .iter()
            .filter(|other| marks[other.index].forward == mark.forward)
            .filter_map(|other| {
                let least = reach + other.halo.unwrap_or(other.r * 1.15) + GAP;
                let across = (other.x - x).abs();
                (across < least).then(|| {
                    let up = (least * least - across * across).sqrt();
                    (other.off - up, other.off + up)
                })
            })
            .collect();
        let base = FIRST + reach;
        let free = |off: f64| {
            closed
                .iter()
                .all(|(low, high)| off <= *low + 1e-9 || off >= *high - 1e-9)
        };
        let off = std::iter::once(base)
            .chain(
                closed
                    .iter()
                    .map(|(_, high)| *high)
                    .filter(|high| *high > base),
            )
            .filter(|off| free(*off))
            .fold(f64::INFINITY, f64::min);
        let lane = usize::from(!mark.forward);
        heights[lane] = heights[lane].max(off + reach);
        placed.push(Placed {
            index: *index,
            x,
            off,
            r,
            halo,
        });
    }
    (placed, heights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Date, date};

    fn mark(day: Date, number: i64) -> Mark {
        Mark {
            href: "/e".to_owned(),
            label: String::new(),
            first: day,
            last: day,
            forward: true,
            quad: 4,
            size: Some((number, Some(number))),
            actual: true,
        }
    }

    #[test]
    fn marks_of_one_lane_never_cover_one_another() {
        let marks: Vec<Mark> = (0..400)
            .map(|k| {
                mark(
                    date(2018, 1 + (k * 7 % 12) as i8, 1 + (k * 11 % 28) as i8),
                    k % 60,
                )
            })
            .collect();
        let days = Days::new(date(2018, 1, 1), date(2018, 12, 31), 0.0, 960.0);
        let (placed, heights) = place(&marks, &days, false);
        assert_eq!(placed.len(), 400);
        for (k, a) in placed.iter().enumerate() {
            for b in &placed[..k] {
                let apart = ((a.x - b.x).powi(2) + (a.off - b.off).powi(2)).sqrt();
                assert!(apart >= a.r + b.r, "{a:?} {b:?}");
            }
            assert!(a.off - a.r >= FIRST - 1e-6 && a.off + a.r <= heights[0]);
        }
        assert_eq!(heights[1], 0.0);
    }

    #[test]
    fn areas_are_as_numbers_are() {
        let r = |number| radius(number, 100.0, 20.0);
        assert_eq!(r(100), 20.0);
        assert!(((r(100) / r(25)).powi(2) - 4.0).abs() < 1e-9);
        assert_eq!(r(0), r(1));
    }

    #[test]
    fn acts_of_one_day_are_stacked_with_the_greatest_nearest() {
        let day = date(2018, 3, 26);
        let days = Days::new(date(2018, 3, 1), date(2018, 3, 31), 0.0, 960.0);
        let (placed, _) = place(
            &[mark(day, 4), mark(day, 60), mark(date(2019, 1, 1), 5)],
            &days,
            false,
        );
        let order: Vec<usize> = placed.iter().map(|mark| mark.index).collect();
        assert_eq!(order, [1, 0]);
        assert!(placed[0].off < placed[1].off);
    }
}
