//! Explore: one selection of events as pills, counts, time, map and table.

use super::{Base, EventLine};
use crate::chart;
use crate::http::{Ask, FILTER, Fault, LISTS, Reply};
use crate::snapshot::{Facets, Span};
use crate::words;
use askama::Template;
use chancery_record::{Filter, MergedEvent, Sort};
use serde::Serialize;

/// A page of events that an address asks for, with counts of the whole selection.
pub(crate) struct Selected {
    pub events: Vec<MergedEvent>,
    pub total: usize,
    pub facets: Option<Facets>,
    pub next: Option<String>,
}

/// Rows of a page.
const ROWS: usize = 50;

/// The page of a filter that begins after a cursor, and, where wanted, the counts of all that it finds.
pub(crate) fn page_of(
    ask: &Ask<'_>,
    filter: &Filter,
    cursor: Option<&str>,
    limit: usize,
    facets: bool,
) -> Result<Selected, Fault> {
    let offset = match cursor {
        None => 0,
        Some(cursor) => cursor_offset(cursor)?,
    };
    if filter.as_known_on.is_some() {
        let page = ask.record.events(&Filter {
            limit: Some(limit),
            offset,
            ..filter.clone()
        })?;
        let more = offset + page.events.len() < page.total;
        return Ok(Selected {
            events: page.events,
            total: page.total,
            facets: None,
            next: more.then(|| cursor_at(offset + limit)),
        });
    }
    let told = ask.snapshot.told.rows(ask.record, filter)?;
    let columns = &ask.snapshot.events;
    let found = columns.select(filter, told.as_deref());
    let rows: Vec<i64> = (found.iter().skip(offset).take(limit))
        .map(|n| columns.rows[*n].row)
        .collect();
    Ok(Selected {
        events: ask.record.events_in(&rows)?,
        total: found.len(),
        facets: facets.then(|| columns.facets(&found)),
        next: (offset + limit < found.len()).then(|| cursor_at(offset + limit)),
    })
}

/// A cursor is where the next page begins; its form is ours to change.
fn cursor_at(offset: usize) -> String {
    format!("c{offset:x}")
}

fn cursor_offset(cursor: &str) -> Result<usize, Fault> {
    let digits = cursor.strip_prefix('c').filter(|d| d.len() <= 12);
    digits
        .and_then(|d| usize::from_str_radix(d, 16).ok())
        .ok_or_else(|| {
            Fault::bad(format!(
                "`cursor={cursor}`: take cursors from the answer before, as they are"
            ))
        })
}

/// The page's data.
#[derive(Serialize)]
struct Explore {
    total: usize,
    facets: Option<Facets>,
    events: Vec<EventLine>,
    /// Cursor of the next page.
    next: Option<String>,
}

/// One thing that the selection asks for, and the address without it.
struct Pill {
    label: String,
    href: String,
}

/// One value that could be asked for, with its count.
struct Choice {
    label: String,
    count: String,
    href: String,
    chosen: bool,
    /// Width of its bar, in hundredths.
    share: u32,
}

struct Group {
    title: &'static str,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "explore.html")]
struct Page {
    base: Base,
    explore: Explore,
    total: String,
    pills: Vec<Pill>,
    groups: Vec<Group>,
    /// The filter's fields, for forms that keep them.
    hidden: Vec<(String, String)>,
    since: String,
    until: String,
    place: String,
    outlet: String,
    text: String,
    sorts: Vec<(&'static str, bool)>,
    histogram: String,
    outside: String,
    map: String,
    next: Option<String>,
    shown: usize,
}

/// What may be asked of this page.
fn names() -> Vec<&'static str> {
    let mut names = FILTER.to_vec();
    names.extend(["sort", "cursor"]);
    names
}

pub(crate) fn explore(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&names())?;
    let filter = ask.query.filter()?;
    let selected = page_of(ask, &filter, ask.query.get("cursor"), ROWS, true)?;
    let lines: Vec<EventLine> = selected
        .events
        .iter()
        .map(|e| EventLine::of(e, ask.app))
        .collect();
    let picture = |facets: Option<&Facets>, name: &str| match (facets, name) {
        (Some(facets), "/explore/histogram") => Some(histogram("time", &facets.bins, ask, 960)),
        (Some(facets), "/explore/map") => Some(map(facets, ask, 960)),
        _ => None,
    };
    match ask.shape.as_str() {
        "html" => page(ask, &filter, selected, lines),
        "json" => Reply::json(&Explore {
            total: selected.total,
            facets: selected.facets,
            events: lines,
            next: selected.next,
        }),
        "csv" => Reply::csv(&EventLine::HEADER, lines.iter().map(EventLine::cells)),
        "svg" => match picture(selected.facets.as_ref(), &ask.path) {
            Some(svg) => Ok(Reply::new(crate::http::Kind::Svg, chart::standalone(&svg))),
            None => ask.no_shape(),
        },
        _ => ask.no_shape(),
    }
}

