//! Posts that a sentence tells of: whose they are, what became of them, and from when.

use super::super::change::changes_of;
use super::super::find::{PostAt, named, nation_at};
use super::{PostFound, Sides, Told, nearest, pair_of};
use crate::dates::DateExpression;
use crate::sentence::{Knowledge, Sentence};
use chancery_codebook::PostState;
use std::ops::Range;

impl Told {
    pub(super) fn posts(
        &mut self,
        index: usize,
        s: &Sentence<'_>,
        mut posts: Vec<PostAt>,
        sides: &Sides,
        dates: &[DateExpression],
        know: Knowledge<'_>,
    ) {
        if let Some(post) = self.taken_up(s, &posts) {
            posts.insert(0, post);
        }
        share(&mut posts);
        self.effective(index, s, &posts, dates);
        for change in changes_of(s, &posts) {
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
        dates: &[DateExpression],
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
        .find_map(|t| nation_at(s, t))
        .filter(|code| Some(code.as_str()) != host)
}

/// Whether a plural stands for the posts of both sides.
fn mutual(s: &Sentence<'_>, post: &PostAt) -> bool {
    let before = post.from.saturating_sub(3)..post.noun.start;
    let words = ["respective", "both", "their", "and"];
    before.clone().any(|t| words.contains(&s.word(t)))
        || (post.noun.end..s.len().min(post.noun.end + 3)).any(|t| s.word(t) == "and")
}
