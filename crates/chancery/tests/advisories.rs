//! No version in `Cargo.lock` is one that a RustSec advisory in `release/advisories.tsv` is about, unless `deny.toml` says why it may
//! stay: the part of `cargo deny check advisories` that needs neither that tool nor a network.

use semver::{Version, VersionReq};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

const COLUMNS: &str = "crate\tid\tdate\tkind\tpatched\tunaffected\twithdrawn\tonly_on";

struct Advisory {
    name: String,
    id: String,
    kind: String,
    /// As the table has them, for the message.
    patched: String,
    /// Ranges of versions that it is not about: patched ones and those that never had the fault.
    fine: Vec<VersionReq>,
    withdrawn: bool,
}

impl Advisory {
    /// Whether a version is one that the advisory is about. The platform is not asked: releases are built on several.
    fn affects(&self, version: &Version) -> bool {
        !self.withdrawn && !self.fine.iter().any(|range| within(range, version))
    }
}

/// The table: the crates that were looked up, and what was found of them.
struct Table {
    looked_up: BTreeSet<String>,
    advisories: Vec<Advisory>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// Whether a version lies in a range. A pre-release lies where its release does, and where a range names it; next to a bound
/// that is its own release it lies outside, so that in doubt it is affected.
fn within(range: &VersionReq, version: &Version) -> bool {
    if version.pre.is_empty() || range.matches(version) {
        return range.matches(version);
    }
    let release = Version::new(version.major, version.minor, version.patch);
    let bounds = range
        .comparators
        .iter()
        .map(|c| Version::new(c.major, c.minor.unwrap_or(0), c.patch.unwrap_or(0)));
    range.matches(&release) && !bounds.into_iter().any(|bound| bound == release)
}

fn table(text: &str) -> Table {
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    assert_eq!(lines.next(), Some(COLUMNS));
    let mut table = Table {
        looked_up: BTreeSet::new(),
        advisories: Vec::new(),
    };
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, id, _, kind, patched, unaffected, withdrawn, _] = cells[..] else {
            panic!("{} columns: {line}", cells.len());
        };
        table.looked_up.insert(name.to_owned());
        if kind == "none" {
            continue;
        }
        let ranges = [patched, unaffected]
            .into_iter()
            .flat_map(|cell| cell.split(" | "))
            .filter(|range| !range.is_empty());
        table.advisories.push(Advisory {
            name: name.to_owned(),
            id: id.to_owned(),
            kind: kind.to_owned(),
            patched: patched.to_owned(),
            fine: ranges
                .map(|range| range.parse().unwrap_or_else(|e| panic!("{line}: {e}")))
                .collect(),
            withdrawn: !withdrawn.is_empty(),
        });
    }
    table
}

/// Crates and versions of a `Cargo.lock` but our own, which have no source.
fn locked(text: &str) -> Vec<(String, Version)> {
    let file: toml::Value = toml::from_str(text).unwrap();
    let packages = file["package"].as_array().unwrap().iter();
    packages
        .filter(|package| package.get("source").is_some())
        .map(|package| {
            let version = package["version"].as_str().unwrap().parse().unwrap();
            (package["name"].as_str().unwrap().to_owned(), version)
        })
        .collect()
}

/// Advisories that a `deny.toml` passes over, each with its reason.
fn ignored(text: &str) -> BTreeMap<String, String> {
    let file: toml::Value = toml::from_str(text).unwrap();
    let list = file["advisories"]["ignore"].as_array().unwrap().iter();
    list.map(|entry| {
        let reason = entry.get("reason").and_then(toml::Value::as_str);
        let id = entry.get("id").unwrap_or(entry).as_str().unwrap();
        (id.to_owned(), reason.unwrap_or_default().to_owned())
    })
    .collect()
}

