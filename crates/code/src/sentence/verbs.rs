//! Which tokens are verbs, and in which form: trigger words that can be nouns are decided here.

use super::{Knowledge, Sentence};
use crate::parties::MentionKind;
use crate::words::{Class, form_class};
use chancery_codebook::EventType;
use chancery_lexicon::Form;

/// How a verb stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VerbForm {
    /// Carries a clause: "expels", "has expelled", "will expel".
    Finite,
    /// After a form of "be": the subject undergoes it.
    Passive,
    /// A participle without "be" that undergoes it: "diplomats expelled by Norway".
    ReducedPassive,
    /// "to expel"
    Infinitive,
    /// "expelling"
    Gerund,
}

/// The verb form of every token; `None` where it is no verb.
pub(crate) fn verb_forms_of(s: &Sentence<'_>, know: Knowledge<'_>) -> Vec<Option<VerbForm>> {
    let mut forms: Vec<Option<VerbForm>> = vec![None; s.len()];
    for (token, slot) in forms.iter_mut().enumerate() {
        if s.mention_at(token).is_some() {
            continue;
        }
        let mut class = s.class(token);
        let mut noun = false;
        if let Some(hit) = s.trigger_at(token).map(|n| s.triggers[n]) {
            if hit.first != token {
                continue; // the head of a trigger phrase stands first
            }
            for sense in hit.senses {
                noun |= matches!(sense.form, Form::Noun);
                class = class.or(form_class(sense.form));
            }
        }
        if !class.any(Class::VERB) {
            continue;
        }
        if s.is(
            token,
            Class::PREPOSITION
                .or(Class::CONJUNCTION)
                .or(Class::DETERMINER),
        ) {
            continue;
        }
        let third = class.any(Class::FINITE) && s.word(token).ends_with('s');
        if (noun || third || class.any(Class::BASE)) && nominal(s, token, class, noun) {
            continue;
        }
        *slot = form_of(s, token, class, know);
    }
    // "banned imports", "urged talks": a form that can be a plural noun is none right after a verb.
    for token in 1..s.len() {
        let plural = s.word(token).ends_with('s') && forms[token] == Some(VerbForm::Finite);
        if plural
            && matches!(
                forms[token - 1],
                Some(VerbForm::Finite | VerbForm::Infinitive | VerbForm::Gerund)
            )
        {
            forms[token] = None;
        }
    }
    forms
}

/// The nearest token to the left that is no adverb or negation.
fn before(s: &Sentence<'_>, token: usize) -> Option<usize> {
    let mut at = token.checked_sub(1)?;
    while s.is(at, Class::ADVERB.or(Class::NEGATION)) && !s.is(at, Class::DETERMINER)
        || matches!(s.word(at), "\"" | "each" | "both" | "all")
    {
        at = at.checked_sub(1)?;
    }
    Some(at)
}

/// Whether a word that can be noun or verb is a noun here.
fn nominal(s: &Sentence<'_>, token: usize, class: Class, noun: bool) -> bool {
    let auxiliary = Class::BE
        .or(Class::HAVE)
        .or(Class::DO)
        .or(Class::FUTURE)
        .or(Class::HYPOTHETICAL);
    let opens_object = |at: usize| {
        s.mention_at(at).is_some()
            || s.is(at, Class::DETERMINER.or(Class::PRONOUN))
            || s.word(at).starts_with(|c: char| c.is_ascii_digit())
    };
    let next = token + 1;
    let Some(prev) = before(s, token) else {
        // First in the sentence: a headline's noun unless an object follows.
        return noun && !opens_object(next);
    };
    if s.is(prev, Class::FUTURE.or(Class::HYPOTHETICAL).or(Class::DO)) || s.word(prev) == "to" {
        // "to attack"; but "attributed to attacks", "led to protests": plural nouns never follow as verbs.
        return s.word(prev) == "to" && !class.any(Class::BASE);
    }
    if s.is(prev, auxiliary) {
        return noun && !class.any(Class::PARTICIPLE.or(Class::GERUND));
    }
    if !noun
        && s.mention_at(prev)
            .is_some_and(|m| s.mentions[m].kind == MentionKind::Adjective)
        && !class.any(Class::PARTICIPLE)
    {
        return true; // "two Ukrainian ships"
    }
    if !noun {
        // A plain verb's base form counts only after a plural or pronoun subject.
        return class.any(Class::BASE)
            && !class.any(Class::FINITE.or(Class::GERUND).or(Class::PARTICIPLE))
            && !subject_like(s, prev)
            && !opens_object(next);
    }
    if class.any(Class::PARTICIPLE.or(Class::GERUND)) && !class.any(Class::BASE) {
        return false;
    }
    if s.is(prev, Class::DETERMINER.or(Class::POSSESSIVE))
        || s.word(prev).starts_with(|c: char| c.is_ascii_digit())
    {
        return true;
    }
    if s.is(prev, Class::PREPOSITION) && !s.is(prev, Class::SUBORDINATOR) {
        // "for meddling", "of spying": a gerund with a subject of its own.
        return !class.any(Class::GERUND);
    }
    if s.word(prev) == "-" {
        return true;
    }
    if let Some(mention) = s.mention_at(prev).map(|m| &s.mentions[m]) {
        return match mention.kind {
            MentionKind::Adjective => true,
            _ if opens_object(next) => false,
            // "Russia attacks in the east", "police arrest two": a verb; "Israel attack kills" a noun.
            // "Panama cut ties": one form for present and past.
            _ if class.any(Class::BASE) && class.any(Class::PARTICIPLE) => false,
            _ => class.any(Class::BASE) && !mention.plural,
        };
    }
    if s.is(prev, Class::PRONOUN.or(Class::RELATIVE)) {
        return false;
    }
    if s.is(prev, Class::CONJUNCTION) || s.word(prev) == "," || s.is(prev, Class::SUBORDINATOR) {
        return !opens_object(next);
    }
    // After an unknown word: "bomb attack", "people protest the", "residents flee".
    if opens_object(next) && !s.is(next, Class::PREPOSITION) {
        false
    } else {
        !s.word(prev).ends_with('s') || class.any(Class::FINITE)
    }
}

