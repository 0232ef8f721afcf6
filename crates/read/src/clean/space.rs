//! White space made plain: one space between words, nothing invisible inside them.

/// The text with every run of white space as one space, without invisible characters and without
/// white space at its ends; nothing else is changed.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            if !plain.is_empty() && !plain.ends_with(' ') {
                plain.push(' ');
            }
        } else if !is_invisible(c) {
            plain.push(c);
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Characters that pages use to steer line breaks and that no reader sees.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffc}'
    )
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn words_are_kept_byte_for_byte_and_space_is_made_plain() {
        assert_eq!(
            plain("  a\u{a0}b\t\tc\r\nd \u{200b}e\u{ad}f\0 "),
            "a b c d ef"
        );
        assert_eq!(plain("Déjà “vu” — 5\u{2009}000"), "Déjà “vu” — 5 000");
        assert_eq!(plain(" \u{feff} "), "");
    }
}
