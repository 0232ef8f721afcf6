//! What the Python package `chancery` is made of underneath: the coder, the record and merging, on Arrow tables.
//!
//! One file, one idea: [`coder`] and [`record`] are the two classes, [`input`] takes tables in, [`filter`] arguments, [`tables`] gives them
//! out, [`running`] codes while Python stays awake, [`adding`] writes what comes in, [`merging`] serves clusters, [`program`] is the command line.
//! What a user sees is in `chancery/*.py`, which adds names, defaults and looks.

mod adding;
mod coder;
mod errors;
mod filter;
mod input;
mod merging;
mod program;
mod record;
mod running;
mod tables;

use pyo3::prelude::*;

#[pymodule]
mod _chancery {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::coder::Coder;
    #[pymodule_export]
    use crate::errors::{ChanceryError, InputError, ModelError, RecordError};
    #[pymodule_export]
    use crate::merging::{blocks, fits, merged, pieces};
    #[pymodule_export]
    use crate::program::{main, usual_record};
    #[pymodule_export]
    use crate::record::Record;
    #[pymodule_export]
    use crate::tables::schema;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
