//! Series, reciprocity and pictures, on invented acts.

#[path = "support/scored.rs"]
mod scored;

use chancery_codebook::{Measure, Status};
use chancery_relate::plot::{Measured, PlotOptions, sparkline, sparklines, svg};
use chancery_relate::reciprocity::{Pair, Reciprocity, wilson};
use chancery_relate::series::{Bin, DyadSeries, Expelled, SeriesOptions};
use chancery_relate::{Act, Count};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use scored::scored as act;

fn expulsion(day: Date, low: Option<i64>, high: Option<i64>) -> Act {
    let count = (low.is_some() || high.is_some()).then_some(Count {
        low,
        high,
        unit: None,
    });
    Act {
        measure: Some(Measure::Expulsion),
        count,
        ..act("MLT", "LBY", day, day, -5.0)
    }
}

fn series(acts: &[Act], bin: Bin, since: Date, until: Date) -> DyadSeries {
    DyadSeries::of(
        &acts.iter().collect::<Vec<_>>(),
        "MLT",
        "LBY",
        &SeriesOptions::new(bin, since, until),
    )
}

#[test]
fn weeks_begin_on_monday_and_short_ones_are_told() {
    let days = series(&[], Bin::Week, date(2020, 1, 1), date(2020, 1, 14));
    assert_eq!(
        days.starts,
        [date(2019, 12, 30), date(2020, 1, 6), date(2020, 1, 13)]
    );
    assert_eq!(days.whole, [false, true, false]);
    assert_eq!(days.whole_scores(), [vec![0.0], vec![0.0]]);
}

#[test]
fn months_follow_the_calendar_through_a_leap_february() {
    let months = series(&[], Bin::Month, date(2020, 1, 31), date(2020, 3, 31));
    assert_eq!(
        months.starts,
        [date(2020, 1, 1), date(2020, 2, 1), date(2020, 3, 1)]
    );
    assert_eq!(months.whole, [false, true, true]);
}

#[test]
fn each_direction_has_its_own_acts() {
    let day = date(2020, 1, 7);
    let acts = [
        act("MLT", "LBY", day, day, -2.0),
        act("MLT", "LBY", day, day, -4.0),
        act("LBY", "MLT", day, day, 3.0),
        act("MLT", "ITA", day, day, 9.0),
    ];
    let days = series(&acts, Bin::Day, date(2020, 1, 6), date(2020, 1, 8));
    assert_eq!(days.forward.count, [0, 2, 0]);
    assert_eq!(days.forward.score, [0.0, -6.0, 0.0]);
    assert_eq!(days.forward.mean_score, [None, Some(-3.0), None]);
    assert_eq!(days.forward.quad[1], [0, 0, 2, 0]);
    assert_eq!((days.back.count[1], days.back.score[1]), (1, 3.0));
}

#[test]
fn a_range_lies_on_its_middle_day_the_earlier_of_two() {
    let on = |first, last| {
        series(
            &[act("MLT", "LBY", first, last, 1.0)],
            Bin::Day,
            date(2020, 1, 1),
            date(2020, 1, 10),
        )
        .forward
        .count
    };
    assert_eq!(on(date(2020, 1, 3), date(2020, 1, 5))[3], 1);
    assert_eq!(on(date(2020, 1, 3), date(2020, 1, 6))[3], 1);
    assert_eq!(
        on(date(2020, 1, 9), date(2020, 1, 31)).iter().sum::<u32>(),
        0,
        "its middle is outside"
    );
}

#[test]
fn only_actual_acts_count_unless_others_are_asked_for() {
    let day = date(2020, 1, 7);
    let threatened = Act {
        status: Status::Hypothetical,
        ..expulsion(day, Some(3), Some(3))
    };
    let acts = [&threatened];
    let mut options = SeriesOptions::new(Bin::Day, day, day);
    assert_eq!(
        DyadSeries::of(&acts, "MLT", "LBY", &options).forward.count,
        [0]
    );
    options.statuses.push(Status::Hypothetical);
    let all = DyadSeries::of(&acts, "MLT", "LBY", &options);
    assert_eq!(all.forward.count, [1]);
    assert_eq!(
        all.forward.expelled,
        [Expelled {
            low: 0,
            high: Some(0)
        }],
        "nobody has left"
    );
}

#[test]
fn expelled_are_summed_as_bounds_and_an_unknown_number_is_one_at_least() {
    let day = date(2020, 1, 7);
    let sum = |acts: &[Act]| series(acts, Bin::Day, day, day).forward.expelled[0];
    assert_eq!(
        sum(&[
            expulsion(day, Some(3), Some(3)),
            expulsion(day, Some(2), Some(5))
        ]),
        Expelled {
            low: 5,
            high: Some(8)
        }
    );
    assert_eq!(
        sum(&[expulsion(day, Some(3), Some(3)), expulsion(day, None, None)]),
        Expelled { low: 4, high: None }
    );
}

