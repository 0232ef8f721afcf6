//! The interface for programs, under `/api/v1`: the same filters and names as the command line and the record.

mod dyads;
mod export;
mod feed;
mod openapi;
mod record;

pub(crate) use dyads::{exchanges, forecast, presence, reciprocity, series};
pub(crate) use export::export;
pub(crate) use feed::feed;
pub(crate) use openapi::{index, openapi};
pub(crate) use record::{
    changes, claims, codebook, corrections, documents, event, events, facets, gold, motion,
    outlets, schema, stats,
};