fn page(
    ask: &Ask<'_>,
    filter: &Filter,
    selected: Selected,
    lines: Vec<EventLine>,
) -> Result<Reply, Fault> {
    let query = &ask.query;
    let facets = selected.facets.as_ref();
    let empty = Facets::default();
    let told = facets.unwrap_or(&empty);
    let mut base = Base::new(ask, "explore", "Explore").shapes(ask, &["JSON", "CSV"]);
    base.feed = Some(format!("/feed.atom{}", query.kept(&FILTER).href()));
    let value = |name: &str| query.get(name).unwrap_or_default().to_owned();
    let kept = query.with("since", None).with("until", None);
    let hidden = kept
        .with("text", None)
        .with("place", None)
        .with("outlet", None)
        .with("sort", None);
    let chosen = query.get("sort").unwrap_or("newest").to_owned();
    let page = Page {
        pills: pills(ask)?,
        groups: groups(ask, filter, told),
        hidden: hidden.pairs().to_vec(),
        since: value("since"),
        until: value("until"),
        place: value("place"),
        outlet: value("outlet"),
        text: value("text"),
        sorts: Sort::NAMED.map(|(name, _)| (name, name == chosen)).to_vec(),
        histogram: facets.map_or(String::new(), |f| {
            chart::both("time", |id, width| histogram(id, &f.bins, ask, width))
        }),
        outside: match told.outside {
            0 => String::new(),
            n => words::thousands(i64::from(n)),
        },
        map: facets.map_or(String::new(), |f| map(f, ask, 960)),
        next: (selected.next.as_ref())
            .map(|c| format!("/explore{}", query.with("cursor", Some(c)).href())),
        total: words::thousands(selected.total as i64),
        shown: lines.len(),
        base,
        explore: Explore {
            total: selected.total,
            facets: None,
            events: lines,
            next: None,
        },
    };
    Reply::page(&page)
}

fn histogram(id: &str, bins: &[Span], ask: &Ask<'_>, width: u32) -> String {
    let query = &ask.query;
    let bin = |span: &Span| chart::histogram::Bin {
        from: span.from,
        to: span.to,
        counts: span.quad,
        href: format!(
            "/explore{}",
            query
                .with("since", Some(&span.from.to_string()))
                .with("until", Some(&span.to.to_string()))
                .href()
        ),
    };
    chart::histogram::svg(&chart::histogram::Histogram {
        id: id.to_owned(),
        bins: bins.iter().map(bin).collect(),
        selected: None,
        width,
        height: 180,
    })
}

fn map(facets: &Facets, ask: &Ask<'_>, width: u32) -> String {
    let values = facets.country.iter().map(|(code, n)| chart::map::Country {
        code: code.clone(),
        events: u64::from(*n),
        href: format!("/explore{}", ask.query.with("country", Some(code)).href()),
    });
    chart::map::svg(&chart::map::Map {
        id: "map".to_owned(),
        title: "Events by country that takes part".to_owned(),
        values: values.collect(),
        selected: ask.query.filter().map(|f| f.country).unwrap_or_default(),
        width,
    })
}

/// What the selection asks for, one pill a value.
fn pills(ask: &Ask<'_>) -> Result<Vec<Pill>, Fault> {
    let mut pills = Vec::new();
    for name in FILTER {
        let several = LISTS.contains(&name);
        let values = match several {
            true => ask.query.all(name)?,
            false => ask.query.get(name).into_iter().collect(),
        };
        for value in values {
            let shown = match name {
                "actor" | "recipient" | "country" => ask.app.name(value),
                _ => value,
            };
            let rest = match several {
                true => ask.query.toggled(name, value),
                false => ask.query.with(name, None),
            };
            pills.push(Pill {
                label: format!("{}: {}", words::plain(name), words::plain_value(shown)),
                href: format!("/explore{}", rest.href()),
            });
        }
    }
    Ok(pills)
}

fn groups(ask: &Ask<'_>, filter: &Filter, facets: &Facets) -> Vec<Group> {
    const LONG: usize = 12;
    let choices =
        |name: &str, values: Vec<(String, String, u32)>, asked: &[String]| -> Vec<Choice> {
            let most = values.iter().map(|(.., n)| *n).max().unwrap_or(1).max(1);
            values
                .into_iter()
                .take(LONG)
                .map(|(value, label, n)| Choice {
                    href: format!("/explore{}", ask.query.toggled(name, &value).href()),
                    chosen: asked.contains(&value),
                    count: words::thousands(i64::from(n)),
                    share: n * 100 / most,
                    label,
                })
                .collect()
        };
    let lands = |list: &[(String, u32)]| -> Vec<(String, String, u32)> {
        list.iter()
            .map(|(code, n)| (code.clone(), ask.app.name(code).to_owned(), *n))
            .collect()
    };
    fn coded<T: std::fmt::Display>(list: &[(T, u32)]) -> Vec<(String, String, u32)> {
        list.iter()
            .map(|(v, n)| (v.to_string(), words::plain(&v.to_string()), *n))
            .collect()
    }
    fn asked<T: std::fmt::Display>(list: &[T]) -> Vec<String> {
        list.iter().map(T::to_string).collect()
    }
    let quads: Vec<(String, String, u32)> = (facets.quad.iter())
        .map(|(q, n)| (q.get().to_string(), q.label().to_owned(), *n))
        .collect();
    let group = |title, name: &str, values, asked: &[String]| Group {
        title,
        choices: choices(name, values, asked),
    };
    vec![
        group("Who acts", "actor", lands(&facets.actor), &filter.actor),
        group(
            "On whom",
            "recipient",
            lands(&facets.recipient),
            &filter.recipient,
        ),
        group("Kind", "quad", quads, &asked(&filter.quad)),
        group("Type", "type", coded(&facets.event), &asked(&filter.event)),
        group(
            "Measure",
            "measure",
            coded(&facets.measure),
            &asked(&filter.measure),
        ),
        group(
            "Status",
            "status",
            coded(&facets.status),
            &asked(&filter.status),
        ),
    ]
}