fn subject_like(s: &Sentence<'_>, token: usize) -> bool {
    s.is(
        token,
        Class::PRONOUN.or(Class::RELATIVE).or(Class::CONJUNCTION),
    ) || s
        .mention_at(token)
        .is_some_and(|m| s.mentions[m].plural || coordinated(s, s.mentions[m].first))
        || s.word(token).ends_with('s')
        || matches!(
            s.word(token),
            "people" | "police" | "military" | "men" | "women"
        )
}

/// "the United States, Britain and Canada": the last of a list makes a plural subject.
fn coordinated(s: &Sentence<'_>, first: usize) -> bool {
    (first.saturating_sub(3)..first).any(|t| matches!(s.word(t), "and" | "&"))
}

fn form_of(s: &Sentence<'_>, token: usize, class: Class, know: Knowledge<'_>) -> Option<VerbForm> {
    let mut at = token.checked_sub(1);
    // Over adverbs and negations to the auxiliary, if there is one.
    while let Some(i) = at
        && s.is(i, Class::ADVERB.or(Class::NEGATION))
    {
        at = i.checked_sub(1);
    }
    let prev = at.unwrap_or(usize::MAX);
    let prev_is = |c: Class| at.is_some() && s.is(prev, c);
    if class.any(Class::GERUND) {
        return Some(if prev_is(Class::BE) {
            VerbForm::Finite
        } else {
            VerbForm::Gerund
        });
    }
    if at.is_some() && s.word(prev) == "to" && class.any(Class::BASE) {
        return Some(VerbForm::Infinitive);
    }
    if class.any(Class::PARTICIPLE) {
        if prev_is(Class::BE.or(Class::GET)) {
            return Some(VerbForm::Passive);
        }
        if prev_is(Class::HAVE) {
            return Some(VerbForm::Finite);
        }
        if coordinated_passive(s, at) {
            return Some(VerbForm::Passive);
        }
        if phrase_with_object(s, token) {
            // "used chemical weapons on": the object is in the words of the trigger.
            return Some(VerbForm::Finite);
        }
        let hit_end = s
            .trigger_at(token)
            .map_or(token + 1, |n| s.triggers[n].last);
        let next = hit_end;
        let ends = next >= s.len()
            || s.punctuation(next)
            || s.is(next, Class::CONJUNCTION.or(Class::SUBORDINATOR));
        if s.word(next) == "by" || !class.any(Class::FINITE) {
            return Some(VerbForm::ReducedPassive);
        }
        if s.word(next) == "of"
            && at.is_some_and(|i| s.mention_at(i).is_some())
            && transitive(s, token, know)
            && class.any(Class::PARTICIPLE)
            && s.word(token).ends_with("ed")
        {
            // "a teacher accused of spying"
            return Some(VerbForm::ReducedPassive);
        }
        let after_noun = at.is_some_and(|i| {
            s.mention_at(i).is_none_or(|m| s.mentions[m].undergoes())
                && !s.is(i, Class::PRONOUN.or(Class::RELATIVE).or(Class::CONJUNCTION))
                && !s.punctuation(i)
        });
        if (ends || s.is(next, Class::PREPOSITION) && s.word(next) != "to")
            && after_noun
            && transitive(s, token, know)
        {
            return Some(VerbForm::ReducedPassive);
        }
        return Some(VerbForm::Finite);
    }
    Some(VerbForm::Finite)
}

/// Whether the trigger's words end with their own object ("use chemical weapons"), not a particle.
fn phrase_with_object(s: &Sentence<'_>, token: usize) -> bool {
    s.trigger_at(token).is_some_and(|n| {
        let hit = &s.triggers[n];
        hit.last - hit.first > 1
            && s.word(hit.last - 1).ends_with('s')
            && !s.is(hit.last - 1, Class::PREPOSITION)
    })
}

/// "was arrested and deported": the second participle shares the form of "be".
fn coordinated_passive(s: &Sentence<'_>, at: Option<usize>) -> bool {
    let Some(conjunction) = at.filter(|&i| s.is(i, Class::CONJUNCTION)) else {
        return false;
    };
    (conjunction.saturating_sub(6)..conjunction).any(|i| {
        s.is(i, Class::BE)
            && s.words
                .get(i + 1)
                .is_some_and(|w| w.ends_with("ed") || w.ends_with("en"))
            && i + 2 >= conjunction.saturating_sub(3)
    })
}

/// Whether the trigger at a token takes an object.
fn transitive(s: &Sentence<'_>, token: usize, know: Knowledge<'_>) -> bool {
    use chancery_lexicon::Roles;
    s.trigger_at(token).is_some_and(|n| {
        s.triggers[n].senses.iter().any(|sense| {
            let rule = know.triggers.rule(sense.rule);
            let acted_on = matches!(
                rule.event,
                EventType::Sanction
                    | EventType::Coerce
                    | EventType::Assault
                    | EventType::Retreat
                    | EventType::Support
                    | EventType::Aid
                    | EventType::Accuse
                    | EventType::Cooperate
            );
            acted_on && matches!(rule.entry.roles, Roles::Act | Roles::Harm)
        })
    })
}
