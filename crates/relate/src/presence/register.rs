//! The register of one directed pair.

use super::change::{Change, Claim, Contradiction};
use super::fold::Fold;
use super::merge::merge;
use super::rules::Rules;
use super::staff::{Ledger, StaffLine};
use super::standing::{Head, MissionStatus, Post, PostStatus, State};
use super::statement::Statement;
use super::step;
use crate::Act;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What one state keeps in another, over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// Country code of the state whose posts and people these are.
    pub sender: String,
    /// Country code of the state that they are in.
    pub host: String,
    /// What the arithmetic supposes.
    pub rules: Rules,
    /// All changes in the order of time, each with its claims.
    pub changes: Vec<Change>,
    /// Claims that do not go together.
    pub contradictions: Vec<Contradiction>,
}

/// The register on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The day.
    pub on: Date,
    /// The highest form of presence; none where a change may or may not have happened by the day.
    pub status: Option<MissionStatus>,
    /// The forms that are possible, where it is none.
    pub possible: Vec<MissionStatus>,
    /// The posts, closed ones too.
    pub posts: Vec<Post>,
    /// The head of mission.
    pub head: Option<Head>,
    /// The staff.
    pub staff: Vec<StaffLine>,
    /// The contradictions of claims up to the day.
    pub contradictions: Vec<Contradiction>,
}

/// A turn of the highest form of presence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transition {
    /// What it became.
    pub status: MissionStatus,
    /// First day on which it can have.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// The claims behind it.
    pub claims: Vec<Claim>,
}

impl Snapshot {
    /// The highest form of presence, or those that are possible, in words. That no claim tells of an embassy does not
    /// say that there is none.
    pub fn mission_in_words(&self) -> String {
        match self.status {
            Some(MissionStatus::None) => "none that a claim tells of".to_owned(),
            Some(status) => status.as_str().to_owned(),
            None => {
                let forms: Vec<&str> = self.possible.iter().map(|s| s.as_str()).collect();
                format!("one of: {}", forms.join(", "))
            }
        }
    }
}

impl Register {
    /// Folds acts and statements, in any order, into the register of what `sender` keeps in `host`.
    pub fn fold(sender: &str, host: &str, acts: &[Act], statements: &[Statement]) -> Register {
        Register::fold_with(sender, host, acts, statements, Rules::default())
    }

    /// The same under other suppositions.
    pub fn fold_with(
        sender: &str,
        host: &str,
        acts: &[Act],
        statements: &[Statement],
        rules: Rules,
    ) -> Register {
        let mut found: Vec<Change> = acts
            .iter()
            .flat_map(|act| step::of_act(act, sender, host))
            .collect();
        found.extend(
            statements
                .iter()
                .filter(|s| s.sender == sender && s.host == host)
                .filter_map(step::of_statement),
        );
        let changes = merge(found);
        let mut fold = Fold::new(&changes, rules);
        for index in 0..changes.len() {
            fold.apply(index);
        }
        let mut contradictions = fold.contradictions;
        contradictions.extend(Ledger::new(&changes, rules).contradictions());
        contradictions
            .sort_by_cached_key(|c| (c.date, c.conflict, c.later.clone(), c.earlier.clone()));
        Register {
            sender: sender.to_owned(),
            host: host.to_owned(),
            rules,
            changes,
            contradictions,
        }
    }

    /// The register as it stands on a day, by all claims that are known.
    pub fn at(&self, on: Date) -> Snapshot {
        let certain = self.state(|change| change.last <= on);
        let possible = self.state(|change| change.first <= on);
        let mut forms = vec![certain.status(), possible.status()];
        forms.dedup();
        let mut posts = possible.posts;
        for post in &mut posts {
            // A change that may not have happened yet leaves the post between what it was and what it becomes.
            let before = certain
                .posts
                .iter()
                .find(|p| p.kind == post.kind && (p.kind.diplomatic() || p.city == post.city));
            let was = before.map_or(PostStatus::Closed, |p| p.status);
            if post.since_first <= on && on < post.since_last && was != post.status {
                post.status = PostStatus::Unknown;
            }
        }
        Snapshot {
            on,
            status: (forms.len() == 1).then(|| forms[0]),
            possible: if forms.len() == 1 { Vec::new() } else { forms },
            posts,
            head: possible.head,
            staff: Ledger::new(&self.changes, self.rules).lines(on),
            contradictions: self
                .contradictions
                .iter()
                .filter(|c| c.date <= on)
                .cloned()
                .collect(),
        }
    }

    /// The turns of the highest form of presence, in the order of time.
    pub fn transitions(&self) -> Vec<Transition> {
        let mut found: Vec<Transition> = Vec::new();
        let mut fold = Fold::new(&self.changes, self.rules);
        let mut status = MissionStatus::None;
        for (index, change) in self.changes.iter().enumerate() {
            fold.apply(index);
            let now = fold.state.status();
            if now == status && !fold.reopened {
                continue;
            }
            // Of the turns of one day the last one stands.
            if change.first == change.last
                && found
                    .last()
                    .is_some_and(|t| t.first == change.first && t.last == change.last)
            {
                found.pop();
                status = found.last().map_or(MissionStatus::None, |t| t.status);
                if now == status {
                    continue;
                }
            }
            status = now;
            found.push(Transition {
                status: now,
                first: change.first,
                last: change.last,
                claims: change.claims.clone(),
            });
        }
        found
    }

    /// The changes from one day to another, both included.
    pub fn history(&self, from: Date, to: Date) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(move |change| change.last >= from && change.first <= to)
    }

    fn state(&self, include: impl Fn(&Change) -> bool) -> State {
        let mut fold = Fold::new(&self.changes, self.rules);
        for (index, change) in self.changes.iter().enumerate() {
            if include(change) {
                fold.apply(index);
            }
        }
        fold.state
    }
}
