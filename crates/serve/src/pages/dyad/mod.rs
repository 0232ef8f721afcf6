//! Two states: what each did to the other, who answered whom, what is in place, and what comes next.

mod exchange;
mod foresee;
mod pictures;
mod presence;
mod range;
mod reciprocity;

pub(crate) use exchange::{delay, proportion, reason, within};
pub(crate) use foresee::plan;
pub(crate) use presence::registers;
pub(crate) use range::{Range, series_of};
pub(crate) use reciprocity::reciprocity;

use super::{Base, EventLine};
use crate::chart;
use crate::http::{Ask, Fault, Kind, Query, Reply, country, in_order};
use crate::words;
use askama::Template;
use chancery_relate::reciprocity::Side;
use exchange::ExchangeView;
use foresee::Foreseen;
use jiff::civil::Date;
use presence::Kept;
use serde::Serialize;

/// What may be asked of the page.
const NAMES: [&str; 8] = [
    "since",
    "until",
    "by",
    "measure",
    "f_actor",
    "f_measure",
    "f_count",
    "cursor",
];
/// Rows of the table of acts.
const ROWS: usize = 40;

/// The page's data.
#[derive(Serialize)]
struct View {
    first: String,
    second: String,
    first_name: String,
    second_name: String,
    /// The days that are shown.
    since: Option<Date>,
    until: Option<Date>,
    /// Events of the selection: by the first on the second, and back.
    events: [usize; 2],
    acts: Vec<EventLine>,
    total: usize,
    next: Option<String>,
    exchanges: Vec<ExchangeView>,
    presence: Vec<Kept>,
    answers: Vec<Side>,
    /// The figures of `answers` in words.
    reading: Vec<String>,
    forecast: Option<Foreseen>,
}

