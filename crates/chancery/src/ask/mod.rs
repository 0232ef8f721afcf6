//! What the record's relations answer, as values: the command line and the Python package ask here alike.
//!
//! Each function takes an open record and plain arguments, and gives what the command of the same name prints.

mod exchanges;
mod forecast;
mod presence;
mod reciprocity;
mod series;

pub use exchanges::{ExchangesAnswer, ExchangesQuestion, exchanges};
pub use forecast::{forecast_of, history};
pub use presence::{PresenceAnswer, presence};
pub use reciprocity::{
    AllPairsQuestion, PairRow, ReciprocityAnswer, ReciprocityQuestion, all_pairs, reciprocity,
};
pub use series::series;

use chancery_lexicon::Lexicon;
use jiff::civil::Date;

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// A country that the lexicon does not know.
    #[error(
        "`{0}` is no country that the lexicon knows: give a code such as USA, or a name; `chancery lexicon find {0}` searches"
    )]
    Country(String),
    /// The same, where a name of a country is a slip of the hand away.
    #[error("`{0}` is no country that the lexicon knows; did you mean `{1}`?")]
    NearlyCountry(String, String),
    /// Two states that are one.
    #[error("{0} and {1} are one state: give two")]
    OneState(String, String),
    /// Days of which the first comes after the last.
    #[error("--since {0} is after --until {1}")]
    Days(Date, Date),
    /// A measure of which no forecast is made.
    #[error("no forecast is made for {measure}: use one of {allowed}")]
    Measure {
        /// The measure.
        measure: String,
        /// Those that can be forecast.
        allowed: String,
    },
    /// Nothing to learn from.
    #[error(
        "the record has no expulsion, closure or the like to learn from: `chancery reference load` adds 632 acts"
    )]
    NothingToLearnFrom,
    /// The record cannot be read.
    #[error(transparent)]
    Record(#[from] chancery_record::Error),
    /// A level or the like that is none.
    #[error(transparent)]
    Fit(#[from] chancery_relate::FitError),
}

/// The code of a country given by code or name. What looks like a code is taken as one.
///
/// # Errors
/// If the lexicon knows no such country.
pub fn country(given: &str) -> Result<String, AskError> {
    let given = given.trim();
    let lexicon = Lexicon::builtin();
    if let Some(code) = lexicon.country_code(given) {
        return Ok(code);
    }
    Err(match lexicon.nearly_country(given) {
        Some(near) => AskError::NearlyCountry(given.to_owned(), near),
        None => AskError::Country(given.to_owned()),
    })
}

/// The codes of two states, each given by code or name.
///
/// # Errors
/// If one is unknown, or they are one.
pub fn two_states(first: &str, second: &str) -> Result<(String, String), AskError> {
    let (a, b) = (country(first)?, country(second)?);
    if a == b {
        return Err(AskError::OneState(a, b));
    }
    Ok((a, b))
}

/// Refuses days of which the first comes after the last.
///
/// # Errors
/// If it does.
pub fn in_order(since: Option<Date>, until: Option<Date>) -> Result<(), AskError> {
    match (since, until) {
        (Some(since), Some(until)) if since > until => Err(AskError::Days(since, until)),
        _ => Ok(()),
    }
}

/// The present day, in UTC.
pub fn today() -> Date {
    (jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now())).date()
}
