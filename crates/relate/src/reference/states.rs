//! States that ceased, and who carries their history on.

/// The state whose history a code belongs to: `SUN` is `RUS`, `CSK` is `CZE`, `DDR` is `DEU`; all others
/// are themselves.
///
/// Russia carried on the Soviet Union's seats and missions (Alma-Ata declaration and letter to the United
/// Nations, December 1991). Czechoslovakia left two successors; its missions' history goes with Prague.
/// East Germany joined the Federal Republic. Acts keep the code that they had at the time; links and
/// forecasts compare by this.
///
/// ```
/// assert_eq!(chancery_relate::reference::successor("SUN"), "RUS");
/// assert_eq!(chancery_relate::reference::successor("FJI"), "FJI");
/// ```
pub fn successor(code: &str) -> &str {
    match code {
        "SUN" => "RUS",
        "CSK" => "CZE",
        "DDR" => "DEU",
        other => other,
    }
}
