//! The state of posts, of heads of mission and of relations, told of a document's sentences one after the other.
//!
//! Two of these stand in no event: the rank of a post ("the Legation was raised to Embassy status") and where a head
//! of mission resides. The others are told beside the event, so that whoever keeps the register of posts need not read
//! the sentence again. Told are only states that a sentence dates or that follow a dated one.

mod change;
mod find;
mod heads;
mod relations;
mod sides;
mod when;
mod words;

use crate::sentence::{Knowledge, Sentence};
use chancery_codebook::{DateBasis, PostState};
use chancery_read::Document;
use find::{PostAt, named, posts_of};
use heads::{Rank, ranks_of, received_in, residence_in};
use jiff::civil::Date;
use sides::Sides;
use std::ops::Range;
use when::{dates_of, nearest};

/// The state of a post before it becomes a record.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PostFound {
    /// Index of the sentence among those given.
    pub(crate) sentence: usize,
    pub(crate) sender: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) post: Option<String>,
    pub(crate) state: PostState,
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) basis: DateBasis,
    /// Tokens of the words that say so.
    pub(crate) cue: Range<usize>,
}

/// What has been told so far.
#[derive(Default)]
struct Told {
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
    found: Vec<PostFound>,
}

/// The states of posts that a document tells.
pub(crate) fn posts_told(
    sentences: &[&Sentence<'_>],
    document: &Document,
    know: Knowledge<'_>,
) -> Vec<PostFound> {
    if !sentences.iter().any(|s| speaks_of_posts(s)) {
        return Vec::new();
    }
    let title = document.title.as_deref();
    let sides = Sides::of(
        sentences.iter().copied(),
        title,
        document.outlet.as_deref(),
        know.lexicon,
    );
    let mut told = Told::default();
    for (index, s) in sentences.iter().enumerate() {
        if s.caption || s.len() > crate::gate::LONGEST {
            continue;
        }
        let headline = index == 0
            && sentences.len() > 1
            && title.is_some_and(|title| title.contains(s.text.trim()));
        told.sentence(index, s, &sides, know, headline);
    }
    told.found
}

/// Whether a sentence has a word for a post, a head of mission's letters or relations.
fn speaks_of_posts(s: &Sentence<'_>) -> bool {
    (0..s.len()).any(|t| {
        matches!(s.word(t), "credentials" | "credence" | "relations")
            || words::WORDS.post_at(s, t).is_some()
    })
}

impl Told {
    fn sentence(
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
        dates: &[crate::dates::DateExpression],
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

    fn relations(
        &mut self,
        index: usize,
        s: &Sentence<'_>,
        sides: &Sides,
        dates: &[crate::dates::DateExpression],
    ) {
        for turn in relations::turns_of(s) {
            let Some((first, last, basis)) = self.when(index, s, dates, &turn.cue, None) else {
                continue;
            };
            let mut states = turn.sides.clone();
            states.dedup();
            let pair = match states.as_slice() {
                [a, b, ..] => Some((a.clone(), b.clone())),
                [a] => self
                    .pair
                    .clone()
                    .filter(|(x, y)| x == a || y == a)
                    .or_else(|| sides.other(a).map(|b| (a.clone(), b))),
                [] => self.pair.clone().or_else(|| sides.pair()),
            };
            let Some((a, b)) = pair else { continue };
            for (sender, host) in [(&a, &b), (&b, &a)] {
                self.found.push(PostFound {
                    sentence: index,
                    sender: Some(sender.clone()),
                    host: Some(host.clone()),
                    post: None,
                    state: turn.state,
                    first,
                    last,
                    basis,
                    cue: turn.cue.clone(),
                });
            }
        }
    }

    fn posts(
        &mut self,
        index: usize,
        s: &Sentence<'_>,
        mut posts: Vec<PostAt>,
        sides: &Sides,
        dates: &[crate::dates::DateExpression],
        know: Knowledge<'_>,
    ) {
        if let Some(post) = self.taken_up(s, &posts) {
            posts.insert(0, post);
        }
        share(&mut posts);
        self.effective(index, s, &posts, dates);
        for change in change::changes_of(s, &posts) {
            let post = &posts[change.post];
            let Some((first, last, basis)) =
                self.when(index, s, dates, &change.cue, know.published)
            else {
                continue;
            };
            let (mut sender, mut host) = (post.sender.clone(), post.host.clone());
            if let Some(named) = sides.rather(host.as_deref(), sender.as_deref()) {
                // A city of that name lies in a state of which the report does not speak.
                host = Some(named);
            }
            if sender.is_none() {
                // "The United States opened a consulate in Dhaka": the subject of an active verb.
                sender = owner(s, post, &change.cue, host.as_deref());
            }
            let Some((sender, host)) =
                pair_of(sender.as_ref(), host.as_ref(), sides, self.pair.as_ref())
            else {
                continue;
            };
            let mut pairs = vec![(sender.clone(), host.clone())];
            let raised = change.state == PostState::Raised;
            let both = |p: &PostAt| p.plural && mutual(s, p);
            if both(post) || raised && posts.iter().any(both) {
                pairs.push((host.clone(), sender.clone()));
            }
            for (n, (sender, host)) in pairs.into_iter().enumerate() {
                self.found.push(PostFound {
                    sentence: index,
                    sender: Some(sender),
                    host: Some(host),
                    post: Some(if n == 0 {
                        post.name()
                    } else {
                        named(&post.kind, None)
                    }),
                    state: change.state,
                    first,
                    last,
                    basis,
                    cue: change.cue.clone(),
                });
            }
            self.pair = Some((sender, host));
        }
        if let Some(post) = posts.into_iter().next() {
            if let Some(pair) = pair_of(post.sender.as_ref(), post.host.as_ref(), sides, None)
                && self.pair.is_none()
            {
                self.pair = Some(pair);
            }
            self.post = Some(post);
        }
    }

    /// "It closed in 1921", "The post was closed": the post told of before.
    fn taken_up(&self, s: &Sentence<'_>, posts: &[PostAt]) -> Option<PostAt> {
        let noun = match (s.word(0), s.word(1)) {
            ("it", _) => 0..1,
            ("the" | "this" | "that", "post" | "office" | "agency" | "mission" | "section") => 0..2,
            _ => return None,
        };
        let told = self.post.as_ref()?;
        let own = posts.first().is_some_and(|p| p.from <= noun.end);
        (!own).then(|| PostAt {
            tokens: noun.clone(),
            noun,
            from: 0,
            plural: false,
            ..told.clone()
        })
    }

    /// "The change in status became effective on …": the day of what was raised in the sentence before.
    fn effective(
        &mut self,
        index: usize,
        s: &Sentence<'_>,
        posts: &[PostAt],
        dates: &[crate::dates::DateExpression],
    ) {
        let Some(t) = (0..s.len()).find(|&t| s.word(t) == "effective" || s.word(t) == "effect")
        else {
            return;
        };
        if !posts.is_empty() {
            return;
        }
        let Some((first, last)) = nearest(s, dates, &(t..t + 1)) else {
            return;
        };
        for found in &mut self.found {
            if found.sentence + 1 == index && found.state == PostState::Raised {
                found.first = first;
                found.last = last;
            }
        }
    }

    fn heads(
        &mut self,
        index: usize,
        s: &Sentence<'_>,
        sides: &Sides,
        dates: &[crate::dates::DateExpression],
        know: Knowledge<'_>,
    ) {
        let ranks = ranks_of(s, know);
        let residence = residence_in(s, know);
        let received = received_in(s, know, &ranks);
        let alone = received.is_empty();
        for head in received {
            let carried = self
                .rank
                .as_ref()
                .filter(|(at, _)| at + 3 >= index)
                .map(|(_, rank)| rank);
            let mut rank = head.rank.clone();
            let (mut sender, mut host) = (head.sender.clone(), head.host.clone());
            if rank.is_none() {
                rank = carried.map(|r| r.name.clone());
                if sender.is_none() {
                    sender = carried.and_then(|r| r.sender.clone());
                    host = host.or_else(|| carried.and_then(|r| r.host.clone()));
                }
            }
            let Some((first, last, basis)) = self.when(index, s, dates, &head.cue, know.published)
            else {
                continue;
            };
            if sender == host {
                sender = None;
            }
            let Some((sender, host)) =
                pair_of(sender.as_ref(), host.as_ref(), sides, self.pair.as_ref())
            else {
                continue;
            };
            let rank = rank.unwrap_or_else(|| "Envoy".to_owned());
            let resident = self.resident(s, &host, residence.as_ref());
            self.pair = Some((sender.clone(), host.clone()));
            self.head = Some(self.found.len());
            self.found.push(PostFound {
                sentence: index,
                sender: Some(sender),
                host: Some(host),
                post: Some(head_name(&rank, resident.as_ref())),
                state: PostState::Opened,
                first,
                last,
                basis,
                cue: head.cue,
            });
        }
        if alone && let Some(residence) = residence {
            self.reside(index, s, &ranks, &residence, sides);
        }
        if let Some(rank) = ranks.into_iter().next_back() {
            self.rank = Some((index, rank));
        }
    }

    /// "resident at Bridgetown", "the first resident ambassador".
    fn resident(
        &self,
        s: &Sentence<'_>,
        host: &str,
        residence: Option<&heads::Residence>,
    ) -> Option<(bool, Option<String>)> {
        if let Some(residence) = residence {
            let here = match residence.state.as_deref() {
                Some(state) => state == host,
                None => return None,
            };
            return Some((here, residence.city.clone()));
        }
        (0..s.len())
            .find(|&t| {
                matches!(s.word(t), "resident" | "nonresident")
                    && words::WORDS.head_at(s, t + 1).is_some()
            })
            .map(|t| {
                let not = s.word(t) == "nonresident" || t >= 2 && s.word(t - 2) == "non";
                (!not, None)
            })
    }

    /// A residence told in a sentence of its own: of the head told before it, or of the ranks that it names.
    fn reside(
        &mut self,
        index: usize,
        s: &Sentence<'_>,
        ranks: &[Rank],
        residence: &heads::Residence,
        sides: &Sides,
    ) {
        let plural = ranks.iter().find(|r| r.plural);
        let moved = (0..s.len()).any(|t| matches!(s.word(t), "transferred" | "handled"));
        if plural.is_some() || moved {
            let Some((sender, host)) = self.pair.clone().or_else(|| sides.pair()) else {
                return;
            };
            let (Some((at, first, last)), Some(state)) = (self.date, residence.state.as_deref())
            else {
                return;
            };
            if at + 2 < index || state == host || state == sender {
                return;
            }
            let rank = plural.map_or("Ambassador", |r| r.name.as_str());
            self.found.push(PostFound {
                sentence: index,
                sender: Some(sender),
                host: Some(host),
                post: Some(head_name(rank, Some(&(false, residence.city.clone())))),
                state: PostState::Open,
                first,
                last,
                basis: DateBasis::Context,
                cue: 0..1,
            });
            return;
        }
        let Some(head) = self.head.and_then(|at| self.found.get_mut(at)) else {
            return;
        };
        if head.sentence + 2 < index {
            return;
        }
        if let (Some(post), Some(host), Some(state)) = (&head.post, &head.host, &residence.state)
            && !post.contains("esident")
        {
            let here = state == host;
            head.post = Some(head_name(post, Some(&(here, residence.city.clone()))));
        }
    }
}

/// "Ambassador", "Nonresident Ambassador in Bridgetown".
fn head_name(rank: &str, resident: Option<&(bool, Option<String>)>) -> String {
    match resident {
        None => rank.to_owned(),
        Some((here, city)) => {
            let word = if *here { "Resident" } else { "Nonresident" };
            named(&format!("{word} {rank}"), city.as_deref())
        }
    }
}

/// What one post of a sentence lacks another may have: "the Legation in Tirana was raised to an Embassy".
fn share(posts: &mut [PostAt]) {
    for at in 1..posts.len() {
        let (before, rest) = posts.split_at_mut(at);
        let (Some(first), Some(post)) = (before.last(), rest.first_mut()) else {
            continue;
        };
        let same = post.sender.is_none() || first.sender.is_none() || post.sender == first.sender;
        if same && post.host.is_none() && post.city.is_none() {
            post.host = first.host.clone();
            post.city = first.city.clone();
            if post.sender.is_none() {
                post.sender = first.sender.clone();
            }
        }
    }
}

/// The state that the words of the subject name, for a post that is its own.
fn owner(
    s: &Sentence<'_>,
    post: &PostAt,
    cue: &Range<usize>,
    host: Option<&str>,
) -> Option<String> {
    let passive = cue.start.saturating_sub(3)..cue.start;
    let passive = passive
        .into_iter()
        .any(|t| matches!(s.word(t), "was" | "were" | "been"));
    if cue.start >= post.from || passive {
        return None;
    }
    let clause = (0..cue.start)
        .rev()
        .find(|&t| matches!(s.word(t), ";" | "that" | "when" | "after" | "while"))
        .map_or(0, |t| t + 1);
    (clause..cue.start)
        .find_map(|t| find::nation_at(s, t))
        .filter(|code| Some(code.as_str()) != host)
}

/// Whether a plural stands for the posts of both sides.
fn mutual(s: &Sentence<'_>, post: &PostAt) -> bool {
    let before = post.from.saturating_sub(3)..post.noun.start;
    let words = ["respective", "both", "their", "and"];
    before.clone().any(|t| words.contains(&s.word(t)))
        || (post.noun.end..s.len().min(post.noun.end + 3)).any(|t| s.word(t) == "and")
}

/// Sender and host out of what is known of them, what was told before, and what the report is about.
fn pair_of(
    sender: Option<&String>,
    host: Option<&String>,
    sides: &Sides,
    before: Option<&(String, String)>,
) -> Option<(String, String)> {
    match (sender, host) {
        (Some(a), Some(b)) if a != b => Some((a.clone(), b.clone())),
        (Some(a), _) => before
            .filter(|(x, _)| x == a)
            .cloned()
            .or_else(|| {
                before
                    .filter(|(_, y)| y == a)
                    .map(|(x, y)| (y.clone(), x.clone()))
            })
            .or_else(|| sides.other(a).map(|b| (a.clone(), b))),
        (None, Some(b)) => before
            .filter(|(_, y)| y == b)
            .cloned()
            .or_else(|| {
                before
                    .filter(|(x, _)| x != b)
                    .map(|(x, _)| (x.clone(), b.clone()))
            })
            .or_else(|| sides.publisher().filter(|p| p != b).map(|p| (p, b.clone())))
            .or_else(|| sides.other(b).map(|a| (a, b.clone()))),
        (None, None) => before.cloned().or_else(|| sides.pair()),
    }
}
