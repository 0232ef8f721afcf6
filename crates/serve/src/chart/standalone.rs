//! A chart as a file of its own, and a chart in two widths for a page.

use std::collections::BTreeMap;

/// The rules and colours of all charts; pages link it, files carry it.
pub const CSS: &str = include_str!("../../assets/chart.css");

/// What comes after this line of the style sheet is for screens in the dark and for printers, not for files.
const END: &str = "/* pages only */";

/// The picture as a file that any program draws alike: name space, size and colours are part of it.
///
/// Custom properties are put in place of their names, because programs other than browsers do not know them;
/// so a file has the colours of the light page always. A server that sends it under a content-security policy
/// has to allow its `<style>` (`style-src 'unsafe-inline'` on that one answer).
pub fn standalone(svg: &str) -> String {
    let Some(open) = svg.find('>').filter(|_| svg.starts_with("<svg ")) else {
        return svg.to_owned();
    };
    let (head, rest) = svg.split_at(open + 1);
    let size = if head.contains(" width=") { "" } else { head }
        .split_once("viewBox=\"0 0 ")
        .and_then(|(_, rest)| rest.split_once('"'))
        .and_then(|(size, _)| size.split_once(' '))
        .map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\""))
        .unwrap_or_default();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"{size} {}\n<style>\n{}</style>\n<rect class=\"paper\" width=\"100%\" height=\"100%\"/>{rest}",
        &head["<svg ".len()..],
        plain(CSS)
    )
}

/// Two drawings of one chart, of which the page's style shows the one that fits the screen.
///
/// `draw` is given an id (unlike for both) and a width: 960 and 360.
///
/// ```
/// let html = chancery_serve::chart::both("dyad", |id, width| format!("<svg id=\"{id}\" width=\"{width}\"/>"));
/// assert!(html.contains("id=\"dyad\"") && html.contains("id=\"dyad-narrow\" width=\"360\""));
/// ```
pub fn both(id: &str, draw: impl Fn(&str, u32) -> String) -> String {
    format!(
        "<div class=\"chart-wide\">{}</div><div class=\"chart-narrow\">{}</div>",
        draw(id, 960),
        draw(&format!("{id}-narrow"), 360)
    )
}

/// The rules with the light colours in place of the custom properties' names.
fn plain(css: &str) -> String {
    let css = css.split_once(END).map_or(css, |(file, _)| file);
    let mut colours = BTreeMap::new();
    let mut out = String::new();
    for line in css.lines() {
        let trimmed = line.trim();
        if let Some((name, value)) = trimmed
            .strip_prefix("--")
            .and_then(|rest| rest.split_once(':'))
        {
            colours.insert(
                name.to_owned(),
                value.trim().trim_end_matches(';').to_owned(),
            );
            continue;
        }
        let mut line = line.to_owned();
        while let Some(at) = line.find("var(--") {
            let Some(end) = line[at..].find(')') else {
                break;
            };
            let name = line[at + "var(--".len()..at + end].to_owned();
            let value = colours.get(&name).cloned().unwrap_or_default();
            line.replace_range(at..=at + end, &value);
        }
        out += &line;
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_name_space_size_and_colours_but_no_custom_property() {
        let file =
            standalone("<svg class=\"chart\" viewBox=\"0 0 960 200\">\n<title>x</title></svg>\n");
        assert!(file.starts_with(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"960\" height=\"200\" class=\"chart\""
        ));
        assert!(!file.contains("var(") && !file.contains("--"), "{file}");
        assert!(!file.contains("prefers-color-scheme"));
        assert_eq!(file.matches("<style>").count(), 1);
        assert!(file.ends_with("<title>x</title></svg>\n"));
        assert_eq!(standalone("no picture"), "no picture");
    }

    #[test]
    fn the_style_sheet_needs_no_escaping_in_a_file() {
        assert!(!CSS.contains(['<', '&']));
        assert!(CSS.contains(END));
    }
}
