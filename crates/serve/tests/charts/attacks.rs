//! Hostile text in every place that takes text: it stays text.

use super::{acts, figures, xml};
use chancery_serve::chart::{
    histogram, impulse, map, presence, reliability, series, spark, spread, standalone, timeline,
};

const ATTACKS: [&str; 14] = [
    "</title><script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "' onload='alert(1)",
    "\" onmouseover=\"alert(1)",
    "<img src=x onerror=alert(1)>",
    "</svg><iframe srcdoc=x>",
    "]]><script>alert(1)</script>",
    "<!--",
    "&#x3c;script&#x3e;",
    "&lt;script&gt;",
    "javascript:alert(1)",
    "JAVA\tSCRIPT:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "\u{0}\u{1}\u{8}\u{b}\u{1f}\u{fffe}\u{ffff}\u{202e}<b>",
];

/// Every chart with the text wherever text goes.
fn hostile(text: &str) -> Vec<String> {
    let text = text.to_owned();
    let mut line = acts::timeline(&text, 960);
    (line.first_name, line.second_name) = (text.clone(), text.clone());
    for mark in &mut line.marks {
        (mark.href, mark.label) = (text.clone(), text.clone());
    }
    for arc in &mut line.arcs {
        arc.label = text.clone();
    }
    let mut staff = acts::presence(&text, 960);
    staff.title = text.clone();
    for point in &mut staff.points {
        (point.href, point.label) = (text.clone(), text.clone());
    }
    for change in &mut staff.changes {
        (change.href, change.label) = (text.clone(), text.clone());
    }
    let mut counts = figures::histogram(&text, 960);
    for bin in &mut counts.bins {
        bin.href = text.clone();
    }
    let mut bars = figures::series(&text, 960, series::Measured::Expelled);
    (bars.first_name, bars.second_name) = (text.clone(), text.clone());
    for bin in &mut bars.bins {
        bin.href = text.clone();
    }
    let mut world = figures::map(&text, 960);
    world.title = text.clone();
    world.selected.push(text.clone());
    for country in &mut world.values {
        country.href = text.clone();
    }
    let mut answer = figures::spread(&text, 960);
    answer.title = text.clone();
    answer.kinds.push((text.clone(), 0.5));
    let mut shock = figures::impulse(&text, 960);
    (shock.title, shock.step) = (text.clone(), text.clone());
    for panel in &mut shock.panels {
        panel.title = text.clone();
    }
    let mut score = figures::reliability(&text, 960);
    score.title = text.clone();
    vec![
        timeline::svg(&line),
        presence::svg(&staff),
        histogram::svg(&counts),
        series::svg(&bars),
        map::svg(&world),
        spread::svg(&answer),
        impulse::svg(&shock),
        reliability::svg(&score),
        spark::svg(&spark::Spark {
            forward: vec![1.0],
            back: Vec::new(),
            label: text,
        }),
    ]
}

#[test]
fn hostile_text_stays_text() {
    let known = [
        "svg", "title", "desc", "g", "a", "path", "rect", "circle", "text", "defs", "pattern",
        "marker", "use", "style",
    ];
    for attack in ATTACKS {
        for svg in hostile(attack)
            .iter()
            .flat_map(|svg| [svg.clone(), standalone(svg)])
        {
            let elements =
                xml::elements(&svg).unwrap_or_else(|error| panic!("{attack:?}: {error}"));
            for element in elements {
                assert!(
                    known.contains(&element.tag.as_str()),
                    "{attack:?}: <{}>",
                    element.tag
                );
                assert!(
                    element.attributes.keys().all(|key| !key.starts_with("on")),
                    "{attack:?}: {element:?}"
                );
                if let Some(href) = element.attribute("href") {
                    let scheme = href.split(['/', '?', '#']).next().unwrap_or_default();
                    assert!(!scheme.contains(':'), "{attack:?}: {href}");
                }
            }
        }
    }
}

#[test]
fn numbers_out_of_all_bounds_are_drawn_without_a_panic() {
    use jiff::civil::Date;
    let mut line = acts::timeline("t", 0);
    (line.since, line.until) = (Date::MIN, Date::MAX);
    line.arcs.push(timeline::Arc {
        from: usize::MAX,
        to: 0,
        stated: true,
        label: String::new(),
    });
    line.marks[0].size = Some((i64::MAX, None));
    line.marks[1].size = Some((i64::MIN, Some(i64::MAX)));
    line.marks[2].quad = 200;
    (line.marks[3].first, line.marks[3].last) = (Date::MAX, Date::MIN);
    let mut staff = acts::presence("p", u32::MAX);
    staff.bands[0].low = i64::MAX;
    staff.points[0].low = i64::MIN;
    let mut bars = figures::series("s", 960, series::Measured::Score);
    bars.bins[0].forward = series::Value::exact(f64::NAN);
    bars.bins[1].forward = series::Value::exact(f64::INFINITY);
    bars.bins[2].back = series::Value::exact(f64::MIN);
    let mut shock = figures::impulse("i", 960);
    shock.panels[0].steps[0].high = f64::NAN;
    shock.panels[0].steps[1].high = f64::INFINITY;
    let mut answer = figures::spread("a", 960);
    answer.chance.mid = f64::NAN;
    answer.size = Some(spread::Spread {
        q05: f64::NAN,
        q25: 0.0,
        q50: 0.0,
        q75: 0.0,
        q95: 0.0,
    });
    let mut counts = figures::histogram("h", 960);
    counts.bins[0].counts = [u32::MAX; 4];
    (counts.bins[3].from, counts.bins[3].to) = (Date::MAX, Date::MIN);
    for svg in [
        timeline::svg(&line),
        presence::svg(&staff),
        series::svg(&bars),
        impulse::svg(&shock),
        spread::svg(&answer),
        histogram::svg(&counts),
    ] {
        xml::elements(&svg).expect("whole XML");
        assert!(!svg.contains("NaN") && !svg.contains("\"inf"), "{svg}");
    }
}
