//! Parquet dumps and PDF files, where the features are on.
#![cfg(all(feature = "parquet", feature = "pdf"))]

mod common;

use std::sync::Arc;

use common::{LINE, documents, items, items_of};
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

/// A Parquet file of rows `(headline, body, published)`.
fn dump(rows: &[(&str, &str, i64)], compression: Compression) -> Vec<u8> {
    let schema = "message m { required binary headline (UTF8); optional binary body (UTF8); required int64 published; }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let properties = WriterProperties::builder()
        .set_compression(compression)
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let texts = |of: fn(&(&str, &str, i64)) -> ByteArray| rows.iter().map(of).collect::<Vec<_>>();
    let mut column = group.next_column().unwrap().unwrap();
    column
        .typed::<ByteArrayType>()
        .write_batch(&texts(|row| row.0.into()), None, None)
        .unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let levels = vec![1; rows.len()];
    column
        .typed::<ByteArrayType>()
        .write_batch(&texts(|row| row.1.into()), Some(&levels), None)
        .unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let times: Vec<i64> = rows.iter().map(|row| row.2).collect();
    column
        .typed::<Int64Type>()
        .write_batch(&times, None, None)
        .unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.into_inner().unwrap()
}

const ROWS: [(&str, &str, i64); 2] = [
    ("Riga acts", LINE, 1_522_368_000),
    ("An answer", "Minsk protested.", 1_522_454_400),
];

#[test]
fn a_parquet_dump_gives_a_document_a_row_whatever_its_compression() {
    let zstd = Compression::ZSTD(Default::default());
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(Default::default()),
        zstd,
    ] {
        let found = items("x", &dump(&ROWS, compression));
        assert_eq!(
            found[0],
            "Note x: text from `body`, title from `headline`, date from `published`; change it by --map text=COLUMN"
        );
        assert_eq!(
            found[1..],
            [
                format!("x:1 2018-03-30: Riga acts / {LINE}"),
                "x:2 2018-03-31: An answer / Minsk protested.".to_owned()
            ]
        );
    }
    let options = chancery_read::ReadOptions {
        map: "text=headline,title=body".parse().unwrap(),
        ..Default::default()
    };
    let found = items_of("x", &dump(&ROWS, Compression::SNAPPY), options);
    assert!(
        found[1].contains("Minsk protested. / An answer"),
        "{}",
        found[1]
    );
}

#[test]
fn a_damaged_parquet_file_is_told() {
    let whole = dump(&ROWS, Compression::SNAPPY);
    let found = items("x", &whole[..whole.len() - 9]);
    assert!(
        found[0].starts_with("Unreadable x: the Parquet file is broken"),
        "{}",
        found[0]
    );
    let mut state = 7_u64;
    for _ in 0..300 {
        let mut damaged = whole.clone();
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = 4 + (state >> 33) as usize % (damaged.len() - 4);
        damaged[at] = (state >> 20) as u8;
        for line in items("x", &damaged) {
            assert!(!line.is_empty());
        }
    }
}

/// A PDF of pages, each a list of `(size, x, y, line)`.
fn pdf(pages: &[Vec<(f32, f32, f32, &str)>]) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let root = document.new_object_id();
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" });
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let mut kids: Vec<Object> = Vec::new();
    for page in pages {
        let mut operations = vec![Operation::new("BT", vec![])];
        for (size, x, y, line) in page {
            operations.push(Operation::new("Tf", vec!["F1".into(), (*size).into()]));
            let matrix = [1.0, 0.0, 0.0, 1.0, *x, *y].map(Object::from);
            operations.push(Operation::new("Tm", matrix.to_vec()));
            operations.push(Operation::new("Tj", vec![Object::string_literal(*line)]));
        }
        operations.push(Operation::new("ET", vec![]));
        let content = Content { operations }.encode().unwrap();
        let mut stream = Stream::new(dictionary! {}, content);
        stream.compress().unwrap();
        let content = document.add_object(stream);
        kids.push(
            document
                .add_object(
                    dictionary! { "Type" => "Page", "Parent" => root, "Contents" => content },
                )
                .into(),
        );
    }
    let count = kids.len() as i64;
    let tree = dictionary! {
        "Type" => "Pages", "Kids" => kids, "Count" => count, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    };
    document.objects.insert(root, Object::Dictionary(tree));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => root });
    let info = document.add_object(
        dictionary! { "CreationDate" => Object::string_literal("D:20180330101500+02'00'") },
    );
    document.trailer.set("Root", catalog);
    document.trailer.set("Info", info);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn report() -> Vec<u8> {
    pdf(&[
        vec![
            (20.0, 50.0, 780.0, "Riga asks envoys to leave"),
            (
                10.0,
                50.0,
                740.0,
                "Latvia asked two envoys of Belarus to leave with-",
            ),
            (
                10.0,
                50.0,
                728.0,
                "in a week, the foreign ministry said on Monday.",
            ),
            (
                10.0,
                50.0,
                700.0,
                "Belarus called the step hostile and promised to",
            ),
            (8.0, 300.0, 30.0, "1"),
        ],
        vec![
            (
                10.0,
                50.0,
                780.0,
                "answer it in kind before the week was over.",
            ),
            (8.0, 300.0, 30.0, "2"),
        ],
    ])
}

#[test]
fn a_pdf_gives_its_headline_paragraphs_and_date() {
    let found = documents("x", &report());
    assert_eq!(
        found[0].text,
        "Riga asks envoys to leave\n\nLatvia asked two envoys of Belarus to leave within a week, the foreign ministry \
         said on Monday.\n\nBelarus called the step hostile and promised to answer it in kind before the week was over."
    );
    assert_eq!(found[0].title.as_deref(), Some("Riga asks envoys to leave"));
    assert_eq!(found[0].published, Some(jiff::civil::date(2018, 3, 30)));
}

#[test]
fn a_pdf_without_text_or_with_damage_is_told() {
    let found = items("x.pdf", &pdf(&[vec![]]));
    assert!(
        found[0].starts_with("Empty x.pdf: the PDF has no text layer"),
        "{}",
        found[0]
    );
    let found = items("x.pdf", b"%PDF-1.7 ...");
    assert!(
        found[0].starts_with("Unreadable x.pdf: the PDF is"),
        "{}",
        found[0]
    );
    let whole = report();
    let mut state = 11_u64;
    for _ in 0..200 {
        let mut damaged = whole.clone();
        for _ in 0..3 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = (state >> 33) as usize % damaged.len();
            damaged[at] = (state >> 20) as u8;
        }
        for line in items("x.pdf", &damaged) {
            assert!(!line.is_empty());
        }
    }
}

#[test]
fn a_pdf_stream_that_grows_beyond_its_bound_is_refused() {
    let mut document = Document::load_mem(&report()).unwrap();
    let page = *document.get_pages().values().next().unwrap();
    let mut stream = Stream::new(dictionary! {}, vec![b' '; 40 << 20]);
    stream.compress().unwrap();
    let id = document.add_object(stream);
    document
        .get_object_mut(page)
        .unwrap()
        .as_dict_mut()
        .unwrap()
        .set("Contents", id);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let found = items("x.pdf", &bytes);
    assert!(
        found[0].starts_with("Unreadable x.pdf: a page of the PDF cannot be read"),
        "{}",
        found[0]
    );
}
