//! How well claims are merged: events against clusters made by hand.
//!
//! B-cubed (Bagga and Baldwin 1998): for each claim, precision is the share of the claims in its event that are of
//! its cluster, recall the share of its cluster's claims that are in its event; both are averaged over claims.

use super::claim::Features;
use super::compare::{TERMS, compare};
use super::rules::MergeRules;
use crate::error::Result;
use crate::store::{ClaimSource, Record, claim_row};
use chancery_codebook::{Event, EventType};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// A claim of the gold, as a line of JSON. Fields that are not named here are left alone.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldClaim {
    /// Id of the report.
    pub entry: String,
    /// The cluster: claims with the same are one act.
    pub cluster: String,
    /// First character of the words that say the act, in the report's text.
    pub start: usize,
    /// These words, or how many characters they have.
    #[serde(default)]
    pub words: String,
    /// How many characters they have, where they are not given.
    #[serde(default)]
    pub length: usize,
    /// Event type.
    pub event: EventType,
    /// Country codes of the actors.
    #[serde(default)]
    pub actor: Vec<String>,
    /// Country codes of the recipients.
    #[serde(default)]
    pub recipient: Vec<String>,
}

/// How well claims are merged.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct MergeScore {
    /// Claims of the gold whose report is in the record.
    pub gold: usize,
    /// Of these, claims that the coder has, too.
    pub found: usize,
    /// Clusters with claims from several reports, among those found.
    pub clusters: usize,
    /// B-cubed precision over the claims found.
    pub precision: f64,
    /// B-cubed recall.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// The same over the claims of clusters with several claims alone.
    pub several: (f64, f64, f64),
    /// Pairs of claims: in one event rightly, in one event wrongly, apart wrongly.
    pub pairs: (usize, usize, usize),
}

/// A claim of the record that a claim of the gold stands for.
struct Found {
    id: i64,
    report: i64,
    event: String,
    cluster: String,
    record: Event,
}

impl Record {
    /// Compares the record's events with clusters made by hand.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn evaluate_merge(&self, gold: &[GoldClaim]) -> Result<MergeScore> {
        let (known, found) = self.align(gold)?;
        let mut score = MergeScore {
            gold: known,
            found: found.len(),
            ..MergeScore::default()
        };
        let mut reports: HashMap<&str, HashSet<i64>> = HashMap::new();
        for f in &found {
            reports.entry(&f.cluster).or_default().insert(f.report);
        }
        score.clusters = reports.values().filter(|r| r.len() > 1).count();
        let (mut all, mut several) = (Mean::default(), Mean::default());
        for a in &found {
            let event: Vec<&Found> = found.iter().filter(|b| b.event == a.event).collect();
            let cluster = found.iter().filter(|b| b.cluster == a.cluster).count();
            let both = event.iter().filter(|b| b.cluster == a.cluster).count();
            let (p, r) = (
                both as f64 / event.len() as f64,
                both as f64 / cluster as f64,
            );
            all.add(p, r);
            if cluster > 1 {
                several.add(p, r);
            }
        }
        for (i, a) in found.iter().enumerate() {
            for b in &found[i + 1..] {
                match (a.event == b.event, a.cluster == b.cluster) {
                    (true, true) => score.pairs.0 += 1,
                    (true, false) => score.pairs.1 += 1,
                    (false, true) => score.pairs.2 += 1,
                    (false, false) => {}
                }
            }
        }
        (score.precision, score.recall, score.f1) = all.values();
        score.several = several.values();
        Ok(score)
    }

    /// The pairs of claims that merging compares, with the values of the terms and whether the gold has
    /// them in one cluster: what the weights are fitted on. Columns are named in the first row.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn merge_pairs(&self, gold: &[GoldClaim]) -> Result<Vec<Vec<String>>> {
        let (_, found) = self.align(gold)?;
        let rules = MergeRules::builtin();
        let features: Vec<Features> = found
            .iter()
            .map(|f| Features::new(f.id, f.report, &f.record))
            .collect();
        let head = ["same", "a", "b", "conflict"].into_iter();
        let mut rows: Vec<Vec<String>> = vec![
            head.chain(TERMS.iter().copied())
                .map(str::to_owned)
                .collect(),
        ];
        for (i, a) in found.iter().enumerate() {
            for (j, b) in found.iter().enumerate().skip(i + 1) {
                let same = a.cluster == b.cluster;
                let mut row = vec![
                    u8::from(same).to_string(),
                    a.record.id.clone(),
                    b.record.id.clone(),
                ];
                match compare(&features[i], &features[j], rules) {
                    Ok(comparison) => {
                        row.push(String::new());
                        row.extend(comparison.values().iter().map(f32::to_string));
                    }
                    Err(conflict) if same => {
                        row.push(conflict.to_string());
                        row.extend(TERMS.iter().map(|_| String::new()));
                    }
                    Err(_) => continue,
                }
                rows.push(row);
            }
        }
        Ok(rows)
    }

    /// The claims of the record that claims of the gold stand for, and how many of the gold have their
    /// report in the record. Words that overlap make the same claim, of the same type first; each claim
    /// stands for one.
    fn align(&self, gold: &[GoldClaim]) -> Result<(usize, Vec<Found>)> {
        let mut reports: HashMap<&str, Vec<&GoldClaim>> = HashMap::new();
        for claim in gold {
            reports.entry(&claim.entry).or_default().push(claim);
        }
        let query = format!(
            "SELECT {}, e.key AS event_key FROM {} JOIN membership x ON x.claim = c.id JOIN event e ON e.id = x.event \
             WHERE r.document IN (SELECT document FROM report WHERE name = ?1)",
            ClaimSource::COLUMNS,
            ClaimSource::TABLES
        );
        let mut statement = self.connection.prepare_cached(&query)?;
        let mut there = self
            .connection
            .prepare_cached("SELECT count(*) FROM report WHERE name = ?1")?;
        let (mut known, mut found) = (0, Vec::new());
        let mut names: Vec<&str> = reports.keys().copied().collect();
        names.sort_unstable();
        for name in names {
            let n: i64 = there.query_row([name], |row| row.get(0))?;
            if n == 0 {
                continue;
            }
            let claims = &reports[name];
            known += claims.len();
            let mut rows = statement.query([name])?;
            let mut candidates = Vec::new();
            while let Some(row) = rows.next()? {
                candidates.push(Found {
                    id: row.get("id")?,
                    report: row.get("report")?,
                    event: row.get("event_key")?,
                    cluster: String::new(),
                    record: claim_row(row)?,
                });
            }
            match_up(claims, candidates, &mut found);
        }
        Ok((known, found))
    }
}

