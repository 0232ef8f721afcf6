//! What of a claim matters for merging.

use super::words;
use crate::hash;
use chancery_codebook::{DateBasis, Entity, Event, EventType, Measure, Mode, Status};
use jiff::civil::Date;

/// A claim as merging sees it. Names and words are hashes, days are counted from 1970.
#[derive(Debug, Clone)]
pub struct Features {
    /// Row id of the claim.
    pub(crate) id: i64,
    /// Row id of its report.
    pub(crate) report: i64,
    /// Where it stands among all claims: day of the report (else of the act), then a hash of its id.
    pub(crate) order: (i32, u64),
    pub(super) sentence: usize,
    pub(super) first: Option<i32>,
    pub(super) last: Option<i32>,
    pub(super) basis: DateBasis,
    pub(super) historical: bool,
    pub(super) event: EventType,
    pub(super) mode: Option<Mode>,
    pub(super) measure: Option<Measure>,
    pub(super) status: Status,
    /// Country codes, sorted, without doubles and without those unknown.
    pub(super) actors: Vec<Code>,
    pub(super) recipients: Vec<Code>,
    pub(super) names: Vec<u64>,
    pub(super) quantities: Vec<(Option<i64>, Option<i64>)>,
    pub(super) place: Option<u64>,
    pub(super) trigger: Option<u64>,
    pub(super) words: Vec<(u64, f32)>,
}

/// A country code, in the order of the alphabet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Code([u8; 4]);

impl Code {
    fn new(code: &str) -> Code {
        let mut bytes = [0; 4];
        for (to, from) in bytes.iter_mut().zip(code.bytes()) {
            *to = from;
        }
        Code(bytes)
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0)
            .unwrap_or_default()
            .trim_end_matches('\0')
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Days since 1 January 1970.
pub(crate) fn day(date: Date) -> i32 {
    (date - Date::constant(1970, 1, 1)).get_days()
}

fn codes(entities: &[Entity]) -> Vec<Code> {
    let mut codes: Vec<Code> = entities
        .iter()
        .filter_map(|e| e.country.as_deref().map(Code::new))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

impl Features {
    /// The features of a claim of the record.
    pub(crate) fn new(id: i64, report: i64, event: &Event) -> Features {
        let names = event.actor.iter().chain(&event.recipient);
        let mut names: Vec<u64> = names
            .filter_map(|e| e.name.as_deref().map(|n| hash::of([n])))
            .collect();
        names.sort_unstable();
        names.dedup();
        let reported = event.cite_info.published.or(event.enddate).or(event.date);
        let place = event.place.as_ref();
        Features {
            id,
            report,
            order: (
                reported.map_or(i32::MAX, day),
                hash::of([event.id.as_str()]),
            ),
            sentence: event.text_info.sentence,
            first: event.date.map(day),
            last: event.enddate.or(event.date).map(day),
            basis: event.date_basis,
            historical: event.historical,
            event: event.event,
            mode: event.mode,
            measure: event.measure,
            status: event.status,
            actors: codes(&event.actor),
            recipients: codes(&event.recipient),
            names,
            quantities: event.quantity.iter().map(|q| (q.low, q.high)).collect(),
            place: place.map(|p| hash::of([p.name.as_ref().unwrap_or(&p.raw_text).as_str()])),
            trigger: (event.text_info.trigger.as_ref())
                .and_then(|t| {
                    words::words(&t.raw_text)
                        .into_iter()
                        .max_by(|a, b| a.1.total_cmp(&b.1))
                })
                .map(|(word, _)| word),
            words: words::words(&event.text),
        }
    }

    /// The day about which it looks for others: the middle of its range.
    pub(super) fn anchor(&self) -> Option<i32> {
        Some(i32::midpoint(self.first?, self.last?))
    }
}
