//! Events, fits, intervals and goodness of fit of exciting processes.

use chancery_relate::FitError;
use chancery_relate::hawkes::{
    Decay, Events, Fit, Parameters, Spread, gradient, kolmogorov_smirnov, log_likelihood,
    residuals, simulate, spectral_radius,
};
use jiff::civil::date;

fn truth() -> Parameters {
    Parameters {
        mu: vec![0.3, 0.2],
        alpha: vec![vec![0.2, 0.4], vec![0.3, 0.1]],
        beta: vec![1.5],
    }
}

#[test]
fn simulation_is_the_same_on_every_machine() {
    let events = simulate(&truth(), 100.0, 1).expect("events");
    assert_eq!(events, simulate(&truth(), 100.0, 1).expect("events"));
    assert_ne!(events, simulate(&truth(), 100.0, 2).expect("events"));
    let first: Vec<(f64, usize)> = events.iter().take(3).collect();
    // Bit by bit, so that another machine, compiler or libm that differs is seen.
    assert_eq!(
        first,
        [
            (1.029954003195913, 0),
            (1.7561363629510929, 0),
            (1.9782177969767882, 1)
        ]
    );
}

#[test]
fn simulated_rates_are_those_of_the_stationary_process() {
    // (I - alpha)⁻¹ mu = (0.9·0.3 + 0.4·0.2, 0.3·0.3 + 0.8·0.2) / (0.8·0.9 - 0.4·0.3)
    let events = simulate(&truth(), 50_000.0, 3).expect("events");
    for (count, rate) in events.counts().iter().zip([0.35 / 0.6, 0.25 / 0.6]) {
        assert!((*count as f64 / 50_000.0 / rate - 1.0).abs() < 0.03);
    }
}

#[test]
fn the_fit_is_a_peak_and_finds_the_truth_in_many_events() {
    for (decay, beta) in [
        (Decay::Common, vec![1.5]),
        (Decay::PerDimension, vec![1.0, 2.0]),
    ] {
        let truth = Parameters { beta, ..truth() };
        let events = simulate(&truth, 20_000.0, 5).expect("events");
        let fit = Fit::of(&events, decay).expect("a fit");
        assert!(
            gradient(&events, &fit.parameters)
                .expect("a gradient")
                .iter()
                .all(|g| g.abs() < 0.05)
        );
        assert!(fit.log_likelihood >= log_likelihood(&events, &truth).expect("a likelihood"));
        for (estimate, truth) in fit.estimates.iter().zip(truth.pack()) {
            let error = estimate.standard_error.expect("a standard error");
            assert!(
                (estimate.value - truth).abs() < 4.0 * error,
                "{estimate:?} {truth}"
            );
        }
        assert!(
            (fit.radius - spectral_radius(&truth.alpha)).abs()
                < 4.0 * fit.radius_error.expect("an error")
        );
    }
}

#[test]
fn a_side_that_does_not_answer_has_a_branching_ratio_at_the_edge_with_an_interval() {
    let truth = Parameters {
        alpha: vec![vec![0.4, 0.0], vec![0.5, 0.0]],
        ..truth()
    };
    let (mut edges, mut held) = (0, 0);
    for seed in 0..20 {
        let events = simulate(&truth, 500.0, seed).expect("events");
        let fit = Fit::of(&events, Decay::Common).expect("a fit");
        let index = 2 + 1;
        edges += usize::from(fit.estimates[index].edge);
        let interval = fit.profile(&events, index, 0.95).expect("an interval");
        held += usize::from(interval.contains(0.0));
        assert!(interval.high > 0.0 && interval.high < 1.0, "{interval:?}");
    }
    assert!(edges >= 4 && held >= 17, "{edges} {held}");
}

#[test]
fn acts_without_excitation_fit_as_such_or_say_why_not() {
    let poisson = Parameters {
        alpha: vec![vec![0.0, 0.0], vec![0.0, 0.0]],
        ..truth()
    };
    for seed in 0..20 {
        let events = simulate(&poisson, 300.0, seed).expect("events");
        match Fit::of(&events, Decay::Common) {
            Ok(fit) => {
                assert!(fit.log_likelihood >= fit.poisson_log_likelihood - 1e-6);
                assert!(fit.parameters.mu.iter().all(|mu| *mu > 0.0));
            }
            Err(error) => panic!("seed {seed}: {error}"),
        }
    }
}

#[test]
fn rescaled_time_accepts_the_process_and_rejects_another() {
    let events = simulate(&truth(), 3000.0, 8).expect("events");
    for gaps in residuals(&events, &truth()).expect("gaps") {
        let good = kolmogorov_smirnov(&gaps).expect("a test");
        assert!(good.p > 0.01 && (good.mean - 1.0).abs() < 0.1, "{good:?}");
    }
    let poisson = Parameters {
        mu: vec![0.35 / 0.6, 0.25 / 0.6],
        alpha: vec![vec![0.0; 2]; 2],
        beta: vec![1.0],
    };
    for gaps in residuals(&events, &poisson).expect("gaps") {
        assert!(kolmogorov_smirnov(&gaps).expect("a test").p < 0.001);
    }
}

#[test]
fn acts_of_one_day_are_spread_over_it_in_order() {
    let (day, next) = (date(2018, 3, 26), date(2018, 3, 27));
    let acts = [(day, 0), (day, 1), (next, 1), (date(2019, 1, 1), 0)];
    let events = Events::of_days(&acts, 2, day, next, Spread::Even).expect("events");
    assert_eq!(
        events.iter().collect::<Vec<_>>(),
        [(0.25, 0), (0.75, 1), (1.5, 1)]
    );
    assert_eq!(events.horizon(), 2.0);
    let jitter = |seed| Events::of_days(&acts, 2, day, next, Spread::Jitter(seed)).expect("events");
    assert_eq!(jitter(4), jitter(4));
    assert_ne!(jitter(4), jitter(5));
    assert!(jitter(4).iter().all(|(time, _)| (0.0..2.0).contains(&time)));
}

#[test]
fn what_makes_no_process_is_refused() {
    assert!(Events::new(&[vec![3.0]], 2.0).is_err());
    assert!(Events::new(&[vec![f64::NAN]], 2.0).is_err());
    assert!(
        simulate(
            &Parameters {
                alpha: vec![vec![0.9, 0.4], vec![0.4, 0.9]],
                ..truth()
            },
            1.0,
            1
        )
        .is_err()
    );
    assert!(
        Events::of_days(
            &[(date(2020, 1, 1), 2)],
            2,
            date(2020, 1, 1),
            date(2020, 1, 1),
            Spread::Even
        )
        .is_err()
    );
    let few = Events::new(&[vec![1.0, 2.0], vec![]], 10.0).expect("events");
    assert_eq!(
        Fit::of(&few, Decay::Common),
        Err(FitError::TooFew { have: 2, need: 5 })
    );
}
