//! "Both countries", "the two governments", "both sides": the last two states that the report has named.

use super::history::History;
use crate::parties::{Mention, MentionKind};
use crate::sentence::Sentence;

/// Nouns that, after "both" or "the two", stand for two states.
const SIDES: &[&str] = &[
    "countries",
    "nations",
    "states",
    "governments",
    "sides",
    "neighbours",
    "neighbors",
    "presidents",
    "leaders",
    "ministers",
    "capitals",
    "parties",
    "ambassadors",
    "ministries",
    "delegations",
    "armies",
];

/// Splits each mention of two states into one mention for each, both with the same words.
pub(crate) fn split_pairs(s: &mut Sentence<'_>, history: &History) {
    let mut m = 0;
    while m < s.mentions.len() {
        if pair(s, m) {
            let here: Vec<String> = s.mentions[..m]
                .iter()
                .filter(|o| o.kind == MentionKind::Named || o.kind == MentionKind::Adjective)
                .filter_map(|o| o.country.clone())
                .collect();
            if let [first, second] = last_two(&here, &history.states()).as_slice() {
                let second = Mention {
                    country: Some(second.clone()),
                    ..s.mentions[m].clone()
                };
                s.mentions[m].country = Some(first.clone());
                s.mentions[m].source = "the last two states named".to_owned();
                s.mentions.insert(m + 1, second);
                m += 1;
            }
        }
        m += 1;
    }
    s.index_mentions();
}

fn pair(s: &Sentence<'_>, m: usize) -> bool {
    let mention = &s.mentions[m];
    let first = mention.first;
    let two = first >= 1 && s.word(first - 1) == "both"
        || first >= 2
            && s.word(first - 1) == "two"
            && matches!(s.word(first - 2), "the" | "these" | "between");
    two && mention.kind == MentionKind::Agent
        && mention.country.is_none()
        && SIDES.contains(&s.word(mention.last - 1))
        // "the two countries of …" says itself which.
        && s.mentions
            .get(m + 1)
            .is_none_or(|next| next.prep != Some(mention.last))
}

/// The last two different states, those of the sentence first, in the order in which they were named.
fn last_two(here: &[String], before: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for code in here.iter().rev().chain(before.iter().rev()) {
        let state = code.len() == 3
            && !matches!(code.as_str(), "UNO" | "EUR" | "IGO" | "NGO" | "IMG" | "MNC");
        if state && !found.contains(code) {
            found.insert(0, code.clone());
        }
        if found.len() == 2 {
            break;
        }
    }
    found
}
