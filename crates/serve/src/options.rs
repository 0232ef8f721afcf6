//! What the server is told when it starts.

use chancery_code::Coder;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// Makes the coder for texts that are pasted or added; an error is told to who asked.
pub type MakeCoder = Arc<dyn Fn() -> Result<Arc<Coder>, String> + Send + Sync>;

/// Which record is served, where, and what may be done.
#[derive(Clone)]
pub struct Options {
    /// The record's file.
    pub record: PathBuf,
    /// The address to listen on; port 0 takes any that is free.
    pub listen: SocketAddr,
    /// The word by which people may add, correct and merge; none makes the pages read-only.
    pub token: Option<String>,
    /// Makes the coder.
    pub coder: MakeCoder,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("record", &self.record)
            .field("listen", &self.listen)
            .field("writes", &self.token.is_some())
            .finish_non_exhaustive()
    }
}
