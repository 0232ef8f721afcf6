//! CAMEO actor codes as our country and sector.

/// What an actor code says.
#[derive(Debug, PartialEq)]
pub(super) struct Decoded {
    pub country: Option<String>,
    pub sector: Option<&'static str>,
}

/// CAMEO's generic and role codes with our sectors (CAMEO manual 1.1b3, chapter 3).
const ROLES: &[(&str, &str)] = &[
    ("AGR", "AGR"),
    ("BUS", "BUS"),
    ("COP", "COP"),
    ("CRM", "CRM"),
    ("CVL", "CVL"),
    ("EDU", "EDU"),
    ("ELI", "ELI"),
    ("ENV", "SOC"),
    ("GOV", "GOV"),
    ("HLH", "MED"),
    ("HRI", "NGO"),
    ("IGO", "IGO"),
    ("IMG", "REB"),
    ("INS", "REB"),
    ("JUD", "JUD"),
    ("LAB", "LAB"),
    ("LEG", "LEG"),
    ("MED", "JRN"),
    ("MIL", "MIL"),
    ("MNC", "BUS"),
    ("NGM", "NGO"),
    ("NGO", "NGO"),
    ("OPP", "OPP"),
    ("PTY", "PTY"),
    ("REB", "REB"),
    ("REF", "REF"),
    ("REL", "REL"),
    ("SEP", "REB"),
    ("SET", "CVL"),
    ("SPY", "SPY"),
    ("STU", "EDU"),
    ("UAF", "UAF"),
    ("YTH", "EDU"),
];

/// Codes that CAMEO has for what is no state, or spells unlike ISO 3166, with ours; empty for none.
const COUNTRIES: &[(&str, &str)] = &[
    ("EEC", "EUR"),
    ("EUR", "EUR"),
    ("IGO", "IGO"),
    ("IMG", "IMG"),
    ("KSV", "XKX"),
    ("MNC", "MNC"),
    ("NGM", "NGO"),
    ("NGO", "NGO"),
    ("ROM", "ROU"),
    ("TMP", "TLS"),
    ("UNO", "UNO"),
    ("ZAR", "COD"),
];

/// Regions, which say nothing of a country or sector.
const REGIONS: &[&str] = &[
    "AFR", "ASA", "BLK", "CAS", "CAU", "CEU", "CFR", "EAF", "EEU", "EIN", "LAM", "MDE", "MEA",
    "NAF", "NMR", "PGS", "SAF", "SAM", "SAS", "SCE", "SCN", "SEA", "WAF", "WST",
];

/// Reads a code such as `AFGGOVMIL`, `IGOUNO` or `~GOV`.
///
/// The first three letters are the country unless they are a role; the first role with a sector counts.
pub(super) fn decode(code: &str) -> Result<Decoded, String> {
    let letters: String = code.chars().filter(|c| *c != '~').collect();
    if letters == "---" {
        return Err("`[---]` says that it is no actor; leave it out".to_owned());
    }
    if letters.is_empty()
        || !letters.len().is_multiple_of(3)
        || !letters.bytes().all(|b| b.is_ascii_uppercase())
    {
        return Err(format!(
            "`[{code}]` is no actor code; write groups of three capital letters"
        ));
    }
    let chunks: Vec<&str> = (0..letters.len())
        .step_by(3)
        .map(|i| &letters[i..i + 3])
        .collect();
    let ours = |chunk: &str| {
        COUNTRIES
            .iter()
            .find(|(cameo, _)| *cameo == chunk)
            .map(|(_, ours)| *ours)
    };
    let role = |chunk: &str| {
        ROLES
            .iter()
            .find(|(cameo, _)| *cameo == chunk)
            .map(|(_, ours)| *ours)
    };
    // "IGOUNO" and "IGOEUREEC": the body that is named counts, not its class.
    let named = chunks
        .iter()
        .skip(1)
        .find_map(|c| ours(c).filter(|o| matches!(*o, "UNO" | "EUR")));
    let first = chunks[0];
    let country = if code.starts_with('~') {
        None
    } else if let Some(named) = named.filter(|_| first == "IGO") {
        Some(named.to_owned())
    } else if let Some(ours) = ours(first) {
        Some(ours.to_owned())
    } else if role(first).is_some() || REGIONS.contains(&first) {
        None
    } else {
        Some(first.to_owned())
    };
    let body = matches!(country.as_deref(), Some("UNO" | "EUR" | "IGO"));
    let sector = chunks
        .iter()
        .find_map(|c| role(c))
        .or(body.then_some("IGO"));
    Ok(Decoded { country, sector })
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn check(code: &str, country: Option<&str>, sector: Option<&str>) {
        let decoded = decode(code).unwrap();
        assert_eq!(
            (decoded.country.as_deref(), decoded.sector),
            (country, sector),
            "{code}"
        );
    }

    #[test]
    fn the_first_three_letters_are_the_country_and_the_first_role_the_sector() {
        check("AFGGOVMIL", Some("AFG"), Some("GOV"));
        check("ROMMED", Some("ROU"), Some("JRN"));
        check("USA", Some("USA"), None);
        check("NAMGOV", Some("NAM"), Some("GOV"));
    }

    #[test]
    fn roles_and_regions_alone_have_no_country() {
        check("REB", None, Some("REB"));
        check("~GOV", None, Some("GOV"));
        check("WAFREB", None, Some("REB"));
        check("NGO~", Some("NGO"), Some("NGO"));
    }

    #[test]
    fn a_code_that_is_no_code_is_told() {
        assert_eq!(
            decode("AFGO").unwrap_err(),
            "`[AFGO]` is no actor code; write groups of three capital letters"
        );
    }
}
