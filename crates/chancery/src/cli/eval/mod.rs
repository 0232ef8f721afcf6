//! `chancery eval`: gold against what the coder gives, or against stored records.

mod floor;
mod report;

use super::parts::{CoderArgs, neighbour, read_text, threads};
use super::{Answer, Terminal};
use anyhow::{Context as _, Result, bail};
use chancery::eval::{self, GoldItem, Level, Score, Scored};
use chancery::pipeline::{self, Step};
use chancery::read::{Document, Item};
use clap::{Args, ValueEnum};
use floor::Floor;
use report::Report;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery eval gold.jsonl
  chancery eval news.jsonl plv.jsonl --ids data/eval/dev_ids.txt --fail-under type=0.50,dyad=0.40
  chancery eval gold.jsonl --measure expulsion,closure --fail-under dyad=0.75,quantity=0.90
  chancery eval gold.jsonl --pred events.jsonl --cases cases.csv
  chancery eval gold.jsonl --model standard
  chancery eval gold.jsonl --format json | jq .total.dyad.f1

Gold has one item a line: sid, date, text, events. Each item's text is coded as a report of its date, \
unless --pred gives records made before, whose cite_info.id is the item's sid. Events agree at level \
type, dyad (and the sets of actor and recipient countries), status (and status) and full (and mode and \
measure). Exit status 1 where a value is under its floor. docs/evaluation.md tells more.")]
pub struct EvalArgs {
    /// Gold files
    #[arg(required = true, value_name = "GOLD")]
    gold: Vec<PathBuf>,
    /// Records to judge, JSON lines, in place of coding the texts
    #[arg(long, value_name = "FILE")]
    pred: Option<PathBuf>,
    /// Judge only the items listed in FILE, one sid a line, `#` begins a comment
    #[arg(long, value_name = "FILE")]
    ids: Option<PathBuf>,
    /// Judge only items whose gold has one of these measures, and of them only the events that have
    #[arg(long, value_name = "MEASURE,…", value_delimiter = ',')]
    measure: Vec<chancery::codebook::Measure>,
    /// Write each gold event beside the coded event that fits it best to FILE, as CSV
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// Answer no where a value is under its floor: type, dyad, status, full (F1), quantity, date (share right)
    #[arg(long, value_name = "WHAT=FLOOR,…", value_delimiter = ',')]
    fail_under: Vec<Floor>,
    /// What to print beside the total
    #[arg(long, value_name = "GROUPS", default_value = "type")]
    by: By,
    /// Tell the 95 % interval of each F1 as well, by resampling the items
    #[arg(long)]
    intervals: bool,
    /// Tell how many records are kept, and how many are right, at each floor of confidence
    #[arg(long)]
    curve: bool,
    /// How to print
    #[arg(short, long, default_value = "table")]
    format: ReportFormat,
    /// How many threads code [default: as many as the machine has cores]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    coder: CoderArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Each event type
    Type,
    /// Each measure
    Measure,
    /// Each status
    Status,
    /// The total alone
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For the eye
    Table,
    /// One JSON object
    Json,
}

pub fn run(args: &EvalArgs, terminal: &Terminal) -> Result<Answer> {
    let gold = gold(args)?;
    let predictions = match &args.pred {
        Some(path) => eval::read_predictions(open(path)?, &path.display().to_string())?,
        None => coded(&gold, args)?,
    };
    let measures: HashSet<&str> = args.measure.iter().map(|m| m.as_str()).collect();
    let counts = |e: &Scored| {
        measures.is_empty() || e.measure.as_deref().is_some_and(|m| measures.contains(m))
    };
    let outcomes = eval::outcomes(&gold, &predictions);
    let report = Report {
        items: gold.len(),
        intervals: args
            .intervals
            .then(|| Level::ALL.map(|level| eval::interval(&gold, &predictions, level, counts))),
        calibration_error: eval::calibration_error(&outcomes),
        curve: args.curve.then(|| {
            let events = gold.iter().map(|item| item.events.len()).sum();
            eval::curve(&outcomes, events)
        }),
        scores: Level::ALL
            .map(|level| (level, eval::score_where(&gold, &predictions, level, counts))),
        agreement: eval::agreement(&gold, &predictions, counts),
        groups: groups(&gold, &predictions, args.by, counts),
    };
    if let Some(path) = &args.cases {
        write_cases(path, &eval::cases(&gold, &predictions))?;
    }
    match args.format {
        ReportFormat::Table => report.print_table()?,
        ReportFormat::Json => report.print_json()?,
    }
    let mut answer = Answer::Yes;
    for floor in &args.fail_under {
        if let Some(told) = floor.broken(&report) {
            terminal.say(told);
            answer = Answer::No;
        }
    }
    Ok(answer)
}

