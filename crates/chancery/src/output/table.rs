//! A table for the eye, at the width of the terminal: a line of codes, and the words under it.
//!
//! Widths are fixed before the first row, so that rows stream.

use super::{Kind, Record, Sink};
use chancery_codebook::short::{bounds, days};
use chancery_codebook::{Entity, Event, PresenceStatement, Problem, QuadCode, Quantity, Status};
use chancery_record::{ClaimRow, DocumentRow, MergedEvent, Party};
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How wide the table is, and whether it has colours.
#[derive(Debug, Clone, Copy)]
pub struct TableStyle {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to colour acts by quad code and underline their words.
    pub color: bool,
}

impl Default for TableStyle {
    fn default() -> Self {
        TableStyle {
            width: 80,
            color: false,
        }
    }
}

/// Widths of the columns of events: date, actor, act, recipient, number, status.
struct Widths {
    date: usize,
    party: usize,
    act: usize,
    number: usize,
    status: usize,
}

impl Widths {
    /// Fits 80 columns; what a wider terminal has more goes to the parties, who need it most.
    fn of(width: usize) -> Widths {
        let party = 10 + width.saturating_sub(80).min(40) / 2;
        Widths {
            date: 14,
            party,
            act: 20,
            number: 9,
            status: 12,
        }
    }
}

/// The table being written.
pub(super) struct Table<W> {
    out: W,
    kind: Kind,
    style: TableStyle,
    widths: Widths,
    started: bool,
}

impl<W: Write> Table<W> {
    pub(super) fn new(out: W, kind: Kind, style: TableStyle) -> Self {
        let widths = Widths::of(style.width);
        Table {
            out,
            kind,
            style,
            widths,
            started: false,
        }
    }

    fn header(&mut self) -> io::Result<()> {
        let w = &self.widths;
        let line = match self.kind {
            Kind::Event | Kind::Merged => [
                cell("DATE", w.date),
                cell("ACTOR", w.party),
                cell("ACT", w.act),
                cell("RECIPIENT", w.party),
                cell("NUMBER", w.number),
                "STATUS".to_owned(),
            ]
            .join(" "),
            Kind::Presence => [
                cell("DATE", w.date),
                cell("SENDER", w.party),
                cell("HOST", w.party),
                cell("NUMBER", w.number),
                "POST".to_owned(),
            ]
            .join(" "),
            Kind::Claim => [
                cell("CLAIM", 16),
                cell("REPORTED", 10),
                cell("ACTOR", w.party),
                cell("ACT", w.act),
                "RECIPIENT".to_owned(),
            ]
            .join(" "),
            Kind::Document => [
                cell("PUBLISHED", 10),
                cell("CLAIMS", 6),
                cell("COPIES", 6),
                "REPORT".to_owned(),
            ]
            .join(" "),
            Kind::Problem => "PROBLEM".to_owned(),
        };
        writeln!(self.out, "{}", self.paint("1", &line))
    }

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

