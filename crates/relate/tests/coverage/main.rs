//! 95% intervals hold the truth at their rate. CHANCERY_LONG=1 takes 400 simulations instead of 60.

mod runs;

use runs::Tally;

fn simulations() -> usize {
    if std::env::var("CHANCERY_LONG").is_ok() {
        400
    } else {
        60
    }
}

/// Fails where a count of holds is further from 0.95 than chance allows: 3.5 standard deviations, a
/// chance of 1 in 2000 a parameter, beside 1.5 points that asymptotics may err by.
#[track_caller]
fn check(tallies: &[Tally]) {
    for tally in tallies {
        let (held, of) = (tally.held as f64, tally.of as f64);
        let allowed = 3.5 * (0.95 * 0.05 / of).sqrt() + 0.015;
        assert!(
            (held / of - 0.95).abs() <= allowed,
            "{tally:?}: {} is further than {allowed} from 0.95",
            held / of
        );
    }
}

#[test]
fn intervals_of_the_autoregression_hold_the_truth_at_their_rate() {
    check(&runs::var(simulations(), 300));
}

#[test]
fn wald_intervals_of_the_process_hold_the_truth_at_their_rate() {
    check(&runs::hawkes(simulations(), 600.0, false));
}

#[test]
fn profile_intervals_of_the_process_hold_the_truth_at_their_rate() {
    check(&runs::hawkes(simulations().min(200), 600.0, true));
}
