//! What each of two states keeps in the other.

use super::range::Range;
use crate::chart;
use crate::http::{Ask, Fault};
use crate::words::days;
use chancery_relate::Act;
use chancery_relate::pair::present;
use chancery_relate::presence::{Claim, ClaimKind, MEASURES, Register, Statement, Turn};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Serialize;

/// What one keeps in the other on the last day of the range.
#[derive(Serialize)]
pub(crate) struct Kept {
    pub sender: String,
    pub host: String,
    pub on: Date,
    pub mission: String,
    pub lines: Vec<KeptLine>,
    /// What has changed in the range, newest first.
    pub changes: Vec<ChangeLine>,
    pub contradictions: usize,
}

/// A post, head or number of staff, with the claims behind it.
#[derive(Serialize)]
pub(crate) struct KeptLine {
    pub what: String,
    pub state: String,
    pub behind: Vec<Behind>,
}

/// One change, with the claims behind it.
#[derive(Serialize)]
pub(crate) struct ChangeLine {
    pub when: String,
    pub what: String,
    pub behind: Vec<Behind>,
}

/// A claim: words, and where it leads.
#[derive(Serialize)]
pub(crate) struct Behind {
    pub words: String,
    pub href: Option<String>,
}

fn behind(claims: &[Claim]) -> Vec<Behind> {
    claims
        .iter()
        .take(6)
        .map(|c| {
            let when = days(Some(c.first), Some(c.last));
            match c.kind {
                ClaimKind::Act => Behind {
                    words: format!("{when}: {}", crate::words::plain(&c.text)),
                    href: Some(format!(
                        "/event/{}",
                        c.id.split(':').next().unwrap_or(&c.id)
                    )),
                },
                ClaimKind::Statement => Behind {
                    words: format!("{when}: “{}”", c.text),
                    href: None,
                },
            }
        })
        .collect()
}

/// The registers of both directions.
pub(crate) fn registers(ask: &Ask<'_>, a: &str, b: &str) -> Result<[Register; 2], Fault> {
    let acts: Vec<Act> = (ask.snapshot.relations.between(a, b).into_iter())
        .filter(|act| act.measure.is_some_and(|m| MEASURES.contains(&m)))
        .cloned()
        .collect();
    let acts = present(acts, a, b);
    let mut statements = Vec::new();
    ask.record
        .presence::<chancery_record::Error>(Some((a, b)), |statement| {
            statements.extend(Statement::of(&statement));
            Ok(())
        })?;
    Ok([(a, b), (b, a)].map(|(x, y)| Register::fold(x, y, &acts, &statements)))
}

/// What is in place on the last day of the range, and what changed in it.
pub(crate) fn kept(ask: &Ask<'_>, range: &Range<'_>) -> Result<Vec<Kept>, Fault> {
    let Some(on) = range.asked.1.or(ask.snapshot.day()) else {
        return Ok(Vec::new());
    };
    let from = range.asked.0.unwrap_or(Date::MIN);
    let registers = range.registers(ask)?;
    let of = |register: &Register| {
        let s = register.at(on);
        let mut lines = Vec::new();
        if let Some(head) = &s.head {
            lines.push(KeptLine {
                what: head.rank.as_str().to_lowercase(),
                state: format!(
                    "{} since {}",
                    if head.withdrawn {
                        "withdrawn"
                    } else {
                        "in place"
                    },
                    days(Some(head.since_first), Some(head.since_last))
                ),
                behind: behind(&head.claims),
            });
        }
        for post in &s.posts {
            let city = post
                .city
                .as_ref()
                .map_or(String::new(), |c| format!(" in {c}"));
            lines.push(KeptLine {
                what: format!("{}{city}", post.kind.to_string().to_lowercase()),
                state: format!(
                    "{} since {}{}",
                    post.status,
                    days(Some(post.since_first), Some(post.since_last)),
                    if post.inferred { ", inferred" } else { "" }
                ),
                behind: behind(&post.claims),
            });
        }
        for staff in &s.staff {
            let post = staff
                .post
                .as_ref()
                .map_or(String::new(), |p| format!(" at {p}"));
            lines.push(KeptLine {
                what: format!("{}{post}", staff.unit.as_str()),
                state: format!("{} ({})", staff.bounds.in_words(), staff.counted_in_words()),
                behind: behind(&staff.claims),
            });
        }
        let mut changes: Vec<ChangeLine> = (register.history(from, on))
            .map(|change| ChangeLine {
                when: days(Some(change.first), Some(change.last)),
                what: change.turn.as_str().to_owned(),
                behind: behind(&change.claims),
            })
            .collect();
        changes.reverse();
        changes.truncate(30);
        Kept {
            sender: ask.app.name(&register.sender).to_owned(),
            host: ask.app.name(&register.host).to_owned(),
            on,
            mission: s.mission_in_words().to_lowercase(),
            lines,
            changes,
            contradictions: s.contradictions.len(),
        }
    };
    Ok(registers.iter().map(of).collect())
}

