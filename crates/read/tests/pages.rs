//! Pages: what a saved web page gives, and what it must not give.

use chancery_read::{BlockKind, DateBasis, Document, Flag, ReadOptions, read_html};

const PROSE: [&str; 3] = [
    "Latvia asked two envoys of Belarus to leave within a week, the foreign ministry in Riga said on Monday.",
    "The ministry said that the two, whom it did not name, had worked against the country’s interests, and \
     that their posts would stay empty until the talks had ended.",
    "Belarus called the step hostile, promised an answer in kind, and recalled its ambassador for advice, \
     the state news agency said, citing a decree that was signed on Tuesday.",
];

fn page(body: &str) -> String {
    format!(
        "<!doctype html><html><head><meta charset=utf-8><title>Riga asks envoys to leave | The Herald</title>\
         <meta property='og:site_name' content='The Herald'>\
         <meta property='article:published_time' content='2018-03-30T10:00:00+02:00'>\
         </head><body><nav><a href=/>Home</a></nav>{body}<footer>© The Herald</footer></body></html>"
    )
}

fn article(extra: &str) -> String {
    page(&format!(
        "<article><h1>Riga asks envoys to leave</h1><p class=byline>By Jane Roe</p>\
         <figure><img src=a.jpg><figcaption>The embassy in Riga.</figcaption></figure>\
         <p>{}</p><h2>A slow answer</h2><p>{}</p>{extra}<p>{}</p></article>",
        PROSE[0], PROSE[1], PROSE[2]
    ))
}

fn read(html: &str) -> Document {
    read_html("page", html.as_bytes(), &ReadOptions::default()).unwrap()
}

fn texts(document: &Document, kind: BlockKind) -> Vec<&str> {
    let blocks = document.blocks.iter().filter(|block| block.kind == kind);
    blocks.map(|block| document.block_text(block)).collect()
}

#[test]
fn a_page_gives_its_article_with_headline_caption_and_heading() {
    let document = read(&article(""));
    assert_eq!(document.blocks[0].kind, BlockKind::Headline);
    assert_eq!(
        texts(&document, BlockKind::Headline),
        ["Riga asks envoys to leave"]
    );
    assert_eq!(texts(&document, BlockKind::Paragraph), PROSE);
    assert_eq!(
        texts(&document, BlockKind::Caption),
        ["The embassy in Riga."]
    );
    assert_eq!(texts(&document, BlockKind::Heading), ["A slow answer"]);
    assert_eq!(document.outlet.as_deref(), Some("The Herald"));
    assert_eq!(document.byline.as_deref(), Some("Jane Roe"));
    assert_eq!(document.published, Some(jiff::civil::date(2018, 3, 30)));
}

#[test]
fn a_heading_above_the_first_paragraph_is_the_line_under_the_headline() {
    let body = format!(
        "<article><h1>Riga asks envoys to leave</h1><h2>Minsk promises an answer within a week</h2>\
         <p>{}</p><p>{}</p><p>{}</p></article>",
        PROSE[0], PROSE[1], PROSE[2]
    );
    let document = read(&page(&body));
    assert_eq!(
        texts(&document, BlockKind::Headline),
        [
            "Riga asks envoys to leave",
            "Minsk promises an answer within a week"
        ]
    );
}

#[test]
fn furniture_in_the_middle_of_an_article_is_cut() {
    for extra in [
        "<div class=newsletter-signup><p>Get our news by mail, every day, for free.</p></div>",
        "<p>Advertisement</p>",
        "<p><a href=/x>Estonia weighs the same step</a></p>",
        "<aside><p>Who is who in Minsk</p></aside>",
        "<div class='related-articles'><h3>Related</h3><ul><li><a href=/y>Another report</a></li></ul></div>",
        "<script>var x = 'Latvia';</script><style>p { color: red }</style>",
        "<h3>Related stories</h3><ul><li>See how <a href=/y>another report</a></li></ul>",
    ] {
        let document = read(&article(extra));
        assert_eq!(texts(&document, BlockKind::Paragraph), PROSE, "{extra}");
    }
}

#[test]
fn a_page_wrapped_in_a_form_or_a_sidebar_class_keeps_its_article() {
    let inner = format!(
        "<div class='with-sidebar sidebar'><p>{}</p><p>{}</p><p>{}</p></div>",
        PROSE[0], PROSE[1], PROSE[2]
    );
    let document = read(&page(&format!("<form action=/x>{inner}</form>")));
    assert_eq!(texts(&document, BlockKind::Paragraph), PROSE);
}

