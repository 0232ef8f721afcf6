//! The trigger table: every form of every trigger in one automaton.

use super::builtin::{CLASSES, FILES};
use super::classes::WordClasses;
use super::entry::{TriggerEntry, TriggerRule};
use super::inflect::{Form, plural, verb_forms};
use chancery_codebook::EventType;
use fst::Map;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, LazyLock};

/// A trigger file is not in order.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {message}")]
pub struct TriggerError {
    /// The file.
    pub file: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// One reading of a matched form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TriggerSense {
    /// Index into [`Triggers::rules`].
    pub rule: usize,
    /// Which form of the word it is.
    pub form: Form,
}

/// A stretch of tokens that is a form of one or more triggers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TriggerHit<'t> {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Readings, those with most conditions first.
    pub senses: &'t [TriggerSense],
}

/// Conditions of one rule as word sets, in the order of [`TriggerEntry`]'s fields.
#[derive(Debug, Clone, Default)]
pub struct Conditions {
    /// What is acted on.
    pub object: HashSet<String>,
    /// Who acts.
    pub subject: HashSet<String>,
    /// Anywhere.
    pub near: HashSet<String>,
    /// Not in what is acted on.
    pub not_object: HashSet<String>,
    /// Nowhere.
    pub unless: HashSet<String>,
    /// Next word.
    pub next: HashSet<String>,
    /// Not the next word.
    pub not_next: HashSet<String>,
}

/// All triggers.
#[derive(Debug)]
pub struct Triggers {
    rules: Vec<TriggerRule>,
    conditions: Vec<Conditions>,
    map: Map<Vec<u8>>,
    senses: Vec<Vec<TriggerSense>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TriggerFile {
    event: Option<EventType>,
    #[serde(default)]
    trigger: Vec<TriggerEntry>,
}

impl Triggers {
    /// The triggers that are built into the program.
    pub fn builtin() -> Arc<Triggers> {
        static BUILTIN: LazyLock<Arc<Triggers>> = LazyLock::new(|| {
            Arc::new(Triggers::load(&[]).expect("the built-in triggers are checked by the tests"))
        });
        BUILTIN.clone()
    }

    /// The built-in triggers with further files, given as (name, contents), which are asked first.
    ///
    /// # Errors
    /// If a file is not valid TOML, an id occurs twice, or a class is unknown.
    pub fn load(user: &[(String, String)]) -> Result<Triggers, TriggerError> {
        let error = |file: &str, message: String| TriggerError {
            file: file.to_owned(),
            message,
        };
        let classes = WordClasses::parse(CLASSES).map_err(|m| error("classes.toml", m))?;
        let user = user
            .iter()
            .map(|(name, source)| (name.as_str(), source.as_str()));
        let mut rules = Vec::new();
        let mut conditions = Vec::new();
        let mut ids = HashSet::new();
        for (name, source) in user.chain(FILES.iter().copied()) {
            let file: TriggerFile =
                toml::from_str(source).map_err(|e| error(name, e.to_string()))?;
            for entry in file.trigger {
                if !ids.insert(entry.id.clone()) {
                    return Err(error(
                        name,
                        format!("trigger id `{}` occurs twice: rename one", entry.id),
                    ));
                }
                let sets = Conditions::of(&entry, &classes)
                    .map_err(|m| error(name, format!("{}: {m}", entry.id)))?;
                conditions.push(sets);
                rules.push(TriggerRule::new(entry, file.event).map_err(|m| error(name, m))?);
            }
        }
        let (map, senses) = automaton(&rules).map_err(|e| error("triggers", e.to_string()))?;
        Ok(Triggers {
            rules,
            conditions,
            map,
            senses,
        })
    }

    /// All rules.
    pub fn rules(&self) -> &[TriggerRule] {
        &self.rules
    }

    /// The rule of a sense.
    pub fn rule(&self, index: usize) -> &TriggerRule {
        &self.rules[index]
    }

    /// The conditions of a rule.
    pub fn conditions(&self, index: usize) -> &Conditions {
        &self.conditions[index]
    }

    /// Longest matches from left to right in lower-cased, folded words; a hyphen is a word of its own
    /// and is passed over inside a match.
    pub fn hits<'t>(&'t self, words: &[impl AsRef<str>]) -> Vec<TriggerHit<'t>> {
        let mut hits = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.longest(words, at) {
                Some((last, sense)) => {
                    hits.push(TriggerHit {
                        first: at,
                        last,
                        senses: &self.senses[sense as usize],
                    });
                    at = last;
                }
                None => at += 1,
            }
        }
        hits
    }

    fn longest(&self, words: &[impl AsRef<str>], first: usize) -> Option<(usize, u64)> {
        let fst = self.map.as_fst();
        let (mut node, mut output) = (fst.root(), 0);
        let mut best = None;
        for (offset, word) in words[first..].iter().enumerate() {
            let word = word.as_ref();
            if offset > 0 && word == "-" {
                continue;
            }
            let gap: &[u8] = if offset > 0 { b" " } else { b"" };
            for byte in gap.iter().copied().chain(word.bytes()) {
                let Some(index) = node.find_input(byte) else {
                    return best;
                };
                let transition = node.transition(index);
                output += transition.out.value();
                node = fst.node(transition.addr);
            }
            if node.is_final() {
                best = Some((first + offset + 1, output + node.final_output().value()));
            }
        }
        best
    }
}

impl Conditions {
    fn of(entry: &TriggerEntry, classes: &WordClasses) -> Result<Conditions, String> {
        Ok(Conditions {
            object: classes.resolve(&entry.object)?,
            subject: classes.resolve(&entry.subject)?,
            near: classes.resolve(&entry.near)?,
            not_object: classes.resolve(&entry.not_object)?,
            unless: classes.resolve(&entry.unless)?,
            next: classes.resolve(&entry.next)?,
            not_next: classes.resolve(&entry.not_next)?,
        })
    }
}

type Automaton = (Map<Vec<u8>>, Vec<Vec<TriggerSense>>);

/// Every form of every rule as one map from words to a list of senses.
fn automaton(rules: &[TriggerRule]) -> Result<Automaton, fst::Error> {
    let mut forms: BTreeMap<String, Vec<TriggerSense>> = BTreeMap::new();
    for (rule, TriggerRule { entry, .. }) in rules.iter().enumerate() {
        let mut add = |words: String, form: Form| {
            let key = words
                .replace('-', " ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            forms
                .entry(key)
                .or_default()
                .push(TriggerSense { rule, form });
        };
        for verb in &entry.verbs {
            let (head, rest) = verb
                .split_once(' ')
                .map_or((verb.as_str(), ""), |(h, r)| (h, r));
            for (word, form) in verb_forms(head) {
                add(format!("{word} {rest}"), form);
            }
        }
        for noun in &entry.nouns {
            let (before, head) = noun
                .rsplit_once(' ')
                .map_or(("", noun.as_str()), |(b, h)| (b, h));
            add(noun.clone(), Form::Noun);
            add(format!("{before} {}", plural(head)), Form::Noun);
        }
        for phrase in &entry.phrases {
            add(phrase.clone(), Form::Phrase);
        }
    }
    let mut senses = Vec::with_capacity(forms.len());
    let mut pairs = Vec::with_capacity(forms.len());
    for (index, (key, mut list)) in forms.into_iter().enumerate() {
        list.sort_by_key(|sense| (std::cmp::Reverse(rules[sense.rule].weight), sense.rule));
        pairs.push((key, index as u64));
        senses.push(list);
    }
    Ok((Map::from_iter(pairs)?, senses))
}
