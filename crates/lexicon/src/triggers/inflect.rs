//! English inflection of the head word of a trigger: verb forms and noun plurals.

use std::collections::HashMap;
use std::sync::LazyLock;

const IRREGULAR: &str = include_str!("../../../../data/lexicon/irregular_verbs.tsv");

/// Past forms and participles of an irregular verb.
type Irregular = (Vec<&'static str>, Vec<&'static str>);

/// By base form.
static IRREGULARS: LazyLock<HashMap<&str, Irregular>> = LazyLock::new(|| {
    IRREGULAR
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (base, past, participle) = (cells.next()?, cells.next()?, cells.next()?);
            Some((
                base,
                (past.split('|').collect(), participle.split('|').collect()),
            ))
        })
        .collect()
});

/// Verbs that double their last consonant although the stress rule is not visible in the spelling.
const DOUBLING: &[&str] = &[
    "ban",
    "step",
    "skip",
    "strip",
    "trim",
    "nab",
    "lob",
    "gun",
    "confer",
    "wiretap",
    "eavesdrop",
    "annul",
    "readmit",
    "rob",
    "stop",
    "plan",
    "stab",
    "scrap",
    "drop",
    "expel",
    "compel",
    "propel",
    "repel",
    "rebel",
    "commit",
    "admit",
    "permit",
    "submit",
    "deter",
    "refer",
    "transfer",
    "bar",
    "cancel",
    "quarrel",
    "grip",
    "jam",
    "kidnap",
    "trap",
    "hit",
    "cut",
    "set",
    "put",
    "shut",
    "quit",
    "run",
    "get",
    "let",
    "sit",
    "win",
    "dig",
    "begin",
    "bug",
    "tap",
    "slap",
    "whip",
    "dub",
    "regret",
    "rig",
    "patrol",
    "control",
    "acquit",
    "concur",
    "occur",
    "overrun",
    "equip",
    "snub",
    "rap",
    "slam",
    "cap",
    "ram",
    "wed",
];

/// Which form of a verb a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// "expel"
    Base,
    /// "expels"
    Third,
    /// "expelled" as past tense only ("withdrew")
    Past,
    /// "withdrawn": participle only
    Participle,
    /// "expelled": past tense or participle
    PastOrParticiple,
    /// "expelling"
    Gerund,
    /// A noun, singular or plural
    Noun,
    /// A fixed phrase
    Phrase,
}

/// All forms of a verb, with which form each is.
pub fn verb_forms(base: &str) -> Vec<(String, Form)> {
    let mut forms = vec![
        (base.to_owned(), Form::Base),
        (third_person(base), Form::Third),
    ];
    forms.push((gerund(base), Form::Gerund));
    match IRREGULARS.get(base) {
        Some((past, participle)) => {
            for form in past {
                let both = participle.contains(form);
                forms.push((
                    (*form).to_owned(),
                    if both {
                        Form::PastOrParticiple
                    } else {
                        Form::Past
                    },
                ));
            }
            for form in participle.iter().filter(|form| !past.contains(form)) {
                forms.push(((*form).to_owned(), Form::Participle));
            }
        }
        None => {
            for form in regular_past(base) {
                forms.push((form, Form::PastOrParticiple));
            }
        }
    }
    // "hit", "cut", "shut": base and past are one word; the base entry stands, the reader asks both.
    forms
}

/// The plural of a noun.
pub fn plural(noun: &str) -> String {
    match noun {
        "man" => return "men".into(),
        "crisis" => return "crises".into(),
        _ if noun.ends_with("man") && noun.len() > 4 => {
            return format!("{}men", &noun[..noun.len() - 3]);
        }
        _ => {}
    }
    third_person(noun)
}

fn third_person(base: &str) -> String {
    match base {
        "be" => return "is".into(),
        "have" => return "has".into(),
        "do" | "go" => return format!("{base}es"),
        _ => {}
    }
    if ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|end| base.ends_with(end))
        || base == "veto"
    {
        format!("{base}es")
    } else if consonant_y(base) {
        format!("{}ies", &base[..base.len() - 1])
    } else {
        format!("{base}s")
    }
}

fn gerund(base: &str) -> String {
    if base == "be" {
        "being".into()
    } else if let Some(stem) = base.strip_suffix("ie") {
        format!("{stem}ying")
    } else if base.ends_with('e')
        && !base.ends_with("ee")
        && !base.ends_with("ye")
        && base.len() > 2
    {
        format!("{}ing", &base[..base.len() - 1])
    } else if DOUBLING.contains(&base) {
        format!("{base}{}ing", last(base))
    } else {
        format!("{base}ing")
    }
}

fn regular_past(base: &str) -> Vec<String> {
    if base.ends_with('e') {
        vec![format!("{base}d")]
    } else if consonant_y(base) {
        vec![format!("{}ied", &base[..base.len() - 1])]
    } else if matches!(base, "cancel" | "travel") {
        vec![format!("{base}led"), format!("{base}ed")]
    } else if DOUBLING.contains(&base) {
        vec![format!("{base}{}ed", last(base))]
    } else {
        vec![format!("{base}ed")]
    }
}

fn consonant_y(word: &str) -> bool {
    let mut chars = word.chars().rev();
    chars.next() == Some('y') && chars.next().is_some_and(|c| !"aeiou".contains(c))
}

fn last(word: &str) -> char {
    word.chars().next_back().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, expected: &[&str]) {
        let mut forms: Vec<String> = verb_forms(base).into_iter().map(|(form, _)| form).collect();
        forms.sort();
        forms.dedup();
        let mut expected: Vec<&str> = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(forms, expected);
    }

    #[test]
    fn regular_and_irregular_verbs_inflect() {
        check("expel", &["expel", "expels", "expelling", "expelled"]);
        check(
            "withdraw",
            &[
                "withdraw",
                "withdraws",
                "withdrawing",
                "withdrew",
                "withdrawn",
            ],
        );
        check("accuse", &["accuse", "accuses", "accusing", "accused"]);
        check("deny", &["deny", "denies", "denying", "denied"]);
        check("cut", &["cut", "cuts", "cutting"]);
        check("agree", &["agree", "agrees", "agreeing", "agreed"]);
        check("veto", &["veto", "vetoes", "vetoing", "vetoed"]);
    }

    #[test]
    fn nouns_take_their_plural() {
        assert_eq!(plural("embassy"), "embassies");
        assert_eq!(plural("gunman"), "gunmen");
        assert_eq!(plural("clash"), "clashes");
    }
}
