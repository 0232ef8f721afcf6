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
    "diplomats",
    "diplomat",
    "staff",
    "employees",
    "personnel",
    "staffers",
    "officials",
    "envoys",
    "attaches",
    "workers",
    "guards",
    "members",
    "ambassadors",
];
const POSTS: &[&str] = &[
    "embassy",
    "consulate",
    "mission",
    "consulates",
    "embassies",
    "consulate-general",
    "legation",
];

/// The presence statements of a sentence; `used` are the tokens of numbers that acts have taken.
pub(crate) fn presence_of(s: &Sentence<'_>, used: &[Range<usize>]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (index, number) in s.numbers.iter().enumerate() {
        if number.kind != NumberKind::Count || !counts_staff(s, number) {
            continue;
        }
        let tokens = s.tokens_of(number.start..number.end);
        if used
            .iter()
            .any(|u| u.start < tokens.end && tokens.start < u.end)
        {
            continue;
        }
        if let Some(statement) =
            at_mission(s, &tokens, index).or_else(|| in_state(s, &tokens, index))
        {
            found.push(statement);
        }
    }
    // "22 of them at the embassy": a part of the count before it.
    if let [first, ..] = found.as_slice() {
        let first = first.clone();
        found.extend(part_of(s, &first, used));
    }
    found.extend(ambassadors_in_place(s));
    found
}

/// "the Danish embassy in Ghana employs 14 people", "40 people work at the Chinese consulate in Lagos".
fn at_mission(s: &Sentence<'_>, tokens: &Range<usize>, number: usize) -> Option<Found> {
    let works = (0..s.len()).any(|t| WORK.iter().any(|stem| s.word(t).starts_with(stem)));
    let post = (0..s.len()).find(|&t| POSTS.contains(&s.word(t)) && !tokens.contains(&t))?;
    if !works {
        return None;
    }
    let nation = s
        .mentions
        .iter()
        .find(|m| m.first <= post && m.last + 2 >= post && m.country.is_some())?;
    let host = s.mentions.iter().find(|m| {
        m.first > post
            && m.prep.is_some_and(|p| p > post && s.word(p) == "in")
            && m.country.is_some()
            && m.country != nation.country
    })?;
    Some(Found {
        sender: nation.country.clone(),
        host: host.country.clone(),
        post: Some(post_name(s, post, s.raw(host.first..host.last))),
        number: Some(number),
    })
}

/// "India's 18 diplomats in Nepal", "France keeps eight diplomats in Burkina Faso".
fn in_state(s: &Sentence<'_>, tokens: &Range<usize>, number: usize) -> Option<Found> {
    let sender = sender(s, tokens)?;
    let (host, post) = host(s, tokens, &sender);
    host.as_ref()?;
    Some(Found {
        sender: Some(sender),
        host,
        post,
        number: Some(number),
    })
}

/// A second count that stands at a mission: part of the first.
fn part_of(s: &Sentence<'_>, whole: &Found, used: &[Range<usize>]) -> Option<Found> {
    let (index, at) = s
        .numbers
        .iter()
        .enumerate()
        .skip(whole.number? + 1)
        .find_map(|(index, number)| {
            let tokens = s.tokens_of(number.number_start..number.number_end);
            let them = matches!(s.word(tokens.end), "of")
                && matches!(s.word(tokens.end + 1), "them" | "those");
            (number.kind == NumberKind::Count
                && them
                && !used.iter().any(|u| u.contains(&tokens.start)))
            .then_some((index, tokens.end))
        })?;
    let post = (at..s.len()).find(|&t| POSTS.contains(&s.word(t)))?;
    let place = s
        .mentions
        .iter()
        .find(|m| m.first > post)
        .map(|m| s.raw(m.first..m.last))?;
    Some(Found {
        post: Some(post_name(s, post, place)),
        number: Some(index),
        ..whole.clone()
    })
}

const WORK: &[&str] = &["work", "employ", "serve", "staff", "station"];

fn post_name(s: &Sentence<'_>, post: usize, place: &str) -> String {
    let kind = s.word(post);
    format!("{}{} in {place}", kind[..1].to_uppercase(), &kind[1..])
}

fn counts_staff(s: &Sentence<'_>, number: &NumberExpression) -> bool {
    let last = number
        .unit
        .as_deref()
        .unwrap_or("")
        .split(' ')
        .next_back()
        .unwrap_or("")
        .to_lowercase();
    let people = matches!(last.as_str(), "people" | "persons" | "men" | "women")
        && s.words.iter().any(|w| POSTS.contains(&w.as_str()));
    STAFF.contains(&last.as_str()) || people
}

/// Whose people: a nation in the phrase ("220 Russian diplomats"), before it ("Russia's 220"), or the subject.
fn sender(s: &Sentence<'_>, tokens: &Range<usize>) -> Option<String> {
    let inside = s.mentions.iter().find(|m| {
        m.first < tokens.end
            && m.last > tokens.start
            && m.country.is_some()
            && m.kind != MentionKind::Agent
            && m.kind != MentionKind::Place
    });
    let before = s
        .mentions
        .iter()
        .rev()
        .find(|m| m.last <= tokens.start && m.country.is_some() && m.party());
    inside.or(before).and_then(|m| m.country.clone())
}

/// In which state and post: after "in", "at", "to", or at a named embassy or consulate.
fn host(s: &Sentence<'_>, tokens: &Range<usize>, sender: &str) -> (Option<String>, Option<String>) {
    let Some(m) = s.mentions.iter().find(|m| {
        m.first >= tokens.start
            && m.country.as_deref().is_some_and(|c| c != sender)
            && m.prep.is_some_and(|p| {
                p >= tokens.start && matches!(s.word(p), "in" | "at" | "to" | "on")
            })
    }) else {
        return (None, None);
    };
    let prep = m.prep.unwrap_or(m.first);
    let post = (tokens.end.saturating_sub(1)..prep)
        .rev()
        .take(4)
        .find(|&t| POSTS.contains(&s.word(t)))
        .map(|t| post_name(s, t, s.raw(m.first..m.last)));
    (m.country.clone(), post)
}

/// "The U.S. and Russia still have ambassadors in place": one statement each way.
fn ambassadors_in_place(s: &Sentence<'_>) -> Vec<Found> {
    let stated = |t: usize| {
        s.word(t) == "ambassadors"
            && s.word(t + 1) == "in"
            && (s.word(t + 2) == "place" || s.word(t + 2) == "each")
    };
    let Some(at) = (0..s.len()).find(|&t| stated(t)) else {
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
