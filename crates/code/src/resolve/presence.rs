//! Presence statements: counts of staff and states of posts that a sentence tells without an act.

use crate::numbers::{NumberExpression, NumberKind};
use crate::parties::MentionKind;
use crate::sentence::Sentence;
use std::ops::Range;

/// A presence statement before it becomes a record.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) sender: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) post: Option<String>,
    /// Index into the sentence's numbers.
    pub(crate) number: Option<usize>,
}

const STAFF: &[&str] = &[
    "diplomats", "diplomat", "staff", "employees", "personnel", "staffers", "officials", "envoys", "attaches", "workers",
    "guards", "members", "ambassadors",
];
const POSTS: &[&str] = &["embassy", "consulate", "mission", "consulates", "embassies", "consulate-general", "legation"];

/// The presence statements of a sentence; `used` are the tokens of numbers that acts have taken.
pub(crate) fn presence_of(s: &Sentence<'_>, used: &[Range<usize>]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (index, number) in s.numbers.iter().enumerate() {
        if number.kind != NumberKind::Count || !counts_staff(number) {
            continue;
        }
        let tokens = s.tokens_of(number.start..number.end);
        if used.iter().any(|u| u.start < tokens.end && tokens.start < u.end) {
            continue;
        }
        let sender = sender(s, &tokens);
        let (host, post) = host(s, &tokens, sender.as_deref());
        if sender.is_some() && (host.is_some() || post.is_some()) && sender != host {
            found.push(Found { sender, host, post, number: Some(index) });
        }
    }
    found.extend(ambassadors_in_place(s));
    found
}

fn counts_staff(number: &NumberExpression) -> bool {
    number.unit.as_deref().is_some_and(|unit| {
        let last = unit.split(' ').next_back().unwrap_or("").to_lowercase();
        STAFF.contains(&last.as_str())
    })
}

/// Whose people: a nation in the phrase ("220 Russian diplomats"), before it ("Russia's 220"), or the subject.
fn sender(s: &Sentence<'_>, tokens: &Range<usize>) -> Option<String> {
    let inside = s.mentions.iter().find(|m| m.first < tokens.end && m.last > tokens.start && m.country.is_some() && m.kind != MentionKind::Place);
    let before = s.mentions.iter().rev().find(|m| m.last <= tokens.start && m.country.is_some() && m.party());
    inside.or(before).and_then(|m| m.country.clone())
}

/// In which state and post: after "in", "at", "to", or at a named embassy or consulate.
fn host(s: &Sentence<'_>, tokens: &Range<usize>, sender: Option<&str>) -> (Option<String>, Option<String>) {
    let mut post = None;
    let mut host = None;
    for m in s.mentions.iter().filter(|m| m.first >= tokens.start) {
        let Some(prep) = m.prep else { continue };
        if !matches!(s.word(prep), "in" | "at" | "to" | "on") || m.country.as_deref() == sender {
            continue;
        }
        host = m.country.clone();
        let posted = (tokens.end.saturating_sub(1)..prep).rev().take(4).find(|&t| POSTS.contains(&s.word(t)));
        if let Some(t) = posted {
            let name = s.raw(m.first..m.last);
            let kind = s.word(t);
            post = Some(format!("{}{} in {name}", kind[..1].to_uppercase(), &kind[1..]));
        }
        break;
    }
    (host, post)
}

/// "The U.S. and Russia still have ambassadors in place": one statement each way.
fn ambassadors_in_place(s: &Sentence<'_>) -> Vec<Found> {
    let Some(at) = (0..s.len()).find(|&t| s.word(t) == "ambassadors" && s.word(t + 1) == "in" && s.word(t + 2) == "place") else {
        return Vec::new();
    };
    let states: Vec<String> = s
        .mentions
        .iter()
        .filter(|m| m.first < at && m.kind == MentionKind::Named)
        .filter_map(|m| m.country.clone())
        .collect();
    match states.as_slice() {
        [a, b] if a != b => [(a, b), (b, a)]
            .into_iter()
            .map(|(sender, host)| Found {
                sender: Some(sender.clone()),
                host: Some(host.clone()),
                post: Some("Ambassador".to_owned()),
                number: None,
            })
            .collect(),
        _ => Vec::new(),
    }
}