fn pair(act: &str, delay_days: i64, sizes: Option<(i64, i64)>, same_kind: bool) -> Pair {
    let both = |n| Some((n, n));
    Pair {
        act: act.into(),
        answer: format!("{act}-{delay_days}"),
        delay_days,
        act_count: sizes.and_then(|s| both(s.0)),
        answer_count: sizes.and_then(|s| both(s.1)),
        same_kind,
    }
}

#[test]
fn reciprocity_counts_an_act_once_and_its_soonest_answer() {
    let pairs = [
        pair("a", 9, None, false),
        pair("a", 3, Some((4, 4)), true),
        pair("b", 5, Some((10, 5)), true),
        pair("c", 7, Some((2, 2)), false),
    ];
    let found = Reciprocity::of(6, &pairs, 0.95).expect("a summary");
    assert_eq!((found.answered.hits, found.answered.of), (3, 6));
    let delays = found.delay_days.expect("delays");
    assert_eq!(
        (delays.of, delays.p25, delays.p50, delays.p75),
        (3, 4.0, 5.0, 6.0)
    );
    let sizes = found.proportion.expect("sizes");
    assert_eq!((sizes.of, sizes.p50), (2, 0.75));
    assert_eq!((found.mirrored.hits, found.mirrored.of), (1, 3));
    assert!(
        Reciprocity::of(2, &pairs, 0.95).is_err(),
        "more answered than there are"
    );
    assert_eq!(
        Reciprocity::of(0, &[], 0.95)
            .expect("nothing")
            .answered
            .value,
        None
    );
}

#[test]
fn the_picture_faces_both_directions_and_names_itself() {
    let day = date(2020, 1, 7);
    let acts = [
        act("MLT", "LBY", day, day, -2.0),
        act("LBY", "MLT", day, day, -2.0),
    ];
    let options = PlotOptions {
        measured: Measured::Score,
        title: "Malta & <Libya>".into(),
        first: "Malta".into(),
        second: "Libya".into(),
        width: 640,
        height: 280,
    };
    let days = series(&acts, Bin::Day, date(2020, 1, 6), date(2020, 1, 8));
    let drawn = svg(&days, &options);
    assert!(
        drawn.contains("role=\"img\"")
            && drawn.contains("<title>Malta &amp; &lt;Libya&gt;</title>")
            && drawn.contains("<desc>")
    );
    assert_eq!(drawn.matches("fill=\"#b5342b\"").count(), 2);
    assert!(drawn.contains(">2020-01-06</text>"));
    assert_eq!(drawn, svg(&days, &options));
    assert_eq!(sparklines(&days, Measured::Score), [" █ ", " █ "]);
    assert!(
        svg(
            &series(&[], Bin::Day, date(2020, 1, 2), date(2020, 1, 1)),
            &options
        )
        .ends_with("</svg>\n")
    );
}

#[test]
fn a_value_that_is_no_number_is_a_gap_in_the_sparkline() {
    assert_eq!(sparkline(&[f64::NAN, 8.0, -1.0], 8.0), " █▁");
    assert_eq!(sparkline(&[0.0, 0.0], 0.0), "  ");
}

proptest! {
    #[test]
    fn wilson_holds_the_share_and_stays_within_0_and_1(hits in 0usize..200, more in 0usize..200, level in 0.01f64..0.999) {
        let of = hits + more;
        let interval = wilson(hits, of, level).expect("an interval");
        prop_assert!(0.0 <= interval.low && interval.low <= interval.high && interval.high <= 1.0);
        if of > 0 {
            prop_assert!(interval.low <= hits as f64 / of as f64 + 1e-12 && hits as f64 / of as f64 <= interval.high + 1e-12);
        }
    }

    #[test]
    fn every_act_within_the_window_lies_in_one_bin(offsets in prop::collection::vec(0i64..900, 0..60), week in any::<bool>()) {
        use jiff::ToSpan;
        let since = date(2019, 3, 6);
        let acts: Vec<Act> = offsets.iter().map(|days| since + days.days()).map(|day| act("MLT", "LBY", day, day, 1.0)).collect();
        let bin = if week { Bin::Week } else { Bin::Month };
        let series = series(&acts, bin, since, since + 899.days());
        prop_assert_eq!(series.forward.count.iter().sum::<u32>() as usize, acts.len());
        prop_assert!(series.starts.is_sorted());
    }

    #[test]
    fn any_title_gives_a_picture_without_bare_markup(title in any::<String>()) {
        let options = PlotOptions { measured: Measured::Count, title, first: "a".into(), second: "b".into(), width: 0, height: 0 };
        let drawn = svg(&series(&[], Bin::Day, date(2020, 1, 1), date(2020, 1, 3)), &options);
        let inner = drawn.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).expect("a title");
        prop_assert!(!inner.contains('<') && !inner.contains('>'));
    }
}
