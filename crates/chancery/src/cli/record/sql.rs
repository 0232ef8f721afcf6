//! `chancery sql`: any question, in SQL, which reads and nothing else.

use super::RecordArgs;
use super::rows::Rows;
use crate::cli::{Answer, Terminal, destination, format_parser};
use anyhow::Result;
use chancery::output::Format;
use clap::Args;
use std::io::Write as _;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery sql \"SELECT event, count(*) FROM event GROUP BY event ORDER BY 2 DESC\"
  chancery sql \"SELECT date, actor ->> '$[0].country' AS actor FROM event WHERE measure = 'expulsion'\" --format csv
  chancery sql .schema

The tables are explained in docs/record-store.md. Any other SQLite tool opens the file, too.")]
pub struct SqlArgs {
    /// A statement that reads, or `.schema` for the tables
    #[arg(value_name = "SELECT")]
    statement: String,
    /// How to write the rows [default: a table at a terminal, jsonl in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = format_parser())]
    format: Option<Format>,
    #[command(flatten)]
    record: RecordArgs,
}

pub fn run(args: &SqlArgs, terminal: &Terminal) -> Result<Answer> {
    let record = args.record.open()?;
    if args.statement.trim() == ".schema" {
        let mut out = destination::stdout();
        for table in record.tables()? {
            writeln!(out, "{table};")?;
        }
        out.flush()?;
        return Ok(Answer::Yes);
    }
    let format = args.format.unwrap_or_else(|| terminal.default_format());
    let rows = std::cell::RefCell::new(None);
    record.sql::<anyhow::Error>(
        &args.statement,
        |head| {
            let columns = head.columns.clone();
            *rows.borrow_mut() = Some(Rows::new(destination::stdout(), format, columns, terminal)?);
            Ok(())
        },
        |row| {
            rows.borrow_mut()
                .as_mut()
                .map_or(Ok(()), |rows| rows.write(row))
        },
    )?;
    if let Some(rows) = rows.into_inner() {
        rows.finish()?;
    }
    Ok(Answer::Yes)
}
