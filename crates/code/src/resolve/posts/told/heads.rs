//! Heads of mission that a sentence tells of: who was received where, and where they reside.

use super::super::find::named;
use super::super::heads::{Rank, Residence, ranks_of, received_in, residence_in};
use super::super::words::WORDS;
use super::{PostFound, Sides, Told, pair_of};
use crate::dates::DateExpression;
use crate::sentence::{Knowledge, Sentence};
use chancery_codebook::{DateBasis, PostState};

impl Told {
    pub(super) fn heads(
        &mut self,
        index: usize,
        s: &Sentence<'_>,
        sides: &Sides,
        dates: &[DateExpression],
        know: Knowledge<'_>,
    ) {
        let ranks = ranks_of(s, know);
        let residence = residence_in(s, know);
        let received = received_in(s, know, &ranks);
        let alone = received.is_empty();
        for head in received {
            let carried = self
                .rank
                .as_ref()
                .filter(|(at, _)| at + 3 >= index)
                .map(|(_, rank)| rank);
            let mut rank = head.rank.clone();
            let (mut sender, mut host) = (head.sender.clone(), head.host.clone());
            if rank.is_none() {
                rank = carried.map(|r| r.name.clone());
                if sender.is_none() {
                    sender = carried.and_then(|r| r.sender.clone());
                    host = host.or_else(|| carried.and_then(|r| r.host.clone()));
                }
            }
            let Some((first, last, basis)) = self.when(index, s, dates, &head.cue, know.published)
            else {
                continue;
            };
            if sender == host {
                sender = None;
            }
            let Some((sender, host)) =
                pair_of(sender.as_ref(), host.as_ref(), sides, self.pair.as_ref())
            else {
                continue;
            };
            let rank = rank.unwrap_or_else(|| "Envoy".to_owned());
            let resident = self.resident(s, &host, residence.as_ref());
            self.pair = Some((sender.clone(), host.clone()));
            self.head = Some(self.found.len());
            self.found.push(PostFound {
                sentence: index,
                sender: Some(sender),
                host: Some(host),
                post: Some(head_name(&rank, resident.as_ref())),
                state: PostState::Opened,
                first,
                last,
                basis,
                cue: head.cue,
            });
        }
        if alone && let Some(residence) = residence {
            self.reside(index, s, &ranks, &residence, sides);
        }
        if let Some(rank) = ranks.into_iter().next_back() {
            self.rank = Some((index, rank));
        }
    }

    /// "resident at Bridgetown", "the first resident ambassador".
    fn resident(
        &self,
        s: &Sentence<'_>,
        host: &str,
        residence: Option<&Residence>,
    ) -> Option<(bool, Option<String>)> {
        if let Some(residence) = residence {
            let here = match residence.state.as_deref() {
                Some(state) => state == host,
                None => return None,
            };
            return Some((here, residence.city.clone()));
        }
        (0..s.len())
            .find(|&t| {
                matches!(s.word(t), "resident" | "nonresident") && WORDS.head_at(s, t + 1).is_some()
            })
            .map(|t| {
                let not = s.word(t) == "nonresident" || t >= 2 && s.word(t - 2) == "non";
                (!not, None)
            })
    }

    /// A residence told in a sentence of its own: of the head told before it, or of the ranks that it names.
    fn reside(
        &mut self,
        index: usize,
        s: &Sentence<'_>,
        ranks: &[Rank],
        residence: &Residence,
        sides: &Sides,
    ) {
        let plural = ranks.iter().find(|r| r.plural);
        let moved = (0..s.len()).any(|t| matches!(s.word(t), "transferred" | "handled"));
        if plural.is_some() || moved {
            let Some((sender, host)) = self.pair.clone().or_else(|| sides.pair()) else {
                return;
            };
            let (Some((at, first, last)), Some(state)) = (self.date, residence.state.as_deref())
            else {
                return;
            };
            if at + 2 < index || state == host || state == sender {
                return;
            }
            let rank = plural.map_or("Ambassador", |r| r.name.as_str());
            self.found.push(PostFound {
                sentence: index,
                sender: Some(sender),
                host: Some(host),
                post: Some(head_name(rank, Some(&(false, residence.city.clone())))),
                state: PostState::Open,
                first,
                last,
                basis: DateBasis::Context,
                cue: 0..1,
            });
            return;
        }
        let Some(head) = self.head.and_then(|at| self.found.get_mut(at)) else {
            return;
        };
        if head.sentence + 2 < index {
            return;
        }
        if let (Some(post), Some(host), Some(state)) = (&head.post, &head.host, &residence.state)
            && !post.contains("esident")
        {
            let here = state == host;
            head.post = Some(head_name(post, Some(&(here, residence.city.clone()))));
        }
    }
}

/// "Ambassador", "Nonresident Ambassador in Bridgetown".
fn head_name(rank: &str, resident: Option<&(bool, Option<String>)>) -> String {
    match resident {
        None => rank.to_owned(),
        Some((here, city)) => {
            let word = if *here { "Resident" } else { "Nonresident" };
            named(&format!("{word} {rank}"), city.as_deref())
        }
    }
}
