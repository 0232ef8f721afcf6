//! Mutually exciting point processes: how each act raises, for a while, the rate of the acts to come.
//!
//! λ_i(t) = μ_i + Σ_j Σ_{t_jk<t} α_ij · β · exp(-β (t - t_jk)), with one β or one for each receiving
//! dimension i. The kernel integrates to one, so that α_ij is the branching ratio: how many acts of i
//! one act of j brings about directly, on average. Hawkes 1971 (Biometrika 58); for states that answer
//! each other, Blundell, Beck and Heller 2012 (NIPS).

mod events;
mod fade;
mod fit;
mod likelihood;
mod newton;
mod parameters;
mod profile;
mod recursion;
mod residuals;
mod search;
mod simulate;
mod spectral;
mod value;

pub use events::{Events, Spread};
pub use fit::{Estimate, Fit};
pub use likelihood::{gradient, information, log_likelihood};
pub use parameters::{Decay, Parameters};
pub use residuals::{Goodness, kolmogorov_smirnov, residuals};
pub use simulate::simulate;
pub use spectral::spectral_radius;