fn open(path: &Path) -> Result<File> {
    File::open(path).with_context(|| format!("cannot read `{}`{}", path.display(), neighbour(path)))
}

/// The items that are to be judged.
fn gold(args: &EvalArgs) -> Result<Vec<GoldItem>> {
    let mut gold = Vec::new();
    for path in &args.gold {
        eval::read_gold(open(path)?, &path.display().to_string(), &mut gold)?;
    }
    if let Some(path) = &args.ids {
        let list = read_text(path)?;
        let ids: HashSet<&str> = list
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("# ") && *line != "#")
            .collect();
        gold.retain(|item| ids.contains(item.sid.as_str()));
    }
    if !args.measure.is_empty() {
        let asked = |e: &Scored| {
            e.measure
                .as_deref()
                .is_some_and(|m| args.measure.iter().any(|asked| asked.as_str() == m))
        };
        gold.retain(|item| item.events.iter().any(asked));
    }
    if gold.is_empty() {
        bail!("no gold items are left to judge: check the files, --ids and --measure");
    }
    Ok(gold)
}

/// What the coder gives for each item's text.
fn coded(gold: &[GoldItem], args: &EvalArgs) -> Result<HashMap<String, Vec<Scored>>> {
    let documents: Vec<Item> = gold
        .iter()
        .map(|item| {
            let mut document = Document::from_text(&item.sid, &item.text);
            document.published = item.date;
            Item::Document(document)
        })
        .collect();
    let mut predictions: HashMap<String, Vec<Scored>> = HashMap::new();
    pipeline::run(
        documents.into_iter(),
        args.coder.coder()?,
        threads(args.threads),
        |step| {
            if let Step::Coded(document, coded) = step {
                let events = coded.events.iter().map(Scored::from_event);
                predictions.entry(document.id).or_default().extend(events);
            }
            ControlFlow::<()>::Continue(())
        },
    )?;
    Ok(predictions)
}

/// For each group its name and its scores at level type and level dyad.
fn groups(
    gold: &[GoldItem],
    predictions: &HashMap<String, Vec<Scored>>,
    by: By,
    counts: impl Fn(&Scored) -> bool,
) -> Vec<(String, Score, Score)> {
    let group = |e: &Scored| match by {
        By::Type => Some(e.event.clone()),
        By::Measure => e.measure.clone(),
        By::Status => e.status.clone(),
        By::None => None,
    };
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    let order: Vec<&str> = match by {
        By::Type => chancery::codebook::EventType::ALL
            .iter()
            .map(|t| t.as_str())
            .collect(),
        By::Measure => chancery::codebook::Measure::ALL
            .iter()
            .map(|m| m.as_str())
            .collect(),
        By::Status => chancery::codebook::Status::ALL
            .iter()
            .map(|s| s.as_str())
            .collect(),
        By::None => Vec::new(),
    };
    let coded = gold
        .iter()
        .flat_map(|item| predictions.get(&item.sid).into_iter().flatten());
    for event in gold
        .iter()
        .flat_map(|item| &item.events)
        .chain(coded)
        .filter(|e| counts(e))
    {
        if let Some(name) = group(event)
            && let Some(place) = order.iter().position(|o| *o == name)
        {
            names.entry(place).or_insert(name);
        }
    }
    names
        .into_values()
        .map(|name| {
            let of = |level| {
                eval::score_where(gold, predictions, level, |e| {
                    counts(e) && group(e).is_some_and(|g| g == name)
                })
            };
            let (loose, dyad) = (of(Level::Type), of(Level::Dyad));
            (name, loose, dyad)
        })
        .collect()
}

fn write_cases(path: &Path, cases: &[eval::Case]) -> Result<()> {
    let (file, out) = super::destination::PendingFile::create(path)?;
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["sid", "gold", "predicted", "matched"])?;
    for case in cases {
        let matched = case.matched.map_or("none", Level::as_str);
        csv.write_record([&case.sid, &case.gold, &case.predicted, matched])?;
    }
    csv.flush()?;
    drop(csv);
    file.keep()
}
