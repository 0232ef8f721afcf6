//! Word classes: the `@names` that trigger conditions use.

use super::inflect::plural;
use std::collections::{BTreeMap, HashSet};

/// Named sets of words, lower case, singular and plural.
#[derive(Debug, Clone, Default)]
pub struct WordClasses {
    sets: BTreeMap<String, HashSet<String>>,
}

impl WordClasses {
    /// Reads `name = ["word", …]` tables; plurals are added. A class may contain `@other` classes
    /// that stand before it in the alphabet or the file.
    ///
    /// # Errors
    /// In words, if it is not valid TOML or a class names an unknown one.
    pub fn parse(source: &str) -> Result<WordClasses, String> {
        let raw: BTreeMap<String, Vec<String>> =
            toml::from_str(source).map_err(|e| e.to_string())?;
        let mut sets = BTreeMap::new();
        for name in raw.keys() {
            let mut set = HashSet::new();
            expand(&raw, name, &mut set, 0)?;
            sets.insert(name.clone(), set);
        }
        Ok(WordClasses { sets })
    }

    /// Turns a condition's words and `@classes` into one set.
    ///
    /// # Errors
    /// In words, if a class is unknown.
    pub fn resolve(&self, words: &[String]) -> Result<HashSet<String>, String> {
        let mut set = HashSet::new();
        for word in words {
            match word.strip_prefix('@') {
                Some(class) => set.extend(self.get(class)?.iter().cloned()),
                None => {
                    set.insert(plural(word));
                    set.insert(word.clone());
                }
            }
        }
        Ok(set)
    }

    fn get(&self, class: &str) -> Result<&HashSet<String>, String> {
        self.sets
            .get(class)
            .ok_or_else(|| format!("unknown word class `@{class}`: add it to classes.toml"))
    }
}

fn expand(
    raw: &BTreeMap<String, Vec<String>>,
    name: &str,
    set: &mut HashSet<String>,
    depth: usize,
) -> Result<(), String> {
    if depth > 8 {
        return Err(format!("word class `@{name}` contains itself"));
    }
    let words = raw
        .get(name)
        .ok_or_else(|| format!("unknown word class `@{name}`"))?;
    for word in words {
        match word.strip_prefix('@') {
            Some(other) => expand(raw, other, set, depth + 1)?,
            None => {
                set.insert(plural(word));
                set.insert(word.clone());
            }
        }
    }
    Ok(())
}
