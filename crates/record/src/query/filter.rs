//! Which events are asked for, and in which order.

use super::text;
use crate::event::MergedEvent;
use chancery_codebook::{EventType, Measure, Mode, Status};
use jiff::civil::Date;
use rusqlite::types::Value;

/// Which events, in which order, how many. Empty lists and `None` ask for everything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Country codes, one of which is an actor.
    pub actor: Vec<String>,
    /// Country codes, one of which is a recipient; where an actor is asked for too, also one who took part
    /// with it in an act without recipient.
    pub recipient: Vec<String>,
    /// Country codes, one of which is on either side.
    pub country: Vec<String>,
    /// Event types.
    pub event: Vec<EventType>,
    /// Modes.
    pub mode: Vec<Mode>,
    /// Measures.
    pub measure: Vec<Measure>,
    /// Statuses.
    pub status: Vec<Status>,
    /// Quad codes, 1 to 4.
    pub quad: Vec<u8>,
    /// First day.
    pub since: Option<Date>,
    /// Last day, inclusive.
    pub until: Option<Date>,
    /// Country code of the place, or a part of its name.
    pub place: Option<String>,
    /// Words, or phrases in quotes, that sentences or titles must have.
    pub text: Option<String>,
    /// Outlets, one of which tells of it; letter case apart.
    pub outlet: Vec<String>,
    /// Least number of independent sources.
    pub min_sources: Option<usize>,
    /// Least confidence.
    pub min_confidence: Option<f64>,
    /// As if nothing reported after this day were known.
    pub as_known_on: Option<Date>,
    /// The order.
    pub sort: Sort,
    /// How many at most.
    pub limit: Option<usize>,
    /// How many to pass over before the first.
    pub offset: usize,
}

/// Orders of events.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By date, newest first.
    #[default]
    Newest,
    /// By date, oldest first.
    Oldest,
    /// By the last report, newest first.
    Reported,
    /// By number of independent sources, most first.
    Sources,
    /// By the number of what was acted on, most first.
    Size,
    /// By confidence, highest first.
    Confidence,
}

impl Sort {
    /// Every order by its name, as programs and people give it.
    pub const NAMED: [(&str, Sort); 6] = [
        ("newest", Sort::Newest),
        ("oldest", Sort::Oldest),
        ("reported", Sort::Reported),
        ("sources", Sort::Sources),
        ("size", Sort::Size),
        ("confidence", Sort::Confidence),
    ];

    pub(super) fn sql(self) -> &'static str {
        match self {
            Sort::Newest => "e.date DESC, e.id DESC",
            Sort::Oldest => "e.date, e.id",
            Sort::Reported => "e.last_reported DESC, e.date DESC, e.id DESC",
            Sort::Sources => "e.independent DESC, e.date DESC, e.id DESC",
            Sort::Size => "e.high IS NULL, e.high DESC, e.date DESC, e.id DESC",
            Sort::Confidence => "e.confidence DESC, e.date DESC, e.id DESC",
        }
    }

    /// The same order for events that are at hand.
    pub(super) fn compare(self, a: &MergedEvent, b: &MergedEvent) -> std::cmp::Ordering {
        let high = |e: &MergedEvent| e.quantity.first().and_then(|q| q.high);
        let newest = || b.date.cmp(&a.date);
        match self {
            Sort::Newest => newest(),
            Sort::Oldest => a.date.cmp(&b.date),
            Sort::Reported => b.last_reported.cmp(&a.last_reported).then_with(newest),
            Sort::Sources => b.independent.cmp(&a.independent).then_with(newest),
            Sort::Size => high(b).cmp(&high(a)).then_with(newest),
            Sort::Confidence => b.confidence.total_cmp(&a.confidence).then_with(newest),
        }
    }
}

/// A condition in SQL with its values.
#[derive(Debug, Default)]
pub(super) struct Condition {
    pub parts: Vec<String>,
    pub values: Vec<Value>,
}

impl Condition {
    pub(super) fn add(&mut self, part: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.parts.push(part.into());
        self.values.extend(values);
    }

    /// Events whose range reaches `day` or later. A range that began long before may still reach it; the index is of
    /// the first day, the column `date`.
    pub(super) fn reaching(&mut self, date: &str, day: Date) {
        self.add("coalesce(e.enddate, e.date) >= ?", [day.to_string().into()]);
        let widest = day
            .checked_sub(jiff::Span::new().days(Filter::WIDEST_DAYS))
            .unwrap_or(day);
        self.add(format!("{date} >= ?"), [widest.to_string().into()]);
    }

    pub(super) fn any<T: std::fmt::Display>(&mut self, column: &str, values: &[T]) {
        if !values.is_empty() {
            let marks = vec!["?"; values.len()].join(", ");
            let texts = values.iter().map(|v| Value::from(v.to_string()));
            self.add(format!("{column} IN ({marks})"), texts);
        }
    }

    /// `TRUE` where there is none.
    pub(super) fn sql(&self) -> String {
        if self.parts.is_empty() {
            "TRUE".to_owned()
        } else {
            self.parts.join(" AND ")
        }
    }
}

fn marks(values: &[String]) -> String {
    vec!["?"; values.len()].join(", ")
}

fn values(codes: &[String]) -> impl Iterator<Item = Value> + '_ {
    codes.iter().cloned().map(Value::from)
}

impl Filter {
    /// Days that an event's range may begin before the first day asked for, and still reach into it.
    pub const WIDEST_DAYS: i32 = 400;

    /// Whether anything at all is asked of events.
    pub(super) fn is_open(&self) -> bool {
        *self
            == Filter {
                sort: self.sort,
                limit: self.limit,
                offset: self.offset,
                ..Filter::default()
            }
    }

