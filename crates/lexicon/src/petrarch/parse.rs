//! The lines of a dictionary: phrases, synonyms, plurals, substitution sets and codes in brackets.

use std::collections::HashMap;

/// What a dictionary holds, and what of it could not be read, by line.
#[derive(Default)]
pub(super) struct Reading {
    pub phrases: Vec<Phrase>,
    pub complaints: Vec<(usize, String)>,
}

/// A phrase with its synonyms and codes.
#[derive(Default)]
pub(super) struct Phrase {
    line: usize,
    /// The spellings, the first one first; words joined by spaces.
    pub forms: Vec<String>,
    /// Plural spellings, of agents.
    pub plurals: Vec<String>,
    pub senses: Vec<Sense>,
}

/// One code with the dates that restrict it.
pub(super) struct Sense {
    pub line: usize,
    pub code: String,
    pub dates: String,
}

/// The members of a substitution set: singular and plural.
type Sets = HashMap<String, Vec<(String, Option<String>)>>;

/// The pieces of one line.
struct Line<'l> {
    words: &'l str,
    plural: Option<&'l str>,
    codes: Vec<&'l str>,
}

/// Reads a whole dictionary.
pub(super) fn read(source: &str) -> Reading {
    let mut reading = Reading::default();
    let mut sets = Sets::new();
    let mut open_set: Option<String> = None;
    let mut phrase: Option<Phrase> = None;
    for (number, line) in source.lines().enumerate().map(|(i, l)| (i + 1, l)) {
        let content = line.split([';', '#']).next().unwrap_or("").trim_end();
        if content.trim().is_empty() {
            continue;
        }
        let pieces = match split(content) {
            Ok(pieces) => pieces,
            Err(message) => {
                // The line's phrase is lost, so its synonyms must not go to the one before.
                finish(&mut reading, phrase.take());
                reading.complaints.push((number, message));
                continue;
            }
        };
        if let Some(name) = set_name(pieces.words) {
            finish(&mut reading, phrase.take());
            sets.entry(name.to_owned()).or_default();
            open_set = Some(name.to_owned());
        } else if let Some(words) = pieces.words.strip_prefix(['+', '&']) {
            if let Some(set) = open_set.as_ref().and_then(|name| sets.get_mut(name)) {
                set.push((plain(words), pieces.plural.map(plain)));
            } else if let Some(phrase) = &mut phrase {
                add_forms(phrase, words, pieces.plural, &pieces.codes, &sets);
                add_senses(phrase, number, &pieces.codes);
            }
        } else if pieces.words.is_empty() {
            match &mut phrase {
                Some(phrase) => add_senses(phrase, number, &pieces.codes),
                None => reading.complaints.push((
                    number,
                    "a code without a phrase before it; put one above it".into(),
                )),
            }
        } else {
            open_set = None;
            finish(&mut reading, phrase.take());
            let mut new = Phrase {
                line: number,
                ..Phrase::default()
            };
            add_forms(&mut new, pieces.words, pieces.plural, &pieces.codes, &sets);
            add_senses(&mut new, number, &pieces.codes);
            phrase = Some(new);
        }
    }
    finish(&mut reading, phrase);
    reading
}

fn finish(reading: &mut Reading, phrase: Option<Phrase>) {
    let Some(phrase) = phrase else { return };
    match (phrase.forms.first(), phrase.senses.is_empty()) {
        (None, _) => reading.complaints.push((
            phrase.line,
            "no words before the code; write a phrase".into(),
        )),
        (Some(form), true) => {
            let message = format!("`{form}` has no code; add one in square brackets");
            reading.complaints.push((phrase.line, message));
        }
        (Some(_), false) => reading.phrases.push(phrase),
    }
}

/// Splits a line into words, plural in braces and codes in square brackets.
fn split(content: &str) -> Result<Line<'_>, String> {
    let head = content.split(['[', '{']).next().unwrap_or("");
    let mut plural = None;
    let mut codes = Vec::new();
    let mut rest = &content[head.len()..];
    while let Some(open) = rest.find(['[', '{']) {
        let (mark, close) = if rest[open..].starts_with('[') {
            ('[', ']')
        } else {
            ('{', '}')
        };
        let inner = &rest[open + 1..];
        let Some(end) = inner.find(close) else {
            return Err(format!(
                "no `{close}` after `{}`; close the bracket",
                rest[open..].trim()
            ));
        };
        match mark {
            '[' => codes.push(&inner[..end]),
            _ => plural = Some(inner[..end].trim()),
        }
        rest = &inner[end + 1..];
    }
    Ok(Line {
        words: head.trim(),
        plural,
        codes,
    })
}

/// The name of a substitution set where the line begins one (`!PERSON! =`).
fn set_name(words: &str) -> Option<&str> {
    let name = words.strip_suffix('=')?.trim();
    (name.len() > 2 && name.starts_with('!') && name.ends_with('!')).then_some(name)
}

/// Underscores as spaces; the `_` or `=` at the end, which tells stemming, is dropped.
fn plain(words: &str) -> String {
    let spaced: String = words
        .chars()
        .map(|c| {
            if matches!(c, '_' | '=' | '\t' | '|' | '~' | '+') {
                ' '
            } else {
                c
            }
        })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn add_forms(phrase: &mut Phrase, words: &str, plural: Option<&str>, codes: &[&str], sets: &Sets) {
    let agent = codes.iter().any(|c| c.contains('~'));
    let set = sets.iter().find(|(name, _)| words.contains(name.as_str()));
    let spelled: Vec<(String, Option<String>)> = match set {
        Some((name, members)) => members
            .iter()
            .map(|(one, many)| {
                let fill = |member: &str| plain(&words.replace(name.as_str(), member));
                (
                    fill(one),
                    Some(
                        many.as_deref()
                            .map_or_else(|| format!("{}S", fill(one)), fill),
                    ),
                )
            })
            .collect(),
        None => {
            let one = plain(words);
            // An agent without braces has a regular plural; empty braces say that it has none.
            let many = match plural {
                Some(given) => Some(plain(given)),
                None => Some(format!("{one}S")),
            };
            vec![(one, many)]
        }
    };
    for (one, many) in spelled {
        if one.is_empty() {
            continue;
        }
        if !phrase.forms.contains(&one) {
            phrase.forms.push(one);
        }
        if let Some(many) = many.filter(|m| agent && !m.is_empty() && !phrase.plurals.contains(m)) {
            phrase.plurals.push(many);
        }
    }
}

fn add_senses(phrase: &mut Phrase, line: usize, codes: &[&str]) {
    for code in codes {
        let mut parts = code.trim().splitn(2, [' ', '\t']);
        let (code, dates) = (
            parts.next().unwrap_or(""),
            parts.next().unwrap_or("").trim(),
        );
        phrase.senses.push(Sense {
            line,
            code: code.to_owned(),
            dates: dates.to_owned(),
        });
    }
}
