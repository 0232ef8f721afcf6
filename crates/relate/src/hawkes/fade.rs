//! exp(-βt) of many gaps at once, in arithmetic that a compiler can do for two or more at a time.

/// Fills `out` with exp(-`beta`·gap) for each gap, to 1e-14 of each value; what is below exp(-708) is taken as that.
///
/// x = k·ln 2 + r with k whole (Cody and Waite 1980, *Software Manual for the Elementary Functions*), and for exp(r)
/// the Taylor polynomial of degree 11, whose rest at |r| ≤ (ln 2)/2 is below 7e-15. The two halves of ln 2 and the
/// number whose addition rounds to whole numbers are those of fdlibm.
pub(super) fn fades(beta: f64, gaps: &[f64], out: &mut [f64]) {
    const ROUND: f64 = 6_755_399_441_055_744.0;
    const HIGH: f64 = 6.931_471_803_691_238e-1;
    const LOW: f64 = 1.908_214_929_270_587_7e-10;
    for (fade, gap) in out.iter_mut().zip(gaps) {
        let x = (-beta * gap).max(-708.0);
        let rounded = x * std::f64::consts::LOG2_E + ROUND;
        let k = rounded - ROUND;
        let r = (x - k * HIGH) - k * LOW;
        let (r2, r4) = (r * r, (r * r) * (r * r));
        let low = (1.0 + r) + (1.0 / 2.0 + r * (1.0 / 6.0)) * r2;
        let middle = (1.0 / 24.0 + r * (1.0 / 120.0)) + (1.0 / 720.0 + r * (1.0 / 5040.0)) * r2;
        let high = (1.0 / 40_320.0 + r * (1.0 / 362_880.0))
            + (1.0 / 3_628_800.0 + r * (1.0 / 39_916_800.0)) * r2;
        let value = low + middle * r4 + high * (r4 * r4);
        // The last bits of the rounded number are k, which is added to the exponent.
        *fade = f64::from_bits((rounded.to_bits() << 52).wrapping_add(value.to_bits()));
    }
}

#[cfg(test)]
mod tests {
    use super::fades;

    #[test]
    fn fades_are_exponentials() {
        let gaps: Vec<f64> = (0..200_000)
            .map(|n| f64::from(n) * f64::from(n) * 1.7e-8)
            .chain([0.0, 1e-300, 1e-9, 707.9])
            .collect();
        let mut found = vec![0.0; gaps.len()];
        fades(1.0, &gaps, &mut found);
        for (gap, found) in gaps.iter().zip(&found) {
            let exact = (-gap).exp();
            assert!(
                (found / exact - 1.0).abs() < 1e-14,
                "{gap}: {found}, not {exact}"
            );
        }
        fades(1e300, &[0.0, 1e-3, 1e9], &mut found);
        assert_eq!(found[0], 1.0);
        assert!(found[1] < 1e-300 && found[2] < 1e-300);
    }
}
