//! Prints the reference page of the vocabulary, or with `--check` says whether `docs/codebook.md` is that page.

use chancery_codebook::Codebook;
use std::process::ExitCode;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/codebook.md");

fn main() -> ExitCode {
    let page = Codebook::builtin().to_markdown();
    if std::env::args().nth(1).as_deref() != Some("--check") {
        print!("{page}");
        return ExitCode::SUCCESS;
    }
    match std::fs::read_to_string(PAGE) {
        Ok(found) if found == page => ExitCode::SUCCESS,
        Ok(_) => {
            eprintln!(
                "docs/codebook.md is not what data/codebook.toml says: write it again with `cargo run -p chancery-codebook --example reference > docs/codebook.md`"
            );
            ExitCode::from(1)
        }
        Err(error) => {
            eprintln!("cannot read {PAGE}: {error}");
            ExitCode::from(2)
        }
    }
}
