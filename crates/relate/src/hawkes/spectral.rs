//! The greatest eigenvalue of the branching ratios.

use nalgebra::{DMatrix, DVector};

/// Spectral radius of the branching ratios; below 1 the process does not explode, and 1/(1 - radius)
/// tells how many acts one act sets off in the end, itself included, in the worst mixture.
pub fn spectral_radius(alpha: &[Vec<f64>]) -> f64 {
    matrix(alpha)
        .complex_eigenvalues()
        .iter()
        .map(|z| z.re.hypot(z.im))
        .fold(0.0, f64::max)
}

/// ∂ρ/∂α_ij = u_i v_j / u'v with left and right eigenvectors u and v, row by row (Perron and Frobenius;
/// Stewart and Sun 1990). None where ρ has no single nonnegative eigenvector.
pub(crate) fn radius_slope(alpha: &[Vec<f64>]) -> Option<Vec<f64>> {
    let a = matrix(alpha);
    let (u, v) = (perron(&a.transpose())?, perron(&a)?);
    let inner = u.dot(&v);
    (inner > 1e-9).then(|| {
        (0..a.len())
            .map(|n| u[n / a.nrows()] * v[n % a.nrows()] / inner)
            .collect()
    })
}

/// The eigenvector of the greatest eigenvalue of a nonnegative matrix, by the power method on A + sI.
fn perron(a: &DMatrix<f64>) -> Option<DVector<f64>> {
    let n = a.nrows();
    let shift = a.amax().max(1e-300);
    let mut v = DVector::from_element(n, 1.0 / (n as f64).sqrt());
    for _ in 0..10_000 {
        let next = (a * &v + &v * shift).normalize();
        let change = (&next - &v).amax();
        v = next;
        if change < 1e-14 {
            return Some(v);
        }
    }
    None
}

fn matrix(alpha: &[Vec<f64>]) -> DMatrix<f64> {
    DMatrix::from_fn(alpha.len(), alpha.len(), |i, j| alpha[i][j])
}
