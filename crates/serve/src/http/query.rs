//! The part of an address after its `?`: the same names as the command line's options.

use super::Fault;
use chancery_lexicon::Lexicon;
use chancery_record::{Filter, Sort};
use jiff::civil::Date;
use std::fmt::Display;
use std::str::FromStr;

/// Names and values, in the order of the address.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query(Vec<(String, String)>);

/// The names of a filter.
pub(crate) const FILTER: [&str; 16] = [
    "actor",
    "recipient",
    "country",
    "type",
    "mode",
    "measure",
    "status",
    "quad",
    "since",
    "until",
    "place",
    "text",
    "outlet",
    "min_sources",
    "min_confidence",
    "as_known_on",
];

/// Those of them that take several values.
pub(crate) const LISTS: [&str; 9] = [
    "actor",
    "recipient",
    "country",
    "type",
    "mode",
    "measure",
    "status",
    "quad",
    "outlet",
];

/// Countries, types and the like that one filter may name at most.
const MOST: usize = 100;

impl Query {
    pub(crate) fn parse(query: &str) -> Query {
        Query(
            form_urlencoded::parse(query.as_bytes())
                .map(|(name, value)| (name.into_owned(), value.trim().to_owned()))
                .filter(|(_, value)| !value.is_empty())
                .collect(),
        )
    }

    /// Refuses names that nothing is asked by.
    pub(crate) fn only(&self, names: &[&str]) -> Result<(), Fault> {
        let stranger = |name: &&String| !names.contains(&name.as_str());
        match self.0.iter().map(|(name, _)| name).find(stranger) {
            None => Ok(()),
            Some(name) => Err(Fault::bad(format!(
                "nothing is asked by `{name}` here: use {}",
                names.join(", ")
            ))),
        }
    }

    /// The last value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let of = self.0.iter().rev().find(|(n, _)| n == name);
        of.map(|(_, value)| value.as_str())
    }

    /// The last value of a name, read.
    pub(crate) fn read<T: FromStr<Err: Display>>(&self, name: &str) -> Result<Option<T>, Fault> {
        let read = |value: &str| {
            value
                .parse()
                .map_err(|e| Fault::bad(format!("`{name}={value}`: {e}")))
        };
        self.get(name).map(read).transpose()
    }

    pub(crate) fn day(&self, name: &str) -> Result<Option<Date>, Fault> {
        let read = |value: &str| {
            value.parse().map_err(|_| {
                Fault::bad(format!(
                    "`{name}={value}` is no day: write it as 2018-03-26"
                ))
            })
        };
        self.get(name).map(read).transpose()
    }

    /// All values of a name, those joined by commas apart.
    pub(crate) fn all(&self, name: &str) -> Result<Vec<&str>, Fault> {
        let values: Vec<&str> = (self.0.iter())
            .filter(|(n, _)| n == name)
            .flat_map(|(_, value)| value.split(','))
            .map(str::trim)
            .filter(|value| !value.is_empty())
            .collect();
        if values.len() > MOST {
            return Err(Fault::bad(format!("`{name}` names more than {MOST}")));
        }
        Ok(values)
    }

    fn list<T: FromStr<Err: Display>>(&self, name: &str) -> Result<Vec<T>, Fault> {
        self.all(name)?
            .into_iter()
            .map(|v| v.parse().map_err(|e| Fault::bad(format!("`{name}`: {e}"))))
            .collect()
    }

    fn countries(&self, name: &str) -> Result<Vec<String>, Fault> {
        self.all(name)?.into_iter().map(country).collect()
    }

    /// The filter that is asked for.
    pub(crate) fn filter(&self) -> Result<Filter, Fault> {
        let filter = Filter {
            actor: self.countries("actor")?,
            recipient: self.countries("recipient")?,
            country: self.countries("country")?,
            event: self.list("type")?,
            mode: self.list("mode")?,
            measure: self.list("measure")?,
            status: self.list("status")?,
            quad: self.list("quad")?,
            since: self.day("since")?,
            until: self.day("until")?,
            place: self.get("place").map(str::to_owned),
            text: self.get("text").map(str::to_owned),
            outlet: self.all("outlet")?.into_iter().map(str::to_owned).collect(),
            min_sources: self.read("min_sources")?,
            min_confidence: self.read("min_confidence")?,
            as_known_on: self.day("as_known_on")?,
            sort: self.sort()?,
            ..Filter::default()
        };
        if let Some(code) = filter.quad.iter().find(|q| !(1..=4).contains(*q)) {
            return Err(Fault::bad(format!(
                "`quad={code}`: quad codes go from 1 to 4"
            )));
        }
        in_order(filter.since, filter.until)?;
        Ok(filter)
    }

    fn sort(&self) -> Result<Sort, Fault> {
        let Some(name) = self.get("sort") else {
            return Ok(Sort::default());
        };
        let known = Sort::NAMED.iter().find(|(n, _)| *n == name);
        known.map(|(_, sort)| *sort).ok_or_else(|| {
            Fault::bad(format!(
                "`sort={name}`: use one of {}",
                Sort::NAMED.map(|(n, _)| n).join(", ")
            ))
        })
    }

    /// The address again, with one name set to a value, or left out; the page and cursor are left out with it.
    pub(crate) fn with(&self, name: &str, value: Option<&str>) -> Query {
        let mut pairs: Vec<(String, String)> = (self.0.iter())
            .filter(|(n, _)| n != name && n != "cursor")
            .cloned()
            .collect();
        if let Some(value) = value {
            pairs.push((name.to_owned(), value.to_owned()));
        }
        Query(pairs)
    }

    /// The address again, with one of the values of a list added, or taken away where it is there.
    pub(crate) fn toggled(&self, name: &str, value: &str) -> Query {
        let mut values: Vec<&str> = self.all(name).unwrap_or_default();
        match values.iter().position(|v| *v == value) {
            Some(at) => {
                values.remove(at);
            }
            None => values.push(value),
        }
        let joined = values.join(",");
        self.with(name, (!joined.is_empty()).then_some(joined.as_str()))
    }

    /// The address again, with only some names.
    pub(crate) fn kept(&self, names: &[&str]) -> Query {
        let kept = self.0.iter().filter(|(n, _)| names.contains(&n.as_str()));
        Query(kept.cloned().collect())
    }

    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// `?name=value&…`, or nothing.
    pub(crate) fn href(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let mut text = String::from("?");
        for (i, (name, value)) in self.0.iter().enumerate() {
            if i > 0 {
                text.push('&');
            }
            let mut pair = form_urlencoded::Serializer::new(String::new());
            pair.append_pair(name, value);
            text.push_str(&pair.finish().replace("%2C", ","));
        }
        text
    }
}

