//! Trigger words: what says an act, loaded from `data/lexicon/triggers/*.toml` and matched by an automaton.

mod builtin;
mod classes;
mod entry;
mod inflect;
mod table;

pub use classes::WordClasses;
pub use entry::{Complement, Needs, Roles, TriggerEntry, TriggerRule};
pub use inflect::{Form, plural, verb_forms};
pub use table::{TriggerError, TriggerHit, TriggerSense, Triggers};
