//! What the data are, what they cannot say, and how good the coding is.

use super::Base;
use crate::http::{Ask, Fault, Reply};
use crate::words;
use askama::Template;
use chancery_record::Stats;
use serde::Serialize;

/// The page that the bench writes; its first block holds the figures of the standard model by type.
const ACCURACY: &str = include_str!("../../../../docs/accuracy.md");

#[derive(Serialize)]
struct View {
    stats: Stats,
    /// Output of the accuracy bench, with its command.
    accuracy: String,
}

#[derive(Template)]
#[template(path = "about.html")]
struct Page {
    base: Base,
    view: View,
    makers: Vec<(String, String, String, String)>,
    size: String,
    documents: String,
    reports: String,
    stories: String,
    claims: String,
    events: String,
    confirmed: String,
}

pub(crate) fn about(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&[])?;
    let view = View {
        stats: Stats::clone(&*ask.snapshot.counted.stats(ask.record)?),
        accuracy: block(ACCURACY).to_owned(),
    };
    match ask.shape.as_str() {
        "html" => {
            let s = &view.stats;
            Reply::page(&Page {
                base: Base::new(ask, "about", "About this record").shapes(ask, &["JSON"]),
                makers: (s.makers.iter())
                    .map(|(m, n)| {
                        (
                            m.codebook.clone(),
                            m.lexicon.clone(),
                            m.model.clone(),
                            words::thousands(*n),
                        )
                    })
                    .collect(),
                size: format!("{:.1} MB", s.bytes as f64 / 1e6),
                documents: words::thousands(s.documents),
                reports: words::thousands(s.reports),
                stories: words::thousands(s.stories),
                claims: words::thousands(s.claims),
                events: words::thousands(s.events),
                confirmed: words::thousands(s.confirmed),
                view,
            })
        }
        "json" => Reply::json(&view),
        _ => ask.no_shape(),
    }
}

/// The first block of console output of a page.
fn block(page: &str) -> &str {
    let begin = page.split_once("```console\n").map_or("", |(_, rest)| rest);
    begin
        .split_once("```")
        .map_or("", |(block, _)| block)
        .trim_end()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_accuracy_page_has_a_block_of_figures() {
        let block = super::block(super::ACCURACY);
        assert!(block.starts_with("$ chancery eval"), "{block}");
        assert!(block.contains("SANCTION"));
    }
}
