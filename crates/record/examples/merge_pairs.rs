//! The pairs that the weights of merging are fitted on, and the score that they give now.
//!
//! `cargo run --release -p chancery-record --example merge_pairs -- RECORD GOLD.jsonl > pairs.tsv`

use chancery_record::Record;
use chancery_record::merge::GoldClaim;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [record, gold] = &args[..] else {
        return Err("give RECORD GOLD.jsonl".into());
    };
    let lines = std::fs::read_to_string(gold)?;
    let gold = lines
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<Vec<GoldClaim>, _>>()?;
    let record = Record::open(record.as_ref())?;
    for row in record.merge_pairs(&gold)? {
        println!("{}", row.join("\t"));
    }
    eprintln!("{:#?}", record.evaluate_merge(&gold)?);
    Ok(())
}
