//! From lexicon hits to mentions: all the steps, in order.

use super::Mention;
use super::choose::{agency_credit, choose, in_name, in_phrase, placed, verbal};
use super::govern::{govern, inherit_nouns, inherit_prepositions};
use super::join::join;
use super::names::{add_names, add_pronouns};
use crate::sentence::{Knowledge, Sentence};
use chancery_lexicon::{Entry, Hit};

/// One hit with the homonym that was chosen.
pub(super) struct Piece<'l> {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) entry: &'l Entry,
}

/// All mentions of a sentence, in order, not overlapping.
pub(crate) fn build_mentions(
    s: &Sentence<'_>,
    hits: &[Hit<'_>],
    know: Knowledge<'_>,
) -> Vec<Mention> {
    let pieces: Vec<Piece<'_>> = hits
        .iter()
        .filter_map(|hit| {
            let entry = choose(hit.entries, know, placed(s, hit.first))?;
            Some(Piece {
                first: hit.first,
                last: hit.last,
                entry,
            })
        })
        .filter(|piece| {
            !agency_credit(s, piece)
                && !verbal(s, piece)
                && !in_phrase(s, piece)
                && !in_name(s, piece)
        })
        .collect();
    let mut mentions: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let (mention, used) = join(s, &pieces[at..]);
        mentions.push(mention);
        at += used;
    }
    add_names(s, &mut mentions);
    add_pronouns(s, &mut mentions);
    for mention in &mut mentions {
        govern(s, mention);
    }
    for mention in &mut mentions {
        mention.plural |= matches!(
            s.word(mention.last.saturating_sub(1)),
            "people" | "police" | "men" | "women" | "troops"
        );
    }
    inherit_prepositions(s, &mut mentions);
    inherit_nouns(s, &mut mentions);
    mentions
}
