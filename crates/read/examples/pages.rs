//! Measures article extraction as ScrapingHub's article-extraction-benchmark does.
//!
//! `cargo run --release -p chancery-read --example pages -- FOLDER [worst N | show ID]`, where FOLDER
//! holds `ground-truth.json` and `html/ID.html.gz`. Precision, recall and F1 are over the multiset of
//! 4-grams of words, averaged over pages as `evaluate.py` does; accuracy is the share of pages whose
//! words are exactly those of the truth. The benchmark's truth has no headline and no captions, so
//! those blocks are left out. `raw` is the extractor without our cleaning.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;
use std::time::Instant;

use chancery_read::{BlockKind, Document, ReadOptions, read_html};

struct Page {
    id: String,
    html: Vec<u8>,
    truth: String,
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|w| !w.is_empty())
        .collect()
}

fn shingles(text: &str) -> HashMap<Vec<&str>, f64> {
    let words = words(text);
    let mut counts = HashMap::new();
    if !words.is_empty() {
        for shingle in words.windows(words.len().min(4)) {
            *counts.entry(shingle.to_vec()).or_default() += 1.0;
        }
    }
    counts
}

/// Precision and recall of one page.
fn score(truth: &str, found: &str) -> (f64, f64) {
    let (truth, found) = (shingles(truth), shingles(found));
    let both: f64 = truth
        .iter()
        .map(|(s, n)| found.get(s).map_or(0.0, |m: &f64| m.min(*n)))
        .sum();
    let (all_truth, all_found): (f64, f64) = (truth.values().sum(), found.values().sum());
    // As in evaluate.py: 1 where the two are the same, 0 where there is nothing to divide by.
    let same = all_truth == both && all_found == both;
    let share = |all: f64| if same { 1.0 } else { both / all.max(1.0) };
    (share(all_found), share(all_truth))
}

fn article(document: &Document) -> String {
    let kept = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading));
    kept.map(|block| document.block_text(block))
        .collect::<Vec<_>>()
        .join("\n")
}

fn ours(page: &Page) -> String {
    read_html(&page.id, &page.html, &ReadOptions::default()).map_or(String::new(), |d| article(&d))
}

fn raw(page: &Page) -> String {
    let html = String::from_utf8_lossy(&page.html);
    let config = dom_smoothie::Config {
        text_mode: dom_smoothie::TextMode::Formatted,
        ..dom_smoothie::Config::default()
    };
    let article = dom_smoothie::Readability::new(html.as_ref(), None, Some(config))
        .and_then(|mut readability| readability.parse());
    article.map_or(String::new(), |article| article.text_content.to_string())
}

fn pages(folder: &Path) -> std::io::Result<Vec<Page>> {
    let truth = std::fs::read_to_string(folder.join("ground-truth.json"))?;
    let truth: HashMap<String, HashMap<String, String>> = serde_json::from_str(&truth)?;
    let mut pages = Vec::new();
    for (id, fields) in truth {
        let file = std::fs::File::open(folder.join("html").join(format!("{id}.html.gz")))?;
        let mut html = Vec::new();
        flate2::read::GzDecoder::new(file).read_to_end(&mut html)?;
        let truth = fields.get("articleBody").cloned().unwrap_or_default();
        pages.push(Page { id, html, truth });
    }
    pages.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(pages)
}

fn measure(name: &str, pages: &[Page], extract: fn(&Page) -> String) -> Vec<(f64, f64)> {
    let start = Instant::now();
    let found: Vec<String> = pages.iter().map(extract).collect();
    let rate = pages.len() as f64 / start.elapsed().as_secs_f64();
    let scores: Vec<(f64, f64)> = pages
        .iter()
        .zip(&found)
        .map(|(page, found)| score(&page.truth, found))
        .collect();
    let mean =
        |of: fn(&(f64, f64)) -> f64| scores.iter().map(of).sum::<f64>() / scores.len() as f64;
    let (precision, recall) = (mean(|s| s.0), mean(|s| s.1));
    let exact = pages
        .iter()
        .zip(&found)
        .filter(|(p, f)| words(&p.truth) == words(f))
        .count();
    println!(
        "{name:8} precision {precision:.4}  recall {recall:.4}  F1 {:.4}  accuracy {:.3}  {rate:.0} pages/s",
        2.0 * precision * recall / (precision + recall),
        exact as f64 / pages.len() as f64,
    );
    scores
}

