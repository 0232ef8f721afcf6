//! The scorer gives the numbers of `score_events.py`, to the last digit, on the same files.

use crate::common::{run, show};
use chancery::eval::{GoldItem, Level, cases, read_gold, read_predictions, score};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A small generator of numbers (SplitMix64), so that the files are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % below as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

/// The values from which both files are drawn: few, so that many agree and many nearly do.
const TYPES: [&str; 3] = ["SANCTION", "CONSULT", "ACCUSE"];
const MODES: [&str; 3] = ["null", "\"expel\"", "\"visit\""];
const COUNTRIES: [&str; 4] = ["\"PER\"", "\"CHL\"", "\"BOL\"", "null"];
const STATUSES: [&str; 3] = ["actual", "future", "negated"];
const MEASURES: [&str; 3] = ["null", "\"expulsion\"", "\"talks\""];
const NUMBERS: [(&str, &str); 4] = [("3", "3"), ("24", "99"), ("2", "null"), ("null", "7")];
const DATES: [(&str, &str); 3] = [
    ("2021-05-03", "2021-05-03"),
    ("2021-05-01", "2021-05-31"),
    ("2020-01-01", "2020-12-31"),
];

fn gold_line(dice: &mut Dice, sid: usize) -> String {
    let mut events = Vec::new();
    for _ in 0..dice.roll(5) {
        let side = |dice: &mut Dice| {
            let parties: Vec<String> = (0..dice.roll(3))
                .map(|_| format!("[\"words\",{},null]", dice.pick(&COUNTRIES)))
                .collect();
            parties.join(",")
        };
        let (actors, recipients) = (side(dice), side(dice));
        let mut event = format!(
            r#"{{"tr":"x","e":"{}","m":{},"a":[{actors}],"r":[{recipients}],"me":{}"#,
            dice.pick(&TYPES),
            dice.pick(&MODES),
            dice.pick(&MEASURES)
        );
        if dice.roll(4) > 0 {
            let _ = write!(event, r#","st":"{}""#, dice.pick(&STATUSES));
        }
        if dice.roll(2) == 0 {
            let numbers: Vec<String> = (0..=dice.roll(2))
                .map(|_| dice.pick(&NUMBERS))
                .map(|(low, high)| format!(r#"[{low},{high},"envoys","words"]"#))
                .collect();
            let _ = write!(event, r#","q":[{}]"#, numbers.join(","));
        }
        match dice.roll(3) {
            0 => event.push_str(r#","d":null"#),
            1 => {
                let (from, to) = dice.pick(&DATES);
                let _ = write!(event, r#","d":["words","{from}","{to}"]"#);
            }
            _ => {}
        }
        events.push(event + "}");
    }
    format!(
        r#"{{"sid":"i{sid}","batch":"1","date":null,"text":"x","events":[{}]}}"#,
        events.join(",")
    )
}

fn pred_line(dice: &mut Dice, items: usize) -> String {
    let side = |dice: &mut Dice| {
        let parties: Vec<String> = (0..dice.roll(3))
            .map(|_| format!(r#"{{"country":{}}}"#, dice.pick(&COUNTRIES)))
            .collect();
        parties.join(",")
    };
    let (actors, recipients) = (side(dice), side(dice));
    let numbers: Vec<String> = (0..dice.roll(3))
        .map(|_| dice.pick(&NUMBERS))
        .map(|(low, high)| format!(r#"{{"low":{low},"high":{high}}}"#))
        .collect();
    let (event, mode) = (dice.pick(&TYPES), dice.pick(&MODES));
    let (event, mode) = match dice.roll(4) {
        0 => (
            format!("[\"{event}\"]"),
            format!("[{mode}]").replace("[null]", "[]"),
        ),
        _ => (format!("\"{event}\""), mode.to_owned()),
    };
    let (from, to) = dice.pick(&DATES);
    let date = match dice.roll(4) {
        0 => r#""date":null,"enddate":null"#.to_owned(),
        1 => format!(r#""date":"{from}""#),
        _ => format!(r#""date":"{from}","enddate":"{to}""#),
    };
    let status = match dice.roll(5) {
        0 => String::new(),
        _ => format!(r#","status":"{}""#, dice.pick(&STATUSES)),
    };
    format!(
        r#"{{"event":{event},"mode":{mode},"actor":[{actors}],"recipient":[{recipients}],{date}{status},"measure":{},"quantity":[{}],"cite_info":{{"id":"i{}"}}}}"#,
        dice.pick(&MEASURES),
        numbers.join(","),
        // Some predictions are for items that the gold does not have.
        dice.roll(items + items / 10 + 1)
    )
}

/// Writes a gold and a prediction file and gives their paths.
fn files(name: &str, seed: u64, items: usize) -> (PathBuf, PathBuf) {
    let mut dice = Dice(seed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (gold, pred) = (
        folder.join(format!("{name}.gold.jsonl")),
        folder.join(format!("{name}.pred.jsonl")),
    );
    // Every tenth item comes twice: the later takes the place of the earlier.
    let lines: Vec<String> = (0..items)
        .map(|i| gold_line(&mut dice, i - usize::from(i % 10 == 9)))
        .collect();
    std::fs::write(&gold, lines.join("\n") + "\n\n").unwrap();
    let lines: Vec<String> = (0..items * 2)
        .map(|_| pred_line(&mut dice, items))
        .collect();
    std::fs::write(&pred, lines.join("\n")).unwrap();
    (gold, pred)
}

fn chancery_eval(gold: &Path, pred: &Path, more: &[&str]) -> String {
    let args = [&["eval", show(gold), "--pred", show(pred)], more].concat();
    let run = run(&args);
    assert_eq!(run.status, 0, "{}", run.err);
    run.out
}

fn read(
    gold: &Path,
    pred: &Path,
) -> (
    Vec<GoldItem>,
    std::collections::HashMap<String, Vec<chancery::eval::Scored>>,
) {
    let mut items = Vec::new();
    read_gold(std::fs::File::open(gold).unwrap(), "gold", &mut items).unwrap();
    let predictions = read_predictions(std::fs::File::open(pred).unwrap(), "pred").unwrap();
    (items, predictions)
}

#[test]
fn the_total_is_what_the_python_script_prints() {
    let script =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/tools/score_events.py");
    if !script.exists() || Command::new("python3").arg("--version").output().is_err() {
        eprintln!("left out: needs python3 and {}", script.display());
        return;
    }
    for (seed, items) in [(1, 3), (2, 40), (3, 400), (4, 2000)] {
        let (gold, pred) = files(&format!("python{seed}"), seed, items);
        let python = Command::new("python3")
            .arg(&script)
            .arg(&gold)
            .arg(&pred)
            .output()
            .unwrap();
        let python = String::from_utf8(python.stdout).unwrap();
        assert!(
            python.contains("full"),
            "the script failed on {}",
            gold.display()
        );
        let ours = chancery_eval(&gold, &pred, &["--by", "none"]);
        // What the script does not count stands apart, after an empty line.
        let total = ours.split("\n\n").next().unwrap_or_default();
        assert_eq!(total.trim_end(), python.trim_end(), "seed {seed}");
    }
}

#[test]
fn cases_pair_as_many_events_at_each_level_as_the_scores_count() {
    let (gold, pred) = files("cases", 7, 300);
    let (items, predictions) = read(&gold, &pred);
    let cases = cases(&items, &predictions);
    for level in Level::ALL {
        let paired = cases
            .iter()
            .filter(|c| c.matched.is_some_and(|m| m >= level))
            .count();
        assert_eq!(
            paired,
            score(&items, &predictions, level).matched,
            "{level}"
        );
    }
}

#[test]
fn groups_add_up_to_the_total_at_level_type() {
    let (gold, pred) = files("groups", 8, 200);
    let json: serde_json::Value = serde_json::from_str(&chancery_eval(
        &gold,
        &pred,
        &["--format", "json", "--by", "type"],
    ))
    .unwrap();
    for count in ["matched", "coded", "gold"] {
        let groups = json["groups"].as_object().unwrap().values();
        let sum: u64 = groups.map(|g| g["type"][count].as_u64().unwrap()).sum();
        assert_eq!(json["total"]["type"][count], sum, "{count}");
    }
}

#[test]
fn a_measure_keeps_only_its_events_and_the_items_that_have_it() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (gold, pred) = (
        folder.join("measure.gold.jsonl"),
        folder.join("measure.pred.jsonl"),
    );
    let expulsion = r#"{"e":"SANCTION","m":"expel","me":"expulsion","a":[["Lima","PER","GOV"]],"r":[["Chilean","CHL","GOV"]],"q":[[4,4,"envoys","four"]]}"#;
    let talks = r#"{"e":"CONSULT","me":"talks","a":[["Quito","ECU","GOV"]],"r":[]}"#;
    let gold_lines = [
        format!(r#"{{"sid":"a","events":[{expulsion},{talks}]}}"#),
        format!(r#"{{"sid":"b","events":[{talks}]}}"#),
    ];
    std::fs::write(&gold, gold_lines.join("\n")).unwrap();
    let found = r#"{"event":"SANCTION","mode":"expel","measure":"expulsion","actor":[{"country":"PER"}],"recipient":[{"country":"CHL"}],"quantity":[{"low":4,"high":4}],"cite_info":{"id":"a"}}"#;
    std::fs::write(&pred, found).unwrap();
    let shown = chancery_eval(
        &gold,
        &pred,
        &["--measure", "expulsion,closure", "--by", "none"],
    );
    let expected = "\
type    P 1.000  R 1.000  F1 1.000   (1 of 1 coded, 1 gold)
dyad    P 1.000  R 1.000  F1 1.000   (1 of 1 coded, 1 gold)
status  P 1.000  R 1.000  F1 1.000   (1 of 1 coded, 1 gold)
full    P 1.000  R 1.000  F1 1.000   (1 of 1 coded, 1 gold)
quantity  right on 1 of 1 matched events that have one
";
    assert_eq!(shown, expected);
}
