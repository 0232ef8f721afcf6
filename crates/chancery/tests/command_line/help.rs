//! Help, completions, manual pages and the doctor.

use crate::common::run;
use crate::feed::SENTENCE;

#[test]
fn the_doctor_finds_this_build_well() {
    let doctor = run(&["doctor"]);
    assert_eq!(doctor.status, 0, "{}", doctor.out);
    let names: Vec<&str> = doctor
        .out
        .lines()
        .filter_map(|l| l.strip_prefix("ok    "))
        .filter_map(|l| l.split_whitespace().next())
        .collect();
    assert_eq!(
        names,
        [
            "program",
            "codebook",
            "lexicon",
            "model",
            "self-test",
            "machine",
            "screen"
        ]
    );
}

#[test]
fn completions_and_manual_pages_are_printed() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            run(&["completions", shell]).out.contains("explain"),
            "{shell}"
        );
    }
    assert!(run(&["man"]).out.contains(".TH chancery 1"));
    assert!(run(&["man", "code"]).out.contains("published"));
    assert_eq!(run(&["man", "cod"]).status, 2);
}

#[test]
fn without_a_command_the_help_is_shown_and_a_slip_is_put_right() {
    let bare = run(&[]);
    assert_eq!((bare.status, bare.out.as_str()), (2, ""));
    assert!(bare.err.contains("Usage: chancery"), "{}", bare.err);
    let slip = run(&["explian", SENTENCE]);
    assert_eq!(slip.status, 2);
    assert!(slip.err.contains("'explain'"), "{}", slip.err);
}
