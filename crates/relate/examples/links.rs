//! Cross-validated figures of linking: `cargo run -p chancery-relate --release --example links -- TABLE.csv`.
//! With `--weights` after the table it prints the weights fitted on all of it, as `crates/relate/data/links.toml`
//! has them below its head.

use chancery_relate::{exchanges, reference};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("give the path of the table")?;
    let acts = reference::parse(&std::fs::read_to_string(path)?)?;
    let (figures, model) = exchanges::cross_validate(&acts, 5, 0);
    if std::env::args().any(|a| a == "--weights") {
        print!("{}", model.to_toml());
        return Ok(());
    }
    println!(
        "acts {}, stated links {}",
        acts.len(),
        figures.directed.stated
    );
    println!("five folds by pair of states and year; stated links hidden\n");
    println!(
        "{:<44} {:>6} {:>5} {:>5}  {:>9} {:>6} {:>6}",
        "", "stated", "made", "right", "precision", "recall", "F1"
    );
    let row = |name: &str, t: &exchanges::Tally| {
        println!(
            "{name:<44} {:>6} {:>5} {:>5}  {:>9.3} {:>6.3} {:>6.3}",
            t.stated,
            t.made,
            t.right,
            t.precision(),
            t.recall(),
            t.f1()
        );
    };
    row("all, right way round", &figures.directed);
    row("all, either way where dates overlap", &figures.dated);
    row("only where dates tell the order", &figures.ordered);
    for (n, fold) in figures.folds.iter().enumerate() {
        row(&format!("  fold {}", n + 1), fold);
    }
    let many: Vec<_> = (0..20)
        .map(|n| exchanges::cross_validate(&acts, 5, n).0)
        .collect();
    println!("\nF1 over 20 partitions into folds: mean, least, greatest");
    for (name, of) in [
        (
            "all, right way round",
            (|e| e.directed.f1()) as fn(&exchanges::LinkEvaluation) -> f64,
        ),
        ("all, either way where dates overlap", |e| e.dated.f1()),
        ("only where dates tell the order", |e| e.ordered.f1()),
    ] {
        let f1: Vec<f64> = many.iter().map(of).collect();
        let mean = f1.iter().sum::<f64>() / f1.len() as f64;
        let (low, high) = f1
            .iter()
            .fold((1f64, 0f64), |(l, h), x| (l.min(*x), h.max(*x)));
        println!("{name:<44} {mean:.3} {low:.3} {high:.3}");
    }
    println!("\nstated links whose dates overlap: {}", figures.undatable);
    println!(
        "links made where the table states none: {}",
        figures.unstated
    );
    Ok(())
}
