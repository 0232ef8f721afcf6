//! Arguments of questions: days, bins, measures of a series and the filter of events, by the names of the command line.

use crate::errors::{ask, input};
use chancery::ask;
use chancery::record::{Filter, Sort};
use chancery::relate::plot::Measured;
use chancery::relate::series::Bin;
use jiff::civil::Date;
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// A day that an argument names.
pub fn day(name: &str, given: Option<String>) -> PyResult<Option<Date>> {
    let parse = |text: String| {
        let parsed = text.parse();
        parsed.map_err(|_| {
            input(format!(
                "{name}: `{text}` is no date: write it as 2018-03-30"
            ))
        })
    };
    given.map(parse).transpose()
}

/// The length of a bin.
pub fn bin(by: &str) -> PyResult<Bin> {
    Bin::named(by).ok_or_else(|| input(format!("by: `{by}` is none of day, week, month")))
}

fn sort(name: &str) -> PyResult<Sort> {
    let found = Sort::NAMED.into_iter().find(|(n, _)| *n == name);
    found.map(|(_, sort)| sort).ok_or_else(|| {
        let names = Sort::NAMED.map(|(n, _)| n).join(", ");
        input(format!("sort: `{name}` is none of {names}"))
    })
}

/// Parses each of some codes, with the message of the type.
fn codes<T: std::str::FromStr<Err: std::fmt::Display>>(given: Vec<String>) -> PyResult<Vec<T>> {
    given
        .iter()
        .map(|code| code.parse().map_err(input))
        .collect()
}

fn countries(given: Vec<String>) -> PyResult<Vec<String>> {
    given.iter().map(|g| ask::country(g).map_err(ask)).collect()
}

/// A filter out of keyword arguments, whose names are those of the command line.
pub fn filter(given: &Bound<'_, PyDict>) -> PyResult<Filter> {
    let mut filter = Filter::default();
    for (name, value) in given {
        let name: String = name.extract()?;
        let list = || value.extract::<Vec<String>>();
        match name.as_str() {
            "actor" => filter.actor = countries(list()?)?,
            "recipient" => filter.recipient = countries(list()?)?,
            "country" => filter.country = countries(list()?)?,
            "type" => filter.event = codes(list()?)?,
            "mode" => filter.mode = codes(list()?)?,
            "measure" => filter.measure = codes(list()?)?,
            "status" => filter.status = codes(list()?)?,
            "quad" => {
                filter.quad = value.extract()?;
                if let Some(other) = filter.quad.iter().find(|q| !(1..=4).contains(*q)) {
                    return Err(input(format!("quad: {other} is none of 1, 2, 3, 4")));
                }
            }
            "outlet" => filter.outlet = list()?,
            "since" => filter.since = day("since", Some(value.extract()?))?,
            "until" => filter.until = day("until", Some(value.extract()?))?,
            "as_known_on" => filter.as_known_on = day("as_known_on", Some(value.extract()?))?,
            "place" => filter.place = Some(value.extract()?),
            "text" => filter.text = Some(value.extract()?),
            "min_sources" => filter.min_sources = Some(value.extract()?),
            "min_confidence" => filter.min_confidence = Some(value.extract()?),
            "limit" => filter.limit = Some(value.extract()?),
            "offset" => filter.offset = value.extract()?,
            "sort" => filter.sort = sort(&value.extract::<String>()?)?,
            other => return Err(input(format!("`{other}` is no filter"))),
        }
    }
    ask::in_order(filter.since, filter.until).map_err(ask)?;
    Ok(filter)
}

/// What a series measures.
pub fn measured(name: &str) -> PyResult<Measured> {
    match name {
        "count" | "quad" => Ok(Measured::Count),
        "score" => Ok(Measured::Score),
        "expelled" => Ok(Measured::Expelled),
        other => Err(input(format!(
            "measure: `{other}` is none of count, score, quad, expelled"
        ))),
    }
}
