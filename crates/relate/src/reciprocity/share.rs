//! A share of a number of cases, with its interval.

use crate::fit::{FitError, Interval, check_level, normal_width};
use serde::{Deserialize, Serialize};

/// How many of how many.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Cases that have it.
    pub hits: usize,
    /// Cases in all.
    pub of: usize,
    /// `hits / of`; none where there is no case.
    pub value: Option<f64>,
    /// Wilson's interval of it; from 0 to 1 where there is no case.
    pub interval: Interval,
}

impl Share {
    /// The share with Wilson's interval at `level` (0.95 is usual). Fails where `hits > of`.
    pub fn new(hits: usize, of: usize, level: f64) -> Result<Self, FitError> {
        let value = (of > 0).then(|| hits as f64 / of as f64);
        Ok(Share {
            hits,
            of,
            value,
            interval: wilson(hits, of, level)?,
        })
    }
}

/// Score interval of a proportion (Wilson 1927, "Probable inference, the law of succession, and
/// statistical inference", Journal of the American Statistical Association 22).
///
/// It stays within 0 and 1 and covers near its level even for few cases, where the plain interval
/// p ± z·√(p(1-p)/n) does not (Brown, Cai and DasGupta 2001). Cases are taken as independent. Fails
/// where `hits > of` or `level` is not between 0 and 1.
///
/// ```
/// let interval = chancery_relate::reciprocity::wilson(8, 10, 0.95)?;
/// assert!((interval.low - 0.4901625).abs() < 1e-6 && (interval.high - 0.9433178).abs() < 1e-6);
/// # Ok::<(), chancery_relate::FitError>(())
/// ```
pub fn wilson(hits: usize, of: usize, level: f64) -> Result<Interval, FitError> {
    check_level(level)?;
    if hits > of {
        return Err(FitError::invalid(format!(
            "{hits} hits are more than {of} cases"
        )));
    }
    if of == 0 {
        return Ok(Interval {
            low: 0.0,
            high: 1.0,
        });
    }
    let (n, z) = (of as f64, normal_width(level));
    let p = hits as f64 / n;
    let centre = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    Ok(Interval {
        low: if hits == 0 {
            0.0
        } else {
            (centre - half).max(0.0)
        },
        high: if hits == of {
            1.0
        } else {
            (centre + half).min(1.0)
        },
    })
}
