//! `chancery doctor`: does the program work here, in plain words, and what to do where it does not.

use super::parts::{CoderArgs, threads};
use super::progress::thousands;
use super::{Answer, Terminal, destination};
use anyhow::Result;
use chancery::code::Coder;
use chancery::codebook::{Codebook, EventType, Measure, Mode, Status};
use chancery::lexicon::Lexicon;
use chancery::read::Document;
use clap::Args;
use std::io::{IsTerminal as _, Write as _};

/// The sentence of the self-test and the day of its report.
const SENTENCE: &str = "Poland expelled three Russian diplomats on Friday.";
const PUBLISHED: jiff::civil::Date = jiff::civil::date(2025, 3, 10);

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery doctor
  chancery doctor --lexicon my-lexicon
  chancery doctor --model standard

Exit status 1 where something does not work.")]
pub struct DoctorArgs {
    #[command(flatten)]
    coder: CoderArgs,
}

/// What one check found.
struct Finding {
    name: &'static str,
    /// What is well, or what is wrong.
    told: Result<String, String>,
    /// What to do where it is wrong.
    remedy: &'static str,
}

pub fn run(args: &DoctorArgs, terminal: &Terminal) -> Result<Answer> {
    let findings = [
        program(),
        codebook(),
        lexicon(args),
        model(args),
        self_test(args),
        machine(),
        screen(terminal),
    ];
    let mut out = destination::stdout();
    for finding in &findings {
        let (mark, words) = match &finding.told {
            Ok(words) => ("ok", words),
            Err(words) => ("WRONG", words),
        };
        let label = format!("{mark:6}{:10}", finding.name);
        for line in super::layout::wrapped(&label, words, terminal.width()) {
            writeln!(out, "{line}")?;
        }
        if finding.told.is_err() {
            for line in
                super::layout::wrapped(&format!("{:16}", ""), finding.remedy, terminal.width())
            {
                writeln!(out, "{line}")?;
            }
        }
    }
    let wrong = findings.iter().filter(|f| f.told.is_err()).count();
    writeln!(out)?;
    match wrong {
        0 => writeln!(out, "All is well. Try: chancery explain \"{SENTENCE}\"")?,
        n => writeln!(out, "{} above.", super::progress::count(n, "thing to mend"))?,
    }
    out.flush()?;
    Ok(if wrong == 0 { Answer::Yes } else { Answer::No })
}

fn program() -> Finding {
    let build = if cfg!(debug_assertions) {
        " (a debug build: slow, build with --release)"
    } else {
        ""
    };
    let parquet = if cfg!(feature = "parquet") {
        "with"
    } else {
        "without"
    };
    let told = Ok(format!(
        "chancery {}, {parquet} Parquet{build}",
        env!("CARGO_PKG_VERSION")
    ));
    Finding {
        name: "program",
        told,
        remedy: "",
    }
}

fn codebook() -> Finding {
    let codebook = Codebook::builtin();
    let told = format!(
        "version {}: {} types, {} measures, {} CAMEO codes",
        codebook.version,
        codebook.types.len(),
        codebook.measures.len(),
        codebook.cameo.len()
    );
    Finding {
        name: "codebook",
        told: Ok(told),
        remedy: "",
    }
}

fn lexicon(args: &DoctorArgs) -> Finding {
    let told = match args.coder.lexicon.load() {
        Err(error) => Err(format!("{error:#}")),
        Ok(lexicon) => match Lexicon::audit().as_slice() {
            [] => Ok(format!(
                "{} entries, fingerprint {}, audit without findings",
                thousands(lexicon.entries().len()),
                lexicon.fingerprint()
            )),
            [first, ..] => Err(format!("the audit found: {first}")),
        },
    };
    Finding {
        name: "lexicon",
        told,
        remedy: "See `chancery lexicon audit`; a lexicon of your own is checked with --lexicon.",
    }
}

fn model(args: &DoctorArgs) -> Finding {
    let name = &args.coder.model.model;
    let told = if name == "none" {
        Ok("none: the rules read alone".to_owned())
    } else {
        chancery::model::files(name)
            .map_err(|error| error.to_string())
            .and_then(|files| {
                files.check().map_err(|error| error.to_string())?;
                let m = &files.manifest;
                Ok(format!(
                    "{} {}: {} and {} layers, {} MB, sums right",
                    m.name,
                    m.version,
                    m.layers,
                    m.role_layers,
                    files.size() / 1_000_000
                ))
            })
    };
    Finding {
        name: "model",
        told,
        remedy: "Install again, or export your own model again; `--model none` codes without one.",
    }
}

fn self_test(args: &DoctorArgs) -> Finding {
    let told = match args.coder.coder() {
        Err(error) => Err(format!("there is no coder: {error:#}")),
        Ok(coder) => test(&coder).map(|()| format!("“{SENTENCE}” gives its record")),
    };
    Finding {
        name: "self-test",
        told,
        remedy: "Install again; if it stays, report it with the output of `chancery doctor -v`. A lexicon of your own may also have changed what these words mean.",
    }
}

/// Whether the sentence gives the one record that it must.
fn test(coder: &Coder) -> std::result::Result<(), String> {
    let mut document = Document::from_text("self-test", SENTENCE);
    document.published = Some(PUBLISHED);
    let coded = coder.code(&document);
    let [event] = coded.events.as_slice() else {
        return Err(format!(
            "“{SENTENCE}” gives {} records, not one",
            coded.events.len()
        ));
    };
    let country =
        |entities: &[chancery::codebook::Entity]| entities.first().and_then(|e| e.country.clone());
    let checks = [
        (
            "type",
            event.event == EventType::Sanction && event.mode == Some(Mode::Expel),
        ),
        ("measure", event.measure == Some(Measure::Expulsion)),
        ("actor", country(&event.actor).as_deref() == Some("POL")),
        (
            "recipient",
            country(&event.recipient).as_deref() == Some("RUS"),
        ),
        (
            "number",
            event
                .quantity
                .iter()
                .any(|q| q.low == Some(3) && q.high == Some(3)),
        ),
        ("date", event.date == Some(jiff::civil::date(2025, 3, 7))),
        ("status", event.status == Status::Actual),
    ];
    match checks.iter().find(|(_, right)| !right) {
        Some((what, _)) => Err(format!("“{SENTENCE}” gives a record with the wrong {what}")),
        None => Ok(()),
    }
}

fn machine() -> Finding {
    let told = match threads(None) {
        1 => "1 core: reports are coded one by one".to_owned(),
        n => format!("{n} cores, all used unless --threads says otherwise"),
    };
    Finding {
        name: "machine",
        told: Ok(told),
        remedy: "",
    }
}

fn screen(terminal: &Terminal) -> Finding {
    let told = if std::io::stdout().is_terminal() {
        let color = if terminal.color_out() {
            "with"
        } else {
            "without"
        };
        format!(
            "a terminal of {} columns, {color} colours: tables by default",
            terminal.width()
        )
    } else {
        "output is no terminal: JSON lines by default".to_owned()
    };
    Finding {
        name: "screen",
        told: Ok(told),
        remedy: "",
    }
}
