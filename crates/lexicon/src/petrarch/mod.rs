//! PETRARCH and TABARI dictionaries of actors and agents, as a user's lexicon file.

mod code;
mod dates;
mod parse;

use chancery_codebook::{Problem, ProblemKind};
use parse::{Phrase, Reading, Sense};
use std::fmt::Write;

/// Turns an actor or agent dictionary in the format of PETRARCH or TABARI into a user's lexicon file.
///
/// `source` is the dictionary's text, `name` what to call it in problems and in the file's first line.
/// The text that comes back has the columns of `agents.tsv` where the dictionary's codes are those of
/// agents (`[~GOV]`), else those of `bodies.tsv`; its first line says under which name to save it.
/// CAMEO actor codes become our country and sector (Schrodt, CAMEO manual 1.1b3, chapter 3). Lines that
/// cannot be read are told with their number, and the rest goes on.
///
/// ```
/// let (file, problems) = chancery_lexicon::import_petrarch("RURITANIAN_GUARD_ [DEUMIL]\n", "mine");
/// assert!(problems.is_empty());
/// assert!(file.ends_with("Ruritanian Guard\t\tDEU\tMIL\t\t\t\n"));
/// ```
pub fn import_petrarch(source: &str, name: &str) -> (String, Vec<Problem>) {
    let Reading {
        phrases,
        complaints,
    } = parse::read(source);
    let mut problems: Vec<Problem> = complaints
        .into_iter()
        .map(|(line, message)| problem(name, line, message))
        .collect();
    let agents = phrases
        .iter()
        .flat_map(|p| &p.senses)
        .any(|s| s.code.contains('~'));
    let mut rows: Vec<String> = Vec::new();
    for phrase in &phrases {
        for sense in &phrase.senses {
            match row(phrase, sense, agents) {
                Ok(row) => rows.push(row),
                Err(message) => problems.push(problem(name, sense.line, message)),
            }
        }
    }
    rows.sort();
    rows.dedup();
    problems.sort_by_key(|p| p.line);
    let (file, header) = if agents {
        ("agents.tsv", "form\tplural\tsector\trole")
    } else {
        ("bodies.tsv", "name\taliases\tcode\tsector\trole\tfrom\tto")
    };
    let mut text = format!(
        "# From {}; save it as {file} in the folder of your lexicon.\n{header}\n",
        one_line(name)
    );
    for row in rows {
        let _ = writeln!(text, "{row}");
    }
    (text, problems)
}

/// One row of the file, without its end of line.
fn row(phrase: &Phrase, sense: &Sense, agents: bool) -> Result<String, String> {
    let decoded = code::decode(&sense.code)?;
    let sector = decoded.sector.unwrap_or("");
    if agents {
        if sector.is_empty() {
            return Err(format!(
                "`{}` names no sector that the codebook has; write the entry by hand",
                sense.code
            ));
        }
        let forms = phrase
            .forms
            .iter()
            .map(|f| f.to_lowercase())
            .collect::<Vec<_>>();
        let plurals = phrase
            .plurals
            .iter()
            .map(|f| f.to_lowercase())
            .collect::<Vec<_>>();
        return Ok(format!(
            "{}\t{}\t{sector}\t",
            forms.join("|"),
            plurals.join("|")
        ));
    }
    let (from, to) = dates::span(&sense.dates)?;
    let mut names = phrase.forms.iter().map(|f| capitalised(f));
    let first = names.next().unwrap_or_default();
    let aliases = names.filter(|n| *n != first).collect::<Vec<_>>().join("|");
    let day = |d: Option<jiff::civil::Date>| d.map_or(String::new(), |d| d.to_string());
    let country = decoded.country.as_deref().unwrap_or("");
    Ok(format!(
        "{first}\t{aliases}\t{country}\t{sector}\t\t{}\t{}",
        day(from),
        day(to)
    ))
}

/// Small words of names, which keep their small letters within one.
const SMALL: &[&str] = &[
    "al", "and", "bin", "da", "de", "del", "der", "des", "di", "du", "el", "for", "in", "la", "of",
    "on", "the", "to", "van", "von",
];

