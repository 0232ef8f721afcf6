//! The invariants of `ARCHITECTURE.md` that can be checked, and that the pages name what is there.

use chancery::{code::Coder, read::Document};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The crates, left to right: each may depend on those before it.
const CRATES: [&str; 9] = [
    "codebook", "read", "fetch", "lexicon", "code", "record", "relate", "serve", "chancery",
];
const PAGES: [&str; 9] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "docs/README.md",
    "docs/fetching.md",
    "docs/performance.md",
    "docs/rules.md",
    "docs/triggers.md",
    "docs/lexicon.md",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every Rust file under a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a source folder can be listed") {
        let path = entry.expect("a source folder can be listed").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Lines under a folder, without comments, that contain one of some words.
fn lines_with(folder: &str, words: &[&str], skip: impl Fn(&Path) -> bool) -> Vec<String> {
    let mut files = Vec::new();
    sources(&root().join(folder), &mut files);
    assert!(!files.is_empty(), "{folder} has no sources");
    let mut found = Vec::new();
    for path in files.iter().filter(|path| !skip(path)) {
        for (number, line) in text(path).lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if words.iter().any(|word| code.contains(word)) {
                found.push(format!(
                    "{}:{}: {}",
                    path.display(),
                    number + 1,
                    line.trim()
                ));
            }
        }
    }
    found
}

#[test]
fn each_crate_depends_only_on_those_to_its_left() {
    for (at, name) in CRATES.iter().enumerate() {
        let manifest = text(format!("crates/{name}/Cargo.toml"));
        for line in manifest.lines() {
            let Some(rest) = line.strip_prefix("chancery-") else {
                continue;
            };
            let other = rest.split(['.', ' ', '=']).next().unwrap_or_default();
            assert!(
                CRATES[..at].contains(&other),
                "{name} depends on {other}, which is not to its left"
            );
        }
    }
}

#[test]
fn every_crate_takes_the_lints_that_forbid_unsafe_code() {
    assert!(text("Cargo.toml").contains("unsafe_code = \"forbid\""));
    for name in CRATES {
        assert!(
            text(format!("crates/{name}/Cargo.toml")).contains("[lints]\nworkspace = true"),
            "{name}"
        );
    }
}

