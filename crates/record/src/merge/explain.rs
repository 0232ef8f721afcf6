//! Why the claims of an event stand together.

use super::compare::Term;
use super::forest::Merger;
use super::membership::place_of;
use super::rules::MergeRules;
use crate::error::Result;
use rusqlite::Connection;
use serde::Serialize;

/// Why one claim belongs to its event.
#[derive(Debug, Clone, Serialize)]
pub struct Membership {
    /// Id of the claim.
    pub claim: String,
    /// The reason.
    pub why: Why,
}

/// A reason for belonging.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Why {
    /// It is the first report of the act.
    First,
    /// A person split it off; it stands alone.
    Split,
    /// It fits an earlier claim.
    Fits {
        /// Id of that claim.
        parent: String,
        /// How likely it is that the two are one act, 0 to 1.
        score: f32,
        /// What speaks for and against, strongest first: name, how far it holds, what it adds to the
        /// log-odds for each unit.
        terms: Vec<(&'static str, f32, f32)>,
    },
    /// Its first claim is joined to the event by a person's decision.
    Joined,
}

impl Merger {
    /// Why the claims of an event stand together, in the order of their reports.
    pub(crate) fn explain(
        &mut self,
        connection: &Connection,
        event: i64,
        rules: &MergeRules,
    ) -> Result<Vec<Membership>> {
        let mut statement = connection.prepare(
            "SELECT m.claim, c.key, EXISTS (SELECT 1 FROM decision d WHERE d.kind = 'split' AND d.claim = c.key) \
             FROM membership m JOIN claim c ON c.id = m.claim WHERE m.event = ?1",
        )?;
        let rows = statement
            .query_map([event], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<Vec<(i64, String, bool)>>>()?;
        let mut ordered = Vec::new();
        for (id, key, split) in rows {
            ordered.push((self.features(connection, id)?.order, id, key, split));
        }
        ordered.sort();
        let mut out = Vec::new();
        for (place, (_, id, key, split)) in ordered.iter().enumerate() {
            let parent = place_of(connection, *id)?.and_then(|p| p.parent);
            let why = match parent {
                Some(parent) => self.fits(connection, *id, parent, rules)?,
                None if *split => Why::Split,
                None if place == 0 => Why::First,
                None => Why::Joined,
            };
            out.push(Membership {
                claim: key.clone(),
                why,
            });
        }
        Ok(out)
    }

    fn fits(
        &mut self,
        connection: &Connection,
        claim: i64,
        parent: i64,
        rules: &MergeRules,
    ) -> Result<Why> {
        let key = connection.query_row("SELECT key FROM claim WHERE id = ?1", [parent], |row| {
            row.get(0)
        })?;
        Ok(match self.judge(connection, claim, parent, rules)? {
            Ok(comparison) => Why::Fits {
                parent: key,
                score: comparison.score,
                terms: (comparison.terms(rules).iter())
                    .map(|t: &Term| (t.name, t.value, t.weight))
                    .collect(),
            },
            Err(_) => Why::Joined,
        })
    }
}

/// What a term of a comparison says, for people.
pub fn in_words(term: &str, value: f32) -> String {
    let plain = match term {
        "same_type" => "the same type",
        "same_mode" => "the same mode",
        "other_mode" => "different modes",
        "same_measure" => "the same diplomatic measure",
        "one_measure" => "only one names a diplomatic measure",
        "actor_same" => "the same actors",
        "actor_overlap" => "actors in common",
        "recipient_same" => "the same recipients",
        "recipient_overlap" => "recipients in common",
        "commonness" => "how often the news names these countries",
        "same_name" => "the same person or body named",
        "other_name" => "different persons or bodies named",
        "same_day" => "both texts give the same day",
        "same_trigger" => "the same word for the act",
        "quantity_equal" => "the same number",
        "quantity_apart" => "numbers that exclude each other",
        "place_same" => "the same place",
        "place_apart" => "different places",
        "same_report" => "told in one report",
        "status_other" => "one tells it as supposed or denied",
        "historical" => "told as background",
        "date_gap" => return format!("dates {value:.0} days apart"),
        "report_gap" => return format!("reports {:.0} days apart", value.exp() - 1.0),
        "cosine" => return format!("sentences alike by {value:.2}"),
        "rare" => return format!("rare words in common ({value:.1})"),
        "width" => return format!("dates known to {:.0} days only", (value.exp() - 1.0) * 7.0),
        other => other,
    };
    plain.to_owned()
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use crate::merge::compare::TERMS;

    #[test]
    fn every_term_has_words() {
        for term in TERMS {
            assert_ne!(in_words(term, 1.0), *term, "{term} has no words");
        }
    }
}
