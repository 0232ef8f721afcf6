//! Tokens: words, numbers and punctuation of a text, as byte offsets.

/// One token, as byte offsets into the text; `end` is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Token {
    /// The token's words in the text that it was made from; empty if the text is another one.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Abbreviations that keep their period, without it.
const WITH_PERIOD: &[&str] = &[
    "Adm", "Amb", "Apr", "Aug", "Brig", "Capt", "Cmdr", "Co", "Col", "Comdr", "Corp", "Dec", "Dr",
    "Feb", "Fr", "Ft", "Gen", "Gov", "Hon", "Inc", "Jan", "Jr", "Lt", "Ltd", "Maj", "Messrs", "Mr",
    "Mrs", "Ms", "Mt", "Nov", "Oct", "Pres", "Prof", "Rep", "Reps", "Rev", "Sec", "Sen", "Sens",
    "Sept", "Sgt", "Sr", "St", "Ste", "Supt", "vs",
];

/// Contracted ends that are tokens of their own, longest first.
const CLITICS: &[&str] = &["n't", "'re", "'ve", "'ll", "'s", "'d", "'m"];

/// Splits a text into tokens, in order and without overlap; white space belongs to none.
///
/// Punctuation and hyphens are single tokens, abbreviations with inner periods are one token with their
/// last period ("U.S."), so are titles ("Mr.") and initials ("J."); numbers keep inner commas and points
/// ("1,200"); possessives and contracted verbs are split off ("Iran", "'s"; "did", "n't").
///
/// ```
/// let text = "The U.S. didn't expel Iran's envoy.";
/// let words: Vec<&str> = chancery_lexicon::tokenize(text).iter().map(|t| t.text(text)).collect();
/// assert_eq!(words, ["The", "U.S.", "did", "n't", "expel", "Iran", "'s", "envoy", "."]);
/// ```
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let end = if c.is_whitespace() || is_invisible(c) {
            at += c.len_utf8();
            continue;
        } else if is_digit(c) {
            number_end(text, at)
        } else if is_word(c) {
            abbreviation_end(text, at).unwrap_or_else(|| word_end(text, at))
        } else if is_apostrophe(c) {
            clitic_at(text, at).unwrap_or(at + c.len_utf8())
        } else {
            at + c.len_utf8()
        };
        push(text, at, end, &mut tokens);
        at = end;
    }
    tokens
}

/// Pushes a word, split before its contracted end if it has one.
fn push(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    match clitic_start(&text[start..end]) {
        Some(split) if split > 0 => {
            tokens.push(Token {
                start,
                end: start + split,
            });
            tokens.push(Token {
                start: start + split,
                end,
            });
        }
        _ => tokens.push(Token { start, end }),
    }
}

/// Byte at which the contracted end of a word begins.
fn clitic_start(word: &str) -> Option<usize> {
    if !word.contains(is_apostrophe) {
        return None;
    }
    CLITICS.iter().find_map(|clitic| {
        let n = clitic.chars().count();
        let split = word.char_indices().rev().nth(n - 1)?.0;
        let same = word[split..]
            .chars()
            .zip(clitic.chars())
            .all(|(a, b)| a.to_ascii_lowercase() == b || (b == '\'' && is_apostrophe(a)));
        same.then_some(split)
    })
}

/// End of a clitic that stands alone after something else, such as the "'s" of `Yemen "'s`.
fn clitic_at(text: &str, at: usize) -> Option<usize> {
    let quote = text[at..].chars().next()?.len_utf8();
    let rest = &text[at + quote..];
    let letters = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
    let glued = text[..at]
        .chars()
        .next_back()
        .is_some_and(|c| !c.is_whitespace());
    let clitic = ["s", "re", "ve", "ll", "d", "m"].contains(&&rest[..letters]);
    // GUM and other corpora print "Iran 's" with a space: an "'s" is never the start of a quotation.
    (clitic && (glued || &rest[..letters] == "s")).then_some(at + quote + letters)
}

/// End of the run of letters and digits at `at`, with the apostrophes inside it.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut chars = text[at..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let inside = is_word(c)
            || (is_apostrophe(c)
                && chars
                    .peek()
                    .is_some_and(|(_, next)| is_word(*next) && !is_digit(*next)));
        if !inside {
            break;
        }
        end = at + i + c.len_utf8();
    }
    if text[end..].starts_with('.') && WITH_PERIOD.binary_search(&&text[at..end]).is_ok() {
        end + 1
    } else {
        end
    }
}

