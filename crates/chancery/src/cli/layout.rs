//! Labels under words: a sentence wrapped to the terminal, each mark where its words begin.

use chancery::code::{Mark, MarkLayer, SentenceExplanation};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Columns before the words, where the names of the layers stand.
const MARGIN: usize = 9;

/// One printed line.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// Words of the sentence.
    Words(String),
    /// Labels of one layer.
    Marks(String),
    /// An empty line between two stretches of the sentence.
    Gap,
}

/// The margin with a name in it.
pub fn margin(name: &str) -> String {
    format!("{name:MARGIN$}")
}

/// The sentence in lines of at most `width` columns, with the labels of its marks under each.
pub fn under_the_words(sentence: &SentenceExplanation, width: usize) -> Vec<Line> {
    // A tab or a line break would move what stands below; each becomes one column.
    let chars: Vec<char> = sentence
        .text
        .chars()
        .map(|c| {
            if c.is_control() || c.is_whitespace() {
                ' '
            } else {
                c
            }
        })
        .collect();
    let mut lines = Vec::new();
    for (i, (from, to)) in stretches(&chars, width.saturating_sub(MARGIN).max(20))
        .into_iter()
        .enumerate()
    {
        if i > 0 {
            lines.push(Line::Gap);
        }
        let words: String = chars[from..to].iter().collect();
        lines.push(Line::Words(format!("{}{}", margin(""), words.trim_end())));
        let mut layers: Vec<MarkLayer> = sentence.marks.iter().map(|m| m.layer).collect();
        layers.sort_unstable();
        layers.dedup();
        for layer in layers {
            let marks: Vec<Placed> = sentence
                .marks
                .iter()
                .filter(|m| m.layer == layer)
                .filter_map(|m| place(m, sentence.start, from, to, &chars))
                .collect();
            for (row, labels) in rows(marks).into_iter().enumerate() {
                lines.push(Line::Marks(format!(
                    "{}{labels}",
                    margin(if row == 0 { name(layer) } else { "" })
                )));
            }
        }
    }
    lines
}

/// `text` in lines of at most `width` columns, the first after `first`, the others after as many blanks.
pub fn wrapped(first: &str, text: &str, width: usize) -> Vec<String> {
    let indent = first.width();
    let chars: Vec<char> = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let mut lines = Vec::new();
    for (from, to) in stretches(&chars, width.saturating_sub(indent).max(20)) {
        let words: String = chars[from..to].iter().collect();
        let lead = if lines.is_empty() {
            first.to_owned()
        } else {
            " ".repeat(indent)
        };
        lines.push(format!("{lead}{}", words.trim_end()));
    }
    lines
}

fn name(layer: MarkLayer) -> &'static str {
    match layer {
        MarkLayer::Party => "party",
        MarkLayer::Trigger => "act",
        MarkLayer::Status => "status",
        MarkLayer::Speech => "speech",
        MarkLayer::Date => "date",
        MarkLayer::Number => "number",
        MarkLayer::Place => "place",
    }
}

/// Ranges of characters that fit `room` columns, cut after blanks where there are any.
fn stretches(chars: &[char], room: usize) -> Vec<(usize, usize)> {
    let mut stretches = Vec::new();
    let mut from = 0;
    while from < chars.len() {
        let (mut to, mut used, mut blank) = (from, 0, None);
        while to < chars.len() {
            used += chars[to].width().unwrap_or(0);
            // A blank at the very end may hang over the edge.
            if used > room && chars[to] != ' ' {
                break;
            }
            to += 1;
            if chars[to - 1] == ' ' {
                blank = Some(to);
            }
        }
        if to < chars.len() {
            to = blank.unwrap_or(to.max(from + 1));
        }
        stretches.push((from, to));
        from = to;
    }
    stretches
}

/// A label at its column of a line, and the width of the words that it stands under.
struct Placed {
    column: usize,
    words: usize,
    label: String,
}

/// Where a mark's label stands in the line of the characters `from..to`, if the mark reaches into it.
fn place(mark: &Mark, sentence: usize, from: usize, to: usize, chars: &[char]) -> Option<Placed> {
    let start = mark.start.saturating_sub(sentence);
    let end = mark.end.saturating_sub(sentence).min(chars.len());
    if end <= from || start >= to || start >= end {
        return None;
    }
    let width = |a: usize, b: usize| {
        chars[a..b]
            .iter()
            .map(|c| c.width().unwrap_or(0))
            .sum::<usize>()
    };
    let label = if start < from {
        format!("…{}", mark.label)
    } else {
        mark.label.clone()
    };
    let start = start.max(from);
    Some(Placed {
        column: width(from, start),
        words: width(start, end.min(to)),
        label,
    })
}

