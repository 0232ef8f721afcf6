//! CSV and TSV: one row a record, the columns of [`super::columns`], lists joined by semicolons.

use super::{Kind, Record, Sink, columns};
use std::io::{self, Write};

/// A CSV or TSV stream with its header.
pub(super) struct Delimited<W: Write> {
    out: csv::Writer<W>,
    row: Vec<String>,
}

impl<W: Write> Delimited<W> {
    /// A stream that begins with its header.
    pub(super) fn new(out: W, kind: Kind, delimiter: u8) -> io::Result<Self> {
        let mut new = Delimited::appending(out, delimiter);
        let out = &mut new.out;
        match kind {
            Kind::Event => out.write_record(columns::event_columns().iter().map(|c| c.name)),
            Kind::Presence => out.write_record(columns::presence_columns().iter().map(|c| c.name)),
            Kind::Problem => out.write_record(columns::problem_columns().iter().map(|c| c.name)),
            Kind::Merged => out.write_record(columns::merged_columns().iter().map(|c| c.name)),
            Kind::Claim => out.write_record(
                (columns::claim_place_columns().iter().map(|c| c.name))
                    .chain(columns::event_columns().iter().map(|c| c.name)),
            ),
            Kind::Document => out.write_record(columns::document_columns().iter().map(|c| c.name)),
        }
        .map_err(to_io)?;
        Ok(new)
    }

    /// A stream that goes on after rows that are there.
    pub(super) fn appending(out: W, delimiter: u8) -> Self {
        let out = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .from_writer(out);
        Delimited {
            out,
            row: Vec::new(),
        }
    }
}

/// Keeps the kind of an I/O error (a broken pipe must stay one).
fn to_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

impl<W: Write> Sink for Delimited<W> {
    fn write(&mut self, record: Record<'_>) -> io::Result<()> {
        self.row.clear();
        match record {
            Record::Merged(event) => {
                self.row
                    .extend(columns::merged_columns().iter().map(|c| (c.value)(event)));
            }
            Record::Claim(claim) => {
                let place = columns::claim_place_columns().iter();
                self.row.extend(place.map(|c| (c.value)(claim)));
                let event = columns::event_columns().iter();
                self.row.extend(event.map(|c| (c.value)(&claim.record)));
            }
            Record::Document(report) => {
                self.row.extend(
                    columns::document_columns()
                        .iter()
                        .map(|c| (c.value)(report)),
                );
            }
            Record::Event(event) => {
                self.row
                    .extend(columns::event_columns().iter().map(|c| (c.value)(event)));
            }
            Record::Presence(presence) => {
                self.row.extend(
                    columns::presence_columns()
                        .iter()
                        .map(|c| (c.value)(presence)),
                );
            }
            Record::Problem(problem) => {
                self.row.extend(
                    columns::problem_columns()
                        .iter()
                        .map(|c| (c.value)(problem)),
                );
            }
        }
        self.out.write_record(&self.row).map_err(to_io)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
