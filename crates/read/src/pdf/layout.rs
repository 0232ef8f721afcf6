//! The layout of pages: strings become lines, lines paragraphs, headings and the headline.

use std::collections::HashMap;

use super::content::Piece;
use crate::clean::{ends_sentence, plain};
use crate::document::BlockKind;

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    text: String,
    left: f32,
    right: f32,
    base: f32,
    size: f32,
    page: usize,
}

/// The blocks of the pages, and the headline where its letters say that it is one.
pub(super) fn blocks(pages: Vec<Vec<Piece>>) -> (Vec<(BlockKind, String)>, Option<String>) {
    let mut all: Vec<Line> = Vec::new();
    for (page, pieces) in pages.into_iter().enumerate() {
        all.extend(lines(&pieces, page));
    }
    let all = without_running(all);
    let size = median(
        all.iter()
            .flat_map(|line| std::iter::repeat_n(line.size, 1 + line.text.len() / 20)),
    );
    let leading = median(all.windows(2).filter_map(|pair| {
        let gap = pair[0].base - pair[1].base;
        (pair[0].page == pair[1].page && gap > 0.0 && gap < size * 2.0).then_some(gap)
    }));
    let right = |page: usize, left: f32| {
        // The right edge of the column that a line stands in.
        let same = all
            .iter()
            .filter(|line| line.page == page && (line.left - left).abs() < size * 4.0);
        same.map(|line| line.right).fold(0.0, f32::max)
    };
    let mut blocks: Vec<(BlockKind, String, f32)> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in &all {
        let goes_on = before.is_some_and(|before| {
            let gap = before.base - line.base;
            let near = if before.page == line.page && gap > 0.0 {
                gap <= leading * 1.35
            } else {
                // A new column or page: the sentence goes on where it has not ended.
                !ends_sentence(&before.text)
            };
            let same_size = (before.size - line.size).abs() <= size * 0.15;
            let edge = right(before.page, before.left);
            let full = before.right > edge - (edge - before.left) * 0.2;
            near && same_size
                && (full || !ends_sentence(&before.text))
                && line.left - before.left < size * 0.9
                || near && same_size && full && line.left < before.left
        });
        match blocks.last_mut().filter(|_| goes_on) {
            Some((_, text, _)) => join(text, &line.text),
            None => blocks.push((BlockKind::Paragraph, line.text.clone(), line.size)),
        }
        before = Some(line);
    }
    let mut title = None;
    for (kind, text, height) in &mut blocks {
        let words = text.split_whitespace().count();
        if *height >= size * 1.15 && words <= 30 && !text.ends_with('.') {
            *kind = BlockKind::Heading;
            if title.is_none() && *height >= size * 1.3 && words >= 3 {
                *kind = BlockKind::Headline;
                title = Some(text.clone());
            }
        }
    }
    (
        blocks
            .into_iter()
            .map(|(kind, text, _)| (kind, text))
            .collect(),
        title,
    )
}

/// The lines of a page, in the order in which they are drawn.
fn lines(pieces: &[Piece], page: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        let open = lines.last_mut().filter(|line| {
            let size = line.size.max(piece.size);
            (line.base - piece.base).abs() < size * 0.4
                && piece.left > line.right - size
                && piece.left < line.right + size * 4.0
        });
        match open {
            Some(line) => {
                let gap = piece.left - line.right;
                if gap > piece.size * 0.16
                    && !line.text.ends_with(' ')
                    && !piece.text.starts_with(' ')
                {
                    line.text.push(' ');
                }
                line.text.push_str(&piece.text);
                line.right = line.right.max(piece.right);
                line.size = line.size.max(piece.size);
            }
            None => lines.push(Line {
                text: piece.text.clone(),
                left: piece.left,
                right: piece.right,
                base: piece.base,
                size: piece.size,
                page,
            }),
        }
    }
    lines
        .iter_mut()
        .for_each(|line| line.text = plain(&line.text));
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// The lines without page numbers, and without what stands at the same height of three pages or more.
fn without_running(lines: Vec<Line>) -> Vec<Line> {
    /// Pages from which a repeated line is a running head.
    const PAGES: usize = 3;
    let key = |line: &Line| {
        let text: String = line.text.chars().filter(|c| !c.is_ascii_digit()).collect();
        (text.trim().to_owned(), line.base.round() as i64)
    };
    let mut seen: HashMap<(String, i64), usize> = HashMap::new();
    for line in &lines {
        *seen.entry(key(line)).or_default() += 1;
    }
    lines
        .into_iter()
        .filter(|line| seen.get(&key(line)).is_none_or(|count| *count < PAGES))
        .filter(|line| {
            !line
                .text
                .chars()
                .all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '-' || c == '–')
        })
        .collect()
}

/// Adds a line to a paragraph; a word that was cut at the line's end is whole again.
fn join(text: &mut String, line: &str) {
    let cut = text
        .strip_suffix(['-', '\u{ad}', '‐'])
        .is_some_and(|head| head.ends_with(char::is_lowercase))
        && line.starts_with(char::is_lowercase);
    if cut {
        text.pop();
    } else {
        text.push(' ');
    }
    text.push_str(line);
}

fn median(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.filter(|value| value.is_finite()).collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, left: f32, base: f32, size: f32) -> Piece {
        Piece {
            text: text.to_owned(),
            left,
            right: left + text.len() as f32 * size * 0.5,
            base,
            size,
        }
    }

    #[test]
    fn lines_become_paragraphs_and_cut_words_are_joined() {
        let page = vec![
            piece("Riga asks envoys to leave", 50.0, 750.0, 18.0),
            piece(
                "Latvia asked two envoys of Belarus to leave with-",
                50.0,
                700.0,
                10.0,
            ),
            piece("in a week, the ministry said on Monday", 50.0, 688.0, 10.0),
            piece("in", 250.0, 688.0, 10.0),
            piece("Riga.", 50.0, 676.0, 10.0),
            piece(
                "Belarus called the step hostile and promised to",
                50.0,
                652.0,
                10.0,
            ),
            piece("answer.", 50.0, 640.0, 10.0),
            piece("7", 290.0, 30.0, 10.0),
        ];
        let (blocks, title) = blocks(vec![page]);
        assert_eq!(title.as_deref(), Some("Riga asks envoys to leave"));
        let texts: Vec<&str> = blocks.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(
            texts[1..],
            [
                "Latvia asked two envoys of Belarus to leave within a week, the ministry said on Monday in Riga.",
                "Belarus called the step hostile and promised to answer."
            ]
        );
    }
}
