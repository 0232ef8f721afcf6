//! One act as the reader sees it: trigger words, type, and mentions in their roles.

use crate::model::Probabilities;
use crate::resolve::Past;
use crate::sentence::VerbForm;
use chancery_codebook::{EventType, Measure, Mode, Status};
use chancery_lexicon::{Complement, Roles};
use std::ops::Range;

/// What a rule did to an act, for `explain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) rule: &'static str,
    pub(crate) detail: String,
}

/// One act in one sentence; parties are indices into the sentence's mentions.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    /// The trigger's tokens.
    pub(crate) trigger: Range<usize>,
    /// Rule of the trigger table; none where the model found words that no rule has.
    pub(crate) rule: Option<usize>,
    pub(crate) event: EventType,
    pub(crate) mode: Option<Mode>,
    pub(crate) measure: Option<Measure>,
    pub(crate) context: Vec<String>,
    pub(crate) roles: Roles,
    pub(crate) complement: Option<Complement>,
    /// The type of the act that this one promises, refuses, threatens or asks.
    pub(crate) content: Option<EventType>,
    /// Each does it to the other: no recipient is looked for.
    pub(crate) mutual: bool,
    /// A result told beside its act.
    pub(crate) result: bool,
    /// `None` for a noun or a fixed phrase.
    pub(crate) form: Option<VerbForm>,
    /// Where who acts stands.
    pub(crate) subject: Range<usize>,
    /// Where what is acted on stands.
    pub(crate) object: Range<usize>,
    pub(crate) actors: Vec<usize>,
    pub(crate) recipients: Vec<usize>,
    /// Parties that only earlier sentences name.
    pub(crate) past_actors: Vec<Past>,
    pub(crate) past_recipients: Vec<Past>,
    pub(crate) speakers: Vec<usize>,
    pub(crate) place: Option<usize>,
    pub(crate) status: Status,
    /// Words that decided the status.
    pub(crate) status_words: Option<Range<usize>>,
    /// Told as background, where the model says so.
    pub(crate) historical: bool,
    /// How probable type and parties are, where the model says so.
    pub(crate) confidence: Option<f64>,
    /// How sure the model is of each part, where it read the act.
    pub(crate) probabilities: Option<Probabilities>,
    pub(crate) notes: Vec<Note>,
}

impl Act {
    pub(crate) fn note(&mut self, rule: &'static str, detail: impl Into<String>) {
        self.notes.push(Note {
            rule,
            detail: detail.into(),
        });
    }

    /// Whether the act is told by a verb.
    pub(crate) fn verbal(&self) -> bool {
        self.form.is_some()
    }

    /// All tokens from the subject to the end of the object.
    pub(crate) fn extent(&self) -> Range<usize> {
        let start = self.trigger.start.min(if self.subject.is_empty() {
            usize::MAX
        } else {
            self.subject.start
        });
        start..self.trigger.end.max(self.object.end)
    }
}
