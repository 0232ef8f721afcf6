//! Who answers whom: words of answering link an act to the act that it answers.

use crate::rules::Act;
use crate::sentence::Sentence;
use crate::words::Words;
use chancery_codebook::Event;

/// Links between acts of one sentence: for each act, the indices of the acts that it answers, and whether
/// it answers something that another sentence tells.
pub(crate) fn link_answers(s: &Sentence<'_>, acts: &[Act]) -> Vec<(Vec<usize>, bool)> {
    let mut links = vec![(Vec::new(), false); acts.len()];
    for at in 0..s.len() {
        let Some(length) = answer_phrase(s, at) else { continue };
        let phrase = at..at + length;
        let weak = length == 1 && matches!(s.word(at), "over" | "for" | "after" | "following");
        // The answering act: the nearest before the phrase, or after it where the phrase leads ("responded by …").
        let leads = matches!(s.word(at), "responded" | "responds" | "responding" | "retaliated" | "retaliates");
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
            (Some(b), Some(a)) if !weak || governs(s, &acts[a], phrase.end) => {
                if !links[b].0.contains(&a) {
                    links[b].0.push(a);
                }
            }
            (Some(b), None) if !weak => links[b].1 = true,
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
        .find(|phrase| phrase.iter().enumerate().all(|(i, word)| s.word(at + i) == word))
        .map(Vec::len)
}

/// A weak word ("over", "for", "after") links only to an act that follows it closely.
fn governs(s: &Sentence<'_>, act: &Act, from: usize) -> bool {
    let gap = from..act.trigger.start.max(from);
    gap.len() <= 8 && !gap.clone().any(|t| matches!(s.word(t), "," | ";"))
}

/// The earlier event that an act answers although another sentence tells it: the last one of the other side.
pub(crate) fn earlier_act<'e>(event: &Event, events: &'e [Event]) -> Option<&'e Event> {
    let codes = |list: &[chancery_codebook::Entity]| -> Vec<String> { list.iter().filter_map(|e| e.country.clone()).collect() };
    let (actors, recipients) = (codes(&event.actor), codes(&event.recipient));
    events.iter().rev().take(12).find(|other| {
        let (a, r) = (codes(&other.actor), codes(&other.recipient));
        a.iter().any(|c| recipients.contains(c)) && r.iter().any(|c| actors.contains(c)) && other.id != event.id
    })
}
