//! What claims say on balance: for each field, what the largest share of independent sources says.

use super::independent::groups;
use super::merged::{MergedEvent, Party, Reading, Shares};
use chancery_codebook::{Codebook, DateBasis, Entity, Event, Place, Quantity, Status};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A claim with its report.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub event: Event,
    /// Row id of the report.
    pub report: i64,
    /// Its story: reports that copy one text have one.
    pub story: i64,
}

/// Votes of the sources: every independent group has one, shared by its claims.
struct Votes<'a> {
    claims: &'a [Told],
    weights: Vec<f64>,
}

/// What the claims say in one field.
struct Said<V> {
    value: V,
    weight: f64,
    /// Places of the claims that say it, earliest report first.
    by: Vec<usize>,
}

impl<'a> Votes<'a> {
    fn new(claims: &'a [Told], groups: &[usize]) -> Votes<'a> {
        let size = |group: usize| groups.iter().filter(|g| **g == group).count();
        Votes {
            claims,
            weights: groups.iter().map(|g| 1.0 / size(*g) as f64).collect(),
        }
    }

    /// What is said, most votes first, then the earlier report; `None` is saying nothing.
    fn said<V: PartialEq>(&self, value: impl Fn(&Event) -> Option<V>) -> Vec<Said<V>> {
        let mut said: Vec<Said<V>> = Vec::new();
        for (i, claim) in self.claims.iter().enumerate() {
            let Some(value) = value(&claim.event) else {
                continue;
            };
            match said.iter_mut().find(|s| s.value == value) {
                Some(s) => {
                    s.weight += self.weights[i];
                    s.by.push(i);
                }
                None => said.push(Said {
                    value,
                    weight: self.weights[i],
                    by: vec![i],
                }),
            }
        }
        // Votes are fractions: compared to the thousandth, so that 1/3 three times is 1.
        said.sort_by_key(|s| Reverse((s.weight * 1000.0).round() as i64));
        said
    }
}

fn share<V>(said: &[Said<V>], chosen: usize) -> f64 {
    let all: f64 = said.iter().map(|s| s.weight).sum();
    match said.get(chosen) {
        Some(s) if all > 0.0 => (s.weight / all * 1000.0).round() / 1000.0,
        _ => 1.0,
    }
}

fn countries(entities: &[Entity]) -> Option<Vec<Option<String>>> {
    let set: BTreeSet<Option<String>> = entities.iter().map(|e| e.country.clone()).collect();
    (!set.is_empty()).then(|| set.into_iter().collect())
}

/// Without the tellings that name no country ("several states"), where others name some.
fn named(mut said: Vec<Said<Vec<Option<String>>>>) -> Vec<Said<Vec<Option<String>>>> {
    let names = |s: &Said<Vec<Option<String>>>| s.value.iter().any(Option::is_some);
    if said.iter().any(names) {
        said.retain(names);
    }
    said
}

/// The parties of the claim that says most of those that say it.
fn details(votes: &Votes<'_>, by: &[usize], side: impl Fn(&Event) -> &[Entity]) -> Vec<Party> {
    let fullness = |i: &usize| {
        let parties = side(&votes.claims[*i].event);
        parties
            .iter()
            .map(|e| usize::from(e.sector.is_some()) + 2 * usize::from(e.name.is_some()))
            .sum::<usize>()
    };
    let best = by.iter().max_by_key(|i| (fullness(i), Reverse(**i)));
    let mut parties: Vec<Party> = Vec::new();
    for entity in best.map_or(&[][..], |i| side(&votes.claims[*i].event)) {
        let party = Party::from(entity);
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties
}

fn numbers(event: &Event) -> Option<Vec<(Option<i64>, Option<i64>)>> {
    (!event.quantity.is_empty()).then(|| event.quantity.iter().map(|q| (q.low, q.high)).collect())
}

fn place_name(place: &Place) -> &str {
    place.name.as_deref().unwrap_or(&place.raw_text)
}

/// The status: done, if a source says done and no larger share denies it; else denied, planned, supposed.
fn status(said: &[Said<Status>]) -> usize {
    let weight = |status| {
        said.iter()
            .find(|s| s.value == status)
            .map_or(0.0, |s| s.weight)
    };
    let (done, denied) = (weight(Status::Actual), weight(Status::Negated));
    let choice = if done > 0.0 && done >= denied {
        Status::Actual
    } else if denied > 0.0 {
        Status::Negated
    } else if weight(Status::Future) > 0.0 {
        Status::Future
    } else {
        Status::Hypothetical
    };
    said.iter().position(|s| s.value == choice).unwrap_or(0)
}

/// The date: of those that a text gives the one with most votes, the narrower and earlier told where votes
/// are equal; else the first report's.
fn date(said: &[Said<(jiff::civil::Date, jiff::civil::Date, DateBasis)>]) -> usize {
    let rank = |i: &usize| {
        let s = &said[*i];
        let told = s.value.2 == DateBasis::Report;
        let votes = if told {
            0
        } else {
            (s.weight * 1000.0).round() as i64
        };
        let width = (s.value.1 - s.value.0).get_days();
        (told, Reverse(votes), width, s.by.first().copied())
    };
    (0..said.len()).min_by_key(rank).unwrap_or(0)
}

/// The event that claims of one act make, in the order of their reports; its id is left empty.
pub(crate) fn balance(claims: &[Told]) -> Option<MergedEvent> {
    let first = &claims.first()?.event;
    let groups = groups(claims);
    let votes = Votes::new(claims, &groups);
    let dates = votes.said(|e| Some((e.date?, e.enddate.or(e.date)?, e.date_basis)));
    let when = date(&dates);
    let actors = named(votes.said(|e| countries(&e.actor)));
    let recipients = named(votes.said(|e| countries(&e.recipient)));
    let types = votes.said(|e| Some((e.event, e.mode)));
    let measures = votes.said(|e| e.measure);
    let statuses = votes.said(|e| Some(e.status));
    let how = status(&statuses);
    // Where votes are equal the later number stands: tolls and lists grow.
    let mut quantities = votes.said(numbers);
    quantities.sort_by_key(|s| Reverse(((s.weight * 1000.0).round() as i64, s.by.last().copied())));
    let places = votes.said(|e| e.place.as_ref().map(|p| place_name(p).to_owned()));
    let (event, mode) = types.first()?.value;
    let codebook = Codebook::builtin();
    let quantity: Vec<Quantity> = (quantities.first().and_then(|s| s.by.last()))
        .map_or(Vec::new(), |i| claims[*i].event.quantity.clone());
    let place = (places.first())
        .and_then(|s| {
            s.by.iter()
                .find(|i| has_point(&claims[**i].event))
                .or(s.by.first())
        })
        .and_then(|i| claims[*i].event.place.clone());
    let reported = || claims.iter().filter_map(|c| c.event.cite_info.published);
    let disputed = [
        ("date", told(&dates) > 1),
        ("actor", actors.len() > 1),
        ("recipient", recipients.len() > 1),
        ("event", types.len() > 1),
        ("measure", measures.len() > 1),
        ("status", statuses.len() > 1),
        ("quantity", quantities.len() > 1),
        ("place", places.len() > 1),
    ];
    Some(MergedEvent {
        id: String::new(),
        date: dates.get(when).map(|s| s.value.0).or(first.date),
        enddate: dates.get(when).map(|s| s.value.1).or(first.enddate),
        date_basis: dates.get(when).map_or(first.date_basis, |s| s.value.2),
        actor: details(&votes, actors.first().map_or(&[], |s| &s.by), |e| &e.actor),
        recipient: details(&votes, recipients.first().map_or(&[], |s| &s.by), |e| {
            &e.recipient
        }),
        event,
        mode,
        context: (codebook.contexts.iter().map(|c| &c.code))
            .filter(|code| claims.iter().any(|c| c.event.context.contains(code)))
            .cloned()
            .collect(),
        quad_code: event.quad_code(),
        event_scale: codebook.event_scale(event, mode),
        cameo: (types.first().and_then(|s| s.by.first()))
            .and_then(|i| claims[*i].event.cameo.clone()),
        status: statuses.get(how)?.value,
        historical: claims.iter().all(|c| c.event.historical),
        measure: measures.first().map(|s| s.value),
        quantity,
        place,
        confidence: claims
            .iter()
            .map(|c| c.event.confidence)
            .fold(0.0, f64::max),
        claims: claims.len(),
        sources: claims
            .iter()
            .map(|c| c.report)
            .collect::<BTreeSet<_>>()
            .len(),
        independent: groups.iter().collect::<BTreeSet<_>>().len(),
        first_reported: reported().min(),
        last_reported: reported().max(),
        shares: Shares {
            date: share(&dates, when),
            actor: share(&actors, 0),
            recipient: share(&recipients, 0),
            event: share(&types, 0),
            measure: share(&measures, 0),
            status: share(&statuses, how),
            quantity: share(&quantities, 0),
            place: share(&places, 0),
        },
        disputed: disputed
            .iter()
            .filter(|(_, d)| *d)
            .map(|(f, _)| (*f).to_owned())
            .collect(),
    })
}

fn has_point(event: &Event) -> bool {
    event.place.as_ref().is_some_and(|p| p.lat.is_some())
}

/// How many dates the texts give; a report's own date contradicts nothing.
fn told(dates: &[Said<(jiff::civil::Date, jiff::civil::Date, DateBasis)>]) -> usize {
    let days: BTreeSet<_> = (dates.iter().filter(|s| s.value.2 != DateBasis::Report))
        .map(|s| (s.value.0, s.value.1))
        .collect();
    days.len()
}

/// Everything that claims say, field by field, most votes first.
pub(crate) fn readings(claims: &[Told]) -> Vec<Reading> {
    let groups = groups(claims);
    let votes = Votes::new(claims, &groups);
    let list = |codes: &[Option<String>]| {
        let codes: Vec<&str> = codes.iter().map(|c| c.as_deref().unwrap_or("?")).collect();
        codes.join(", ")
    };
    let mut out = Vec::new();
    let mut add = |field: &'static str, said: Vec<Said<String>>| {
        for i in 0..said.len() {
            out.push(Reading {
                field,
                share: share(&said, i),
                value: said[i].value.clone(),
                claims: said[i]
                    .by
                    .iter()
                    .map(|i| claims[*i].event.id.clone())
                    .collect(),
            });
        }
    };
    add(
        "date",
        votes.said(|e| {
            let (first, last) = (e.date?, e.enddate.or(e.date)?);
            let days = if first == last {
                first.to_string()
            } else {
                format!("{first} to {last}")
            };
            Some(match e.date_basis {
                DateBasis::Report => format!("{days} (date of the report)"),
                _ => days,
            })
        }),
    );
    add(
        "actor",
        votes.said(|e| countries(&e.actor).map(|c| list(&c))),
    );
    add(
        "recipient",
        votes.said(|e| countries(&e.recipient).map(|c| list(&c))),
    );
    add("event", votes.said(|e| Some(e.event.with_mode(e.mode))));
    add("measure", votes.said(|e| e.measure.map(|m| m.to_string())));
    add("status", votes.said(|e| Some(e.status.to_string())));
    add(
        "quantity",
        votes.said(|e| {
            let bound = |n: Option<i64>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
            let number = |(low, high): &(Option<i64>, Option<i64>)| match (low, high) {
                (Some(a), Some(b)) if a == b => a.to_string(),
                (low, high) => format!("{}..{}", bound(*low), bound(*high)),
            };
            let numbers = numbers(e)?;
            Some(numbers.iter().map(number).collect::<Vec<_>>().join(", "))
        }),
    );
    add(
        "place",
        votes.said(|e| e.place.as_ref().map(|p| place_name(p).to_owned())),
    );
    out
}
