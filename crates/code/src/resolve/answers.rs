//! Who answers whom: words of answering link an act to the act that it answers.

use crate::rules::Act;
use crate::sentence::Sentence;
use crate::words::Words;
use chancery_codebook::{Event, EventType};

/// Links between acts of one sentence: for each act, the indices of the acts that it answers, and whether
/// it answers something that another sentence tells.
pub(crate) fn link_answers(s: &Sentence<'_>, acts: &[Act]) -> Vec<(Vec<usize>, bool)> {
    let mut links = vec![(Vec::new(), false); acts.len()];
    for at in 0..s.len() {
        let Some(length) = answer_phrase(s, at) else {
            continue;
        };
        let phrase = at..at + length;
        let weak = length == 1 && matches!(s.word(at), "over" | "for" | "after" | "following");
        // The answering act: the nearest before the phrase, or after it where the phrase leads ("responded by …").
        let leads = matches!(
            s.word(at),
            "responded" | "responds" | "responding" | "retaliated" | "retaliates"
        );
        let before = acts.iter().rposition(|a| a.trigger.end <= phrase.start);
        let after = acts.iter().position(|a| a.trigger.start >= phrase.end);
        if leads {
            for (i, act) in acts.iter().enumerate() {
                if act.trigger.start >= phrase.end {
                    links[i].1 = true;
                }
            }
            continue;
        }
        match (before, after) {
            (Some(b), Some(a))
                if (!weak || governs(s, &acts[a], phrase.end)) && !links[b].0.contains(&a) =>
            {
                links[b].0.push(a);
            }
            (Some(b), None) if !weak => links[b].1 = true,
            // "In response to the sanctions by Canada, Belarus expelled …"
            (None, Some(a))
                if !weak
                    && acts[a].trigger.start <= phrase.end + 6
                    && !acts[a].verbal()
                    && a + 1 < acts.len() =>
            {
                for link in links.iter_mut().skip(a + 1) {
                    link.0.push(a);
                }
            }
            // "In response, Moscow closed …": everything in the sentence answers what came before.
            (None, Some(_)) if !weak && phrase.start <= 2 => {
                for link in &mut links {
                    link.1 = true;
                }
            }
            _ => {}
        }
    }
    links
}

fn answer_phrase(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let phrases = &Words::get().answer;
    phrases
        .iter()
        .find(|phrase| {
            phrase
                .iter()
                .enumerate()
                .all(|(i, word)| s.word(at + i) == word)
        })
        .map(Vec::len)
}

/// An act of rejecting answers the criticism or claim that stands as its object.
pub(crate) fn answers_object(acts: &[Act], links: &mut [(Vec<usize>, bool)]) {
    for (i, act) in acts.iter().enumerate() {
        if act.event != EventType::Reject || !act.verbal() {
            continue;
        }
        for (j, other) in acts.iter().enumerate() {
            let object = other.event == EventType::Accuse
                && !other.verbal()
                && act.object.contains(&other.trigger.start);
            if object && !links[i].0.contains(&j) {
                links[i].0.push(j);
            }
        }
    }
}

/// A weak word ("over", "for", "after") links only to an act that follows it closely.
fn governs(s: &Sentence<'_>, act: &Act, from: usize) -> bool {
    let gap = from..act.trigger.start.max(from);
    gap.len() <= 8 && !gap.clone().any(|t| matches!(s.word(t), "," | ";"))
}

/// The earlier events that an act answers although another sentence tells them: the last ones of the other side.
pub(crate) fn earlier_acts<'e>(event: &Event, events: &'e [Event]) -> Vec<&'e Event> {
    let codes = |list: &[chancery_codebook::Entity]| -> Vec<String> {
        list.iter().filter_map(|e| e.country.clone()).collect()
    };
    let (actors, recipients) = (codes(&event.actor), codes(&event.recipient));
    let fits = |other: &&Event| {
        let (a, r) = (codes(&other.actor), codes(&other.recipient));
        a.iter().any(|c| recipients.contains(c))
            && r.iter().any(|c| actors.contains(c))
            && other.id != event.id
    };
    let Some(last) = events.iter().rev().take(12).find(fits) else {
        return Vec::new();
    };
    let sentence = last.text_info.sentence;
    events
        .iter()
        .filter(|e| e.text_info.sentence == sentence)
        .filter(fits)
        .collect()
}
