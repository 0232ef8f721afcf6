//! Measures `find_dates` and `find_numbers` against the annotated items, where they are present.
//!
//! `cargo run -p chancery-code --example measure_dates -- [--dev] [--show] [FOLDER]`

use chancery_code::dates::find_dates;
use chancery_code::numbers::find_numbers;
use jiff::civil::Date;
use serde_json::Value;
use std::path::Path;

/// The part kept apart for the final figures.
fn is_dev(file: &str, item: &Value) -> bool {
    let date = item["date"].as_str().unwrap_or("");
    match file {
        "news" => {
            let number = |range: std::ops::Range<usize>| -> i64 {
                date.get(range)
                    .and_then(|text| text.parse().ok())
                    .unwrap_or(0)
            };
            (number(0..4) * 12 + number(5..7)) % 5 == 0
        }
        "plv" => item["batch"].as_str() == Some("12") || item["batch"].as_i64() == Some(12),
        _ => {
            let sid = item["sid"].as_str().unwrap_or("");
            let name = sid.split_once(':').map_or(sid, |(_, name)| name);
            let name = name.strip_prefix("news_").unwrap_or(name);
            name.starts_with(['c', 'h'])
        }
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let dev = args.iter().any(|arg| arg == "--dev");
    let show = args.iter().any(|arg| arg == "--show");
    let folder = args
        .iter()
        .find(|arg| !arg.starts_with("--"))
        .map_or("shared/annotations", |f| f);
    let mut dates = (0, 0);
    let mut numbers = (0, 0);
    for file in ["news", "plv", "missions", "wikinews"] {
        let path = Path::new(folder).join(format!("{file}.jsonl"));
        let Ok(text) = std::fs::read_to_string(&path) else {
            eprintln!("{}: not there, skipped", path.display());
            continue;
        };
        let mut here = ((0, 0), (0, 0));
        for item in text
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        {
            if is_dev(file, &item) != dev {
                continue;
            }
            measure(&item, show, &mut here.0, &mut here.1);
        }
        println!(
            "{file:10} dates {}/{}  numbers {}/{}",
            here.0.0, here.0.1, here.1.0, here.1.1
        );
        dates = (dates.0 + here.0.0, dates.1 + here.0.1);
        numbers = (numbers.0 + here.1.0, numbers.1 + here.1.1);
    }
    let share = |(right, all): (usize, usize)| right as f64 / all.max(1) as f64;
    println!("dates   {}/{} = {:.3}", dates.0, dates.1, share(dates));
    println!(
        "numbers {}/{} = {:.3}",
        numbers.0,
        numbers.1,
        share(numbers)
    );
}

type Tally = (usize, usize);

/// One item: each different expression of its events counts once.
fn measure(item: &Value, show: bool, dates: &mut Tally, numbers: &mut Tally) {
    let text = item["text"].as_str().unwrap_or("");
    let anchor: Option<Date> = item["date"].as_str().and_then(|date| date.parse().ok());
    let found = find_dates(text, anchor);
    let counts = find_numbers(text);
    let mut seen = Vec::new();
    for event in item["events"].as_array().into_iter().flatten() {
        let d = &event["d"];
        if let (Some(words), Some(first), Some(last)) =
            (d[0].as_str(), d[1].as_str(), d[2].as_str())
            && !seen.contains(&d.to_string())
        {
            seen.push(d.to_string());
            let near: Vec<_> = found
                .iter()
                .filter(|f| touches(text, words, f.start, f.end))
                .collect();
            let right = near
                .iter()
                .any(|f| f.first.to_string() == first && f.last.to_string() == last);
            dates.0 += usize::from(right);
            dates.1 += 1;
            if show && !right {
                let got: Vec<_> = near
                    .iter()
                    .map(|f| {
                        format!(
                            "{}={}..{} {:?} {}",
                            &text[f.start..f.end],
                            f.first,
                            f.last,
                            f.kind,
                            f.rule
                        )
                    })
                    .collect();
                println!("D {anchor:?} [{words}] {first}..{last} got {got:?}\n    {text}");
            }
        }
        for q in event["q"].as_array().into_iter().flatten() {
            let Some(words) = q[3].as_str() else { continue };
            if seen.contains(&q.to_string()) {
                continue;
            }
            seen.push(q.to_string());
            let near: Vec<_> = counts
                .iter()
                .filter(|n| touches(text, words, n.start, n.end))
                .collect();
            let right = near
                .iter()
                .any(|n| n.low == q[0].as_i64() && n.high == q[1].as_i64());
            numbers.0 += usize::from(right);
            numbers.1 += 1;
            if show && !right {
                let got: Vec<_> = near
                    .iter()
                    .map(|n| {
                        format!(
                            "{}={:?}..{:?} {:?} {}",
                            &text[n.start..n.end],
                            n.low,
                            n.high,
                            n.kind,
                            n.rule
                        )
                    })
                    .collect();
                println!("Q [{words}] {}..{} got {got:?}\n    {text}", q[0], q[1]);
            }
        }
    }
}

/// Whether the words stand in the text at a place that overlaps start..end.
fn touches(text: &str, words: &str, start: usize, end: usize) -> bool {
    text.match_indices(words)
        .any(|(at, _)| at < end && start < at + words.len())
}
