use chancery_code::Coder;
use chancery_read::Document;
use std::io::BufRead;
fn main() {
    let coder = Coder::default();
    for line in std::io::stdin().lock().lines() {
        let item: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let mut document = Document::from_text(
            item["sid"].as_str().unwrap_or(""),
            item["text"].as_str().unwrap_or(""),
        );
        document.published = item["date"].as_str().and_then(|d| d.parse().ok());
        let e = coder.explain(&document);
        let chars: Vec<char> = document.text.chars().collect();
        let m: Vec<_> = e
            .sentences
            .iter()
            .flat_map(|s| &s.marks)
            .filter(|m| {
                matches!(
                    m.layer,
                    chancery_code::MarkLayer::Party | chancery_code::MarkLayer::Place
                )
            })
            .map(|m| {
                serde_json::json!([
                    chars[m.start..m.end].iter().collect::<String>(),
                    m.label,
                    m.detail
                ])
            })
            .collect();
        println!("{}", serde_json::json!({"sid": item["sid"], "m": m}));
    }
}
