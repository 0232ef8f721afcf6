//! Who told: outlets with their reports, copies and claims.

use super::Base;
use crate::http::{Ask, Fault, Reply};
use crate::words;
use askama::Template;
use chancery_record::OutletRow;
use serde::Serialize;

const MOST: usize = 200;

#[derive(Serialize)]
struct View<'o> {
    outlets: &'o [OutletRow],
}

struct Row {
    name: String,
    href: String,
    reports: String,
    copies: String,
    claims: String,
    days: String,
}

#[derive(Template)]
#[template(path = "sources.html")]
struct Page {
    base: Base,
    rows: Vec<Row>,
    most: usize,
}

pub(crate) fn sources(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&[])?;
    let all = ask.snapshot.counted.outlets(ask.record)?;
    let view = View {
        outlets: &all[..MOST.min(all.len())],
    };
    match ask.shape.as_str() {
        "html" => {
            let rows = view.outlets.iter().map(|o| Row {
                name: o
                    .outlet
                    .clone()
                    .unwrap_or_else(|| "no outlet named".to_owned()),
                href: o.outlet.as_ref().map_or(String::new(), |name| {
                    let query = crate::http::Query::default().with("outlet", Some(name));
                    format!("/explore{}", query.href())
                }),
                reports: words::thousands(o.documents),
                copies: words::thousands(o.copies),
                claims: words::thousands(o.claims),
                days: match (o.first, o.last) {
                    (Some(first), Some(last)) => format!("{first} to {last}"),
                    _ => "–".to_owned(),
                },
            });
            Reply::page(&Page {
                base: Base::new(ask, "sources", "Sources").shapes(ask, &["JSON", "CSV"]),
                rows: rows.collect(),
                most: MOST,
            })
        }
        "json" => Reply::json(&view),
        "csv" => {
            let rows = view.outlets.iter().map(|o| {
                vec![
                    o.outlet.clone().unwrap_or_default(),
                    o.documents.to_string(),
                    o.copies.to_string(),
                    o.claims.to_string(),
                    words::day(o.first),
                    words::day(o.last),
                ]
            });
            Reply::csv(
                &["outlet", "documents", "copies", "claims", "first", "last"],
                rows,
            )
        }
        _ => ask.no_shape(),
    }
}
