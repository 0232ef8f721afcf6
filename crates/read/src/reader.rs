//! The stream of documents and problems out of any number of inputs.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use chancery_codebook::{Problem, ProblemKind};

use crate::ahead::ahead;
use crate::archive::{tar, zip};
use crate::clean::plain;
use crate::decode::binary;
use crate::detect::{container, detect};
use crate::document::{Document, Flag};
use crate::feed::feed;
use crate::language::{is_english, language};
use crate::lines::{json_lines, text_lines};
use crate::mail::mbox;
use crate::options::{Format, Input, ReadOptions};
use crate::parquet::parquet;
use crate::pdf::pdf;
use crate::source::{Source, problem, sources};
use crate::table::table;
use crate::values::{has_values_over_lines, json_values};
use crate::warc::warc;
use crate::whole::whole;

/// One thing that reading gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A clean document.
    Document(Document),
    /// Something that could not be read, or not wholly; reading goes on after it.
    Problem(Problem),
    /// Something that the user may want to know, such as which columns are read.
    Note(Note),
}

/// What a user may want to know of a source; nothing is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The source.
    pub source: String,
    /// What is told: lowercase, one line.
    pub message: String,
}

/// A note before the items of a source, where there is anything to tell.
pub(crate) fn noted(source: &str, told: Option<String>, items: Items) -> Items {
    let note = told.map(|message| {
        Item::Note(Note {
            source: source.to_owned(),
            message: plain(&message),
        })
    });
    Box::new(note.into_iter().chain(items))
}

/// A stream of items.
pub(crate) type Items = Box<dyn Iterator<Item = Item> + Send>;

/// Reads documents from files, folders and standard input, in order, one at a time.
///
/// Pages and texts are read on a few threads, ahead of their turn; of tables, lists and other streams no more
/// is held than one document (up to 64 MiB; a longer row, line or file is a problem), of a web archive a few
/// pages for each core. What cannot be read is an
/// [`Item::Problem`] with its file and line, and the rest goes on.
///
/// ```no_run
/// use chancery_read::{Input, Item, ReadOptions, read};
/// let inputs = vec![Input::Path("reports.jsonl.gz".into())];
/// for item in read(inputs, ReadOptions::default()) {
///     match item {
///         Item::Document(document) => println!("{}", document.id),
///         Item::Problem(problem) => eprintln!("{problem}"),
///         Item::Note(note) => eprintln!("{}: {}", note.source, note.message),
///     }
/// }
/// ```
pub fn read(inputs: Vec<Input>, options: ReadOptions) -> impl Iterator<Item = Item> + Send {
    let options = Arc::new(options);
    let any_language = options.any_language;
    let found = inputs.into_iter().flat_map(sources);
    // What is one document is read here; what is a stream of them, such as a table, when its turn comes.
    let opened = ahead(found, move |source| match source {
        Ok(source) => items(source, Arc::clone(&options)),
        Err(problem) => one(Item::Problem(problem)),
    });
    opened
        .flatten()
        .flat_map(move |item| look_over(item, any_language).into_iter().flatten())
}

/// Tells a document's language, and keeps it there; its ISO 639 code where it is long enough to tell and not English.
pub fn foreign(document: &mut Document) -> Option<&str> {
    document.language = language(document).map(str::to_owned);
    let found = document.language.as_deref();
    found.filter(|code| !is_english(Some(code)))
}

/// Finds a document's language, sets aside what is not English, and tells what its flags mean.
pub(crate) fn look_over(item: Item, any_language: bool) -> [Option<Item>; 2] {
    let Item::Document(mut document) = item else {
        return [Some(item), None];
    };
    let foreign = foreign(&mut document).map(str::to_owned);
    if let Some(code) = foreign
        && !any_language
    {
        let message =
            format!("set aside: it is not in English but in `{code}`, which is not coded");
        let told = problem(ProblemKind::Language, &document.id, None, message);
        return [Some(Item::Problem(told)), None];
    }
    let meaning = |flag: &Flag| match flag {
        Flag::Truncated => Some("truncated: the text ends before the report does"),
        Flag::Paywalled => Some("paywalled: only what stands before the paywall is read"),
        Flag::Listing => Some("a listing: a gallery, live blog or round-up, not one report"),
        Flag::Correction => None,
    };
    let meanings: Vec<&str> = document.flags.iter().filter_map(meaning).collect();
    let told = (!meanings.is_empty()).then(|| {
        problem(
            ProblemKind::Partial,
            &document.id,
            None,
            meanings.join("; "),
        )
    });
    [told.map(Item::Problem), Some(Item::Document(document))]
}

