//! How the program behaves where little is given or something is amiss, over all its commands.

use crate::common::{self, Run, show};
use std::path::{Path, PathBuf};
use std::process::Command;

fn chancery(home: &Path, args: &[&str]) -> Command {
    let mut command = common::chancery(args);
    command.env("HOME", home);
    command
}

fn run(home: &Path, args: &[&str]) -> Run {
    chancery(home, args).output().unwrap().into()
}

fn home(name: &str) -> PathBuf {
    common::folder(&format!("manners/{name}"))
}

/// Names of all commands, as the help lists them.
fn commands(home: &Path) -> Vec<String> {
    let help = run(home, &["--help"]).out;
    let (_, list) = help.split_once("Commands:\n").unwrap();
    list.lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| {
            line.strip_prefix("  ")?
                .split(' ')
                .next()
                .map(str::to_owned)
        })
        .filter(|name| !name.is_empty() && name != "help")
        .collect()
}

#[test]
fn a_slip_in_the_name_of_any_command_is_answered_with_the_command() {
    let home = home("slips");
    let commands = commands(&home);
    assert!(commands.len() > 30, "{commands:?}");
    for name in &commands {
        let slip = format!("{name}x");
        let output = run(&home, &[&slip]);
        assert_eq!(output.status, 2, "{slip}");
        let told = output.err;
        assert!(
            told.contains("similar") && told.contains(&format!("'{name}'")),
            "{slip}: {told}"
        );
    }
}

#[test]
fn a_slip_in_a_flag_type_measure_or_country_is_answered_with_what_was_meant() {
    let home = home("words");
    let record = home.join("r.chancery");
    let record = record.to_str().unwrap();
    std::fs::write(
        home.join("a.txt"),
        "Poland expelled three Russian diplomats on Friday.",
    )
    .unwrap();
    let report = home.join("a.txt");
    assert!(run(&home, &["add", show(&report), "--record", record]).status == 0);
    for (args, meant) in [
        (&["events", "--mesure", "expulsion"][..], "--measure"),
        (&["events", "--type", "SANCTON"], "`SANCTION`"),
        (&["events", "--type", "sanction"], "`SANCTION`"),
        (&["events", "--measure", "expulsions"], "`expulsion`"),
        (&["events", "--status", "actuel"], "`actual`"),
        (
            &["events", "--record", record, "--actor", "Rusia"],
            "`Russia`",
        ),
        (
            &["exchanges", "--record", record, "Polnad", "RUS"],
            "`Poland`",
        ),
        (&["codebook", "SANCTIN"], "`SANCTION`"),
        (&["events", "--format", "jsno"], "json"),
    ] {
        let output = run(&home, args);
        assert_eq!(output.status, 2, "{args:?}");
        let told = output.err;
        assert!(told.contains(meant), "{args:?}: {told}");
    }
}

#[test]
fn every_command_that_reads_the_record_says_what_to_do_where_there_is_none() {
    let home = home("none");
    for args in [
        &["events"][..],
        &["event", "0123456789abcdef"],
        &["claims"],
        &["documents"],
        &["sql", "SELECT 1"],
        &["stats"],
        &["recode"],
        &["export", "-"],
        &["backup", "copy.chancery"],
        &["check"],
        &["corrections"],
        &["merge", "--explain", "0123456789abcdef"],
        &["exchanges", "USA", "RUS"],
        &["presence", "USA", "RUS"],
        &["series", "USA", "RUS"],
        &["reciprocity", "USA", "RUS"],
        &[
            "forecast",
            "--actor",
            "USA",
            "--recipient",
            "RUS",
            "--measure",
            "expulsion",
        ],
        #[cfg(feature = "serve")]
        &["serve"],
    ] {
        let output = run(&home, args);
        assert_eq!(output.status, 2, "{args:?}");
        assert!(output.out.is_empty(), "{args:?}");
        let told = output.err;
        assert!(
            told.starts_with("error: there is no record at `")
                && told.contains("`chancery add PATH`"),
            "{args:?}: {told}"
        );
        assert_eq!(told.lines().count(), 1, "{args:?}: {told}");
    }
    assert_eq!(
        std::fs::read_dir(&home).unwrap().count(),
        0,
        "nothing is made by looking"
    );
}

#[test]
fn the_help_of_every_command_fits_eighty_columns() {
    let home = home("columns");
    for name in commands(&home) {
        let help = run(&home, &[&name, "--help"]).out;
        assert!(help.contains("\nExamples:\n  "), "{name}");
        for line in help.lines() {
            // What cannot be broken, such as a path or an address, may stand out.
            let widest_word = line.split(' ').map(|word| word.chars().count()).max();
            let width = line.chars().count();
            assert!(
                width <= 80 || widest_word > Some(40),
                "{name}: {width}: {line}"
            );
        }
    }
}

#[test]
fn colours_go_where_no_color_or_a_pipe_says_so() {
    let home = home("colours");
    for args in [&["codebook"][..], &["--help"], &["nothing"], &["events"]] {
        for variable in [None, Some("1")] {
            let mut command = chancery(&home, args);
            if let Some(value) = variable {
                command.env("NO_COLOR", value);
            }
            let output: Run = command.output().unwrap().into();
            assert!(
                !output.out.contains('\x1b') && !output.err.contains('\x1b'),
                "{args:?}"
            );
        }
    }
}

#[test]
fn what_is_in_force_is_shown_with_where_it_comes_from() {
    let home = home("config");
    let show = |home: &Path, variable: Option<(&str, &str)>| -> serde_json::Value {
        let mut command = chancery(home, &["config", "show", "--json"]);
        command.env_remove("CHANCERY_MODEL").envs(variable);
        serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
    };
    let of = |all: &serde_json::Value, name: &str| {
        let settings = all["settings"].as_array().unwrap();
        let shown = settings.iter().find(|s| s["name"] == name).unwrap();
        (
            shown["value"].as_str().unwrap().to_owned(),
            shown["from"].as_str().unwrap().to_owned(),
        )
    };
    let all = show(&home, None);
    assert_eq!(all["config_file_exists"], false);
    assert_eq!(
        of(&all, "model"),
        ("standard".to_owned(), "default".to_owned())
    );
    let record = home.join(".local/share/chancery/record.chancery");
    assert_eq!(of(&all, "record").0, record.to_str().unwrap());

    let folder = home.join(".config/chancery");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("config.toml");
    std::fs::write(&file, "model = \"none\"\nrecord = \"~/mine.chancery\"\n").unwrap();
    let all = show(&home, None);
    assert_eq!(of(&all, "model"), ("none".to_owned(), "file".to_owned()));
    assert_eq!(
        of(&all, "record").0,
        home.join("mine.chancery").to_str().unwrap()
    );
    let all = show(&home, Some(("CHANCERY_MODEL", "fast")));
    assert_eq!(
        of(&all, "model"),
        ("fast".to_owned(), "environment".to_owned())
    );

    // The commands obey it: this one looks for the record that the file names.
    let told = run(&home, &["stats"]).err;
    assert!(told.contains("mine.chancery"), "{told}");

    std::fs::write(&file, "modle = \"none\"\n").unwrap();
    let output = run(&home, &["stats"]);
    assert_eq!(output.status, 2);
    let told = output.err;
    assert!(
        told.contains("config.toml") && told.contains("modle") && told.contains("line 1"),
        "{told}"
    );
    assert!(
        run(&home, &["--help"]).status == 0,
        "help needs no configuration"
    );
}
