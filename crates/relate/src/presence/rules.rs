//! What the register supposes where no source speaks.

use serde::{Deserialize, Serialize};

/// The suppositions of the arithmetic; each widens bounds, none narrows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Days for which a count of staff is carried forward, and for which those expelled may still be replaced.
    pub window_days: i32,
    /// Days that may pass from an order to the departure of those it names.
    pub execution_days: i32,
    /// Days after a severance within which a closure of the same post says that it stayed until then.
    pub winding_up_days: i32,
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            window_days: 730,
            execution_days: 60,
            winding_up_days: 366,
        }
    }
}
