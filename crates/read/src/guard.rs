//! Guards against decompression bombs: a stream that fails once it has grown out of all proportion.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Decompressed bytes up to which no proportion counts.
pub(crate) const FREE: u64 = 256 << 20;

/// How many times its compressed size a stream may grow beyond [`FREE`]: text grows three to twenty times.
pub(crate) const MOST_TIMES: u64 = 250;

/// A stream that counts what is taken from it.
pub(crate) struct Counted<R> {
    inner: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Counted<R> {
    /// The stream, and its counter.
    pub fn new(inner: R) -> (Counted<R>, Arc<AtomicU64>) {
        let taken = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&taken);
        (Counted { inner, taken }, counter)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.taken.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// A decompressed stream that fails where it is out of proportion to what it was made from.
pub(crate) struct Guarded<R> {
    inner: R,
    /// Compressed bytes.
    taken: Arc<AtomicU64>,
    /// Decompressed bytes, of all streams that share this guard.
    given: Arc<AtomicU64>,
}

impl<R: Read> Guarded<R> {
    /// Guards one stream, made from the bytes that `taken` counts.
    pub fn new(inner: R, taken: Arc<AtomicU64>) -> Guarded<R> {
        Guarded::sharing(inner, taken, Arc::default())
    }

    /// Guards a stream that shares its allowance with others, such as the members of one archive.
    pub fn sharing(inner: R, taken: Arc<AtomicU64>, given: Arc<AtomicU64>) -> Guarded<R> {
        Guarded {
            inner,
            taken,
            given,
        }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let given = self.given.load(Ordering::Relaxed);
        if given > FREE && given / MOST_TIMES > self.taken.load(Ordering::Relaxed) {
            let message = format!(
                "it grows more than {MOST_TIMES} times when decompressed, as bombs do: the rest is left out"
            );
            return Err(io::Error::new(io::ErrorKind::QuotaExceeded, message));
        }
        let read = self.inner.read(buffer)?;
        self.given.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_that_grows_a_thousand_times_is_stopped_and_one_that_grows_ten_times_is_not() {
        let endless = || io::repeat(b'x').take(FREE + (64 << 20));
        let run = |taken: u64| {
            let mut guarded = Guarded::new(endless(), Arc::new(AtomicU64::new(taken)));
            io::copy(&mut guarded, &mut io::sink())
        };
        assert_eq!(
            run(1 << 20).unwrap_err().kind(),
            io::ErrorKind::QuotaExceeded
        );
        assert_eq!(run(32 << 20).unwrap(), FREE + (64 << 20));
    }
}
