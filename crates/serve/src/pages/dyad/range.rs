//! The events between two states in a stretch of time.

use crate::http::{Ask, Fault};
use crate::pages::EventLine;
use crate::snapshot::Columns;
use chancery_record::Filter;
use chancery_relate::pair::lineage;
use chancery_relate::presence::Register;
use chancery_relate::series::{Bin, DyadSeries, SeriesOptions};
use chancery_relate::{Act, Count};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::cell::OnceCell;

/// What is between two states, in the time that is asked for.
pub(crate) struct Range<'a> {
    pub a: String,
    pub b: String,
    /// The days that were asked for.
    pub asked: (Option<Date>, Option<Date>),
    /// The days that are shown: those asked for, or those of the first and last event.
    pub since: Option<Date>,
    pub until: Option<Date>,
    /// Places in the columns, newest first.
    pub found: Vec<usize>,
    pub columns: &'a Columns,
    acts: OnceCell<Vec<Act>>,
    series: OnceCell<DyadSeries>,
    registers: OnceCell<[Register; 2]>,
}

impl<'a> Range<'a> {
    pub(crate) fn new(
        ask: &'a Ask<'_>,
        a: &str,
        b: &str,
        since: Option<Date>,
        until: Option<Date>,
    ) -> Range<'a> {
        let columns = &ask.snapshot.events;
        let (of_a, of_b) = (lineage(a), lineage(b));
        let select = |actor: &[String], recipient: &[String]| {
            columns.select(
                &Filter {
                    actor: actor.to_vec(),
                    recipient: recipient.to_vec(),
                    since,
                    until,
                    ..Filter::default()
                },
                None,
            )
        };
        let mut found = select(&of_a, &of_b);
        found.extend(select(&of_b, &of_a));
        found.sort_unstable();
        found.dedup();
        let (first, last) = columns.span_of(&found).unzip();
        Range {
            a: a.to_owned(),
            b: b.to_owned(),
            asked: (since, until),
            since: since.or(first),
            until: until.or(last),
            found,
            columns,
            acts: OnceCell::new(),
            series: OnceCell::new(),
            registers: OnceCell::new(),
        }
    }

    /// What each of the two keeps in the other; folded once.
    pub(crate) fn registers(&self, ask: &Ask<'_>) -> Result<&[Register; 2], Fault> {
        if let Some(registers) = self.registers.get() {
            return Ok(registers);
        }
        let folded = super::presence::registers(ask, &self.a, &self.b)?;
        Ok(self.registers.get_or_init(|| folded))
    }

    /// Events by the first on the second, and back; mutual ones count on both sides.
    pub(crate) fn counts(&self) -> [usize; 2] {
        let acts = self.acts();
        [(&self.a, &self.b), (&self.b, &self.a)].map(|(x, y)| {
            acts.iter()
                .filter(|act| act.actor == **x && act.recipient == **y)
                .count()
        })
    }

    /// A page of the events, newest first, and the cursor of the next.
    pub(crate) fn lines(
        &self,
        ask: &Ask<'_>,
        rows: usize,
    ) -> Result<(Vec<EventLine>, Option<String>), Fault> {
        let offset: usize = match ask.query.get("cursor") {
            None => 0,
            Some(cursor) => cursor
                .strip_prefix('p')
                .and_then(|n| n.parse().ok())
                .ok_or_else(|| {
                    Fault::bad(format!(
                        "`cursor={cursor}`: take cursors from the answer before, as they are"
                    ))
                })?,
        };
        let ids: Vec<i64> = (self.found.iter().skip(offset).take(rows))
            .map(|n| self.columns.rows[*n].row)
            .collect();
        let events = ask.record.events_in(&ids)?;
        let next = (offset + rows < self.found.len()).then(|| format!("p{}", offset + rows));
        Ok((
            events.iter().map(|e| EventLine::of(e, ask.app)).collect(),
            next,
        ))
    }

    /// The events as acts, one for each direction, with what a series needs of them; made once.
    pub(crate) fn acts(&self) -> &[Act] {
        self.acts.get_or_init(|| self.made())
    }

    fn made(&self) -> Vec<Act> {
        let columns = self.columns;
        let numbers = |code: &str| -> Vec<u16> {
            let known = lineage(code)
                .into_iter()
                .filter_map(|c| columns.countries.find(&c));
            known.filter_map(|n| u16::try_from(n).ok()).collect()
        };
        let (of_a, of_b) = (numbers(&self.a), numbers(&self.b));
        let on = |side: &[u16], codes: &[u16]| side.iter().any(|c| codes.contains(c));
        let mut acts = Vec::new();
        for n in &self.found {
            let row = &columns.rows[*n];
            let (Some(first), Some(last)) = (columns.first_day(*n), columns.last_day_of(*n)) else {
                continue;
            };
            let (actors, recipients) = (columns.actors(row), columns.recipients(row));
            let others = if recipients.is_empty() {
                actors
            } else {
                recipients
            };
            for (x, y, forward) in [(&of_a, &of_b, true), (&of_b, &of_a, false)] {
                if !(on(actors, x) && on(others, y)) {
                    continue;
                }
                let (actor, recipient) = if forward {
                    (&self.a, &self.b)
                } else {
                    (&self.b, &self.a)
                };
                acts.push(Act {
                    id: String::new(),
                    event_id: String::new(),
                    first,
                    last,
                    reported: None,
                    actor: actor.clone(),
                    recipient: recipient.clone(),
                    event: row.event,
                    mode: row.mode,
                    measure: row.measure,
                    quad_code: row.quad,
                    score: f64::from(row.scale),
                    status: row.status,
                    count: Columns::count(row).map(|(low, high)| Count {
                        low,
                        high,
                        unit: None,
                    }),
                    own: false,
                    posts: None,
                    answers: Vec::new(),
                    sources: u32::from(row.independent),
                    claims: Vec::new(),
                });
            }
        }
        acts
    }

    /// Length of a bin that the time has room for.
    pub(crate) fn bin(&self, ask: &Ask<'_>) -> Result<Bin, Fault> {
        match ask.query.get("by") {
            None => Ok(self.usual()),
            Some(name) => Bin::named(name)
                .ok_or_else(|| Fault::bad(format!("`by={name}`: use day, week or month"))),
        }
    }

    fn usual(&self) -> Bin {
        let days = match (self.since, self.until) {
            (Some(since), Some(until)) => (until - since).get_days(),
            _ => 0,
        };
        match days {
            ..=92 => Bin::Day,
            93..=730 => Bin::Week,
            _ => Bin::Month,
        }
    }

    pub(crate) fn bin_name(&self) -> &'static str {
        self.usual().as_str()
    }
}

