//! Archives: the members of ZIP and TAR files, read one after the other without unpacking anything to the disk.

mod store;
mod tar;
mod zip;

use std::io::Read;
use std::sync::Arc;

use chancery_codebook::{Problem, ProblemKind};

use crate::options::ReadOptions;
use crate::reader::{Item, Items, items, one};
use crate::source::{Source, is_passed_over, problem};

pub(crate) use tar::tar;
pub(crate) use zip::{Zip, zip};

/// Archives inside archives that are opened: a ZIP of TARs of ZIPs is seen in practice, more is a trap.
const DEEPEST: usize = 3;

/// The items of a member of an archive; its name is the archive's, `!`, and its own.
fn member(
    archive: &str,
    name: &str,
    raw: Box<dyn Read + Send>,
    depth: usize,
    options: &Arc<ReadOptions>,
) -> Items {
    let name = format!("{archive}!{name}");
    match Source::inside(&name, raw, depth + 1) {
        Ok(source) => items(source, Arc::clone(options)),
        Err(problem) => one(Item::Problem(problem)),
    }
}

/// Refuses an archive that lies too deep in others.
fn too_deep(source: &Source) -> Option<Problem> {
    (source.depth >= DEEPEST).then(|| {
        let message = format!("an archive inside {DEEPEST} others: unpack the outer ones first");
        problem(ProblemKind::Malformed, &source.name, None, message)
    })
}

/// What becomes of a member by its name: read, passed over like hidden files of a folder, or refused.
fn judge(name: &str) -> Result<bool, &'static str> {
    let parts = || name.split(['/', '\\']);
    if name.contains('\0')
        || name.starts_with(['/', '\\'])
        || parts().any(|part| part == "..")
        || is_drive(name)
    {
        return Err(
            "its path leads out of the archive: such archives are made to do harm, so it is left out",
        );
    }
    Ok(!parts().filter(|part| *part != ".").any(is_passed_over))
}

fn is_drive(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.len() > 2
        && bytes[0].is_ascii_alphabetic()
        && bytes[1] == b':'
        && matches!(bytes[2], b'\\' | b'/')
}

/// A problem with a member.
fn refused(archive: &str, name: &str, message: &str) -> Item {
    let name = format!("{archive}!{name}");
    Item::Problem(problem(
        ProblemKind::Malformed,
        &name,
        None,
        message.to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::judge;

    #[test]
    fn members_that_lead_out_are_refused_and_hidden_ones_passed_over() {
        for name in [
            "../a",
            "a/../../b",
            "/etc/passwd",
            "C:\\x",
            "a\\..\\b",
            "a\0b",
        ] {
            assert!(judge(name).is_err(), "{name}");
        }
        for name in [".git/x", "__MACOSX/a.html", "a/.DS_Store", "README.md"] {
            assert_eq!(judge(name), Ok(false), "{name}");
        }
        for name in ["a.html", "./a/b.html", "a..b/c", "c:d"] {
            assert_eq!(judge(name), Ok(true), "{name}");
        }
    }
}
