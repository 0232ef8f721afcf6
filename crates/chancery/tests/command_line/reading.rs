//! `chancery read`, and what other commands tell of what they read.

use crate::common::{Run, chancery, folder};
use std::path::Path;

const PAGE: &str = "<html><head><title>Riga asks envoys to leave</title>\
    <meta property='article:published_time' content='2018-03-30'></head><body><nav>Home page</nav><article>\
    <h1>Riga asks envoys to leave</h1><p>Share this article on Facebook</p>\
    <p>Latvia asked two envoys of Belarus to leave within a week, the foreign ministry in Riga said on Monday.</p>\
    <p>The ministry said that the two, whom it did not name, had worked against the country’s interests, and that \
    their posts would stay empty until the talks had ended.</p>\
    <p>Belarus called the step hostile, promised an answer in kind, and recalled its ambassador for advice, the \
    state news agency said, citing a decree that was signed on Tuesday.</p></article></body></html>";

const GERMAN: &str = "Lettland forderte zwei Gesandte aus Belarus auf, das Land binnen einer Woche zu verlassen, \
    und schloss das Konsulat, wie das Ministerium am Montag mitteilte.";

/// Runs the program in a folder; gives output, errors and status.
fn run(folder: &Path, args: &[&str]) -> (String, String, i32) {
    let output = chancery(args).current_dir(folder).output().unwrap();
    let Run { out, err, status } = output.into();
    (out, err, status)
}

#[test]
fn read_prints_clean_documents_as_json_lines_that_read_the_same_again() {
    let folder = folder("read-json");
    std::fs::write(folder.join("a.html"), PAGE).unwrap();
    let (first, told, status) = run(&folder, &["read", "a.html"]);
    assert_eq!((status, told.lines().count()), (0, 1), "{told}");
    let document: serde_json::Value = serde_json::from_str(&first).unwrap();
    assert_eq!(document["id"], "a.html");
    assert_eq!(document["published_basis"], "metadata");
    assert_eq!(document["language"], "en");
    let last = document["blocks"].as_array().unwrap().last().unwrap();
    // Positions are counted in characters: the apostrophe is one.
    assert_eq!(
        last["end"],
        document["text"].as_str().unwrap().chars().count()
    );
    std::fs::write(folder.join("b.jsonl"), &first).unwrap();
    let (second, told, _) = run(&folder, &["read", "b.jsonl"]);
    assert!(!told.contains("--map"), "{told}");
    let again: serde_json::Value = serde_json::from_str(&second).unwrap();
    for field in ["id", "title", "published", "text"] {
        assert_eq!(again[field], document[field], "{field}");
    }
}

#[test]
fn read_explains_what_was_cut_and_writes_markdown() {
    let folder = folder("read-markdown");
    std::fs::write(folder.join("a.html"), PAGE).unwrap();
    let (out, _, status) = run(
        &folder,
        &["read", "a.html", "--format", "markdown", "--explain"],
    );
    assert_eq!(status, 0);
    assert!(
        out.starts_with(
            "# Riga asks envoys to leave\n\n*2018-03-30 (by metadata) · `a.html`*\n\nLatvia asked"
        ),
        "{out}"
    );
    assert!(
        out.contains("- furniture: Share this article on Facebook"),
        "{out}"
    );
    assert!(out.contains("- element: Home page"), "{out}");
    let (_, _, status) = run(&folder, &["read", "a.html", "-o", "a.md", "--quiet"]);
    assert_eq!(status, 0);
    assert!(
        std::fs::read_to_string(folder.join("a.md"))
            .unwrap()
            .starts_with("# Riga")
    );
}

#[test]
fn reports_in_other_languages_are_set_aside_and_counted() {
    let folder = folder("read-language");
    std::fs::write(folder.join("a.html"), PAGE).unwrap();
    std::fs::write(folder.join("b.txt"), GERMAN).unwrap();
    let (out, told, status) = run(&folder, &["code", ".", "--format", "jsonl"]);
    assert!(!out.contains("Lettland"), "{out}");
    assert!(
        told.contains("b.txt: set aside: it is not in English but in `de`"),
        "{told}"
    );
    assert!(
        told.contains("1 input skipped, 1 of them not in English"),
        "{told}"
    );
    assert_eq!(status, 1);
    let (out, _, status) = run(&folder, &["read", ".", "--any-language"]);
    assert_eq!((status, out.lines().count()), (0, 2));
    assert!(out.contains("\"language\":\"de\""));
}

#[test]
fn guessed_columns_are_told_unless_quiet_and_the_map_changes_them() {
    let folder = folder("read-columns");
    let text = "Latvia asked two envoys of Belarus to leave within a week.";
    let table = format!("kopf,inhalt,wann\nRiga asks envoys to leave,{text},2018-03-30\n");
    std::fs::write(folder.join("a.csv"), table).unwrap();
    let (out, told, _) = run(&folder, &["read", "a.csv"]);
    assert!(
        told.starts_with("a.csv: text from `inhalt` (a guess by its contents), title from `kopf`"),
        "{told}"
    );
    assert!(out.contains(text));
    let (out, told, _) = run(
        &folder,
        &[
            "read",
            "a.csv",
            "--quiet",
            "--map",
            "text=kopf,published=wann",
        ],
    );
    assert_eq!(told, "");
    assert!(
        out.contains("\"text\":\"Riga asks envoys to leave\"") && out.contains("2018-03-30"),
        "{out}"
    );
}

#[test]
fn a_flagged_report_is_coded_and_told_but_not_skipped() {
    let folder = folder("read-flags");
    let teaser = "Latvia asked two envoys of Belarus to leave within a week, the foreign ministry in Riga said…\n\n\
                  Subscribe to continue reading\n";
    std::fs::write(folder.join("a.txt"), teaser).unwrap();
    let (out, told, status) = run(&folder, &["code", "a.txt", "--format", "jsonl"]);
    assert!(out.contains("expel"), "{out}");
    assert!(
        told.contains("a.txt: truncated: the text ends before the report does; paywalled"),
        "{told}"
    );
    assert_eq!(status, 0, "{told}");
}
