//! What a sentence says became of a post: opened, closed, raised, suspended.

use super::find::PostAt;
use super::words::WORDS;
use crate::sentence::Sentence;
use chancery_codebook::PostState;
use std::ops::Range;

/// A change that a sentence tells of the post at an index.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) post: usize,
    pub(super) state: PostState,
    /// The words that say so.
    pub(super) cue: Range<usize>,
}

/// All changes of the posts of a sentence.
pub(super) fn changes_of(s: &Sentence<'_>, posts: &[PostAt]) -> Vec<Change> {
    let mut found = raised(s, posts);
    for (index, post) in posts.iter().enumerate() {
        let taken = found.iter().any(|c| c.post == index);
        if taken || inside_place(s, post) {
            continue;
        }
        found.extend(told_of(s, posts, index));
    }
    found
}

/// "… in the Swiss Embassy", "on the premises of the embassy in Vienna": where something else is.
fn inside_place(s: &Sentence<'_>, post: &PostAt) -> bool {
    post.from
        .checked_sub(1)
        .is_some_and(|t| matches!(s.word(t), "in" | "at" | "from" | "outside" | "near" | "by"))
}

/// "The legation was raised to an embassy", "elevated its Legation to Embassy status", "became a consulate".
fn raised(s: &Sentence<'_>, posts: &[PostAt]) -> Vec<Change> {
    let mut found = Vec::new();
    for t in 0..s.len() {
        let verb = s.word(t);
        // "was reestablished as an embassy".
        let anew = WORDS.opened.contains(verb) && s.word(t + 1) == "as";
        if !(WORDS.raised.contains(verb) || anew) || WORDS.unreal_at(s, t) {
            continue;
        }
        let Some(target) = posts
            .iter()
            .position(|p| p.noun.start > t && rank_of(s, t, p))
        else {
            continue;
        };
        // What was raised gives place and owner where the rank has none.
        let cue = t..t + 1;
        found.push(Change {
            post: target,
            state: PostState::Raised,
            cue: cue.clone(),
        });
        // "changed to Legation effective D1, and to Embassy again effective D2".
        for (next, p) in posts.iter().enumerate().skip(target + 1) {
            if p.from.checked_sub(1).is_some_and(|t| s.word(t) == "to")
                && p.from >= 2
                && s.word(p.from - 2) == "and"
            {
                found.push(Change {
                    post: next,
                    state: PostState::Raised,
                    cue: p.noun.clone(),
                });
            }
        }
    }
    found
}

/// Whether a post is the rank that the verb at `verb` raises to.
fn rank_of(s: &Sentence<'_>, verb: usize, post: &PostAt) -> bool {
    if post.noun.start - verb > 24 {
        return false;
    }
    let direct = s.word(verb) == "became"
        || matches!(s.word(verb), "designated" | "redesignated")
            && s.word(post.from.saturating_sub(1)) == s.word(verb);
    let from = if direct { verb + 1 } else { verb };
    if (verb + 1..post.from).any(|t| matches!(s.word(t), ";" | "when" | "who")) {
        return false;
    }
    if direct {
        return post.noun.start - from <= 6;
    }
    let mut t = post.from;
    // "to the status of Embassy", "to the rank of an embassy", "into", "as an embassy".
    for _ in 0..5 {
        let Some(before) = t.checked_sub(1) else {
            return false;
        };
        match s.word(before) {
            "to" | "into" | "as" => return before > verb,
            "the" | "a" | "an" | "status" | "rank" | "level" | "of" | "full" => t = before,
            _ => return false,
        }
    }
    false
}

/// What is said of the post itself, passive, active or with a noun.
fn told_of(s: &Sentence<'_>, posts: &[PostAt], index: usize) -> Vec<Change> {
    let post = &posts[index];
    let change = |state, cue: Range<usize>| Change {
        post: index,
        state,
        cue,
    };
    // "its functions were transferred", "suspended operations".
    if let Some(t) = (post.tokens.end..s.len().min(post.tokens.end + 3)).find(|&t| {
        matches!(s.word(t), "began" | "commenced" | "started" | "resumed")
            && (s.word(t + 1).starts_with("operation") || s.word(t + 1).starts_with("function"))
    }) {
        return vec![change(PostState::Opened, t..t + 2)];
    }
    if let Some(t) = (post.tokens.end..s.len().min(post.tokens.end + 5))
        .find(|&t| WORDS.suspended.contains(s.word(t)))
        && s.word(t + 1).starts_with("operation")
    {
        return vec![change(PostState::Suspended, t..t + 2)];
    }
    let mut told: Vec<(PostState, Range<usize>)> = Vec::new();
    told.extend(after(s, posts, index).or_else(|| before(s, posts, index)));
    // "… and (was) closed May 9", ", reopened in August": more of the same post.
    if let Some((_, cue)) = told.first()
        && cue.start >= post.tokens.end
    {
        let mut at = cue.end;
        while let Some((state, cue)) = next_verb(s, at) {
            at = cue.end;
            told.push((state, cue));
        }
    }
    told.into_iter()
        .map(|(state, cue)| change(state, cue))
        .collect()
}

