//! `chancery series`: a pair of states over time, in both directions.

use super::PairArgs;
use crate::cli::record::rows::Rows;
use crate::cli::{Answer, Terminal, destination, format_parser};
use anyhow::{Result, bail};
use chancery::ask::series;
use chancery::lexicon::Lexicon;
use chancery::output::Format;
use chancery::relate::plot;
use chancery::relate::series::{Bin, Direction, DyadSeries};
use clap::{Args, ValueEnum};
use serde_json::Value;
use std::io::IsTerminal as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery series USA RUS --by month --measure expelled
  chancery series ISR PSE --by week --measure score --since 2023-01-01 --format csv
  chancery series USA RUS --by month --measure quad --plot usa-rus.svg
  chancery series USA RUS --measure expelled --plot usa-rus.png

Acts that are told with a range of days count on its middle day. Only acts that happened count.")]
pub struct SeriesArgs {
    #[command(flatten)]
    pair: PairArgs,
    /// Length of a bin
    #[arg(long, value_name = "BIN", default_value = "month")]
    by: By,
    /// What is counted
    #[arg(long, value_name = "MEASURE", default_value = "count")]
    measure: What,
    /// How to write it [default: sparklines at a terminal, jsonl in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = format_parser())]
    format: Option<Format>,
    /// Draw it as a picture: FILE.svg or FILE.png
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// Days
    Day,
    /// Weeks from Monday
    Week,
    /// Calendar months
    Month,
}

impl From<By> for Bin {
    fn from(by: By) -> Bin {
        match by {
            By::Day => Bin::Day,
            By::Week => Bin::Week,
            By::Month => Bin::Month,
        }
    }
}

/// What a series counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Acts
    Count,
    /// The sum of their scores
    Score,
    /// Acts by quad code
    Quad,
    /// People expelled, as bounds
    Expelled,
}

pub fn run(args: &SeriesArgs, terminal: &Terminal) -> Result<Answer> {
    let (a, b) = args.pair.codes()?;
    // A name that cannot be drawn is told before the record is read.
    args.plot.as_deref().map(Picture::of).transpose()?;
    let record = args.pair.record.open()?;
    let (since, until) = (args.pair.since, args.pair.until);
    let Some(series) = series(&record, (&a, &b), args.by.into(), since, until)? else {
        terminal.say(format!("the record has nothing between {a} and {b}"));
        return Ok(Answer::No);
    };
    if let Some(path) = &args.plot {
        draw(path, &series, args.measure, terminal)?;
        if args.format.is_none() {
            return Ok(Answer::Yes);
        }
    }
    match args.format {
        None if std::io::stdout().is_terminal() => sparks(&series, args.measure)?,
        format => table(
            &series,
            args.measure,
            format.unwrap_or(Format::Jsonl),
            terminal,
        )?,
    }
    Ok(Answer::Yes)
}

/// Kinds of pictures.
enum Picture {
    Svg,
    Png,
}

impl Picture {
    /// By the ending of a file's name.
    fn of(path: &Path) -> Result<Picture> {
        let ending = path
            .extension()
            .and_then(|e| e.to_str())
            .unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "svg" => Ok(Picture::Svg),
            "png" => Ok(Picture::Png),
            _ => bail!(
                "`{}`: pictures are drawn as SVG, which browsers take and which stays sharp, or as PNG, which everything \
                 takes: name it .svg or .png",
                path.display()
            ),
        }
    }
}

/// Draws the series into a file.
fn draw(path: &Path, series: &DyadSeries, what: What, terminal: &Terminal) -> Result<()> {
    let names = Lexicon::builtin().country_names();
    let name = |code: &str| names.get(code).cloned().unwrap_or_else(|| code.to_owned());
    let (first, second) = (name(&series.forward.actor), name(&series.back.actor));
    let options = plot::PlotOptions {
        measured: measured(what),
        title: format!("{first} and {second}, {} to {}", series.since, series.until),
        first,
        second,
        width: 960,
        height: 420,
    };
    let bytes = match Picture::of(path)? {
        Picture::Svg => plot::svg(series, &options).into_bytes(),
        Picture::Png => plot::png(series, &options)?,
    };
    destination::write_whole(Some(path), &bytes)?;
    terminal.say(format!("`{}`", path.display()));
    Ok(())
}

fn measured(what: What) -> plot::Measured {
    match what {
        What::Count | What::Quad => plot::Measured::Count,
        What::Score => plot::Measured::Score,
        What::Expelled => plot::Measured::Expelled,
    }
}

/// Blocks of a line at most; more bins are drawn together, by the largest of them.
const BLOCKS: usize = 60;

fn sparks(series: &DyadSeries, what: What) -> Result<()> {
    let mut out = destination::stdout();
    let together = series.len().div_ceil(BLOCKS).max(1);
    let sides = [&series.forward, &series.back];
    let lines = sides.map(|side| -> Vec<f64> {
        let values = measured(what).values(side);
        let largest = |bins: &[f64]| bins.iter().fold(0.0_f64, |most, v| most.max(v.abs()));
        values.chunks(together).map(largest).collect()
    });
    let top = lines.iter().flatten().fold(0.0_f64, |most, v| most.max(*v));
    for (side, line) in sides.into_iter().zip(&lines) {
        let total: f64 = measured(what).values(side).iter().sum();
        writeln!(
            out,
            "{} → {}  {}  {total}",
            side.actor,
            side.recipient,
            plot::sparkline(line, top)
        )?;
    }
    writeln!(out, "{} to {}", series.since, series.until)?;
    out.flush()?;
    Ok(())
}

fn table(series: &DyadSeries, what: What, format: Format, terminal: &Terminal) -> Result<()> {
    let mut columns = vec!["start".to_owned()];
    let names: &[&str] = match what {
        What::Count => &["count"],
        What::Score => &["score"],
        What::Quad => &["quad1", "quad2", "quad3", "quad4"],
        What::Expelled => &["expelled_low", "expelled_high"],
    };
    for side in [&series.forward, &series.back] {
        columns.extend(
            names
                .iter()
                .map(|n| format!("{}_{}_{n}", side.actor, side.recipient)),
        );
    }
    let mut rows = Rows::new(destination::stdout(), format, columns, terminal)?;
    for i in 0..series.len() {
        let mut row: Vec<Value> = vec![series.starts[i].to_string().into()];
        for side in [&series.forward, &series.back] {
            row.extend(cells(side, i, what));
        }
        rows.write(row)?;
    }
    rows.finish()?;
    Ok(())
}

fn cells(side: &Direction, i: usize, what: What) -> Vec<Value> {
    match what {
        What::Count => vec![side.count[i].into()],
        What::Score => vec![side.score[i].into()],
        What::Quad => side.quad[i].iter().map(|n| (*n).into()).collect(),
        What::Expelled => vec![side.expelled[i].low.into(), side.expelled[i].high.into()],
    }
}
