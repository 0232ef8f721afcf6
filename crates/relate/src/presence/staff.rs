//! Staff as bounds: each count is carried forward over what was reported to come and go after it.

use super::bounds::Bounds;
use super::change::{Change, Claim, Conflict, Contradiction, Turn};
use super::rules::Rules;
use super::unit::Unit;
use crate::Count;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The staff of one unit, at one post or in the whole country, on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffLine {
    /// What is counted.
    pub unit: Unit,
    /// At which post; none for the whole country.
    pub post: Option<String>,
    /// How many.
    pub bounds: Bounds,
    /// Last day of the newest count behind it; none where only a cap is known.
    pub counted: Option<Date>,
    /// The claims behind it: counts, and what moved them.
    pub claims: Vec<Claim>,
}

impl StaffLine {
    /// When it was counted, in words.
    pub fn counted_in_words(&self) -> String {
        self.counted
            .map_or("never counted, capped".to_owned(), |d| {
                format!("counted {d}")
            })
    }
}

/// A move of people, as far as a count of a unit feels it.
struct Move<'c> {
    change: &'c Change,
    /// How many, by what the change says.
    size: Bounds,
    /// Whether it names the unit that is asked.
    same_unit: bool,
}

/// The counts and moves of one directed pair.
pub(super) struct Ledger<'c> {
    changes: &'c [Change],
    rules: Rules,
}

impl<'c> Ledger<'c> {
    pub(super) fn new(changes: &'c [Change], rules: Rules) -> Ledger<'c> {
        Ledger { changes, rules }
    }

    /// The units and posts for which there is a count or cap.
    fn keys(&self) -> Vec<(Unit, Option<String>)> {
        let mut keys: Vec<_> = self
            .changes
            .iter()
            .filter_map(|change| match &change.turn {
                Turn::Counted { staff, post } => {
                    Some((Unit::of(staff.unit.as_deref()), post.clone()))
                }
                Turn::Capped(cap) => Some((Unit::of(cap.unit.as_deref()), None)),
                _ => None,
            })
            .collect();
        keys.sort();
        keys.dedup();
        keys
    }

    /// All lines on a day.
    pub(super) fn lines(&self, day: Date) -> Vec<StaffLine> {
        self.keys()
            .into_iter()
            .filter_map(|(unit, post)| self.line(unit, post.as_ref(), day))
            .collect()
    }

    fn line(&self, unit: Unit, post: Option<&String>, day: Date) -> Option<StaffLine> {
        let mut claims: Vec<Claim> = Vec::new();
        let mut counted = None;
        // Counts that exclude each other are kept side by side: what either allows.
        let mut groups: Vec<Bounds> = Vec::new();
        for count in self.counts(unit, post) {
            let Some((bounds, behind)) = self.carried(count, unit, day) else {
                continue;
            };
            counted = counted.max(Some(count.last));
            claims.extend(behind);
            match groups
                .iter_mut()
                .find_map(|g| g.meet(bounds).map(|m| (g, m)))
            {
                Some((group, met)) => *group = met,
                None => groups.push(bounds),
            }
        }
        let mut bounds = groups
            .into_iter()
            .reduce(Bounds::hull)
            .unwrap_or(Bounds::UNKNOWN);
        if let Some((cap, claim)) = self.cap(unit, day) {
            bounds = bounds.at_most(Some(cap));
            claims.extend(claim);
        }
        claims.sort();
        claims.dedup();
        (!claims.is_empty()).then(|| StaffLine {
            unit,
            post: post.cloned(),
            bounds,
            counted,
            claims,
        })
    }

    fn counts(&self, unit: Unit, post: Option<&String>) -> impl Iterator<Item = &'c Change> {
        let post = post.cloned();
        self.changes
            .iter()
            .filter(move |change| match &change.turn {
                Turn::Counted { staff, post: at } => {
                    Unit::of(staff.unit.as_deref()) == unit && *at == post
                }
                _ => false,
            })
    }

