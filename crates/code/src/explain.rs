//! What `explain` tells: the marks under the words and the steps that led to each record.

use crate::Coded;
use crate::model::{Influence, Probabilities};
use crate::parties::{Mention, MentionKind};
use crate::resolve::Cite;
use crate::rules::Act;
use crate::sentence::{Knowledge, Sentence};
use crate::words::Class;
use chancery_read::Document;
use serde::Serialize;

/// A document's records with the reasons for them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Explanation {
    /// The records, the same as [`crate::Coder::code`] gives.
    pub coded: Coded,
    /// Each sentence, coded or not.
    pub sentences: Vec<SentenceExplanation>,
}

/// One sentence with its marks and steps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SentenceExplanation {
    /// Number of the sentence in the document, from 0.
    pub sentence: usize,
    /// First character in the document.
    pub start: usize,
    /// The sentence.
    pub text: String,
    /// Whether the gate let it through to the reader.
    pub passed_gate: bool,
    /// Tokens, as [start, end) characters in the document.
    pub tokens: Vec<(usize, usize)>,
    /// What was recognised where, ordered by layer and start.
    pub marks: Vec<Mark>,
    /// What each rule did, in order.
    pub steps: Vec<Step>,
    /// What the model read, act by act.
    pub readings: Vec<ModelReading>,
}

/// One act as the model read it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelReading {
    /// The record that it became.
    pub event: String,
    /// First character of the act's words in the document.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// How sure the model is of each part.
    pub probabilities: Probabilities,
}

/// One recognised stretch of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// What kind of thing it is.
    pub layer: MarkLayer,
    /// First character in the document.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// Short label to print under the words, such as `RUS GOV` or `SANCTION expel`.
    pub label: String,
    /// The lexicon entry or pattern that it comes from.
    pub detail: String,
}

/// The layers of marks, in printing order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkLayer {
    /// A party.
    Party,
    /// Words of an act.
    Trigger,
    /// Words that decide the status.
    Status,
    /// Words of saying.
    Speech,
    /// A date expression.
    Date,
    /// A number with what it counts.
    Number,
    /// A place.
    Place,
}

/// One thing that a rule did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Name of the rule, as in `docs/rules.md`.
    pub rule: String,
    /// What it did, in words.
    pub detail: String,
    /// The record that it helped to make, if it did.
    pub event: Option<String>,
}

