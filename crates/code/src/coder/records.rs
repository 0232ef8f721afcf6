//! The records of a sentence: its acts become events, what is in place becomes presence statements.

use super::{Coded, Reading};
use crate::resolve::{
    Cite, Found, PostFound, Told, answers_object, build_event, date_of, earlier_acts, link_answers,
    presence_of, quantity_record, stable_id,
};
use crate::sentence::{Knowledge, Sentence};
use chancery_codebook::{DateBasis, Event, PostState, PresenceStatement, TextInfo};
use chancery_read::Document;

/// The rest of step three: dates, numbers, answers and presence of one sentence, then its records.
pub(super) fn record_sentence(
    reading: &Reading<'_>,
    document: &Document,
    shared: &Cite<'_>,
    know: Knowledge<'_>,
    told: &mut Told,
    coded: &mut Coded,
) {
    let Reading {
        sentence: s,
        acts,
        gated,
    } = reading;
    if !gated {
        return;
    }
    let first = coded.events.len();
    let mut links = link_answers(s, acts);
    answers_object(acts, &mut links);
    for act in acts {
        let mut dating = date_of(s, act, acts, document.published).or_context(told.before(s.index));
        dating.historical |= act.historical && dating.basis != DateBasis::Text;
        let mut event = build_event(
            s,
            act,
            acts,
            dating,
            &document.text,
            shared,
            &coded.events[first..],
        );
        event.confidence = crate::rules::confidence(act, &event, know.triggers);
        coded.events.push(event);
    }
    told.tell(s.index, &coded.events[first..]);
    for (i, (within, earlier)) in links.iter().enumerate() {
        let mut ids: Vec<String> = within
            .iter()
            .map(|&a| coded.events[first + a].id.clone())
            .collect();
        if *earlier {
            let others = earlier_acts(&coded.events[first + i], &coded.events[..first]);
            ids.extend(others.into_iter().map(|other| other.id.clone()));
        }
        ids.retain(|id| *id != coded.events[first + i].id);
        let mut seen = std::collections::HashSet::new();
        ids.retain(|id| seen.insert(id.clone()));
        coded.events[first + i].answers = ids;
    }
    let used = taken_numbers(s, &coded.events[first..]);
    for found in presence_of(s, if s.caption { &[] } else { &used }) {
        coded
            .presence
            .push(presence_record(s, found, document, shared));
    }
}

/// The tokens of the numbers that the acts of a sentence have taken as their quantities.
fn taken_numbers(s: &Sentence<'_>, events: &[Event]) -> Vec<std::ops::Range<usize>> {
    s.numbers
        .iter()
        .filter(|number| {
            let raw = s.text.get(number.start..number.end).unwrap_or_default();
            events
                .iter()
                .any(|event| event.quantity.iter().any(|q| q.raw_text == raw))
        })
        .map(|number| s.tokens_of(number.start..number.end))
        .collect()
}

fn presence_record(
    s: &Sentence<'_>,
    found: Found,
    document: &Document,
    shared: &Cite<'_>,
) -> PresenceStatement {
    let staff = found.number.map(|n| quantity_record(s, &s.numbers[n]));
    let number = staff
        .as_ref()
        .map(|q| q.raw_text.clone())
        .unwrap_or_default();
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let id = stable_id([
        document.id.as_str(),
        &s.index.to_string(),
        "presence",
        &text(&found.sender),
        &text(&found.host),
        &text(&found.post),
        &number,
    ]);
    PresenceStatement {
        id,
        sender: found.sender,
        host: found.host,
        state: (staff.is_none() && found.post.as_deref() == Some("Ambassador"))
            .then_some(PostState::Open),
        post: found.post,
        staff,
        date: document.published,
        enddate: document.published,
        date_basis: DateBasis::Report,
        text: s.text.to_owned(),
        text_info: whole(s, document, shared),
        cite_info: shared.cite.clone(),
    }
}

/// The record of a post's state.
pub(super) fn post_record(
    s: &Sentence<'_>,
    found: PostFound,
    document: &Document,
    shared: &Cite<'_>,
) -> PresenceStatement {
    let words = s.bytes(found.cue.clone());
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let id = stable_id([
        document.id.as_str(),
        &s.index.to_string(),
        "post",
        &text(&found.sender),
        &text(&found.host),
        &text(&found.post),
        found.state.as_str(),
        &words.start.to_string(),
    ]);
    PresenceStatement {
        id,
        sender: found.sender,
        host: found.host,
        post: found.post,
        state: Some(found.state),
        staff: None,
        date: Some(found.first),
        enddate: Some(found.last),
        date_basis: found.basis,
        text: s.text.to_owned(),
        text_info: whole(s, document, shared),
        cite_info: shared.cite.clone(),
    }
}

/// Where a sentence stands in its document, for a record that no single word of it says.
fn whole(s: &Sentence<'_>, document: &Document, shared: &Cite<'_>) -> TextInfo {
    let chars = |byte: usize| shared.chars.chars(&document.text, s.start + byte);
    TextInfo {
        sentence: s.index,
        start: chars(0),
        end: chars(s.text.len()),
        trigger: None,
    }
}