    fn moves(&self, unit: Unit) -> impl Iterator<Item = Move<'c>> {
        self.changes.iter().filter_map(move |change| {
            let count = match &change.turn {
                Turn::Expelled(c)
                | Turn::Cut(c)
                | Turn::Capped(c)
                | Turn::Recalled(c)
                | Turn::Returned(c) => c.clone(),
                Turn::Head { received: true, .. } => Count {
                    low: Some(1),
                    high: Some(1),
                    unit: None,
                },
                Turn::Head { .. }
                | Turn::Opened { .. }
                | Turn::Closed { .. }
                | Turn::Suspended { .. }
                | Turn::RelationsClosed => Count::default(),
                _ => return None,
            };
            Some(Move {
                change,
                same_unit: Unit::of(count.unit.as_deref()) == unit,
                size: Bounds::of(&count),
            })
        })
    }

    /// What a count says of a later day, with the claims that had a part in it.
    fn carried(&self, count: &Change, unit: Unit, day: Date) -> Option<(Bounds, Vec<Claim>)> {
        let Turn::Counted { staff, .. } = &count.turn else {
            return None;
        };
        let fresh = day <= after(count.last, self.rules.window_days);
        if day < count.last || !fresh {
            return None;
        }
        let mut claims = count.claims.clone();
        let start = Bounds::of(staff);
        let (mut least, mut gone, mut high) = (start.low, Some(0_i64), start.high);
        let mut vacancies = Some(0_i64);
        let mut limits: Vec<i64> = Vec::new();
        for m in self.moves(unit) {
            let change = m.change;
            // Done with before the count was taken, whatever the days: the count has it in.
            let done = after(change.last, self.rules.execution_days);
            let before = done < count.first;
            let begun = change.first <= day;
            // Certainly ordered after the count, and certainly carried out by the day.
            let certain = change.first > count.last && done <= day;
            let part;
            match &change.turn {
                Turn::Expelled(_) | Turn::Recalled(_) => {
                    if begun && !before {
                        gone = add(gone, m.size.high);
                    }
                    // Whoever was sent away before the count may be replaced after it.
                    let recent = after(done, self.rules.window_days) >= count.first;
                    let vacant = change.first <= count.last && recent;
                    if vacant {
                        vacancies = add(vacancies, m.size.high);
                    }
                    part = begun && !before || vacant;
                }
                Turn::Cut(_) => {
                    // "By so many" or "to so many" is not told apart: what either allows.
                    if begun && !before {
                        gone = add(gone, m.size.high);
                        least = least.min(m.size.low);
                    }
                    if certain
                        && m.same_unit
                        && let (Some(from), Some(to)) = (high, m.size.high)
                    {
                        limits.push((from - m.size.low).max(to));
                    }
                    part = begun && !before;
                }
                Turn::Capped(_) => {
                    if begun && !before {
                        least = least.min(m.size.low);
                    }
                    part = false;
                }
                Turn::Returned(_) | Turn::Opened { .. } => {
                    if begun && !before {
                        high = None;
                        limits.clear();
                    }
                    part = begun && !before;
                }
                Turn::Head { .. } => {
                    if begun && !before {
                        high = high.map(|h| h + 1);
                        limits.iter_mut().for_each(|l| *l += 1);
                    }
                    part = begun && !before;
                }
                Turn::Closed { .. } | Turn::Suspended { .. } | Turn::RelationsClosed => {
                    if begun && !before {
                        gone = None;
                    }
                    part = begun && !before;
                }
                _ => part = false,
            }
            if part {
                claims.extend(change.claims.iter().cloned());
            }
        }
        let low = gone.map_or(0, |gone| least - gone);
        let high = high.zip(vacancies).map(|(h, v)| h.saturating_add(v));
        let limit = limits
            .into_iter()
            .min()
            .zip(vacancies)
            .map(|(l, v)| l.saturating_add(v));
        Some((Bounds::new(low, high).at_most(limit), claims))
    }

    /// Whether anything may have moved people between two days.
    fn moved(&self, unit: Unit, from: Date, to: Date) -> bool {
        self.moves(unit).any(|m| {
            m.change.first <= to && after(m.change.last, self.rules.execution_days) >= from
        })
    }

    /// The cap in force on a unit on a day.
    fn cap(&self, unit: Unit, day: Date) -> Option<(i64, Vec<Claim>)> {
        let in_force = |change: &&Change| {
            let done = after(change.last, self.rules.execution_days);
            // Another cap, a return or an opening since may have lifted it.
            let lifted = self.changes.iter().any(|c| {
                matches!(
                    c.turn,
                    Turn::Capped(_) | Turn::Returned(_) | Turn::Opened { .. }
                ) && c.last >= change.first
                    && c.first <= day
                    && c.claims != change.claims
            });
            matches!(&change.turn, Turn::Capped(cap) if Unit::of(cap.unit.as_deref()) == unit)
                && done <= day
                && !lifted
        };
        let change = self
            .changes
            .iter()
            .filter(in_force)
            .max_by_key(|c| c.last)?;
        let Turn::Capped(cap) = &change.turn else {
            return None;
        };
        Some((cap.high?, change.claims.clone()))
    }

    /// Counts that the claims before them exclude.
    pub(super) fn contradictions(&self) -> Vec<Contradiction> {
        let mut found = Vec::new();
        for (unit, post) in self.keys() {
            let counts: Vec<&Change> = self.counts(unit, post.as_ref()).collect();
            for later in &counts {
                let Turn::Counted { staff, .. } = &later.turn else {
                    continue;
                };
                let told = Bounds::of(staff);
                let clash = |bounds: Bounds| bounds.meet(told).is_none();
                for earlier in counts
                    .iter()
                    .filter(|c| c.last <= later.last && c.claims != later.claims)
                {
                    if earlier.last == later.last && earlier.claims > later.claims {
                        continue;
                    }
                    // Where the days overlap either may be the earlier: then they clash only if nothing moved.
                    let apart = later.first >= earlier.last;
                    let still = || !self.moved(unit, earlier.first.min(later.first), later.last);
                    let excluded = (apart || still())
                        && [later.first.max(earlier.last), later.last]
                            .iter()
                            .all(|&day| {
                                self.carried(earlier, unit, day)
                                    .is_some_and(|(bounds, _)| clash(bounds))
                            });
                    if excluded {
                        let (_, behind) =
                            self.carried(earlier, unit, later.last).unwrap_or_default();
                        found.push(Contradiction {
                            conflict: Conflict::CountOutOfBounds,
                            date: later.first,
                            earlier: behind,
                            later: later.claims.clone(),
                        });
                    }
                }
                if post.is_none()
                    && let Some((cap, claims)) = self.cap(unit, later.first)
                    && self.cap(unit, later.last).is_some()
                    && told.low > cap
                {
                    found.push(Contradiction {
                        conflict: Conflict::CountOutOfBounds,
                        date: later.first,
                        earlier: claims,
                        later: later.claims.clone(),
                    });
                }
            }
        }
        found
    }
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds::UNKNOWN
    }
}

fn add(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    a.zip(b).map(|(a, b)| a.saturating_add(b))
}

/// The day so many days later; the last day there is where that is none.
fn after(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap_or(Date::MAX)
}
