//! Step three of the coder: parties to countries, dates to ranges, numbers, places, answers, presence.

mod answers;
mod context;
mod dates;
mod fill;
mod history;
mod pairs;
mod parties;
mod places;
mod posts;
mod presence;
mod quantities;
mod record;

pub(crate) use answers::{answers_object, earlier_acts, link_answers};
pub(crate) use dates::date_of;
pub(crate) use fill::fill;
pub(crate) use history::{History, Past, Told};
pub(crate) use parties::{complete, resolve_mentions};
pub(crate) use places::place_of;
pub(crate) use posts::{PostFound, posts_told};
pub(crate) use presence::{Found, presence_of};
pub(crate) use quantities::quantity_record;
pub(crate) use record::{CharIndex, Cite, build_event, stable_id};
