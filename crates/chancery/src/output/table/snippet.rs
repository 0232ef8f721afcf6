//! As much of a sentence as there is room for, with the words of the act in view.

use super::Table;
use std::io::Write;
use unicode_width::UnicodeWidthChar;

impl<W: Write> Table<W> {
    /// As much of a sentence as fits `room` columns, the marked characters in view.
    pub(super) fn snippet(
        &self,
        sentence: &str,
        mark: Option<(usize, usize)>,
        room: usize,
    ) -> String {
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

#[cfg(test)]
mod tests {
    use super::super::{Kind, Table, TableStyle};
    use unicode_width::UnicodeWidthStr;

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
