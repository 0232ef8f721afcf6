//! What is built into the program is licensed and sourced as `deny.toml` allows: the part of `cargo deny check` that
//! needs neither that tool nor a network.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

struct Rules {
    allow: BTreeSet<String>,
    exceptions: BTreeMap<String, BTreeSet<String>>,
    denied: BTreeSet<String>,
    registries: BTreeSet<String>,
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The platform that this is built on, as rustc names it.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    line.unwrap().to_owned()
}

fn texts(value: &toml::Value) -> BTreeSet<String> {
    let list = value.as_array().unwrap();
    list.iter()
        .map(|v| v.as_str().unwrap().to_owned())
        .collect()
}

fn rules() -> Rules {
    let text = std::fs::read_to_string(root().join("deny.toml")).unwrap();
    let file: toml::Value = toml::from_str(&text).unwrap();
    let name = |v: &toml::Value| v["crate"].as_str().unwrap().to_owned();
    let exceptions = file["licenses"]["exceptions"].as_array().unwrap();
    Rules {
        allow: texts(&file["licenses"]["allow"]),
        exceptions: exceptions
            .iter()
            .map(|e| (name(e), texts(&e["allow"])))
            .collect(),
        denied: (file["bans"]["deny"].as_array().unwrap().iter())
            .map(name)
            .collect(),
        registries: texts(&file["sources"]["allow-registry"]),
    }
}

/// Whether a licence expression of SPDX can be met with licences that `ok` allows: OR binds less than AND, and an
/// old `/` is OR.
fn met(expression: &str, ok: &dyn Fn(&str) -> bool) -> bool {
    let text = expression.replace('/', " OR ");
    let (mut depth, mut any, mut all) = (0_usize, false, true);
    let (mut one, mut words) = (String::new(), Vec::new());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if c == ' ' && depth == 0 {
            words.push(std::mem::take(&mut one));
        } else {
            one.push(c);
        }
    }
    words.push(one);
    let mut term = String::new();
    let close = |term: &mut String, all: &mut bool| {
        let inner = term.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
        *all &= inner.map_or_else(|| ok(term), |inner| met(inner, ok));
        term.clear();
    };
    for word in words {
        match word.as_str() {
            "AND" => close(&mut term, &mut all),
            "OR" => {
                close(&mut term, &mut all);
                any |= all;
                all = true;
            }
            word => {
                if !term.is_empty() {
                    term.push(' ');
                }
                term.push_str(word);
            }
        }
    }
    close(&mut term, &mut all);
    any || all
}

/// What is wrong with packages, as `cargo metadata` tells of them.
fn faults(packages: &[Value], rules: &Rules) -> Vec<String> {
    let mut found = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let Some(source) = package["source"].as_str() else {
            continue; // Our own.
        };
        let registry = source.trim_start_matches("registry+");
        if !rules.registries.contains(registry) {
            found.push(format!("{name} comes from {source}"));
        }
        if rules.denied.contains(name) {
            found.push(format!("{name} is banned"));
        }
        let more = rules.exceptions.get(name);
        let ok = |licence: &str| {
            rules.allow.contains(licence) || more.is_some_and(|m| m.contains(licence))
        };
        match package["license"].as_str() {
            Some(licence) if met(licence, &ok) => {}
            licence => found.push(format!("{name} is under {licence:?}")),
        }
    }
    found
}

#[test]
fn what_is_built_in_is_licensed_and_sourced_as_deny_toml_allows() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        // Of this platform alone: the crates of others may not have been fetched.
        .args(["--filter-platform", &host()])
        .current_dir(root())
        // Cargo asks rustc what it knows of the platform, with a program from standard input: none.
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 200, "{}", packages.len());
    let rules = rules();
    assert_eq!(faults(packages, &rules), Vec::<String>::new());
    let names: BTreeSet<&str> = packages.iter().filter_map(|p| p["name"].as_str()).collect();
    for name in rules.exceptions.keys() {
        assert!(
            names.contains(name.as_str()),
            "the exception for {name} is for nothing"
        );
    }
}

#[test]
fn a_licence_a_source_and_a_ban_that_are_not_allowed_are_found() {
    let registry = "registry+https://github.com/rust-lang/crates.io-index";
    let package = |name: &str, source: &str, licence: &str| serde_json::json!({"name": name, "source": source, "license": licence});
    let rules = rules();
    for bad in [
        package("a", registry, "GPL-3.0-only"),
        package("a", registry, "MIT AND GPL-3.0-only"),
        package("a", registry, "MPL-2.0"),
        package("a", registry, "(MIT OR Apache-2.0) AND SSPL-1.0"),
        package("a", "git+https://example.org/a", "MIT"),
        package("openssl-sys", registry, "MIT"),
        serde_json::json!({"name": "a", "source": registry, "license": null}),
    ] {
        assert_eq!(faults(std::slice::from_ref(&bad), &rules).len(), 1, "{bad}");
    }
    for good in [
        package("a", registry, "MIT/Apache-2.0"),
        package("a", registry, "GPL-2.0 OR MIT"),
        package("a", registry, "(MIT OR GPL-2.0) AND Unicode-3.0"),
        package("a", registry, "Apache-2.0 WITH LLVM-exception OR GPL-2.0"),
        package("selectors", registry, "MPL-2.0"),
    ] {
        assert_eq!(
            faults(std::slice::from_ref(&good), &rules),
            Vec::<String>::new()
        );
    }
}
