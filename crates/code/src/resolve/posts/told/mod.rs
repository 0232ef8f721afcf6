//! What a document has told of posts so far, sentence by sentence.

mod heads;
mod posts;
mod relations;

use super::PostFound;
use super::find::{PostAt, posts_of};
use super::heads::Rank;
use super::sides::{Sides, pair_of};
use super::when::{dates_of, nearest};
use crate::dates::DateExpression;
use crate::sentence::{Knowledge, Sentence};
use chancery_codebook::DateBasis;
use jiff::civil::Date;
use std::ops::Range;

/// What has been told so far.
#[derive(Default)]
pub(super) struct Told {
    /// The last dates told, and in which sentence.
    date: Option<(usize, Date, Date)>,
    year: Option<i16>,
    /// Sender and host of the last post or head.
    pair: Option<(String, String)>,
    /// The last rank named, with its states, and its sentence.
    rank: Option<(usize, Rank)>,
    /// The last head received: index into what was found.
    head: Option<usize>,
    /// The place of the last post.
    post: Option<PostAt>,
    pub(super) found: Vec<PostFound>,
}

impl Told {
    pub(super) fn sentence(
        &mut self,
        index: usize,
        s: &Sentence<'_>,
        sides: &Sides,
        know: Knowledge<'_>,
        headline: bool,
    ) {
        let posts = posts_of(s, know);
        let dates = dates_of(s, know.published, self.year);
        if headline {
            // A headline names states and year; what happened the text below it tells to the day.
            if let Some(post) = posts
                .iter()
                .find(|p| p.sender.is_some() || p.host.is_some())
            {
                self.pair = pair_of(post.sender.as_ref(), post.host.as_ref(), sides, None);
                self.post = Some(post.clone());
            }
            self.year = dates.last().map(|d| d.first.year()).or(self.year);
            return;
        }
        self.posts(index, s, posts, sides, &dates, know);
        self.heads(index, s, sides, &dates, know);
        self.relations(index, s, sides, &dates);
        // What is told next, without a date of its own, is told of the last day named.
        if let Some(day) = dates.iter().rev().find(|d| d.first == d.last) {
            self.date = Some((index, day.first, day.last));
        }
        self.year = dates.first().map(|d| d.first.year()).or(self.year);
    }

    fn when(
        &self,
        index: usize,
        s: &Sentence<'_>,
        dates: &[DateExpression],
        cue: &Range<usize>,
        know: Option<Date>,
    ) -> Option<(Date, Date, DateBasis)> {
        if let Some((first, last)) = nearest(s, dates, cue) {
            return Some((first, last, DateBasis::Text));
        }
        self.date
            .filter(|(at, ..)| at + 2 >= index)
            .map(|(_, first, last)| (first, last, DateBasis::Context))
            .or(know.map(|day| (day, day, DateBasis::Report)))
    }
}
