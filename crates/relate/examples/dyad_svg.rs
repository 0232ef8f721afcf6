//! Draws an invented dyad: `cargo run -p chancery-relate --example dyad_svg > dyad.svg`.

use chancery_codebook::{EventType, Status};
use chancery_relate::Act;
use chancery_relate::plot::{Measured, PlotOptions, sparklines, svg};
use chancery_relate::series::{Bin, DyadSeries, SeriesOptions};
use jiff::ToSpan;
use jiff::civil::date;

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
            let event = if n % 4 == 0 {
                EventType::Consult
            } else {
                EventType::Reject
            };
            Act {
                id: n.to_string(),
                event_id: n.to_string(),
                first: day,
                last: day,
                reported: None,
                actor: actor.into(),
                recipient: recipient.into(),
                event,
                mode: None,
                measure: None,
                quad_code: event.quad_code(),
                score: if n % 4 == 0 { 1.0 } else { -4.0 },
                status: Status::Actual,
                count: None,
                own: false,
                posts: None,
                answers: vec![],
                sources: 1,
                claims: vec![],
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
