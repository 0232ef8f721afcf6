//! Relations that a sentence tells of: between which two states, and from when.

use super::super::relations::turns_of;
use super::{PostFound, Sides, Told};
use crate::dates::DateExpression;
use crate::sentence::Sentence;

impl Told {
    pub(super) fn relations(
        &mut self,
        index: usize,
        s: &Sentence<'_>,
        sides: &Sides,
        dates: &[DateExpression],
    ) {
        for turn in turns_of(s) {
            let Some((first, last, basis)) = self.when(index, s, dates, &turn.cue, None) else {
                continue;
            };
            let mut states = turn.sides.clone();
            states.dedup();
            let pair = match states.as_slice() {
                [a, b, ..] => Some((a.clone(), b.clone())),
                [a] => self
                    .pair
                    .clone()
                    .filter(|(x, y)| x == a || y == a)
                    .or_else(|| sides.other(a).map(|b| (a.clone(), b))),
                [] => self.pair.clone().or_else(|| sides.pair()),
            };
            let Some((a, b)) = pair else { continue };
            for (sender, host) in [(&a, &b), (&b, &a)] {
                self.found.push(PostFound {
                    sentence: index,
                    sender: Some(sender.clone()),
                    host: Some(host.clone()),
                    post: None,
                    state: turn.state,
                    first,
                    last,
                    basis,
                    cue: turn.cue.clone(),
                });
            }
        }
    }
}
