//! Which shade a number gets: five classes with round bounds, or fewer.

/// Lower bounds of the classes, ascending, the first 1; at most five.
///
/// Bounds are 1, 2 or 5 times a power of ten, spread evenly over the numbers' logarithms: counts of events
/// are so skewed that even steps would leave all but one country in the lowest class.
pub(super) fn bounds(values: &[u64]) -> Vec<u64> {
    let most = values.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return Vec::new();
    }
    if most <= 5 {
        return (1..=most).collect();
    }
    let step = (most as f64).powf(0.2);
    let mut out = vec![1];
    for k in 1..5 {
        let wanted = step.powi(k);
        let bound = round(wanted);
        if out.last().is_some_and(|last| bound > *last) && bound <= most {
            out.push(bound);
        }
    }
    out
}

/// The nearest of 1, 2, 5, 10, 20, 50 … by ratio.
fn round(wanted: f64) -> u64 {
    let mut best = 1_u64;
    let off = |bound: u64| (bound as f64 / wanted).ln().abs();
    for power in 0..19 {
        for lead in [1, 2, 5] {
            let bound = lead * 10_u64.pow(power);
            if off(bound) < off(best) {
                best = bound;
            }
        }
    }
    best
}

/// The class of a number, 0 for none.
pub(super) fn class(bounds: &[u64], value: u64) -> usize {
    bounds.iter().take_while(|bound| value >= **bound).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_round_and_ascend() {
        assert_eq!(bounds(&[]), [] as [u64; 0]);
        assert_eq!(bounds(&[0, 0]), [] as [u64; 0]);
        assert_eq!(bounds(&[3, 1]), [1, 2, 3]);
        assert_eq!(bounds(&[1000, 1]), [1, 5, 20, 50, 200]);
        for most in 1..3000 {
            let found = bounds(&[most]);
            assert!(
                found.windows(2).all(|two| two[0] < two[1]) && found.len() <= 5,
                "{most}: {found:?}"
            );
            assert_eq!(class(&found, most), found.len());
        }
    }

    #[test]
    fn a_number_is_in_the_class_whose_bounds_hold_it() {
        let bounds = [1, 5, 20];
        assert_eq!(
            [0, 1, 4, 5, 19, 20, 999].map(|value| class(&bounds, value)),
            [0, 1, 1, 2, 2, 3, 3]
        );
    }
}
