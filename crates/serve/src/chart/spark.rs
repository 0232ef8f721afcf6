//! A series in a line of text: 120 by 24, no axis.

use super::safe::escape;
use super::words::n;

/// Numbers in order of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Spark {
    /// One number a bin; bars that stand up. Signs are dropped.
    pub forward: Vec<f64>,
    /// The other direction, bars that hang down; may be empty.
    pub back: Vec<f64>,
    /// What is read out: "USA towards Russia, by month: 12 acts, most in March 2018".
    pub label: String,
}

const WIDE: f64 = 120.0;
const TALL: f64 = 24.0;

/// Draws the bars, both directions on one scale.
pub fn svg(data: &Spark) -> String {
    let size = |value: &f64| if value.is_finite() { value.abs() } else { 0.0 };
    let most = data
        .forward
        .iter()
        .chain(&data.back)
        .map(size)
        .fold(0.0, f64::max);
    let count = data.forward.len().max(data.back.len()).max(1);
    let base = if data.back.is_empty() {
        TALL - 1.0
    } else {
        TALL / 2.0
    };
    let slot = WIDE / count as f64;
    let mut bars = String::new();
    for (values, sign) in [(&data.forward, -1.0), (&data.back, 1.0)] {
        for (place, value) in values
            .iter()
            .enumerate()
            .filter(|(_, value)| size(value) > 0.0)
        {
            // What is not nothing is seen.
            let tall =
                ((base.min(TALL - base.min(TALL / 2.0)) - 1.0) * size(value) / most).max(1.0);
            let x = place as f64 * slot;
            bars += &format!(
                "M{} {}v{}h{}v{}z",
                n(x),
                n(base),
                n(sign * tall),
                n((slot * 0.8).max(0.5)),
                n(-sign * tall)
            );
        }
    }
    let label = escape(&data.label);
    let bars = if bars.is_empty() {
        String::new()
    } else {
        format!("<path class=\"bar\" d=\"{bars}\"/>")
    };
    format!(
        "<svg class=\"chart chart-spark\" viewBox=\"0 0 {WIDE} {TALL}\" width=\"{WIDE}\" height=\"{TALL}\" role=\"img\" \
         aria-label=\"{label}\"><path class=\"axis\" d=\"M0 {}H{WIDE}\"/>{bars}</svg>",
        n(base)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_number_fills_its_side_and_the_smallest_is_seen() {
        let spark = Spark {
            forward: vec![0.0, 100.0, 0.001],
            back: vec![50.0],
            label: "a \"b\"".to_owned(),
        };
        let drawn = svg(&spark);
        assert!(drawn.contains("M40 12v-11h"), "{drawn}");
        assert!(drawn.contains("M80 12v-1h"), "{drawn}");
        assert!(drawn.contains("M0 12v5.5h"), "{drawn}");
        assert!(drawn.contains("aria-label=\"a &quot;b&quot;\""));
        let alone = svg(&Spark {
            back: Vec::new(),
            ..spark
        });
        assert!(alone.contains("M40 23v-"), "{alone}");
    }
}
