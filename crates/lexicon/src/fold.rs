//! Folding: diacritics to ASCII and curly quotes to straight, so that one key serves every spelling.

use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds diacritics to ASCII letters and curly quotes to straight ones; case is kept.
///
/// Letters of other scripts stay as they are.
///
/// ```
/// assert_eq!(chancery_lexicon::fold("Erdoğan"), "Erdogan");
/// assert_eq!(chancery_lexicon::fold("Côte d’Ivoire"), "Cote d'Ivoire");
/// ```
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    for c in word.nfd().filter(|c| !is_combining_mark(*c)) {
        match special(c) {
            Some(ascii) => out.push_str(ascii),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Letters and marks that canonical decomposition leaves whole.
fn special(c: char) -> Option<&'static str> {
    Some(match c {
        '’' | '‘' | '‛' | '′' | '´' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' => "\"",
        'ʻ' | 'ʼ' | 'ʾ' | 'ʿ' | 'ˈ' => "'",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ħ' => "h",
        'Ħ' => "H",
        'ı' => "i",
        'ə' => "a",
        'Ə' => "A",
        'ß' => "ss",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'þ' => "th",
        'Þ' => "Th",
        'ŋ' => "ng",
        _ => return None,
    })
}

/// The form in which a token stands in a key: folded, without the periods of abbreviations and without
/// inner apostrophes ("U.S." is "US", "Sana'a" is "Sanaa"); clitics such as "'s" stay whole.
pub(crate) fn key_form(token: &str) -> Cow<'_, str> {
    let droppable = |b: u8| b == b'.' || b == b'\'';
    if token.is_ascii() && !token.bytes().any(droppable) {
        return Cow::Borrowed(token);
    }
    let folded = fold(token);
    if folded.len() <= 1
        || folded.starts_with('\'')
        || folded == "n't"
        || folded.starts_with(|c: char| c.is_ascii_digit())
    {
        return folded;
    }
    Cow::Owned(folded.chars().filter(|c| *c != '.' && *c != '\'').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diacritics_fold_to_ascii_and_case_stays() {
        for (word, folded) in [
            ("São Tomé", "Sao Tome"),
            ("Wałęsa", "Walesa"),
            ("ÅLAND", "ALAND"),
            ("Đukanović", "Dukanovic"),
            ("Reykjavík", "Reykjavik"),
            ("Москва", "Москва"),
        ] {
            assert_eq!(fold(word), folded);
        }
    }

    #[test]
    fn abbreviations_and_inner_apostrophes_share_a_key() {
        assert_eq!(key_form("U.S."), "US");
        assert_eq!(key_form("Sana’a"), "Sanaa");
        assert_eq!(key_form("’s"), "'s");
        assert_eq!(key_form("3.5"), "3.5");
        assert_eq!(key_form("."), ".");
    }
}
