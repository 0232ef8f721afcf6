//! The rule-based reader: step two of the coder, over the lexicon and shallow syntax.
//!
//! Each trigger word is asked for its frame (`acts`), who stands where (`clause`, `roles`), what the words
//! around it say of its reality (`status`), whether it is the content of a promise, refusal, threat or
//! request (`complement`), who says it (`speech`), and which of several words tell one act (`merge`).

mod act;
mod acts;
mod arrange;
mod blame;
mod clause;
mod complement;
mod confidence;
mod diplomacy;
mod meetings;
mod merge;
mod nominal;
mod roles;
mod speech;
mod status;
mod subjects;
mod unwilling;
mod verbal;

pub(crate) use act::Act;
pub(crate) use acts::{bare_act, read_acts};
pub(crate) use confidence::confidence;
pub(crate) use meetings::settle;

use crate::sentence::{Knowledge, Sentence};

/// Step two of the coder: the acts of one sentence. The rules are one reader; a model can be another.
pub(crate) trait Reader: Send + Sync + std::fmt::Debug {
    /// Name and version, as in a record's `made_by`.
    fn name(&self) -> String;

    /// Reads the acts of one sentence, in the order of their words.
    fn read(&self, sentence: &Sentence<'_>, know: Knowledge<'_>) -> Vec<Act>;
}

/// The rule-based reader.
#[derive(Debug, Default)]
pub(crate) struct Rules;

impl Reader for Rules {
    fn name(&self) -> String {
        format!("rules {}", env!("CARGO_PKG_VERSION"))
    }

    fn read(&self, sentence: &Sentence<'_>, know: Knowledge<'_>) -> Vec<Act> {
        let mut acts = read_acts(sentence, know);
        merge::drop_objects(sentence, &mut acts, know);
        status::judge(sentence, &mut acts, know);
        unwilling::refuse(sentence, &mut acts);
        complement::fold(sentence, &mut acts, know);
        speech::ascribe(sentence, &mut acts);
        blame::attribute(sentence, &mut acts);
        acts.retain(|act| acts::complete(sentence, act, know));
        merge::merge(sentence, acts)
    }
}
