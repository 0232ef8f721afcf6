//! The coder: a model and a lexicon, loaded once.

use crate::errors::{ModelError, input};
use crate::input::{Reading, documents};
use crate::running::run;
use crate::tables::Rows;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_pyarrow::{PyArrowType, Table};
use chancery::cli::coder as build;
use chancery::output::Kind;
use chancery::output::arrow::{flat_claims, flat_schema, schema};
use chancery::pipeline::Step;
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

/// Events, presence statements and problems.
type Tables = (PyArrowType<Table>, PyArrowType<Table>, PyArrowType<Table>);

/// A coder, ready to read; one serves any number of calls and threads.
#[pyclass(frozen, module = "chancery._chancery")]
pub struct Coder {
    pub inner: Arc<chancery::code::Coder>,
    pub threads: usize,
}

#[pymethods]
impl Coder {
    #[new]
    #[pyo3(signature = (model="standard", lexicon=None, threads=None))]
    fn new(
        py: Python<'_>,
        model: &str,
        lexicon: Option<PathBuf>,
        threads: Option<usize>,
    ) -> PyResult<Coder> {
        let built = py.detach(|| build(model, lexicon));
        let inner = built.map_err(|e| ModelError::new_err(format!("{e:#}")))?;
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Coder {
            inner,
            threads: threads.filter(|n| *n > 0).unwrap_or_else(cores),
        })
    }

    /// Versions of codebook, lexicon and model.
    #[getter]
    fn made_by(&self) -> (String, String, String) {
        let made = self.inner.made_by();
        (
            made.codebook.clone(),
            made.lexicon.clone(),
            made.model.clone(),
        )
    }

    /// Codes the rows of a table.
    #[pyo3(signature = (table, *, map=None, published=None, any_language=false, min_confidence=0.0, flat=false, rows=None, progress=None))]
    #[allow(clippy::too_many_arguments)]
    fn code(
        &self,
        py: Python<'_>,
        table: PyArrowType<RecordBatchStreamReader>,
        map: Option<String>,
        published: Option<String>,
        any_language: bool,
        min_confidence: f64,
        flat: bool,
        rows: Option<usize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Tables> {
        if !(0.0..=1.0).contains(&min_confidence) {
            return Err(input(format!(
                "min_confidence is a number from 0 to 1, not {min_confidence}"
            )));
        }
        let reading = Reading {
            map,
            published,
            any_language,
        };
        let items = documents(table.0, &reading)?;
        let mut events = Rows::new(if flat {
            flat_schema(false)
        } else {
            schema(Kind::Event)
        })?;
        let mut presence = Rows::new(schema(Kind::Presence))?;
        let mut problems = Rows::new(schema(Kind::Problem))?;
        run(
            py,
            items,
            &self.inner,
            self.threads,
            rows,
            progress,
            |step| {
                match step {
                    Step::Idle => {}
                    Step::Problem(problem) => problems.push(&problem)?,
                    Step::Coded(_, coded) => {
                        for event in coded
                            .events
                            .iter()
                            .filter(|e| e.confidence >= min_confidence)
                        {
                            if flat {
                                flat_claims(event)
                                    .iter()
                                    .try_for_each(|row| events.push(row))?;
                            } else {
                                events.push(event)?;
                            }
                        }
                        coded.presence.iter().try_for_each(|s| presence.push(s))?;
                        coded.problems.iter().try_for_each(|p| problems.push(p))?;
                    }
                }
                Ok(())
            },
        )?;
        Ok((events.finish()?, presence.finish()?, problems.finish()?))
    }
}
