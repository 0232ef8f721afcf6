//! What people may write: reports, corrections, decisions about merging; only with the word that the server was started
//! with, and only from its own pages or from programs that know the word.

mod allow;
mod forms;

pub(crate) use allow::sign_in;
pub(crate) use forms::{add, correct, merge, read_form};
