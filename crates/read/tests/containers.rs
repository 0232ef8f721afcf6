//! Archives, books and documents: what their members give, and what they must not do.

mod common;

use std::io::Write;

use chancery_read::ReadOptions;
use common::{LINE, gzip, items, items_of, page};
use zip::write::SimpleFileOptions;

/// A ZIP archive of these members, deflated.
fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A TAR archive of these members.
fn tar_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        // Written by hand: the crate's own check refuses the paths that the tests are about.
        header.as_mut_bytes()[..100].fill(0);
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

#[test]
fn members_of_every_format_are_read_in_their_order() {
    let row = format!("{{\"id\": \"row\", \"text\": \"{LINE}\"}}\n");
    let zipped = gzip(row.as_bytes());
    let members: [(&str, &[u8]); 5] = [
        ("news/b.txt", LINE.as_bytes()),
        ("news/a.jsonl.gz", &zipped),
        ("news/.hidden", b"x"),
        ("__MACOSX/news/b.txt", b"x"),
        ("table.csv", b"id,text\n7,Minsk protested.\n"),
    ];
    let expected = [
        format!("x!news/b.txt: {LINE}"),
        format!("row: {LINE}"),
        "7: Minsk protested.".to_owned(),
    ];
    assert_eq!(items("x", &zip_of(&members)), expected);
    assert_eq!(items("x", &tar_of(&members)), expected);
    assert_eq!(items("x", &gzip(&tar_of(&members))), expected);
    let nested = tar_of(&[("inner.zip", &zip_of(&members))]);
    assert_eq!(
        items("x", &nested)[0],
        format!("x!inner.zip!news/b.txt: {LINE}")
    );
}

#[test]
fn archives_in_archives_end_at_the_third() {
    let mut archive = LINE.as_bytes().to_vec();
    for _ in 0..5 {
        archive = zip_of(&[("x", &archive)]);
    }
    let found = items("x", &archive);
    assert_eq!(
        found,
        ["Malformed x!x!x!x: an archive inside 3 others: unpack the outer ones first"]
    );
}

#[test]
fn paths_that_lead_out_and_links_are_refused_and_the_rest_is_read() {
    let members: [(&str, &[u8]); 3] = [
        ("../a.txt", b"x"),
        ("/etc/b.txt", b"x"),
        ("c.txt", LINE.as_bytes()),
    ];
    for archive in [zip_of(&members), tar_of(&members)] {
        let found = items("x", &archive);
        assert!(
            found[0].starts_with("Malformed x!../a.txt: its path leads out of the archive"),
            "{}",
            found[0]
        );
        assert!(
            found[1].starts_with("Malformed x!/etc/b.txt: its path leads out"),
            "{}",
            found[1]
        );
        assert_eq!(found[2..], [format!("x!c.txt: {LINE}")]);
    }
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer
        .add_symlink("passwd", "/etc/passwd", SimpleFileOptions::default())
        .unwrap();
    let found = items("x", &writer.finish().unwrap().into_inner());
    assert_eq!(
        found,
        ["Malformed x!passwd: a symbolic link: it is not followed"]
    );
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::Symlink);
    header.set_size(0);
    builder
        .append_link(&mut header, "passwd", "/etc/passwd")
        .unwrap();
    assert_eq!(
        items("x", &builder.into_inner().unwrap()),
        ["Malformed x!passwd: a link: it is not followed"]
    );
}

#[test]
fn a_member_of_the_wrong_length_or_checksum_is_told() {
    let whole = zip_of(&[("a.txt", LINE.as_bytes()), ("b.txt", LINE.as_bytes())]);
    // The first member's packed bytes begin after its 30 bytes of header and its name.
    let mut damaged = whole.clone();
    damaged[30 + 5 + 6] ^= 0x55;
    let found = items("x", &damaged);
    assert!(
        found[0].starts_with("Unreadable x!a.txt: the compressed data is broken"),
        "{}",
        found[0]
    );
    assert_eq!(found[1], format!("x!b.txt: {LINE}"));
    let found = items("x", &whole[..whole.len() - 30]);
    assert!(
        found[0].starts_with("Unreadable x: the ZIP archive is broken"),
        "{}",
        found[0]
    );
    let tar = tar_of(&[("a.txt", LINE.as_bytes()), ("b.txt", LINE.as_bytes())]);
    let found = items("x", &tar[..512 * 3 + 10]);
    assert_eq!(found[0], format!("x!a.txt: {LINE}"));
    assert!(
        found[1].starts_with("Unreadable x!b.txt: the file ends in mid-stream"),
        "{}",
        found[1]
    );
}

