//! `chancery model`: which models there are, whether their files are whole, what each says of itself.

use super::{Answer, Terminal, destination};
use anyhow::Result;
use chancery::code::model::{Model, ModelFiles};
use clap::{Args, Subcommand};
use std::io::Write as _;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery model list
  chancery model check
  chancery model show fast
  chancery model check my-model

The models shipped are part of the program. A model of your own is a folder that `training/` wrote; \
docs/train-your-own.md tells how.")]
pub struct ModelCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the models that are shipped
    #[command(after_help = "Examples:\n  chancery model list")]
    List,
    /// Compare a model's files with their sums, and load it
    #[command(after_help = "Examples:\n  chancery model check\n  chancery model check my-model")]
    Check {
        /// `standard`, `fast` or a folder; all that are shipped where none is given
        #[arg(value_name = "MODEL")]
        models: Vec<String>,
    },
    /// Print a model's manifest: version, base, data, figures, thresholds, calibration
    #[command(
        after_help = "Examples:\n  chancery model show\n  chancery model show my-model | jq .figures"
    )]
    Show {
        /// `standard`, `fast` or a folder
        #[arg(value_name = "MODEL", default_value = "standard")]
        model: String,
    },
}

pub fn run(args: &ModelCommand, terminal: &Terminal) -> Result<Answer> {
    let mut out = destination::stdout();
    let mut answer = Answer::Yes;
    match &args.what {
        What::List => {
            writeln!(
                out,
                "{:10} {:10} {:>6} {:>8}  {:12} of",
                "name", "version", "layers", "size", "licence"
            )?;
            for name in ModelFiles::SHIPPED {
                let files = chancery::model::files(name)?;
                let m = &files.manifest;
                writeln!(
                    out,
                    "{:10} {:10} {:>6} {:>5} MB  {:12} {}",
                    m.name,
                    m.version,
                    format!("{}+{}", m.layers, m.role_layers),
                    files.size() / 1_000_000,
                    m.licence,
                    m.base
                )?;
            }
        }
        What::Check { models } => {
            let shipped = ModelFiles::SHIPPED.map(str::to_owned);
            let models: &[String] = if models.is_empty() { &shipped } else { models };
            for name in models {
                match check(name) {
                    Ok(told) => writeln!(out, "ok     {told}")?,
                    Err(error) => {
                        answer = Answer::No;
                        terminal.say(format!("WRONG  {error:#}"));
                    }
                }
            }
        }
        What::Show { model } => {
            serde_json::to_writer_pretty(&mut out, &chancery::model::files(model)?.manifest)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(answer)
}

fn check(name: &str) -> Result<String> {
    let files = chancery::model::files(name)?;
    files.check()?;
    let began = std::time::Instant::now();
    let model = Model::load(&files)?;
    Ok(format!(
        "{}: sums right, loads in {} ms",
        model.name(),
        began.elapsed().as_millis()
    ))
}
