//! A user's folder: its entries win, and its mistakes are told with file and line.

use chancery_lexicon::{Kind, Lexicon};
use std::path::PathBuf;

/// A folder of files under the test's temporary folder.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).expect("the temporary folder can be written");
    for (file, text) in files {
        std::fs::write(dir.join(file), text).expect("the temporary folder can be written");
    }
    dir
}

const GROUPS: &str = "name\taliases\tcode\tsector\tfrom\tto\n";

#[test]
fn a_users_entry_wins_over_the_built_in_one() {
    let dir = folder(
        "wins",
        &[(
            "groups.tsv",
            &format!("{GROUPS}Hamas\t\tPSE\tPTY\t2006\t\nGrey Cranes\tthe Cranes\tEST\tOPP\t\t\n"),
        )],
    );
    let lexicon = Lexicon::with_user_dir(&dir).expect("the files are in order");
    let hamas = lexicon.find("Hamas");
    assert_eq!(
        hamas
            .iter()
            .map(|e| (e.user, e.sector.as_deref()))
            .collect::<Vec<_>>(),
        [(true, Some("PTY"))]
    );
    assert_eq!(lexicon.find("Cranes")[0].kind, Kind::Group);
    assert!(
        hamas[0].source.to_string().ends_with("groups.tsv:2"),
        "{}",
        hamas[0].source
    );
    assert_ne!(lexicon.fingerprint(), Lexicon::builtin().fingerprint());
}

#[test]
fn mistakes_name_file_line_and_remedy() {
    let message = |name: &str, file: &str, text: &str| {
        let dir = folder(name, &[(file, text)]);
        Lexicon::with_user_dir(&dir)
            .map(|_| ())
            .unwrap_err()
            .to_string()
    };
    let error = message(
        "date",
        "groups.tsv",
        &format!("{GROUPS}A\t\tFRA\tREB\tlong ago\t\n"),
    );
    assert!(
        error.ends_with(
            "groups.tsv:2: `long ago` is no date; write it as 2018-03-26, 2018-03 or 2018"
        ),
        "{error}"
    );
    let error = message("header", "groups.tsv", "name\tcode\n");
    assert!(
        error.contains("groups.tsv:1: the first row must be the header: name\taliases\tcode"),
        "{error}"
    );
    let error = message("name", "group.tsv", GROUPS);
    assert!(
        error.contains(
            "group.tsv: no lexicon file has this name; use one of countries.tsv, metonyms.tsv"
        ),
        "{error}"
    );
    let error = message(
        "tabs",
        "groups.tsv",
        &format!("{GROUPS}A\t\tFRA\tREB\t\t\t\t\n"),
    );
    assert!(
        error.ends_with("groups.tsv:2: 8 cells where the header has 6; remove the extra tabs"),
        "{error}"
    );
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let error = Lexicon::with_user_dir(&PathBuf::from("/no/such/folder"))
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("cannot read /no/such/folder: "),
        "{error}"
    );
}

#[test]
fn an_imported_dictionary_loads() {
    let (text, problems) = chancery_lexicon::import_petrarch(
        "GREY_CRANES_\n+CRANES\n\t[ESTOPP >20100101]\n",
        "cranes.txt",
    );
    assert_eq!(problems, []);
    let dir = folder("petrarch", &[("bodies.tsv", &text)]);
    let lexicon = Lexicon::with_user_dir(&dir).expect("the import is in order");
    let entry = lexicon.find("Grey Cranes")[0];
    assert_eq!(
        (entry.code.as_deref(), entry.sector.as_deref()),
        (Some("EST"), Some("OPP"))
    );
}
