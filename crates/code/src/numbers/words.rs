//! The word table: what the words of numbers, calendars and grammar mean, read from `data/code/*.tsv`.

use std::sync::LazyLock;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// Classes of words, as bits.
pub(crate) mod class {
    pub(crate) const DATE_GATE: u32 = 1;
    pub(crate) const NUMBER_GATE: u32 = 1 << 1;
    pub(crate) const MONTH_ABBR: u32 = 1 << 2;
    pub(crate) const WEEKDAY_ABBR: u32 = 1 << 3;
    pub(crate) const WEEKDAYS: u32 = 1 << 4;
    pub(crate) const PLURAL_UNIT: u32 = 1 << 5;
    pub(crate) const DAYPART: u32 = 1 << 6;
    pub(crate) const FUTURE: u32 = 1 << 7;
    pub(crate) const PAST: u32 = 1 << 8;
    pub(crate) const STOP: u32 = 1 << 9;
    pub(crate) const PLURAL: u32 = 1 << 10;
    pub(crate) const PERCENT: u32 = 1 << 11;
    pub(crate) const MEASURE: u32 = 1 << 12;
    pub(crate) const CURRENCY: u32 = 1 << 13;
    pub(crate) const PLURAL_SCALE: u32 = 1 << 14;
    pub(crate) const AMBIGUOUS: u32 = 1 << 15;
    /// May stand before a year of our time.
    pub(crate) const YEAR_LEAD: u32 = 1 << 16;
    /// May stand before any year.
    pub(crate) const CLEAR_YEAR_LEAD: u32 = 1 << 17;
    /// After figures, makes them a count.
    pub(crate) const COUNTED: u32 = 1 << 18;
    /// About, some, another.
    pub(crate) const HEDGE: u32 = 1 << 19;
    /// Captivity, custody.
    pub(crate) const HELD: u32 = 1 << 20;
    /// Hand, turn: verbs that take "over" to themselves.
    pub(crate) const TAKES_OVER: u32 = 1 << 21;
    /// Another, all, the: belongs to the phrase of the number after it.
    pub(crate) const NUMBER_LEAD: u32 = 1 << 22;
    /// May begin a date expression.
    pub(crate) const STARTER: u32 = 1 << 23;
    /// May begin the name of a holiday or period.
    pub(crate) const NAMED: u32 = 1 << 24;
}

/// One word with everything the tables say about it; 0 where a field does not apply.
#[derive(Debug, Clone, Default)]
pub(crate) struct Word {
    pub(crate) text: &'static str,
    pub(crate) cardinal: Option<i64>,
    /// Value of a word that multiplies: hundred, dozen, million (singular and plural).
    pub(crate) scale: i64,
    pub(crate) ordinal: i64,
    pub(crate) month: i8,
    /// 1 is Monday.
    pub(crate) weekday: i8,
    pub(crate) unit: Option<Unit>,
    /// 1 spring, 2 summer, 3 autumn, 4 winter.
    pub(crate) season: i8,
    /// 20 for "twenties".
    pub(crate) decade: i16,
    /// Plural name of the currency.
    pub(crate) currency: &'static str,
    pub(crate) classes: u32,
    next: u16,
}

impl Word {
    pub(crate) fn has(&self, class: u32) -> bool {
        self.classes & class != 0
    }
}

/// The table, with words chained by first letter, last letter and length.
pub(crate) struct Words {
    entries: Vec<Word>,
    heads: Vec<u16>,
}

const DATES: &str = include_str!("../../../../data/code/dates.tsv");
const NAMED: &str = include_str!("../../../../data/code/dates_named.tsv");
const NUMBERS: &str = include_str!("../../../../data/code/numbers.tsv");

pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(&[DATES, NUMBERS]));

fn key(word: &[u8]) -> usize {
    match (word.first(), word.last()) {
        (Some(&first), Some(&last)) => {
            (usize::from(first & 31) << 9) | (usize::from(last & 31) << 4) | word.len().min(15)
        }
        _ => 0,
    }
}

