//! The times of acts, as a point process sees them.

use crate::fit::FitError;
use crate::random::Random;
use jiff::civil::Date;

/// Events of K kinds (dimensions) between time 0 and `horizon`, in order of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Events {
    pub(crate) times: Vec<f64>,
    pub(crate) dims: Vec<usize>,
    pub(crate) counts: Vec<usize>,
    pub(crate) horizon: f64,
}

/// How events that are known by the day alone get times within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// The n events of a day stand at (1/2)/n, (3/2)/n, … of it, in the order given. Deterministic; the
    /// order within a day is then taken as who moved first.
    Even,
    /// At uniform times of the day, told by the seed. Several seeds show how much hangs on the order.
    Jitter(u64),
}

impl Events {
    /// Events from the times of each dimension, in any order, observed from 0 to `horizon`.
    ///
    /// The unit of time is the caller's, here mostly days. Fails where a time is not finite or outside
    /// 0 to `horizon`, or there is no dimension. Events at the very same time do not excite each other.
    pub fn new(times: &[Vec<f64>], horizon: f64) -> Result<Self, FitError> {
        if times.is_empty() || !(horizon.is_finite() && horizon > 0.0) {
            return Err(FitError::invalid(
                "events need at least one dimension and a horizon above 0",
            ));
        }
        if let Some(bad) = times
            .iter()
            .flatten()
            .find(|t| !(0.0..=horizon).contains(*t))
        {
            return Err(FitError::invalid(format!(
                "time {bad} is not between 0 and {horizon}"
            )));
        }
        let mut all: Vec<(f64, usize)> = times
            .iter()
            .enumerate()
            .flat_map(|(dim, times)| times.iter().map(move |t| (*t, dim)))
            .collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let (sorted, dims) = all.into_iter().unzip();
        Ok(Events {
            times: sorted,
            dims,
            counts: times.iter().map(Vec::len).collect(),
            horizon,
        })
    }

    /// Events known by their day, in days since the start of `since`, observed until the end of `until`.
    ///
    /// `days` holds day and dimension; days outside the window are passed over. Events of one day
    /// keep their order as `spread` says. Fails where a dimension is not below `dimensions`.
    pub fn of_days(
        days: &[(Date, usize)],
        dimensions: usize,
        since: Date,
        until: Date,
        spread: Spread,
    ) -> Result<Self, FitError> {
        let mut inside: Vec<(i32, usize)> = days
            .iter()
            .filter(|(day, _)| (since..=until).contains(day))
            .map(|(day, dim)| ((*day - since).get_days(), *dim))
            .collect();
        if let Some((_, dim)) = inside.iter().find(|(_, dim)| *dim >= dimensions) {
            return Err(FitError::invalid(format!(
                "dimension {dim} of an event is not below {dimensions}"
            )));
        }
        inside.sort_by_key(|(day, _)| *day);
        let mut random = Random::new(match spread {
            Spread::Even => 0,
            Spread::Jitter(seed) => seed,
        });
        let mut times = vec![Vec::new(); dimensions];
        for same in inside.chunk_by(|a, b| a.0 == b.0) {
            for (place, (day, dim)) in same.iter().enumerate() {
                let within = match spread {
                    Spread::Even => (place as f64 + 0.5) / same.len() as f64,
                    Spread::Jitter(_) => random.uniform(),
                };
                times[*dim].push(f64::from(*day) + within);
            }
        }
        Events::new(&times, f64::from((until - since).get_days()) + 1.0)
    }

    /// Number of dimensions, K.
    pub fn dimensions(&self) -> usize {
        self.counts.len()
    }

    /// Number of events.
    pub fn len(&self) -> usize {
        self.times.len()
    }

    /// Whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.times.is_empty()
    }

    /// Number of events of each dimension.
    pub fn counts(&self) -> &[usize] {
        &self.counts
    }

    /// End of the observation.
    pub fn horizon(&self) -> f64 {
        self.horizon
    }

    /// Time and dimension of each event, in order of time.
    pub fn iter(&self) -> impl Iterator<Item = (f64, usize)> + '_ {
        self.times.iter().copied().zip(self.dims.iter().copied())
    }
}
