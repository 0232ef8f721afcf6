//! Years, decades, centuries, fiscal years and spans of years: "the 2016 election", "the 1980s", "fiscal 2012".

use super::calendar::{self, Grain, Range, date};
use super::scan::{Found, Scan};
use crate::numbers::tokens::Kind;
use crate::numbers::words::{Unit, class};

/// Words that a year in figures may follow.
const BEFORE_YEAR: &[&str] = &[
    "in",
    "since",
    "of",
    "during",
    "by",
    "until",
    "till",
    "from",
    "between",
    "to",
    "through",
    "before",
    "after",
    "around",
    "circa",
    "late",
    "early",
    "mid",
    "year",
    "and",
    "or",
    "the",
    "a",
    "an",
    "his",
    "her",
    "its",
    "their",
    "this",
    "that",
    "summer",
    "winter",
    "spring",
    "autumn",
    "fall",
    "for",
    "s",
    "as",
    "back",
    "our",
    "my",
    "throughout",
    "into",
    "failed",
    "disputed",
    "deadly",
    "controversial",
    "landmark",
    "no",
    "than",
];

/// Words after figures that make them a count.
const COUNTED: &[&str] = &[
    "people",
    "soldiers",
    "troops",
    "men",
    "women",
    "children",
    "civilians",
    "dead",
    "miles",
    "dollars",
    "euros",
    "others",
    "more",
    "other",
    "injured",
    "wounded",
    "personnel",
    "members",
    "prisoners",
    "refugees",
    "migrants",
    "houses",
    "homes",
    "metres",
    "meters",
    "tons",
    "tonnes",
    "hours",
    "days",
    "years",
    "officers",
    "police",
    "protesters",
    "km",
    "kilometers",
    "kilometres",
    "gmt",
    "utc",
    "local",
    "hrs",
    "meter",
    "metre",
    "residents",
    "families",
    "jobs",
    "workers",
    "employees",
    "votes",
    "seats",
    "new",
    "percent",
];

