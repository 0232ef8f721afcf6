//! How many: the counts that stand with what an act is done to.

use crate::numbers::{NumberExpression, NumberKind};
use crate::rules::Act;
use crate::sentence::{Sentence, VerbForm};
use chancery_codebook::{EventType, Quantity};
use chancery_lexicon::Roles;

/// The quantities of an act: counts and sums in what is acted on, never the actors' own number.
pub(crate) fn quantities_of(s: &Sentence<'_>, act: &Act, all: &[Act]) -> Vec<Quantity> {
    let passive = matches!(act.form, Some(VerbForm::Passive | VerbForm::ReducedPassive));
    let mut regions = vec![act.object.clone()];
    if passive || !act.verbal() || act.result {
        regions.push(act.subject.clone());
    }
    if act.event == EventType::Assault && act.roles == Roles::Mutual {
        regions.push(act.subject.clone());
    } else if matches!(act.roles, Roles::Mutual | Roles::Solo | Roles::Visit)
        || act.event == EventType::Protest
    {
        return Vec::new();
    }
    let found: Vec<&NumberExpression> = s
        .numbers
        .iter()
        .filter(|number| matches!(number.kind, NumberKind::Count | NumberKind::Money))
        .filter(|number| {
            let tokens = s.tokens_of(number.number_start..number.number_end);
            regions.iter().any(|r| r.contains(&tokens.start))
                && !s.in_date(tokens.start)
                && nearest(act, all, tokens.start)
        })
        .collect();
    let several = found.len() > 1;
    found
        .into_iter()
        .filter(|number| !several || !of_total(s, number))
        .filter(|number| act.event != EventType::Assault || !fired(number))
        .map(|number| quantity_record(s, number))
        .collect()
}

/// Weapons fired are not what is acted on (CODEBOOK, ruling 21).
fn fired(number: &NumberExpression) -> bool {
    number.unit.as_deref().is_some_and(|unit| {
        let last = unit.split(' ').next_back().unwrap_or("");
        matches!(
            last,
            "rockets" | "missiles" | "shells" | "mortars" | "drones" | "bombs" | "shots" | "rounds"
        )
    })
}

/// "two of the 15 diplomats": the total is no quantity of the act.
fn of_total(s: &Sentence<'_>, number: &NumberExpression) -> bool {
    let at = s.tokens_of(number.number_start..number.number_end).start;
    at >= 2 && s.word(at - 1) == "the" && s.word(at - 2) == "of"
}

/// Whether no other act's trigger lies between the act and the number.
fn nearest(act: &Act, all: &[Act], token: usize) -> bool {
    let (low, high) = (act.trigger.start.min(token), act.trigger.end.max(token));
    !all.iter().any(|other| {
        other.trigger != act.trigger
            && other.trigger.start > low
            && other.trigger.end <= high
            && other.trigger.start < token
    })
}

/// A number as it stands in a record.
pub(crate) fn quantity_record(s: &Sentence<'_>, number: &NumberExpression) -> Quantity {
    Quantity {
        low: number.low,
        high: number.high,
        unit: number.unit.clone(),
        raw_text: s
            .text
            .get(number.start..number.end)
            .unwrap_or_default()
            .to_owned(),
    }
}
