//! Heads of mission: received with their credentials, resident in the host's land or elsewhere.

use super::find::{nation_at, place_at};
use super::sides::Sides;
use super::words::WORDS;
use crate::parties::MentionKind;
use crate::sentence::{Knowledge, Sentence};
use std::ops::Range;

/// A head of mission whom a sentence tells to have been received.
#[derive(Debug, Clone)]
pub(super) struct Received {
    /// Where the sentence says that the credentials were presented.
    pub(super) cue: Range<usize>,
    pub(super) rank: Option<String>,
    pub(super) sender: Option<String>,
    pub(super) host: Option<String>,
}

/// Where a head of mission lives, as a sentence tells it.
#[derive(Debug, Clone)]
pub(super) struct Residence {
    pub(super) state: Option<String>,
    pub(super) city: Option<String>,
}

/// A rank in a sentence with the states that its own words name.
#[derive(Debug, Clone)]
pub(super) struct Rank {
    pub(super) tokens: Range<usize>,
    pub(super) name: String,
    pub(super) sender: Option<String>,
    pub(super) host: Option<String>,
    pub(super) plural: bool,
}

/// All ranks of a sentence.
pub(super) fn ranks_of(s: &Sentence<'_>, know: Knowledge<'_>) -> Vec<Rank> {
    let mut found = Vec::new();
    let mut t = 0;
    while t < s.len() {
        let Some((tokens, name)) = WORDS.head_at(s, t) else {
            t += 1;
            continue;
        };
        t = tokens.end;
        let mut rank = Rank {
            plural: s.word(tokens.start).ends_with("ors"),
            name: name.to_owned(),
            sender: None,
            host: None,
            tokens: tokens.clone(),
        };
        if let Some(m) = s.mention_at(tokens.start)
            && let Some(host) = &s.mentions[m].host
        {
            // "the Maltese ambassador to Libya" is one mention.
            rank.sender = s.mentions[m].country.clone();
            rank.host = Some(host.clone());
            found.push(rank);
            continue;
        }
        let before = tokens.start.saturating_sub(5)..tokens.start;
        for at in before.rev() {
            if matches!(s.word(at), "," | "to" | "in" | "and" | "by" | "of" | "when") {
                break;
            }
            if let Some(code) = nation_at(s, at) {
                rank.sender = Some(code);
                break;
            }
        }
        let mut at = tokens.end;
        // "ad interim", "of Australia", "to the Government of Chile".
        while at < s.len() && at < tokens.end + 9 {
            match s.word(at) {
                "of" if rank.sender.is_none() && rank.host.is_none() => {
                    rank.sender = nation_near(s, at + 1);
                }
                "to" => {
                    rank.host = nation_near(s, at + 1).or_else(|| place_near(s, know, at + 1));
                    break;
                }
                "," | ";" | "on" | "when" | "and" | "who" | "presented" => break,
                _ => {}
            }
            at += 1;
        }
        if rank.sender == rank.host {
            rank.sender = None;
        }
        found.push(rank);
    }
    found
}

/// The first state named in the few words from a token, within its phrase.
fn nation_near(s: &Sentence<'_>, from: usize) -> Option<String> {
    (from..from + 7)
        .take_while(|&t| {
            t < s.len()
                && !matches!(
                    s.word(t),
                    "," | ";" | "on" | "when" | "as" | "and" | "in" | "at" | "who"
                )
        })
        .find_map(|t| nation_at(s, t))
}

fn place_near(s: &Sentence<'_>, know: Knowledge<'_>, from: usize) -> Option<String> {
    (from..from + 5)
        .take_while(|&t| t < s.len() && !matches!(s.word(t), "," | ";" | "on" | "when" | "as"))
        .filter(|&t| {
            s.mention_at(t)
                .is_some_and(|m| s.mentions[m].kind != MentionKind::Pronoun)
        })
        .find_map(|t| place_at(s, know, t).0)
}

