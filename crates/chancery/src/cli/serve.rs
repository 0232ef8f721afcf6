//! `chancery serve`: the record to a browser and to programs; `chancery demo`: a record to look at first.

use super::parts::{CoderArgs, threads};
use super::progress::count;
use super::record::{RecordArgs, incoming};
use super::{Answer, Terminal};
use anyhow::{Context as _, Result, bail};
use chancery::code::Coder;
use chancery::pipeline::{self, Step};
use chancery::read::{Input, ReadOptions};
use chancery::record::{Written, default_path};
use chancery::reference::{TABLE, reference};
use chancery::serve::{Options, farewell, serve};
use clap::Args;
use std::net::SocketAddr;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery serve
  chancery serve --record balkans.chancery --open
  chancery serve --listen 127.0.0.1:0
  chancery serve --write
  curl -s 'http://127.0.0.1:8400/api/v1/events?actor=USA&recipient=RUS&measure=expulsion' | jq .total

The pages read only, on this machine only, unless told otherwise. With --write, reports can be added, codes corrected \
and events joined by those who know the word that is printed. docs/serve.md tells of each page and of the interface.")]
pub struct ServeArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[command(flatten)]
    at: AtArgs,
    /// Let those who know the word add reports, correct codes and decide on merging
    #[arg(long)]
    write: bool,
    /// The word for writing [default: made anew and printed]
    #[arg(
        long,
        value_name = "WORD",
        env = "CHANCERY_TOKEN",
        requires = "write",
        hide_env_values = true
    )]
    token: Option<String>,
    #[command(flatten)]
    coder: CoderArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery demo
  chancery demo --listen 127.0.0.1:0 --no-open
  chancery demo --record demo.chancery

The sample reports are invented; the reference table is real: 632 sourced expulsions, closures and the like. A demo \
record that is there already is opened as it is.")]
pub struct DemoArgs {
    /// Where the demo record is kept [default: chancery/demo.chancery in the XDG data folder]
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Build the record, and do not serve it
    #[arg(long, conflicts_with_all = ["listen", "open", "no_open"])]
    build_only: bool,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
    #[command(flatten)]
    at: AtArgs,
    #[command(flatten)]
    coder: CoderArgs,
}

/// Where to be found.
#[derive(Debug, Args)]
struct AtArgs {
    /// Address and port to listen on; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8400")]
    listen: SocketAddr,
    /// Open the pages in the browser
    #[arg(long)]
    open: bool,
}

/// Letters of a word that is made here.
const WORD: usize = 32;

pub fn run(args: &ServeArgs, terminal: &Terminal) -> Result<Answer> {
    let path = args.record.path()?;
    if !path.exists() {
        bail!(
            "there is no record at `{}`: `chancery add PATH` makes one of your reports, `chancery demo` one of samples",
            path.display()
        );
    }
    let token = args.write.then(|| args.token.clone().unwrap_or_else(word));
    if token.as_ref().is_some_and(|t| t.len() < 8) {
        bail!("the word for writing is too short: take 8 letters or more");
    }
    let coder = args.coder.clone();
    start(
        &args.at,
        args.at.open,
        path,
        token,
        move || coder.coder(),
        terminal,
    )
}

/// A word that nobody guesses: the hasher's keys are the system's random numbers.
fn word() -> String {
    use std::hash::{BuildHasher as _, RandomState};
    let mut word = String::new();
    while word.len() < WORD {
        word.push_str(&format!(
            "{:016x}",
            RandomState::new().hash_one(std::process::id())
        ));
    }
    word
}

fn start(
    at: &AtArgs,
    open_browser: bool,
    record: PathBuf,
    token: Option<String>,
    coder: impl Fn() -> Result<Arc<Coder>> + Send + Sync + 'static,
    terminal: &Terminal,
) -> Result<Answer> {
    if !at.listen.ip().is_loopback() {
        terminal.say("anybody who reaches this address can read the record; put a web server with TLS before it");
    }
    let sign = token.clone();
    let options = Options {
        record,
        listen: at.listen,
        token,
        coder: Arc::new(move || coder().map_err(|e| format!("{e:#}"))),
    };
    let terminal = *terminal;
    let ready = move |address: SocketAddr| {
        let page = format!("http://{address}/");
        terminal.say(format!("the record is at {page} (Ctrl-C ends)"));
        if let Some(token) = sign {
            terminal.say(format!("to write, open {page}sign-in?token={token}"));
        }
        if open_browser && open::that_detached(&page).is_err() {
            terminal.say("no browser could be started: open the address yourself");
        }
    };
    serve(options, ready, farewell())?;
    terminal.say("ended");
    Ok(Answer::Yes)
}

pub fn demo(args: &DemoArgs, terminal: &Terminal) -> Result<Answer> {
    let var = |name: &str| std::env::var(name).ok();
    let path = match &args.record {
        Some(path) => path.clone(),
        None => default_path(var("XDG_DATA_HOME").as_deref(), var("HOME").as_deref())
            .context(
                "there is no home folder to keep the demo record in: name one with --record FILE",
            )?
            .with_file_name("demo.chancery"),
    };
    if path.exists() {
        terminal.say(format!("`{}` is there already", path.display()));
    } else {
        build(&path, &args.coder, terminal)?;
    }
    if args.build_only {
        return Ok(Answer::Yes);
    }
    let coder = args.coder.clone();
    start(
        &args.at,
        !args.no_open,
        path,
        None,
        move || coder.coder(),
        terminal,
    )
}

/// Makes a record of the sample reports and the reference table; beside its place first, so that a half one is never
/// taken for whole.
fn build(path: &std::path::Path, coder: &CoderArgs, terminal: &Terminal) -> Result<()> {
    terminal.say("coding the sample reports …");
    let half = path.with_extension("building");
    for old in [
        half.clone(),
        half.with_extension("building-wal"),
        half.with_extension("building-shm"),
    ] {
        let _ = std::fs::remove_file(old);
    }
    let record = RecordArgs {
        record: Some(half.clone()),
    };
    let folder = std::env::temp_dir().join(format!("chancery-demo-{}", std::process::id()));
    chancery::demo::write(&folder)
        .with_context(|| format!("cannot write to `{}`", folder.display()))?;
    let coder = coder.coder()?;
    let made_by = coder.made_by().clone();
    let mut writer = record.writer(terminal)?;
    let mut reports = Vec::new();
    let items = chancery::read::read(vec![Input::Path(folder.clone())], ReadOptions::default());
    pipeline::run(items, coder, threads(None), |step| {
        if let Step::Coded(mut document, coded) = step {
            // Ids are the files' names, not the temporary folder's.
            if let Some(name) = document.id.strip_prefix(&folder.display().to_string()) {
                document.id = format!("dispatches{name}");
            }
            reports.push(incoming(*document, coded, &made_by));
        }
        ControlFlow::<()>::Continue(())
    })?;
    let _ = std::fs::remove_dir_all(&folder);
    let mut written: Written = writer.write(&reports)?;
    let now = jiff::Timestamp::now()
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string();
    let table = reference(TABLE, &now)?;
    for batch in table.reports.chunks(256) {
        written += writer.write(batch)?;
    }
    writer.restore_decisions(&table.decisions)?;
    writer.close()?;
    std::fs::rename(&half, path).with_context(|| format!("cannot make `{}`", path.display()))?;
    terminal.say(format!(
        "{} of {} in `{}`",
        count(written.claims, "claim"),
        count(written.new, "report"),
        path.display()
    ));
    Ok(())
}
