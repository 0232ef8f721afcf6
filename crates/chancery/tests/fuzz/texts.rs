//! What stands in memory: sentences, pages, dictionaries, lists of feeds, rows of other data sets.

use super::Target;
use super::seeds::{LINE, dispatches, feeds, page, texts as list, written};
use chancery::code::{Coder, dates::find_dates, numbers::find_numbers, split_sentences};
use chancery::codebook::Event;
use chancery::fetch::{Answered, Config, Hints, PRODUCT, Reach, Rules, address, document, feed};
use chancery::lexicon::{Lexicon, Triggers, fold, import_petrarch, tokenize};
use chancery::read::{Document, FieldMap, ReadOptions, parse_date, read_html, read_text};
use chancery::record::layout::Layout;
use std::fmt::Write as _;

type Words = &'static [&'static [u8]];

fn target(
    name: &'static str,
    cases: usize,
    seeds: Vec<Vec<u8>>,
    words: Words,
    run: impl FnMut(&[u8]) -> String + Send + 'static,
) -> Target {
    Target {
        name,
        cases,
        seeds,
        words: words.to_vec(),
        run: Box::new(run),
    }
}

/// Checks that the blocks of a document are in order and within its text.
pub fn sound(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(
            block.start >= end && block.end > block.start,
            "{:?}",
            document.blocks
        );
        let text = document.block_text(block);
        assert_eq!(text, text.trim());
        end = block.end;
    }
    assert_eq!(end, document.text.len());
    assert!(!document.id.is_empty());
}

const CALENDAR: Words = &[
    b"Monday",
    b"last ",
    b"next ",
    b"March",
    b"May ",
    b"2018",
    b"99999",
    b" weeks",
    b" days",
    b" years",
    b" ago",
    b"since ",
    b"between ",
    b" and ",
    b"-",
    b"/",
    b".",
    b",",
    b"early ",
    b"mid-",
    b"Q3 ",
    b"FY2012",
    b"1990s",
    b"17th",
    b" century",
    b"the ",
    b"first ",
    b"half of ",
    b"Ramadan",
    b"Easter",
    b"B.C.",
    b"fiscal ",
    b"winter",
    b"noon",
    b"Feb. 29",
];

pub fn dates() -> Target {
    let seeds = list(&[
        "Ruritania recalled its envoy last month, on March 3, 2018.",
        "It closed between 4 and 9 May 1999.",
        "Since the early 1990s, and until mid-2012.",
        "On Feb. 29, 2024, three weeks after the second Friday of January.",
        "In the first half of the 17th century.",
        "From Monday to Wednesday next week.",
        "2018-03-26, 26/03/2018, 3.26.18 and 20180326.",
        "Two and a half years earlier, in fiscal 2012.",
    ]);
    let days = [
        None,
        Some(jiff::civil::date(2018, 3, 26)),
        Some(jiff::civil::Date::MIN),
        Some(jiff::civil::Date::MAX),
        Some(jiff::civil::date(2024, 2, 29)),
    ];
    let mut turn = 0;
    target("dates", 6000, seeds, CALENDAR, move |bytes| {
        turn += 1;
        let text = String::from_utf8_lossy(bytes);
        let (mut end, mut told) = (0, String::new());
        for found in find_dates(&text, days[turn % days.len()]) {
            assert!(found.start >= end && found.end > found.start, "{found:?}");
            assert!(text.get(found.start..found.end).is_some(), "{found:?}");
            assert!(found.first <= found.last, "{found:?}");
            end = found.end;
            let _ = write!(told, "{} ", found.rule);
        }
        told
    })
}

pub fn days() -> Target {
    let seeds = list(&[
        "2018-03-26",
        "26 March 2018",
        "March 26, 2018 10:15 am",
        "Mon, 26 Mar 2018 10:00:00 +0200",
        "20180326T101500Z",
        "1522058400",
        "3/26/18",
        "2018-W13-1",
    ]);
    target("days", 8000, seeds, CALENDAR, |bytes| {
        let found = parse_date(&String::from_utf8_lossy(bytes));
        // The kinds of outcome: none, and a day by its decade.
        found.map_or_else(String::new, |day| {
            format!(
                "{} {}",
                "x".repeat((day.year().unsigned_abs() / 10) as usize % 64),
                day.day() > 28
            )
        })
    })
}