/// The code of a country given by code or name.
pub(crate) fn country(given: &str) -> Result<String, Fault> {
    Lexicon::builtin().country_code(given).ok_or_else(|| {
        Fault::bad(format!(
            "`{given}` is no country that the lexicon knows: give a code such as USA, or a name"
        ))
    })
}

/// Refuses days of which the first comes after the last.
pub(crate) fn in_order(since: Option<Date>, until: Option<Date>) -> Result<(), Fault> {
    match (since, until) {
        (Some(since), Some(until)) if since > until => {
            Err(Fault::bad(format!("since {since} is after until {until}")))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_of_an_address_is_the_filter_of_the_command_line() {
        let filter = Query::parse(
            "actor=Russia,USA&type=SANCTION&quad=4&since=2018-01-01&text=%22persona+non+grata%22",
        )
        .filter()
        .unwrap();
        assert_eq!(filter.actor, ["RUS", "USA"]);
        assert_eq!(filter.quad, [4]);
        assert_eq!(filter.text.as_deref(), Some("\"persona non grata\""));
        for wrong in [
            "actor=Atlantis",
            "quad=7",
            "since=March",
            "since=2019-01-01&until=2018-01-01",
            "sort=best",
        ] {
            assert_eq!(
                Query::parse(wrong).filter().unwrap_err().status,
                400,
                "{wrong}"
            );
        }
    }

    #[test]
    fn an_address_is_written_as_it_was_read() {
        let query = Query::parse("actor=RUS,USA&text=a%26b+%22c%22&cursor=x");
        assert_eq!(
            query.toggled("actor", "USA").href(),
            "?text=a%26b+%22c%22&actor=RUS"
        );
        assert_eq!(
            query.toggled("actor", "GBR").href(),
            "?text=a%26b+%22c%22&actor=RUS,USA,GBR"
        );
        assert_eq!(Query::default().href(), "");
        assert!(query.only(&["actor", "text", "cursor"]).is_ok());
        assert!(query.only(&["actor"]).is_err());
    }
}
