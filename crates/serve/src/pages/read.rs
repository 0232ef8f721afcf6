//! Read a text: paste a report, see it coded with marks and reasons; nothing is stored.

use super::{Base, Segment, marks};
use crate::app::App;
use crate::http::{Ask, Fault, Reply};
use crate::words;
use crate::words::days;
use askama::Template;
use chancery_code::Coder;
use chancery_codebook::{Event, PresenceStatement, Problem};
use chancery_read::Document;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A report as a form or a program gives it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Given {
    /// The text: plain, or a whole page as HTML.
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub outlet: String,
    #[serde(default)]
    pub url: String,
    /// The report's date.
    #[serde(default)]
    pub published: String,
    /// Only for adding: the word by which people may write.
    #[serde(default)]
    pub token: String,
}

/// Bytes of a text that is read.
pub(crate) const LONGEST: usize = 100_000;

impl Given {
    /// The report as a document; its id is made of its text, so that the same text is the same report.
    pub(crate) fn document(&self) -> Result<Document, Fault> {
        if self.text.trim().is_empty() {
            return Err(Fault::bad(
                "there is no text: paste a report, or give a sentence",
            ));
        }
        if self.text.len() > LONGEST {
            return Err(Fault::new(
                axum::http::StatusCode::PAYLOAD_TOO_LARGE,
                format!(
                    "the text has {} bytes, and {LONGEST} are read here: use `chancery code` for long ones",
                    self.text.len()
                ),
            ));
        }
        let published: Option<Date> = match self.published.trim() {
            "" => None,
            day => Some(day.parse().map_err(|_| {
                Fault::bad(format!("`published` is `{day}`: write it as 2018-03-26"))
            })?),
        };
        let id = format!("text:{}", chancery_record::stable_id([self.text.as_str()]));
        let mut document = Document::from_text(&id, &self.text);
        let some = |word: &str| Some(word.trim().to_owned()).filter(|w| !w.is_empty());
        document.title = some(&self.title).or(document.title);
        document.outlet = some(&self.outlet).or(document.outlet);
        document.url = some(&self.url).or(document.url);
        document.published = published.or(document.published);
        Ok(document)
    }
}

#[derive(Serialize)]
struct SentenceView {
    text: Vec<Segment>,
    coded: bool,
    events: Vec<Coded>,
    presence: Vec<String>,
    steps: Vec<String>,
}

#[derive(Serialize)]
struct Coded {
    id: String,
    when: String,
    actor: String,
    recipient: String,
    what: String,
    kind: String,
    quad: u8,
    status: String,
    said_by: String,
    confidence: String,
}

/// What a program gets.
#[derive(Serialize)]
struct View<'a> {
    document: &'a Document,
    events: &'a [Event],
    presence: &'a [PresenceStatement],
    problems: &'a [Problem],
}

#[derive(Template)]
#[template(path = "read.html")]
struct Page {
    base: Base,
    given: Given,
    sentences: Vec<SentenceView>,
    problems: Vec<String>,
    events: usize,
    done: bool,
    model: String,
    longest: usize,
}

/// The empty form.
pub(crate) fn read(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&[])?;
    if ask.shape != "html" {
        return ask.no_shape();
    }
    Reply::page(&Page {
        base: Base::new(ask, "read", "Read a text"),
        given: Given::default(),
        sentences: Vec::new(),
        problems: Vec::new(),
        events: 0,
        done: false,
        model: String::new(),
        longest: LONGEST,
    })
}

/// A text that was given, coded.
pub(crate) fn read_text(app: &App, given: Given, html: bool) -> Result<Reply, Fault> {
    let document = given.document()?;
    let coder = app.coder()?;
    if !html {
        let coded = coder.code(&document);
        return Reply::json(&View {
            document: &document,
            events: &coded.events,
            presence: &coded.presence,
            problems: &coded.problems,
        });
    }
    let (sentences, problems) = explained(app, &coder, &document);
    Reply::page(&Page {
        base: Base::bare(app, "read", "Read a text"),
        given,
        events: sentences.iter().map(|s| s.events.len()).sum(),
        sentences,
        problems,
        done: true,
        model: coder.made_by().model.clone(),
        longest: LONGEST,
    })
}

fn explained(app: &App, coder: &Coder, document: &Document) -> (Vec<SentenceView>, Vec<String>) {
    let explanation = coder.explain(document);
    let coded = &explanation.coded;
    let side = |entities: &[chancery_codebook::Entity]| {
        let parties: Vec<chancery_record::Party> = entities.iter().map(Into::into).collect();
        words::side(&parties, &app.names)
    };
    let view = |e: &Event| Coded {
        id: e.id.clone(),
        when: days(e.date, e.enddate),
        actor: side(&e.actor),
        recipient: side(&e.recipient),
        what: words::act(e.event, e.mode, e.measure, &e.quantity),
        kind: words::kind(e.event, e.mode),
        quad: e.quad_code.get(),
        status: e.status.to_string(),
        said_by: if e.said_by.is_empty() {
            String::new()
        } else {
            side(&e.said_by)
        },
        confidence: format!("{:.2}", e.confidence),
    };
    let sentences = explanation.sentences.iter().map(|s| {
        let presence = coded
            .presence
            .iter()
            .filter(|p| p.text_info.sentence == s.sentence);
        SentenceView {
            text: marks::of_reading(&s.text, s.start, &s.marks),
            coded: s.passed_gate,
            events: (coded.events.iter())
                .filter(|e| e.text_info.sentence == s.sentence)
                .map(view)
                .collect(),
            presence: presence
                .map(|p| {
                    format!(
                        "{} in {}: {}{}",
                        p.sender.as_deref().unwrap_or("?"),
                        p.host.as_deref().unwrap_or("?"),
                        p.post.as_deref().unwrap_or("staff"),
                        p.staff.as_ref().map_or(String::new(), |q| format!(
                            ", {}",
                            chancery_codebook::short::bounds(std::slice::from_ref(q))
                        ))
                    )
                })
                .collect(),
            steps: s
                .steps
                .iter()
                .map(|step| format!("{}: {}", step.rule, step.detail))
                .collect(),
        }
    });
    let problems = coded.problems.iter().map(|p| p.message.clone()).collect();
    (sentences.collect(), problems)
}
