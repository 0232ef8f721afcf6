//! Damaged pages saved as text: what a reader of them would call headline, caption and article.

use chancery_read::{BlockKind, Document, ReadOptions, read_text};

fn clean(text: &str) -> Document {
    read_text("page.txt", text.as_bytes(), &ReadOptions::default()).unwrap()
}

/// The blocks as a person would write them down: one letter for the kind, then the text.
fn outline(document: &Document) -> Vec<String> {
    let line = |block: &chancery_read::Block| {
        let kind = match block.kind {
            BlockKind::Headline => 'H',
            BlockKind::Paragraph => 'P',
            BlockKind::Heading => 'T',
            BlockKind::Caption => 'C',
        };
        format!("{kind} {}", document.block_text(block))
    };
    document.blocks.iter().map(line).collect()
}

#[test]
fn a_page_with_player_caption_and_paywall_gives_its_article() {
    let document = clean(
        "The Latvian government is talking to Minsk about sending envoys back. Some of them may be spies.\n\
         Listen to this article · 4:05 mins. Learn more\n\
         - Share the full article\n\
         The Belarusian Embassy in Riga in 2022. Most of Belarus's 31 diplomats in Latvia work there.\n\
         In a bid to mend relations, Latvia is negotiating with Belarus over the return of six envoys to Riga.\n\
         We are having trouble retrieving the article content.\n\
         Please enable JavaScript in your browser settings.\n\
         Already a subscriber? Log in.\n\
         SKIP ADVERTISEMENT\n\
         Source: Source",
    );
    assert_eq!(
        outline(&document),
        [
            "H The Latvian government is talking to Minsk about sending envoys back. Some of them may be spies.",
            "C The Belarusian Embassy in Riga in 2022. Most of Belarus's 31 diplomats in Latvia work there.",
            "P In a bid to mend relations, Latvia is negotiating with Belarus over the return of six envoys to Riga.",
        ]
    );
    assert_eq!(
        document.title.as_deref(),
        Some(document.block_text(&document.blocks[0]))
    );
}

#[test]
fn what_a_script_glued_to_the_headline_is_cut_and_the_dateline_is_told() {
    let document = clean(
        "Source: SourceAfter a month of expulsions, Riga weighs tougher steps against Minsk\n\n\
         Share story\n\n\
         RIGA — Some ministers want more sanctions on Belarus.\n\n\
         Minsk protested on Friday.\n",
    );
    assert_eq!(
        outline(&document),
        [
            "H After a month of expulsions, Riga weighs tougher steps against Minsk",
            "P RIGA — Some ministers want more sanctions on Belarus.",
            "P Minsk protested on Friday.",
        ]
    );
    assert_eq!(document.dateline.as_deref(), Some("RIGA"));
}

#[test]
fn byline_and_date_line_become_fields() {
    let document = clean(
        "Riga weighs tougher steps against Minsk\n\
         The decision is expected within days\n\
         By Jane Roe and John Doe\n\
         Published: March 30, 2018 10:15 am\n\
         Latvia is weighing more sanctions on Belarus, two ministers said.\n",
    );
    assert_eq!(document.byline.as_deref(), Some("Jane Roe and John Doe"));
    assert_eq!(document.published, Some(jiff::civil::date(2018, 3, 30)));
    assert_eq!(
        outline(&document),
        [
            "H Riga weighs tougher steps against Minsk",
            "H The decision is expected within days",
            "P Latvia is weighing more sanctions on Belarus, two ministers said.",
        ]
    );
}

#[test]
fn text_without_furniture_passes_as_it_is() {
    let text = "Latvia asked two envoys of Belarus to leave on Monday.\n\n\
                “We had no choice,” the minister’s office said — and named neither.\n\n\
                Belarus called the step “absurd” & promised an answer: 100% in kind.";
    let document = clean(text);
    assert_eq!(document.text, text);
    assert_eq!(document.title, None);
    assert!(
        document
            .blocks
            .iter()
            .all(|block| block.kind == BlockKind::Paragraph)
    );
}

#[test]
fn short_lines_between_paragraphs_are_headings_and_a_list_is_none() {
    let prose = "Latvia asked two envoys of Belarus to leave within a week, and said that their posts would stay empty.";
    let document = clean(&format!("{prose}\n\nA slow answer\n\n{prose}"));
    assert_eq!(document.blocks[1].kind, BlockKind::Heading);
    let document =
        clean("Latvia expels two envoys\nBelarus recalls its ambassador\nTalks open in Vienna");
    assert!(
        document
            .blocks
            .iter()
            .all(|block| block.kind != BlockKind::Heading)
    );
}

#[test]
fn the_seed_pages_give_their_articles() {
    // They are read where they lie: they are not ours to copy. Elsewhere there is nothing to check.
    let folder = std::path::Path::new("/work/shared/seeds");
    let Ok(first) = std::fs::read(folder.join("000_e9c01115c9a12b2d.txt")) else {
        return;
    };
    let document = read_text("000", &first, &ReadOptions::default()).unwrap();
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds[..2], [BlockKind::Headline, BlockKind::Caption]);
    assert!(kinds[2..].iter().all(|kind| *kind == BlockKind::Paragraph));
    assert_eq!(kinds.len(), 9);
    let second = std::fs::read(folder.join("003_d5f278a01557f87b.txt")).unwrap();
    let document = read_text("003", &second, &ReadOptions::default()).unwrap();
    assert_eq!(document.dateline.as_deref(), Some("WASHINGTON"));
    assert_eq!(document.blocks[0].kind, BlockKind::Headline);
    assert!(
        document
            .title
            .as_deref()
            .is_some_and(|title| title.starts_with("After a week of mass"))
    );
    assert_eq!(document.blocks.len(), 15);
}
