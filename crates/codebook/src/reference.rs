//! The codebook as a Markdown page: `docs/codebook.md` is this and nothing else.

use crate::{Codebook, MeasureEntry, Term, TypeEntry};
use std::fmt::{self, Write};

const INTRODUCTION: &str = include_str!("reference.md");

impl Codebook {
    /// The whole vocabulary as one Markdown page, ending in a newline.
    ///
    /// ```
    /// let page = chancery_codebook::Codebook::builtin().to_markdown();
    /// assert!(page.contains("### SANCTION"));
    /// ```
    pub fn to_markdown(&self) -> String {
        let mut page = INTRODUCTION.to_owned();
        // Writing into a string cannot fail.
        let _ = self.write_markdown(&mut page);
        page
    }

    fn write_markdown(&self, page: &mut String) -> fmt::Result {
        writeln!(
            page,
            "\nVersion of the codebook: {}.\n\n## Types and modes",
            self.version
        )?;
        self.types
            .iter()
            .try_for_each(|entry| write_type(page, entry))?;
        writeln!(
            page,
            "\n## Measures\n\n| measure | meaning | example | with |\n| --- | --- | --- | --- |"
        )?;
        self.measures
            .iter()
            .try_for_each(|entry| write_measure(page, entry))?;
        write_terms(page, "Statuses", &self.statuses)?;
        write_terms(page, "Contexts", &self.contexts)?;
        write_terms(page, "Sectors", &self.sectors)?;
        write_terms(page, "Bodies", &self.bodies)?;
        writeln!(
            page,
            "\n## From CAMEO\n\n| CAMEO | meaning | becomes | context |\n| --- | --- | --- | --- |"
        )?;
        for row in &self.cameo {
            writeln!(
                page,
                "| {} | {} | {} | {} |",
                row.code,
                row.label,
                row.event.with_mode(row.mode),
                row.context.join(", ")
            )?;
        }
        writeln!(
            page,
            "\nThese become nothing:\n\n| CAMEO | meaning | because |\n| --- | --- | --- |"
        )?;
        self.unmapped
            .iter()
            .try_for_each(|row| writeln!(page, "| {} | {} | {} |", row.code, row.label, row.reason))
    }
}

fn write_type(page: &mut String, entry: &TypeEntry) -> fmt::Result {
    let quad = entry.code.quad_code();
    writeln!(
        page,
        "\n### {}\n\n{}\n\n> {}\n",
        entry.code, entry.definition, entry.example
    )?;
    write!(
        page,
        "Quad {} ({}) · score {} · CAMEO {}",
        quad.get(),
        quad.label(),
        signed(entry.score),
        entry.cameo
    )?;
    if !entry.also.is_empty() {
        write!(page, " · also {}", entry.also.join(", "))?;
    }
    if entry.modes.is_empty() {
        return writeln!(page, " · no modes");
    }
    writeln!(
        page,
        "\n\n| mode | meaning | example | score | CAMEO | also |\n| --- | --- | --- | --- | --- | --- |"
    )?;
    entry.modes.iter().try_for_each(|mode| {
        let (score, also) = (signed(mode.score), mode.also.join(", "));
        writeln!(
            page,
            "| {} | {} | {} | {score} | {} | {also} |",
            mode.code, mode.definition, mode.example, mode.cameo
        )
    })
}

fn write_measure(page: &mut String, entry: &MeasureEntry) -> fmt::Result {
    let types: Vec<&str> = entry.types.iter().map(|t| t.as_str()).collect();
    writeln!(
        page,
        "| {} | {} | {} | {} |",
        entry.code,
        entry.definition,
        entry.example,
        types.join(", ")
    )
}

fn write_terms(page: &mut String, heading: &str, terms: &[Term]) -> fmt::Result {
    writeln!(
        page,
        "\n## {heading}\n\n| code | meaning | also |\n| --- | --- | --- |"
    )?;
    terms.iter().try_for_each(|term| {
        writeln!(
            page,
            "| {} | {} | {} |",
            term.code,
            term.definition,
            term.also.join(", ")
        )
    })
}

fn signed(score: f64) -> String {
    format!("{score:+}")
}
