//! Every command as a user calls it: what it prints where, what it writes, and its exit status.

mod changing;
mod coding;
#[path = "../common/mod.rs"]
mod common;
mod desk;
mod eval;
mod exchange;
mod explaining;
mod feed;
mod help;
mod inputs;
mod lexicon;
mod manners;
mod models;
mod reading;
mod record;
mod relations;
mod scorer;
#[path = "../../../../tests/snapshot.rs"]
mod snapshot;
mod snapshots;
mod streams;
