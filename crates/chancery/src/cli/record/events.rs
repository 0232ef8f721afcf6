//! `chancery events`: merged events that a filter asks for.

use super::RecordArgs;
use crate::cli::{Answer, Terminal, destination, format_parser};
use anyhow::Result;
pub use chancery::ask::country;
use chancery::ask::in_order;
use chancery::codebook::{EventType, Measure, Mode, Status};
use chancery::output::{Format, Kind, Record as Row, sink};
use chancery::record::{Filter, Sort};
use clap::{Args, ValueEnum};
use jiff::civil::Date;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery events
  chancery events --actor USA --recipient Russia --measure expulsion,closure
  chancery events --country PRK --since 2017-01-01 --until 2017-12-31 --sort sources
  chancery events --text \"persona non grata\" --min-sources 2 --format csv
  chancery events --actor RUS --recipient USA --as-known-on 2018-03-28

Parties are country codes or names. Newest first, and 50 of them, unless --sort and --limit say otherwise.")]
pub struct EventsArgs {
    #[command(flatten)]
    filter: FilterArgs,
    /// The order
    #[arg(long, value_name = "ORDER", default_value = "newest")]
    sort: Order,
    /// How many at most; 0 is all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// How many to pass over before the first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// How to write them [default: a table at a terminal, jsonl in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = format_parser())]
    format: Option<Format>,
    #[command(flatten)]
    record: RecordArgs,
}

/// Which events.
#[derive(Debug, Args, Default)]
#[command(next_help_heading = "Which events")]
pub struct FilterArgs {
    /// One of these did it: country codes or names
    #[arg(long, value_name = "COUNTRY,…", value_delimiter = ',')]
    pub actor: Vec<String>,
    /// To one of these it was done; with --actor, also who met or agreed with whom
    #[arg(long, value_name = "COUNTRY,…", value_delimiter = ',')]
    pub recipient: Vec<String>,
    /// One of these is on either side
    #[arg(long, value_name = "COUNTRY,…", value_delimiter = ',')]
    pub country: Vec<String>,
    /// Event types, such as SANCTION
    #[arg(long = "type", value_name = "TYPE,…", value_delimiter = ',')]
    pub event: Vec<EventType>,
    /// Modes, such as expel
    #[arg(long, value_name = "MODE,…", value_delimiter = ',')]
    pub mode: Vec<Mode>,
    /// Diplomatic measures, such as expulsion
    #[arg(long, value_name = "MEASURE,…", value_delimiter = ',')]
    pub measure: Vec<Measure>,
    /// Statuses: actual, future, hypothetical, negated
    #[arg(long, value_name = "STATUS,…", value_delimiter = ',')]
    pub status: Vec<Status>,
    /// Quad codes, 1 verbal cooperation to 4 material conflict
    #[arg(long, value_name = "CODE,…", value_delimiter = ',', value_parser = clap::value_parser!(u8).range(1..=4))]
    pub quad: Vec<u8>,
    /// First day
    #[arg(long, value_name = "DATE")]
    pub since: Option<Date>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    pub until: Option<Date>,
    /// Where: a country code, or a part of a place's name
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// Words of the sentences or headlines; a phrase in quotes, `*` for any ending
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    /// One of these outlets tells of it
    #[arg(long, value_name = "OUTLET,…", value_delimiter = ',')]
    pub outlet: Vec<String>,
    /// Least number of independent sources
    #[arg(long, value_name = "N")]
    pub min_sources: Option<usize>,
    /// Least confidence, 0 to 1
    #[arg(long, value_name = "CONFIDENCE")]
    pub min_confidence: Option<f64>,
    /// As if nothing reported after this day were known
    #[arg(long, value_name = "DATE")]
    pub as_known_on: Option<Date>,
}

/// Orders, as the command line has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// By date, newest first
    Newest,
    /// By date, oldest first
    Oldest,
    /// By the last report, newest first
    Reported,
    /// By number of independent sources
    Sources,
    /// By the number of what was acted on
    Size,
    /// By confidence
    Confidence,
}

impl From<Order> for Sort {
    fn from(order: Order) -> Sort {
        match order {
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
            Order::Reported => Sort::Reported,
            Order::Sources => Sort::Sources,
            Order::Size => Sort::Size,
            Order::Confidence => Sort::Confidence,
        }
    }
}

/// Codes of countries given by codes or names.
///
/// # Errors
/// As [`country`].
pub fn countries(given: &[String]) -> Result<Vec<String>> {
    (given.iter().map(|g| Ok(country(g)?))).collect()
}

impl FilterArgs {
    /// The filter.
    ///
    /// # Errors
    /// If a country is unknown or the days are out of order.
    pub fn filter(&self) -> Result<Filter> {
        in_order(self.since, self.until)?;
        Ok(Filter {
            actor: countries(&self.actor)?,
            recipient: countries(&self.recipient)?,
            country: countries(&self.country)?,
            event: self.event.clone(),
            mode: self.mode.clone(),
            measure: self.measure.clone(),
            status: self.status.clone(),
            quad: self.quad.clone(),
            since: self.since,
            until: self.until,
            place: self.place.clone(),
            text: self.text.clone(),
            outlet: self.outlet.clone(),
            min_sources: self.min_sources,
            min_confidence: self.min_confidence,
            as_known_on: self.as_known_on,
            ..Filter::default()
        })
    }
}

pub fn run(args: &EventsArgs, terminal: &Terminal) -> Result<Answer> {
    let record = args.record.open()?;
    let filter = Filter {
        sort: args.sort.into(),
        limit: (args.limit > 0).then_some(args.limit),
        offset: args.offset,
        ..args.filter.filter()?
    };
    let page = record.events(&filter)?;
    let format = args.format.unwrap_or_else(|| terminal.default_format());
    let mut out = sink(
        format,
        Kind::Merged,
        destination::stdout(),
        terminal.style(),
    )?;
    for event in &page.events {
        out.write(Row::Merged(event))?;
    }
    out.finish()?;
    drop(out);
    let shown = page.events.len();
    if page.total == 0 {
        terminal.say("no event fits");
        return Ok(Answer::No);
    }
    if shown < page.total {
        terminal.say(format!(
            "{shown} of {} events: --limit and --offset show more",
            crate::cli::progress::thousands(page.total)
        ));
    }
    Ok(Answer::Yes)
}
