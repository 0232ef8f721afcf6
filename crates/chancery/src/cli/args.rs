//! The program's arguments: commands and the options that all of them take.

use super::{
    Answer, Terminal, code, codebook, doctor, eval, explain, lexicon, model, relation, schema,
    setup,
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
            Command::Explain(args) => explain::run(args, terminal),
            Command::Codebook(args) => codebook::run(args, terminal),
            Command::Schema(args) => schema::run(args),
            Command::Lexicon(args) => lexicon::run(args, terminal),
            Command::Model(args) => model::run(args, terminal),
            Command::Relation(args) => relation::run(args, terminal),
            Command::Eval(args) => eval::run(args, terminal),
            Command::Doctor(args) => doctor::run(args, terminal),
            Command::Completions(args) => setup::completions(args),
            Command::Man(args) => setup::man(args),
        }
    }
}