pub fn numbers() -> Target {
    const WORDS: Words = &[
        b"dozens of ",
        b"at least ",
        b"between ",
        b" and ",
        b"hundred ",
        b"thousand ",
        b"million ",
        b"one ",
        b"ninety-nine ",
        b"half a ",
        b"%",
        b"$",
        b"a score of ",
        b"no ",
        b".5",
        b",000",
        b" to ",
        b"diplomats",
        b"more than ",
        b"fewer than ",
        b"st ",
        b"th ",
        b"km",
        b"year-old",
    ];
    let seeds = list(&[
        "Ruritania expelled at least 23 Sylvanian envoys.",
        "Between two and three dozen diplomats left; 1,200.5 tonnes came.",
        "One hundred and twenty-three thousand soldiers, half a million people.",
        "From $3.5bn to €4 million, about 40%.",
        "A 34-year-old, the 21st of 60 or more, none of the 5-7 staff.",
    ]);
    target("numbers", 6000, seeds, WORDS, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let (mut end, mut told) = (0, String::new());
        for n in find_numbers(&text) {
            assert!(
                n.start >= end
                    && n.start <= n.number_start
                    && n.number_start < n.number_end
                    && n.number_end <= n.end,
                "{n:?}"
            );
            assert!(
                text.get(n.start..n.end).is_some()
                    && text.get(n.number_start..n.number_end).is_some(),
                "{n:?}"
            );
            assert!(
                n.low.is_none() || n.high.is_none() || n.low <= n.high,
                "{n:?}"
            );
            end = n.end;
            let _ = write!(told, "{} {:?} ", n.rule, n.kind);
        }
        told
    })
}

pub fn sentences() -> Target {
    const WORDS: Words = &[
        b". ",
        b"U.S. ",
        b"Mr. ",
        b"?\" ",
        "…” ".as_bytes(),
        b"J. ",
        b"!) ",
        b"\n\n",
        b"The ",
        b"'s ",
    ];
    let seeds = list(&[
        "Gen. R. Ortiz met Mr. Sato in St. Gallen. They spoke.",
        "“We left.” Oslo agreed. The U.S. did not... Why?",
        LINE,
    ]);
    target("sentences", 6000, seeds, WORDS, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let (mut end, mut n) = (0, 0);
        for range in split_sentences(&text) {
            assert!(
                range.start >= end && range.end > range.start && text.get(range.clone()).is_some()
            );
            end = range.end;
            n += 1;
        }
        let mut end = 0;
        for token in tokenize(&text) {
            assert!(
                token.start >= end
                    && token.end > token.start
                    && text.get(token.start..token.end).is_some()
            );
            end = token.end;
        }
        let folded = fold(&text);
        assert_eq!(fold(&folded), folded, "a key of a key is the key");
        ".".repeat(n.min(40))
    })
}

/// Finds what cannot be in a coded report.
fn coded(coder: &Coder, report: &Document) -> String {
    let chars: Vec<char> = report.text.chars().collect();
    let slice = |start: usize, end: usize| chars[start..end].iter().collect::<String>();
    let (mut told, mut ids) = (String::new(), std::collections::HashSet::new());
    let coded = coder.code(report);
    for e in &coded.events {
        assert_eq!(slice(e.text_info.start, e.text_info.end), e.text);
        for party in e.actor.iter().chain(&e.recipient).chain(&e.said_by) {
            assert_eq!(slice(party.start, party.end), party.raw_text);
        }
        assert!(
            e.date <= e.enddate && (0.0..=1.0).contains(&e.confidence),
            "{e:?}"
        );
        assert!(ids.insert(e.id.clone()), "an id twice: {e:?}");
        let _ = write!(told, "{} {:?} {:?} ", e.event, e.mode, e.status);
    }
    let _ = write!(
        told,
        "{} {}",
        coded.presence.len().min(1),
        coded.problems.len()
    );
    told
}

