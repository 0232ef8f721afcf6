//! Draws an invented dyad: `cargo run -p chancery-relate --example dyad_svg > dyad.svg`.

#[path = "../tests/support/scored.rs"]
mod scored;

use chancery_codebook::EventType;
use chancery_relate::Act;
use chancery_relate::plot::{Measured, PlotOptions, sparklines, svg};
use chancery_relate::series::{Bin, DyadSeries, SeriesOptions};
use jiff::ToSpan;
use jiff::civil::date;
use scored::scored;

fn main() {
    let since = date(2018, 1, 1);
    let acts: Vec<Act> = (0..90_i64)
        .map(|n| {
            let forth = n % 5 < 3;
            let day = since + ((n * n * 7 + n * 13) % 365).days();
            let [actor, recipient] = if forth {
                ["MLT", "LBY"]
            } else {
                ["LBY", "MLT"]
            };
            let (event, score) = if n % 4 == 0 {
                (EventType::Consult, 1.0)
            } else {
                (EventType::Reject, -4.0)
            };
            Act {
                id: n.to_string(),
                event_id: n.to_string(),
                event,
                quad_code: event.quad_code(),
                ..scored(actor, recipient, day, day, score)
            }
        })
        .collect();
    let options = SeriesOptions::new(Bin::Week, since, date(2018, 12, 31));
    let series = DyadSeries::of(&acts.iter().collect::<Vec<_>>(), "MLT", "LBY", &options);
    for line in sparklines(&series, Measured::Score) {
        eprintln!("{line}");
    }
    let options = PlotOptions {
        measured: Measured::Score,
        title: "Malta and Libya, 2018 (invented)".into(),
        first: "Malta".into(),
        second: "Libya".into(),
        width: 760,
        height: 320,
    };
    print!("{}", svg(&series, &options));
}
