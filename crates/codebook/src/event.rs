//! The event record: PLOVER's fields, and those that Chancery adds.

use crate::{DateBasis, EventType, Measure, Mode, QuadCode, Status};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One act in one sentence of one report: who did (or says, plans, refuses …) what to whom.
///
/// All `start` and `end` are offsets in characters (Unicode scalar values) into the clean text of the
/// document; `end` is exclusive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Stable hash of document, sentence, event, actor and recipient: 16 hexadecimal digits.
    pub id: String,
    /// First day on which it happened (ISO 8601), or null where neither text nor report gives a date.
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Last day on which it happened, inclusive; equal to `date` for a single day.
    #[schemars(with = "Option<String>")]
    pub enddate: Option<Date>,
    /// Where the date comes from.
    pub date_basis: DateBasis,
    /// Who did it.
    pub actor: Vec<Entity>,
    /// To whom it was done.
    pub recipient: Vec<Entity>,
    /// The event type.
    pub event: EventType,
    /// The mode of the type, or null.
    pub mode: Option<Mode>,
    /// PLOVER contexts that apply, in the codebook's order.
    pub context: Vec<String>,
    /// Quadrant of the type.
    pub quad_code: QuadCode,
    /// Score of type and mode, -10 (most hostile) to +10 (most friendly).
    pub event_scale: f64,
    /// Nearest CAMEO code.
    pub cameo: Option<String>,
    /// Whether it happened, will, might, or did not.
    pub status: Status,
    /// Told as background from before the report's own news.
    pub historical: bool,
    /// The diplomatic instrument, or null.
    pub measure: Option<Measure>,
    /// How many people or things were acted on.
    pub quantity: Vec<Quantity>,
    /// Where it happened.
    pub place: Option<Place>,
    /// To whom the text ascribes the statement that it happened; empty when the reporter says it.
    pub said_by: Vec<Entity>,
    /// Ids of the events of the same document that this one is said to answer.
    pub answers: Vec<String>,
    /// The sentence as it stands in the clean text.
    pub text: String,
    /// Where the sentence and the words of the act stand.
    pub text_info: TextInfo,
    /// The report.
    pub cite_info: CiteInfo,
    /// How far the record is to be trusted, 0 to 1.
    pub confidence: f64,
    /// Versions of what made the record.
    pub made_by: MadeBy,
}

/// A party: a state, a part of one, a body, a group or a named holder of an office.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// The words of the text.
    pub raw_text: String,
    /// First character in the document.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// ISO 3166-1 alpha-3, or one of the codebook's codes for what is no state (UNO, EUR, IGO, NGO, …).
    pub country: Option<String>,
    /// Sector code (GOV, MIL, REB, …).
    pub sector: Option<String>,
    /// Full name of a person or body.
    pub name: Option<String>,
    /// Office held.
    pub role: Option<String>,
}

/// A number as bounds: "60 diplomats" is 60..60, "dozens" 24..99, "at least 23" 23..null.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    /// Least number, inclusive.
    pub low: Option<i64>,
    /// Greatest number, inclusive.
    pub high: Option<i64>,
    /// What is counted, in the words of the text.
    pub unit: Option<String>,
    /// The words of the text.
    pub raw_text: String,
}

/// A named place.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The words of the text.
    pub raw_text: String,
    /// Its name in the lexicon.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
}

/// Where the sentence stands in the document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextInfo {
    /// Number of the sentence in the document, from 0.
    pub sentence: usize,
    /// First character of the sentence.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// The words that say the act; null in a presence statement.
    pub trigger: Option<Trigger>,
}

/// The words that say the act.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// The words of the text.
    pub raw_text: String,
    /// First character in the document.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

/// The report that a record comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CiteInfo {
    /// Id of the document.
    pub id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its date.
    #[schemars(with = "Option<String>")]
    pub published: Option<Date>,
}

/// Versions of the parts that made a record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MadeBy {
    /// Version of the codebook.
    pub codebook: String,
    /// Fingerprint of the lexicon, user entries included.
    pub lexicon: String,
    /// Name and version of the reader (`rules 0.1.0`, or a model's).
    pub model: String,
}

/// The JSON schema (draft 2020-12) of one [`Event`].
pub fn event_schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Event).to_value();
    schema["$id"] = "https://chancery.example/schema/event.json".into();
    schema
}
