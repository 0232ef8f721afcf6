//! `chancery fetch`: pages by their addresses, one after another.

use super::save::Folder;
use super::{FetchArgs, seconds};
use crate::cli::form::Form;
use crate::cli::record::{RecordArgs, add};
use crate::cli::telling::Telling;
use crate::cli::{Answer, Terminal, destination, interrupt};
use anyhow::{Context as _, Result};
use chancery::codebook::{Problem, ProblemKind};
use chancery::fetch::{
    Answer as Got, Answered, Client, FetchError, Hints, Keeper, Validators, address, document,
};
use chancery::read::Item;
use std::collections::HashMap;
use std::io::{BufRead as _, IsTerminal as _, Write};
use std::time::{Duration, Instant};

pub fn run(args: &FetchArgs, terminal: &Terminal) -> Result<Answer> {
    let pages = Pages {
        client: Client::new(args.network.options(None)?),
        robots: (!args.no_robots).then(Keeper::default),
        delay: seconds(args.delay, "--delay", 0.0)?,
        asked: HashMap::new(),
        addresses: addresses(&args.urls)?.into_iter(),
    };
    let folder = args.save.as_deref().map(Folder::open).transpose()?;
    match &args.record {
        Some(path) => {
            let record = RecordArgs {
                record: Some(path.clone()),
            };
            let items = pages.map(move |(url, page)| item(&url, page, folder.as_ref()));
            add::add(items, &args.coder, args.threads, &record, terminal)
        }
        None => print(args, pages, folder.as_ref(), terminal),
    }
}

/// A page, saved where it shall be, as the pipeline takes it.
fn item(url: &str, page: Result<Answered, FetchError>, folder: Option<&Folder>) -> Item {
    let read = page.and_then(|page| {
        let saved = folder.map_or(Ok(String::new()), |f| f.save(&page));
        Ok((document(&page, &Hints::default())?, saved))
    });
    match read {
        Ok((document, Ok(_))) => Item::Document(document),
        Ok((_, Err(error))) => Item::Problem(problem(url, format!("{error:#}"))),
        Err(error) => Item::Problem(problem(url, error.to_string())),
    }
}

/// Prints the documents, or the names of the files that the pages are saved in.
fn print(
    args: &FetchArgs,
    pages: Pages,
    folder: Option<&Folder>,
    terminal: &Terminal,
) -> Result<Answer> {
    let format = args.format.unwrap_or(if std::io::stdout().is_terminal() {
        Form::Markdown
    } else {
        Form::Jsonl
    });
    let interrupt = interrupt::watch();
    let mut telling = Telling::new("more addresses gave nothing: -v tells all");
    let mut out = destination::stdout();
    let mut fetched = 0;
    for (url, page) in pages {
        let error = match (page, folder) {
            (Ok(page), Some(folder)) => {
                writeln!(out, "{}", folder.save(&page)?)?;
                None
            }
            (Ok(page), None) => match document(&page, &Hints::default()) {
                Ok(document) => {
                    format.write(&mut out, &document, false)?;
                    None
                }
                Err(error) => Some(error),
            },
            (Err(error), _) => Some(error),
        };
        match error {
            None => fetched += 1,
            Some(error) => telling.tell(problem(&url, error.to_string()), terminal),
        }
        // Whoever reads them need not wait for the next one.
        out.flush()?;
        if interrupt.happened() {
            terminal.say(format!("interrupted after {fetched} fetched"));
            return Ok(Answer::Interrupted);
        }
    }
    Ok(if telling.count > 0 {
        Answer::No
    } else {
        Answer::Yes
    })
}

fn problem(url: &str, message: String) -> Problem {
    Problem {
        kind: ProblemKind::Unreadable,
        source: url.to_owned(),
        line: None,
        message,
    }
}

/// The addresses that are given, those on standard input in the place of `-`.
fn addresses(given: &[String]) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for one in given {
        if one != "-" {
            all.push(one.clone());
            continue;
        }
        for line in std::io::stdin().lock().lines() {
            let line = line.context("cannot read addresses from standard input")?;
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                all.push(line.to_owned());
            }
        }
    }
    Ok(all)
}

/// The pages of some addresses, each fetched when it is asked for.
struct Pages {
    client: Client,
    robots: Option<Keeper>,
    delay: Duration,
    /// When each host was asked last.
    asked: HashMap<String, Instant>,
    addresses: std::vec::IntoIter<String>,
}

impl Pages {
    fn fetch(&mut self, text: &str) -> Result<Answered, FetchError> {
        let url = address(text)?;
        let Pages {
            client,
            robots,
            delay,
            asked,
            ..
        } = self;
        let mut before = |hop: &chancery::fetch::Url| {
            if let Some(robots) = robots {
                robots.may_ask(client, hop)?;
            }
            let host = hop.host_str().unwrap_or_default();
            let wanted = robots.as_ref().and_then(|r| r.delay(host));
            let delay = wanted.map_or(*delay, |w| w.max(*delay));
            if let Some(last) = asked.get(host) {
                std::thread::sleep(delay.saturating_sub(last.elapsed()));
            }
            asked.insert(host.to_owned(), Instant::now());
            Ok(())
        };
        match client.get(&url, &Validators::default(), &mut before)? {
            Got::Body(answered) => Ok(*answered),
            Got::NotModified => Err(FetchError::Broken(
                "it says unchanged of what it never gave".to_owned(),
            )),
        }
    }
}

impl Iterator for Pages {
    type Item = (String, Result<Answered, FetchError>);

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.addresses.next()?;
        let page = self.fetch(&text);
        Some((text, page))
    }
}