#[test]
fn the_declared_encoding_of_a_page_is_used() {
    let html = "<html><head><meta charset=windows-1251><title>Рига</title></head><body><p>Послы уехали из Риги в понедельник.</p></body></html>";
    let bytes = encoding_rs::WINDOWS_1251.encode(html).0;
    let document = read_html("page", &bytes, &ReadOptions::default()).unwrap();
    assert!(
        document
            .text
            .contains("Послы уехали из Риги в понедельник."),
        "{}",
        document.text
    );
}

#[test]
fn a_page_nested_a_hundred_thousand_deep_is_read_flat() {
    for (depth, tag) in [
        (100_000, "<div>"),
        (3_000, "<div>"),
        (3_000, "<span>"),
        (1_000, "<table><td>"),
    ] {
        let html = format!("{}<p>{}</p>", tag.repeat(depth), PROSE[0]);
        assert!(read(&html).text.contains(PROSE[0]), "{depth} {tag}");
    }
}

#[test]
fn a_page_without_text_is_a_problem() {
    let problem = read_html(
        "page",
        b"<html><body><img src=a.jpg></body></html>",
        &ReadOptions::default(),
    );
    assert_eq!(
        problem.unwrap_err().kind,
        chancery_codebook::ProblemKind::Empty
    );
}

#[test]
fn a_given_date_gives_way_to_a_pages_data_and_address_but_not_to_its_words() {
    let given = ReadOptions {
        published: Some(jiff::civil::date(2020, 1, 1)),
        ..ReadOptions::default()
    };
    let dated = |html: &str| {
        let document = read_html("page", html.as_bytes(), &given).unwrap();
        (
            document.published.unwrap().to_string(),
            document.published_basis.unwrap(),
        )
    };
    let day = "2018-03-30".to_owned();
    assert_eq!(dated(&article("")), (day.clone(), DateBasis::Metadata));
    let bare = |head: &str, line: &str| {
        format!(
            "<html><head>{head}</head><body><article><h1>Riga acts today</h1><p>{line}</p><p>{}</p><p>{}</p>\
             <p>{}</p></article></body></html>",
            PROSE[0], PROSE[1], PROSE[2]
        )
    };
    let address = "<link rel=canonical href=https://herald.example/2018/03/30/riga>";
    assert_eq!(dated(&bare(address, "x")), (day.clone(), DateBasis::Url));
    let line = "Published March 30, 2018";
    assert_eq!(
        dated(&bare("", line)),
        ("2020-01-01".to_owned(), DateBasis::Given)
    );
    let alone = read(&bare("", line));
    assert_eq!(alone.published.unwrap().to_string(), day);
    assert_eq!(alone.published_basis, Some(DateBasis::Text));
}

#[test]
fn the_outlets_own_day_wins_over_the_day_in_utc() {
    let page = |stamp: &str| {
        read(&format!(
            "<html><head><meta property=article:published_time content={stamp}></head><body><article>\
             <h1>Riga acts today</h1><p>March 30, 2018 9:30 pm ET</p><p>{}</p><p>{}</p><p>{}</p></article></body></html>",
            PROSE[0], PROSE[1], PROSE[2]
        ))
    };
    let of = |stamp: &str| {
        let document = page(stamp);
        (
            document.published.unwrap().to_string(),
            document.published_basis.unwrap(),
        )
    };
    assert_eq!(of("2018-03-31T01:30:00Z").0, "2018-03-30");
    assert_eq!(of("2018-03-31T01:30:00Z").1, DateBasis::Text);
    // No place has the day before at this hour, and an offset of its own makes a moment local.
    assert_eq!(of("2018-03-31T20:30:00Z").0, "2018-03-31");
    assert_eq!(of("2018-03-31T01:30:00-04:00").0, "2018-03-31");
}

#[test]
fn walls_live_blogs_and_corrections_are_flagged() {
    let flags = |html: &str| read(html).flags;
    let short = page(&format!(
        "<article><h1>Riga asks envoys to leave</h1><p>{}</p><p>Subscribe to continue reading</p></article>",
        PROSE[0]
    ));
    assert_eq!(flags(&short), [Flag::Paywalled]);
    assert_eq!(flags(&article("")), []);
    let corrected = article("<p>Correction: An earlier report named the wrong ministry.</p>");
    assert_eq!(flags(&corrected), [Flag::Correction]);
    let live = article("").replace(
        "<meta charset=utf-8>",
        "<meta charset=utf-8><script type='application/ld+json'>{\"@type\": \"LiveBlogPosting\"}</script>",
    );
    assert_eq!(flags(&live), [Flag::Listing]);
    let stub = "<html><body><p>Please enable JavaScript to view this page.</p><p>The Herald</p></body></html>";
    assert_eq!(flags(stub), [Flag::Truncated]);
}
