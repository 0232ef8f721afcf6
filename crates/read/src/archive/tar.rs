//! TAR: members as they stream by.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use chancery_codebook::ProblemKind;
use tar::{Archive, EntryType};

use super::{judge, member, refused, too_deep};
use crate::options::ReadOptions;
use crate::reader::{Item, Items, one};
use crate::source::{Source, Stream, problem};

/// Blocks of an archive are of this size.
const BLOCK: u64 = 512;

/// The archive's stream, shared by the walk over headers and the member that is being read.
#[derive(Clone)]
struct Shared(Arc<Mutex<Tape>>);

struct Tape {
    stream: Stream,
    /// Bytes of the open member, and of its padding, that are still to come.
    left: u64,
    padding: u64,
}

impl Shared {
    fn with<T>(&self, work: impl FnOnce(&mut Tape) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Passes over what is left of the open member.
    fn next_header(&self) -> io::Result<()> {
        self.with(|tape| {
            let rest = std::mem::take(&mut tape.left) + std::mem::take(&mut tape.padding);
            io::copy(&mut (&mut tape.stream).take(rest), &mut io::sink()).map(drop)
        })
    }
}

/// Bytes of one header, with its long name and extensions: hostile ones are endless.
const LONGEST_HEADER: u64 = 1 << 20;

/// Reads one header: the stream as it is, up to a bound.
struct Header {
    tape: Shared,
    used: u64,
}

impl Read for Header {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.used > LONGEST_HEADER {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "a header without end",
            ));
        }
        let read = self.tape.with(|tape| tape.stream.read(buffer))?;
        self.used += read as u64;
        Ok(read)
    }
}

/// Reads the open member to its end.
struct Body(Shared);

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.with(|tape| {
            let most = buffer
                .len()
                .min(usize::try_from(tape.left).unwrap_or(usize::MAX));
            let read = tape.stream.read(&mut buffer[..most])?;
            if read == 0 && most > 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            tape.left -= read as u64;
            Ok(read)
        })
    }
}

/// What a header tells of its member.
struct Head {
    name: String,
    kind: EntryType,
    size: u64,
}

/// Reads the next header, with the long names and the extensions before it.
fn header(tape: &Shared) -> io::Result<Option<Head>> {
    tape.next_header()?;
    // An archive of its own for each member: what it gives back then borrows nothing.
    let mut archive = Archive::new(Header {
        tape: tape.clone(),
        used: 0,
    });
    let Some(entry) = archive.entries()?.next().transpose()? else {
        return Ok(None);
    };
    let head = Head {
        name: String::from_utf8_lossy(&entry.path_bytes()).into_owned(),
        kind: entry.header().entry_type(),
        size: entry.size(),
    };
    tape.with(|tape| {
        tape.left = head.size;
        tape.padding = (BLOCK - head.size % BLOCK) % BLOCK;
    });
    Ok(Some(head))
}

/// The items of an archive's members, in their order.
pub(crate) fn tar(source: Source, options: Arc<ReadOptions>) -> Items {
    if let Some(problem) = too_deep(&source) {
        return one(Item::Problem(problem));
    }
    let Source {
        name,
        stream,
        depth,
        ..
    } = source;
    let tape = Shared(Arc::new(Mutex::new(Tape {
        stream,
        left: 0,
        padding: 0,
    })));
    let mut ended = false;
    let items = std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let head = match header(&tape) {
            Ok(Some(head)) => head,
            Ok(None) => return None,
            Err(error) => {
                ended = true;
                let message = format!(
                    "the TAR archive is broken or cut off ({error}): fetch or copy it again"
                );
                return Some(one(Item::Problem(problem(
                    ProblemKind::Unreadable,
                    &name,
                    None,
                    message,
                ))));
            }
        };
        Some(match (judge(&head.name), head.kind) {
            (_, EntryType::Directory | EntryType::XGlobalHeader) => {
                Box::new(std::iter::empty()) as Items
            }
            (Err(message), _) => one(refused(&name, &head.name, message)),
            (Ok(false), _) => Box::new(std::iter::empty()),
            (_, EntryType::Regular | EntryType::Continuous) => member(
                &name,
                &head.name,
                Box::new(Body(tape.clone())),
                depth,
                &options,
            ),
            (_, EntryType::Symlink | EntryType::Link) => {
                one(refused(&name, &head.name, "a link: it is not followed"))
            }
            (_, EntryType::GNUSparse) => one(refused(
                &name,
                &head.name,
                "a sparse file, which is not read: unpack it first",
            )),
            _ => one(refused(
                &name,
                &head.name,
                "neither a file nor a folder: it is left out",
            )),
        })
    });
    Box::new(items.flatten())
}