pub(crate) fn one(item: Item) -> Items {
    Box::new(std::iter::once(item))
}

/// What a step of a reader gives; a problem where it panics, which is a bug of the reader.
pub(crate) fn guarded<T>(source: &str, step: impl FnOnce() -> T) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(step)).map_err(|_| {
        let message = "the reader failed on this, which is a bug: please report it with the file";
        problem(ProblemKind::Malformed, source, None, message.to_owned())
    })
}

/// The items of one source.
pub(crate) fn items(source: Source, options: Arc<ReadOptions>) -> Items {
    let name = source.name.clone();
    let opened = guarded(&name, || open(source, options));
    let opened = opened.unwrap_or_else(|bug| one(Item::Problem(bug)));
    watched(name, opened)
}

/// The items of a source that is open; one that holds no document, though nothing in it is broken, is told too, and so is one
/// whose reader panics, with which it ends.
fn watched(name: String, opened: Items) -> Items {
    let (mut inside, mut any) = (Some(opened), false);
    Box::new(std::iter::from_fn(move || {
        let stream = inside.as_mut()?;
        let next = guarded(&name, || stream.next()).unwrap_or_else(|bug| {
            inside = None;
            Some(Item::Problem(bug))
        });
        any |= matches!(next, Some(Item::Document(_) | Item::Problem(_)));
        if next.is_none() {
            inside = None;
            let message = "no report was found in it: it has no row, message, page or entry";
            let told = || problem(ProblemKind::Empty, &name, None, message.to_owned());
            return (!any).then(|| Item::Problem(told()));
        }
        next
    }))
}

/// The items of one source as its format has it.
fn open(source: Source, options: Arc<ReadOptions>) -> Items {
    let refuse =
        |kind, message: String| one(Item::Problem(problem(kind, &source.name, None, message)));
    if source.head.is_empty() {
        return refuse(
            ProblemKind::Empty,
            "there is nothing in it: leave it out".to_owned(),
        );
    }
    if let Some(format) = container(&source.name, &source.head) {
        return match format {
            Format::Tar => tar(source, options),
            Format::Warc => warc(source, options),
            Format::Pdf => pdf(source, options),
            Format::Parquet => parquet(source, options),
            _ => zip(source, options),
        };
    }
    if let Some(kind) = binary(&source.head) {
        return refuse(ProblemKind::Malformed, format!("not text but {kind}"));
    }
    let format = options
        .format
        .unwrap_or_else(|| detect(&source.name, &source.head, &options.map));
    match format {
        Format::Text if options.sentences => text_lines(source, options),
        Format::Text | Format::Html | Format::Eml => whole(source, format, options),
        Format::Jsonl if has_values_over_lines(&source.head) => json_values(source, options),
        Format::Jsonl => json_lines(source, options),
        Format::Csv | Format::Tsv => table(source, format, options),
        Format::Warc => warc(source, options),
        Format::Feed => feed(source, options),
        Format::Mbox => mbox(source, options),
        Format::Docx | Format::Epub | Format::Zip | Format::Tar | Format::Pdf | Format::Parquet => {
            let message = format!("it does not begin as {format} does: leave --input-format out");
            refuse(ProblemKind::Malformed, message)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bug_in_a_reader_is_a_problem_of_its_source_and_the_rest_goes_on() {
        let reader = (0..3).map(|n| {
            assert_ne!(n, 1, "one is not wanted");
            Item::Document(Document::from_text("d", "Chad expelled two envoys."))
        });
        let mut items = watched("a.txt".to_owned(), Box::new(reader));
        assert!(matches!(items.next(), Some(Item::Document(_))));
        let Some(Item::Problem(told)) = items.next() else {
            panic!("the bug is not told");
        };
        assert_eq!(told.source, "a.txt");
        assert!(told.message.contains("which is a bug"), "{told}");
        assert_eq!(items.next(), None);
    }
}
