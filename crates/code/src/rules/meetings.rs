//! The mode of a meeting by where it is held and by how many: visit, third party, multilateral.

use super::act::Act;
use crate::sentence::Sentence;
use chancery_codebook::{EventType, Mode};

/// Sets the mode of a meeting once its place is known; a host becomes the recipient.
pub(crate) fn settle(s: &Sentence<'_>, act: &mut Act) {
    if act.event != EventType::Consult || act.mode.is_some() || act.actors.is_empty() {
        return;
    }
    let mut countries: Vec<&str> = act
        .actors
        .iter()
        .filter_map(|&m| s.mentions[m].country.as_deref())
        .collect();
    countries.sort_unstable();
    countries.dedup();
    if countries.len() > 2 {
        act.mode = Some(Mode::Multilateral);
        act.note("meeting", "more than two parties");
        return;
    }
    let Some(place) = act.place.and_then(|m| s.mentions[m].country.clone()) else {
        return;
    };
    if countries.len() != 2 {
        return;
    }
    if !countries.contains(&place.as_str()) {
        act.mode = Some(Mode::ThirdParty);
        act.note("meeting", format!("held in {place}, a third country"));
        return;
    }
    // "The Kenyan president met Rwanda's in Kigali": who came is the visitor; two that are named together
    // ("Kenyan and Rwandan officials met in Kigali") stay side by side.
    let at = |m: usize| s.mentions[m].first;
    let together = act.actors.iter().all(|&m| at(m) < act.trigger.start)
        || act.actors.iter().all(|&m| at(m) >= act.trigger.end);
    if together {
        return;
    }
    let (hosts, guests): (Vec<usize>, Vec<usize>) = act
        .actors
        .iter()
        .copied()
        .partition(|&m| s.mentions[m].country.as_deref() == Some(&place));
    if guests.is_empty() {
        return;
    }
    act.mode = Some(Mode::Visit);
    act.note("meeting", format!("held in {place}, the host"));
    act.actors = guests;
    act.recipients = hosts;
}