#[derive(Template)]
#[template(path = "dyad.html")]
struct Page {
    base: Base,
    view: View,
    timeline: String,
    series: String,
    presence: Vec<String>,
    spread: String,
    here: String,
    spans: Vec<(String, String, bool)>,
    next: Option<String>,
    by: Vec<(&'static str, bool)>,
    counted: Vec<(&'static str, bool)>,
    measures: Vec<(String, String, bool)>,
    actors: Vec<(String, String, bool)>,
    f_count: String,
    explore: String,
    hidden: Vec<(String, String)>,
    hidden_plan: Vec<(String, String)>,
    total: String,
    /// Events by the first on the second, and back.
    counts: [String; 2],
    more: usize,
}

/// The two states of an address.
pub(crate) fn pair(ask: &Ask<'_>) -> Result<(String, String), Fault> {
    let (a, b) = (country(ask.part("a"))?, country(ask.part("b"))?);
    if a == b {
        return Err(Fault::bad(format!("{a} and {b} are one state: name two")));
    }
    Ok((a, b))
}

/// Exchanges that the page tells; the interface gives all.
const EXCHANGES: usize = 25;

pub(crate) fn dyad(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&NAMES)?;
    let (a, b) = pair(ask)?;
    let (since, until) = (ask.query.day("since")?, ask.query.day("until")?);
    in_order(since, until)?;
    let range = Range::new(ask, &a, &b, since, until);
    // Pictures alone cost no more than what is drawn.
    if ask.shape == "svg" {
        let svg = match ask.path.rsplit('/').next() {
            Some("timeline") => pictures::timeline(ask, &range, "timeline", 960)?,
            Some("series") => pictures::series(ask, &range, "series", 960)?,
            Some("presence") => presence::pictures(ask, &range, 960)?.concat(),
            _ => return ask.no_shape(),
        };
        return Ok(Reply::new(Kind::Svg, chart::standalone(&svg)));
    }
    let (lines, next) = range.lines(ask, ROWS)?;
    if ask.shape == "csv" {
        return Reply::csv(&EventLine::HEADER, lines.iter().map(EventLine::cells));
    }
    let answers = exchange::answers(ask, &range)?;
    let view = View {
        first_name: ask.app.name(&a).to_owned(),
        second_name: ask.app.name(&b).to_owned(),
        since: range.since,
        until: range.until,
        events: range.counts(),
        total: range.found.len(),
        acts: lines,
        next,
        exchanges: exchange::exchanges(ask, &range),
        presence: presence::kept(ask, &range)?,
        reading: answers
            .iter()
            .flat_map(|s| exchange::in_words(s, ask.app))
            .collect(),
        answers,
        forecast: foresee::foresee(ask, &range)?,
        first: a,
        second: b,
    };
    match ask.shape.as_str() {
        "html" => page(ask, &range, view),
        "json" => Reply::json(&view),
        _ => ask.no_shape(),
    }
}

fn page(ask: &Ask<'_>, range: &Range<'_>, mut view: View) -> Result<Reply, Fault> {
    let here = format!("/dyad/{}/{}", view.first, view.second);
    let query = &ask.query;
    let title = format!("{} and {}", view.first_name, view.second_name);
    let both =
        |id: &str, draw: &dyn Fn(&str, u32) -> Result<String, Fault>| -> Result<String, Fault> {
            // The first picture that fails is told; the other is not drawn.
            let failed = std::cell::RefCell::new(None);
            let svg = chart::both(id, |id, width| {
                draw(id, width).unwrap_or_else(|fault| {
                    *failed.borrow_mut() = Some(fault);
                    String::new()
                })
            });
            match failed.into_inner() {
                Some(fault) => Err(fault),
                None => Ok(svg),
            }
        };
    let picked =
        |name: &str, of: &'static [&'static str], usual: &str| -> Vec<(&'static str, bool)> {
            let chosen = query.get(name).unwrap_or(usual);
            of.iter().map(|o| (*o, *o == chosen)).collect()
        };
    let mut base = Base::new(ask, "record", title).shapes(ask, &["JSON", "CSV"]);
    for name in ["timeline", "series", "presence"] {
        base.shapes.push((
            match name {
                "timeline" => "SVG (time line)",
                "series" => "SVG (series)",
                _ => "SVG (presence)",
            },
            format!("{here}/{name}.svg{}", query.href()),
        ));
    }
    let actor = query.get("f_actor").unwrap_or(&view.first).to_owned();
    let names = |code: &String, name: &String| (code.clone(), name.clone(), *code == actor);
    let measure = query.get("f_measure").unwrap_or("expulsion");
    let more = view.exchanges.len().saturating_sub(EXCHANGES);
    view.exchanges.truncate(EXCHANGES);
    let kept_plan: Vec<&str> = vec!["f_actor", "f_measure", "f_count"];
    let kept_time: Vec<&str> = vec!["since", "until", "by", "measure"];
    Reply::page(&Page {
        timeline: both("timeline", &|id, width| {
            pictures::timeline(ask, range, id, width)
        })?,
        series: both("series", &|id, width| {
            pictures::series(ask, range, id, width)
        })?,
        presence: presence::pictures(ask, range, 960)?,
        spread: view.forecast.as_ref().map_or(String::new(), |f| {
            let title = format!(
                "Answer of {} to {} {}",
                ask.app.name(&f.plan.recipient),
                words::plain(f.plan.measure.as_str()),
                f.plan.count.map_or(String::new(), |n| format!("of {n}"))
            );
            f.picture(title, 640)
        }),
        spans: range::spans(ask, range, &here),
        next: view
            .next
            .as_ref()
            .map(|c| format!("{here}{}#acts", query.with("cursor", Some(c)).href())),
        by: picked("by", &["day", "week", "month"], range.bin_name()),
        counted: picked("measure", &["count", "score", "expelled"], "count"),
        measures: (chancery_relate::forecast::MEASURES.iter())
            .map(|m| {
                (
                    m.to_string(),
                    words::plain(m.as_str()),
                    m.as_str() == measure,
                )
            })
            .collect(),
        actors: vec![
            names(&view.first, &view.first_name),
            names(&view.second, &view.second_name),
        ],
        f_count: query.get("f_count").unwrap_or("10").to_owned(),
        explore: explore(range),
        hidden: query.kept(&kept_plan).pairs().to_vec(),
        hidden_plan: query.kept(&kept_time).pairs().to_vec(),
        total: words::thousands(view.total as i64),
        counts: view.events.map(|n| words::thousands(n as i64)),
        base,
        view,
        here,
        more,
    })
}

/// The same selection in the explorer.
fn explore(range: &Range<'_>) -> String {
    let day = |d: Option<Date>| d.map(|d| d.to_string());
    let query = Query::default()
        .with("actor", Some(&format!("{},{}", range.a, range.b)))
        .with("recipient", Some(&format!("{},{}", range.a, range.b)))
        .with("since", day(range.asked.0).as_deref())
        .with("until", day(range.asked.1).as_deref());
    format!("/explore{}", query.href())
}
