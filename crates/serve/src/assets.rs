//! The files that pages name: style, script, mark. They are part of the program.

use crate::http::{Kind, Reply};

const FILES: [(&str, Kind, &[u8]); 4] = [
    (
        "style.css",
        Kind::Css,
        include_bytes!("../assets/style.css"),
    ),
    (
        "chart.css",
        Kind::Css,
        include_bytes!("../assets/chart.css"),
    ),
    (
        "script.js",
        Kind::Script,
        include_bytes!("../assets/script.js"),
    ),
    ("icon.svg", Kind::Icon, include_bytes!("../assets/icon.svg")),
];

/// A file by its name.
pub(crate) fn asset(name: &str) -> Option<Reply> {
    let file = FILES.iter().find(|(known, ..)| *known == name)?;
    Some(Reply::new(file.1, file.2))
}
