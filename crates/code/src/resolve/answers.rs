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
        let Some(phrase) = answer_phrase(s, at).map(|length| at..at + length) else {
            continue;
        };
        if leads(s, at) {
            // "Responded that …": what stands behind is what was said, not what was done.
            if !(phrase.end..phrase.end + 2).any(|t| matches!(s.word(t), "that" | "saying")) {
                for (act, link) in acts.iter().zip(&mut links) {
                    link.1 |= act.trigger.start >= phrase.end;
                }
            }
            continue;
        }
        let weak =
            phrase.len() == 1 && matches!(s.word(at), "over" | "for" | "after" | "following");
        // The answering act: the nearest before the phrase, or after it where the phrase leads the sentence.
        let before = acts.iter().rposition(|a| a.trigger.end <= phrase.start);
        let after = acts.iter().position(|a| a.trigger.start >= phrase.end);
        let reason = |b: usize, a: usize| {
            !weak || tells_reason(s, &acts[b], &acts[a], at) && governs(s, &acts[a], phrase.end)
        };
        match (before, after) {
            (Some(b), Some(a)) if reason(b, a) && !links[b].0.contains(&a) => links[b].0.push(a),
            // "Gathered to protest" names no act of the other side, nor does "the right to avenge".
            (Some(b), None) if !weak && s.word(at) != "to" => links[b].1 = true,
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

/// Whether the phrase stands before the answering act: "responded by …".
fn leads(s: &Sentence<'_>, at: usize) -> bool {
    matches!(
        s.word(at),
        "responded" | "responds" | "responding" | "retaliated" | "retaliates"
    )
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

/// Whether a weak word ("over", "for", "after") tells that `act` was done because of `other`, and not when, how long, how many or what for.
fn tells_reason(s: &Sentence<'_>, act: &Act, other: &Act, at: usize) -> bool {
    let words = Words::get();
    let time = |t: usize| words.time.iter().any(|word| word == s.word(t));
    let last = at.checked_sub(1).map_or("", |t| s.word(t));
    match s.word(at) {
        "after" | "following" => {
            // Visits and talks come one after another; nobody arrives or meets in answer to an act.
            let met = |a: &Act| a.event == EventType::Consult;
            let when = at > 0 && time(at - 1) || matches!(last, "shortly" | "soon" | "until");
            !(when || met(act) || met(other))
        }
        // "Over 200", "over the past two weeks".
        "over" => {
            let number = s
                .numbers
                .iter()
                .any(|n| s.tokens_of(n.start..n.end).start == at + 1);
            let particle =
                s.word(at + 1) == "to" || words.answer_not_over.iter().any(|w| w == last);
            !number && !particle && !(at + 1..at + 5).any(time)
        }
        // "Asked for an inquiry", "met for talks", "troops mass for an attack": what follows is wanted, not answered.
        _ => {
            !matches!(
                act.event,
                EventType::Agree
                    | EventType::Consult
                    | EventType::Cooperate
                    | EventType::Aid
                    | EventType::Mobilize
                    | EventType::Request
                    | EventType::Retreat
            ) && !words.answer_not_for.iter().any(|word| word == last)
                && !(at + 1..at + 4).any(time)
        }
    }
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
    let breaks = |t: usize| {
        matches!(s.word(t), "," | ";") || Words::get().answer_break.iter().any(|w| w == s.word(t))
    };
    gap.len() <= 8 && !gap.clone().any(breaks)
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
