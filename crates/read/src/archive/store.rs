//! Where an archive's bytes are, so that each member can be opened by itself: a file, or memory.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use chancery_codebook::Problem;
use flate2::Crc;

use crate::guard::Guarded;
use crate::source::Source;

/// Something that can be read from anywhere.
pub(super) trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

/// The bytes of an archive.
#[derive(Clone)]
pub(super) enum Store {
    File(PathBuf),
    Memory(Arc<[u8]>),
}

impl Store {
    /// The bytes of a source: its file where it is one, else memory up to the bound of one document.
    pub fn of(source: Source) -> Result<Store, Problem> {
        Ok(match &source.file {
            Some(path) => Store::File(path.clone()),
            None => Store::Memory(source.bytes()?.into()),
        })
    }

    /// Opens the bytes anew, from their beginning.
    pub fn open(&self) -> io::Result<Box<dyn ReadSeek>> {
        Ok(match self {
            Store::File(path) => Box::new(File::open(path)?),
            Store::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }

    /// How many bytes there are.
    pub fn len(&self) -> io::Result<u64> {
        Ok(match self {
            Store::File(path) => path.metadata()?.len(),
            Store::Memory(bytes) => bytes.len() as u64,
        })
    }
}

/// A member of a ZIP archive.
#[derive(Debug, Clone)]
pub(super) struct Member {
    /// Its path in the archive.
    pub name: String,
    /// What is wrong with it, where it cannot be read.
    pub fault: Option<String>,
    pub(super) start: u64,
    pub(super) compressed: u64,
    pub(super) method: Method,
    pub(super) crc: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Stored,
    Deflated,
    Zstd,
}

impl Member {
    /// A member that cannot be read.
    pub(super) fn faulty(name: String, fault: String) -> Member {
        Member {
            name,
            fault: Some(fault),
            start: 0,
            compressed: 0,
            method: Method::Stored,
            crc: 0,
        }
    }

    /// Its bytes, decompressed, guarded and checked.
    pub(super) fn open(
        &self,
        store: &Store,
        size: u64,
        given: &Arc<AtomicU64>,
    ) -> io::Result<Box<dyn Read + Send>> {
        let mut raw = store.open()?;
        raw.seek(SeekFrom::Start(self.start))?;
        let raw = raw.take(self.compressed);
        let plain: Box<dyn Read + Send> = match self.method {
            Method::Stored => Box::new(raw),
            Method::Deflated => Box::new(flate2::read::DeflateDecoder::new(raw)),
            Method::Zstd => Box::new(zstd::stream::read::Decoder::new(raw)?),
        };
        let guarded = Guarded::sharing(plain, Arc::new(AtomicU64::new(size)), Arc::clone(given));
        Ok(Box::new(Checked {
            inner: guarded,
            crc: Crc::new(),
            expected: self.crc,
        }))
    }
}

/// A stream that fails at its end where its checksum is not the one that was told.
struct Checked<R> {
    inner: R,
    crc: Crc,
    expected: u32,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.crc.update(&buffer[..read]);
        if read == 0 && !buffer.is_empty() && self.crc.sum() != self.expected {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "its checksum is wrong",
            ));
        }
        Ok(read)
    }
}
