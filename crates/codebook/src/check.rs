//! The checks that a codebook must pass before it is used.

use crate::{CameoRow, Codebook, CodebookError, EventType, Measure, Status, TypeEntry};

type Check = Result<(), CodebookError>;

impl Codebook {
    pub(crate) fn check(&self) -> Check {
        self.check_closed_sets()?;
        self.check_unique()?;
        self.types
            .iter()
            .try_for_each(|entry| self.check_type(entry))?;
        self.cameo
            .iter()
            .try_for_each(|row| self.check_cameo_row(row))
    }

    /// The sets that are also Rust types hold the same words in the same order.
    fn check_closed_sets(&self) -> Check {
        let types: Vec<EventType> = self.types.iter().map(|t| t.code).collect();
        if types != EventType::ALL {
            return fail(format!(
                "the types must be the sixteen in order, found {types:?}"
            ));
        }
        let measures: Vec<Measure> = self.measures.iter().map(|m| m.code).collect();
        if measures != Measure::ALL {
            return fail(format!(
                "the measures must be all in order, found {measures:?}"
            ));
        }
        let statuses: Vec<&str> = self.statuses.iter().map(|s| s.code.as_str()).collect();
        if !statuses.iter().eq(Status::ALL
            .iter()
            .map(|s| s.as_str())
            .collect::<Vec<_>>()
            .iter())
        {
            return fail(format!(
                "the statuses must be all in order, found {statuses:?}"
            ));
        }
        Ok(())
    }

    fn check_unique(&self) -> Check {
        unique("context", self.contexts.iter().map(|t| t.code.as_str()))?;
        unique("sector", self.sectors.iter().map(|t| t.code.as_str()))?;
        unique("body", self.bodies.iter().map(|t| t.code.as_str()))?;
        let cameo = self.cameo.iter().map(|r| r.code.as_str());
        unique(
            "CAMEO code",
            cameo.chain(self.unmapped.iter().map(|r| r.code.as_str())),
        )
    }

    fn check_type(&self, entry: &TypeEntry) -> Check {
        let name = entry.code;
        unique(
            &format!("mode of {name}"),
            entry.modes.iter().map(|m| m.code.as_str()),
        )?;
        let cooperative = name.quad_code().get() <= 2;
        for score in entry.modes.iter().map(|m| m.score).chain([entry.score]) {
            if !(-10.0..=10.0).contains(&score) {
                return fail(format!(
                    "{name} has score {score}, which is not between -10 and 10"
                ));
            }
            if score == 0.0 || (score > 0.0) != cooperative {
                return fail(format!(
                    "{name} has score {score}, which is on the wrong side of 0 for its quadrant"
                ));
            }
        }
        for code in entry.modes.iter().map(|m| &m.cameo).chain([&entry.cameo]) {
            match self.cameo.iter().find(|row| &row.code == code) {
                None => return fail(format!("{name} names CAMEO code {code}, which has no row")),
                Some(row) if row.event != name => {
                    return fail(format!(
                        "{name} names CAMEO code {code}, which becomes {}",
                        row.event
                    ));
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn check_cameo_row(&self, row: &CameoRow) -> Check {
        if !matches!(row.code.len(), 2..=4) || !row.code.bytes().all(|b| b.is_ascii_digit()) {
            return fail(format!(
                "CAMEO code `{}` is not two to four digits",
                row.code
            ));
        }
        if let Some(mode) = row.mode
            && self.mode(row.event, mode).is_none()
        {
            return fail(format!(
                "CAMEO {} becomes {} {mode}, which is no mode of it",
                row.code, row.event
            ));
        }
        if let Some(context) = row
            .context
            .iter()
            .find(|c| !self.contexts.iter().any(|t| &t.code == *c))
        {
            return fail(format!(
                "CAMEO {} names unknown context {context}",
                row.code
            ));
        }
        Ok(())
    }
}

fn unique<'a>(what: &str, codes: impl Iterator<Item = &'a str>) -> Check {
    let mut seen = std::collections::BTreeSet::new();
    for code in codes {
        if !seen.insert(code) {
            return fail(format!("{what} {code} stands twice"));
        }
    }
    Ok(())
}

fn fail(message: String) -> Check {
    Err(CodebookError::Inconsistent(message))
}
