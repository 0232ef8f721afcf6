//! Time to link invented acts: `cargo run -p chancery-relate --release --example links_speed -- [ACTS]`.
//! A tenth of the acts are between one pair of states, the rest among sixty, over ten years.

use chancery_relate::exchanges::{LinkOptions, exchanges, link};
use chancery_relate::reference;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: u32 = std::env::args().nth(1).unwrap_or("300000".into()).parse()?;
    let mut table = String::from(
        "id,date,actor,recipient,measure,count_low,count_high,unit,posts,trigger,answers_id,sources,agreement\n",
    );
    let mut state: u32 = 1;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let code = |n: u32| {
        format!(
            "{}{}X",
            char::from(b'A' + (n / 8) as u8),
            char::from(b'A' + (n % 8) as u8)
        )
    };
    for n in 0..count {
        let (a, b) = if n % 10 == 0 {
            (0, 1)
        } else {
            (next(60), next(60))
        };
        let (a, b) = if next(2) == 0 { (a, b) } else { (b, a) };
        let b = if a == b { (b + 1) % 60 } else { b };
        let date = format!(
            "20{:02}-{:02}-{:02}",
            10 + next(10),
            1 + next(12),
            1 + next(28)
        );
        let measure = ["expulsion", "closure", "recall", "visa"][next(4) as usize];
        table += &format!(
            "{n},{date},{},{},{measure},{},,x,,t,,https://a.org,single\n",
            code(a),
            code(b),
            1 + next(9)
        );
    }
    let acts = reference::parse(&table)?;
    let pair: Vec<_> = acts
        .iter()
        .filter(|a| {
            [a.actor.as_str(), a.recipient.as_str()]
                .iter()
                .all(|c| ["AAX", "ABX"].contains(c))
        })
        .cloned()
        .collect();
    for (name, acts) in [("one pair", &pair), ("all", &acts)] {
        let start = Instant::now();
        let links = link(acts, &LinkOptions::default());
        let linked = start.elapsed();
        let found = exchanges(acts, &links);
        println!(
            "{name}: {} acts, {} links in {linked:.2?}; {} exchanges, in all {:.2?}",
            acts.len(),
            links.len(),
            found.len(),
            start.elapsed()
        );
    }
    Ok(())
}
