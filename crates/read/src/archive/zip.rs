//! ZIP: archives of anything, and the office documents and books that are such archives.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use chancery_codebook::ProblemKind;
use zip::{CompressionMethod, ZipArchive};

use super::store::{Member, Method, ReadSeek, Store};
use super::{judge, member, refused, too_deep};
use crate::lines::{LONGEST, too_long};
use crate::office::{docx, epub};
use crate::options::ReadOptions;
use crate::reader::{Item, Items, one};
use crate::source::{Source, problem, unreadable};

/// An open ZIP archive.
pub(crate) struct Zip {
    /// The archive's name.
    pub name: String,
    /// How many archives it lies in.
    depth: usize,
    store: Store,
    size: u64,
    /// Decompressed bytes so far, over all members.
    given: Arc<AtomicU64>,
    archive: ZipArchive<Box<dyn ReadSeek>>,
}

/// The items of a ZIP archive: of its document or book, or of its members in their order.
pub(crate) fn zip(source: Source, options: Arc<ReadOptions>) -> Items {
    if let Some(problem) = too_deep(&source) {
        return one(Item::Problem(problem));
    }
    let name = source.name.clone();
    let zip = match Zip::open(source) {
        Ok(zip) => zip,
        Err(problem) => return one(Item::Problem(problem)),
    };
    if zip.has("word/document.xml") {
        return docx(zip, &options);
    }
    if zip.has("META-INF/container.xml") {
        return epub(zip, &options);
    }
    let mut zip = zip;
    let mut at = 0;
    let items = std::iter::from_fn(move || {
        if at >= zip.archive.len() {
            return None;
        }
        let found = zip.member(at);
        at += 1;
        Some(match found {
            None => Box::new(std::iter::empty()) as Items,
            Some(found) => match (judge(&found.name), &found.fault) {
                (Err(message), _) => one(refused(&name, &found.name, message)),
                (Ok(false), _) => Box::new(std::iter::empty()),
                (Ok(true), Some(fault)) => one(refused(&name, &found.name, fault)),
                (Ok(true), None) => match found.open(&zip.store, zip.size, &zip.given) {
                    Ok(raw) => member(&name, &found.name, raw, zip.depth, &options),
                    Err(error) => one(Item::Problem(unreadable(
                        &format!("{name}!{}", found.name),
                        &error,
                    ))),
                },
            },
        })
    });
    Box::new(items.flatten())
}

impl Zip {
    /// Opens the archive and reads its index.
    pub fn open(source: Source) -> Result<Zip, chancery_codebook::Problem> {
        let (name, depth) = (source.name.clone(), source.depth);
        let store = Store::of(source)?;
        let told = |error: &io::Error| unreadable(&name, error);
        let size = store.len().map_err(|error| told(&error))?;
        let stream = store.open().map_err(|error| told(&error))?;
        let archive = ZipArchive::new(stream).map_err(|error| {
            let message = format!("the ZIP archive is broken ({error}): fetch or copy it again");
            problem(ProblemKind::Unreadable, &name, None, message)
        })?;
        Ok(Zip {
            name,
            depth,
            store,
            size,
            given: Arc::default(),
            archive,
        })
    }

    /// Whether there is a member of this name.
    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The member at a place of the index; `None` for a folder.
    fn member(&mut self, at: usize) -> Option<Member> {
        let found = match self.archive.by_index_raw(at) {
            Ok(found) => found,
            Err(error) => {
                let name = format!("member {}", at + 1);
                return Some(Member::faulty(
                    name,
                    format!("broken ({error}): fetch or copy the archive again"),
                ));
            }
        };
        let name = String::from_utf8_lossy(found.name_raw()).into_owned();
        if name.ends_with(['/', '\\']) {
            return None;
        }
        if found.is_symlink() {
            return Some(Member::faulty(
                name,
                "a symbolic link: it is not followed".to_owned(),
            ));
        }
        if found.encrypted() {
            return Some(Member::faulty(
                name,
                "encrypted: unpack it with its password first".to_owned(),
            ));
        }
        let method = match found.compression() {
            CompressionMethod::Stored => Method::Stored,
            CompressionMethod::Deflated => Method::Deflated,
            other if other == CompressionMethod::ZSTD => Method::Zstd,
            other => {
                let message = format!("compressed by {other}, which is not read: unpack it first");
                return Some(Member::faulty(name, message));
            }
        };
        let Some(start) = found.data_start() else {
            return Some(Member::faulty(
                name,
                "its place in the archive is wrong".to_owned(),
            ));
        };
        Some(Member {
            start,
            compressed: found.compressed_size(),
            method,
            crc: found.crc32(),
            fault: None,
            name,
        })
    }

    /// The bytes of the member of this name, where there is one, up to the bound of one document.
    ///
    /// The error is what is wrong with it.
    pub fn bytes(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let at = self
            .archive
            .index_for_name(name)
            .ok_or_else(|| format!("it lacks `{name}`"))?;
        let member = self
            .member(at)
            .ok_or_else(|| format!("`{name}` is a folder"))?;
        if let Some(fault) = member.fault {
            return Err(format!("`{name}`: {fault}"));
        }
        let mut bytes = Vec::new();
        member
            .open(&self.store, self.size, &self.given)
            .and_then(|raw| raw.take(LONGEST as u64 + 1).read_to_end(&mut bytes))
            .map_err(|error| {
                format!("`{name}` cannot be read ({error}): fetch or copy it again")
            })?;
        if bytes.len() > LONGEST {
            return Err(too_long("document"));
        }
        Ok(bytes)
    }
}
