//! What must hold of forecasts and scenarios, on the shipped table.

mod support;

use chancery_codebook::Measure;
use chancery_relate::exchanges::{Link, LinkOptions, link};
use chancery_relate::forecast::{
    ForecastOptions, Forecaster, PlannedAct, Scenario, evaluate, forecast, simulate,
};
use chancery_relate::{Act, reference};
use jiff::civil::date;

fn table() -> (Vec<Act>, Vec<Link>) {
    let acts = reference::parse(include_str!("../../../data/reference/expulsions.csv"))
        .expect("the shipped table reads");
    let links = link(
        &acts,
        &LinkOptions {
            fitted: false,
            ..LinkOptions::default()
        },
    );
    (acts, links)
}

fn plan(actor: &str, recipient: &str) -> PlannedAct {
    PlannedAct {
        actor: actor.into(),
        recipient: recipient.into(),
        measure: Measure::Expulsion,
        count: Some(4),
        date: date(2015, 6, 1),
        own: false,
        answers: false,
        joint: false,
    }
}

#[test]
fn nothing_of_the_day_or_later_changes_a_forecast() {
    let (acts, links) = table();
    let plan = plan("GBR", "RUS");
    let earlier: Vec<Act> = acts
        .iter()
        .filter(|a| a.last < plan.date)
        .cloned()
        .collect();
    let known: Vec<Link> = links
        .iter()
        .filter(|l| earlier.iter().any(|a| a.id == l.answer))
        .cloned()
        .collect();
    assert!(earlier.len() < acts.len() && known.len() < links.len());
    let options = ForecastOptions::default();
    assert_eq!(
        forecast(&plan, &acts, &links, &options),
        forecast(&plan, &earlier, &known, &options)
    );
}

#[test]
fn a_forecast_is_made_of_probabilities_and_ordered_quantiles() {
    let (acts, links) = table();
    let found = forecast(
        &plan("GBR", "RUS"),
        &acts,
        &links,
        &ForecastOptions::default(),
    );
    assert!(found.chance_low < found.chance && found.chance < found.chance_high);
    let kinds: f64 = found.kinds.iter().map(|k| k.chance).sum();
    assert!((kinds - 1.0).abs() < 1e-9);
    assert_eq!(found.kinds[0].measure, Measure::Expulsion);
    assert!(found.equal.expect("a number is planned") > 0.4);
    let delay = found.delay.expect("there are past answers");
    assert!(delay.q05 <= delay.q50 && delay.q50 <= delay.q95 && delay.q05 >= 0.0);
    assert!(found.cases[0].weight >= found.cases[1].weight);
    assert!(found.cases[0].alike.iter().any(|a| a == "same recipient"));
}

#[test]
fn a_pair_without_history_borrows_from_the_rest_and_is_less_certain() {
    let (acts, links) = table();
    let fit = Forecaster::fit(&acts, &links, date(2018, 1, 1), &ForecastOptions::default());
    let known = fit.forecast(&plan("GBR", "RUS"));
    let unknown = fit.forecast(&plan("TUV", "KIR"));
    assert!(unknown.chance > 0.05 && unknown.chance < 0.95);
    assert!(unknown.chance_high - unknown.chance_low > known.chance_high - known.chance_low);
}

#[test]
fn an_empty_record_gives_even_odds_and_no_distributions() {
    let found = forecast(&plan("FJI", "TON"), &[], &[], &ForecastOptions::default());
    assert_eq!((found.chance, found.moves), (0.5, 0));
    assert!(found.kinds.is_empty() && found.size.is_none() && found.delay.is_none());
}

#[test]
fn the_same_seed_plays_the_same_and_another_does_not() {
    let (acts, links) = table();
    let fit = Forecaster::fit(&acts, &links, date(2018, 1, 1), &ForecastOptions::default());
    let scenario = Scenario {
        title: String::new(),
        seed: 7,
        runs: 300,
        rounds: 4,
        moves: vec![plan("GBR", "RUS")],
    };
    let one = simulate(&scenario, &fit).expect("one move is planned");
    assert_eq!(simulate(&scenario, &fit).as_ref(), Some(&one));
    assert_ne!(
        simulate(
            &Scenario {
                seed: 8,
                ..scenario.clone()
            },
            &fit
        ),
        Some(one.clone())
    );
    assert!(one.moves.q05 >= 1.0 && one.moves.q95 <= 5.0);
    assert_eq!(one.sides[0].actor, "GBR");
    assert!(one.sides[0].people.q05 >= 4.0);
    let share = fit.forecast(&plan("GBR", "RUS")).chance;
    assert!((1.0 - one.unanswered - share).abs() < 0.1);
}

#[test]
fn a_scenario_without_moves_is_refused() {
    let error = Scenario::parse("moves = []").expect_err("nothing is planned");
    assert!(error.to_string().contains("give at least one"));
    assert!(Scenario::parse("[[moves]]\nactor = 1").is_err());
}

#[test]
fn the_chance_beats_both_base_lines_on_years_not_seen() {
    let (acts, links) = table();
    let mut heard = Vec::new();
    let found = evaluate(
        &acts,
        &links,
        date(2018, 1, 1),
        None,
        &ForecastOptions::default(),
        |done, of| heard.push((done, of)),
    );
    let answered = found.fixed.answered;
    assert!(
        answered.over_base() > 0.15 && answered.over_mirror() > 0.15,
        "{answered:?}"
    );
    assert!(
        found.fixed.delay.over_mirror() > 0.15,
        "{:?}",
        found.fixed.delay
    );
    assert!(
        found.fixed.size.over_base() > 0.15,
        "{:?}",
        found.fixed.size
    );
    let cases: usize = found.fixed.reliability.iter().map(|b| b.cases).sum();
    assert_eq!(cases, answered.cases);
    // Each of the moves that are scored was told, in order.
    assert!(heard.iter().map(|(done, _)| *done).eq(0..answered.cases));
    assert!(heard.iter().all(|(_, of)| *of == answered.cases));
}
