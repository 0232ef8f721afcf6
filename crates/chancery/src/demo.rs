//! The sample reports that are shipped, so that there is something to see before anybody has added a report.

use std::io;
use std::path::Path;

macro_rules! dispatch {
    ($name:literal) => {
        (
            $name,
            include_bytes!(concat!("../../../examples/dispatches/", $name)).as_slice(),
        )
    };
}

/// The sample reports: name and contents. They are invented.
pub const DISPATCHES: [(&str, &[u8]); 25] = [
    dispatch!("2024-08-06-bogota-recalls-ambassador.txt"),
    dispatch!("2024-08-09-border-shut.html"),
    dispatch!("2024-10-15-brasilia-round.txt"),
    dispatch!("2024-12-03-soldiers-home.html"),
    dispatch!("2025-03-12-prague-spy-ring.txt"),
    dispatch!("2025-03-14-moscow-answers-prague.html"),
    dispatch!("2025-03-18-three-states-follow.txt"),
    dispatch!("2025-03-20-moscow-mirrors-three.html"),
    dispatch!("2025-06-17-vienna-consular-talks.txt"),
    dispatch!("2025-09-16-hague-summons-envoy.html"),
    dispatch!("2025-10-07-eu-lists-judges.txt"),
    dispatch!("2025-10-14-embassy-stormed.txt"),
    dispatch!("2025-10-16-dutch-embassy-closes.html"),
    dispatch!("2026-01-20-muscat-talks.txt"),
    dispatch!("2026-03-03-historian-freed.html"),
    dispatch!("2026-04-21-troops-on-border.txt"),
    dispatch!("2026-04-28-security-council-nile.html"),
    dispatch!("2026-05-05-beijing-downgrades.html"),
    dispatch!("2026-05-19-customs-stop.txt"),
    dispatch!("2026-06-16-wto-complaint.html"),
    dispatch!("2026-06-30-luanda-accord.txt"),
    dispatch!("2026-08-18-flood-relief.html"),
    dispatch!("2026-09-22-singapore-deal.txt"),
    dispatch!("andes-courier-briefs.csv"),
    dispatch!("northern-wire-briefs.jsonl"),
];

/// Writes the sample reports into a folder, which is made where it is missing.
///
/// # Errors
/// If a file cannot be written.
pub fn write(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (name, contents) in DISPATCHES {
        std::fs::write(folder.join(name), contents)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::DISPATCHES;

    #[test]
    fn every_sample_report_is_shipped() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/dispatches");
        let mut there: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "README.md")
            .collect();
        there.sort();
        let shipped: Vec<&str> = DISPATCHES.iter().map(|(name, _)| *name).collect();
        assert_eq!(there, shipped);
    }
}