#[test]
fn the_coder_and_the_codebook_read_no_clock_file_network_or_environment() {
    let words = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "SystemTime",
        "Instant",
        "Timestamp::now",
        "Zoned::now",
    ];
    for name in ["code", "codebook"] {
        let found = lines_with(&format!("crates/{name}/src"), &words, |_| false);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn nothing_but_fetching_and_serving_uses_the_network() {
    let words = ["std::net", "TcpStream", "TcpListener", "UdpSocket", "ureq"];
    // The command that serves names an address, and hands it on.
    let names = |path: &Path| path.ends_with("cli/serve.rs");
    for name in CRATES
        .into_iter()
        .filter(|name| !["fetch", "serve"].contains(name))
    {
        let found = lines_with(&format!("crates/{name}/src"), &words, names);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn nothing_but_the_command_line_prints() {
    let prints = [
        "println!",
        "print!(",
        "eprint!(",
        "dbg!(",
        "io::stdout(",
        "io::stderr(",
    ];
    for name in CRATES {
        let cli = |path: &Path| {
            path.ends_with("main.rs") || path.components().any(|part| part.as_os_str() == "cli")
        };
        let found = lines_with(&format!("crates/{name}/src"), &prints, cli);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn ids_do_not_depend_on_the_order_of_documents() {
    let one = Document::from_text(
        "one",
        "Malta expelled two Libyan consuls. It closed the consulate.",
    );
    let two = Document::from_text("two", "The Cypriot foreign minister summoned him.");
    let coder = Coder::default();
    let ids = |order: [&Document; 2]| -> BTreeSet<String> {
        order
            .into_iter()
            .flat_map(|document| coder.code(document).events)
            .map(|event| event.id)
            .collect()
    };
    assert!(!ids([&one, &two]).is_empty());
    assert_eq!(ids([&one, &two]), ids([&two, &one]));
}

#[test]
fn no_rust_file_is_longer_than_400_lines() {
    let mut files = Vec::new();
    for folder in ["crates", "python/src"] {
        sources(&root().join(folder), &mut files);
    }
    assert!(files.len() > 400, "{}", files.len());
    let long: Vec<String> = files
        .iter()
        .map(|path| (path, text(path).lines().count()))
        .filter(|(_, lines)| *lines > 400)
        .map(|(path, lines)| format!("{}: {lines}", path.display()))
        .collect();
    assert!(long.is_empty(), "split by ideas:\n{}", long.join("\n"));
}

/// The first column, in backticks, of the tables under a heading.
fn rows(page: &str, heading: &str) -> BTreeSet<String> {
    let page = text(page);
    let (_, rest) = page
        .split_once(&format!("\n{heading}\n"))
        .unwrap_or_else(|| panic!("no heading `{heading}`"));
    let section = rest.split("\n#").next().unwrap_or_default();
    section
        .lines()
        .filter_map(|line| Some(line.strip_prefix("| `")?.split('`').next()?.to_owned()))
        .collect()
}

#[test]
fn every_rule_that_explain_names_is_documented_and_no_other() {
    let mut files = Vec::new();
    sources(&root().join("crates/code/src"), &mut files);
    let mut named = BTreeSet::new();
    for path in files {
        for call in text(path).split(".note(").skip(1) {
            let name = call
                .trim_start()
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next());
            named.insert(name.expect("a rule is named by a literal").to_owned());
        }
    }
    assert_eq!(
        named,
        rows("docs/rules.md", "## The rules that explain names"),
        "code, then docs/rules.md"
    );
}

#[test]
fn every_field_of_a_trigger_is_documented_and_no_other() {
    let source = text("crates/lexicon/src/triggers/entry.rs");
    let (_, entry) = source
        .split_once("pub struct TriggerEntry {")
        .expect("the struct is there");
    let entry = entry.split("\n}").next().unwrap_or_default();
    let fields: BTreeSet<String> = entry
        .lines()
        .filter_map(|line| {
            Some(
                line.trim()
                    .strip_prefix("pub ")?
                    .split(':')
                    .next()?
                    .to_owned(),
            )
        })
        .collect();
    assert_eq!(
        fields,
        rows("docs/triggers.md", "## Fields"),
        "code, then docs/triggers.md"
    );
}

#[test]
fn every_path_that_a_page_names_exists() {
    let mut missing = Vec::new();
    for page in PAGES {
        for quoted in text(page).split('`').skip(1).step_by(2) {
            let path = quoted.split('*').next().unwrap_or_default();
            let top = ["crates/", "data/", "docs/", "examples/", "tests/"]
                .iter()
                .any(|top| path.starts_with(top));
            if top && !path.contains([' ', '\n', '<']) && !root().join(path).exists() {
                missing.push(format!("{page}: {quoted}"));
            }
        }
        for link in text(page)
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split([')', '#']).next())
        {
            let near = root().join(page).parent().map(|folder| folder.join(link));
            if !link.contains("://") && !near.is_some_and(|path| path.exists()) {
                missing.push(format!("{page}: {link}"));
            }
        }
    }
    assert!(missing.is_empty(), "not there:\n{}", missing.join("\n"));
}

#[test]
fn every_test_that_a_page_names_is_there() {
    let mut files = Vec::new();
    sources(&root().join("crates"), &mut files);
    let all: String = files.iter().map(text).collect();
    let mut named = 0;
    for page in ["docs/reliability.md", "docs/security.md"] {
        let page_text = text(page);
        let words = page_text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        for name in words.filter(|w| w.matches('_').count() >= 4) {
            named += 1;
            assert!(all.contains(&format!("fn {name}()")), "{page} names {name}");
        }
    }
    assert!(named > 30, "{named}");
}
