//! How many sentences that pass the gate each reader reads a second, on one thread, in one run.
//!
//! `cargo run --release -p chancery-code --example model_speed -- training/data/roles.jsonl`
//!
//! The items are JSON lines with `sid`, `date` and `text`. Loading is timed apart.
use chancery_code::Coder;
use chancery_code::model::{Model, ModelFiles};
use chancery_read::Document;
use std::sync::Arc;
use std::time::Instant;

fn main() {
    let documents: Vec<Document> = std::env::args()
        .skip(1)
        .flat_map(|path| read(&path))
        .collect();
    let rules = Coder::default();
    let (mut sentences, mut words) = (0, 0);
    for document in &documents {
        for window in rules.model_inputs(document) {
            for sentence in &window.sentences[window.context..] {
                sentences += 1;
                words += sentence.words.len();
            }
        }
    }
    println!(
        "{} reports, {sentences} sentences that pass the gate, {:.1} words each",
        documents.len(),
        words as f64 / f64::from(sentences.max(1))
    );
    time("none", &rules, &documents, sentences);
    for name in ModelFiles::SHIPPED {
        let began = Instant::now();
        let files = ModelFiles::shipped(name).expect("a shipped model is there");
        let model = Model::load(&files).expect("a shipped model loads");
        println!("{name:9} loads in {} ms", began.elapsed().as_millis());
        let coder = Coder::default().with_model(Arc::new(model));
        time(name, &coder, &documents, sentences);
    }
}

fn time(name: &str, coder: &Coder, documents: &[Document], sentences: u32) {
    let began = Instant::now();
    let events: usize = documents.iter().map(|d| coder.code(d).events.len()).sum();
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{name:9} {:7.0} sentences a second, {events} events",
        f64::from(sentences) / seconds
    );
}

fn read(path: &str) -> Vec<Document> {
    let text = std::fs::read_to_string(path).expect("the file is readable");
    text.lines()
        .map(|line| {
            let item: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
            let mut document = Document::from_text(
                item["sid"].as_str().unwrap_or(""),
                item["text"].as_str().unwrap_or(""),
            );
            document.published = item["date"].as_str().and_then(|d| d.parse().ok());
            document
        })
        .collect()
}
