//! Between a socket and a page: requests in, replies out, what is kept and what is refused.

mod ask;
mod guard;
mod keep;
mod listen;
mod pool;
mod query;
mod reply;

pub(crate) use ask::Ask;
pub(crate) use guard::{guard, own_name};
pub(crate) use keep::Keep;
pub(crate) use listen::listen;
pub(crate) use pool::Pool;
pub(crate) use query::{FILTER, LISTS, Query, country, in_order};
pub(crate) use reply::{Fault, Kind, Reply};
