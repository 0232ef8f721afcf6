//! Which lexicon hits are party mentions here, and which homonym is meant.

use super::build::Piece;
use crate::sentence::{Knowledge, Sentence};
use crate::words::Class;
use chancery_lexicon::{Entry, Kind};

/// The homonym that is valid at the report's date and most telling; among places, the largest.
pub(super) fn choose<'l>(
    entries: &'l [Entry],
    know: Knowledge<'_>,
    placed: bool,
) -> Option<&'l Entry> {
    entries
        .iter()
        .filter(|entry| entry.valid_on(know.published))
        .min_by_key(|entry| {
            (
                !entry.user,
                placed == (entry.kind == Kind::Metonym),
                entry.kind,
                std::cmp::Reverse(entry.population),
                std::cmp::Reverse(entry.from),
            )
        })
        .or_else(|| {
            // A person named outside the term of office is still that person; a state that is gone is not.
            entries
                .iter()
                .filter(|entry| entry.kind != Kind::Agent)
                .max_by_key(|entry| entry.from)
        })
}

/// Whether a name stands after "in", "at", "near": then it is a place before it is a government.
pub(super) fn placed(s: &Sentence<'_>, token: usize) -> bool {
    token.checked_sub(1).is_some_and(|prev| {
        matches!(
            s.word(prev),
            "in" | "at" | "near" | "outside" | "around" | "across"
        )
    })
}

/// A common noun that is a verb here: "officials charge", "they force", "to man".
pub(super) fn verbal(s: &Sentence<'_>, piece: &Piece<'_>) -> bool {
    if piece.entry.kind != Kind::Agent || piece.last - piece.first > 1 {
        return false;
    }
    if s.word(piece.first) == "opposition" && s.word(piece.last) == "to" {
        return true;
    }
    let Some(prev) = piece.first.checked_sub(1) else {
        return false;
    };
    (s.word(prev) == "to" || s.is(prev, Class::FUTURE.or(Class::HYPOTHETICAL)))
        && matches!(
            s.word(piece.first),
            "force"
                | "forces"
                | "people"
                | "host"
                | "guard"
                | "man"
                | "police"
                | "rebel"
                | "rebels"
                | "state"
                | "states"
                | "party"
                | "head"
                | "heads"
        )
}

/// "(AP)", "(CNN)": who carries the report, not who acts in it.
pub(super) fn agency_credit(s: &Sentence<'_>, piece: &Piece<'_>) -> bool {
    piece.first.checked_sub(1).is_some_and(|t| s.word(t) == "(")
        && s.word(piece.last) == ")"
        && piece.entry.sector.as_deref() == Some("JRN")
}

/// A common noun inside a longer trigger: "state of emergency", "military operation".
pub(super) fn in_phrase(s: &Sentence<'_>, piece: &Piece<'_>) -> bool {
    piece.entry.kind == Kind::Agent
        && s.trigger_at(piece.first)
            .is_some_and(|n| s.triggers[n].last - s.triggers[n].first > piece.last - piece.first)
}

/// An adjective that is a surname: "Joshua French and".
pub(super) fn in_name(s: &Sentence<'_>, piece: &Piece<'_>) -> bool {
    let named = |t: usize| {
        s.capital(t)
            && !s.punctuation(t)
            && t > 0
            && s.class(t) == Class::default()
            && s.trigger_at(t).is_none()
    };
    piece.entry.kind == Kind::Adjective
        && piece.first.checked_sub(1).is_some_and(named)
        && (s.punctuation(piece.last)
            || s.is(piece.last, Class::CONJUNCTION.or(Class::BE).or(Class::HAVE)))
}