/// Matches claims of one report to those of the gold, best fits first.
fn match_up(gold: &[&GoldClaim], mut candidates: Vec<Found>, found: &mut Vec<Found>) {
    let mut fits = Vec::new();
    for (g, claim) in gold.iter().enumerate() {
        for (c, candidate) in candidates.iter().enumerate() {
            let fit = fit(claim, &candidate.record);
            if fit > 0 {
                fits.push((std::cmp::Reverse(fit), g, c));
            }
        }
    }
    fits.sort_unstable();
    let (mut used_gold, mut used) = (HashSet::new(), HashSet::new());
    for (_, g, c) in fits {
        if !used_gold.contains(&g) && !used.contains(&c) {
            used_gold.insert(g);
            used.insert(c);
            candidates[c].cluster.clone_from(&gold[g].cluster);
        }
    }
    found.extend(candidates.into_iter().filter(|c| !c.cluster.is_empty()));
}

/// How well a claim of the record stands for one of the gold; 0 where it does not.
fn fit(gold: &GoldClaim, claim: &Event) -> u8 {
    let length = gold.length.max(gold.words.chars().count());
    let overlap = claim
        .text_info
        .trigger
        .as_ref()
        .is_some_and(|t| t.start < gold.start + length && gold.start < t.end);
    let party = |codes: &[String], side: &[chancery_codebook::Entity]| {
        side.iter()
            .filter_map(|e| e.country.as_ref())
            .any(|c| codes.contains(c))
    };
    let parties = u8::from(party(&gold.actor, &claim.actor))
        + u8::from(party(&gold.recipient, &claim.recipient));
    let same_type = gold.event == claim.event;
    match (overlap, same_type) {
        (true, true) => 5 + parties,
        (true, false) => 2 + parties,
        (false, true) if parties > 0 => parties,
        _ => 0,
    }
}

#[derive(Default)]
struct Mean {
    precision: f64,
    recall: f64,
    n: usize,
}

impl Mean {
    fn add(&mut self, precision: f64, recall: f64) {
        self.precision += precision;
        self.recall += recall;
        self.n += 1;
    }

    fn values(&self) -> (f64, f64, f64) {
        let n = self.n.max(1) as f64;
        let (p, r) = (self.precision / n, self.recall / n);
        (
            p,
            r,
            if p + r > 0.0 {
                2.0 * p * r / (p + r)
            } else {
                0.0
            },
        )
    }
}
