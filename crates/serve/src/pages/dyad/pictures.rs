//! The time line and the series of two states.

use super::range::{Range, series_of};
use crate::chart;
use crate::http::{Ask, Fault};
use crate::words;
use chancery_codebook::Status;
use chancery_record::DyadicEvent;
use chancery_relate::Act;
use chancery_relate::exchanges::Reason;
use chancery_relate::pair::lineage;
use chancery_relate::series::Direction;
use jiff::ToSpan as _;
use std::collections::{HashMap, HashSet};

/// Marks of a time line at most.
const MARKS: usize = 240;

/// The time line: both directions facing each other, arcs from act to answer.
pub(crate) fn timeline(
    ask: &Ask<'_>,
    range: &Range<'_>,
    id: &str,
    width: u32,
) -> Result<String, Fault> {
    use chart::timeline::{Arc, Mark, Timeline};
    let relations = &ask.snapshot.relations;
    let (since, until) = (range.since, range.until);
    let of_a = lineage(&range.a);
    let (asked_since, asked_until) = range.asked;
    let mut acts: Vec<&Act> = (relations.between(&range.a, &range.b).into_iter())
        .filter(|a| {
            asked_since.is_none_or(|d| a.last >= d) && asked_until.is_none_or(|d| a.first <= d)
        })
        .collect();
    // Where there is no room for all, acts that answer or are answered stay, and then the largest and the newest.
    if acts.len() > MARKS {
        let linked = |a: &&Act| {
            relations.answered(&a.id).next().is_some()
                || relations.answers_to(&a.id).next().is_some()
        };
        let size = |a: &Act| a.count.as_ref().and_then(|c| c.low).unwrap_or(0);
        acts.sort_by_key(|a| std::cmp::Reverse((linked(a), size(a), a.first)));
        acts.truncate(MARKS);
    }
    let room = MARKS.saturating_sub(acts.len());
    let known: HashSet<&str> = acts.iter().map(|a| a.event_id.as_str()).collect();
    // The rest of the room goes to what most sources tell of.
    let mut others: Vec<usize> = (range.found.iter().copied())
        .filter(|n| range.columns.rows[*n].measure.is_none())
        .collect();
    others.sort_by_key(|n| {
        std::cmp::Reverse((
            range.columns.rows[*n].independent,
            range.columns.rows[*n].first,
        ))
    });
    others.truncate(room);
    let rows: Vec<i64> = others.iter().map(|n| range.columns.rows[*n].row).collect();
    let mut events = ask.record.events_in(&rows)?;
    events.retain(|e| !known.contains(e.id.as_str()));
    let dyadic: Vec<DyadicEvent> = events.iter().filter_map(DyadicEvent::of).collect();
    let rest = chancery_relate::acts(&dyadic, &[]);
    let of_b = lineage(&range.b);
    let between = |a: &&Act| {
        of_a.contains(&a.actor) && of_b.contains(&a.recipient)
            || of_b.contains(&a.actor) && of_a.contains(&a.recipient)
    };
    acts.extend(rest.iter().filter(between));
    acts.sort_by(|x, y| (x.first, x.last, &x.id).cmp(&(y.first, y.last, &y.id)));
    let places: HashMap<&str, usize> = acts
        .iter()
        .enumerate()
        .map(|(n, a)| (a.id.as_str(), n))
        .collect();
    let marks = acts.iter().map(|act| Mark {
        href: format!("/event/{}", act.event_id),
        label: format!(
            "{}: {} → {}, {}{}",
            crate::words::days(Some(act.first), Some(act.last)),
            ask.app.name(&act.actor),
            ask.app.name(&act.recipient),
            words::act_words(act),
            if act.status == Status::Actual {
                String::new()
            } else {
                format!(" ({})", act.status)
            }
        ),
        first: act.first,
        last: act.last,
        forward: of_a.contains(&act.actor),
        quad: act.quad_code.get(),
        size: act
            .count
            .as_ref()
            .and_then(|c| Some((c.low.or(c.high)?, c.high))),
        actual: act.status == Status::Actual,
    });
    let arcs = acts.iter().enumerate().flat_map(|(to, answer)| {
        let places = &places;
        relations.answered(&answer.id).filter_map(move |link| {
            Some(Arc {
                from: *places.get(link.answered.as_str())?,
                to,
                stated: matches!(link.reason, Reason::Text { .. }),
                label: super::delay(link),
            })
        })
    });
    let today = ask
        .snapshot
        .day()
        .unwrap_or(jiff::civil::Date::constant(2000, 1, 1));
    Ok(chart::timeline::svg(&Timeline {
        id: id.to_owned(),
        first_name: ask.app.name(&range.a).to_owned(),
        second_name: ask.app.name(&range.b).to_owned(),
        since: since.unwrap_or(today),
        until: until.unwrap_or(today),
        arcs: arcs.collect(),
        marks: marks.collect(),
        width,
    }))
}

/// The series of both directions.
pub(crate) fn series(
    ask: &Ask<'_>,
    range: &Range<'_>,
    id: &str,
    width: u32,
) -> Result<String, Fault> {
    use chart::series::{Bin, Measured, Series, Value};
    let measured = match ask.query.get("measure").unwrap_or("count") {
        "count" | "quad" => Measured::Count,
        "score" => Measured::Score,
        "expelled" => Measured::Expelled,
        other => {
            return Err(Fault::bad(format!(
                "`measure={other}`: use count, score or expelled"
            )));
        }
    };
    let Some(series) = series_of(ask, range)? else {
        return Ok(String::new());
    };
    // Bins for which there is no room are drawn together.
    let together = series
        .len()
        .div_ceil(if width < 600 { 60 } else { 180 })
        .max(1);
    let value = |side: &Direction, bins: std::ops::Range<usize>| match measured {
        Measured::Count => Value::exact(bins.map(|n| f64::from(side.count[n])).sum()),
        Measured::Score => Value::exact(bins.map(|n| side.score[n]).sum()),
        Measured::Expelled => Value {
            low: bins.clone().map(|n| side.expelled[n].low as f64).sum(),
            high: bins.map(|n| side.expelled[n].high.map(|h| h as f64)).sum(),
        },
    };
    let here = format!("/dyad/{}/{}", range.a, range.b);
    let bins = (0..series.len()).step_by(together).map(|n| {
        let end = (n + together).min(series.len());
        let from = series.starts[n];
        let to = series
            .starts
            .get(end)
            .map_or(series.until, |next| next.saturating_sub(1.day()));
        let chosen = ask
            .query
            .with("since", Some(&from.to_string()))
            .with("until", Some(&to.to_string()));
        Bin {
            from,
            to,
            forward: value(&series.forward, n..end),
            back: value(&series.back, n..end),
            href: format!("{here}{}", chosen.href()),
        }
    });
    Ok(chart::series::svg(&Series {
        id: id.to_owned(),
        first_name: ask.app.name(&range.a).to_owned(),
        second_name: ask.app.name(&range.b).to_owned(),
        measured,
        bins: bins.collect(),
        width,
        height: 260,
    }))
}
