//! The commands on relations as a user calls them, on the reference table that is shipped.

use crate::common::{self, Run, of_record};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = common::folder("relate");
        let loaded = call(&folder, &["reference", "load"]);
        assert!(
            loaded.out.is_empty() && loaded.status == 0,
            "{}",
            loaded.err
        );
        folder
    })
}

fn call(folder: &Path, args: &[&str]) -> Run {
    let record = folder.join("reference.chancery");
    of_record(&record, args).output().unwrap().into()
}

fn ok(args: &[&str]) -> String {
    let run = call(folder(), args);
    assert_eq!(run.status, 0, "{args:?}: {}", run.err);
    run.out
}

fn json(args: &[&str]) -> serde_json::Value {
    serde_json::from_str(&ok(args)).unwrap()
}

#[test]
fn the_reference_table_is_a_record_like_any_other() {
    let again = call(folder(), &["reference", "load"]);
    assert!(again.err.starts_with("0 claims"), "{}", again.err);
    ok(&["check", "--events"]);
    let events = ok(&[
        "events",
        "--actor",
        "USA",
        "--recipient",
        "RUS",
        "--since",
        "2018-03-26",
        "--until",
        "2018-03-26",
        "--format",
        "jsonl",
    ]);
    assert_eq!(events.lines().count(), 2, "{events}");
    assert_eq!(ok(&["reference", "show"]).lines().count(), 633);
}