#[test]
fn a_bomb_is_stopped_before_it_fills_memory() {
    // 400 MiB of spaces out of 400 kB: no line or file of it may be kept.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..400 {
        encoder.write_all(&zeros).unwrap();
    }
    let bomb = encoder.finish().unwrap();
    let found = items("x.jsonl.gz", &bomb);
    assert!(
        found
            .last()
            .unwrap()
            .contains("it grows more than 250 times"),
        "{found:?}"
    );
    let found = items("x.txt.gz", &bomb);
    assert_eq!(
        found,
        ["Malformed x.txt.gz: the file is longer than 64 MiB: split it"]
    );
    // The same inside an archive, as a member that many entries could share.
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["a.jsonl", "b.jsonl"] {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        for _ in 0..200 {
            writer.write_all(&zeros).unwrap();
        }
    }
    let found = items("x", &writer.finish().unwrap().into_inner());
    assert!(
        found.last().unwrap().starts_with("Unreadable x!b.jsonl"),
        "{found:?}"
    );
    assert!(
        found
            .last()
            .unwrap()
            .contains("it grows more than 250 times"),
        "{found:?}"
    );
}

#[test]
fn a_tar_header_without_end_is_stopped() {
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::GNULongName);
    header.set_size(100 << 20);
    header.as_mut_bytes()[..13].copy_from_slice(b"././@LongLink");
    header.set_cksum();
    let mut archive = header.as_bytes().to_vec();
    archive.resize(4 << 20, b'x');
    let found = items("x.tar", &archive);
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("a header without end"), "{}", found[0]);
}

const RELS: &str = "<?xml version=\"1.0\"?><x/>";

#[test]
fn a_docx_gives_its_paragraphs_title_author_and_date() {
    let body = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>\
         <w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>A slow answer</w:t></w:r></w:p>\
         <w:p><w:r><w:t>{LINE}</w:t></w:r></w:p></w:body></w:document>"
    );
    let core = "<cp:coreProperties><dc:title>Riga acts</dc:title><dc:creator>Jane Roe</dc:creator>\
                <dcterms:created>2018-03-30T10:00:00Z</dcterms:created></cp:coreProperties>";
    let archive = zip_of(&[
        ("[Content_Types].xml", RELS.as_bytes()),
        ("word/document.xml", body.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ]);
    let found = items("x.docx", &archive);
    assert_eq!(
        found,
        [format!(
            "x.docx 2018-03-30: Riga acts / A slow answer / {LINE}"
        )]
    );
    let broken = zip_of(&[("word/document.xml", b"<w:document><w:p><w:t>x</w:t")]);
    let found = items("x.docx", &broken);
    assert!(
        found[0].starts_with("Malformed x.docx: its text is broken"),
        "{}",
        found[0]
    );
}

#[test]
fn an_epub_gives_its_chapters_in_the_order_of_its_spine() {
    let container =
        "<container><rootfiles><rootfile full-path=\"OEBPS/content.opf\"/></rootfiles></container>";
    let package = "<package><metadata><dc:title>The Herald, issue 7</dc:title><dc:creator>Jane Roe</dc:creator>\
                   <dc:date>2018-03-30</dc:date></metadata><manifest>\
                   <item id=\"nav\" href=\"nav.xhtml\" properties=\"nav\"/><item id=\"b\" href=\"text/b%20c.xhtml\"/>\
                   <item id=\"a\" href=\"text/a.xhtml\"/><item id=\"cover\" href=\"cover.xhtml\"/></manifest>\
                   <spine><itemref idref=\"cover\"/><itemref idref=\"nav\"/><itemref idref=\"b\"/><itemref idref=\"a\"/></spine></package>";
    let chapter = |title: &str| {
        page(&format!(
            "<h1>{title}</h1><p>{LINE} {LINE}</p><p>{LINE} {LINE}</p>"
        ))
    };
    let archive = zip_of(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container.as_bytes()),
        ("OEBPS/content.opf", package.as_bytes()),
        (
            "OEBPS/cover.xhtml",
            b"<html><body><p>The Herald</p></body></html>",
        ),
        ("OEBPS/nav.xhtml", chapter("Contents").as_bytes()),
        ("OEBPS/text/a.xhtml", chapter("Minsk answers").as_bytes()),
        ("OEBPS/text/b c.xhtml", chapter("Riga acts").as_bytes()),
    ]);
    let found = items("x.epub", &archive);
    assert_eq!(
        found,
        [
            format!(
                "x.epub!OEBPS/text/b c.xhtml 2018-03-30: Riga acts / {LINE} {LINE} / {LINE} {LINE}"
            ),
            format!(
                "x.epub!OEBPS/text/a.xhtml 2018-03-30: Minsk answers / {LINE} {LINE} / {LINE} {LINE}"
            ),
        ]
    );
}

#[test]
fn an_encrypted_member_says_that_it_needs_its_password() {
    let mut archive = zip_of(&[("a.txt", LINE.as_bytes())]);
    // The flag of encryption, in the local header and in the index.
    archive[6] |= 1;
    let index = archive
        .windows(4)
        .position(|bytes| bytes == b"PK\x01\x02")
        .unwrap();
    archive[index + 8] |= 1;
    let found = items_of("x", &archive, ReadOptions::default());
    assert!(
        found[0].starts_with("Malformed x!a.txt: encrypted"),
        "{}",
        found[0]
    );
}
