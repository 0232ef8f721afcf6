//! Links that a text states.

use super::index::Index;
use super::{Days, Link, Ratio, Reason};
use crate::{Act, reference::successor};
use std::collections::HashMap;

/// Every stated link whose event is among the acts. Of the acts of that event those by the answer's recipient
/// on its actor are meant; failing that, those by its recipient on anyone. An act by the answer's own side
/// is never what it answers.
pub(super) fn links(acts: &[Act]) -> Vec<Link> {
    let mut events: HashMap<&str, Vec<&Act>> = HashMap::new();
    for act in acts {
        events.entry(&act.event_id).or_default().push(act);
    }
    let mut found = Vec::new();
    for answer in acts {
        for said in &answer.answers {
            let Some(event) = events.get(said.event_id.as_str()) else {
                continue;
            };
            let by_other = |a: &&&Act| {
                a.event_id != answer.event_id && successor(&a.actor) == successor(&answer.recipient)
            };
            let on_it = |a: &&&Act| successor(&a.recipient) == successor(&answer.actor);
            let mut meant: Vec<&&Act> = event.iter().filter(by_other).filter(on_it).collect();
            if meant.is_empty() {
                meant = event.iter().filter(by_other).collect();
            }
            found.extend(meant.into_iter().map(|act| Link {
                answer: answer.id.clone(),
                answered: act.id.clone(),
                delay: Days::between(act, answer),
                ratio: Ratio::between(act, answer),
                reason: Reason::Text {
                    text: said.text.clone(),
                    source: said.source.clone(),
                },
            }));
        }
    }
    found.sort_by(|a, b| (&a.answer, &a.answered).cmp(&(&b.answer, &b.answered)));
    found.dedup_by(|a, b| a.answer == b.answer && a.answered == b.answered);
    found
}

/// For each linkable act the one that a text says it answers; `usize::MAX` for one that is not linkable.
pub(super) fn answering(index: &Index<'_>, stated: &[Link]) -> Vec<Option<usize>> {
    let mut said = vec![None; index.nodes.len()];
    if stated.is_empty() {
        return said;
    }
    let numbers: HashMap<&str, usize> = index
        .nodes
        .iter()
        .enumerate()
        .map(|(n, node)| (node.act.id.as_str(), n))
        .collect();
    for link in stated {
        if let Some(&b) = numbers.get(link.answer.as_str()) {
            said[b] = Some(
                numbers
                    .get(link.answered.as_str())
                    .copied()
                    .unwrap_or(usize::MAX),
            );
        }
    }
    said
}