/// Days on which the bounds are worked out, at most.
const DAYS: usize = 120;

/// The pictures of both directions: staff as bands between bounds, claims as points.
pub(crate) fn pictures(ask: &Ask<'_>, range: &Range<'_>, width: u32) -> Result<Vec<String>, Fault> {
    let (Some(since), Some(until)) = (range.since, range.until) else {
        return Ok(Vec::new());
    };
    let registers = range.registers(ask)?;
    let drawn = registers
        .iter()
        .enumerate()
        .filter_map(|(n, register)| picture(ask, register, n, since, until, width));
    Ok(drawn.collect())
}

/// The picture of one direction; none where no staff is counted.
fn picture(
    ask: &Ask<'_>,
    register: &Register,
    n: usize,
    since: Date,
    until: Date,
    width: u32,
) -> Option<String> {
    use chart::presence::{Band, Change, Point, PresenceChart};
    let turns: Vec<_> = register.history(since, until).collect();
    let mut days: Vec<Date> = turns
        .iter()
        .flat_map(|c| [c.first, c.last.saturating_add(1.day())])
        .filter(|d| *d > since && *d < until)
        .collect();
    days.push(since);
    days.sort_unstable();
    days.dedup();
    // The newest changes are those that are asked about.
    let surplus = days.len().saturating_sub(DAYS);
    days.drain(1..=surplus.min(days.len() - 1));
    let lines: Vec<_> = days.iter().map(|d| register.at(*d).staff).collect();
    // One unit is drawn: the one that is counted on most of the days.
    let unit = {
        let mut units: Vec<_> = lines
            .iter()
            .flatten()
            .filter(|l| l.post.is_none())
            .map(|l| l.unit)
            .collect();
        units.sort_unstable();
        let count = |u: &chancery_relate::presence::Unit| units.iter().filter(|x| *x == u).count();
        units.iter().copied().max_by_key(count)?
    };
    let mut bands = Vec::new();
    for (i, day) in days.iter().enumerate() {
        let to = days
            .get(i + 1)
            .map_or(until, |next| next.saturating_sub(1.day()));
        if let Some(line) = lines[i].iter().find(|l| l.unit == unit && l.post.is_none()) {
            bands.push(Band {
                from: *day,
                to,
                low: line.bounds.low,
                high: line.bounds.high,
            });
        }
    }
    let mut points = Vec::new();
    let mut changes = Vec::new();
    for change in turns {
        let href = change
            .claims
            .first()
            .map_or(String::new(), |c| match c.kind {
                ClaimKind::Act => format!("/event/{}", c.id.split(':').next().unwrap_or(&c.id)),
                ClaimKind::Statement => String::new(),
            });
        match &change.turn {
            Turn::Counted { staff, post: None }
                if chancery_relate::presence::Unit::of(staff.unit.as_deref()) == unit =>
            {
                points.push(Point {
                    date: change.first,
                    low: staff.low.unwrap_or(0),
                    high: staff.high,
                    label: change
                        .claims
                        .first()
                        .map_or(String::new(), |c| c.text.clone()),
                    href,
                });
            }
            turn => changes.push(Change {
                date: change.first,
                label: turn.as_str().to_owned(),
                href,
            }),
        }
    }
    let title = format!(
        "{} of {} in {}",
        capital(unit.as_str()),
        ask.app.name(&register.sender),
        ask.app.name(&register.host)
    );
    Some(chart::presence::svg(&PresenceChart {
        id: format!("presence{n}"),
        title,
        bands,
        points,
        changes,
        since,
        until,
        width,
    }))
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}
