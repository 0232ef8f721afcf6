//! What happens when something breaks: the rows of docs/reliability.md.
#![cfg(feature = "cli")]

#[path = "../common/mod.rs"]
mod common;
#[cfg(unix)]
mod drill;
mod faults;
#[cfg(unix)]
mod resume;
#[cfg(unix)]
mod support;
