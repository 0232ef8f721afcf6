//! The charts as they are kept, and what holds of every one of them.
//!
//! After a wanted change: `CHANCERY_UPDATE_SNAPSHOTS=1 cargo test -p chancery-serve --test charts`, then look at
//! `cargo run -p chancery-serve --example charts -- FOLDER` and read the diff.

#[path = "../examples/charts/acts.rs"]
mod acts;
#[path = "charts/attacks.rs"]
mod attacks;
#[path = "charts/colours.rs"]
mod colours;
#[path = "../examples/charts/figures.rs"]
mod figures;
#[path = "../../../tests/snapshot.rs"]
mod snapshot;
#[path = "charts/xml.rs"]
mod xml;

use chancery_serve::chart::{
    histogram, impulse, map, presence, reliability, series, spread, standalone, timeline,
};
use std::path::Path;

/// Every chart by name, at a width.
fn all(width: u32) -> Vec<(&'static str, String)> {
    let bars =
        |name: &'static str, measured| (name, series::svg(&figures::series(name, width, measured)));
    vec![
        (
            "timeline",
            timeline::svg(&acts::timeline("timeline", width)),
        ),
        (
            "presence",
            presence::svg(&acts::presence("presence", width)),
        ),
        (
            "histogram",
            histogram::svg(&figures::histogram("histogram", width)),
        ),
        bars("count", series::Measured::Count),
        bars("score", series::Measured::Score),
        bars("expelled", series::Measured::Expelled),
        ("map", map::svg(&figures::map("map", width))),
        ("spread", spread::svg(&figures::spread("spread", width))),
        ("impulse", impulse::svg(&figures::impulse("impulse", width))),
        (
            "reliability",
            reliability::svg(&figures::reliability("reliability", width)),
        ),
    ]
}

/// The map without its outlines, which are a data file's own.
fn short(svg: &str) -> String {
    let line = |line: &str| match line.split_once(" d=\"M") {
        Some((before, rest)) if rest.len() > 200 || line.contains("class=\"c") => {
            format!(
                "{before} d=\"…{}",
                rest.split_once('"').map_or("", |(_, after)| after)
            )
        }
        _ => line.to_owned(),
    };
    svg.lines().map(|text| line(text) + "\n").collect()
}

fn check(name: &str, found: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts/snapshots");
    snapshot::check(&folder.join(format!("{name}.svg")), found);
}

#[test]
fn each_chart_is_drawn_as_it_is_kept() {
    for (name, svg) in all(960) {
        let svg = if name == "map" { short(&svg) } else { svg };
        check(name, &svg);
    }
    check(
        "timeline-narrow",
        &timeline::svg(&acts::timeline("timeline", 360)),
    );
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    assert_eq!(all(960), all(960));
}

#[test]
fn each_chart_is_whole_xml_with_a_title_a_description_and_no_style_or_script() {
    for width in [0, 200, 360, 960, 2000] {
        for (name, svg) in all(width) {
            let elements =
                xml::elements(&svg).unwrap_or_else(|error| panic!("{name} at {width}: {error}"));
            let has = |tag: &str| elements.iter().filter(|element| element.tag == tag).count();
            assert!(has("title") >= 1 && has("desc") == 1, "{name}");
            assert_eq!(
                has("style") + has("script") + has("foreignObject"),
                0,
                "{name}"
            );
            for element in &elements {
                for (key, value) in &element.attributes {
                    assert!(key != "style" && !key.starts_with("on"), "{name}: {key}");
                    assert!(
                        !value.contains("NaN") && !value.contains("inf"),
                        "{name}: {key}={value}"
                    );
                }
            }
            let mut ids: Vec<&str> = elements
                .iter()
                .filter_map(|element| element.attribute("id"))
                .collect();
            let count = ids.len();
            assert!(ids.iter().all(|id| id.starts_with(name)), "{name}: {ids:?}");
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), count, "{name} has an id twice");
            xml::elements(&standalone(&svg))
                .unwrap_or_else(|error| panic!("file of {name}: {error}"));
        }
    }
}