    /// The condition on an event `e`.
    pub(super) fn condition(&self) -> crate::Result<Condition> {
        let mut condition = Condition::default();
        match (&self.actor[..], &self.recipient[..]) {
            ([], []) => {}
            (actors, []) => condition.add(
                format!("e.id IN (SELECT event FROM event_party WHERE country IN ({}) AND side = 'actor')", marks(actors)),
                values(actors),
            ),
            ([], recipients) => condition.add(
                format!("e.id IN (SELECT event FROM event_party WHERE country IN ({}) AND side = 'recipient')", marks(recipients)),
                values(recipients),
            ),
            (actors, recipients) => condition.add(
                format!(
                    "e.id IN (SELECT event FROM event_dyad WHERE actor IN ({}) AND recipient IN ({}))",
                    marks(actors),
                    marks(recipients)
                ),
                values(actors).chain(values(recipients)),
            ),
        }
        if !self.country.is_empty() {
            condition.add(
                format!(
                    "e.id IN (SELECT event FROM event_party WHERE country IN ({}))",
                    marks(&self.country)
                ),
                values(&self.country),
            );
        }
        condition.any("e.event", &self.event);
        condition.any("e.mode", &self.mode);
        condition.any("e.measure", &self.measure);
        condition.any("e.status", &self.status);
        if !self.quad.is_empty() {
            let codes: Vec<String> = self.quad.iter().map(u8::to_string).collect();
            condition.add(format!("e.quad_code IN ({})", codes.join(", ")), []);
        }
        if let Some(day) = self.since {
            condition.reaching("e.date", day);
        }
        if let Some(day) = self.until {
            condition.add("e.date <= ?", [day.to_string().into()]);
        }
        if let Some(place) = &self.place {
            if place.len() == 3 && place.chars().all(|c| c.is_ascii_uppercase()) {
                condition.add("e.place_country = ?", [place.clone().into()]);
            } else {
                condition.add(
                    "e.place IS NOT NULL AND (instr(lower(e.place ->> 'name'), ?) > 0 OR instr(lower(e.place ->> 'raw_text'), ?) > 0)",
                    [place.to_lowercase().into(), place.to_lowercase().into()],
                );
            }
        }
        if let Some(words) = &self.text {
            let query = text::query(words)?;
            let until = match self.as_known_on {
                Some(day) => Value::from(day.to_string()),
                None => Value::Null,
            };
            condition.add(
                text::CONDITION,
                [query.clone().into(), until.clone(), query.into(), until],
            );
        }
        if !self.outlet.is_empty() {
            condition.add(
                format!(
                    "e.id IN (SELECT m.event FROM report r JOIN coding k ON k.report = r.id JOIN claim c ON c.coding = k.id \
                     JOIN membership m ON m.claim = c.id WHERE lower(r.outlet) IN ({}) AND coalesce(r.published <= ?, TRUE))",
                    marks(&self.outlet)
                ),
                (self.outlet.iter().map(|o| Value::from(o.to_ascii_lowercase())))
                    .chain([self.as_known_on.map_or(Value::Null, |day| day.to_string().into())]),
            );
        }
        if let Some(n) = self.min_sources {
            condition.add("e.independent >= ?", [Value::Integer(n as i64)]);
        }
        if let Some(confidence) = self.min_confidence {
            condition.add("e.confidence >= ?", [Value::Real(confidence)]);
        }
        Ok(condition)
    }

    /// The same of an event that is at hand, text and outlets apart.
    pub(super) fn matches(&self, event: &MergedEvent) -> bool {
        let on = |side: &[crate::Party], codes: &[String]| {
            side.iter()
                .filter_map(|p| p.country.as_ref())
                .any(|c| codes.contains(c))
        };
        let one_of = |wanted: bool, is: bool| !wanted || is;
        let asked = |codes: &[String], code: &str| codes.iter().any(|c| c == code);
        let sides = match (&self.actor[..], &self.recipient[..]) {
            ([], []) => true,
            (actors, []) => on(&event.actor, actors),
            ([], recipients) => on(&event.recipient, recipients),
            (actors, recipients) => {
                (event.dyads().into_iter()).any(|(a, r)| asked(actors, a) && asked(recipients, r))
            }
        };
        let place = |wanted: &String| {
            event.place.as_ref().is_some_and(|p| {
                p.country.as_ref() == Some(wanted)
                    || [p.name.as_ref(), Some(&p.raw_text)]
                        .into_iter()
                        .flatten()
                        .any(|n| n.to_lowercase().contains(&wanted.to_lowercase()))
            })
        };
        let last = event.enddate.or(event.date);
        sides
            && one_of(
                !self.country.is_empty(),
                on(&event.actor, &self.country) || on(&event.recipient, &self.country),
            )
            && one_of(!self.event.is_empty(), self.event.contains(&event.event))
            && one_of(
                !self.mode.is_empty(),
                event.mode.is_some_and(|m| self.mode.contains(&m)),
            )
            && one_of(
                !self.measure.is_empty(),
                event.measure.is_some_and(|m| self.measure.contains(&m)),
            )
            && one_of(!self.status.is_empty(), self.status.contains(&event.status))
            && one_of(
                !self.quad.is_empty(),
                self.quad.contains(&event.quad_code.get()),
            )
            && self.since.is_none_or(|day| last >= Some(day))
            && self
                .until
                .is_none_or(|day| event.date.is_some_and(|d| d <= day))
            && self.place.as_ref().is_none_or(place)
            && self.min_sources.is_none_or(|n| event.independent >= n)
            && self.min_confidence.is_none_or(|c| event.confidence >= c)
    }
}