/// What is wrong, each with what to do.
fn faults(
    locked: &[(String, Version)],
    table: &Table,
    ignored: &BTreeMap<String, String>,
) -> Vec<String> {
    let mut found = Vec::new();
    let mut met = BTreeSet::new();
    for (name, version) in locked {
        if !table.looked_up.contains(name) {
            found.push(format!(
                "{name} was not looked up: run release/advisories.py, or look into crates/{name} of rustsec/advisory-db and add its rows"
            ));
        }
        for advisory in &table.advisories {
            if advisory.name != *name || !advisory.affects(version) {
                continue;
            }
            met.insert(&advisory.id);
            if !ignored.contains_key(&advisory.id) {
                let (id, kind, patched) = (&advisory.id, &advisory.kind, &advisory.patched);
                let fixed = if patched.is_empty() { "none" } else { patched };
                found.push(format!(
                    "{name} {version}: {id} ({kind}), fixed in: {fixed}. `cargo update -p {name}`, or say under [advisories] in deny.toml why it may stay"
                ));
            }
        }
    }
    for (id, reason) in ignored {
        if reason.trim().is_empty() {
            found.push(format!("deny.toml ignores {id} and does not say why"));
        }
        if !met.contains(id) {
            found.push(format!("deny.toml ignores {id}, which nothing meets"));
        }
    }
    found
}

#[test]
fn no_version_in_the_lock_is_one_that_an_advisory_is_about() {
    let (locked, table) = (
        locked(&text("Cargo.lock")),
        table(&text("release/advisories.tsv")),
    );
    assert!(locked.len() > 300, "{}", locked.len());
    assert!(table.advisories.len() > 50, "{}", table.advisories.len());
    assert_eq!(
        faults(&locked, &table, &ignored(&text("deny.toml"))),
        Vec::<String>::new()
    );
}

/// Rows of invented crates.
const ROWS: &str = "\
inkwell\tRUSTSEC-2030-0001\t2030-01-02\tvulnerability\t>= 1.2.4, < 1.3.0 | >= 1.3.2\t< 1.1.0\t\t
inkwell\tRUSTSEC-2030-0002\t2030-02-03\tunsound\t>= 1.3.1\t\t2030-02-04\t
quill\tRUSTSEC-2030-0003\t2030-03-04\tunmaintained\t\t>= 2\t\twindows
sealing-wax\tRUSTSEC-2030-0004\t2030-04-05\tunsound\t^0.4.2 | >= 0.6.0-rc.2\t\t\t
vellum\t\t\tnone\t\t\t\t
";

/// What is found of one version under no ignore: the advisories' ids.
fn ids(name: &str, version: &str) -> Vec<String> {
    let table = table(&format!("# A head.\n{COLUMNS}\n{ROWS}"));
    let locked = [(name.to_owned(), version.parse().unwrap())];
    let found = faults(&locked, &table, &BTreeMap::new());
    let id = |fault: &String| {
        fault
            .split(' ')
            .find(|w| w.starts_with("RUSTSEC"))
            .map(str::to_owned)
    };
    found.iter().map(|fault| id(fault).unwrap()).collect()
}

#[test]
fn an_affected_version_is_found_and_a_patched_an_older_and_one_of_a_withdrawn_advisory_are_not() {
    for (name, version, id) in [
        ("inkwell", "1.1.0", "RUSTSEC-2030-0001"),
        ("inkwell", "1.2.3", "RUSTSEC-2030-0001"),
        ("inkwell", "1.3.0", "RUSTSEC-2030-0001"),
        ("inkwell", "1.3.1+spec-1", "RUSTSEC-2030-0001"),
        ("quill", "1.9.9", "RUSTSEC-2030-0003"),
        ("sealing-wax", "0.4.1", "RUSTSEC-2030-0004"),
        ("sealing-wax", "0.5.0", "RUSTSEC-2030-0004"),
    ] {
        assert_eq!(ids(name, version), [id], "{name} {version}");
    }
    for (name, version) in [
        ("inkwell", "1.0.9"),
        ("inkwell", "1.2.4"),
        ("inkwell", "1.3.2"),
        ("inkwell", "2.0.0+spec-1"),
        ("quill", "2.0.0"),
        ("sealing-wax", "0.4.9"),
        ("sealing-wax", "1.0.0"),
        ("vellum", "1.0.0"),
    ] {
        assert_eq!(ids(name, version), Vec::<String>::new(), "{name} {version}");
    }
}

