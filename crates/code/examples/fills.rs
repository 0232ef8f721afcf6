use chancery_code::Coder;
use chancery_read::Document;
use std::io::BufRead;
fn main() {
    let coder = Coder::default();
    for line in std::io::stdin().lock().lines() {
        let item: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let mut document = Document::from_text(item["sid"].as_str().unwrap_or(""), item["text"].as_str().unwrap_or(""));
        document.published = item["date"].as_str().and_then(|d| d.parse().ok());
        let e = coder.explain(&document);
        for st in e.sentences.iter().flat_map(|s| &s.steps).filter(|s| s.rule == "candidates") {
            println!("{}", serde_json::json!({"sid": item["sid"], "event": st.event, "c": st.detail}));
        }
    }
}
