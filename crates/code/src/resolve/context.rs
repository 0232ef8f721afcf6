//! PLOVER contexts of an act: of its trigger, and of telling words around it.

use crate::rules::Act;
use crate::sentence::Sentence;
use chancery_codebook::Codebook;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

const CONTEXTS: &str = include_str!("../../../../data/code/contexts.toml");

/// Word -> contexts.
static BY_WORD: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let raw: BTreeMap<String, Vec<String>> =
        toml::from_str(CONTEXTS).expect("data/code/contexts.toml is checked by the tests");
    let mut map: HashMap<String, Vec<String>> = HashMap::new();
    for (context, words) in raw {
        for word in words {
            map.entry(word).or_default().push(context.clone());
        }
    }
    map
});

/// The contexts of an act, in the codebook's order.
pub(crate) fn contexts(s: &Sentence<'_>, act: &Act) -> Vec<String> {
    let extent = act.extent();
    let mut found: Vec<&str> = act.context.iter().map(String::as_str).collect();
    for token in extent.start..extent.end.min(s.len()) {
        if let Some(contexts) = BY_WORD.get(s.word(token)) {
            found.extend(contexts.iter().map(String::as_str));
        }
    }
    Codebook::builtin()
        .contexts
        .iter()
        .filter(|term| found.contains(&term.code.as_str()))
        .map(|term| term.code.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_context_of_the_word_list_is_in_the_codebook() {
        let known: Vec<&str> = Codebook::builtin()
            .contexts
            .iter()
            .map(|t| t.code.as_str())
            .collect();
        for context in BY_WORD.values().flatten() {
            assert!(known.contains(&context.as_str()), "{context}");
        }
    }
}