#[test]
fn each_link_has_a_label_and_a_picture_with_links_is_no_image() {
    for (name, svg) in all(960) {
        let elements = xml::elements(&svg).expect("whole XML");
        let links: Vec<_> = elements
            .iter()
            .filter(|element| element.tag == "a")
            .collect();
        let role = elements[0].attribute("role");
        assert_eq!(
            role,
            Some(if links.is_empty() { "img" } else { "group" }),
            "{name}"
        );
        for link in links {
            assert!(
                link.attribute("aria-label")
                    .is_some_and(|label| !label.is_empty()),
                "{name}"
            );
            assert!(
                link.attribute("href").is_some_and(|href| !href.is_empty()),
                "{name}"
            );
        }
    }
}

#[test]
fn texts_lie_within_the_picture_and_are_large_enough() {
    for width in [360, 960] {
        for (name, svg) in all(width) {
            for element in xml::elements(&svg).expect("whole XML") {
                if element.tag == "text" {
                    let at = |key| {
                        element
                            .attribute(key)
                            .and_then(|text| text.parse::<f64>().ok())
                    };
                    let (x, y) = (at("x").expect("a place"), at("y").expect("a place"));
                    assert!(
                        (0.0..=f64::from(width)).contains(&x) && y > 0.0,
                        "{name} at {width}: {element:?}"
                    );
                }
            }
        }
    }
    let css = chancery_serve::chart::CSS;
    for size in css.split("font-size: ").skip(1) {
        let size: f64 = size
            .split("px")
            .next()
            .and_then(|text| text.parse().ok())
            .expect("a size in px");
        assert!(size >= 11.0, "{size}");
    }
}

#[test]
fn four_hundred_acts_and_a_world_of_links_stay_small() {
    let crowded = timeline::svg(&acts::crowded("crowded", 960));
    assert_eq!(crowded.matches("<a ").count(), 400);
    assert!(crowded.len() < 120_000, "{} bytes", crowded.len());
    let mut world = figures::map("map", 960);
    let table = include_str!("../../../data/serve/world.tsv");
    world.values = table
        .lines()
        .skip(2)
        .filter_map(|line| line.split('\t').next())
        .filter(|code| !code.is_empty())
        .map(|code| map::Country {
            code: code.to_owned(),
            events: 12_345,
            href: format!("?since=2018-01-01&until=2018-12-31&party={code}"),
        })
        .collect();
    let svg = map::svg(&world);
    assert_eq!(svg.matches("<a ").count(), world.values.len());
    assert!(svg.len() < 110_000, "{} bytes", svg.len());
    assert!(table.len() < 90_000);
}

#[test]
fn empty_data_draw_a_calm_picture() {
    let timeline = timeline::svg(&timeline::Timeline {
        marks: Vec::new(),
        ..acts::timeline("t", 960)
    });
    let presence = presence::svg(&presence::PresenceChart {
        bands: Vec::new(),
        points: Vec::new(),
        changes: Vec::new(),
        ..acts::presence("p", 960)
    });
    let histogram = histogram::svg(&histogram::Histogram {
        bins: Vec::new(),
        ..figures::histogram("h", 960)
    });
    let series = series::svg(&series::Series {
        bins: Vec::new(),
        ..figures::series("s", 960, series::Measured::Count)
    });
    let impulse = impulse::svg(&impulse::Impulse {
        panels: Vec::new(),
        ..figures::impulse("i", 960)
    });
    let reliability = reliability::svg(&reliability::Reliability {
        bins: Vec::new(),
        ..figures::reliability("r", 960)
    });
    for svg in [timeline, presence, histogram, series, impulse, reliability] {
        assert!(svg.contains("Nothing in this time."), "{svg}");
        xml::elements(&svg).expect("whole XML");
    }
    let map = map::svg(&map::Map {
        values: Vec::new(),
        ..figures::map("m", 960)
    });
    assert!(map.contains("Nothing in this time.") && !map.contains("<a "));
}
