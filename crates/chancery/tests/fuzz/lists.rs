//! What people and other programs write line by line: dictionaries, triggers, maps of fields, lists of feeds, rows of
//! other data sets.

use super::seeds::texts as list;
use super::{Target, Words, target};
use chancery::fetch::Config;
use chancery::lexicon::{Lexicon, Triggers, import_petrarch};
use chancery::read::FieldMap;
use chancery::record::layout::Layout;
use std::fmt::Write as _;

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
