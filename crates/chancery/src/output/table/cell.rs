//! A cell: words at exactly a number of columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `text` at exactly `width` columns, cut with "…" where it is longer.
pub fn cell(text: &str, width: usize) -> String {
    let full = text.width();
    if full <= width {
        return format!("{text}{}", " ".repeat(width - full));
    }
    let (mut cut, mut used) = (String::new(), 0);
    for c in text.chars() {
        let w = c.width().unwrap_or(0);
        if used + w + 1 > width {
            break;
        }
        cut.push(c);
        used += w;
    }
    cut.push('…');
    format!("{cut}{}", " ".repeat(width.saturating_sub(used + 1)))
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_has_its_width_in_columns_not_in_characters() {
        assert_eq!(cell("王毅外长会见", 7), "王毅外…");
        assert_eq!(cell("Oslo", 6), "Oslo  ");
        assert_eq!(cell("Ouagadougou", 6), "Ouaga…");
    }
}
