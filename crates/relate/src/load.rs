//! Events of the record as acts.

use crate::presence::Place;
use crate::{Act, Count, Stated};
use chancery_codebook::{EventType, Measure, Mode};
use chancery_record::{DyadicEvent, StatedAnswer};
use std::collections::HashMap;

/// The acts of some events: one for each pair of an actor and a recipient. Those who meet or agree with one another act
/// on each other both ways. Acts within one state are left out.
///
/// `stated` are the answers that texts state ([`chancery_record::Record::stated_answers`]). `claims` of an act
/// stays empty: its event's id finds them.
pub fn acts(events: &[DyadicEvent], stated: &[StatedAnswer]) -> Vec<Act> {
    let mut answers: HashMap<&str, Vec<Stated>> = HashMap::new();
    for link in stated {
        answers.entry(&link.answer).or_default().push(Stated {
            event_id: link.answered.clone(),
            text: link.text.clone(),
            source: link.document.clone(),
        });
    }
    let mut acts = Vec::new();
    for event in events {
        let pairs = pairs(event);
        for (actor, recipient) in &pairs {
            let quantity = event.quantity.as_ref();
            let unit = quantity.and_then(|q| q.unit.clone());
            acts.push(Act {
                id: match pairs.len() {
                    1 => event.id.clone(),
                    _ => format!("{}:{actor}>{recipient}", event.id),
                },
                event_id: event.id.clone(),
                first: event.date,
                last: event.enddate,
                reported: event.first_reported,
                actor: (*actor).to_owned(),
                recipient: (*recipient).to_owned(),
                event: event.event,
                mode: event.mode,
                measure: event.measure,
                quad_code: event.quad_code,
                score: event.event_scale,
                status: event.status,
                own: own(event, unit.as_deref()),
                count: quantity.map(|q| Count {
                    low: q.low,
                    high: q.high,
                    unit: unit.clone(),
                }),
                posts: event
                    .place
                    .as_ref()
                    .filter(|_| matches!(event.measure, Some(Measure::Closure | Measure::Opening)))
                    .map(|p| post(p.name.as_ref().unwrap_or(&p.raw_text))),
                answers: answers.get(event.id.as_str()).cloned().unwrap_or_default(),
                sources: u32::try_from(event.independent).unwrap_or(u32::MAX),
                claims: Vec::new(),
            });
        }
    }
    acts
}

/// The post that a place of a closure or opening names: the words of a table, or the city that a report gives.
fn post(place: &str) -> String {
    match Place::parse(place) {
        Some(_) => place.to_owned(),
        None => format!("Post in {place}"),
    }
}

/// Whether the people or posts are the actor's own: envoys called home or sent, a post of one's own closed.
fn own(event: &DyadicEvent, unit: Option<&str>) -> bool {
    unit.is_some_and(|u| u.contains("(own)"))
        || matches!(
            event.measure,
            Some(Measure::Recall | Measure::Return | Measure::Opening | Measure::Appointment)
        )
        || event.measure == Some(Measure::Closure)
            && event.event == EventType::Sanction
            && event.mode == Some(Mode::Withdraw)
}

/// Pairs of actor and recipient, by country code, without doubles.
fn pairs(event: &DyadicEvent) -> Vec<(&str, &str)> {
    let others = event.recipient.as_ref().unwrap_or(&event.actor);
    let all =
        (event.actor.iter()).flat_map(|a| others.iter().map(move |b| (a.as_str(), b.as_str())));
    all.filter(|(a, b)| a != b).collect()
}