#[test]
fn a_pre_release_of_a_patched_version_is_affected_unless_the_advisory_names_it() {
    for version in ["0.4.2-rc.1", "0.6.0-rc.1", "0.5.0-rc.1"] {
        assert_eq!(ids("sealing-wax", version).len(), 1, "{version}");
    }
    for version in ["0.4.3-rc.1", "0.6.0-rc.2", "0.7.0-rc.1"] {
        assert_eq!(ids("sealing-wax", version).len(), 0, "{version}");
    }
    assert_eq!(ids("inkwell", "1.3.2-rc.1"), ["RUSTSEC-2030-0001"]);
    assert!(ids("inkwell", "1.3.3-rc.1").is_empty());
}

#[test]
fn an_ignore_needs_a_reason_and_something_to_ignore_and_a_crate_needs_to_be_looked_up() {
    let table = table(&format!("{COLUMNS}\n{ROWS}"));
    let lock = |name: &str| {
        locked(&format!(
            "[[package]]\nname = \"{name}\"\nversion = \"1.2.0\"\nsource = \"registry+x\"\n"
        ))
    };
    let deny = |entry: &str| ignored(&format!("[advisories]\nignore = [{entry}]\n"));
    let said = deny(r#"{ id = "RUSTSEC-2030-0003", reason = "it writes nothing" }"#);
    assert!(faults(&lock("quill"), &table, &said).is_empty());
    assert_eq!(faults(&lock("quill"), &table, &deny("")).len(), 1);
    let unsaid = deny(r#""RUSTSEC-2030-0003""#);
    assert!(faults(&lock("quill"), &table, &unsaid)[0].contains("does not say why"));
    assert!(faults(&lock("vellum"), &table, &said)[0].contains("nothing meets"));
    assert!(faults(&lock("parchment"), &table, &deny(""))[0].contains("was not looked up"));
}

#[test]
fn the_script_makes_rows_of_the_advisories_of_crates_in_the_lock() {
    let needs = ["-c", "import tomllib"];
    if !Command::new("python3")
        .args(needs)
        .output()
        .is_ok_and(|o| o.status.success())
    {
        eprintln!("left out: needs python3, 3.11 or newer");
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("advisories");
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let advisory = |name: &str, id: &str, more: &str| {
        write(
            &format!("crates/{name}/{id}.md"),
            &format!(
                "```toml\n[advisory]\nid = \"{id}\"\npackage = \"{name}\"\ndate = \"2030-01-02\"\n{more}\n```\n\n# Ink dries\n\n```toml\n[no]\n```\n"
            ),
        );
    };
    advisory(
        "inkwell",
        "RUSTSEC-2030-0001",
        "[affected]\nos = [\"windows\"]\n[versions]\npatched = [\n  \">= 1.2.4, < 1.3.0\",\n  \">= 1.3.2\",\n]\nunaffected = [\"< 1.1.0\"]",
    );
    advisory(
        "inkwell",
        "RUSTSEC-2030-0002",
        "informational = \"unsound\"\nwithdrawn = \"2030-02-04\"\n[versions]\npatched = []",
    );
    advisory("inkwell", "RUSTSEC-0000-0000", "[versions]\npatched = []");
    advisory("quill", "RUSTSEC-2030-0003", "[versions]\npatched = []");
    let package = |name: &str| {
        format!("[[package]]\nname = \"{name}\"\nversion = \"1.2.0\"\nsource = \"registry+x\"\n")
    };
    write("Cargo.lock", &(package("vellum") + &package("inkwell")));
    let output = Command::new("python3")
        .arg(root().join("release/advisories.py"))
        .args([&folder, &folder.join("Cargo.lock")])
        .output()
        .unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    assert!(
        told.contains("Newest advisory there: RUSTSEC-2030-0003;"),
        "{told}"
    );
    let rows: Vec<&str> = told.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(
        rows,
        [
            COLUMNS,
            "inkwell\tRUSTSEC-2030-0001\t2030-01-02\tvulnerability\t>= 1.2.4, < 1.3.0 | >= 1.3.2\t< 1.1.0\t\twindows",
            "inkwell\tRUSTSEC-2030-0002\t2030-01-02\tunsound\t\t\t2030-02-04\t",
            "vellum\t\t\tnone\t\t\t\t",
        ]
    );
    assert_eq!(table(&told).advisories.len(), 2);
}