    fn event(&mut self, event: &Event) -> io::Result<()> {
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

    fn presence(&mut self, presence: &PresenceStatement) -> io::Result<()> {
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

    fn merged(&mut self, event: &MergedEvent) -> io::Result<()> {
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

    fn claim(&mut self, claim: &ClaimRow) -> io::Result<()> {
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

    fn document(&mut self, report: &DocumentRow) -> io::Result<()> {
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

    fn problem(&mut self, problem: &Problem) -> io::Result<()> {
        writeln!(self.out, "{problem}")
    }

    /// As much of a sentence as fits `room` columns, the marked characters in view.
    fn snippet(&self, sentence: &str, mark: Option<(usize, usize)>, room: usize) -> String {
        let chars: Vec<char> = sentence
            .chars()
            .map(|c| {
                if c.is_whitespace() || c.is_control() {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        let (start, end) = mark.map_or((0, 0), |(s, e)| (s.min(chars.len()), e.min(chars.len())));
        let (from, to) = window(&chars, start, end, room);
        let part = |a: usize, b: usize| -> String { chars[a.min(b)..b].iter().collect() };
        let lead = if from > 0 { "… " } else { "" };
        let tail = if to < chars.len() { " …" } else { "" };
        let (start, end) = (start.clamp(from, to), end.clamp(from, to));
        format!(
            "{lead}{}{}{}{tail}",
            part(from, start),
            self.paint("4", &part(start, end)),
            part(end, to)
        )
    }

    fn paint(&self, code: &str, words: &str) -> String {
        if self.style.color && code != "0" && !words.is_empty() {
            format!("\x1b[{code}m{words}\x1b[0m")
        } else {
            words.to_owned()
        }
    }
}

/// The stretch of whole words around `[start, end)` that fits `room` columns, two of them kept for each
/// "…".
fn window(chars: &[char], start: usize, end: usize, room: usize) -> (usize, usize) {
    let width =
        |a: usize, b: usize| -> usize { chars[a..b].iter().map(|c| c.width().unwrap_or(0)).sum() };
    if width(0, chars.len()) <= room {
        return (0, chars.len());
    }
    let room = room.saturating_sub(4);
    let is_cut = |i: usize| i == 0 || i == chars.len() || chars[i] == ' ' || chars[i - 1] == ' ';
    // From the sentence's start if the mark is then in view, else from some words before the mark.
    let mut from = 0;
    if width(0, end) > room {
        from = start;
        while from > 0
            && (width(from - 1, end) <= room / 2 + width(start, end) / 2 || !is_cut(from))
        {
            from -= 1;
        }
        while from < start && (width(from, end) > room || !is_cut(from)) {
            from += 1;
        }
    }
    let mut to = from;
    while to < chars.len() && width(from, to + 1) <= room {
        to += 1;
    }
    let full = to;
    while to > end.max(from + 1) && !is_cut(to) {
        to -= 1;
    }
    if to <= from || !is_cut(to) {
        to = full;
    }
    while from < to && chars[from] == ' ' {
        from += 1;
    }
    while to > from && chars[to - 1] == ' ' {
        to -= 1;
    }
    (from, to)
}

impl<W: Write> Sink for Table<W> {
    fn write(&mut self, record: Record<'_>) -> io::Result<()> {
        if !self.started {
            self.header()?;
            self.started = true;
        }
        match record {
            Record::Event(event) => self.event(event),
            Record::Presence(presence) => self.presence(presence),
            Record::Problem(problem) => self.problem(problem),
            Record::Merged(event) => self.merged(event),
            Record::Claim(claim) => self.claim(claim),
            Record::Document(report) => self.document(report),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
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

/// `text` at exactly `width` columns, cut with "…" where it is longer.
pub fn cell(text: &str, width: usize) -> String {
    let full = text.width();
    if full <= width {
        return format!("{text}{}", " ".repeat(width - full));
    }
    let (mut cut, mut used) = (String::new(), 0);
    for c in text.chars() {
        let w = c.width().unwrap_or(0);
        if used + w + 1 > width {
            break;
        }
        cut.push(c);
        used += w;
    }
    cut.push('…');
    format!("{cut}{}", " ".repeat(width.saturating_sub(used + 1)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_its_width_in_columns_not_in_characters() {
        assert_eq!(cell("王毅外长会见", 7), "王毅外…");
        assert_eq!(cell("Oslo", 6), "Oslo  ");
        assert_eq!(cell("Ouagadougou", 6), "Ouaga…");
    }

    #[test]
    fn a_snippet_fits_its_room_and_shows_the_marked_words() {
        let sentence = "After weeks of quiet talks in a third capital, and against the advice of its own \
                        ministry, Ruritania expelled nine envoys of its neighbour on Sunday night.";
        let start = sentence.find("expelled").unwrap();
        let table = Table::new(Vec::new(), Kind::Event, TableStyle::default());
        for room in [12, 30, 60, 90, 200] {
            let snippet = table.snippet(sentence, Some((start, start + 8)), room);
            assert!(snippet.width() <= room, "{room}: {snippet}");
            assert!(snippet.contains("expelled"), "{room}: {snippet}");
        }
    }
}
