//! The record: what went in comes out as tables; what relations answer comes as JSON, which `chancery/record.py` makes
//! tables of.

use crate::adding::{self, told};
use crate::coder::Coder;
use crate::errors::{ask, input};
use crate::filter::{bin, day, filter, measured};
use crate::input::{Reading, documents};
use crate::merging::claims;
use crate::tables::Rows;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_pyarrow::{PyArrowType, Table};
use chancery::ask;
use chancery::output::Kind;
use chancery::output::arrow::{flat_events, flat_schema, schema};
use chancery::record::{ClaimPage, reports};
use chancery::relate::forecast::PlannedAct;
use chancery::relate::plot::{PlotOptions, svg};
use chancery::relate::reciprocity::FitOptions;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::path::PathBuf;
use std::sync::Mutex;

/// A record's file. It is opened anew for each question, so that it always answers with what is there.
#[pyclass(frozen, module = "chancery._chancery")]
pub struct Record {
    path: PathBuf,
}

fn json(value: &impl serde::Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(crate::errors::internal)
}

impl Record {
    /// Asks the record without holding Python up.
    fn asked<T: Send>(
        &self,
        py: Python<'_>,
        question: impl FnOnce(&chancery::record::Record) -> Result<T, ask::AskError> + Send,
    ) -> PyResult<T> {
        py.detach(|| question(&chancery::record::Record::open(&self.path)?))
            .map_err(ask)
    }
}

#[pymethods]
impl Record {
    #[new]
    fn new(path: PathBuf) -> Record {
        Record { path }
    }

    /// Raises where there is no record, or one that cannot be read.
    fn check_readable(&self, py: Python<'_>) -> PyResult<()> {
        self.asked(py, |_| Ok(()))
    }

    /// Counts and sums, as JSON.
    fn stats(&self, py: Python<'_>) -> PyResult<String> {
        json(&self.asked(py, |r| Ok(r.stats()?))?)
    }

    #[pyo3(signature = (given, flat=false))]
    fn events(
        &self,
        py: Python<'_>,
        given: &Bound<'_, PyDict>,
        flat: bool,
    ) -> PyResult<(PyArrowType<Table>, usize)> {
        let filter = filter(given)?;
        let page = self.asked(py, |r| Ok(r.events(&filter)?))?;
        let mut rows = Rows::new(if flat {
            flat_schema(true)
        } else {
            schema(Kind::Merged)
        })?;
        for event in &page.events {
            if flat {
                flat_events(event)
                    .iter()
                    .try_for_each(|row| rows.push(row))?;
            } else {
                rows.push(event)?;
            }
        }
        Ok((rows.finish()?, page.total))
    }

    /// The claims of an event, and the whole of it as JSON.
    #[pyo3(signature = (id, as_known_on=None))]
    fn event(
        &self,
        py: Python<'_>,
        id: &str,
        as_known_on: Option<String>,
    ) -> PyResult<(PyArrowType<Table>, String)> {
        let known = day("as_known_on", as_known_on)?;
        let detail = self.asked(py, |r| Ok(r.event(id, known)?))?;
        let mut rows = Rows::new(schema(Kind::Claim))?;
        detail
            .claims
            .iter()
            .try_for_each(|claim| rows.push(claim))?;
        Ok((rows.finish()?, json(&detail)?))
    }

    #[pyo3(signature = (event=None, document=None, superseded=false, limit=None))]
    fn claims(
        &self,
        py: Python<'_>,
        event: Option<String>,
        document: Option<String>,
        superseded: bool,
        limit: Option<usize>,
    ) -> PyResult<PyArrowType<Table>> {
        let page = ClaimPage {
            event,
            document,
            superseded,
            limit,
        };
        let found = self.asked(py, |r| Ok(r.claims(&page)?))?;
        let mut rows = Rows::new(schema(Kind::Claim))?;
        found.iter().try_for_each(|claim| rows.push(claim))?;
        rows.finish()
    }

    /// Columns and rows of a statement that reads, as JSON.
    fn sql(&self, py: Python<'_>, statement: &str) -> PyResult<String> {
        let found = self.asked(py, |r| {
            let (columns, rows) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
            r.sql::<chancery::record::Error>(
                statement,
                |head| {
                    columns
                        .lock()
                        .expect("one thread")
                        .clone_from(&head.columns);
                    Ok(())
                },
                |row| {
                    rows.lock().expect("one thread").push(row);
                    Ok(())
                },
            )?;
            Ok((columns.into_inner(), rows.into_inner()))
        })?;
        let (columns, rows) = found;
        json(&serde_json::json!({
            "columns": columns.unwrap_or_default(),
            "rows": rows.unwrap_or_default(),
        }))
    }

    #[pyo3(signature = (first, second, on=None, history=false))]
    fn presence(
        &self,
        py: Python<'_>,
        first: &str,
        second: &str,
        on: Option<String>,
        history: bool,
    ) -> PyResult<String> {
        let on = day("on", on)?.unwrap_or_else(ask::today);
        let (a, b) = ask::two_states(first, second).map_err(ask)?;
        let found = self.asked(py, |r| ask::presence(r, (&a, &b)))?;
        if history {
            json(&found.registers)
        } else {
            json(&found.json_at(on))
        }
    }