/// Those received in a sentence: "presented his credentials", "presented letters of credence".
pub(super) fn received_in(s: &Sentence<'_>, know: Knowledge<'_>, ranks: &[Rank]) -> Vec<Received> {
    let mut found = admitted_in(s, ranks);
    found.extend(accepted_in(s, know, ranks));
    if found.is_empty() {
        found.extend(consuls_in(s, know, ranks));
    }
    for t in 0..s.len() {
        if !matches!(
            s.word(t),
            "presented" | "presents" | "presenting" | "presentation"
        ) || WORDS.unreal_at(s, t)
        {
            continue;
        }
        let Some(letters) = (t + 1..s.len().min(t + 10))
            .take_while(|&at| !matches!(s.word(at), ";" | "on"))
            .find(|&at| matches!(s.word(at), "credentials" | "credence"))
        else {
            continue;
        };
        let end = letters + 1;
        let next = (end..s.len())
            .find(|&at| matches!(s.word(at), ";" | "presented"))
            .unwrap_or(s.len());
        // "… as Ambassador of Peru to the Government of Chile": after the letters, else the last rank before.
        let named = (end..next).find(|&at| s.word(at) == "as").and_then(|at| {
            ranks
                .iter()
                .find(|r| r.tokens.start > at && r.tokens.start <= at + 8)
        });
        let before = ranks.iter().rev().find(|r| r.tokens.end <= t).map(|last| {
            // "Minister Resident and Consul General": the first of them.
            ranks
                .iter()
                .find(|r| r.tokens.end < last.tokens.start && r.tokens.end + 2 >= last.tokens.start)
                .unwrap_or(last)
        });
        let rank = named.or(before);
        let mut sender = rank.and_then(|r| r.sender.clone());
        let mut host = rank.and_then(|r| r.host.clone());
        if named.is_some() && sender.is_none() {
            sender = before.and_then(|r| r.sender.clone());
        }
        if let Some(told) = (end..next.min(end + 16))
            .take_while(|&at| {
                !matches!(
                    s.word(at),
                    "as" | "thus" | "thereby" | "becoming" | "and" | "resident"
                )
            })
            .filter(|&at| matches!(s.word(at), "to" | "in" | "before" | "at"))
            .find_map(|at| nation_near(s, at + 1).or_else(|| place_near(s, know, at + 1)))
        {
            host = Some(told);
        }
        if sender == host {
            sender = None;
        }
        found.push(Received {
            cue: t..end,
            rank: rank.map(|r| r.name.clone()),
            sender: sender.filter(|code| Sides::state(code)),
            host: host.filter(|code| Sides::state(code)),
        });
    }
    found
}

/// "was received by the King as Minister", "was accredited by the Maltese Government", "assumed charge".
fn accepted_in(s: &Sentence<'_>, know: Knowledge<'_>, ranks: &[Rank]) -> Vec<Received> {
    let mut found = Vec::new();
    for t in 1..s.len() {
        let passive = matches!(s.word(t), "received" | "accredited")
            && (0..t)
                .rev()
                .take(3)
                .any(|x| matches!(s.word(x), "was" | "were"))
            && (matches!(s.word(t + 1), "by" | "as")
                || s.word(t) == "accredited" && s.word(t + 1) == "to");
        let charge = matches!(s.word(t), "assumed" | "took")
            && (t + 1..t + 4).any(|x| matches!(s.word(x), "charge" | "post" | "duties"));
        if !(passive || charge) || WORDS.unreal_at(s, t) {
            continue;
        }
        let named = (t..s.len().min(t + 14))
            .find(|&at| s.word(at) == "as")
            .and_then(|at| {
                ranks
                    .iter()
                    .find(|r| r.tokens.start > at && r.tokens.start <= at + 8)
            });
        let before = ranks
            .iter()
            .rev()
            .find(|r| r.tokens.end <= t && r.tokens.end + 16 >= t);
        let Some(rank) = named.or(before) else {
            continue;
        };
        let by = (passive && matches!(s.word(t + 1), "by" | "to"))
            .then(|| nation_near(s, t + 2).or_else(|| place_near(s, know, t + 2)))
            .flatten();
        let host = by.or_else(|| rank.host.clone());
        let sender = rank
            .sender
            .clone()
            .or_else(|| before.and_then(|r| r.sender.clone()));
        found.push(Received {
            cue: t..t + 1,
            rank: Some(rank.name.clone()),
            sender: sender.filter(|code| Some(code) != host.as_ref()),
            host,
        });
    }
    found
}

