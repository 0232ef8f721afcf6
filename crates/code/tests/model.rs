//! The shipped models: whole, the same as their Python reference, steady, and safe with any text.

use chancery_code::Coder;
use chancery_code::model::{Model, ModelFiles};
use chancery_codebook::{EventType, Measure};
use chancery_read::Document;
use std::path::Path;
use std::sync::Arc;

fn coder(name: &str) -> Coder {
    let files = ModelFiles::shipped(name).unwrap();
    Coder::default().with_model(Arc::new(Model::load(&files).unwrap()))
}

fn document(id: &str, text: &str) -> Document {
    let mut document = Document::from_text(id, text);
    document.published = "2025-03-10".parse().ok();
    document
}

#[test]
fn the_shipped_files_are_those_of_their_manifests() {
    for name in ModelFiles::SHIPPED {
        ModelFiles::shipped(name).unwrap().check().unwrap();
    }
}

#[test]
fn a_model_reads_a_plain_expulsion() {
    for name in ModelFiles::SHIPPED {
        let coded = coder(name).code(&document(
            "d",
            "Poland expelled three Russian diplomats on Friday.",
        ));
        let [event] = coded.events.as_slice() else {
            panic!("{name}: {} events", coded.events.len());
        };
        assert_eq!(event.event, EventType::Sanction);
        assert_eq!(event.measure, Some(Measure::Expulsion));
        assert_eq!(event.actor[0].country.as_deref(), Some("POL"));
        assert_eq!(event.recipient[0].country.as_deref(), Some("RUS"));
        assert!(event.confidence > 0.5);
        assert!(event.made_by.model.starts_with(name));
    }
}

/// How far each probability of a model's acts is from the reference, and how many acts only one side has.
fn distances(model: &str, coder: &Coder) -> (Vec<f64>, usize) {
    let read = |name: &str| std::fs::read_to_string(folder().join(name)).unwrap();
    let (items, reference) = (
        read("items.jsonl"),
        read(&format!("{model}.reference.jsonl")),
    );
    let (mut offs, mut alone) = (Vec::new(), 0);
    for (item, expected) in items.lines().zip(reference.lines()) {
        let item: serde_json::Value = serde_json::from_str(item).unwrap();
        let expected: serde_json::Value = serde_json::from_str(expected).unwrap();
        let id = item["sid"].as_str().unwrap();
        assert_eq!(expected["document"], item["sid"]);
        let mut report = Document::from_text(id, item["text"].as_str().unwrap());
        report.published = item["date"].as_str().and_then(|d| d.parse().ok());
        let explanation = coder.explain(&report);
        let found: Vec<_> = explanation
            .sentences
            .iter()
            .flat_map(|s| &s.readings)
            .collect();
        let events = &explanation.coded.events;
        let key = |event: &str| {
            let event = events.iter().find(|e| e.id == event).unwrap();
            let trigger = event.text_info.trigger.as_ref().unwrap();
            (
                event.text_info.sentence as u64,
                (trigger.start - event.text_info.start) as u64,
                event.event.to_string(),
            )
        };
        let mut left: Vec<_> = expected["acts"].as_array().unwrap().iter().collect();
        for act in found {
            let (sentence, start, event) = key(&act.event);
            let same = left.iter().position(|e| {
                e["sentence"] == sentence && e["start"] == start && e["event"] == event.as_str()
            });
            let Some(same) = same else {
                alone += 1;
                continue;
            };
            let expected = left.remove(same);
            let p = act.probabilities;
            for (what, value) in [
                ("act", p.act),
                ("type", p.event),
                ("parties", p.parties),
                ("status", p.status),
                ("mode", p.mode),
                ("measure", p.measure),
            ] {
                offs.push((f64::from(value) - expected[what].as_f64().unwrap()).abs());
            }
        }
        alone += left.len();
    }
    (offs, alone)
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/model")
}

/// A small model of chance weights that computes in floats: any difference from Python would be one of word
/// pieces, features, heads or decoding.
#[test]
fn in_floats_the_outputs_are_those_of_the_python_reference() {
    let tiny = folder().join("tiny");
    let bytes = |name: &str| std::fs::read(tiny.join(name)).unwrap();
    let files = ModelFiles::new(
        "tiny",
        &std::fs::read_to_string(tiny.join("manifest.json")).unwrap(),
        [
            bytes("encoder.onnx"),
            bytes("roles.onnx"),
            bytes("heads.safetensors"),
        ],
        ModelFiles::shipped_vocabulary().to_owned(),
    )
    .unwrap();
    files.check().unwrap();
    let coder = Coder::default().with_model(Arc::new(Model::load(&files).unwrap()));
    let (offs, alone) = distances("tiny", &coder);
    assert_eq!(alone, 0, "acts that one side alone has");
    let most = offs.iter().copied().fold(0.0, f64::max);
    assert!(offs.len() > 1000, "{} values", offs.len());
    assert!(most < 1e-3, "off by {most}");
}

/// With eight-bit weights both sides also quantise activations as they come; where these differ in the last
/// bit, one side rounds up and the other down, and that grows from layer to layer.
#[test]
fn in_eight_bits_the_outputs_are_near_the_python_reference() {
    for name in ModelFiles::SHIPPED {
        let (offs, alone) = distances(name, &coder(name));
        let mean = offs.iter().sum::<f64>() / offs.len() as f64;
        println!(
            "{name}: {} values, off by {mean:.5} on the mean",
            offs.len()
        );
        assert!(offs.len() >= 60, "{name}: {} values", offs.len());
        assert!(mean < 1e-2, "{name}: off by {mean} on the mean");
        assert!(
            alone * 6 * 20 <= offs.len(),
            "{name}: {alone} acts that one side alone has"
        );
    }
}

#[test]
fn the_same_document_gives_the_same_records_on_every_thread() {
    let coder = Arc::new(coder("standard"));
    let text = "Chad recalled its envoy to Sudan after Khartoum expelled two of its diplomats. The foreign \
                ministry said that it may close the embassy.";
    let once = coder.code(&document("d", text));
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let coder = Arc::clone(&coder);
            std::thread::spawn(move || coder.code(&document("d", text)))
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), once);
    }
}

#[test]
fn no_text_troubles_the_model() {
    let coder = coder("standard");
    let long = "Iran sanctioned Iraq and expelled its envoy, ".repeat(40);
    for text in [
        "",
        "\u{301}\u{301} expelled \u{200d}Russia",
        "Peru 😀 expelled 😀 Chile 😀.",
        "expelled",
        "中国 expelled 日本.",
        long.as_str(),
    ] {
        let coded = coder.code(&document("d", text));
        for event in &coded.events {
            assert!((0.0..=1.0).contains(&event.confidence));
        }
    }
}

#[test]
fn an_unknown_name_is_told_with_those_that_there_are() {
    let error = ModelFiles::shipped("huge").unwrap_err().to_string();
    assert!(error.contains("standard"), "{error}");
}
