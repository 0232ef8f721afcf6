//! Scores of the forecast on years it has not seen:
//! `cargo run -p chancery-relate --release --example forecast_eval -- TABLE.csv [SPLIT [END]]`, dates as 2018-01-01.

use chancery_relate::exchanges::{LinkOptions, link};
use chancery_relate::forecast::{ForecastOptions, Score, Scores, evaluate};
use chancery_relate::reference;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("give the path of the table")?;
    let split = args.next().unwrap_or("2018-01-01".into()).parse()?;
    let end = args.next().map(|end| end.parse()).transpose()?;
    let acts = reference::parse(&std::fs::read_to_string(path)?)?;
    let links = link(
        &acts,
        &LinkOptions {
            fitted: false,
            ..LinkOptions::default()
        },
    );
    let found = evaluate(&acts, &links, split, end, &ForecastOptions::default());
    println!(
        "split {split}; fitted on {} moves; links: those that the table states",
        found.fitted_on
    );
    print("fitted once before the split, all moves", &found.fixed);
    print(
        "fitted once before the split, opening moves",
        &found.fixed_opening,
    );
    print("rolling (fitted anew each day), all moves", &found.rolling);
    print(
        "rolling (fitted anew each day), opening moves",
        &found.rolling_opening,
    );
    Ok(())
}

fn print(title: &str, scores: &Scores) {
    println!("\n{title}");
    println!(
        "  {:<42} {:>5} {:>7} {:>7} {:>7} {:>8} {:>8}",
        "score, less is better", "cases", "model", "base", "mirror", "vs base", "vs mirr"
    );
    let row = |name: &str, s: &Score| {
        println!(
            "  {name:<42} {:>5} {:>7.4} {:>7.4} {:>7.4} {:>7.1}% {:>7.1}%",
            s.cases,
            s.model,
            s.base,
            s.mirror,
            100.0 * s.over_base(),
            100.0 * s.over_mirror()
        );
    };
    row("Brier: answered", &scores.answered);
    row("CRPS: ln size (base: sizes)", &scores.size);
    row("CRPS: ln size (base: proportions)", &scores.size_by_ratio);
    row("CRPS: ln(1 + days)", &scores.delay);
    println!("  reliability: chance, cases, mean forecast, share answered");
    for bin in &scores.reliability {
        println!(
            "    {:.1} to {:.1} {:>4} {:>6.3} {:>6.3}",
            bin.from, bin.to, bin.cases, bin.forecast, bin.observed
        );
    }
}
