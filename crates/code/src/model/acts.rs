//! The model's acts in the place of the rules': what the rules know of the words around an act is kept.

use super::Window;
use super::decode::{ModelAct, Party};
use super::manifest::Manifest;
use crate::coder::Reading;
use crate::resolve::{Past, place_of};
use crate::rules::{Act, bare_act};
use chancery_lexicon::Roles;

/// Puts the acts that the model read in a window into its readings.
pub(crate) fn replace(
    readings: &mut [Reading<'_>],
    window: &Window,
    acts: &[ModelAct],
    manifest: &Manifest,
) {
    let made: Vec<(usize, Act)> = acts
        .iter()
        .map(|act| {
            let at = window.readings.start + act.sentence;
            (at, made(readings, window, act, manifest))
        })
        .collect();
    for at in window.first..window.readings.end {
        readings[at].acts.clear();
    }
    for ((at, act), model) in made.into_iter().zip(acts) {
        name_countries(readings, window, model);
        readings[at].acts.push(act);
    }
    for at in window.first..window.readings.end {
        let reading = &mut readings[at];
        for act in &mut reading.acts {
            act.place = place_of(&reading.sentence, act);
        }
    }
}

/// A noun to whom the model gave a country has it from then on.
fn name_countries(readings: &mut [Reading<'_>], window: &Window, act: &ModelAct) {
    for party in act.actors.iter().chain(&act.recipients) {
        if let Some((sentence, m)) = party.mention {
            let mention = &mut readings[window.readings.start + sentence].sentence.mentions[m];
            if mention.country.is_none() {
                mention.country.clone_from(&party.country);
            }
        }
    }
}

fn made(readings: &[Reading<'_>], window: &Window, act: &ModelAct, manifest: &Manifest) -> Act {
    let reading = &readings[window.readings.start + act.sentence];
    let ruled = reading
        .acts
        .iter()
        .find(|ruled| ruled.trigger.contains(&act.words.start));
    let mut made = match ruled {
        Some(ruled) => Act {
            notes: Vec::new(),
            ..ruled.clone()
        },
        None => bare_act(&reading.sentence, act.words.clone(), act.event),
    };
    if made.event != act.event {
        made.roles = Roles::Act;
        made.rule = None;
        made.complement = None;
        made.content = None;
        made.result = false;
        made.context.clear();
    }
    if made.trigger.start != act.words.start {
        made.trigger = act.words.clone();
    }
    if made.status != act.status {
        made.status_words = None;
    }
    made.event = act.event;
    made.mode = act.mode;
    made.measure = act.measure;
    made.status = act.status;
    made.historical = act.historical;
    made.mutual = act.recipients.is_empty() && act.actors.len() > 1;
    if made.mutual {
        made.roles = Roles::Mutual;
    } else if made.roles == Roles::Mutual {
        made.roles = Roles::Act;
    }
    let pasts = [
        std::mem::take(&mut made.past_actors),
        std::mem::take(&mut made.past_recipients),
    ]
    .concat();
    (made.actors, made.past_actors) = parties(readings, window, act, &act.actors, &pasts);
    (made.recipients, made.past_recipients) =
        parties(readings, window, act, &act.recipients, &pasts);
    made.speakers.clone_from(&act.speakers);
    made.confidence = Some(manifest.calibration.apply(act.probabilities.whole()));
    let p = act.probabilities;
    made.probabilities = Some(p);
    made.note(
        "model",
        format!(
            "act {:.2}, {} {:.2}, parties {:.2}, {} {:.2}, mode {:.2}, measure {:.2}",
            p.act, act.event, p.event, p.parties, act.status, p.status, p.mode, p.measure
        ),
    );
    made
}

/// Mentions of the act's own sentence, and parties that other sentences of the document name.
fn parties(
    readings: &[Reading<'_>],
    window: &Window,
    act: &ModelAct,
    parties: &[Party],
    pasts: &[Past],
) -> (Vec<usize>, Vec<Past>) {
    let (mut here, mut past) = (Vec::new(), Vec::new());
    for party in parties {
        match party.mention {
            Some((sentence, m)) if sentence == act.sentence => here.push(m),
            Some((sentence, m)) => {
                let s = &readings[window.readings.start + sentence].sentence;
                past.extend(Past::of(s, &s.mentions[m], false).map(|past| Past {
                    country: party.country.clone(),
                    ..past
                }));
            }
            None => {
                let known = pasts.iter().find(|past| past.country == party.country);
                past.extend(
                    known
                        .cloned()
                        .or_else(|| party.country.clone().map(Past::state)),
                );
            }
        }
    }
    (here, past)
}
