//! Days in figures, in the forms of ISO (2018-03-26), Europe (26.03.2018) and the United States (3/26/2018).

use super::calendar::{self, Range, date};
use super::scan::{Found, Scan};
use crate::numbers::tokens::Kind;

impl Scan<'_> {
    /// "2018-03": a month in the form of ISO.
    pub(crate) fn numeric_month(&self, at: usize) -> Option<Found> {
        let year = self
            .year_figures(at)
            .filter(|year| (1900..=2100).contains(year))?;
        let month = self.get(at + 2)?;
        let iso = self
            .get(at + 1)
            .is_some_and(|dash| dash.text == "-" && dash.glued)
            && month.glued
            && month.text.len() == 2
            && month.text.starts_with(['0', '1'])
            && !self
                .get(at + 3)
                .is_some_and(|next| next.glued && (next.dash() || next.kind != Kind::Mark));
        let number = month.whole().filter(|number| (1..=12).contains(number))?;
        // "2011-12" is a season of two years sooner than December.
        if !iso || number == year % 100 + 1 {
            return None;
        }
        Some(Found::point(at, at + 3, calendar::month(year, number)?, "iso-month").full())
    }

    /// Figures in the forms of ISO (2018-03-26), Europe (26.03.2018) and the United States (3/26/2018).
    pub(crate) fn numeric(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        if token.kind != Kind::Figure || token.glued {
            let opened = self.before_any(at, &["(", "[", "\"", "“", "‘"]);
            if token.kind != Kind::Figure || !opened {
                return None;
            }
        }
        let bytes = &self.text.as_bytes()[token.start..];
        let mut parts = [(0i64, 0usize); 3];
        let mut offset = 0;
        let mut mark = 0u8;
        for (index, part) in parts.iter_mut().enumerate() {
            let length = bytes[offset..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count();
            if length == 0 || length > 4 {
                return None;
            }
            let value = bytes[offset..offset + length]
                .iter()
                .fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
            *part = (value, length);
            offset += length;
            if index < 2 {
                let next = *bytes.get(offset)?;
                if !matches!(next, b'-' | b'.' | b'/') || (index == 1 && next != mark) {
                    return None;
                }
                mark = next;
                offset += 1;
            }
        }
        let [(a, a_length), (b, _), (c, c_length)] = parts;
        let day = if a_length == 4 {
            date(a, b, c)
        } else if c_length == 4 && mark == b'/' {
            date(c, a, b).or_else(|| date(c, b, a))
        } else if c_length == 4 {
            date(c, b, a).or_else(|| date(c, a, b))
        } else {
            None
        }?;
        let end = token.start + offset;
        let mut next = at;
        while self.get(next).is_some_and(|token| token.start < end) {
            next += 1;
        }
        Some(Found::point(at, next, Range::day(day), "numeric-date").full())
    }
}