/// A consul's appointment is told where his admission is not: "was appointed the first consul at Gozo on …".
fn consuls_in(s: &Sentence<'_>, know: Knowledge<'_>, ranks: &[Rank]) -> Vec<Received> {
    ranks
        .iter()
        .filter(|r| r.name == "Consul" && !r.plural)
        .filter_map(|rank| {
            let from = rank.tokens.start.saturating_sub(8);
            let verb = (from..rank.tokens.start).rev().find(|&t| {
                matches!(
                    s.word(t),
                    "appointed"
                        | "confirmed"
                        | "commissioned"
                        | "named"
                        | "accredited"
                        | "recognized"
                        | "appointing"
                )
            })?;
            let long_ago = verb >= 2 && s.word(verb - 1) == "been" && s.word(verb - 2) == "had";
            if WORDS.unreal_at(s, verb) || long_ago {
                return None;
            }
            let at = rank.tokens.end;
            let host = rank.host.clone().or_else(|| {
                matches!(s.word(at), "at" | "in" | "to" | "for")
                    .then(|| place_near(s, know, at + 1))
                    .flatten()
            });
            Some(Received {
                cue: verb..rank.tokens.end,
                rank: Some(rank.name.clone()),
                sender: rank
                    .sender
                    .clone()
                    .filter(|code| Some(code) != host.as_ref()),
                host,
            })
        })
        .collect()
}

/// Consuls admitted: "received an exequatur".
fn admitted_in(s: &Sentence<'_>, ranks: &[Rank]) -> Vec<Received> {
    (0..s.len())
        .filter(|&t| s.word(t).starts_with("exequat") && !WORDS.unreal_at(s, t))
        .filter_map(|t| {
            let rank = ranks
                .iter()
                .rev()
                .find(|r| r.tokens.end <= t && r.name == "Consul")?;
            if t.saturating_sub(rank.tokens.end) > 24 {
                return None;
            }
            let verb = (t.saturating_sub(4)..t)
                .find(|&v| matches!(s.word(v), "received" | "granted" | "issued" | "given"))?;
            Some(Received {
                cue: verb..t + 1,
                rank: Some(rank.name.clone()),
                sender: rank.sender.clone(),
                host: rank.host.clone(),
            })
        })
        .collect()
}

/// Where a sentence says that a head of mission resides: "resident at Bridgetown", "resided in Paris".
pub(super) fn residence_in(s: &Sentence<'_>, know: Knowledge<'_>) -> Option<Residence> {
    (0..s.len()).find_map(|t| {
        let word = s.word(t);
        let lives = matches!(
            word,
            "resident"
                | "resided"
                | "residing"
                | "residence"
                | "based"
                | "stationed"
                | "transferred"
                | "handled"
        );
        let moved = matches!(word, "transferred" | "handled");
        let at = (t + 1..s.len().min(t + 7)).find(|&at| matches!(s.word(at), "at" | "in"))?;
        let far =
            (t + 1..at).any(|x| matches!(s.word(x), "," | ";" | "." | "ambassador" | "minister"));
        if !lives || far || moved && !(t + 1..at).any(|x| WORDS.post_at(s, x).is_some()) {
            return None;
        }
        let place = if s.word(at + 1) == "the" {
            at + 2
        } else {
            at + 1
        };
        if !s.capital(place) {
            return None;
        }
        let (state, city, _) = place_at(s, know, place);
        Some(Residence { state, city })
    })
}