impl Scan<'_> {
    pub(crate) fn year_like(&self, at: usize) -> Option<Found> {
        self.decade(at)
            .or_else(|| self.century(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.plain_year(at))
    }

    /// A year where a date may stand.
    pub(crate) fn plain_year(&self, at: usize) -> Option<Found> {
        let year = self.year_figures(at)?;
        let token = self.get(at)?;
        if self.any(at + 1, COUNTED) || self.is(at + 1, "%") || self.has(at + 1, class::MEASURE) {
            return None;
        }
        if self.dash(at + 1)
            && self.get(at + 1).is_some_and(|dash| dash.glued)
            && let Some(found) = self.year_span(at, year)
        {
            return Some(found);
        }
        let modern = (1900..=2060).contains(&year);
        let before = self.before(at);
        let allowed = match before {
            None => modern,
            Some(before) if before.any(&["(", "["]) => (1500..=2060).contains(&year),
            Some(before) if before.any(BEFORE_YEAR) => {
                let counting = before.is("of")
                    && at.checked_sub(2).is_some_and(|at| {
                        self.any(
                            at,
                            &["total", "number", "maximum", "minimum", "some", "out"],
                        )
                    });
                !counting
                    && (modern
                        || (!before.any(&["the", "a", "an", "to", "and", "for", "than", "of"])
                            && year >= 1000))
                    || (!counting
                        && before.any(&["of", "and", "to"])
                        && (1500..=2060).contains(&year))
            }
            Some(before)
                if token.glued && (before.dash() || before.text == "." || before.text == "/") =>
            {
                before.dash() && modern && at >= 2 && self.is(at - 2, "mid")
            }
            Some(before) => {
                modern
                    && ((before.kind == Kind::Word && before.capital())
                        || (before.kind == Kind::Word
                            && !before.has(class::STOP)
                            && before
                                .word
                                .is_none_or(|w| w.cardinal.is_none() && w.scale == 0)
                            && self.get(at + 1).is_some_and(|next| {
                                next.kind == Kind::Word && !next.has(class::STOP)
                            })
                            && !before.any(&[
                                "some",
                                "about",
                                "over",
                                "nearly",
                                "almost",
                                "around",
                                "another",
                                "killing",
                                "additional",
                                "approximately",
                                "roughly",
                                "further",
                                "all",
                            ])))
            }
        };
        if !allowed {
            return None;
        }
        Some(Found::point(at, at + 1, calendar::year(year)?, "year").full())
    }

    /// "2014–2016" is both years and all between; "2015-16", two years in a row, is July to June.
    fn year_span(&self, at: usize, year: i64) -> Option<Found> {
        let end = self.get(at + 2)?;
        if end.kind != Kind::Figure || !end.plain || !end.glued {
            return None;
        }
        let value = end.whole()?;
        if end.digits == 4 && value > year && value <= 2199 {
            let range = calendar::year(year)?.join(calendar::year(value)?);
            return Some(Found::point(at, at + 3, range, "years").full());
        }
        if end.digits == 2 && !self.dash(at + 3) {
            let last = year - year.rem_euclid(100) + value;
            if last == year + 1 {
                let range = Range::new(date(year, 7, 1)?, date(last, 6, 30)?, Grain::Span);
                return Some(Found::point(at, at + 3, range, "season-years").full());
            }
            if last > year {
                let range = calendar::year(year)?.join(calendar::year(last)?);
                return Some(Found::point(at, at + 3, range, "years").full());
            }
        }
        None
    }

    /// "1980s", "'90s", "the nineteen-eighties" is left out; "the nineties".
    fn decade(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        if token.kind == Kind::PluralFigure && token.plain {
            let value = token.whole()?;
            if token.digits == 4 && value % 10 == 0 && (1000..=2190).contains(&value) {
                let range = if value % 100 == 0 && value < 2000 {
                    Range::new(
                        date(value, 1, 1)?,
                        date(value + 99, 12, 31)?,
                        Grain::Century,
                    )
                } else {
                    calendar::decade(value)?
                };
                return Some(Found::point(at, at + 1, range, "decade").full());
            }
            let led = self.before(at).is_some_and(|t| t.apostrophe())
                || self.before_any(at, &["the", "early", "late", "mid"])
                || self.before(at).is_some_and(|t| t.dash());
            if token.digits == 2 && value % 10 == 0 && led {
                return Some(
                    Found::point(at, at + 1, calendar::decade(1900 + value)?, "decade").full(),
                );
            }
        }
        let decade = i64::from(token.word?.decade);
        if decade > 0
            && self.before_any(at, &["the", "early", "late", "mid"])
            && at.checked_sub(2).is_some_and(|b| {
                self.any(b, &["in", "of", "since", "the", "during", "until", "from"])
            })
        {
            return Some(
                Found::point(at, at + 1, calendar::decade(1900 + decade)?, "decade").full(),
            );
        }
        None
    }

    /// "the 17th century", "19th-century", "the seventeenth century".
    fn century(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        let ordinal = match token.kind {
            Kind::OrdinalFigure => token.whole()?,
            Kind::Word => token
                .word
                .map(|word| word.ordinal)
                .filter(|ordinal| *ordinal > 0)?,
            _ => return None,
        };
        let mut next = at + 1;
        let mut ordinal = ordinal;
        if token.kind == Kind::Word && self.dash(next) {
            next += 1;
        }
        if token.kind != Kind::Word && self.dash(next) {
            next += 1;
        }
        if ordinal == 20
            && let Some(word) = self.get(next).and_then(|token| token.word)
            && word.ordinal > 0
            && word.ordinal < 10
        {
            ordinal += word.ordinal;
            next += 1;
        }
        if self.unit(next) != Some(Unit::Century) || !(1..=30).contains(&ordinal) {
            return None;
        }
        if self.any(next + 1, &["bc", "bce"]) {
            return None;
        }
        // "his second century": only figures or ordinals past the ninth speak of the calendar.
        if token.kind == Kind::Word && ordinal < 9 {
            return None;
        }
        Some(Found::point(at, next + 1, calendar::century(ordinal)?, "century").full())
    }

    /// United States government fiscal years: October to September, named by the year in which they end.
    fn fiscal(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        let mut next = at + 1;
        let year = if token.is("fiscal") || token.is("fy") || token.is("financial") {
            next = self.skip(next, &["year"]);
            self.year_figures(next)?
        } else {
            let figures = token.text.strip_prefix("FY")?;
            next -= 1;
            match figures.len() {
                2 => figures.parse::<i64>().ok()? + 2000,
                4 => figures.parse().ok()?,
                _ => return None,
            }
        };
        let range = Range::new(date(year - 1, 10, 1)?, date(year, 9, 30)?, Grain::Year);
        Some(Found::point(at, next + 1, range, "fiscal-year").full())
    }
}
