//! One pass over the events: the log-likelihood and its derivatives in time linear in the events.
//!
//! With r_j = Σ exp(-β(t - t_jk)), d_j = Σ (t - t_jk) exp(…) and q_j = Σ (t - t_jk)² exp(…), all three
//! follow from their values at the event before (Ozaki 1979, Annals of the Institute of Statistical
//! Mathematics 31; Ogata 1981, IEEE Transactions on Information Theory 27).

use super::Events;

/// The log-likelihood with as many derivatives as were asked for; others are zero.
pub(crate) struct Value {
    pub value: f64,
    pub gradient: Vec<f64>,
    /// Row by row.
    pub hessian: Vec<f64>,
}

/// The sums that the intensity is made of, at some time.
struct State {
    r: Vec<f64>,
    d: Vec<f64>,
    q: Vec<f64>,
}

impl State {
    fn advance<const ORDER: usize>(&mut self, beta: f64, dt: f64) {
        let fade = (-beta * dt).exp();
        for j in 0..self.r.len() {
            if ORDER > 1 {
                self.q[j] = fade * (self.q[j] + dt * (2.0 * self.d[j] + dt * self.r[j]));
            }
            if ORDER > 0 {
                self.d[j] = fade * (self.d[j] + dt * self.r[j]);
            }
            self.r[j] *= fade;
        }
    }
}

/// Evaluates at `theta`, packed as [`super::Parameters::pack`]; `ORDER` is how many derivatives.
pub(crate) fn evaluate<const ORDER: usize>(events: &Events, theta: &[f64]) -> Value {
    let k = events.dimensions();
    let (alpha, betas) = (&theta[k..k + k * k], &theta[k + k * k..]);
    let p = theta.len();
    let mut out = Value {
        value: 0.0,
        gradient: vec![0.0; if ORDER > 0 { p } else { 0 }],
        hessian: vec![0.0; if ORDER > 1 { p * p } else { 0 }],
    };
    // Derivatives with respect to μ_i, α_i1 … α_iK and the β of i, for each i.
    let width = k + 2;
    let mut first = vec![0.0; width];
    for (b, &beta) in betas.iter().enumerate() {
        let receives = |dim: usize| betas.len() == 1 || dim == b;
        let mut state = State {
            r: vec![0.0; k],
            d: vec![0.0; k],
            q: vec![0.0; k],
        };
        let (mut clock, mut product, mut from) = (0.0, 1.0_f64, 0);
        while from < events.times.len() {
            let now = events.times[from];
            state.advance::<ORDER>(beta, now - clock);
            clock = now;
            let mut to = from;
            while to < events.times.len() && events.times[to] == now {
                let i = events.dims[to];
                to += 1;
                if !receives(i) {
                    continue;
                }
                let row = &alpha[i * k..(i + 1) * k];
                let excited: f64 = row.iter().zip(&state.r).map(|(a, r)| a * r).sum();
                let rate = theta[i] + beta * excited;
                // One logarithm for many factors, taken before the product leaves the range of f64.
                product *= rate;
                if !(1e-150..1e150).contains(&product) {
                    out.value += product.ln();
                    product = 1.0;
                }
                if ORDER > 0 {
                    let inverse = 1.0 / rate;
                    first[0] = 1.0;
                    let mut slope = 0.0;
                    for (j, weight) in row.iter().enumerate() {
                        first[1 + j] = beta * state.r[j];
                        slope += weight * (state.r[j] - beta * state.d[j]);
                    }
                    first[k + 1] = slope;
                    let place = |slot: usize| place(slot, i, b, k);
                    for (slot, value) in first.iter().enumerate() {
                        out.gradient[place(slot)] += value * inverse;
                    }
                    if ORDER > 1 {
                        for (a, va) in first.iter().enumerate() {
                            for (c, vc) in first.iter().enumerate() {
                                out.hessian[place(a) * p + place(c)] -= va * vc * inverse * inverse;
                            }
                        }
                        let end = place(k + 1);
                        let mut bend = 0.0;
                        for (j, weight) in row.iter().enumerate() {
                            let cross = (state.r[j] - beta * state.d[j]) * inverse;
                            out.hessian[place(1 + j) * p + end] += cross;
                            out.hessian[end * p + place(1 + j)] += cross;
                            bend += weight * (beta * state.q[j] - 2.0 * state.d[j]);
                        }
                        out.hessian[end * p + end] += bend * inverse;
                    }
                }
            }
            // Only now, so that events at one time do not excite each other.
            for dim in &events.dims[from..to] {
                state.r[*dim] += 1.0;
            }
            from = to;
        }
        out.value += product.ln();
        state.advance::<ORDER>(beta, events.horizon - clock);
        for i in (0..k).filter(|i| receives(*i)) {
            compensate::<ORDER>(&mut out, events, theta, i, b, &state);
        }
    }
    out
}

/// Takes off the integral of the intensity of `i` over the whole time, with its derivatives.
fn compensate<const ORDER: usize>(
    out: &mut Value,
    events: &Events,
    theta: &[f64],
    i: usize,
    b: usize,
    end: &State,
) {
    let (k, p) = (events.dimensions(), theta.len());
    let row = &theta[k + i * k..k + (i + 1) * k];
    let last = place(k + 1, i, b, k);
    out.value -= theta[i] * events.horizon;
    if ORDER > 0 {
        out.gradient[i] -= events.horizon;
    }
    for (j, weight) in row.iter().enumerate() {
        let grown = events.counts[j] as f64 - end.r[j];
        out.value -= weight * grown;
        if ORDER > 0 {
            out.gradient[place(1 + j, i, b, k)] -= grown;
            out.gradient[last] -= weight * end.d[j];
        }
        if ORDER > 1 {
            out.hessian[place(1 + j, i, b, k) * p + last] -= end.d[j];
            out.hessian[last * p + place(1 + j, i, b, k)] -= end.d[j];
            out.hessian[last * p + last] += weight * end.q[j];
        }
    }
}

/// Where a derivative of dimension `i` stands in the packed vector: slot 0 is μ, 1 to k are α, k+1 is β.
fn place(slot: usize, i: usize, b: usize, k: usize) -> usize {
    match slot {
        0 => i,
        _ if slot <= k => k + i * k + slot - 1,
        _ => k + k * k + b,
    }
}
