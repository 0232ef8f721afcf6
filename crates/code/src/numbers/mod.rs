//! Number expressions of a sentence, with their bounds and what they count (`docs/dates.md` has the table of words).

mod amount;
mod bounds;
mod context;
mod counted;
mod forms;
mod phrase;
pub(crate) mod tokens;
pub(crate) mod words;

use words::{WORDS, class};

/// What a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberKind {
    /// How many people or things.
    Count,
    /// A sum of money; the unit is the currency.
    Money,
    /// A place in an order ("the second", "26th"): no quantity.
    Ordinal,
    /// A share of a hundred.
    Percent,
    /// How old someone is.
    Age,
    /// A year, a day of the month or a time of day.
    Calendar,
    /// A length, weight, time or other measured size.
    Measure,
}

/// One number expression of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberExpression {
    /// Byte offset of the first character of the whole phrase ("at least 23 Russian diplomats").
    pub start: usize,
    /// Byte offset after the last character of the whole phrase.
    pub end: usize,
    /// Byte offset of the first character of the number itself ("23").
    pub number_start: usize,
    /// Byte offset after the last character of the number itself.
    pub number_end: usize,
    /// The least it can be, or none.
    pub low: Option<i64>,
    /// The most it can be, or none.
    pub high: Option<i64>,
    /// What is counted ("Russian diplomats"), or the currency's plural name ("dollars").
    pub unit: Option<String>,
    /// What the number says.
    pub kind: NumberKind,
    /// The rule that set the bounds, as listed in `docs/dates.md`.
    pub rule: &'static str,
}

/// Finds the number expressions of a sentence, in order and without overlap.
///
/// ```
/// use chancery_code::numbers::find_numbers;
///
/// let found = find_numbers("Ruritania expelled at least 23 Sylvanian envoys.");
/// assert_eq!((found[0].low, found[0].high), (Some(23), None));
/// assert_eq!(found[0].unit.as_deref(), Some("Sylvanian envoys"));
/// ```
pub fn find_numbers(sentence: &str) -> Vec<NumberExpression> {
    if !WORDS.any(sentence, class::NUMBER_GATE) {
        return Vec::new();
    }
    counted::Counter::new(sentence).run()
}
