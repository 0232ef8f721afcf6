//! Places: where an act happened, and the country that a sentence plays in.

use crate::parties::{Mention, MentionKind};
use crate::rules::Act;
use crate::sentence::Sentence;
use chancery_codebook::Place;

/// Whether a mention stands as a place: a city or province, or a state after "in", "at", "near".
fn stands_as_place(s: &Sentence<'_>, mention: &Mention) -> bool {
    let locative = mention.prep.is_some_and(|p| {
        matches!(
            s.word(p),
            "in" | "at"
                | "near"
                | "outside"
                | "inside"
                | "across"
                | "throughout"
                | "around"
                | "over"
                | "through"
                | "within"
        )
    });
    match mention.kind {
        MentionKind::Place => true,
        MentionKind::Named => mention.locatable && locative,
        _ => false,
    }
}

/// The country of the sentence's first place.
pub(crate) fn scene(s: &Sentence<'_>) -> Option<String> {
    let place = s
        .mentions
        .iter()
        .find(|m| stands_as_place(s, m) && m.country.is_some());
    let named_so = |m: &&Mention| {
        m.locatable
            && m.first > 0
            && matches!(
                s.word(m.first - 1),
                "capital" | "city" | "town" | "province" | "village"
            )
    };
    place
        .or_else(|| s.mentions.iter().find(named_so))
        .and_then(|m| m.country.clone())
}

/// Where an act happened: the place in its own words nearest to the trigger, a city before a state.
pub(crate) fn place_of(s: &Sentence<'_>, act: &Act) -> Option<usize> {
    let distance = |m: &Mention| {
        if m.first >= act.trigger.end {
            m.first - act.trigger.end
        } else {
            act.trigger.start.saturating_sub(m.last) + 6
        }
    };
    s.mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| stands_as_place(s, m))
        .min_by_key(|(_, m)| (distance(m), m.kind != MentionKind::Place))
        .map(|(i, _)| i)
}

/// The place as it stands in a record.
pub(crate) fn place_record(s: &Sentence<'_>, m: usize) -> Place {
    let mention = &s.mentions[m];
    Place {
        raw_text: s.raw(mention.first..mention.last).to_owned(),
        name: mention.name.clone(),
        country: mention.country.clone(),
        lat: mention.lat,
        lon: mention.lon,
    }
}
