//! Events and acts as rows of tables.

use crate::app::App;
use crate::words;
use crate::words::days;
use chancery_codebook::{EventType, Measure, Mode, QuadCode, Status};
use chancery_record::{MergedEvent, Party};
use chancery_relate::Act;
use jiff::civil::Date;
use serde::Serialize;

/// An event as a row.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EventLine {
    pub id: String,
    /// Its page.
    pub href: String,
    pub date: Option<Date>,
    pub enddate: Option<Date>,
    /// The days as they are shown.
    pub when: String,
    pub actor: String,
    pub recipient: String,
    pub actor_codes: Vec<String>,
    pub recipient_codes: Vec<String>,
    /// The act in words.
    pub what: String,
    pub event: EventType,
    pub mode: Option<Mode>,
    pub measure: Option<Measure>,
    pub quad_code: QuadCode,
    pub status: Status,
    pub place: Option<String>,
    pub sources: usize,
    pub independent: usize,
    pub confidence: f64,
    /// Whether its claims disagree on anything.
    pub disputed: bool,
}

fn codes(parties: &[Party]) -> Vec<String> {
    let mut codes: Vec<String> = parties.iter().filter_map(|p| p.country.clone()).collect();
    codes.dedup();
    codes
}

impl EventLine {
    pub(crate) fn of(event: &MergedEvent, app: &App) -> EventLine {
        EventLine {
            href: format!("/event/{}", event.id),
            id: event.id.clone(),
            date: event.date,
            enddate: event.enddate,
            when: words::when(event),
            actor: words::side(&event.actor, &app.names),
            recipient: words::side(&event.recipient, &app.names),
            actor_codes: codes(&event.actor),
            recipient_codes: codes(&event.recipient),
            what: words::act(event.event, event.mode, event.measure, &event.quantity),
            event: event.event,
            mode: event.mode,
            measure: event.measure,
            quad_code: event.quad_code,
            status: event.status,
            place: (event.place.as_ref())
                .map(|p| p.name.clone().unwrap_or_else(|| p.raw_text.clone())),
            sources: event.sources,
            independent: event.independent,
            confidence: event.confidence,
            disputed: !event.disputed.is_empty(),
        }
    }

    /// Columns of the table as CSV.
    pub(crate) const HEADER: [&'static str; 15] = [
        "id",
        "date",
        "enddate",
        "actor_country",
        "recipient_country",
        "event",
        "mode",
        "measure",
        "quad_code",
        "status",
        "what",
        "place_name",
        "sources",
        "independent",
        "confidence",
    ];

    pub(crate) fn cells(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            words::day(self.date),
            words::day(self.enddate),
            self.actor_codes.join(";"),
            self.recipient_codes.join(";"),
            self.event.to_string(),
            self.mode.map_or(String::new(), |m| m.to_string()),
            self.measure.map_or(String::new(), |m| m.to_string()),
            self.quad_code.get().to_string(),
            self.status.to_string(),
            self.what.clone(),
            self.place.clone().unwrap_or_default(),
            self.sources.to_string(),
            self.independent.to_string(),
            format!("{:.3}", self.confidence),
        ]
    }

    pub(crate) fn actual(&self) -> bool {
        self.status == Status::Actual
    }

    /// Confidence as it is shown.
    pub(crate) fn sure(&self) -> String {
        format!("{:.2}", self.confidence)
    }
}

/// One act of one state against another, as a row.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ActLine {
    pub id: String,
    pub event: String,
    pub href: String,
    pub when: String,
    pub first: Date,
    pub last: Date,
    pub actor: String,
    pub recipient: String,
    pub actor_name: String,
    pub recipient_name: String,
    pub what: String,
    pub quad_code: QuadCode,
    pub status: Status,
}

impl ActLine {
    pub(crate) fn of(act: &Act, app: &App) -> ActLine {
        ActLine {
            id: act.id.clone(),
            event: act.event_id.clone(),
            href: format!("/event/{}", act.event_id),
            when: days(Some(act.first), Some(act.last)),
            first: act.first,
            last: act.last,
            actor: act.actor.clone(),
            recipient: act.recipient.clone(),
            actor_name: app.name(&act.actor).to_owned(),
            recipient_name: app.name(&act.recipient).to_owned(),
            what: words::act_words(act),
            quad_code: act.quad_code,
            status: act.status,
        }
    }
}
