//! The parties of an act told by a verb: subject and object, active or passive.

use super::act::Act;
use super::roles::{self, Wanted};
use super::subjects;
use crate::parties::MentionKind;
use crate::sentence::{Sentence, VerbForm};
use crate::words::Class;
use chancery_codebook::{EventType, Measure, Mode};
use chancery_lexicon::Roles;
use std::ops::Range;

pub(super) fn verbal_parties(s: &Sentence<'_>, act: &mut Act, preps: &[String], passive: bool) {
    if passive {
        act.note("voice", "passive: the subject undergoes it");
        let relative = s.is(act.subject.end, Class::RELATIVE)
            || s.word(act.subject.end) == "," && s.is(act.subject.end + 1, Class::RELATIVE);
        act.recipients = if relative || act.form == Some(VerbForm::ReducedPassive) {
            roles::nearest(s, &act.subject)
        } else {
            roles::heads(s, &act.subject)
        };
        if act.recipients.is_empty() {
            act.recipients = roles::objects(
                s,
                &act.subject,
                Wanted {
                    preps,
                    direct_first: false,
                    own: true,
                    actors: &[],
                },
            );
        }
        act.actors = roles::by_agent(s, &act.object);
        if act.recipients.is_empty() || matches!(act.roles, Roles::Mutual) {
            let more = roles::objects(
                s,
                &act.object,
                Wanted {
                    preps,
                    direct_first: true,
                    own: true,
                    actors: &act.actors,
                },
            );
            act.recipients
                .extend(more.into_iter().filter(|m| !act.actors.contains(m)));
        } else if let Some(from) = host_of(s, act, preps) {
            // "diplomats expelled from Russia": with no agent named, the place sends them away.
            if act.actors.is_empty()
                && (act.measure.is_some() || matches!(act.mode, Some(Mode::Expel | Mode::Deport)))
            {
                act.actors = vec![from];
            }
        }
        return;
    }
    let relative = s.is(act.subject.end, Class::RELATIVE)
        || s.word(act.subject.end) == "," && s.is(act.subject.end + 1, Class::RELATIVE);
    act.actors = if relative {
        roles::nearest(s, &act.subject)
    } else {
        roles::heads(s, &act.subject)
    };
    if act.actors.is_empty() {
        act.actors = subjects::fallback_subject(s, act.trigger.start, &act.subject);
    }
    let direct_first = !matches!(act.event, EventType::Aid | EventType::Mobilize)
        && act.mode != Some(Mode::Withdraw)
        && act.measure != Some(Measure::Appointment);
    act.recipients = roles::objects(
        s,
        &act.object,
        Wanted {
            preps,
            direct_first,
            own: false,
            actors: &act.actors,
        },
    );
    if act.recipients.is_empty() {
        act.recipients = subjects::relative_object(s, act.trigger.start, &act.subject);
    }
    if act.roles == Roles::Harm
        && act
            .recipients
            .iter()
            .all(|&m| s.mentions[m].kind == MentionKind::Agent && s.mentions[m].country.is_none())
    {
        let target = roles::target(s, &act.object);
        if !target.is_empty() {
            act.recipients = target;
        }
    }
    if act.recipients.is_empty() {
        act.recipients = roles::objects(
            s,
            &act.object,
            Wanted {
                preps,
                direct_first: true,
                own: true,
                actors: &act.actors,
            },
        );
    }
    if act.recipients.is_empty() && matches!(act.roles, Roles::Harm | Roles::Visit) {
        act.recipients = located(s, &act.object);
    }
}

fn host_of(s: &Sentence<'_>, act: &Act, _preps: &[String]) -> Option<usize> {
    roles::mentions_in(s, &act.object)
        .find(|&m| s.mentions[m].locatable && roles::prep_of(s, m, &act.object) == Some("from"))
}

/// A place named in the region: harm to it is harm to its people.
pub(super) fn located(s: &Sentence<'_>, region: &Range<usize>) -> Vec<usize> {
    roles::mentions_in(s, region)
        .find(|&m| {
            let mention = &s.mentions[m];
            mention.kind == MentionKind::Place || mention.locatable
        })
        .into_iter()
        .collect()
}
