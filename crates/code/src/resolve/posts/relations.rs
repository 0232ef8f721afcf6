//! Relations as a whole: established, resumed, severed. They bear on every post that two states keep.

use super::find::nation_at;
use super::words::WORDS;
use crate::sentence::Sentence;
use chancery_codebook::PostState;
use std::ops::Range;

/// A turn of relations and the states that the sentence names for it.
#[derive(Debug, Clone)]
pub(super) struct Turn {
    pub(super) state: PostState,
    pub(super) cue: Range<usize>,
    pub(super) sides: Vec<String>,
}

/// The turns of relations of a sentence.
pub(super) fn turns_of(s: &Sentence<'_>) -> Vec<Turn> {
    let mut found = Vec::new();
    for t in 0..s.len() {
        if s.word(t) == "relations" && diplomatic(s, t) {
            found.extend(turn(s, t));
        }
        if s.word(t) == "declared"
            && s.word(t + 1) == "war"
            && matches!(s.word(t + 2), "on" | "upon" | "against")
        {
            let sides = [subject(s, t), object(s, t + 3)];
            if let [Some(a), Some(b)] = sides
                && a != b
            {
                found.push(Turn {
                    state: PostState::Closed,
                    cue: t..t + 2,
                    sides: vec![a, b],
                });
            }
        }
    }
    found
}

/// "Diplomatic relations", "normal relations", "relations" alone; not "trade relations".
fn diplomatic(s: &Sentence<'_>, t: usize) -> bool {
    let Some(before) = t.checked_sub(1) else {
        return true;
    };
    match s.word(before) {
        "diplomatic" | "normal" | "full" | "its" | "their" | "all" => true,
        "consular" => (0..before)
            .rev()
            .take(3)
            .any(|at| s.word(at) == "diplomatic"),
        word => {
            WORDS.relations_opened.contains(word)
                || WORDS.relations_closed.contains(word)
                || word == "off"
        }
    }
}

fn turn(s: &Sentence<'_>, t: usize) -> Option<Turn> {
    let (state, cue) = passive(s, t)
        .or_else(|| active(s, t))
        .or_else(|| noun(s, t))?;
    let mut sides = Vec::new();
    if cue.start < t {
        sides.extend(subject(s, cue.start));
    }
    let with = (t + 1..s.len().min(t + 12)).find(|&at| matches!(s.word(at), "with" | "between"));
    if let Some(at) = with {
        sides.extend(object(s, at + 1));
        if s.word(at) == "between" {
            let and = (at..s.len().min(at + 8)).find(|&x| s.word(x) == "and");
            sides.extend(and.and_then(|x| object(s, x + 1)));
        }
    }
    // "Malta and Libya established relations".
    if cue.start < t && sides.len() == 1 {
        let and = (cue.start.saturating_sub(8)..cue.start).find(|&x| s.word(x) == "and");
        let first = and.and_then(|x| (0..x).rev().take(4).find_map(|at| nation_at(s, at)));
        sides.extend(first);
    }
    sides.dedup();
    Some(Turn { state, cue, sides })
}

fn state_of(verb: &str) -> Option<PostState> {
    if WORDS.relations_opened.contains(verb) {
        Some(PostState::Opened)
    } else if WORDS.relations_closed.contains(verb) {
        Some(PostState::Closed)
    } else {
        None
    }
}

/// "Relations (and the embassy) were established".
fn passive(s: &Sentence<'_>, t: usize) -> Option<(PostState, Range<usize>)> {
    let mut be = false;
    for at in t + 1..s.len().min(t + 18) {
        let word = s.word(at);
        if matches!(word, "was" | "were" | "been") {
            be = true;
        }
        if matches!(word, ";" | "when" | "who" | "which" | "with" | "that") {
            return None;
        }
        if let Some(state) = state_of(word)
            && (be || at - t <= 2)
        {
            return (!WORDS.unreal_at(s, at)).then_some((state, at..at + 1));
        }
    }
    None
}

/// "severed diplomatic relations", "broke off relations".
fn active(s: &Sentence<'_>, t: usize) -> Option<(PostState, Range<usize>)> {
    for at in (t.saturating_sub(6)..t).rev() {
        if matches!(s.word(at), ";" | "," | "of" | "in" | "to" | "for") {
            return None;
        }
        // "agreed to resume": the agreement is the turn.
        let agreed = s.word(at).to_owned() + "d";
        if at >= 2
            && s.word(at - 1) == "to"
            && matches!(s.word(at - 2), "agreed" | "decided")
            && (WORDS.relations_opened.contains(&agreed)
                || s.word(at) == "establish"
                || s.word(at) == "reestablish")
        {
            return Some((PostState::Opened, at - 2..at + 1));
        }
        if let Some(state) = state_of(s.word(at)) {
            return (!WORDS.unreal_at(s, at)).then_some((state, at..at + 1));
        }
    }
    None
}

/// "this was the severance of relations with Malta".
fn noun(s: &Sentence<'_>, t: usize) -> Option<(PostState, Range<usize>)> {
    let of = (t.saturating_sub(4)..t)
        .rev()
        .find(|&at| s.word(at) == "of")?;
    let at = of.checked_sub(1)?;
    let with = s.word(t + 1) == "with";
    (with && WORDS.severance_nouns.contains(s.word(at)) && !WORDS.unreal_at(s, at))
        .then_some((PostState::Closed, at..at + 1))
}

fn subject(s: &Sentence<'_>, verb: usize) -> Option<String> {
    (verb.saturating_sub(9)..verb)
        .rev()
        .take_while(|&at| {
            !matches!(
                s.word(at),
                ";" | "that" | "which" | "who" | "after" | "when"
            )
        })
        .find_map(|at| nation_at(s, at))
}

fn object(s: &Sentence<'_>, from: usize) -> Option<String> {
    (from..s.len().min(from + 7))
        .take_while(|&at| !matches!(s.word(at), ";" | "," | "on" | "when" | "in" | "and"))
        .find_map(|at| nation_at(s, at))
}