/// Explains one sentence that has been coded; its events are the last of `coded`.
pub(crate) fn sentence<'i>(
    s: &Sentence<'_>,
    acts: &[Act],
    coded: &Coded,
    know: Knowledge<'_>,
    shared: &Cite<'_>,
    document: &Document,
    influences: impl Iterator<Item = &'i Influence>,
) -> SentenceExplanation {
    let at = |byte: usize| shared.chars.chars(&document.text, s.start + byte);
    let mark =
        |layer: MarkLayer, bytes: std::ops::Range<usize>, label: String, detail: String| Mark {
            layer,
            start: at(bytes.start),
            end: at(bytes.end),
            label,
            detail,
        };
    let mut marks: Vec<Mark> = Vec::new();
    for mention in &s.mentions {
        let layer = if mention.kind == MentionKind::Place {
            MarkLayer::Place
        } else {
            MarkLayer::Party
        };
        marks.push(mark(
            layer,
            s.bytes(mention.first..mention.last),
            mention_label(mention),
            mention.source.clone(),
        ));
    }
    for hit in &s.triggers {
        let bytes = s.bytes(hit.first..hit.last);
        let act = acts.iter().find(|act| act.trigger.start == hit.first);
        let rule = act.and_then(|act| act.rule).unwrap_or(hit.senses[0].rule);
        let label = match act {
            Some(act) => act_label(act),
            None => format!("({})", know.triggers.rule(rule).event),
        };
        marks.push(mark(
            MarkLayer::Trigger,
            bytes,
            label,
            know.triggers.rule(rule).entry.id.clone(),
        ));
    }
    for act in acts {
        if let Some(words) = &act.status_words {
            marks.push(mark(
                MarkLayer::Status,
                s.bytes(words.clone()),
                act.status.to_string(),
                String::new(),
            ));
        }
    }
    for token in (0..s.len())
        .filter(|&t| s.is(t, Class::SPEECH) && s.verbs.get(t).is_some_and(Option::is_some))
    {
        marks.push(mark(
            MarkLayer::Speech,
            s.bytes(token..token + 1),
            "says".to_owned(),
            String::new(),
        ));
    }
    for date in &s.dates {
        let label = if date.first == date.last {
            date.first.to_string()
        } else {
            format!("{}..{}", date.first, date.last)
        };
        marks.push(mark(
            MarkLayer::Date,
            date.start..date.end,
            label,
            date.rule.to_owned(),
        ));
    }
    for number in &s.numbers {
        let bound = |b: Option<i64>| b.map(|n| n.to_string()).unwrap_or_default();
        let label = format!("{}..{}", bound(number.low), bound(number.high));
        marks.push(mark(
            MarkLayer::Number,
            number.start..number.end,
            label,
            number.rule.to_owned(),
        ));
    }
    marks.sort_by_key(|mark| (mark.layer, mark.start));
    let events = &coded.events[coded.events.len() - acts.len().min(coded.events.len())..];
    let mut steps: Vec<Step> = acts
        .iter()
        .zip(events)
        .flat_map(|(act, event)| {
            act.notes.iter().map(|note| Step {
                rule: note.rule.to_owned(),
                detail: note.detail.clone(),
                event: Some(event.id.clone()),
            })
        })
        .collect();
    let readings = acts
        .iter()
        .zip(events)
        .filter_map(|(act, event)| {
            let bytes = s.bytes(act.trigger.clone());
            Some(ModelReading {
                event: event.id.clone(),
                start: at(bytes.start),
                end: at(bytes.end),
                probabilities: act.probabilities?,
            })
        })
        .collect();
    for influence in influences {
        let event = acts
            .iter()
            .zip(events)
            .find(|(act, _)| act.trigger.contains(&influence.words.start))
            .map(|(_, event)| event.id.clone());
        steps.push(Step {
            rule: "influence".to_owned(),
            detail: influence_detail(s, influence),
            event,
        });
    }
    SentenceExplanation {
        sentence: s.index,
        start: at(0),
        text: s.text.to_owned(),
        passed_gate: !s.verbs.iter().all(Option::is_none) || !acts.is_empty(),
        tokens: s.tokens.iter().map(|t| (at(t.start), at(t.end))).collect(),
        marks,
        steps,
        readings,
    }
}

/// The words whose absence lowers the probability of an act most, with the fall.
fn influence_detail(s: &Sentence<'_>, influence: &Influence) -> String {
    let mut words: Vec<&(usize, f32)> = influence
        .influence
        .iter()
        .filter(|(_, fall)| *fall >= 0.02)
        .collect();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let told: Vec<String> = words
        .iter()
        .take(5)
        .map(|(word, fall)| format!("`{}` {fall:.2}", s.raw(*word..word + 1)))
        .collect();
    let act = s.raw(influence.words.clone());
    if told.is_empty() {
        format!("`{act}` stands without any single word")
    } else {
        format!("`{act}` rests on {}", told.join(", "))
    }
}

fn mention_label(mention: &Mention) -> String {
    let words: Vec<&str> = [&mention.country, &mention.sector]
        .into_iter()
        .filter_map(|f| f.as_deref())
        .collect();
    if words.is_empty() {
        "?".to_owned()
    } else {
        words.join(" ")
    }
}

fn act_label(act: &Act) -> String {
    let mut label = act.event.to_string();
    for word in [
        act.mode.map(|m| m.as_str()),
        act.measure.map(|m| m.as_str()),
    ]
    .into_iter()
    .flatten()
    {
        label.push(' ');
        label.push_str(word);
    }
    label
}