/// End of an abbreviation of single letters ("U.S.", "a.m.") or of an initial ("J.") at `at`.
fn abbreviation_end(text: &str, at: usize) -> Option<usize> {
    let mut letters = 0;
    let mut end = at;
    let mut chars = text[at..].chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_alphabetic() || chars.peek().is_some_and(|next| is_word(*next)) {
            break;
        }
        if chars.peek() != Some(&'.') {
            // "U.S" at the end of a line or before an apostrophe.
            return (letters > 0).then(|| end + c.len_utf8());
        }
        chars.next();
        letters += 1;
        end += c.len_utf8() + 1;
    }
    match letters {
        0 => None,
        1 => initial(text, at, end).then_some(end),
        _ => Some(end),
    }
}

/// Whether the capital and period between the bytes are an initial: a name must follow.
fn initial(text: &str, at: usize, end: usize) -> bool {
    let upper = text[at..].chars().next().is_some_and(char::is_uppercase);
    let follows = text[end..]
        .trim_start_matches([' ', '\u{a0}'])
        .chars()
        .next()
        .is_some_and(char::is_uppercase);
    upper && follows
}

/// End of the number at `at`, with inner commas and points and a glued unit such as "th".
fn number_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = at;
    loop {
        while digit(end) {
            end += 1;
        }
        if !(matches!(bytes.get(end), Some(b',' | b'.')) && digit(end + 1)) {
            break;
        }
        end += 1;
    }
    text[end..]
        .find(|c| !is_word(c))
        .map_or(text.len(), |n| end + n)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && (c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Characters that print nothing: zero-width marks, soft hyphens, controls, byte-order marks.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Whether a token is a hyphen or short dash, which keys and matching pass over.
pub(crate) fn is_hyphen(token: &str) -> bool {
    matches!(token, "-" | "‐" | "‑" | "–")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let words: Vec<&str> = tokenize(text).iter().map(|t| t.text(text)).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn hyphens_and_punctuation_are_tokens_of_their_own() {
        check(
            "Russian-backed (rebels)—gone.",
            &[
                "Russian", "-", "backed", "(", "rebels", ")", "—", "gone", ".",
            ],
        );
    }

    #[test]
    fn possessives_are_split_off() {
        check(
            "Iran’s and the workers' unions",
            &["Iran", "’s", "and", "the", "workers", "'", "unions"],
        );
        check("Sana'a's envoy", &["Sana'a", "'s", "envoy"]);
        check("the U.S.'s view", &["the", "U.S.", "'s", "view"]);
        check("GUM 's way", &["GUM", "'s", "way"]);
    }

    #[test]
    fn contractions_are_split_before_their_second_word() {
        check(
            "They didn't; they won’t, they're",
            &[
                "They", "did", "n't", ";", "they", "wo", "n’t", ",", "they", "'re",
            ],
        );
    }

    #[test]
    fn abbreviations_keep_their_periods() {
        check(
            "At 5 a.m. the U.N. met.",
            &["At", "5", "a.m.", "the", "U.N.", "met", "."],
        );
        check(
            "Gen. J. R. Smith of St. Lucia",
            &["Gen.", "J.", "R.", "Smith", "of", "St.", "Lucia"],
        );
        check(
            "It left Washington, D.C.",
            &["It", "left", "Washington", ",", "D.C."],
        );
        check("plan B.", &["plan", "B", "."]);
    }

    #[test]
    fn numbers_keep_inner_commas_and_points() {
        check(
            "$1,200, 3.5% and the 19th.",
            &["$", "1,200", ",", "3.5", "%", "and", "the", "19th", "."],
        );
        check("In 2018, 60", &["In", "2018", ",", "60"]);
    }

    #[test]
    fn apostrophes_inside_names_stay() {
        check(
            "Côte d’Ivoire and O'Brien",
            &["Côte", "d’Ivoire", "and", "O'Brien"],
        );
    }

    #[test]
    fn quoted_words_lose_their_quotes() {
        check("a 'red line' here", &["a", "'", "red", "line", "'", "here"]);
    }

    #[test]
    fn the_list_of_abbreviations_is_sorted_for_the_search() {
        assert!(WITH_PERIOD.is_sorted());
    }
}