pub fn reports() -> Target {
    const WORDS: Words = &[
        b"Russia ",
        b"the Kremlin ",
        b"U.S. ",
        b"diplomats ",
        b"60 ",
        b"expelled ",
        b"was ",
        b"closed ",
        b"its ",
        b"embassy ",
        b"to ",
        b"that ",
        b", who ",
        b"\"",
        b"said ",
        b"will ",
        b"not ",
        b"by ",
        b"in Kabul ",
        b"agreed ",
        b"threatened ",
        b"if ",
        b"talks ",
        b"killed ",
        b"last month ",
        b"(",
        b")",
        "— ".as_bytes(),
        b"ordered ",
        b"\n\n",
        b"ambassador ",
        b"summoned ",
        b"each other ",
    ];
    let mut seeds = dispatches();
    seeds.truncate(3);
    seeds.extend(list(&[
        LINE,
        "Norway expelled two Russian diplomats on Monday. Moscow responded by closing a consulate.",
        "Finland and Chad agreed to exchange ambassadors, who will arrive in May, it said.",
    ]));
    let coder = Coder::default();
    target("reports", 500, seeds, WORDS, move |bytes| {
        let mut report = Document::from_text("f", &String::from_utf8_lossy(bytes));
        report.published = Some(jiff::civil::date(2024, 5, 14));
        coded(&coder, &report)
    })
}

pub fn dictionaries() -> Target {
    const WORDS: Words = &[
        b"[~GOV]",
        b"[DEUMIL]",
        b"\n+",
        b"_",
        b";",
        b"{",
        b"}",
        b"# ",
        b" [",
        b"<920101>",
        b"\t",
        b"---",
    ];
    let seeds = list(&[
        "RURITANIAN_GUARD_ [DEUMIL]\n",
        "; a comment\nMINISTER_ [~GOV]\n+MINISTERS_\nSOLDIER_ [~MIL]  # own\n",
        "GERMANY_ [DEU]\n+BONN_ [DEU <900101]\n",
    ]);
    target("dictionary", 2000, seeds, WORDS, |bytes| {
        let (file, problems) = import_petrarch(&String::from_utf8_lossy(bytes), "fuzz");
        assert!(
            problems
                .iter()
                .all(|p| !p.message.is_empty() && !p.message.contains('\n'))
        );
        format!(
            "{} {}",
            file.lines().next().unwrap_or_default(),
            problems.first().map_or("", |p| &p.message)
        )
    })
}

pub fn triggers() -> Target {
    const WORDS: Words = &[
        b"[[trigger]]\n",
        b"verbs = [",
        b"needs = \"both\"\n",
        b"id = \"x\"\n",
        b"object = [\"@relief\"]\n",
        b"nouns = [",
        b"]",
        b"\"\"",
        b"prep = [\"to\"]\n",
        b"event = \"AID\"\n",
        b"mode = \"expel\"\n",
    ];
    let seeds = list(&[
        "event = \"AID\"\n\n[[trigger]]\nid = \"fuzz\"\nverbs = [\"harbour\", \"take in\"]\nneeds = \"both\"\nobject = [\"@relief\"]\nprep = [\"to\"]\naccept = [\"Kenya harboured two officers.\"]\nreject = [\"The wall harboured lizards.\"]\n",
    ]);
    target("triggers", 60, seeds, WORDS, |bytes| {
        let file = (
            "fuzz.toml".to_owned(),
            String::from_utf8_lossy(bytes).into_owned(),
        );
        match Triggers::load(&[file]) {
            Ok(triggers) => format!("{}", triggers.hits(&["harboured", "harbour", "the"]).len()),
            Err(error) => error.to_string(),
        }
    })
}