impl Words {
    fn read(tables: &[&'static str]) -> Words {
        let mut words = Words {
            entries: vec![Word::default()],
            heads: vec![0; 1 << 14],
        };
        for line in tables.iter().flat_map(|table| table.lines()) {
            let mut fields = line.split('\t');
            if let (Some(text), Some(name), Some(value)) =
                (fields.next(), fields.next(), fields.next())
                && !text.starts_with('#')
            {
                let index = words.index_of(text);
                fill(&mut words.entries[index], name, value);
            }
        }
        for line in NAMED.lines().filter(|line| !line.starts_with('#')) {
            let end = line
                .find(|c: char| !c.is_alphabetic())
                .unwrap_or(line.len());
            if end > 0 {
                let index = words.index_of(&line[..end]);
                words.entries[index].classes |= class::NAMED | class::STARTER;
            }
        }
        words
    }

    fn index_of(&mut self, text: &'static str) -> usize {
        let head = key(text.as_bytes());
        let mut index = usize::from(self.heads[head]);
        while index != 0 {
            if self.entries[index].text == text {
                return index;
            }
            index = usize::from(self.entries[index].next);
        }
        let index = self.entries.len();
        self.entries.push(Word {
            text,
            next: self.heads[head],
            ..Word::default()
        });
        self.heads[head] = index as u16;
        index
    }

    /// The word, whatever its case.
    pub(crate) fn get(&self, word: &[u8]) -> Option<&Word> {
        let mut index = usize::from(self.heads[key(word)]);
        while index != 0 {
            let entry = &self.entries[index];
            if entry.text.as_bytes().eq_ignore_ascii_case(word) {
                return Some(entry);
            }
            index = usize::from(entry.next);
        }
        None
    }

    /// Whether the sentence has a digit or a word of the class: the check that most sentences end at.
    pub(crate) fn any(&self, sentence: &str, class: u32) -> bool {
        let bytes = sentence.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte.is_ascii_digit() {
                return true;
            }
            if !byte.is_ascii_alphabetic() {
                at += 1;
                continue;
            }
            let start = at;
            while at < bytes.len() && bytes[at].is_ascii_alphabetic() {
                at += 1;
            }
            if self
                .get(&bytes[start..at])
                .is_some_and(|word| word.has(class))
            {
                return true;
            }
        }
        false
    }
}

/// Classes of the tables whose words may begin a date expression.
const STARTING: &[&str] = &[
    "month",
    "month_abbr",
    "weekday",
    "weekday_abbr",
    "weekdays",
    "unit",
    "season",
    "cardinal",
    "ordinal",
    "decade_word",
];

fn fill(word: &mut Word, name: &str, value: &'static str) {
    let number: i64 = value.parse().unwrap_or(0);
    if STARTING.contains(&name) {
        word.classes |= class::STARTER;
    }
    match name {
        "cardinal" => {
            word.cardinal = Some(number);
            word.classes |= class::NUMBER_GATE;
        }
        "scale" => {
            word.scale = number;
            word.classes |= class::NUMBER_GATE;
        }
        "scales" => {
            word.scale = number;
            word.classes |= class::NUMBER_GATE | class::PLURAL_SCALE;
        }
        "ordinal" => {
            word.ordinal = number;
            word.classes |= class::NUMBER_GATE;
        }
        "vague" => word.classes |= class::NUMBER_GATE,
        "currency" => {
            word.currency = value;
            word.classes |= class::CURRENCY;
        }
        "currency?" => {
            word.currency = value;
            word.classes |= class::CURRENCY | class::AMBIGUOUS;
        }
        "percent" => word.classes |= class::PERCENT,
        "measure" => word.classes |= class::MEASURE,
        "plural" => word.classes |= class::PLURAL,
        "stop" => word.classes |= class::STOP,
        "month" => {
            word.month = number as i8;
            word.classes |= class::DATE_GATE;
        }
        "month_abbr" => {
            word.month = number as i8;
            word.classes |= class::DATE_GATE | class::MONTH_ABBR;
        }
        "weekday" => {
            word.weekday = number as i8;
            word.classes |= class::DATE_GATE;
        }
        "weekday_abbr" => {
            word.weekday = number as i8;
            word.classes |= class::DATE_GATE | class::WEEKDAY_ABBR;
        }
        "weekdays" => {
            word.weekday = number as i8;
            word.classes |= class::DATE_GATE | class::WEEKDAYS;
        }
        "unit" => {
            word.unit = unit(value);
            word.classes |= class::DATE_GATE;
        }
        "units" => {
            word.unit = unit(value);
            word.classes |= class::DATE_GATE | class::PLURAL_UNIT;
        }
        "season" => {
            word.season = number as i8;
            word.classes |= class::DATE_GATE;
        }
        "decade_word" => word.decade = number as i16,
        "year_lead" => {
            word.classes |= class::YEAR_LEAD;
            if number == 1 {
                word.classes |= class::CLEAR_YEAR_LEAD;
            }
        }
        "counted" => word.classes |= class::COUNTED,
        "hedge" => word.classes |= class::HEDGE,
        "starter" => word.classes |= class::STARTER,
        "held" => word.classes |= class::HELD,
        "takes_over" => word.classes |= class::TAKES_OVER,
        "number_lead" => word.classes |= class::NUMBER_LEAD,
        "daypart" => word.classes |= class::DAYPART,
        "date_gate" => word.classes |= class::DATE_GATE,
        "future" => word.classes |= class::FUTURE,
        "past" => word.classes |= class::PAST,
        _ => {}
    }
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}
