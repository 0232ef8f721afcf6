//! The cases of `tests/spec/linking/*.md`, and what holds of linking whatever the acts.
//! `CHANCERY_SPEC_FILTER=waves cargo test -p chancery-relate --test linking -- --nocapture` runs some of them.

mod support;

use chancery_relate::exchanges::{Link, LinkOptions, Reason, WaveOptions, exchanges, link, waves};
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};
use support::{Case, act, cases, markdown};

fn linked(case: &Case) -> Vec<Link> {
    link(&case.acts, &LinkOptions::default())
}

#[test]
fn every_case_of_the_spec_holds() {
    let all = cases();
    assert!(all.len() >= 25, "{} cases", all.len());
    let difference = |case: &Case| {
        let got: BTreeSet<String> = linked(case)
            .iter()
            .map(|l| {
                let by = if matches!(l.reason, Reason::Text { .. }) {
                    "text"
                } else {
                    "fit"
                };
                format!(
                    "{} answers {} by {by} {}..{}",
                    l.answer, l.answered, l.delay.low, l.delay.high
                )
            })
            .collect();
        (got != case.links).then(|| format!("  expected {:?}\n  got      {got:?}\n", case.links))
    };
    markdown::hold("cases of linking", &all, |case| &case.part, difference);
}

#[test]
fn every_wave_of_the_spec_is_found() {
    for case in cases().iter().filter(|c| c.waves.is_some()) {
        let links = linked(case);
        let got: Vec<String> = waves(&case.acts, &links, &WaveOptions::default())
            .iter()
            .map(|w| {
                format!(
                    "{} {} by {} answers {}",
                    w.recipient,
                    w.measure,
                    w.actors.join(" "),
                    w.answers.len()
                )
            })
            .collect();
        assert_eq!(&got, case.waves.as_ref().unwrap(), "{}", case.part.at());
    }
}

#[test]
fn an_exchange_tells_who_began_and_how_many_rounds_it_had() {
    let acts = [
        act("a", "2000-05-02", "FJI", "TON", "expulsion", "2..2"),
        act(
            "b",
            "2000-05-04",
            "TON",
            "FJI",
            "expulsion",
            "2..2 answers a",
        ),
        act(
            "c",
            "2000-05-06",
            "FJI",
            "TON",
            "expulsion",
            "5..5 answers b",
        ),
        act("z", "2003-01-01", "FJI", "TON", "expulsion", "1..1"),
    ];
    let links = link(
        &acts,
        &LinkOptions {
            fitted: false,
            ..LinkOptions::default()
        },
    );
    let found = exchanges(&acts, &links);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].began.as_str(), found[0].rounds), ("a", 2));
    assert_eq!(found[0].acts, ["a", "b", "c"]);
    let ratio = found[0].links[1].ratio.expect("both count people");
    assert_eq!((ratio.low, ratio.high), (Some(2.5), Some(2.5)));
}

#[test]
fn a_link_by_fit_tells_what_speaks_for_it() {
    let acts = [
        act("a", "2000-05-02", "FJI", "TON", "expulsion", "2..2"),
        act("b", "2000-05-04", "TON", "FJI", "expulsion", "2..2"),
    ];
    let links = link(&acts, &LinkOptions::default());
    let Reason::Fit {
        chance,
        score,
        evidence,
    } = &links[0].reason
    else {
        panic!("no text says so");
    };
    assert!((0.0..=1.0).contains(chance));
    let sum: f64 = evidence.iter().map(|e| e.weight).sum();
    assert!((sum - score).abs() < 1e-9, "{sum} {score}");
    assert!(
        evidence
            .iter()
            .any(|e| e.says == "the same measure, expulsion" && e.weight > 0.0)
    );
    assert!(evidence.iter().any(|e| e.says == "2 days later"));
}

