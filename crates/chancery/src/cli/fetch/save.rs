//! Pages as they came, in a folder: a folder a host, a file a page, and a list of where each is from.

use anyhow::{Context as _, Result};
use chancery::fetch::Answered;
use chancery::record::stable_id;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The list of pages, in the folder: hidden, so that readers of the folder pass over it.
const LIST: &str = ".fetched.tsv";

/// A folder of pages.
pub struct Folder {
    path: PathBuf,
    list: File,
}

impl Folder {
    /// Opens a folder, and makes it where there is none.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn open(path: &Path) -> Result<Folder> {
        let cannot = || format!("cannot write into `{}`", path.display());
        std::fs::create_dir_all(path).with_context(cannot)?;
        let mut list = OpenOptions::new()
            .append(true)
            .create(true)
            .open(path.join(LIST))
            .with_context(cannot)?;
        if list.metadata().with_context(cannot)?.len() == 0 {
            list.write_all(b"file\turl\tfetched\tcontent_type\n")
                .with_context(cannot)?;
        }
        Ok(Folder {
            path: path.to_owned(),
            list,
        })
    }

    /// Saves a page; the same address is the same file. Gives the file's path.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn save(&self, page: &Answered) -> Result<String> {
        let host = plain(page.url.host_str().unwrap_or_default());
        let file = Path::new(&host).join(name(page));
        let path = self.path.join(&file);
        let cannot = || format!("cannot write `{}`", path.display());
        std::fs::create_dir_all(self.path.join(&host)).with_context(cannot)?;
        std::fs::write(&path, &page.body).with_context(cannot)?;
        let kind = page.content_type.as_deref().unwrap_or_default();
        let line = format!(
            "{}\t{}\t{:.0}\t{}\n",
            file.display(),
            page.url,
            jiff::Timestamp::now(),
            kind.replace(['\t', '\n', '\r'], " "),
        );
        (&self.list)
            .write_all(line.as_bytes())
            .with_context(cannot)?;
        Ok(path.display().to_string())
    }
}

/// The last part of the address, a few digits that no other address has, and the kind of file.
fn name(page: &Answered) -> String {
    let last = page.url.path().trim_matches('/').rsplit('/').next();
    let last = plain(last.unwrap_or_default());
    let stem = last
        .rsplit_once('.')
        .map_or(last.as_str(), |(stem, _)| stem);
    let stem = plain(&stem.chars().take(60).collect::<String>());
    let id = stable_id([page.url.as_str()]);
    let stem = if stem.is_empty() {
        "page"
    } else {
        stem.as_str()
    };
    format!("{stem}-{}.{}", &id[..8], extension(page))
}

/// Letters, digits, `-`, `_` and inner points: nothing that leads out of a folder or hides a file.
fn plain(text: &str) -> String {
    let text: String = (text.chars())
        .map(|c| match c {
            c if c.is_ascii_alphanumeric() || "-_.".contains(c) => c,
            _ => '-',
        })
        .collect();
    text.trim_matches(['.', '-']).to_owned()
}

fn extension(page: &Answered) -> &'static str {
    let kind = page.content_type.as_deref().unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    match kind.to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" | "" => "html",
        "text/plain" => "txt",
        "application/json" | "application/feed+json" => "json",
        "application/pdf" => "pdf",
        kind if kind.ends_with("xml") => "xml",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery::fetch::{Validators, address};

    fn name_of(url: &str, kind: &str) -> String {
        name(&Answered {
            url: address(url).unwrap(),
            moved: None,
            content_type: Some(kind.to_owned()),
            validators: Validators::default(),
            body: Vec::new(),
        })
    }

    #[test]
    fn names_of_files_come_from_the_address_and_lead_nowhere_else() {
        let named = |url, kind| {
            let name = name_of(url, kind);
            let (stem, rest) = name.rsplit_once('-').unwrap();
            (stem.to_owned(), rest.split_once('.').unwrap().1.to_owned())
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let html = "text/html; charset=utf-8";
        assert_eq!(
            named("https://a.example/n/embassy-closed.htm?x", html),
            pair("embassy-closed", "html")
        );
        assert_eq!(named("https://a.example/", html), pair("page", "html"));
        assert_eq!(
            named("https://a.example/..%2f..%2fetc%2fpasswd", html),
            pair("2f", "html")
        );
        assert_eq!(
            named("https://a.example/.hidden", "text/plain"),
            pair("hidden", "txt")
        );
        assert_eq!(
            named("https://a.example/r", "application/rss+xml"),
            pair("r", "xml")
        );
        assert_ne!(
            name_of("https://a.example/r?1", html),
            name_of("https://a.example/r?2", html)
        );
    }
}