/// Prints on how many pages the date of publication is the gold's, and each page where it is not.
fn dates(pages: &[Page], gold: &Path) -> std::io::Result<()> {
    let gold = std::fs::read_to_string(gold)?;
    let rows = gold.lines().filter(|line| !line.starts_with('#')).skip(1);
    let (mut shown, mut right, mut same_moment, mut invented, mut none) = (0, 0, 0, 0, 0);
    let mut bases: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for row in rows {
        let cells: Vec<&str> = row.split(',').collect();
        let [id, date, also, basis] = cells[..] else {
            continue;
        };
        let Some(page) = pages.iter().find(|page| page.id == id) else {
            continue;
        };
        let document = read_html(id, &page.html, &ReadOptions::default()).ok();
        let found = document
            .as_ref()
            .and_then(|d| d.published)
            .map(|date| date.to_string());
        let found = found.unwrap_or_default();
        let by = document
            .and_then(|d| d.published_basis)
            .map_or(String::new(), |by| format!("{by:?}"));
        if date.is_empty() {
            none += 1;
            invented += usize::from(!found.is_empty());
        } else {
            shown += 1;
            right += usize::from(found == date);
            same_moment += usize::from(found == date || found == also);
            *bases.entry(by.clone()).or_default() += 1;
        }
        if found != date {
            println!(
                "{} {date} ({basis}{}{also}): {found} by {by}",
                &id[..8],
                if also.is_empty() { "" } else { ", also " }
            );
        }
    }
    println!(
        "{shown} pages show a date: right {right} ({:.1} %), the same moment {same_moment} ({:.1} %)",
        100.0 * right as f64 / shown as f64,
        100.0 * same_moment as f64 / shown as f64
    );
    println!("{none} show none: given one {invented}; by basis: {bases:?}");
    Ok(())
}

/// Prints precision, recall, F1 and pages a second of processor time, for `data/eval/pages_bench.py`.
fn rate(pages: &[Page]) {
    /// Rounds over all pages: the clock of processor time ticks a hundred times a second.
    const ROUNDS: usize = 10;
    let found: Vec<String> = pages.iter().map(ours).collect();
    let start = processor_seconds();
    for _ in 0..ROUNDS {
        for page in pages {
            std::hint::black_box(ours(page));
        }
    }
    let seconds = processor_seconds() - start;
    let scores = pages
        .iter()
        .zip(&found)
        .map(|(page, found)| score(&page.truth, found));
    let (precision, recall) = scores.fold((0.0, 0.0), |sum, s| (sum.0 + s.0, sum.1 + s.1));
    let (precision, recall) = (precision / pages.len() as f64, recall / pages.len() as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "{precision:.4} {recall:.4} {f1:.4} {:.1}",
        (ROUNDS * pages.len()) as f64 / seconds
    );
}

/// Seconds of processor time that this process has used, as Linux counts them.
fn processor_seconds() -> f64 {
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = after
        .split_whitespace()
        .skip(11)
        .take(2)
        .flat_map(str::parse)
        .collect();
    fields.iter().sum::<f64>() / TICKS
}

/// Prints the lines of two texts that only one of them has.
fn show(page: &Page) {
    let found = ours(page);
    let document = read_html(&page.id, &page.html, &ReadOptions::default());
    if let Ok(document) = document {
        println!(
            "{:?} {:?} {:?} {:?}",
            document.title, document.outlet, document.published, document.byline
        );
    }
    let lines = |text: &str| text.lines().map(|l| words(l).join(" ")).collect::<Vec<_>>();
    let (truth, ours) = (lines(&page.truth), lines(&found));
    let (all_truth, all_ours) = (truth.join(" "), ours.join(" "));
    ours.iter()
        .filter(|line| !all_truth.contains(*line))
        .for_each(|line| println!("+ {line}"));
    truth
        .iter()
        .filter(|line| !all_ours.contains(*line))
        .for_each(|line| println!("- {line}"));
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let folder = arguments
        .first()
        .copied()
        .unwrap_or("/work/shared/data/pages");
    let pages = pages(Path::new(folder))?;
    if let [_, "show", id] = arguments[..] {
        pages
            .iter()
            .filter(|page| page.id.starts_with(id))
            .for_each(show);
        return Ok(());
    }
    if let [_, "dates", gold] = arguments[..] {
        return dates(&pages, Path::new(gold));
    }
    if let [_, "rate"] = arguments[..] {
        rate(&pages);
        return Ok(());
    }
    let scores = measure("ours", &pages, ours);
    measure("raw", &pages, raw);
    if let [_, "worst", count] = arguments[..] {
        let mut order: Vec<_> = scores.iter().zip(&pages).collect();
        order.sort_by(|(a, _), (b, _)| (a.0 + a.1).total_cmp(&(b.0 + b.1)));
        for ((precision, recall), page) in order.into_iter().take(count.parse().unwrap_or(20)) {
            println!("{} {precision:.3} {recall:.3}", &page.id[..8]);
        }
    }
    Ok(())
}
