//! Every format, compression and kind of damage, through the public reader.

mod common;

use std::path::Path;

use chancery_codebook::ProblemKind;
use chancery_read::{Format, Input, Item, ReadOptions, read};
use common::{LINE, gzip, items_of as items, show};

#[test]
fn json_lines_are_documents_and_a_broken_line_is_a_problem() {
    let text = format!(
        "{{\"id\": \"a\", \"text\": \"{LINE}\", \"date\": \"2018-03-30\", \"title\": \"Riga acts\"}}\n\
         \n\
         {{\"id\": \"b\", \"text\": \n\
         {{\"url\": \"https://example.org/c\", \"body\": \"{LINE}\", \"published\": 1522368000}}\n\
         {{\"text\": \"{LINE}\", \"date\": \"soon\"}}\n\
         {{\"id\": \"e\", \"text\": \"Advertisement\"}}\n\
         {{\"id\": \"f\", \"words\": 3}}\n\
         [1]\n"
    );
    let found = items("x.jsonl", text.as_bytes(), ReadOptions::default());
    assert_eq!(found[0], format!("a 2018-03-30: Riga acts / {LINE}"));
    assert!(
        found[1].starts_with("Malformed x.jsonl:3: not valid JSON"),
        "{}",
        found[1]
    );
    assert_eq!(
        found[2],
        format!("https://example.org/c 2018-03-30: {LINE}")
    );
    assert_eq!(
        found[3],
        "Date x.jsonl:5: `soon` is no date: write it as 2018-03-30"
    );
    assert_eq!(found[4], format!("x.jsonl:5: {LINE}"));
    assert!(
        found[5].starts_with("Empty x.jsonl:6: no text is left"),
        "{}",
        found[5]
    );
    assert!(found[6].starts_with("Malformed x.jsonl:7: no text in it (it has: id, words)"));
    assert!(
        found[7].starts_with("Malformed x.jsonl:8: not a JSON object"),
        "{}",
        found[7]
    );
    assert_eq!(found.len(), 8);
}

#[test]
fn arrays_and_spread_out_objects_are_read_one_by_one() {
    let array = format!(
        "[\n {{\"id\": 1, \"text\": \"{LINE}\"}},\n {{\"id\": 2,\n  \"text\": \"a \\\"]}}\\\" b\"}}, 3\n]"
    );
    let found = items("x.json", array.as_bytes(), ReadOptions::default());
    assert_eq!(
        found[..2],
        [format!("1: {LINE}"), "2: a \"]}\" b".to_owned()]
    );
    assert!(
        found[2].starts_with("Malformed x.json:4: not a JSON object"),
        "{}",
        found[2]
    );
    let spread = format!(
        "{{\n \"id\": 1,\n \"text\": \"{LINE}\"\n}}\n{{\n \"text\": \"{LINE}\"\n}}\n{{\n \"te"
    );
    let found = items("x.json", spread.as_bytes(), ReadOptions::default());
    assert_eq!(
        found[..2],
        [format!("1: {LINE}"), format!("x.json:5: {LINE}")]
    );
    assert!(
        found[2].starts_with("Malformed x.json:8: not valid JSON"),
        "{}",
        found[2]
    );
}

#[test]
fn tables_are_read_by_their_header_and_the_map() {
    let csv = format!(
        "\u{feff}nr;Headline;body\r\n7;\"Riga; acts\";\"{LINE}\r\n\r\nMinsk protested.\"\r\n8;too few\r\n"
    );
    let options = ReadOptions {
        map: "id=nr".parse().unwrap(),
        ..ReadOptions::default()
    };
    let mut found = items("x.csv", csv.as_bytes(), options);
    assert_eq!(
        found.remove(0),
        "Note x.csv: text from `body`, title from `Headline`; change it by --map text=COLUMN"
    );
    assert_eq!(
        found[0],
        format!("7: Riga; acts / {LINE} / Minsk protested.")
    );
    assert!(
        found[1].starts_with("Malformed x.csv:5: 2 cells where the header has 3"),
        "{}",
        found[1]
    );
    let tsv = format!("id\ttext\n1\tThe \"two envoys left.\n2\t{LINE}\n");
    let found = items("x.tsv", tsv.as_bytes(), ReadOptions::default());
    assert_eq!(
        found,
        ["1: The \"two envoys left.".to_owned(), format!("2: {LINE}")]
    );
    let found = items("x.csv", b"id,\"a\nb\"\n1,x\n", ReadOptions::default());
    assert!(
        found[0].contains("(there are: id, a b): name it"),
        "{}",
        found[0]
    );
    let options = ReadOptions {
        map: "text=story".parse().unwrap(),
        ..ReadOptions::default()
    };
    let found = items("x.csv", b"id,text\n1,x\n", options);
    assert_eq!(
        found,
        ["Malformed x.csv:1: no column `story` for text; there are: id, text"]
    );
}

