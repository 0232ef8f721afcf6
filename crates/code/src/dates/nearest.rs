//! Which year an expression without one means: the year named before it, else the nearest that the tense allows.

use super::calendar::Range;
use super::scan::Scan;
use super::tense::{Tense, Trust};
use jiff::civil::Date;

impl Scan<'_> {
    /// The year that an expression without one means: the year named before it, else by the tense around it.
    pub(crate) fn nearest(
        &self,
        start: usize,
        next: usize,
        make: impl Fn(i64) -> Option<Range>,
    ) -> Option<Range> {
        let Some(anchor) = self.anchor else {
            return make(self.last_year.or_else(|| self.year_ahead(next))?);
        };
        let this = i64::from(anchor.year());
        if let Some(year) = self.last_year
            && year < this - 1
        {
            return make(year);
        }
        let back = [0, -1, -4]
            .into_iter()
            .find_map(|s| make(this + s).filter(|r| r.first <= anchor));
        let ahead = [0, 1, 4]
            .into_iter()
            .find_map(|s| make(this + s).filter(|r| r.last >= anchor));
        let (Some(back), Some(ahead)) = (back, ahead) else {
            return back.or(ahead);
        };
        let gap = |a: Date, b: Date| (b - a).get_days();
        let (past, future) = (gap(back.last, anchor), gap(anchor, ahead.first));
        let (tense, trust) = self.tense_and_trust(start, next);
        let sure = trust == Trust::High;
        // Nobody leaves out the year of a day that is eleven months off when the same day is a few weeks away.
        let ahead_near = future <= 60 && past >= 270;
        let back_near = past <= 60 && future >= 270;
        Some(match tense {
            Tense::Past | Tense::Unknown
                if !(tense == Tense::Past && sure)
                    && self.before_any(start, &["until", "till", "by", "through"]) =>
            {
                ahead
            }
            Tense::Past if ahead_near && !sure => ahead,
            Tense::Past => back,
            Tense::Future if self.attribute(start, next) && !sure => back,
            Tense::Future if back_near && !sure => back,
            Tense::Future if trust == Trust::Low && future > past => back,
            Tense::Future => ahead,
            Tense::Unknown if future <= 60 && past > 180 => ahead,
            Tense::Unknown => back,
        })
    }

    pub(crate) fn year_ahead(&self, at: usize) -> Option<i64> {
        (at..self.tokens.len())
            .filter_map(|at| self.year_figures(at))
            .find(|year| (1700..=2100).contains(year))
    }
}
