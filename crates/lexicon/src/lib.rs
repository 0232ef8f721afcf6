//! The lexicon: parties, offices and their holders, places and trigger words, matched by automata.

mod audit;
mod capitals;
mod countries;
mod entry;
mod error;
mod fold;
mod index;
mod lexicon;
mod masks;
mod matcher;
pub mod petrarch;
mod sources;
mod table;
mod token;
mod triggers;

pub use entry::{Entry, Kind, Source};
pub use error::LexiconError;
pub use fold::fold;
pub use lexicon::Lexicon;
pub use matcher::Hit;
pub use petrarch::import_petrarch;
pub use token::{Token, tokenize};
pub use triggers::{
    Complement, Form, Needs, Roles, TriggerEntry, TriggerError, TriggerHit, TriggerRule,
    TriggerSense, Triggers, WordClasses, plural, verb_forms,
};
