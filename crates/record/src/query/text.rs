//! Searching the words of sentences and titles.

use crate::error::{Error, Result};

/// Events of which a claim's sentence, or its report's title, matches; with a last day of reporting, or null.
pub(super) const CONDITION: &str = "e.id IN (\
    SELECT m.event FROM sentence_text t JOIN claim c ON c.sentence = t.rowid JOIN membership m ON m.claim = c.id \
    JOIN sentence s ON s.id = c.sentence JOIN report r ON r.id = s.report \
    WHERE sentence_text MATCH ? AND coalesce(r.published <= ?, TRUE) \
    UNION SELECT m.event FROM report_title t JOIN report r ON r.id = t.rowid JOIN coding k ON k.report = r.id \
    JOIN claim c ON c.coding = k.id JOIN membership m ON m.claim = c.id \
    WHERE report_title MATCH ? AND coalesce(r.published <= ?, TRUE))";

/// What a person types, as a query of FTS5: words must all be there, words in quotes in that order, `*` at a
/// word's end stands for any ending. Everything else is taken as it stands, so that no text is an error.
///
/// # Errors
/// If there is no word in it.
pub(super) fn query(text: &str) -> Result<String> {
    // A character that ends strings in C would end the query, too.
    let text = text.replace('\0', " ");
    let mut terms = Vec::new();
    for (i, part) in text.split('"').enumerate() {
        if i % 2 == 1 {
            terms.push((part.trim().to_owned(), false));
        } else {
            terms.extend(part.split_whitespace().map(|word| {
                let stem = word.trim_end_matches('*');
                (stem.to_owned(), stem.len() < word.len())
            }));
        }
    }
    terms.retain(|(term, _)| term.chars().any(char::is_alphanumeric));
    if terms.is_empty() {
        return Err(Error::Query(format!(
            "`{text}` has no word to search for: give words, or a \"phrase in quotes\""
        )));
    }
    let quoted: Vec<String> = terms
        .iter()
        .map(|(term, any)| format!("\"{term}\"{}", if *any { "*" } else { "" }))
        .collect();
    Ok(quoted.join(" "))
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn words_phrases_and_beginnings_become_a_query_and_nothing_is_an_error_but_no_word() {
        assert_eq!(query("expel* envoy").unwrap(), "\"expel\"* \"envoy\"");
        assert_eq!(
            query("\"persona non grata\" NOT").unwrap(),
            "\"persona non grata\" \"NOT\""
        );
        assert_eq!(
            query("(weird) -x AND").unwrap(),
            "\"(weird)\" \"-x\" \"AND\""
        );
        assert!(query(" \" \" - ").is_err());
    }

    /// Found by the fuzz runs: `text=a%00b` was an error of the record, and a server's answer 500.
    #[test]
    fn a_nul_parts_words_and_ends_no_query() {
        assert_eq!(query("envoy\0s").unwrap(), "\"envoy\" \"s\"");
        assert!(query("\0").is_err());
    }
}
