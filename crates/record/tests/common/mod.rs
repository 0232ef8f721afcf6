//! Claims and reports for tests, out of a few words.

use chancery_codebook::{
    CiteInfo, Codebook, DateBasis, Entity, Event, EventType, MadeBy, Measure, Mode, Place,
    Quantity, Status, TextInfo, Trigger,
};
use chancery_read::Document;
use chancery_record::Incoming;
use jiff::civil::Date;

/// What a test says of a claim; the rest follows from it and from its report.
#[derive(Debug, Clone)]
pub struct Said {
    /// Type.
    pub event: EventType,
    /// Mode.
    pub mode: Option<Mode>,
    /// Measure.
    pub measure: Option<Measure>,
    /// Country codes.
    pub actor: Vec<String>,
    /// Country codes.
    pub recipient: Vec<String>,
    /// First and last day; that of the report where there is none.
    pub days: Option<(Date, Date)>,
    /// Where the days come from.
    pub basis: DateBasis,
    /// Bounds of a number.
    pub number: Option<(Option<i64>, Option<i64>)>,
    /// Name of a place.
    pub place: Option<String>,
    /// Status.
    pub status: Status,
    /// Told as background.
    pub historical: bool,
    /// The sentence, with the word of the act between stars.
    pub sentence: String,
}

/// One version of a report.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its id.
    pub id: String,
    /// Its date.
    pub published: Option<Date>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its sentences, in which the claims stand.
    pub sentences: Vec<String>,
    /// Its claims.
    pub claims: Vec<Said>,
}

fn plain(sentence: &str) -> String {
    sentence.replace('*', "")
}

impl Report {
    /// What the coder would hand to the record.
    pub fn incoming(&self) -> Incoming {
        let text: Vec<String> = self.sentences.iter().map(|s| plain(s)).collect();
        let document = Document {
            outlet: self.outlet.clone(),
            published: self.published,
            ..Document::from_text(&self.id, &text.join("\n\n"))
        };
        Incoming {
            events: self.claims.iter().map(|c| self.claim(c)).collect(),
            document,
            made_by: made_by(),
            ..Incoming::default()
        }
    }

    /// The record of one claim.
    pub fn claim(&self, said: &Said) -> Event {
        let at = |s: &String| *s == said.sentence;
        let number = self
            .sentences
            .iter()
            .position(at)
            .expect("its sentence is in its report");
        let before = self.sentences[..number]
            .iter()
            .map(|s| plain(s).chars().count() + 2);
        let start: usize = before.sum();
        let text = plain(&said.sentence);
        let trigger = said.sentence.split('*').nth(1).map(|words| {
            let offset = said
                .sentence
                .split('*')
                .next()
                .unwrap_or_default()
                .chars()
                .count();
            Trigger {
                raw_text: words.to_owned(),
                start: start + offset,
                end: start + offset + words.chars().count(),
            }
        });
        let (actor, recipient) = (said.actor.join(" "), said.recipient.join(" "));
        let codebook = Codebook::builtin();
        let days = said.days.or(self.published.map(|d| (d, d)));
        Event {
            id: chancery_record::stable_id([
                self.id.as_str(),
                text.as_str(),
                said.event.as_str(),
                actor.as_str(),
                recipient.as_str(),
                said.measure.map_or("", |m| m.as_str()),
            ]),
            date: days.map(|d| d.0),
            enddate: days.map(|d| d.1),
            date_basis: said.basis,
            actor: entities(&said.actor),
            recipient: entities(&said.recipient),
            event: said.event,
            mode: said.mode,
            context: Vec::new(),
            quad_code: said.event.quad_code(),
            event_scale: codebook.event_scale(said.event, said.mode),
            cameo: Some(codebook.to_cameo(said.event, said.mode).to_owned()),
            status: said.status,
            historical: said.historical,
            measure: said.measure,
            quantity: said
                .number
                .iter()
                .map(|(low, high)| Quantity {
                    low: *low,
                    high: *high,
                    ..Quantity::default()
                })
                .collect(),
            place: said.place.as_ref().map(|name| Place {
                raw_text: name.clone(),
                name: Some(name.clone()),
                ..Place::default()
            }),
            said_by: Vec::new(),
            answers: Vec::new(),
            text_info: TextInfo {
                sentence: number,
                start,
                end: start + text.chars().count(),
                trigger,
            },
            text,
            cite_info: CiteInfo {
                id: self.id.clone(),
                outlet: self.outlet.clone(),
                title: None,
                url: None,
                published: self.published,
            },
            confidence: 0.8,
            made_by: made_by(),
        }
    }
}

fn entities(codes: &[String]) -> Vec<Entity> {
    codes
        .iter()
        .map(|code| Entity {
            raw_text: code.clone(),
            country: Some(code.clone()),
            ..Entity::default()
        })
        .collect()
}

fn made_by() -> MadeBy {
    MadeBy {
        codebook: "test".to_owned(),
        lexicon: "test".to_owned(),
        model: "test".to_owned(),
    }
}
