//! The gate: a sentence without a trigger word, or without a party anywhere near, is read no further.

use crate::sentence::Sentence;

/// Longest sentence, in tokens, that is read; longer ones are lists and tables that lost their breaks.
pub(crate) const LONGEST: usize = 250;

/// Most sentences of one report that are read: a long novel has some 20,000. What is longer is a dump of many reports
/// that should be told apart, and would hold gigabytes of records in memory at once.
pub(crate) const MOST: usize = 20_000;

/// Whether a sentence can hold an act: it has a trigger, and it or its document names a party.
pub(crate) fn passes(s: &Sentence<'_>, document_has_party: bool) -> bool {
    !s.caption && !s.triggers.is_empty() && (document_has_party || !s.mentions.is_empty())
}

/// Whether a sentence can hold a presence statement: a word for staff or a post, and a party.
pub(crate) fn may_state_presence(s: &Sentence<'_>) -> bool {
    !s.mentions.is_empty()
        && s.words.iter().any(|word| {
            matches!(
                word.as_str(),
                "diplomats"
                    | "staff"
                    | "employees"
                    | "personnel"
                    | "staffers"
                    | "envoys"
                    | "ambassadors"
                    | "embassy"
                    | "consulate"
                    | "mission"
            )
        })
}