#[test]
fn columns_of_unusual_names_are_guessed_in_tables_and_json() {
    let prose = format!("{LINE} The ministry said so on Monday in Riga.");
    let csv =
        format!("nr,kopf,inhalt,wann\n7,Riga asks envoys to leave,\"{prose}\",30 March 2018\n");
    let found = items("x.csv", csv.as_bytes(), ReadOptions::default());
    assert!(found[0].starts_with("Note x.csv: text from `inhalt` (a guess by its contents)"));
    assert_eq!(
        found[1],
        format!("x.csv:2 2018-03-30: Riga asks envoys to leave / {prose}")
    );
    let json = format!(
        "{{\"doc\": {{\"inhalt\": \"{prose}\"}}, \"wann\": \"2018-03-30\"}}\n{{\"doc\": {{\"inhalt\": \"Minsk protested.\"}}}}\n"
    );
    let found = items("x.jsonl", json.as_bytes(), ReadOptions::default());
    assert!(
        found[0].contains("text from `doc.inhalt` (a guess"),
        "{}",
        found[0]
    );
    assert_eq!(
        found[1..],
        [
            format!("x.jsonl:1 2018-03-30: {prose}"),
            "x.jsonl:2: Minsk protested.".to_owned()
        ]
    );
    let spread = format!("[{}]", json.replace("}\n{", "},\n{"));
    assert!(items("x.json", spread.as_bytes(), ReadOptions::default())[0].contains("`doc.inhalt`"));
}

#[test]
fn compression_is_told_by_content_and_a_cut_off_file_gives_what_it_has() {
    let row = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"{LINE}\"}}\n");
    let expected = [format!("a: {LINE}"), format!("b: {LINE}")];
    let members = [gzip(row("a").as_bytes()), gzip(row("b").as_bytes())].concat();
    assert_eq!(items("x", &members, ReadOptions::default()), expected);
    let frame = |id: &str| zstd::encode_all(row(id).as_bytes(), 1).unwrap();
    assert_eq!(
        items(
            "x",
            &[frame("a"), frame("b")].concat(),
            ReadOptions::default()
        ),
        expected
    );
    let cut = [
        gzip(row("a").as_bytes()),
        gzip(row("b").as_bytes())[..12].to_vec(),
    ]
    .concat();
    let found = items(
        "x.gz",
        &cut,
        ReadOptions {
            format: Some(Format::Jsonl),
            ..ReadOptions::default()
        },
    );
    assert_eq!(found[0], expected[0]);
    assert!(
        found[1].starts_with("Unreadable x.gz:2: the file ends in mid-stream"),
        "{}",
        found[1]
    );
    assert_eq!(found.len(), 2);
}

#[test]
fn utf16_and_legacy_rows_are_decoded() {
    let text = "{\"id\": \"a\", \"text\": \"Genève a protesté.\"}\r\n{\"id\": \"b\", \"text\": \"Riga aussi.\"}\r\n";
    let utf16: Vec<u8> = [0xfffe_u16.swap_bytes()]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let expected = ["a: Genève a protesté.", "b: Riga aussi."];
    assert_eq!(items("x.jsonl", &utf16, ReadOptions::default()), expected);
    let legacy: Vec<u8> = text.chars().map(|c| c as u8).collect();
    assert_eq!(items("x.jsonl", &legacy, ReadOptions::default()), expected);
}

#[test]
fn one_sentence_a_line_has_the_lines_number_in_its_id() {
    let options = ReadOptions {
        sentences: true,
        published: Some(jiff::civil::date(2018, 3, 30)),
        ..ReadOptions::default()
    };
    let found = items("x.txt", b"Share story\r\n\r\n  Minsk protested.\n", options);
    assert_eq!(
        found,
        [
            "x.txt:1 2018-03-30: Share story",
            "x.txt:3 2018-03-30: Minsk protested."
        ]
    );
}

#[test]
fn folders_are_walked_in_order_and_a_bad_file_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    write("b/2.txt", LINE.as_bytes());
    write("a.pdf", b"%PDF-1.7 ...");
    write("b/1.json", format!("{{\"text\": \"{LINE}\"}}").as_bytes());
    write(".hidden", LINE.as_bytes());
    write("b/.git/x.txt", LINE.as_bytes());
    write("c.txt", b"");
    write("d", LINE.as_bytes());
    let prefix = format!("{}/", folder.path().display());
    let missing = Input::Path(Path::new("/nowhere/x.txt").to_owned());
    let inputs = vec![Input::Path(folder.path().to_owned()), missing];
    let found: Vec<String> = read(inputs, ReadOptions::default())
        .map(|item| show(&item).replace(&prefix, ""))
        .collect();
    assert!(
        found[0].contains(" a.pdf: ") && found[0].contains("PDF"),
        "{}",
        found[0]
    );
    assert_eq!(
        found[1..3],
        [format!("b/1.json:1: {LINE}"), format!("b/2.txt: {LINE}")]
    );
    assert!(
        found[3].starts_with("Empty c.txt: there is nothing in it"),
        "{}",
        found[3]
    );
    assert_eq!(found[4], format!("d: {LINE}"));
    assert!(
        found[5].starts_with("Unreadable /nowhere/x.txt: there is no such file"),
        "{}",
        found[5]
    );
    assert_eq!(found.len(), 6);
}

#[test]
fn a_problem_names_its_kind_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.jsonl");
    std::fs::write(&path, "{}\n").unwrap();
    let first = read(vec![Input::Path(path.clone())], ReadOptions::default()).next();
    let Some(Item::Problem(problem)) = first else {
        panic!("no problem but {first:?}")
    };
    assert_eq!(problem.kind, ProblemKind::Malformed);
    assert_eq!(problem.source, path.display().to_string());
    assert_eq!(problem.line, Some(1));
}