/// The dictionary's capitals as names are written: "UNITED NATIONS" as "United Nations", "EU" as it is.
fn capitalised(words: &str) -> String {
    let single = !words.contains(' ');
    let each = words.split(' ').map(|word| {
        let lower = word.to_lowercase();
        if (single && word.chars().count() <= 3) || word.contains('.') {
            return word.to_owned();
        }
        if SMALL.contains(&lower.as_str()) {
            return lower;
        }
        // "AL-SHABAB" as "Al-Shabab": the letter after a hyphen or apostrophe is a capital too.
        let mut start = true;
        lower
            .chars()
            .flat_map(|c| {
                let upper: Vec<char> = if start {
                    c.to_uppercase().collect()
                } else {
                    vec![c]
                };
                start = c == '-';
                upper
            })
            .collect()
    });
    each.collect::<Vec<_>>().join(" ")
}

fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn problem(source: &str, line: usize, message: String) -> Problem {
    Problem {
        kind: ProblemKind::Malformed,
        source: source.to_owned(),
        line: Some(line),
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(source: &str, rows: &[&str]) {
        let (text, problems) = import_petrarch(source, "test");
        assert_eq!(problems, [], "{source}");
        assert_eq!(text.lines().skip(2).collect::<Vec<_>>(), rows, "{source}");
    }

    #[test]
    fn a_line_with_its_code_becomes_one_row() {
        check(
            "FREEDONIA_ [AFG] ; a comment\n# another\n",
            &["Freedonia\t\tAFG\t\t\t\t"],
        );
        check(
            "MINISTRY_OF_SILLY_WALKS [GBRGOV]\n",
            &["Ministry of Silly Walks\t\tGBR\tGOV\t\t\t"],
        );
    }

    #[test]
    fn synonyms_become_aliases_and_dated_codes_rows() {
        check(
            "JANE_FROST_\n+FROST\n+PRESIDENT_FROST\n\t[USAOPP <900101]\n\t[USAGOV >=900101 <=19930120]\n\t[USAELI 930121-991231]\n",
            &[
                "Jane Frost\tFrost|President Frost\tUSA\tELI\t\t1993-01-21\t1999-12-31",
                "Jane Frost\tFrost|President Frost\tUSA\tGOV\t\t1990-01-01\t1993-01-20",
                "Jane Frost\tFrost|President Frost\tUSA\tOPP\t\t\t1989-12-31",
            ],
        );
    }

    #[test]
    fn codes_that_are_no_country_become_the_codebooks() {
        check("THE_UNION_ [IGOEUREEC]\n", &["the Union\t\tEUR\tIGO\t\t\t"]);
        check(
            "THE_COUNCIL_ [IGOUNO]\n",
            &["the Council\t\tUNO\tIGO\t\t\t"],
        );
        check("SOME_CELL_ [IMGALQ]\n", &["Some Cell\t\tIMG\tREB\t\t\t"]);
    }

    #[test]
    fn agents_get_the_columns_of_agents() {
        check(
            "GENDARME {GENDARMES} [~COP]\nTROOP [~MIL]\n",
            &["gendarme\tgendarmes\tCOP\t", "troop\ttroops\tMIL\t"],
        );
        check("STAFF {} [~GOV]\n", &["staff\t\tGOV\t"]);
    }

    #[test]
    fn substitution_sets_are_filled_in() {
        check(
            "!PERSON! =\n+MAN {MEN}\n+WOMAN {WOMEN}\nPOLICE!PERSON! [~COP]\n",
            &["policeman|policewoman\tpolicemen|policewomen\tCOP\t"],
        );
    }

    #[test]
    fn broken_lines_are_told_with_their_number() {
        let (text, problems) = import_petrarch(
            "GOOD_ [FRA]\nBAD_ [FR\n\nWORSE_\n+ALONE\nDATED_ [FRAGOV >999999]\n",
            "d.txt",
        );
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "d.txt:2: no `]` after `[FR`; close the bracket",
                "d.txt:4: `WORSE` has no code; add one in square brackets",
                "d.txt:6: `>999999` is no date; write it as YYMMDD or YYYYMMDD",
            ]
        );
        assert_eq!(text.lines().count(), 3);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic_into_a_loadable_file(source in "([A-Z!_+\\[\\]{}<>=~;# 0-9\t\n-]|é){0,120}") {
            let (text, _) = import_petrarch(&source, "any");
            let header = text.lines().nth(1).unwrap_or("");
            for row in text.lines().skip(2) {
                prop_assert_eq!(row.matches('\t').count(), header.matches('\t').count());
            }
        }
    }
}
