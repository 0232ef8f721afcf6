//! What is reported of a judgement, for the eye and as JSON.

use super::floor::Value;
use anyhow::Result;
use chancery::eval::{self, Agreement, Level, Score};
use std::collections::BTreeMap;
use std::io::Write as _;

/// Everything that is reported.
pub(super) struct Report {
    pub(super) items: usize,
    pub(super) scores: [(Level, Score); 4],
    pub(super) intervals: Option<[(f64, f64); 4]>,
    pub(super) agreement: Agreement,
    pub(super) calibration_error: Option<f64>,
    pub(super) curve: Option<Vec<eval::Kept>>,
    pub(super) groups: Vec<(String, Score, Score)>,
}

impl Report {
    pub(super) fn value(&self, value: Value) -> Option<f64> {
        let share = |right: usize, of: usize| (of > 0).then(|| right as f64 / of as f64);
        match value {
            Value::F1(level) => self
                .scores
                .iter()
                .find(|(l, _)| *l == level)
                .map(|(_, s)| s.f1()),
            Value::Quantity => share(self.agreement.quantity_right, self.agreement.quantity_of),
            Value::Date => share(self.agreement.date_right, self.agreement.date_of),
        }
    }

    /// The total in the words of `score_events.py`, then the groups.
    pub(super) fn print_table(&self) -> Result<()> {
        let mut out = crate::cli::destination::stdout();
        for (n, (level, s)) in self.scores.iter().enumerate() {
            let interval = self.intervals.map_or(String::new(), |all| {
                format!("  [{:.3}, {:.3}]", all[n].0, all[n].1)
            });
            writeln!(
                out,
                "{level:7} P {:.3}  R {:.3}  F1 {:.3}{interval}   ({} of {} coded, {} gold)",
                s.precision(),
                s.recall(),
                s.f1(),
                s.matched,
                s.coded,
                s.gold
            )?;
        }
        let a = &self.agreement;
        for (what, right, of) in [
            ("quantity", a.quantity_right, a.quantity_of),
            ("date", a.date_right, a.date_of),
        ] {
            if of > 0 {
                writeln!(
                    out,
                    "{what:9} right on {right} of {of} matched events that have one"
                )?;
            }
        }
        if a.status_of > 0 || self.calibration_error.is_some() {
            writeln!(out)?;
        }
        if a.status_of > 0 {
            writeln!(
                out,
                "status    right on {} of {} matched events whose gold is not actual",
                a.status_right, a.status_of
            )?;
        }
        if let Some(error) = self.calibration_error {
            writeln!(
                out,
                "confidence off by {error:.3} (expected calibration error, type and parties)"
            )?;
        }
        if let Some(curve) = &self.curve {
            writeln!(
                out,
                "\n{:>10} {:>7} {:>9} {:>6}",
                "confidence", "events", "precision", "recall"
            )?;
            for kept in curve {
                writeln!(
                    out,
                    "{:>10.1} {:7} {:9.3} {:6.3}",
                    kept.floor, kept.events, kept.precision, kept.recall
                )?;
            }
        }
        if !self.groups.is_empty() {
            writeln!(
                out,
                "\n{:12} {:>6} {:>6} {:>6} {:>8} {:>6} {:>6}",
                "", "P", "R", "F1", "dyad F1", "coded", "gold"
            )?;
        }
        for (name, s, dyad) in &self.groups {
            writeln!(
                out,
                "{name:12} {:6.3} {:6.3} {:6.3} {:8.3} {:6} {:6}",
                s.precision(),
                s.recall(),
                s.f1(),
                dyad.f1(),
                s.coded,
                s.gold
            )?;
        }
        Ok(out.flush()?)
    }

    pub(super) fn print_json(&self) -> Result<()> {
        let score = |s: &Score| {
            serde_json::json!({
                "precision": s.precision(), "recall": s.recall(), "f1": s.f1(),
                "matched": s.matched, "coded": s.coded, "gold": s.gold,
            })
        };
        let total: serde_json::Map<String, serde_json::Value> = self
            .scores
            .iter()
            .map(|(level, s)| (level.to_string(), score(s)))
            .collect();
        let groups: serde_json::Map<String, serde_json::Value> = (self.groups.iter())
            .map(|(name, s, dyad)| {
                (
                    name.clone(),
                    serde_json::json!({"type": score(s), "dyad": score(dyad)}),
                )
            })
            .collect();
        let a = &self.agreement;
        let json = serde_json::json!({
            "items": self.items,
            "total": total,
            "quantity": {"right": a.quantity_right, "of": a.quantity_of},
            "date": {"right": a.date_right, "of": a.date_of},
            "status_not_actual": {"right": a.status_right, "of": a.status_of},
            "calibration_error": self.calibration_error,
            "intervals": self.intervals.map(|all| {
                Level::ALL.iter().zip(all).map(|(l, (low, high))| (l.to_string(), vec![low, high]))
                    .collect::<BTreeMap<String, Vec<f64>>>()
            }),
            "curve": self.curve.as_ref().map(|curve| {
                curve.iter().map(|k| serde_json::json!({
                    "confidence": k.floor, "events": k.events, "precision": k.precision, "recall": k.recall,
                })).collect::<Vec<_>>()
            }),
            "groups": groups,
        });
        let mut out = crate::cli::destination::stdout();
        serde_json::to_writer_pretty(&mut out, &json)?;
        writeln!(out)?;
        Ok(out.flush()?)
    }
}
