//! The program's arguments: commands and the options that all of them take.

use super::{
    Answer, Terminal, code, codebook, config, doctor, eval, explain, fetch, lexicon, model, read,
    record, relate, relation, schema, setup,
};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Reads news reports and keeps the record of what states do to one another.
#[derive(Debug, Parser)]
#[command(
    name = "chancery",
    version,
    arg_required_else_help = true,
    propagate_version = true,
    after_help = "Start with `chancery code FILE`, and `chancery explain \"SENTENCE\"` to see why.\n\
                  Exit status: 0 done, 1 the answer is no or some input was skipped, 2 error."
)]
pub struct Args {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Say nothing but errors and results
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more: every problem, and what is being used
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// When to use colours; `auto` also obeys NO_COLOR
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// At a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Code reports: event records out of files, folders or standard input
    Code(code::CodeArgs),
    /// Read files and print their clean documents, without coding them
    Read(read::ReadCommand),
    /// Code reports and add them to the record
    Add(record::add::AddArgs),
    /// Fetch pages from the network: print, save or add them
    Fetch(fetch::FetchArgs),
    /// Watch feeds and add their new reports to the record
    Watch(fetch::WatchArgs),
    /// List the record's events, merged from all reports of each
    Events(record::events::EventsArgs),
    /// Show one event: every claim with its sentence, and where they disagree
    Event(record::event::EventArgs),
    /// List claims: what single reports say
    Claims(record::claims::ClaimsArgs),
    /// List the record's reports
    Documents(record::documents::DocumentsArgs),
    /// Ask the record in SQL
    Sql(record::sql::SqlArgs),
    /// Tell what the record holds, in numbers
    Stats(record::stats::StatsArgs),
    /// Tell why claims are one event, or decide that they are or are not
    Merge(record::merge::MergeArgs),
    /// Code the record's reports again, and show what changes
    Recode(record::recode::RecodeArgs),
    /// Write the record to files, also in the columns of POLECAT, GDELT and ICEWS
    Export(record::export::ExportArgs),
    /// Take in event records, files of other data sets, or an exported record
    Import(record::import::ImportArgs),
    /// Copy the record while others work with it
    Backup(record::backup::BackupArgs),
    /// Check that the record is whole
    Check(record::check::CheckArgs),
    /// Show exchanges between two states: acts, their answers, and the reason for each link
    Exchanges(relate::exchanges::ExchangesArgs),
    /// Show what two states keep in each other: posts, their status, staff as bounds
    Presence(relate::presence::PresenceArgs),
    /// Show how two states act on each other over time
    Series(relate::series::SeriesArgs),
    /// Measure how often, how fast and in what measure two states answer each other
    Reciprocity(relate::reciprocity::ReciprocityArgs),
    /// Forecast the answer to an act: its chance, kind, size and delay
    Forecast(relate::forecast::ForecastArgs),
    /// Show or load the reference table of expulsions that is shipped
    Reference(relate::reference::ReferenceCommand),
    /// Open the record to a browser and to programs
    #[cfg(feature = "serve")]
    Serve(super::serve::ServeArgs),
    /// Build a record out of sample reports and the reference table, and open it
    #[cfg(feature = "serve")]
    Demo(super::serve::DemoArgs),
    /// List what people have reported as wrongly coded, or export it as gold
    Corrections(record::corrections::CorrectionsArgs),
    /// Show what led to a record, aligned under the words
    Explain(explain::ExplainArgs),
    /// Print the vocabulary: types, modes, measures and what they mean
    Codebook(codebook::CodebookArgs),
    /// Print the JSON schema of a record
    Schema(schema::SchemaArgs),
    /// Look into the lexicon, check it, or import your own
    Lexicon(lexicon::LexiconCommand),
    /// List, check or show the models that read
    Model(model::ModelCommand),
    /// Tell what one given party does to another, sentence by sentence
    Relation(relation::RelationArgs),
    /// Measure the coder, or stored records, against gold
    Eval(eval::EvalArgs),
    /// Show the settings in force, and where each comes from
    Config(config::show::ConfigCommand),
    /// Check that the program works here, and say what to do where it does not
    Doctor(doctor::DoctorArgs),
    /// Print a completion script for a shell
    Completions(setup::CompletionsArgs),
    /// Print a manual page
    Man(setup::ManArgs),
}

impl Command {
    pub fn run(&self, terminal: &Terminal) -> anyhow::Result<Answer> {
        match self {
            Command::Code(args) => code::run(args, terminal),
            Command::Read(args) => read::run(args, terminal),
            Command::Add(args) => record::add::run(args, terminal),
            Command::Fetch(args) => fetch::fetch(args, terminal),
            Command::Watch(args) => fetch::watch(args, terminal),
            Command::Events(args) => record::events::run(args, terminal),
            Command::Event(args) => record::event::run(args, terminal),
            Command::Claims(args) => record::claims::run(args, terminal),
            Command::Documents(args) => record::documents::run(args, terminal),
            Command::Sql(args) => record::sql::run(args, terminal),
            Command::Stats(args) => record::stats::run(args, terminal),
            Command::Merge(args) => record::merge::run(args, terminal),
            Command::Recode(args) => record::recode::run(args, terminal),
            Command::Export(args) => record::export::run(args, terminal),
            Command::Import(args) => record::import::run(args, terminal),
            Command::Backup(args) => record::backup::run(args, terminal),
            Command::Check(args) => record::check::run(args, terminal),
            Command::Exchanges(args) => relate::exchanges::run(args, terminal),
            Command::Presence(args) => relate::presence::run(args, terminal),
            Command::Series(args) => relate::series::run(args, terminal),
            Command::Reciprocity(args) => relate::reciprocity::run(args, terminal),
            Command::Forecast(args) => relate::forecast::run(args, terminal),
            Command::Reference(args) => relate::reference::run(args, terminal),
            #[cfg(feature = "serve")]
            Command::Serve(args) => super::serve::run(args, terminal),
            #[cfg(feature = "serve")]
            Command::Demo(args) => super::serve::demo(args, terminal),
            Command::Corrections(args) => record::corrections::run(args, terminal),
            Command::Explain(args) => explain::run(args, terminal),
            Command::Codebook(args) => codebook::run(args, terminal),
            Command::Schema(args) => schema::run(args),
            Command::Lexicon(args) => lexicon::run(args, terminal),
            Command::Model(args) => model::run(args, terminal),
            Command::Relation(args) => relation::run(args, terminal),
            Command::Eval(args) => eval::run(args, terminal),
            Command::Config(args) => config::show::run(args, terminal),
            Command::Doctor(args) => doctor::run(args, terminal),
            Command::Completions(args) => setup::completions(args),
            Command::Man(args) => setup::man(args),
        }
    }
}
