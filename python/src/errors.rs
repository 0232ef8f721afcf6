//! Exceptions: one family, each of which says what to do.

use chancery::ask::AskError;
use pyo3::PyErr;
use pyo3::create_exception;
use pyo3::exceptions::PyException;
use std::fmt::Display;

create_exception!(
    chancery,
    ChanceryError,
    PyException,
    "Anything that went wrong in Chancery; the message says what to do."
);
create_exception!(
    chancery,
    InputError,
    ChanceryError,
    "An argument or a table that cannot be used."
);
create_exception!(
    chancery,
    ModelError,
    ChanceryError,
    "A model or a lexicon that cannot be had."
);
create_exception!(
    chancery,
    RecordError,
    ChanceryError,
    "A record that cannot be read or written, or does not hold what was asked for."
);

/// An argument that cannot be used.
pub fn input(error: impl Display) -> PyErr {
    InputError::new_err(error.to_string())
}

/// A fault of the record.
pub fn record(error: impl Display) -> PyErr {
    RecordError::new_err(error.to_string())
}

/// A question without an answer: of its arguments, or of the record.
pub fn ask(error: AskError) -> PyErr {
    match error {
        AskError::Record(_) | AskError::NothingToLearnFrom => record(error),
        _ => input(error),
    }
}

/// A fault that is ours.
pub fn internal(error: impl Display) -> PyErr {
    ChanceryError::new_err(format!("{error}; this is a bug: please report it"))
}