/// Labels in as few rows as let each stand at its column; the rest of the words is underlined.
fn rows(mut marks: Vec<Placed>) -> Vec<String> {
    marks.sort_by_key(|m| m.column);
    let mut rows: Vec<String> = Vec::new();
    for mark in marks {
        let fits = |row: &String| row.is_empty() || row.width() < mark.column;
        let row = match rows.iter().position(fits) {
            Some(row) => row,
            None => {
                rows.push(String::new());
                rows.len() - 1
            }
        };
        let row = &mut rows[row];
        row.push_str(&" ".repeat(mark.column - row.width()));
        row.push_str(&mark.label);
        let label = mark.label.width();
        if mark.words > label + 1 {
            row.push(' ');
            row.push_str(&"─".repeat(mark.words - label - 1));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str, marks: &[(MarkLayer, &str, &str)]) -> SentenceExplanation {
        let marks = marks
            .iter()
            .map(|(layer, words, label)| {
                let start = text.find(words).unwrap();
                Mark {
                    layer: *layer,
                    start: 5 + start,
                    end: 5 + start + words.len(),
                    label: (*label).into(),
                    detail: String::new(),
                }
            })
            .collect();
        SentenceExplanation {
            sentence: 0,
            start: 5,
            text: text.into(),
            passed_gate: true,
            tokens: Vec::new(),
            marks,
            steps: Vec::new(),
            readings: Vec::new(),
        }
    }

    fn shown(sentence: &SentenceExplanation, width: usize) -> String {
        let lines = under_the_words(sentence, width)
            .into_iter()
            .map(|line| match line {
                Line::Words(text) | Line::Marks(text) => text,
                Line::Gap => String::new(),
            });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn labels_stand_where_their_words_begin() {
        use MarkLayer::*;
        let sentence = sentence(
            "Fiji expelled two Tongan envoys.",
            &[
                (Party, "Fiji", "FJI"),
                (Party, "Tongan", "TON"),
                (Trigger, "expelled", "SANCTION expel"),
                (Number, "two Tongan envoys", "2..2"),
            ],
        );
        let expected = "         \
Fiji expelled two Tongan envoys.
party    FJI               TON ──
act           SANCTION expel
number                 2..2 ────────────";
        assert_eq!(shown(&sentence, 80), expected);
    }

    #[test]
    fn labels_that_would_run_into_each_other_take_a_second_row() {
        use MarkLayer::*;
        let sentence = sentence(
            "Oslo met Bern.",
            &[(Party, "Oslo", "NOR GOV capital"), (Party, "Bern", "CHE")],
        );
        let expected = "         \
Oslo met Bern.
party    NOR GOV capital
                  CHE";
        assert_eq!(shown(&sentence, 80), expected);
    }

    #[test]
    fn a_long_sentence_is_wrapped_with_its_marks() {
        let text = "Nauru said that it would expel the envoys of its neighbour in the spring.";
        let sentence = sentence(
            text,
            &[
                (MarkLayer::Party, "Nauru", "NRU"),
                (MarkLayer::Date, "in the spring", "2025-03…05"),
            ],
        );
        let lines = under_the_words(&sentence, 40);
        assert!(lines.contains(&Line::Gap));
        for line in &lines {
            if let Line::Words(words) = line {
                assert!(words.width() <= 40, "{words}");
            }
        }
        let words: Vec<String> = lines
            .iter()
            .filter_map(|l| match l {
                Line::Words(w) => Some(w.trim().to_owned()),
                _ => None,
            })
            .collect();
        assert_eq!(words.join(" "), text);
    }

    #[test]
    fn any_text_and_any_marks_are_laid_out() {
        let wide = sentence(
            "王毅 visited 河内",
            &[(MarkLayer::Party, "王毅", "CHN GOV Wang Yi")],
        );
        assert!(shown(&wide, 0).contains("CHN"));
        let mut broken = sentence("x", &[]);
        broken.marks.push(Mark {
            layer: MarkLayer::Place,
            start: 90,
            end: 3,
            label: "?".into(),
            detail: String::new(),
        });
        assert_eq!(shown(&broken, 80), "         x");
    }
}