pub fn field_maps() -> Target {
    let seeds = list(&[
        "text=body,date=meta.published_at",
        "text = body, published=when, id=x, title=t, url=u, outlet=o",
    ]);
    target(
        "field map",
        4000,
        seeds,
        &[b"=", b",", b"text=", b"date=", b".", b" "],
        |bytes| match String::from_utf8_lossy(bytes).parse::<FieldMap>() {
            Ok(map) => format!("{} {}", map.text.is_some(), map.date.is_some()),
            Err(error) => error.to_string(),
        },
    )
}

pub fn records() -> Target {
    let seeds = vec![written("jsonl")];
    target(
        "records",
        3000,
        seeds,
        &[
            b"null",
            b"\"\"",
            b"[]",
            b"{}",
            b"-1",
            b"1e999",
            b"\"SANCTION\"",
            b"\"9999-12-31\"",
            b"\"-009999-01-01\"",
            b"\\ud800",
        ],
        |bytes| match serde_json::from_slice::<Event>(bytes) {
            Ok(event) => {
                let again = serde_json::to_string(&event).unwrap();
                assert_eq!(serde_json::from_str::<Event>(&again).unwrap(), event);
                format!("{} {:?}", event.event, event.mode)
            }
            Err(error) => error.to_string(),
        },
    )
}

const TAGS: Words = &[
    b"<p>",
    b"</p>",
    b"<div>",
    b"</div>",
    b"<article>",
    b"<table><td>",
    b"<script>",
    b"</script>",
    b"<!--",
    b"-->",
    b"<meta charset=",
    b"<svg><style><!-- --",
    b"<template>",
    b"<noscript>",
    b"<br>",
    b"&amp;",
    b"<li>",
    b"<ul>",
    b"<a href=x>",
    b"<h1>",
    b"<time datetime=\"2024-99-99\">",
    b"<math>",
    b"<select>",
    b"{\"@type\":\"NewsArticle\"",
    b"<base href=\"//\">",
    b"<frameset>",
    b"<plaintext>",
];

pub fn pages() -> Target {
    let mut seeds = dispatches();
    seeds.retain(|bytes| bytes.starts_with(b"<"));
    seeds.push(page().into_bytes());
    target("pages", 400, seeds, TAGS, |bytes| {
        match read_html("f", bytes, &ReadOptions::default()) {
            Ok(document) => {
                sound(&document);
                format!(
                    "{} {:?} {}",
                    document.blocks.len(),
                    document.published_basis,
                    document.title.is_some()
                )
            }
            Err(problem) => problem.message,
        }
    })
}

pub fn plain() -> Target {
    const WORDS: Words = &[
        b"\n\n",
        b"Share story\n",
        "RIGA — ".as_bytes(),
        b"By Jane Roe\n",
        b"March 30, 2018\n",
        b"Source: Source",
        b"(AP Photo/x)",
        b"ADVERTISEMENT\n",
        b"\r\n",
    ];
    target("plain", 600, dispatches(), WORDS, |bytes| {
        match read_text("f", bytes, &ReadOptions::default()) {
            Ok(document) => {
                sound(&document);
                format!(
                    "{} {:?} {:?}",
                    document.blocks.len(),
                    document.published,
                    document.dateline.is_some()
                )
            }
            Err(problem) => problem.message,
        }
    })
}

fn answered(kind: Option<&str>, bytes: &[u8]) -> Answered {
    Answered {
        url: address("https://wire.example/news/1").unwrap(),
        moved: None,
        content_type: kind.map(str::to_owned),
        validators: chancery::fetch::Validators::default(),
        body: bytes.to_vec(),
    }
}

pub fn fetched_feeds() -> Target {
    const WORDS: Words = &[
        b"<item>",
        b"</item>",
        b"<link>",
        b"<entry>",
        b"<![CDATA[",
        b"]]>",
        b"<!DOCTYPE x [<!ENTITY a \"b\">]>",
        b"&a;",
        b"javascript:",
        b"file:///etc/passwd",
        b"<pubDate>",
    ];
    target("web feed", 1000, feeds(), WORDS, |bytes| {
        match feed(&answered(None, bytes)) {
            Ok(feed) => {
                for entry in &feed.entries {
                    assert!(
                        matches!(entry.url.scheme(), "http" | "https"),
                        "{}",
                        entry.url
                    );
                }
                format!(
                    "{} {}",
                    feed.entries.len(),
                    feed.entries.first().is_some_and(|e| e.published.is_some())
                )
            }
            Err(error) => error.to_string(),
        }
    })
}