#[test]
fn an_exchange_tells_who_began_who_answered_and_why() {
    let page = json(&[
        "exchanges",
        "United States",
        "Russia",
        "--since",
        "2018-03-01",
        "--until",
        "2018-12-31",
        "--format",
        "json",
    ]);
    let exchanges = page["exchanges"].as_array().unwrap();
    let acts = page["acts"].as_array().unwrap();
    let act = |id: &serde_json::Value| acts.iter().find(|a| a["id"] == *id).unwrap();
    let expulsions = exchanges
        .iter()
        .find(|e| act(&e["began"])["measure"] == "expulsion")
        .expect("the exchange of March 2018");
    assert_eq!(act(&expulsions["began"])["actor"], "USA");
    let link = &expulsions["links"][0];
    assert_eq!(
        (link["delay"]["low"].as_i64(), link["ratio"]["low"].as_f64()),
        (Some(3), Some(1.0))
    );
    assert_eq!(link["reason"]["by"], "text");
    let wave = &page["waves"].as_array().unwrap()[0];
    assert!(wave["actors"].as_array().unwrap().len() > 20, "{wave}");
    let text = ok(&[
        "exchanges",
        "USA",
        "RUS",
        "--since",
        "2018-03-01",
        "--until",
        "2018-12-31",
    ]);
    for words in [
        "USA → RUS  expulsion 60",
        "after 3 days, 1.00 for 1",
        "the text says so",
        "one of a wave",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let same = call(folder(), &["exchanges", "USA", "United States"]);
    assert!(
        same.status == 2 && same.err.contains("one state"),
        "{}",
        same.err
    );
}

#[test]
fn links_by_fit_are_told_from_those_that_a_text_states() {
    let all = json(&["exchanges", "IND", "PAK", "--format", "json"]);
    let stated = json(&[
        "exchanges",
        "IND",
        "PAK",
        "--stated-only",
        "--format",
        "json",
    ]);
    let links = |page: &serde_json::Value, by: &str| -> usize {
        let exchanges = page["exchanges"].as_array().unwrap();
        let links = exchanges
            .iter()
            .flat_map(|e| e["links"].as_array().unwrap().clone());
        links.filter(|l| l["reason"]["by"] == by).count()
    };
    assert!(links(&stated, "text") > 0);
    assert_eq!(links(&stated, "fit"), 0);
    assert_eq!(links(&all, "text"), links(&stated, "text"));
}

#[test]
fn a_series_has_both_directions_and_a_picture() {
    let rows = ok(&[
        "series",
        "USA",
        "RUS",
        "--by",
        "month",
        "--measure",
        "expelled",
        "--since",
        "2018-01-01",
        "--until",
        "2018-12-31",
        "--format",
        "csv",
    ]);
    let lines: Vec<&str> = rows.lines().collect();
    assert_eq!(
        lines[0],
        "start,USA_RUS_expelled_low,USA_RUS_expelled_high,RUS_USA_expelled_low,RUS_USA_expelled_high"
    );
    assert_eq!(lines.len(), 13);
    assert_eq!(lines[3], "2018-03-01,60,60,60,60");
    let file = folder().join("series.svg");
    ok(&["series", "USA", "RUS", "--plot", file.to_str().unwrap()]);
    let picture = std::fs::read_to_string(&file).unwrap();
    assert!(
        picture.starts_with("<svg") && picture.contains("United States and Russia"),
        "{}",
        &picture[..300]
    );
    let wrong = call(folder(), &["series", "USA", "RUS", "--plot", "x.gif"]);
    assert!(
        wrong.status == 2 && wrong.err.contains(".svg or .png"),
        "{}",
        wrong.err
    );
    let file = folder().join("series.PNG");
    ok(&["series", "USA", "RUS", "--plot", file.to_str().unwrap()]);
    let picture = std::fs::read(&file).unwrap();
    assert!(picture.starts_with(b"\x89PNG\r\n\x1a\n"));
}

#[test]
fn reciprocity_tells_three_ways_or_why_not() {
    let page = json(&["reciprocity", "USA", "RUS", "--json"]);
    assert_eq!(page["answers"].as_array().unwrap().len(), 2);
    assert!(
        page["autoregression"]["model"]["lags"].as_i64().is_some(),
        "{}",
        page["autoregression"]
    );
    assert_eq!(
        page["excitation"]["fit"]["estimates"]
            .as_array()
            .unwrap()
            .len(),
        7
    );
    let few = ok(&["reciprocity", "KHM", "THA"]);
    assert!(few.contains("not fitted"), "{few}");
    let all = ok(&["reciprocity", "--least", "5", "--format", "csv"]);
    assert!(
        all.starts_with("actor,recipient,acts,answered,share") && all.lines().count() > 5,
        "{all}"
    );
    assert!(all.contains("\nUSA,RUS,"), "{all}");
    // The same seed, the same numbers.
    assert_eq!(json(&["reciprocity", "USA", "RUS", "--json"]), page);
}

#[test]
fn a_forecast_uses_nothing_that_came_later_and_tells_its_cases() {
    let of = ["forecast", "--actor", "USA", "--recipient", "RUS"];
    let on = ["--count", "60", "--on", "2018-03-26"];
    let plan = [&of[..], &["--measure", "expulsion"], &on].concat();
    let forecast = json(&[&plan[..], &["--json"]].concat());
    let chance = forecast["chance"].as_f64().unwrap();
    assert!(
        chance > forecast["base_rate"].as_f64().unwrap() && chance < 1.0,
        "{chance}"
    );
    let text = ok(&plan);
    assert!(
        text.contains("Past cases") && !text.contains("2018-03-26  USA → RUS  expulsion 60 \n"),
        "{text}"
    );
    for line in text.lines().filter(|l| l.contains(" → ")).skip(1) {
        let year: i32 = line
            .split_whitespace()
            .find_map(|w| w.get(..4)?.parse().ok())
            .unwrap_or(0);
        assert!(year <= 2018, "{line}");
    }
    let wrong = call(folder(), &[&of[..], &["--measure", "return"]].concat());
    assert!(
        wrong.status == 2 && wrong.err.contains("use one of expulsion"),
        "{}",
        wrong.err
    );
    let scores = json(&["forecast", "--evaluate", "--json"]);
    let brier = &scores["scores"]["fitted once before the split, all moves"]["answered"];
    assert!(brier["model"].as_f64() < brier["base"].as_f64(), "{brier}");
    let file = folder().join("moves.toml");
    std::fs::write(&file, "title = \"test\"\nruns = 200\n[[moves]]\nactor = \"USA\"\nrecipient = \"RUS\"\nmeasure = \"expulsion\"\ncount = 30\ndate = \"2030-01-01\"\n").unwrap();
    let file = file.to_str().unwrap();
    assert_eq!(
        ok(&["forecast", "--scenario", file]),
        ok(&["forecast", "--scenario", file])
    );
    std::fs::write(folder().join("empty.toml"), "moves = []\n").unwrap();
    let empty = call(
        folder(),
        &[
            "forecast",
            "--scenario",
            folder().join("empty.toml").to_str().unwrap(),
        ],
    );
    assert_eq!(empty.status, 2, "{}", empty.err);
}

#[test]
fn presence_is_told_with_the_claims_behind_each_line() {
    let page = json(&["presence", "RUS", "USA", "--on", "2018-04-30", "--json"]);
    let ours = page
        .as_array()
        .unwrap()
        .iter()
        .find(|p| p["sender"] == "RUS")
        .unwrap();
    let closed = |city: &str| {
        let posts = ours["posts"].as_array().unwrap();
        posts.iter().any(|p| {
            p["status"] == "closed"
                && p["city"].as_str().is_some_and(|c| c.contains(city))
                && !p["claims"].as_array().unwrap().is_empty()
        })
    };
    assert!(closed("Seattle"), "{ours:#}");
    let text = ok(&["presence", "USA", "RUS", "--on", "2018-04-30"]);
    assert!(
        text.contains("USA in RUS on 2018-04-30") && text.contains("closure"),
        "{text}"
    );
    let history = ok(&["presence", "USA", "RUS", "--history"]);
    assert!(history.contains("2018-03-26"), "{history}");
}
