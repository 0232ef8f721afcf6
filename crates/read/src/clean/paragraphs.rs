//! Paragraphs of plain text: separated by blank lines, by line ends, or hard-wrapped.

use super::furniture::{Furniture, furniture, unglue};
use super::space::plain;

/// A piece of a text: a paragraph, or the place where furniture was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A paragraph, with plain white space.
    Paragraph(String),
    /// Furniture that was cut, with its words.
    Cut(Furniture, String),
}

/// Widths at which text is wrapped by hand or by mail programs, in letters.
const WRAP: std::ops::RangeInclusive<usize> = 50..=100;

/// Cuts a text into paragraphs and removes furniture lines.
pub(crate) fn paragraphs(text: &str) -> Vec<Piece> {
    let lines: Vec<String> = text.split(is_line_end).map(plain).collect();
    let width = wrap_width(&lines);
    let mut pieces = Vec::new();
    let mut open = String::new();
    for (at, line) in lines.iter().enumerate() {
        if line.is_empty() {
            close(&mut open, width.is_some(), &mut pieces);
        } else if let Some(kind) = furniture(line) {
            close(&mut open, width.is_some(), &mut pieces);
            pieces.push(Piece::Cut(kind, line.clone()));
        } else {
            if !open.is_empty() {
                open.push(' ');
            }
            open.push_str(line);
            let next = lines.get(at + 1).map_or("", String::as_str);
            if !width.is_some_and(|width| is_wrapped(line, next, width)) {
                close(&mut open, width.is_some(), &mut pieces);
            }
        }
    }
    close(&mut open, width.is_some(), &mut pieces);
    pieces
}

fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Ends the open paragraph; joined from wrapped lines it may turn out to be furniture too.
fn close(open: &mut String, wrapped: bool, pieces: &mut Vec<Piece>) {
    if open.is_empty() {
        return;
    }
    let paragraph = std::mem::take(open);
    match wrapped.then(|| furniture(&paragraph)).flatten() {
        Some(kind) => pieces.push(Piece::Cut(kind, paragraph)),
        None => match unglue(&paragraph) {
            "" => {}
            rest if rest.len() == paragraph.len() => pieces.push(Piece::Paragraph(paragraph)),
            rest => pieces.push(Piece::Paragraph(rest.to_owned())),
        },
    }
}

fn letters(line: &str) -> usize {
    line.chars().count()
}

/// The width at which a text is wrapped, where it is: no line is longer, and most lines that another
/// follows end in the middle of a sentence, where the next word had no room.
fn wrap_width(lines: &[String]) -> Option<usize> {
    let width = lines.iter().map(|line| letters(line)).max()?;
    if !WRAP.contains(&width) {
        return None;
    }
    let (mut pairs, mut open, mut forced) = (0, 0, 0);
    for pair in lines
        .windows(2)
        .filter(|pair| !pair[0].is_empty() && !pair[1].is_empty())
    {
        pairs += 1;
        if !ends_sentence(&pair[0]) {
            open += 1;
            forced += usize::from(is_wrapped(&pair[0], &pair[1], width));
        }
    }
    // Of wrapped prose about one line in ten ends a sentence by chance; of one-line paragraphs, most.
    (pairs >= 1 && open * 10 >= pairs * 6 && forced * 10 >= open * 8).then_some(width)
}

/// Whether the line ends because the next one's first word had no room in it.
fn is_wrapped(line: &str, next: &str, width: usize) -> bool {
    // Mail programs count trailing spaces, and some editors break a few letters early.
    const SLACK: usize = 4;
    let word = next.split(' ').next().map_or(0, letters);
    word > 0 && letters(line) + 1 + word + SLACK > width
}

/// Whether a line ends as a sentence does.
pub(crate) fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    bare.ends_with(['.', '!', '?', '…', ':', ';', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let pieces = paragraphs(text);
        let found: Vec<&str> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Paragraph(text) => text.as_str(),
                Piece::Cut(Furniture::Control, _) => "<control>",
                Piece::Cut(..) => "<cut>",
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn hard_wrapped_lines_are_joined_with_spaces() {
        check(
            "The foreign ministry in Riga said on Monday that it had asked the two\n\
             envoys to leave within a week, and that their posts would not be filled\n\
             again before the talks had ended.\n\
             \n\
             The embassy gave no answer to questions that were sent to it in writing\n\
             on Tuesday.",
            &[
                "The foreign ministry in Riga said on Monday that it had asked the two envoys to \
                 leave within a week, and that their posts would not be filled again before the \
                 talks had ended.",
                "The embassy gave no answer to questions that were sent to it in writing on Tuesday.",
            ],
        );
    }

    #[test]
    fn each_line_is_a_paragraph_where_lines_are_sentences() {
        check(
            "Latvia asked two envoys to leave.\r\nRussia called the step hostile.\r\n",
            &[
                "Latvia asked two envoys to leave.",
                "Russia called the step hostile.",
            ],
        );
        check(
            "Latvia asks envoys to leave\nRussia protests",
            &["Latvia asks envoys to leave", "Russia protests"],
        );
        let long = "word ".repeat(40);
        check(&format!("{long}\n{long}"), &[long.trim(), long.trim()]);
    }

    #[test]
    fn furniture_is_cut_also_when_it_is_wrapped() {
        check(
            "Envoys leave Riga\n\nShare story\n\nThey left.",
            &["Envoys leave Riga", "<control>", "They left."],
        );
        check(
            "The foreign ministry in Riga said on Monday that it had asked the two\n\
             envoys to leave.\n\
             \n\
             Thank you for your patience while we verify access. If you are in\n\
             Reading Mode, please exit and log in to your account now.",
            &[
                "The foreign ministry in Riga said on Monday that it had asked the two envoys to leave.",
                "<cut>",
            ],
        );
    }
}
