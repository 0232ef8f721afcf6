//! Hashes that stay the same over machines, runs and versions, as they stand in the file.

use siphasher::sip::SipHasher13;
use siphasher::sip128::{Hasher128, SipHasher13 as SipHasher128};
use std::hash::Hasher;

/// A hash of some parts, each told apart from the next.
pub(crate) fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hasher = SipHasher13::new();
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write_u8(0xff);
    }
    hasher.finish()
}

/// An id of 16 hexadecimal digits out of some parts, the same on every machine and in every version
/// (SipHash-1-3, zero key).
pub fn stable_id<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    format!("{:016x}", of(parts))
}

/// A hash of 128 bits in hexadecimal digits, for what must not collide.
pub(crate) fn wide<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = SipHasher128::new();
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write_u8(0xff);
    }
    format!("{:032x}", hasher.finish128().as_u128())
}

/// A hash as SQLite keeps it: its integers have a sign.
pub(crate) fn signed(hash: u64) -> i64 {
    i64::from_ne_bytes(hash.to_ne_bytes())
}
