//! Bands, refusals and edges of the autoregression.

use chancery_relate::FitError;
use chancery_relate::var::{BootstrapOptions, Var, simulate};

fn series() -> Vec<Vec<f64>> {
    let lag = vec![vec![0.5, 0.3], vec![0.0, 0.4]];
    simulate(
        &[0.0, 0.0],
        &[lag],
        &[vec![1.0, 0.2], vec![0.2, 1.0]],
        300,
        11,
    )
    .expect("series")
}

#[test]
fn bands_hold_the_responses_and_hang_on_the_seed_alone() {
    let var = Var::fit(&series(), 1, true).expect("a fit");
    let options = BootstrapOptions {
        draws: 200,
        horizon: 6,
        ..BootstrapOptions::default()
    };
    let bands = var.bands(&options).expect("bands");
    let impulses = var.impulses(6).expect("impulses");
    for (band, value) in bands
        .orthogonal
        .concat()
        .concat()
        .iter()
        .zip(impulses.orthogonal.concat().concat())
    {
        assert!(
            band.low - 1e-9 <= value && value <= band.high + 1e-9,
            "{band:?} {value}"
        );
    }
    assert_eq!(bands, var.bands(&options).expect("bands"));
    assert_ne!(
        bands,
        var.bands(&BootstrapOptions { seed: 2, ..options })
            .expect("bands")
    );
}

#[test]
fn causality_runs_the_way_it_was_made() {
    let var = Var::fit(&series(), 1, true).expect("a fit");
    assert!(var.granger(1, 0).expect("a test").p_f < 0.001);
    assert!(var.granger(0, 1).expect("a test").p_f > 0.01);
    assert!(var.granger(0, 0).is_err() && var.granger(0, 2).is_err());
}

#[test]
fn what_cannot_be_told_apart_is_refused() {
    let quiet = vec![0.0; 50];
    let noisy = series()[0][..50].to_vec();
    assert_eq!(
        Var::fit(&[quiet, noisy.clone()], 1, true),
        Err(FitError::Singular)
    );
    assert_eq!(
        Var::fit(&[noisy.clone(), noisy.clone()], 1, true),
        Err(FitError::Singular)
    );
    assert!(matches!(
        Var::fit(std::slice::from_ref(&noisy), 30, true),
        Err(FitError::TooFew { .. })
    ));
    assert!(Var::fit(&[noisy.clone(), vec![1.0]], 1, true).is_err());
    assert!(Var::fit(&[vec![f64::NAN; 50]], 1, true).is_err() && Var::fit(&[], 1, true).is_err());
}