/// The next verb of the same subject, after "and" or a comma.
fn next_verb(s: &Sentence<'_>, from: usize) -> Option<(PostState, Range<usize>)> {
    let mut joined = false;
    for t in from..s.len().min(from + 16) {
        let word = s.word(t);
        if s.in_date(t) {
            continue;
        }
        match word {
            "and" | "," | "but" => joined = true,
            "was" | "then" | "finally" | "again" | "later" | "on" | "in" | "at" | "only"
            | "officially" => {}
            _ if joined && state_of(word).is_some() => {
                let state = state_of(word)?;
                return (!WORDS.unreal_at(s, t) && s.word(t + 1) != "the")
                    .then_some((state, t..t + 1));
            }
            _ if joined => return None,
            "when" | "who" | "which" | "with" | ";" => return None,
            _ => {}
        }
    }
    None
}

fn state_of(verb: &str) -> Option<PostState> {
    if WORDS.opened.contains(verb) {
        let again = verb.starts_with("re");
        Some(if again {
            PostState::Reopened
        } else {
            PostState::Opened
        })
    } else if WORDS.closed.contains(verb) {
        Some(PostState::Closed)
    } else if WORDS.suspended.contains(verb) {
        Some(PostState::Suspended)
    } else {
        None
    }
}

/// "The embassy was (officially) closed", "the embassy reopened", "the embassy and the consulate were closed".
fn after(s: &Sentence<'_>, posts: &[PostAt], index: usize) -> Option<(PostState, Range<usize>)> {
    let mut t = posts[index].tokens.end;
    let limit = (t + 14).min(s.len());
    let mut passive = false;
    let mut aside = 0;
    while t < limit {
        let word = s.word(t);
        match word {
            "(" | "[" => aside += 1,
            ")" | "]" => aside -= 1,
            "was" | "were" | "been" | "is" | "are" | "being" => passive = true,
            "when" | "who" | "which" | "that" | "where" | ";" | ":" | "after" | "until" | "as"
            | "with" | "under" => return None,
            _ => {}
        }
        if aside <= 0
            && let Some(state) = state_of(word)
        {
            let close = t - posts[index].tokens.end <= 6 || passive;
            let active = !passive && s.word(t + 1) == "the" && WORDS.post_at(s, t + 2).is_some();
            if WORDS.unreal_at(s, t) || !close || active {
                return None;
            }
            return Some((state, t..t + 1));
        }
        // Into the words of another subject.
        if !passive && t > posts[index].tokens.end + 7 {
            return None;
        }
        t += 1;
    }
    None
}

/// "closed its embassy", "establishing the legation", "the closure of the consulate".
fn before(s: &Sentence<'_>, posts: &[PostAt], index: usize) -> Option<(PostState, Range<usize>)> {
    let post = &posts[index];
    let mut t = post.from;
    for _ in 0..8 {
        t = t.checked_sub(1)?;
        let word = s.word(t);
        if matches!(
            word,
            "when"
                | "who"
                | "which"
                | "that"
                | ";"
                | "in"
                | "at"
                | "with"
                | "by"
                | "for"
                | "from"
                | "to"
        ) {
            return None;
        }
        // "elevated the Embassy": to one.
        if WORDS.raised.contains(word) && post.kind == "Embassy" && !post.plural {
            let passive = t > 0 && matches!(s.word(t - 1), "was" | "were" | "been");
            return (!passive && !WORDS.unreal_at(s, t)).then_some((PostState::Raised, t..t + 1));
        }
        if let Some(state) = state_of(word) {
            // "was closed" before it belongs to another.
            let passive = t > 0 && matches!(s.word(t - 1), "was" | "were" | "been" | "is");
            let other = posts
                .iter()
                .any(|p| p.noun.start > t && p.noun.end <= post.from && p.kind == post.kind);
            if passive || WORDS.unreal_at(s, t) || other || moved(s, post) {
                return None;
            }
            return Some((state, t..t + 1));
        }
        if s.word(t + 1) == "of" || s.word(t) == "of" {
            let noun = if s.word(t) == "of" {
                t.checked_sub(1)?
            } else {
                t
            };
            if WORDS.opened_nouns.contains(s.word(noun)) && !WORDS.unreal_at(s, noun) {
                let again = s.word(noun).starts_with("re");
                let state = if again {
                    PostState::Reopened
                } else {
                    PostState::Opened
                };
                return Some((state, noun..noun + 1));
            }
            if WORDS.closed_nouns.contains(s.word(noun)) && !WORDS.unreal_at(s, noun) {
                return Some((PostState::Closed, noun..noun + 1));
            }
            if s.word(t) == "of" {
                return None;
            }
        }
    }
    None
}

/// "closed the legation there and moved to Gozo": the post has another seat.
fn moved(s: &Sentence<'_>, post: &PostAt) -> bool {
    (post.tokens.end..s.len().min(post.tokens.end + 8)).any(|t| {
        s.word(t) == "and" && matches!(s.word(t + 1), "moved" | "relocated" | "transferred")
    })
}