#[test]
fn thirty_thousand_acts_of_one_dyad_link_within_seconds() {
    let one = act("a", "2000-01-01", "FJI", "TON", "expulsion", "2..2");
    let two = act("b", "2000-01-01", "TON", "FJI", "closure", "1..1");
    let acts: Vec<_> = (0..30_000)
        .map(|n| {
            let mut next = if n % 2 == 0 { one.clone() } else { two.clone() };
            next.id = format!("{n:06}");
            next.event_id = next.id.clone();
            next.first = one.first + jiff::Span::new().days(n / 4);
            next.last = next.first;
            next
        })
        .collect();
    let start = std::time::Instant::now();
    assert!(!link(&acts, &LinkOptions::default()).is_empty());
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

fn any_acts() -> impl Strategy<Value = Vec<chancery_relate::Act>> {
    let states = prop::sample::select(vec!["FJI", "TON", "WSM", "SUN", "RUS"]);
    let measures = prop::sample::select(vec!["expulsion", "closure", "recall", "return", "visa"]);
    let one = (
        states.clone(),
        states,
        measures,
        1..29u8,
        1..4u8,
        0..6i64,
        prop::option::of(0..20usize),
    );
    prop::collection::vec(one, 0..20).prop_map(|rows| {
        rows.into_iter()
            .enumerate()
            .map(|(n, (a, b, measure, day, month, count, answers))| {
                let date = if day > 26 {
                    format!("2000-0{month}")
                } else {
                    format!("2000-0{month}-{day:02}")
                };
                let said = answers.map(|m| format!(" answers {m}")).unwrap_or_default();
                act(
                    &n.to_string(),
                    &date,
                    a,
                    b,
                    measure,
                    &format!("{count}..{count}{said}"),
                )
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_the_acts_changes_nothing(acts in any_acts(), seed in any::<u64>()) {
        let mut shuffled = acts.clone();
        shuffled.sort_by_key(|a| (a.id.bytes().fold(seed, |h, b| h.rotate_left(7) ^ u64::from(b).wrapping_mul(0x9e37_79b9_7f4a_7c15)), a.id.clone()));
        let (one, two) = (link(&acts, &LinkOptions::default()), link(&shuffled, &LinkOptions::default()));
        prop_assert_eq!(&one, &two);
        prop_assert_eq!(exchanges(&acts, &one), exchanges(&shuffled, &two));
        let options = WaveOptions::default();
        prop_assert_eq!(waves(&acts, &one, &options), waves(&shuffled, &two, &options));
    }

    #[test]
    fn an_exchange_tells_each_act_once_and_an_answer_after_what_it_answers(acts in any_acts()) {
        let links = link(&acts, &LinkOptions { stated: false, ..LinkOptions::default() });
        for exchange in exchanges(&acts, &links) {
            let at: HashMap<&str, usize> = exchange.acts.iter().enumerate().map(|(i, id)| (id.as_str(), i)).collect();
            prop_assert_eq!(at.len(), exchange.acts.len());
            for l in &exchange.links {
                prop_assert!(at[l.answered.as_str()] < at[l.answer.as_str()], "{} before {}", l.answer, l.answered);
            }
        }
    }

    #[test]
    fn no_link_by_fit_goes_to_itself_its_own_side_or_a_later_act_and_none_closes_a_circle(acts in any_acts()) {
        let links = link(&acts, &LinkOptions { stated: false, ..LinkOptions::default() });
        let by: HashMap<&str, &chancery_relate::Act> = acts.iter().map(|a| (a.id.as_str(), a)).collect();
        let up: HashMap<&str, &str> = links.iter().map(|l| (l.answer.as_str(), l.answered.as_str())).collect();
        prop_assert_eq!(up.len(), links.len(), "one link an answer");
        for l in &links {
            let (b, a) = (by[l.answer.as_str()], by[l.answered.as_str()]);
            prop_assert!(a.first <= b.last && a.actor != b.actor && a.id != b.id);
            let (mut next, mut steps) = (l.answered.as_str(), 0);
            while let Some(n) = up.get(next) {
                prop_assert!(*n != l.answer && steps < acts.len());
                (next, steps) = (n, steps + 1);
            }
        }
    }
}

#[test]
fn linking_finds_the_links_of_the_table_when_they_are_hidden() {
    let acts =
        chancery_relate::reference::parse(include_str!("../../../data/reference/expulsions.csv"))
            .expect("the shipped table reads");
    let (found, model) = chancery_relate::exchanges::cross_validate(&acts, 5, 0);
    assert!(found.directed.f1() > 0.77, "{:?}", found.directed);
    assert!(found.ordered.f1() > 0.85, "{:?}", found.ordered);
    let shipped = chancery_relate::exchanges::LinkModel::builtin();
    assert_eq!(
        model.to_toml(),
        shipped.to_toml(),
        "write the weights anew: see data/links.toml"
    );
}