    #[pyo3(signature = (first, second, since=None, until=None, stated_only=false, least_chance=None))]
    #[allow(clippy::too_many_arguments)]
    fn exchanges(
        &self,
        py: Python<'_>,
        first: &str,
        second: &str,
        since: Option<String>,
        until: Option<String>,
        stated_only: bool,
        least_chance: Option<f64>,
    ) -> PyResult<String> {
        let question = ask::ExchangesQuestion {
            since: day("since", since)?,
            until: day("until", until)?,
            stated_only,
            least_chance,
        };
        ask::in_order(question.since, question.until).map_err(ask)?;
        let (a, b) = ask::two_states(first, second).map_err(ask)?;
        json(&self.asked(py, |r| ask::exchanges(r, (&a, &b), &question))?)
    }

    /// The series as JSON, and its picture; none where there is nothing between the two.
    #[pyo3(signature = (first, second, by, measure, since=None, until=None))]
    #[allow(clippy::too_many_arguments)]
    fn series(
        &self,
        py: Python<'_>,
        first: &str,
        second: &str,
        by: &str,
        measure: &str,
        since: Option<String>,
        until: Option<String>,
    ) -> PyResult<Option<(String, String)>> {
        let measured = measured(measure)?;
        let (by, since, until) = (bin(by)?, day("since", since)?, day("until", until)?);
        let (a, b) = ask::two_states(first, second).map_err(ask)?;
        let Some(series) = self.asked(py, |r| ask::series(r, (&a, &b), by, since, until))? else {
            return Ok(None);
        };
        let names = chancery::lexicon::Lexicon::builtin().country_names();
        let name = |code: &String| {
            names
                .get(code.as_str())
                .cloned()
                .unwrap_or_else(|| code.clone())
        };
        let (first, second) = (name(&a), name(&b));
        let options = PlotOptions {
            measured,
            title: format!("{first} and {second}, {} to {}", series.since, series.until),
            first,
            second,
            width: 960,
            height: 420,
        };
        Ok(Some((json(&series)?, svg(&series, &options))))
    }

    #[pyo3(signature = (first, second, since=None, until=None, by="week", lags=8, level=0.95, seed=1))]
    #[allow(clippy::too_many_arguments)]
    fn reciprocity(
        &self,
        py: Python<'_>,
        first: &str,
        second: &str,
        since: Option<String>,
        until: Option<String>,
        by: &str,
        lags: usize,
        level: f64,
        seed: u64,
    ) -> PyResult<Option<String>> {
        let question = ask::ReciprocityQuestion {
            since: day("since", since)?,
            until: day("until", until)?,
            fit: FitOptions {
                bin: bin(by)?,
                lags,
                level,
                seed,
            },
        };
        let (a, b) = ask::two_states(first, second).map_err(ask)?;
        let found = self.asked(py, |r| ask::reciprocity(r, (&a, &b), &question))?;
        found.as_ref().map(json).transpose()
    }

    #[pyo3(signature = (since=None, until=None, least=3, level=0.95))]
    fn all_pairs(
        &self,
        py: Python<'_>,
        since: Option<String>,
        until: Option<String>,
        least: usize,
        level: f64,
    ) -> PyResult<String> {
        let question = ask::AllPairsQuestion {
            since: day("since", since)?,
            until: day("until", until)?,
            least,
            level,
        };
        json(&self.asked(py, |r| ask::all_pairs(r, &question))?)
    }

    #[pyo3(signature = (actor, recipient, measure, count=None, on=None, answers=false, joint=false, fitted_links=false))]
    #[allow(clippy::too_many_arguments)]
    fn forecast(
        &self,
        py: Python<'_>,
        actor: &str,
        recipient: &str,
        measure: &str,
        count: Option<u32>,
        on: Option<String>,
        answers: bool,
        joint: bool,
        fitted_links: bool,
    ) -> PyResult<String> {
        let plan = PlannedAct {
            actor: ask::country(actor).map_err(ask)?,
            recipient: ask::country(recipient).map_err(ask)?,
            measure: measure.parse().map_err(input)?,
            count,
            date: day("on", on)?.unwrap_or_else(ask::today),
            own: false,
            answers,
            joint,
        };
        let found = self.asked(py, |r| {
            let (acts, links) = ask::history(r, fitted_links)?;
            ask::forecast_of(&acts, &links, &plan)
        })?;
        json(&found)
    }

    /// Codes the rows of a table and adds them.
    #[pyo3(signature = (coder, table, *, map=None, published=None, any_language=false, rows=None, progress=None))]
    #[allow(clippy::too_many_arguments)]
    fn add<'py>(
        &self,
        py: Python<'py>,
        coder: &Coder,
        table: PyArrowType<RecordBatchStreamReader>,
        map: Option<String>,
        published: Option<String>,
        any_language: bool,
        rows: Option<usize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let items = documents(
            table.0,
            &Reading {
                map,
                published,
                any_language,
            },
        )?;
        let (written, skipped) = adding::coded(py, &self.path, coder, items, rows, progress)?;
        told(py, &written, skipped)
    }

    /// Adds claims that were coded elsewhere.
    fn add_events<'py>(
        &self,
        py: Python<'py>,
        events: PyArrowType<RecordBatchStreamReader>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let written = adding::claims(py, &self.path, &reports(claims(events.0)?))?;
        told(py, &written, 0)
    }

    /// Adds the reference table of expulsions.
    fn load_reference<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        told(py, &adding::reference(py, &self.path)?, 0)
    }
}