/// Bins of a series at most: a day each over two hundred years would be no picture and no table.
const BINS: i64 = 20_000;

/// The series of both directions over the range; none where nothing is between the two.
pub(crate) fn series_of<'r>(
    ask: &Ask<'_>,
    range: &'r Range<'_>,
) -> Result<Option<&'r DyadSeries>, Fault> {
    if let Some(series) = range.series.get() {
        return Ok(Some(series));
    }
    let bin = range.bin(ask)?;
    let (Some(since), Some(until)) = (range.since, range.until) else {
        return Ok(None);
    };
    let days = i64::from((until - since).get_days());
    let bins = match bin {
        Bin::Day => days,
        Bin::Week => days / 7,
        Bin::Month => days / 30,
    };
    if bins > BINS {
        return Err(Fault::bad(format!(
            "{bins} bins are too many: take longer ones, or a shorter time"
        )));
    }
    let refs: Vec<&Act> = range.acts().iter().collect();
    let made = || {
        DyadSeries::of(
            &refs,
            &range.a,
            &range.b,
            &SeriesOptions::new(bin, since, until),
        )
    };
    Ok(Some(range.series.get_or_init(made)))
}

/// Ready stretches of time: label, address, whether it is the one that is shown.
pub(crate) fn spans(ask: &Ask<'_>, range: &Range<'_>, here: &str) -> Vec<(String, String, bool)> {
    let Some(day) = ask.snapshot.day() else {
        return Vec::new();
    };
    let back = |years: i16, months: i32| {
        day.saturating_sub(i32::from(years).years())
            .saturating_sub(months.months())
    };
    let choices = [
        ("all", None),
        ("20 years", Some(back(20, 0))),
        ("10 years", Some(back(10, 0))),
        ("5 years", Some(back(5, 0))),
        ("1 year", Some(back(1, 0))),
        ("3 months", Some(back(0, 3))),
    ];
    choices
        .into_iter()
        .map(|(label, since)| {
            let query = ask
                .query
                .with("since", since.map(|d| d.to_string()).as_deref())
                .with("until", None);
            let chosen = range.asked == (since, None);
            (label.to_owned(), format!("{here}{}", query.href()), chosen)
        })
        .collect()
}
