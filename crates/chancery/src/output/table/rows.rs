//! The lines of each kind of record.

use super::{Table, cell};
use chancery_codebook::short::{bounds, days};
use chancery_codebook::{Entity, Event, PresenceStatement, Problem, QuadCode, Quantity, Status};
use chancery_record::{ClaimRow, DocumentRow, MergedEvent, Party};
use std::io::{self, Write};

impl<W: Write> Table<W> {
    /// The first line of an act.
    fn act(&mut self, act: &Act<'_>) -> io::Result<()> {
        let w = &self.widths;
        let status = cell(act.status.as_str(), w.status);
        let plain = act.status == Status::Actual;
        let line = [
            cell(&act.days, w.date),
            cell(&act.actor, w.party),
            self.paint(quad_color(act.quad), &cell(&act.what, w.act)),
            cell(&act.recipient, w.party),
            cell(&bounds(act.quantity), w.number),
            self.paint(if plain { "0" } else { "3" }, &status),
        ]
        .join(" ");
        writeln!(self.out, "{}", line.trim_end())
    }

    pub(super) fn event(&mut self, event: &Event) -> io::Result<()> {
        self.act(&Act {
            days: days(event.date, event.enddate),
            actor: parties(&event.actor),
            what: event.event.with_mode(event.mode),
            recipient: parties(&event.recipient),
            quad: event.quad_code,
            quantity: &event.quantity,
            status: event.status,
        })?;
        let w = &self.widths;
        let measure = event.measure.map_or(String::new(), |m| m.to_string());
        let trigger = trigger(event);
        let indent = w.date.saturating_sub(1);
        let room = self.style.width.saturating_sub(indent + 4);
        let words = self.snippet(&event.text, trigger, room);
        writeln!(self.out, " {} “{words}”", cell(&measure, indent))
    }

    pub(super) fn presence(&mut self, presence: &PresenceStatement) -> io::Result<()> {
        let w = &self.widths;
        let staff: Vec<Quantity> = presence.staff.iter().cloned().collect();
        let line = [
            cell(&days(presence.date, presence.enddate), w.date),
            cell(presence.sender.as_deref().unwrap_or("?"), w.party),
            cell(presence.host.as_deref().unwrap_or("?"), w.party),
            cell(&bounds(&staff), w.number),
            presence.post.clone().unwrap_or_default(),
        ]
        .join(" ");
        writeln!(self.out, "{}", line.trim_end())?;
        let indent = w.date;
        let room = self.style.width.saturating_sub(indent + 4);
        writeln!(
            self.out,
            " {} “{}”",
            cell("", indent - 1),
            self.snippet(&presence.text, None, room)
        )
    }

    pub(super) fn merged(&mut self, event: &MergedEvent) -> io::Result<()> {
        self.act(&Act {
            days: days(event.date, event.enddate),
            actor: merged_parties(&event.actor),
            what: event.event.with_mode(event.mode),
            recipient: merged_parties(&event.recipient),
            quad: event.quad_code,
            quantity: &event.quantity,
            status: event.status,
        })?;
        let w = &self.widths;
        let measure = event.measure.map_or(String::new(), |m| m.to_string());
        let reports = match (event.sources, event.independent) {
            (1, _) => "1 source".to_owned(),
            (n, k) if n == k => format!("{n} sources"),
            (n, k) => format!("{n} sources, {k} independent"),
        };
        let mut told = format!("{}  {reports}", event.id);
        if let Some(place) = &event.place {
            told.push_str("  at ");
            told.push_str(place.name.as_ref().unwrap_or(&place.raw_text));
        }
        if !event.disputed.is_empty() {
            told.push_str("  disputed: ");
            told.push_str(&event.disputed.join(", "));
        }
        writeln!(
            self.out,
            " {} {told}",
            cell(&measure, w.date.saturating_sub(1))
        )
    }

    pub(super) fn claim(&mut self, claim: &ClaimRow) -> io::Result<()> {
        let w = &self.widths;
        let event = &claim.record;
        let act = event.event.with_mode(event.mode);
        let reported = event.cite_info.published;
        let line = [
            cell(&event.id, 16),
            cell(&days(reported, reported), 10),
            cell(&parties(&event.actor), w.party),
            self.paint(quad_color(event.quad_code), &cell(&act, w.act)),
            parties(&event.recipient),
            if claim.superseded { "superseded" } else { "" }.to_owned(),
        ]
        .join(" ");
        writeln!(self.out, "{}", line.trim_end())?;
        let trigger = trigger(event);
        let room = self.style.width.saturating_sub(6);
        let words = self.snippet(&event.text, trigger, room);
        writeln!(self.out, "  “{words}”")
    }

    pub(super) fn document(&mut self, report: &DocumentRow) -> io::Result<()> {
        let name = report.title.as_ref().unwrap_or(&report.id);
        let from = report
            .outlet
            .as_ref()
            .map_or(String::new(), |o| format!("{o}: "));
        let room = self.style.width.saturating_sub(26);
        let version = match (report.version, report.current) {
            (1, true) => String::new(),
            (n, true) => format!(" (version {n})"),
            (n, false) => format!(" (version {n}, superseded)"),
        };
        let line = [
            cell(&days(report.published, report.published), 10),
            format!("{:>6}", report.claims),
            format!("{:>6}", report.copies),
            cell(&format!("{from}{name}{version}"), room),
        ]
        .join(" ");
        writeln!(self.out, "{}", line.trim_end())
    }

    pub(super) fn problem(&mut self, problem: &Problem) -> io::Result<()> {
        writeln!(self.out, "{problem}")
    }
}

/// The first line of an act, merged or not.
struct Act<'a> {
    days: String,
    actor: String,
    what: String,
    recipient: String,
    quad: QuadCode,
    quantity: &'a [Quantity],
    status: Status,
}

/// Where the words of the act stand in the sentence.
fn trigger(event: &Event) -> Option<(usize, usize)> {
    let from = event.text_info.start;
    let trigger = event.text_info.trigger.as_ref()?;
    Some((
        trigger.start.saturating_sub(from),
        trigger.end.saturating_sub(from),
    ))
}

/// Green and cyan for cooperation, yellow and red for conflict; verbal first.
fn quad_color(quad: QuadCode) -> &'static str {
    match quad.get() {
        1 => "32",
        2 => "36",
        3 => "33",
        _ => "31",
    }
}

/// Parties as their countries, or sector or words where they have none.
fn parties(entities: &[Entity]) -> String {
    listed(entities.iter().map(|e| {
        let code = e.country.as_deref().or(e.sector.as_deref());
        code.unwrap_or(&e.raw_text)
    }))
}

/// The same of a merged event, whose parties have no words.
fn merged_parties(parties: &[Party]) -> String {
    listed(parties.iter().map(|p| {
        let code = p.country.as_deref().or(p.sector.as_deref());
        code.or(p.name.as_deref()).unwrap_or("?")
    }))
}

/// Names without doubles, in few columns: `GBR FRA`, `GBR +3`.
fn listed<'a>(parties: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in parties {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.len() {
        0 => "–".to_owned(),
        1..=2 => names.join(" "),
        n => format!("{} +{}", names[0], n - 1),
    }
}
