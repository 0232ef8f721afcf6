//! The stream of documents and problems out of any number of inputs.

use std::sync::Arc;

use chancery_codebook::{Problem, ProblemKind};

use crate::decode::binary;
use crate::detect::detect;
use crate::document::Document;
use crate::lines::{json_lines, text_lines};
use crate::options::{Format, Input, ReadOptions};
use crate::source::{Source, problem, sources};
use crate::table::table;
use crate::values::{has_values_over_lines, json_values};
use crate::whole::whole;

/// One thing that reading gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A clean document.
    Document(Document),
    /// Something that could not be read, or not wholly; reading goes on after it.
    Problem(Problem),
}

/// A stream of items.
pub(crate) type Items = Box<dyn Iterator<Item = Item> + Send>;

/// Reads documents from files, folders and standard input, in order, one at a time.
///
/// A source is opened when the one before it is done, and no more of it is held than one document
/// (text and pages up to 64 MiB; a longer row, line or file is a problem). What cannot be read is an
/// [`Item::Problem`] with its file and line, and the rest goes on.
///
/// ```no_run
/// use chancery_read::{Input, Item, ReadOptions, read};
/// let inputs = vec![Input::Path("reports.jsonl.gz".into())];
/// for item in read(inputs, ReadOptions::default()) {
///     match item {
///         Item::Document(document) => println!("{}", document.id),
///         Item::Problem(problem) => eprintln!("{problem}"),
///     }
/// }
/// ```
pub fn read(inputs: Vec<Input>, options: ReadOptions) -> impl Iterator<Item = Item> + Send {
    let options = Arc::new(options);
    inputs
        .into_iter()
        .flat_map(sources)
        .flat_map(move |source| match source {
            Ok(source) => items(source, Arc::clone(&options)),
            Err(problem) => one(Item::Problem(problem)),
        })
}

pub(crate) fn one(item: Item) -> Items {
    Box::new(std::iter::once(item))
}

/// The items of one source.
fn items(source: Source, options: Arc<ReadOptions>) -> Items {
    let refuse =
        |kind, message: String| one(Item::Problem(problem(kind, &source.name, None, message)));
    if source.head.is_empty() {
        return refuse(
            ProblemKind::Empty,
            "there is nothing in it: leave it out".to_owned(),
        );
    }
    if let Some(kind) = binary(&source.head) {
        return refuse(ProblemKind::Malformed, format!("not text but {kind}"));
    }
    let format = options
        .format
        .unwrap_or_else(|| detect(&source.name, &source.head, &options.map));
    match format {
        Format::Text if options.sentences => text_lines(source, options),
        Format::Text | Format::Html => whole(source, format, options),
        Format::Jsonl if has_values_over_lines(&source.head) => json_values(source, options),
        Format::Jsonl => json_lines(source, options),
        Format::Csv | Format::Tsv => table(source, format, options),
    }
}
