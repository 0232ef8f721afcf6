//! Puts the parties where the roles of the trigger want them: mutual, visiting, hosting, undergoing.

use super::act::Act;
use super::roles;
use super::verbal::located;
use crate::parties::MentionKind;
use crate::sentence::Sentence;
use chancery_codebook::{EventType, Mode};
use chancery_lexicon::Roles;
use std::collections::HashSet;
use std::ops::Range;

/// The parties after "with" or "between".
pub(super) fn joined(s: &Sentence<'_>, act: &Act) -> Vec<usize> {
    let after = joined_in(s, &act.object);
    // "negotiations between Libya and Malta broke down"
    if after.is_empty() && act.verbal() && act.actors.is_empty() {
        joined_in(s, &act.subject)
    } else {
        after
    }
}

fn joined_in(s: &Sentence<'_>, region: &Range<usize>) -> Vec<usize> {
    roles::mentions_in(s, region)
        .find(|&m| {
            s.mentions[m].party()
                && matches!(
                    roles::prep_of(s, m, region),
                    Some("with" | "between" | "among")
                )
        })
        .map(|m| roles::with_list(s, m, region))
        .unwrap_or_default()
}

/// How many different countries are among some parties.
fn countries(s: &Sentence<'_>, list: &[usize]) -> usize {
    list.iter()
        .filter_map(|&m| s.mentions[m].country.as_deref())
        .collect::<HashSet<_>>()
        .len()
}

/// Puts the parties where the roles of the trigger want them.
pub(super) fn arrange(s: &Sentence<'_>, act: &mut Act) {
    match act.roles {
        Roles::Mutual => {
            let mut all = std::mem::take(&mut act.actors);
            if act.verbal() {
                let with: Vec<usize> = joined(s, act);
                let several = countries(s, &all) > 1;
                let others = if with.is_empty() && !several {
                    std::mem::take(&mut act.recipients)
                } else {
                    with
                };
                all.extend(others);
            } else {
                let between = joined(s, act);
                all.extend(between);
            }
            act.recipients.clear();
            all.sort_unstable();
            all.dedup();
            act.actors = all;
        }
        Roles::Solo => act.recipients.clear(),
        Roles::Host => std::mem::swap(&mut act.actors, &mut act.recipients),
        Roles::Undergo => {
            if act.recipients.is_empty() {
                act.recipients = std::mem::take(&mut act.actors);
            }
        }
        Roles::Visit => {
            if act.recipients.is_empty() {
                act.recipients = located(s, &act.object);
            }
        }
        Roles::Act | Roles::Harm => {}
    }
    if act.event == EventType::Mobilize
        || act.mode == Some(Mode::Withdraw) && act.event == EventType::Retreat
    {
        // Forces that are moved are the mover's own, unless a nation says otherwise.
        act.recipients.retain(|&m| {
            let mention = &s.mentions[m];
            !(mention.kind == MentionKind::Agent && mention.sector.as_deref() == Some("MIL"))
        });
    }
    let actors = act.actors.clone();
    act.recipients.retain(|m| !actors.contains(m));
}
