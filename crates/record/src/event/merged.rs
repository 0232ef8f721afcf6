//! The record of a merged event.

use chancery_codebook::{
    DateBasis, Entity, EventType, Measure, Mode, Place, QuadCode, Quantity, Status,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An act, with what the sources say of it on balance. Its fields mean what they mean in a claim.
///
/// Nothing is averaged: each field is what the largest share of independent sources says, and [`Shares`]
/// tells how large it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MergedEvent {
    /// Id of the event: 16 hexadecimal digits. The id of any of its claims finds it too.
    pub id: String,
    /// First day on which it happened.
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Last day, inclusive.
    #[schemars(with = "Option<String>")]
    pub enddate: Option<Date>,
    /// Where the date comes from.
    pub date_basis: DateBasis,
    /// Who did it.
    pub actor: Vec<Party>,
    /// To whom it was done.
    pub recipient: Vec<Party>,
    /// The type.
    pub event: EventType,
    /// The type's mode.
    pub mode: Option<Mode>,
    /// Contexts that any source gives.
    pub context: Vec<String>,
    /// Quadrant of the type.
    pub quad_code: QuadCode,
    /// Score of type and mode.
    pub event_scale: f64,
    /// Nearest CAMEO code.
    pub cameo: Option<String>,
    /// Whether it happened, will, might, or did not.
    pub status: Status,
    /// Whether every claim tells it as background.
    pub historical: bool,
    /// The diplomatic instrument.
    pub measure: Option<Measure>,
    /// How many people or things were acted on.
    pub quantity: Vec<Quantity>,
    /// Where it happened.
    pub place: Option<Place>,
    /// The highest confidence among its claims, 0 to 1.
    pub confidence: f64,
    /// How many claims speak of it.
    pub claims: usize,
    /// In how many reports.
    pub sources: usize,
    /// How many of these are independent: neither copies of one text nor of one outlet.
    pub independent: usize,
    /// Day of the first report.
    #[schemars(with = "Option<String>")]
    pub first_reported: Option<Date>,
    /// Day of the last.
    #[schemars(with = "Option<String>")]
    pub last_reported: Option<Date>,
    /// For each field, the share of independent sources that say what stands here, of those that say anything.
    pub shares: Shares,
    /// Fields on which the claims disagree.
    pub disputed: Vec<String>,
}

impl MergedEvent {
    /// Pairs of country codes, who acted and on whom. Those of an act that names no recipient did it with one
    /// another: they are a pair both ways.
    pub fn dyads(&self) -> BTreeSet<(&str, &str)> {
        let mutual = self.recipient.is_empty();
        (pairs(&self.actor, &self.recipient).into_iter())
            .filter_map(|(actor, other)| {
                Some((actor?.country.as_deref()?, other?.country.as_deref()?))
            })
            .filter(|(actor, other)| !mutual || actor != other)
            .collect()
    }
}

/// Each actor with each recipient, as dyadic data sets have them. A side that is empty is one unknown party; those who
/// acted with one another, without recipient, are each a pair with each other.
pub fn pairs<'a>(
    actor: &'a [Party],
    recipient: &'a [Party],
) -> Vec<(Option<&'a Party>, Option<&'a Party>)> {
    if recipient.is_empty() && actor.len() > 1 {
        let others = |i: usize| (0..actor.len()).filter(move |j| *j != i);
        return (0..actor.len())
            .flat_map(|i| others(i).map(move |j| (Some(&actor[i]), Some(&actor[j]))))
            .collect();
    }
    let side = |parties: &'a [Party]| -> Vec<Option<&'a Party>> {
        if parties.is_empty() {
            vec![None]
        } else {
            parties.iter().map(Some).collect()
        }
    };
    let recipients = side(recipient);
    (side(actor).into_iter())
        .flat_map(|a| recipients.iter().map(move |r| (a, *r)))
        .collect()
}

/// A party of a merged event.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Party {
    /// ISO 3166-1 alpha-3, or one of the codebook's codes for what is no state.
    pub country: Option<String>,
    /// Sector code.
    pub sector: Option<String>,
    /// Full name of a person or body.
    pub name: Option<String>,
    /// Office held.
    pub role: Option<String>,
}

impl From<&Entity> for Party {
    fn from(entity: &Entity) -> Party {
        Party {
            country: entity.country.clone(),
            sector: entity.sector.clone(),
            name: entity.name.clone(),
            role: entity.role.clone(),
        }
    }
}

/// Shares of independent sources, 0 to 1, for each field; 1 where nobody says anything else.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Shares {
    /// Date and enddate.
    pub date: f64,
    /// Actors.
    pub actor: f64,
    /// Recipients.
    pub recipient: f64,
    /// Type and mode.
    pub event: f64,
    /// Measure.
    pub measure: f64,
    /// Status.
    pub status: f64,
    /// Quantity.
    pub quantity: f64,
    /// Place.
    pub place: f64,
}

/// One thing that claims say in a field of an event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    /// The field.
    pub field: &'static str,
    /// What they say, in words.
    pub value: String,
    /// Share of the independent sources that say anything of the field.
    pub share: f64,
    /// Ids of the claims.
    pub claims: Vec<String>,
}
