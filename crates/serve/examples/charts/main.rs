//! All charts with invented data, as a gallery to look at.
//!
//! `cargo run -p chancery-serve --example charts -- FOLDER` writes `index.html` and one SVG file a chart.

mod acts;
mod figures;

use chancery_serve::chart::{
    self, histogram, impulse, map, presence, reliability, series, spark, spread, timeline,
};
use std::path::Path;

/// Name and drawing, at a width and under an id.
type Draw = fn(&str, u32) -> String;

const CHARTS: [(&str, Draw); 11] = [
    ("timeline", |id, width| {
        timeline::svg(&acts::timeline(id, width))
    }),
    ("crowded", |id, width| {
        timeline::svg(&acts::crowded(id, width))
    }),
    ("presence", |id, width| {
        presence::svg(&acts::presence(id, width))
    }),
    ("histogram", |id, width| {
        histogram::svg(&figures::histogram(id, width))
    }),
    ("count", |id, width| {
        series::svg(&figures::series(id, width, series::Measured::Count))
    }),
    ("score", |id, width| {
        series::svg(&figures::series(id, width, series::Measured::Score))
    }),
    ("expelled", |id, width| {
        series::svg(&figures::series(id, width, series::Measured::Expelled))
    }),
    ("map", |id, width| map::svg(&figures::map(id, width))),
    ("spread", |id, width| {
        spread::svg(&figures::spread(id, width.min(520)))
    }),
    ("impulse", |id, width| {
        impulse::svg(&figures::impulse(id, width))
    }),
    ("reliability", |id, width| {
        reliability::svg(&figures::reliability(id, width.min(480)))
    }),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: charts FOLDER")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let mut page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>Charts</title>\
         <style>{}\nbody {{ max-width: 960px; margin: 1rem auto; padding: 0 8px; font: 15px system-ui, sans-serif }} \
         .small {{ max-width: 520px }} @media (prefers-color-scheme: dark) {{ body {{ background: #16191d; color: #e8e6e1 }} }}</style>\n",
        chart::CSS
    );
    for (name, draw) in CHARTS {
        let wide = draw(name, 960);
        let small = if matches!(name, "spread" | "reliability") {
            " class=small"
        } else {
            ""
        };
        page += &format!(
            "<h2>{name}</h2><div{small}>{}</div>\n",
            chart::both(name, draw)
        );
        std::fs::write(folder.join(format!("{name}.svg")), chart::standalone(&wide))?;
        println!("{name}: {} bytes", wide.len());
    }
    let mut numbers = acts::Numbers(1);
    let mut values = || -> Vec<f64> {
        (0..40)
            .map(|_| (numbers.below(12) as f64 - 5.0).max(0.0))
            .collect()
    };
    let (forward, back) = (values(), values());
    let label = "Freedonia and Sylvania by month".to_owned();
    let both = spark::svg(&spark::Spark {
        forward: forward.clone(),
        back,
        label: label.clone(),
    });
    let one = spark::svg(&spark::Spark {
        forward,
        back: Vec::new(),
        label,
    });
    page +=
        &format!("<p>Freedonia and Sylvania {both} or one of them {one} in a line of text.</p>");
    std::fs::write(folder.join("index.html"), page)?;
    Ok(())
}
