//! Sources: files, folders and standard input, decompressed, each with the head by which it is recognised.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use chancery_codebook::{Problem, ProblemKind};

use crate::clean::plain;
use crate::guard::{Counted, Guarded};
use crate::lines::{LONGEST, too_long};
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
    /// The file that holds exactly these bytes, where there is one: formats with an index seek in it.
    pub file: Option<PathBuf>,
    /// How many archives it lies in.
    pub depth: usize,
}

impl Source {
    /// A source out of bytes that lie in another source.
    pub fn inside(name: &str, raw: Box<dyn Read + Send>, depth: usize) -> Result<Source, Problem> {
        let source = open(name, raw)?;
        Ok(Source {
            depth,
            file: None,
            ..source
        })
    }

    /// All its bytes, or a problem where there are more than [`LONGEST`].
    pub fn bytes(self) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        if let Err(error) = self.stream.take(LONGEST as u64 + 1).read_to_end(&mut bytes) {
            return Err(unreadable(&self.name, &error));
        }
        if bytes.len() > LONGEST {
            let message = too_long("file");
            return Err(problem(ProblemKind::Malformed, &self.name, None, message));
        }
        Ok(bytes)
    }
}

/// A problem with a whole source.
pub(crate) fn unreadable(name: &str, error: &io::Error) -> Problem {
    let advice = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file: check the path",
        io::ErrorKind::PermissionDenied => "permission denied: make it readable for this user",
        io::ErrorKind::UnexpectedEof => "the file ends in mid-stream: fetch or copy it again",
        // Our own guard says itself what is wrong.
        io::ErrorKind::QuotaExceeded => {
            return problem(ProblemKind::Unreadable, name, None, error.to_string());
        }
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
            let stdin = open("stdin", Box::new(io::stdin()));
            stdin.map(|source| Source {
                file: None,
                ..source
            })
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
                let source = opened.and_then(|file| open(&name, Box::new(file)));
                return Some(source.map(|mut source| {
                    source.file = source.file.map(|_| path);
                    source
                }));
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
        if !is_passed_over(&entry.file_name().to_string_lossy()) {
            entries.push(entry.path());
        }
    }
    entries.sort();
    Ok(entries)
}

/// Whether an entry of a folder or archive is hidden, or tells about the folder.
pub(crate) fn is_passed_over(name: &str) -> bool {
    let about = ["README", "LICENSE", "LICENCE"]
        .iter()
        .any(|word| name.to_uppercase().starts_with(word));
    about || name.starts_with('.') || name == "__MACOSX"
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
    for layer in 0..=LAYERS {
        let (head, failed) = read_head(&mut raw);
        if let Some(error) = failed.filter(|_| head.is_empty()) {
            return Err(unreadable(name, &error));
        }
        let whole: Box<dyn Read + Send> = Box::new(Cursor::new(head.clone()).chain(raw));
        if head.starts_with(&[0x1f, 0x8b]) {
            let (whole, taken) = Counted::new(whole);
            let decoder = flate2::bufread::MultiGzDecoder::new(BufReader::new(whole));
            raw = Box::new(Guarded::new(decoder, taken));
        } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
            let (whole, taken) = Counted::new(whole);
            let decoder = zstd::stream::read::Decoder::new(whole);
            let decoder = decoder.map_err(|error| unreadable(name, &error))?;
            raw = Box::new(Guarded::new(decoder, taken));
        } else {
            let stream = BufReader::with_capacity(HEAD, whole);
            return Ok(Source {
                name: name.to_owned(),
                head,
                stream,
                // The walk puts its path here where nothing was decompressed.
                file: (layer == 0).then(PathBuf::new),
                depth: 0,
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
