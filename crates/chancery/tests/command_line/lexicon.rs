//! `chancery lexicon`: what words stand for, and the user's own folder.

use crate::common::{folder, run, show};
use crate::feed::SENTENCE;

#[test]
fn the_lexicon_tells_what_words_stand_for() {
    let kremlin = run(&["lexicon", "find", "the", "Kremlin"]);
    assert_eq!(kremlin.status, 0, "{}", kremlin.err);
    assert!(
        kremlin.out.contains("metonym    RUS  GOV"),
        "{}",
        kremlin.out
    );
    let json: serde_json::Value =
        serde_json::from_str(&run(&["lexicon", "find", "Moscow", "-f", "json"]).out).unwrap();
    assert!(
        json.as_array()
            .unwrap()
            .iter()
            .any(|e| e["code"] == "RUS" && e["kind"] == "capital")
    );
    let none = run(&["lexicon", "find", "Ruritanian Bureau"]);
    assert_eq!((none.status, none.out.as_str()), (1, ""));
}

#[test]
fn the_built_in_lexicon_passes_its_audit() {
    let audit = run(&["lexicon", "audit"]);
    assert_eq!((audit.status, audit.out.as_str()), (0, ""), "{}", audit.err);
}

#[test]
fn a_users_lexicon_wins_and_its_mistakes_are_told() {
    let folder = folder("lexicon");
    let triggers = folder.join("triggers");
    std::fs::create_dir_all(&triggers).unwrap();
    assert_eq!(
        run(&["lexicon", "audit", "--lexicon", show(&folder)]).status,
        0
    );
    std::fs::write(triggers.join("mine.toml"), "event = 3").unwrap();
    let audit = run(&["lexicon", "audit", "--lexicon", show(&folder)]);
    assert_eq!(audit.status, 1);
    assert!(audit.out.contains("mine.toml: "), "{}", audit.out);
    assert_eq!(
        run(&["explain", SENTENCE, "--lexicon", show(&folder)]).status,
        2
    );
}

#[test]
fn a_petrarch_dictionary_becomes_a_lexicon_that_the_coder_uses() {
    let folder = folder("petrarch");
    let dictionary = folder.join("mine.actors.txt");
    std::fs::write(&dictionary, "RURITANIAN_GUARD_ [DEUMIL]\nno code here\n").unwrap();
    let lexicon = folder.join("lexicon");
    std::fs::create_dir_all(&lexicon).unwrap();
    let bodies = lexicon.join("bodies.tsv");
    let import = run(&[
        "lexicon",
        "import",
        "--petrarch",
        show(&dictionary),
        "-o",
        show(&bodies),
    ]);
    assert_eq!(
        (import.status, import.out.as_str()),
        (1, ""),
        "{}",
        import.err
    );
    assert!(import.err.contains("mine.actors.txt:2: "), "{}", import.err);
    assert!(
        import.err.ends_with("1 entry, 1 problem\n"),
        "{}",
        import.err
    );
    let found = run(&[
        "lexicon",
        "find",
        "Ruritanian Guard",
        "--lexicon",
        show(&lexicon),
        "-f",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(
        (&json[0]["code"], &json[0]["sector"]),
        (&"DEU".into(), &"MIL".into())
    );
    assert_eq!(json[0]["user"], true);
}