pub fn fetched_pages() -> Target {
    let seeds = vec![page().into_bytes(), LINE.as_bytes().to_vec()];
    let kinds = [
        Some("text/html; charset=utf-8"),
        Some("text/plain"),
        Some("text/html; charset=shift_jis"),
        None,
        Some("application/xhtml+xml; charset=\"utf-16le\""),
    ];
    let mut turn = 0;
    target("web page", 400, seeds, TAGS, move |bytes| {
        turn += 1;
        match document(
            &answered(kinds[turn % kinds.len()], bytes),
            &Hints::default(),
        ) {
            Ok(document) => {
                sound(&document);
                let url = document.url.unwrap_or_default();
                assert!(
                    url.contains("wire.example"),
                    "a page cannot speak for another site: {url}"
                );
                format!("{}", document.blocks.len())
            }
            Err(error) => error.to_string(),
        }
    })
}

pub fn robots() -> Target {
    const WORDS: Words = &[
        b"User-agent: ",
        b"chancery\n",
        b"Disallow: ",
        b"Allow: ",
        b"Crawl-delay: ",
        b"/*",
        b"$\n",
        b"%2F",
        b"%",
        b"*",
        b"#",
    ];
    let seeds = list(&[
        "User-agent: *\nDisallow: /closed\nAllow: /closed/open$\nCrawl-delay: 4\n",
        "User-Agent: chancery\nUser-Agent: other\nDisallow: /*/x*y$\n\nUser-agent: *\nDisallow:\n",
    ]);
    target("robots", 6000, seeds, WORDS, |bytes| {
        let rules = Rules::parse(&String::from_utf8_lossy(bytes), PRODUCT);
        let paths = [
            "/",
            "/closed",
            "/closed/open",
            "/a/x/y",
            "/é%zz",
            "/closed?x=*",
        ];
        assert!(rules.delay().is_none_or(|d| d.as_secs() <= 60));
        paths
            .map(|path| if rules.allow(path) { 'y' } else { 'n' })
            .iter()
            .collect::<String>()
            + if rules.delay().is_some() { "d" } else { "" }
    })
}

pub fn feed_lists() -> Target {
    let seeds = list(&[
        "interval = '15m'\ndelay = '5s'\na_day = 2000\nseed = 7\n[[feed]]\nurl = 'https://wire.example/f'\ninterval = '5m'\noutlet = 'Wire'\n[[host]]\nname = 'wire.example'\ndelay = '0s'\n",
    ]);
    target(
        "feed list",
        3000,
        seeds,
        &[
            b"[[feed]]\n",
            b"url = '",
            b"'\n",
            b"interval = ",
            b"'1ns'",
            b"'999999999999h'",
            b"delay = ",
            b"contact = \"\"\n",
            b"file:///x",
            b"[[host]]\n",
        ],
        |bytes| match Config::parse(&String::from_utf8_lossy(bytes)) {
            Ok(config) => {
                assert!(
                    config
                        .feeds
                        .iter()
                        .all(|f| matches!(f.url.scheme(), "http" | "https"))
                );
                format!("{} {}", config.feeds.len(), config.hosts.len())
            }
            Err(error) => error.to_string(),
        },
    )
}

