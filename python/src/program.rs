//! The command line, which the wheel carries along.

use crate::errors::input;
use pyo3::prelude::*;
use std::path::PathBuf;
use std::process::ExitCode;

/// Runs the program `chancery` with arguments, the first of which is its name; gives its exit status.
#[pyfunction]
pub fn main(py: Python<'_>, arguments: Vec<String>) -> u8 {
    py.detach(|| {
        let code = chancery::cli::main_with(arguments);
        // ExitCode keeps its number to itself; these are all that the program ends with.
        (0..=255_u8)
            .find(|n| ExitCode::from(*n) == code)
            .unwrap_or(1)
    })
}

/// The record's file that the program takes where none is named.
#[pyfunction]
pub fn usual_record() -> PyResult<PathBuf> {
    chancery::cli::usual_record().map_err(|error| input(format!("{error:#}")))
}
