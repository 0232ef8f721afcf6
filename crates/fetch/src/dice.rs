//! Numbers that spread requests over time, the same for the same seed (SplitMix64: Steele, Lea and Flood, 2014).

use siphasher::sip::SipHasher13;
use std::hash::Hasher as _;

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The numbers of a seed and a name.
    pub(crate) fn new(seed: u64, name: &str) -> Dice {
        let mut hasher = SipHasher13::new_with_keys(seed, 0);
        hasher.write(name.as_bytes());
        Dice(hasher.finish())
    }

    /// A number from 0 to below `n`, which is not 0.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
}
