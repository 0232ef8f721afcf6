//! Who answered whom: links from answers to acts, exchanges out of links, and waves of many states.
//!
//! A link that a text states is taken as it is. Where no text says anything, each act is asked which earlier
//! act of the other side it answers, if any: a conditional logit (McFadden 1974) over the candidates and
//! "none", whose weights are a data file (`crates/relate/data/links.toml`) fitted on the reference table.
//! Every link carries its reason.

mod bounds;
mod candidates;
mod chains;
mod decide;
mod evaluate;
mod features;
mod fit;
mod index;
mod link;
mod model;
mod options;
mod passes;
mod stated;
mod waves;
mod words;

pub(crate) use bounds::Kind;
pub use bounds::{Days, Ratio};
pub use chains::{Exchange, exchanges};
pub use evaluate::{LinkEvaluation, Tally, cross_validate};
pub(crate) use index::day;
pub use link::{Evidence, Link, Reason};
pub use model::{LinkModel, LinkModelError};
pub use options::LinkOptions;
pub use waves::{Wave, WaveOptions, waves};

use crate::Act;
use index::Index;

/// Links answers to the acts that they answer.
///
/// The result does not depend on the order of `acts`; it is sorted by date and id of the answer. No act
/// answers itself, an act of its own side, or a later act; no chain of links comes back to where it began.
/// An act has one link by fit at most, and none where a text states one; several acts may answer the same.
///
/// Time grows with `n log n`: of each act at most 12 earlier ones are candidates.
///
/// ```
/// use chancery_relate::{exchanges::{LinkOptions, link}, reference};
/// let table = "id,date,actor,recipient,measure,count_low,count_high,unit,posts,trigger,answers_id,sources,agreement\n\
///     a,2000-05-02,FJI,TON,expulsion,2,2,diplomats,,alleged meddling,,https://example.org/a,single\n\
///     b,2000-05-04,TON,FJI,expulsion,2,2,diplomats,,no reason in source,,https://example.org/b,single\n";
/// let links = link(&reference::parse(table)?, &LinkOptions::default());
/// assert_eq!((links[0].answer.as_str(), links[0].answered.as_str()), ("b", "a"));
/// assert_eq!((links[0].delay.low, links[0].delay.high), (2, 2));
/// # Ok::<(), chancery_relate::reference::ReferenceError>(())
/// ```
pub fn link(acts: &[Act], options: &LinkOptions) -> Vec<Link> {
    let index = Index::new(acts, options);
    let stated = if options.stated {
        stated::links(acts)
    } else {
        Vec::new()
    };
    let answering = stated::answering(&index, &stated);
    let chances = passes::chances(&index, &options.model, &answering);
    decide::decide(&index, options, stated, &answering, &chances)
}
