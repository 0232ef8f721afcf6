//! The coder, the sentence splitter and the tokenizer stand any text, and their offsets are sound.

use chancery_code::{Coded, Coder, split_sentences};
use chancery_read::{BlockKind, Document};
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static CODER: LazyLock<Coder> = LazyLock::new(Coder::default);

/// Words that the rules ask about, so that random texts reach deep into them.
const WORDS: &[&str] = &[
    "Russia",
    "the Kremlin",
    "U.S.",
    "Iranian",
    "diplomats",
    "60",
    "expelled",
    "was",
    "and",
    "closed",
    "its",
    "embassy",
    "in",
    "Kabul",
    "to",
    "that",
    "who",
    ",",
    ".",
    "\"",
    "said",
    "will",
    "not",
    "by",
    "of",
    "over",
    "sanctions",
    "on",
    "agreed",
    "refused",
    "threatened",
    "if",
    "they",
    "his",
    "talks",
    "between",
    "attack",
    "killed",
    "dozens",
    "last month",
    "(",
    ")",
    "—",
    "accusing",
    "'s",
    "-",
    "ordered",
    "police",
    "é",
    "\n\n",
];

fn sound(document: &Document, coded: &Coded) {
    let chars: Vec<char> = document.text.chars().collect();
    let slice = |start: usize, end: usize| chars[start..end].iter().collect::<String>();
    for event in &coded.events {
        assert_eq!(
            slice(event.text_info.start, event.text_info.end),
            event.text
        );
        let trigger = event
            .text_info
            .trigger
            .as_ref()
            .expect("an event has a trigger");
        assert_eq!(slice(trigger.start, trigger.end), trigger.raw_text);
        for entity in event
            .actor
            .iter()
            .chain(&event.recipient)
            .chain(&event.said_by)
        {
            assert_eq!(slice(entity.start, entity.end), entity.raw_text);
        }
        assert!(event.date <= event.enddate);
        assert!((0.0..=1.0).contains(&event.confidence));
        assert!(!event.answers.contains(&event.id));
    }
    let mut ids: Vec<&str> = coded.events.iter().map(|e| e.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(
        ids.len(),
        coded.events.len(),
        "ids are unique within a document"
    );
}

fn check(text: &str) {
    let mut document = Document::from_text("p", text);
    document.published = Some(jiff::civil::date(2024, 5, 14));
    sound(&document, &CODER.code(&document));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_coder_stands_any_text(text in "\\PC{0,300}") {
        check(&text);
    }

    #[test]
    fn the_coder_stands_any_order_of_its_own_words(picks in prop::collection::vec(0..WORDS.len(), 0..60)) {
        let text: Vec<&str> = picks.iter().map(|&i| WORDS[i]).collect();
        check(&text.join(" "));
    }

    #[test]
    fn sentences_are_in_order_and_whole(text in "[A-Za-z0-9 .,!?\"“”’'()\\n—é]{0,200}") {
        let ranges = split_sentences(&text);
        for pair in ranges.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start);
        }
        let kept: String = ranges.iter().map(|r| &text[r.clone()]).collect();
        let squeeze = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(squeeze(&kept), squeeze(&text));
    }
}

/// A short fuzz run: the sample reports, damaged at random places, for `FUZZ_SECONDS` (2 unless told).
#[test]
fn damaged_reports_are_coded_without_panic() {
    let seconds = std::env::var("FUZZ_SECONDS")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(2);
    let until = Instant::now() + Duration::from_secs(seconds);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/dispatches");
    let samples: Vec<String> = std::fs::read_dir(folder)
        .expect("the sample reports are part of the repository")
        .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok())
        .collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: usize| {
        // SplitMix64 (Steele, Lea and Flood, 2014): the same run every time.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % below.max(1) as u64) as usize
    };
    let mut runs = 0;
    while Instant::now() < until {
        let mut text: Vec<char> = samples[random(samples.len())].chars().collect();
        for _ in 0..random(12) {
            let at = random(text.len());
            match random(3) {
                0 => text.truncate(at.max(1)),
                1 => text.insert(
                    at,
                    ['.', '"', '\'', '\u{301}', '1', '\n', 'É', '-'][random(8)],
                ),
                _ => {
                    text.remove(at.min(text.len() - 1));
                }
            }
            if text.is_empty() {
                break;
            }
        }
        let text: String = text.into_iter().collect();
        let mut document = Document::default();
        for (i, block) in text.split("\n\n").enumerate() {
            let kind = [
                BlockKind::Paragraph,
                BlockKind::Headline,
                BlockKind::Caption,
            ][random(3).min(i)];
            document.push(kind, block);
        }
        sound(&document, &CODER.code(&document));
        runs += 1;
    }
    assert!(runs > 0);
}

#[test]
fn the_same_document_always_gives_the_same_records() {
    let text = "Norway expelled two Russian diplomats on Monday. Moscow responded by closing a Norwegian consulate.";
    let mut document = Document::from_text("d", text);
    document.published = Some(jiff::civil::date(2024, 5, 14));
    assert_eq!(CODER.code(&document), Coder::default().code(&document));
}

#[test]
fn an_explanation_holds_the_same_records_as_coding() {
    let document = Document::from_text(
        "d",
        "Chad said that Sudan had closed the border. Sudan denied it.",
    );
    let explained = CODER.explain(&document);
    assert_eq!(explained.coded, CODER.code(&document));
    assert_eq!(explained.sentences.len(), 2);
}
