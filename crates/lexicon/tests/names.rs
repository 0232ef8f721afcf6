//! What the built-in lexicon finds in sentences, and what it must leave alone.

use chancery_lexicon::{Hit, Kind, Lexicon, Token, tokenize};
use jiff::civil::date;
use proptest::prelude::*;

/// The hits of a text as their words with the first homonym's kind and code.
fn seen(text: &str) -> Vec<(String, Kind, String)> {
    let tokens = tokenize(text);
    let words = |hit: &Hit| text[tokens[hit.first].start..tokens[hit.last - 1].end].to_owned();
    let hits = Lexicon::builtin().hits(text, &tokens);
    hits.iter()
        .map(|hit| {
            (
                words(hit),
                hit.entries[0].kind,
                hit.entries[0].code.clone().unwrap_or_default(),
            )
        })
        .collect()
}

fn check(text: &str, expected: &[(&str, Kind, &str)]) {
    let found = seen(text);
    let found: Vec<(&str, Kind, &str)> = found
        .iter()
        .map(|(w, k, c)| (w.as_str(), *k, c.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn states_are_found_by_name_adjective_people_and_capital() {
    use Kind::{Adjective, Agent, Capital, Country, Inhabitant};
    check(
        "Russia and the U.S. met; a Spaniard saw Finnish envoys leave Oslo.",
        &[
            ("Russia", Country, "RUS"),
            ("U.S.", Country, "USA"),
            ("Spaniard", Inhabitant, "ESP"),
            ("Finnish", Adjective, "FIN"),
            ("envoys", Agent, ""),
            ("Oslo", Capital, "NOR"),
        ],
    );
}

#[test]
fn the_longest_name_wins_and_hyphens_do_not_matter() {
    check(
        "Guinea Bissau wrote to Papua New Guinea.",
        &[
            ("Guinea Bissau", Kind::Country, "GNB"),
            ("Papua New Guinea", Kind::Country, "PNG"),
        ],
    );
    check(
        "The Democratic Republic of the Congo closed it.",
        &[("Democratic Republic of the Congo", Kind::Country, "COD")],
    );
    check("Al Qaeda denied it.", &[("Al Qaeda", Kind::Group, "IMG")]);
    check("So did al-Qaeda.", &[("al-Qaeda", Kind::Group, "IMG")]);
    check(
        "Iranian-backed rebels",
        &[
            ("Iranian", Kind::Adjective, "IRN"),
            ("rebels", Kind::Agent, ""),
        ],
    );
}

#[test]
fn small_letters_never_make_a_state() {
    check("It gave us a turkey on fine china.", &[]);
}

#[test]
fn headlines_in_capitals_are_read() {
    check(
        "GERMANY EXPELS TWO FROM NORTH KOREA",
        &[
            ("GERMANY", Kind::Country, "DEU"),
            ("NORTH KOREA", Kind::Country, "PRK"),
        ],
    );
    check("BANK OF ENGLAND", &[("BANK OF ENGLAND", Kind::Body, "GBR")]);
}

#[test]
fn bodies_buildings_and_groups_have_their_codes() {
    for (words, kind, code, sector) in [
        ("Kremlin", Kind::Metonym, "RUS", "GOV"),
        ("the Pentagon", Kind::Metonym, "USA", "MIL"),
        ("Quai d’Orsay", Kind::Metonym, "FRA", "GOV"),
        ("Knesset", Kind::Metonym, "ISR", "LEG"),
        ("UN Security Council", Kind::Body, "UNO", "IGO"),
        ("UNIFIL", Kind::Body, "UNO", "MIL"),
        ("International Criminal Court", Kind::Body, "IGO", "JUD"),
        ("European Commission", Kind::Body, "EUR", "IGO"),
        ("FSB", Kind::Body, "RUS", "SPY"),
        ("Shin Bet", Kind::Body, "ISR", "SPY"),
        ("Amnesty International", Kind::Body, "NGO", "NGO"),
        ("Huawei", Kind::Body, "CHN", "BUS"),
        ("Hamas", Kind::Group, "PSE", "REB"),
        ("Hezbollah", Kind::Group, "LBN", "REB"),
        ("M23", Kind::Group, "COD", "REB"),
        ("Islamic State", Kind::Group, "IMG", "REB"),
        ("Democratic Party", Kind::Group, "USA", "PTY"),
        ("foreign minister", Kind::Agent, "", "GOV"),
        ("Peacekeepers", Kind::Agent, "", "MIL"),
    ] {
        let first = Lexicon::builtin()
            .find(words)
            .first()
            .map(|e| (e.kind, e.code.as_deref(), e.sector.as_deref()));
        let code = Some(code).filter(|c| !c.is_empty());
        assert_eq!(first, Some((kind, code, Some(sector))), "{words}");
    }
}

#[test]
fn a_name_that_holds_a_states_name_is_no_state() {
    for words in [
        "Indian Ocean",
        "South China Sea",
        "Paris Agreement",
        "Gulf of Oman",
        "Iran nuclear deal",
    ] {
        let first = Lexicon::builtin()
            .find(words)
            .first()
            .map(|e| (e.kind, e.code.clone()));
        assert_eq!(first, Some((Kind::Place, None)), "{words}");
    }
}

#[test]
fn nouns_written_with_a_capital_need_it() {
    let sectors = |words: &str| {
        Lexicon::builtin()
            .find(words)
            .iter()
            .map(|e| e.sector.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(sectors("PM"), [Some("GOV".to_owned())]);
    check("at 5 pm", &[]);
}

#[test]
fn a_former_state_holds_only_in_its_days() {
    let entries = Lexicon::builtin().find("Soviet Union");
    assert!(entries[0].valid_on(Some(date(1986, 10, 20))));
    assert!(!entries[0].valid_on(Some(date(1992, 1, 1))));
    assert!(entries[0].valid_on(None));
}

#[test]
fn homonyms_come_together() {
    let codes: Vec<_> = Lexicon::builtin()
        .find("Georgia")
        .iter()
        .filter_map(|e| e.code.as_deref())
        .collect();
    assert!(codes.starts_with(&["GEO", "USA"]), "{codes:?}");
    let congress: Vec<Kind> = Lexicon::builtin()
        .find("Congress")
        .iter()
        .map(|e| e.kind)
        .collect();
    assert!(
        congress.contains(&Kind::Body) && congress.contains(&Kind::Agent),
        "{congress:?}"
    );
}

#[test]
fn capitals_have_the_places_coordinates() {
    let entries = Lexicon::builtin().find("Helsinki");
    let capital = entries
        .iter()
        .find(|e| e.kind == Kind::Capital)
        .expect("Helsinki is a capital");
    let (lat, lon) = (capital.lat.unwrap_or(0.0), capital.lon.unwrap_or(0.0));
    assert!(
        (59.0..61.0).contains(&lat) && (24.0..26.0).contains(&lon),
        "{lat} {lon}"
    );
    assert!(
        !entries
            .iter()
            .any(|e| e.kind == Kind::Place && e.code.as_deref() == Some("FIN"))
    );
}

proptest! {
    #[test]
    fn tokens_lie_on_characters_in_order(text in "\\PC{0,80}|[A-Za-z0-9.,'’ $-]{0,80}") {
        let tokens = tokenize(&text);
        let mut at = 0;
        for Token { start, end } in tokens {
            prop_assert!(at <= start && start < end && end <= text.len());
            prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
            prop_assert!(text[at..start].chars().all(|c| c.is_whitespace() || c.is_control() || !c.is_alphanumeric()));
            at = end;
        }
    }

    #[test]
    fn hits_lie_within_the_tokens_in_order(words in prop::collection::vec("the|The|of|U\\.S\\.|US|Guinea|-|Bissau|New|York|foreign|minister|UN|'s|[A-Za-z]{1,6}", 0..20)) {
        let text = words.join(" ");
        let tokens = tokenize(&text);
        let mut at = 0;
        for hit in Lexicon::builtin().hits(&text, &tokens) {
            prop_assert!(at <= hit.first && hit.first < hit.last && hit.last <= tokens.len());
            prop_assert!(!hit.entries.is_empty());
            at = hit.last;
        }
    }
}
