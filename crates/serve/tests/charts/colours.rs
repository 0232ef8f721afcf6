//! The style sheet's colours: seen on the paper, by day and by night, and told apart by all eyes.

use chancery_serve::chart::CSS;
use std::collections::BTreeMap;

/// Light and dark colours by name, as red, green and blue from 0 to 1.
fn themes() -> [BTreeMap<String, [f64; 3]>; 2] {
    let (light, dark) = CSS
        .split_once("prefers-color-scheme: dark")
        .expect("a dark theme");
    [light, dark].map(|part| {
        part.lines()
            .filter_map(|line| line.trim().strip_prefix("--chart-")?.split_once(": #"))
            .map(|(name, hex)| {
                let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour");
                (
                    name.to_owned(),
                    [0, 2, 4].map(|at| f64::from(part(at)) / 255.0),
                )
            })
            .collect()
    })
}

fn linear(part: f64) -> f64 {
    if part <= 0.040_45 {
        part / 12.92
    } else {
        ((part + 0.055) / 1.055).powf(2.4)
    }
}

/// WCAG 2.2, contrast ratio.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let light = |colour: [f64; 3]| {
        let [red, green, blue] = colour.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    };
    let (a, b) = (light(a), light(b));
    a.max(b) / a.min(b)
}

/// A colour as those without red (0) or green (1) cones see it (Viénot, Brettel and Mollon 1999), linear.
fn seen(colour: [f64; 3], kind: usize) -> [f64; 3] {
    let [r, g, b] = colour.map(linear);
    let (red, blue) = match kind {
        0 => (0.11238 * r + 0.88762 * g, 0.00401 * r - 0.00401 * g + b),
        _ => (0.29275 * r + 0.70725 * g, -0.02234 * r + 0.02234 * g + b),
    };
    [red, red, blue]
}

#[test]
fn both_themes_name_the_same_colours() {
    let [light, dark] = themes();
    let names = |theme: &BTreeMap<String, [f64; 3]>| theme.keys().cloned().collect::<Vec<_>>();
    assert!(light.len() > 15);
    assert_eq!(names(&light), names(&dark));
}

#[test]
fn marks_and_words_stand_out_from_the_paper() {
    for theme in themes() {
        let on_paper = |name: &str| contrast(theme[name], theme["paper"]);
        for mark in ["q1", "q2", "q3", "q4", "bar", "axis"] {
            assert!(on_paper(mark) >= 3.0, "{mark}: {:.2}", on_paper(mark));
        }
        for words in ["ink", "muted"] {
            assert!(on_paper(words) >= 4.5, "{words}: {:.2}", on_paper(words));
            let shaded = contrast(theme[words], theme["shade"]);
            assert!(shaded >= 4.5, "{words} on the selection: {shaded:.2}");
        }
        for (mark, words) in [
            ("q1", "num"),
            ("q2", "paper"),
            ("q3", "num"),
            ("q4", "paper"),
        ] {
            let ratio = contrast(theme[mark], theme[words]);
            assert!(ratio >= 4.5, "number in {mark}: {ratio:.2}");
        }
    }
}

#[test]
fn quads_differ_for_the_colour_blind() {
    for theme in themes() {
        let quads = ["q1", "q2", "q3", "q4"];
        for kind in [0, 1] {
            for (place, a) in quads.iter().enumerate() {
                for b in &quads[..place] {
                    let (one, two) = (seen(theme[*a], kind), seen(theme[*b], kind));
                    let root = |part: f64| part.max(0.0).sqrt();
                    let apart = one
                        .iter()
                        .zip(two)
                        .map(|(x, y)| (root(*x) - root(y)).powi(2))
                        .sum::<f64>()
                        .sqrt();
                    assert!(apart > 0.15, "{a} and {b}: {apart:.3}");
                }
            }
        }
    }
}

#[test]
fn shades_of_the_map_go_one_way() {
    for theme in themes() {
        let ratios: Vec<f64> = (0..=5)
            .map(|class| contrast(theme[&format!("c{class}")], theme["paper"]))
            .collect();
        assert!(
            ratios.windows(2).all(|two| two[1] > two[0] * 1.05),
            "{ratios:?}"
        );
    }
}
