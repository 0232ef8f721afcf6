//! Bodies: read to their end or to a limit, unpacked within the same limit.

use flate2::read::MultiGzDecoder;
use std::io::{self, Read};

/// Why a body could not be had.
#[derive(Debug)]
pub(crate) enum BodyError {
    /// It is larger than allowed, packed or unpacked.
    TooLarge,
    /// It is packed in a way that was not asked for.
    Encoding(String),
    /// Reading or unpacking failed.
    Io(io::Error),
}

/// The body of `stream`, unpacked as `encoding` (the header `Content-Encoding`) says, `limit` bytes at most
/// before and after.
pub(crate) fn read(stream: impl Read, encoding: &str, limit: u64) -> Result<Vec<u8>, BodyError> {
    let packed = bounded(stream, limit)?;
    match encoding.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => Ok(packed),
        // Servers that say gzip and send plain text exist.
        "gzip" | "x-gzip" if !packed.starts_with(&[0x1f, 0x8b]) => Ok(packed),
        "gzip" | "x-gzip" => bounded(MultiGzDecoder::new(packed.as_slice()), limit),
        other => Err(BodyError::Encoding(other.to_owned())),
    }
}

fn bounded(stream: impl Read, limit: u64) -> Result<Vec<u8>, BodyError> {
    let mut bytes = Vec::new();
    stream
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(BodyError::Io)?;
    if bytes.len() as u64 > limit {
        return Err(BodyError::TooLarge);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write as _;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_packed_body_is_unpacked_within_the_limit_and_no_further() {
        let bomb = packed(&vec![0; 1 << 20]);
        assert!(bomb.len() < 2000);
        assert!(matches!(
            read(&bomb[..], "gzip", 2000),
            Err(BodyError::TooLarge)
        ));
        assert_eq!(read(&bomb[..], "GZIP", 1 << 20).unwrap().len(), 1 << 20);
        let end = bomb.len() / 2;
        assert!(matches!(
            read(&bomb[..end], "gzip", 1 << 20),
            Err(BodyError::Io(_))
        ));
    }

    #[test]
    fn what_is_said_to_be_packed_and_is_not_is_taken_as_it_is() {
        assert_eq!(read(&b"plain"[..], "gzip", 5).unwrap(), b"plain");
        assert!(matches!(
            read(&b"plain"[..], "", 4),
            Err(BodyError::TooLarge)
        ));
        assert!(matches!(
            read(&b"?"[..], "br", 4),
            Err(BodyError::Encoding(_))
        ));
        assert!(matches!(
            read(&packed(b"x")[..], "gzip, gzip", 99),
            Err(BodyError::Encoding(_))
        ));
    }
}
