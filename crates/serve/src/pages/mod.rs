//! The pages: one file each, with the template of the same name. Each page's data is also its JSON.

mod about;
mod base;
mod codebook;
mod document;
pub(crate) mod dyad;
mod event;
mod explore;
mod fault;
mod front;
mod lines;
mod marks;
mod read;
mod sources;

pub(crate) use about::about;
pub(crate) use base::Base;
pub(crate) use codebook::codebook;
pub(crate) use document::{document, href as document_href};
pub(crate) use event::event;
pub(crate) use explore::{explore, page_of};
pub(crate) use fault::fault;
pub(crate) use front::front;
pub(crate) use lines::{ActLine, EventLine};
pub(crate) use marks::Segment;
pub(crate) use read::{Given, read, read_text};
pub(crate) use sources::sources;
