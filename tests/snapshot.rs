//! Texts that are kept in the repository and compared line by line: what several test programs include.

use std::path::Path;

/// Compares what was found with what is kept; `CHANCERY_UPDATE_SNAPSHOTS=1` keeps what was found.
pub fn check(path: &Path, found: &str) {
    if std::env::var_os("CHANCERY_UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, found).expect("the snapshot can be written");
    }
    let name = path.display();
    let kept = std::fs::read_to_string(path).expect("the snapshot is part of the repository");
    for (number, (kept, found)) in kept.lines().zip(found.lines()).enumerate() {
        assert_eq!(kept, found, "{name}, line {}", number + 1);
    }
    assert_eq!(
        kept.lines().count(),
        found.lines().count(),
        "{name} has other lines"
    );
}
