//! A sentence with its words marked.

use chancery_code::dates::find_dates;
use chancery_code::{Mark, MarkLayer};
use chancery_codebook::{Entity, Event};
use serde::Serialize;

/// A stretch of a sentence, with what it is marked as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Segment {
    pub text: String,
    /// `actor`, `act`, `recipient`, `number`, `date`, `place`, `speaker`, `party`, `status`; empty for plain words.
    pub mark: &'static str,
    /// What the words stand for.
    pub title: String,
}

/// A stretch to mark: characters of the sentence.
struct Span {
    start: usize,
    end: usize,
    mark: &'static str,
    title: String,
}

/// Cuts a sentence at the marks; where two cover the same words, the earlier one in the list is shown.
fn cut(sentence: &str, spans: &[Span]) -> Vec<Segment> {
    let chars: Vec<char> = sentence.chars().collect();
    let of = |at: usize| spans.iter().position(|s| s.start <= at && at < s.end);
    let mut segments: Vec<Segment> = Vec::new();
    let mut last: Option<Option<usize>> = None;
    for (at, c) in chars.iter().enumerate() {
        let span = of(at);
        if last == Some(span)
            && let Some(segment) = segments.last_mut()
        {
            segment.text.push(*c);
            continue;
        }
        let marked = span.map(|n| &spans[n]);
        segments.push(Segment {
            text: c.to_string(),
            mark: marked.map_or("", |s| s.mark),
            title: marked.map_or(String::new(), |s| s.title.clone()),
        });
        last = Some(span);
    }
    segments
}

fn entity(e: &Entity, what: &str) -> String {
    let parts = [
        e.country.as_deref(),
        e.sector.as_deref(),
        e.name.as_deref(),
        e.role.as_deref(),
    ];
    let told: Vec<&str> = parts.into_iter().flatten().collect();
    format!("{what}: {}", told.join(" "))
}

/// The sentence of a claim, with the words for its act, parties, number, place, speaker and date marked.
pub(crate) fn of_claim(claim: &Event) -> Vec<Segment> {
    let sentence = &claim.text;
    let (from, to) = (claim.text_info.start, claim.text_info.end);
    let mut spans = Vec::new();
    let mut push = |start: usize, end: usize, mark, title| {
        if start >= from && end <= to && start < end {
            spans.push(Span {
                start: start - from,
                end: end - from,
                mark,
                title,
            });
        }
    };
    if let Some(trigger) = &claim.text_info.trigger {
        let what = crate::words::kind(claim.event, claim.mode);
        push(trigger.start, trigger.end, "act", format!("act: {what}"));
    }
    for (parties, mark) in [
        (&claim.actor, "actor"),
        (&claim.recipient, "recipient"),
        (&claim.said_by, "speaker"),
    ] {
        for e in parties {
            push(e.start, e.end, mark, entity(e, mark));
        }
    }
    // Numbers and places are kept by their words; the first such words of the sentence are meant.
    let found = |words: &str| -> Option<(usize, usize)> {
        let at = sentence.find(words).filter(|_| !words.is_empty())?;
        let start = sentence[..at].chars().count();
        Some((start, start + words.chars().count()))
    };
    for q in &claim.quantity {
        if let Some((start, end)) = found(&q.raw_text) {
            let title = format!(
                "number: {}",
                chancery_codebook::short::bounds(std::slice::from_ref(q))
            );
            spans.push(Span {
                start,
                end,
                mark: "number",
                title,
            });
        }
    }
    if let Some(place) = &claim.place
        && let Some((start, end)) = found(&place.raw_text)
    {
        let name = place.name.as_deref().unwrap_or(&place.raw_text);
        spans.push(Span {
            start,
            end,
            mark: "place",
            title: format!(
                "place: {name} {}",
                place.country.as_deref().unwrap_or_default()
            ),
        });
    }
    for date in find_dates(sentence, claim.cite_info.published) {
        // Only words that give the claim's own days.
        if Some(date.first) == claim.date || Some(date.last) == claim.enddate {
            let at = |byte: usize| sentence[..byte].chars().count();
            spans.push(Span {
                start: at(date.start),
                end: at(date.end),
                mark: "date",
                title: format!(
                    "date: {}",
                    crate::words::days(Some(date.first), Some(date.last))
                ),
            });
        }
    }
    cut(sentence, &spans)
}

/// A sentence that was just read, with everything that was recognised in it.
pub(crate) fn of_reading(sentence: &str, start: usize, marks: &[Mark]) -> Vec<Segment> {
    let name = |layer: MarkLayer| match layer {
        MarkLayer::Trigger => "act",
        MarkLayer::Party => "party",
        MarkLayer::Status => "status",
        MarkLayer::Speech => "speaker",
        MarkLayer::Date => "date",
        MarkLayer::Number => "number",
        MarkLayer::Place => "place",
    };
    let order = [
        MarkLayer::Trigger,
        MarkLayer::Party,
        MarkLayer::Number,
        MarkLayer::Date,
        MarkLayer::Place,
        MarkLayer::Status,
        MarkLayer::Speech,
    ];
    let mut spans = Vec::new();
    for layer in order {
        for mark in marks
            .iter()
            .filter(|m| m.layer == layer && m.start >= start)
        {
            spans.push(Span {
                start: mark.start - start,
                end: mark.end.saturating_sub(start),
                mark: name(layer),
                title: format!("{}: {}", name(layer), mark.label),
            });
        }
    }
    cut(sentence, &spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_cut_a_sentence_and_lose_no_word() {
        let span = |start, end, mark| Span {
            start,
            end,
            mark,
            title: String::new(),
        };
        let cut = cut(
            "Peru expelled two envoys.",
            &[
                span(5, 13, "act"),
                span(0, 4, "actor"),
                span(3, 17, "number"),
            ],
        );
        let whole: String = cut.iter().map(|s| s.text.as_str()).collect();
        assert_eq!(whole, "Peru expelled two envoys.");
        let marked: Vec<(&str, &str)> = cut.iter().map(|s| (s.text.as_str(), s.mark)).collect();
        assert_eq!(
            marked,
            [
                ("Peru", "actor"),
                (" ", "number"),
                ("expelled", "act"),
                (" two", "number"),
                (" envoys.", "")
            ]
        );
    }
}