pub fn addresses() -> Target {
    const WORDS: Words = &[
        b"http://",
        b"https://",
        b"127.0.0.1",
        b"[::1]",
        b"@",
        b":80",
        b"%2e",
        b"\\",
        b"0x7f.1",
        b"2130706433",
        b"localhost",
        b"[::ffff:10.0.0.1]",
        b"xn--",
        "。".as_bytes(),
        b"#",
        b"?",
    ];
    let seeds = list(&[
        "https://wire.example/news/1?a=b#c",
        "http://user:word@127.0.0.1:8080/",
        "http://[2001:db8::1]/x",
        "https://bücher.example/é",
    ]);
    target("addresses", 6000, seeds, WORDS, |bytes| {
        match address(&String::from_utf8_lossy(bytes)) {
            Ok(url) => {
                assert!(
                    matches!(url.scheme(), "http" | "https") && url.has_host(),
                    "{url}"
                );
                assert!(
                    url.username().is_empty() && url.password().is_none(),
                    "{url}"
                );
                // An address of this machine in any spelling is none of the public internet.
                let ip = url.host().and_then(|host| {
                    match host.to_string().trim_matches(['[', ']']).parse() {
                        Ok(ip) => Some(std::net::IpAddr::to_canonical(&ip)),
                        Err(_) => None,
                    }
                });
                if ip.is_some_and(|ip| ip.is_loopback() || ip.is_unspecified()) {
                    assert!(!Reach::Public.allows(ip.unwrap()), "{url}");
                }
                format!("{} {}", ip.is_some(), url.port().is_some())
            }
            Err(error) => error.to_string(),
        }
    })
}

pub fn layouts() -> Target {
    let row = |layout: Layout, cells: &[(&str, &str)]| {
        let cell = |column: &&str| {
            cells
                .iter()
                .find(|(name, _)| name == column)
                .map_or("", |(_, v)| v)
        };
        layout
            .columns()
            .iter()
            .map(cell)
            .collect::<Vec<_>>()
            .join("\t")
    };
    let seeds = list(&[
        &row(
            Layout::Polecat,
            &[
                ("Event ID", "a1"),
                ("Event Date", "2018-03-26"),
                ("Event Type", "SANCTION"),
                ("Event Mode", "expel"),
                ("Contexts", "diplomatic;military"),
                ("Actor Name", "USA"),
                ("Actor Country", "USA"),
                ("Recipient Country", "RUS"),
                ("Recipient Name", "Russia"),
                ("Latitude", "38.9"),
                ("Longitude", "-77.0"),
                ("Placename", "Washington"),
            ],
        ),
        &row(
            Layout::Gdelt2,
            &[
                ("GLOBALEVENTID", "7"),
                ("SQLDATE", "20180326"),
                ("Actor1CountryCode", "USA"),
                ("Actor2CountryCode", "RUS"),
                ("EventCode", "161"),
                ("QuadClass", "4"),
                ("ActionGeo_Lat", "38.9"),
                ("ActionGeo_Long", "-77"),
                ("DATEADDED", "20180326101500"),
                ("SOURCEURL", "https://wire.example/1"),
            ],
        ),
        &row(
            Layout::Icews,
            &[
                ("Event ID", "9"),
                ("Event Date", "2018-03-26"),
                ("Source Country", "United States"),
                ("Target Country", "Russian Federation"),
                ("CAMEO Code", "161"),
                ("Intensity", "-5.0"),
                ("Latitude", "38.9"),
                ("Longitude", "-77.0"),
                ("Publisher", "Wire"),
            ],
        ),
    ]);
    const WORDS: Words = &[
        b"\t",
        b"\t\t\t\t",
        b"161",
        b"2018-03-26",
        b"20180326",
        b"SANCTION",
        b"USA",
        b"RUS",
        b"Norway",
        b"999",
        b"-91",
        b";",
        b"https://",
    ];
    target("layouts", 4000, seeds, WORDS, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let cells: Vec<&str> = text.split('\t').collect();
        let code = |name: &str| Lexicon::builtin().country_code(name);
        let mut told = String::new();
        for layout in Layout::ALL {
            match layout.read(&cells, &code) {
                Ok(row) => {
                    let place = row.event.place.as_ref();
                    assert!(
                        place.is_none_or(|p| p.lat.is_none_or(|x| x.abs() <= 90.0)
                            && p.lon.is_none_or(|x| x.abs() <= 180.0)),
                        "{place:?}"
                    );
                    let _ = write!(told, "{layout:?} {} {} ", row.event.event, place.is_some());
                }
                Err(error) => drop(write!(told, "{error} ")),
            }
        }
        told
    })
}
