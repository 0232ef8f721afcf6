//! Sources: files, folders and standard input, decompressed, each with the head by which it is recognised.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use chancery_codebook::{Problem, ProblemKind};

use crate::clean::plain;
use crate::options::Input;

/// Bytes looked at to recognise compression, encoding and format.
const HEAD: usize = 64 * 1024;

/// Layers of compression that are undone: a `.gz` of a `.zst` is seen in practice, more is a bomb.
const LAYERS: usize = 3;

/// A decompressed stream of bytes.
pub(crate) type Stream = BufReader<Box<dyn Read + Send>>;

/// One open source.
pub(crate) struct Source {
    /// Its path as given, or `stdin`; problems and ids name it.
    pub name: String,
    /// Its first bytes, decompressed: all of them where it is shorter than the head.
    pub head: Vec<u8>,
    /// All its bytes, the head included.
    pub stream: Stream,
}

/// A problem with a whole source.
pub(crate) fn unreadable(name: &str, error: &io::Error) -> Problem {
    let advice = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file: check the path",
        io::ErrorKind::PermissionDenied => "permission denied: make it readable for this user",
        io::ErrorKind::UnexpectedEof => "the file ends in mid-stream: fetch or copy it again",
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            return problem(
                ProblemKind::Unreadable,
                name,
                None,
                format!("the compressed data is broken ({error}): fetch or copy it again"),
            );
        }
        _ => {
            return problem(
                ProblemKind::Unreadable,
                name,
                None,
                format!("cannot read: {error}"),
            );
        }
    };
    problem(ProblemKind::Unreadable, name, None, advice.to_owned())
}

/// A problem at a line of a source.
pub(crate) fn problem(
    kind: ProblemKind,
    source: &str,
    line: Option<usize>,
    message: String,
) -> Problem {
    Problem {
        kind,
        source: source.to_owned(),
        line,
        // Messages quote the input, whose names may hold line ends.
        message: plain(&message),
    }
}

/// The sources of one input, opened one at a time.
pub(crate) fn sources(input: Input) -> Box<dyn Iterator<Item = Result<Source, Problem>> + Send> {
    match input {
        Input::Stdin => Box::new(std::iter::once_with(|| {
            open("stdin", Box::new(io::stdin()))
        })),
        Input::Path(path) => Box::new(Walk {
            stack: vec![(path, true)],
        }),
    }
}

/// Walks a folder in sorted order, one open folder listing at a time.
struct Walk {
    /// What is still to be visited, the next one last; true for what the caller named.
    stack: Vec<(PathBuf, bool)>,
}

impl Iterator for Walk {
    type Item = Result<Source, Problem>;

    fn next(&mut self) -> Option<Result<Source, Problem>> {
        while let Some((path, named)) = self.stack.pop() {
            let name = display(&path);
            // Links to folders are followed only where the caller names them: a walk must end.
            let meta = if named {
                path.metadata()
            } else {
                path.symlink_metadata()
            };
            let meta = match meta {
                Ok(meta) if meta.is_symlink() => match path.metadata() {
                    Ok(target) if target.is_file() => target,
                    Ok(_) => continue,
                    Err(error) => return Some(Err(unreadable(&name, &error))),
                },
                Ok(meta) => meta,
                Err(error) => return Some(Err(unreadable(&name, &error))),
            };
            if meta.is_dir() {
                match list(&path) {
                    Ok(entries) => self
                        .stack
                        .extend(entries.into_iter().rev().map(|e| (e, false))),
                    Err(error) => return Some(Err(unreadable(&name, &error))),
                }
            } else if named || meta.is_file() {
                let opened = File::open(&path).map_err(|error| unreadable(&name, &error));
                return Some(opened.and_then(|file| open(&name, Box::new(file))));
            }
        }
        None
    }
}

/// The entries of a folder that are not hidden and do not tell about the folder (README, LICENSE), sorted
/// by name.
fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let about = ["README", "LICENSE", "LICENCE"]
            .iter()
            .any(|word| name.to_uppercase().starts_with(word));
        if !name.starts_with('.') && !about {
            entries.push(entry.path());
        }
    }
    entries.sort();
    Ok(entries)
}

/// A path as problems and ids print it.
fn display(path: &Path) -> String {
    let name = path.to_string_lossy();
    name.strip_prefix("./")
        .map_or_else(|| name.clone().into_owned(), str::to_owned)
}

/// Opens a stream: undoes its compression and reads its head.
pub(crate) fn open(name: &str, raw: Box<dyn Read + Send>) -> Result<Source, Problem> {
    let mut raw = raw;
    for _ in 0..=LAYERS {
        let (head, failed) = read_head(&mut raw);
        if let Some(error) = failed.filter(|_| head.is_empty()) {
            return Err(unreadable(name, &error));
        }
        let whole: Box<dyn Read + Send> = Box::new(Cursor::new(head.clone()).chain(raw));
        if head.starts_with(&[0x1f, 0x8b]) {
            raw = Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::new(whole)));
        } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
            let decoder = zstd::stream::read::Decoder::new(whole);
            raw = Box::new(decoder.map_err(|error| unreadable(name, &error))?);
        } else {
            let stream = BufReader::with_capacity(HEAD, whole);
            return Ok(Source {
                name: name.to_owned(),
                head,
                stream,
            });
        }
    }
    let message = format!("compressed more than {LAYERS} times over: decompress it first");
    Err(problem(ProblemKind::Unreadable, name, None, message))
}

/// Reads up to [`HEAD`] bytes; an error after some bytes is met again by whoever reads on.
fn read_head(raw: &mut dyn Read) -> (Vec<u8>, Option<io::Error>) {
    let mut head = Vec::new();
    let failed = raw.take(HEAD as u64).read_to_end(&mut head).err();
    (head, failed)
}
