//! What is told of a sentence or a document that could not be coded as it stands.

use crate::gate;
use crate::sentence::{Raw, Sentence};
use chancery_codebook::{Problem, ProblemKind};
use chancery_read::Document;

pub(super) fn unread(document: &Document, sentence: usize, reason: &str) -> Problem {
    Problem {
        kind: ProblemKind::Sentence,
        source: document.id.clone(),
        line: None,
        message: format!(
            "sentence {sentence} and those of its window: the model failed, the rules' reading stands ({reason})"
        ),
    }
}

pub(super) fn too_long(document: &Document, s: &Sentence<'_>) -> Problem {
    let opening: String = s.text.chars().take(40).collect();
    Problem {
        kind: ProblemKind::Sentence,
        source: document.id.clone(),
        line: None,
        message: format!(
            "sentence {} (`{opening}…`) has {} words, more than {}: it is passed over; break it up if it is prose",
            s.index,
            s.len(),
            gate::LONGEST
        ),
    }
}

pub(super) fn too_many(document: &Document, next: &Raw<'_>) -> Problem {
    let opening: String = next
        .text
        .split_whitespace()
        .take(6)
        .collect::<Vec<_>>()
        .join(" ");
    Problem {
        kind: ProblemKind::Partial,
        source: document.id.clone(),
        line: None,
        message: format!(
            "it has more than {} sentences: those from `{opening}…` on are not coded; if it holds many reports, make each a row or a file of its own",
            gate::MOST
        ),
    }
}
