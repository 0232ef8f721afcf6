//! A desk with a record of its own, and reports to add to it.

use crate::common::{Run, folder, of_record};
use std::path::PathBuf;

/// A folder with a record of its own.
pub struct Desk(pub PathBuf);

impl Desk {
    pub fn new(name: &str) -> Desk {
        Desk(folder(&format!("desk-{name}")))
    }

    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    pub fn run(&self, args: &[&str]) -> Run {
        of_record(&self.0.join("record.chancery"), args)
            .current_dir(&self.0)
            .env("COLUMNS", "100")
            .output()
            .unwrap()
            .into()
    }

    pub fn ok(&self, args: &[&str]) -> String {
        let run = self.run(args);
        assert_eq!(run.status, 0, "{args:?}: {}{}", run.out, run.err);
        run.out
    }

    pub fn json(&self, args: &[&str]) -> Vec<serde_json::Value> {
        let lines = self.ok(args);
        lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// One report a line: id, date, outlet, text.
pub fn reports(rows: &[(&str, &str, &str, &str)]) -> String {
    rows.iter()
        .map(|(id, date, outlet, text)| {
            let report =
                serde_json::json!({"id": id, "date": date, "outlet": outlet, "text": text});
            format!("{report}\n")
        })
        .collect()
}

/// Two tellings of one act in different words, a third a copy of the first, and the answer.
pub fn spring() -> String {
    reports(&[
        (
            "r1",
            "2024-03-05",
            "Oslo Post",
            "Norway expelled four Belarusian diplomats on Tuesday over spying at the port of Bergen.",
        ),
        (
            "r2",
            "2024-03-06",
            "Minsk Wire",
            "Norway expelled five Belarusian diplomats on Tuesday over spying, the ministry in Oslo said.",
        ),
        (
            "r3",
            "2024-03-06",
            "Bergen News",
            "Norway expelled four Belarusian diplomats on Tuesday over spying at the port of Bergen.",
        ),
        (
            "r4",
            "2024-03-09",
            "Minsk Wire",
            "Belarus expelled four Norwegian diplomats on Friday in response.",
        ),
    ])
}
