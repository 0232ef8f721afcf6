//! A picture as SVG.

use super::PlotOptions;
use super::axis::number;
use super::dyad::picture;
use super::picture::{Colour, INK, SIZE, Shape, Text};
use crate::series::DyadSeries;
use std::fmt::Write as _;

/// Draws `series` as one self-contained SVG element, with a title and a description for screen readers.
///
/// Both directions have one scale. Bars with a negative sum of scores are red, others blue (a pair told
/// apart by the colour-blind). The same input gives the same bytes.
pub fn svg(series: &DyadSeries, options: &PlotOptions) -> String {
    let picture = picture(series, options);
    let (width, height) = (number(picture.width), number(picture.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" font-family=\"sans-serif\" font-size=\"{SIZE}\">\n<title>{}</title>\n<desc>{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n",
        escape(&picture.title),
        escape(&picture.description),
    );
    for shape in &picture.shapes {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", element(shape));
    }
    out.push_str("</svg>\n");
    out
}

fn element(shape: &Shape) -> String {
    match shape {
        Shape::Bar {
            x,
            y,
            width,
            height,
            colour,
        } => format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
            number(*x),
            number(*y),
            number(*width),
            number(*height),
            hex(*colour)
        ),
        Shape::Across { x, y, to, colour } => format!(
            "<path d=\"M{} {}H{}\" stroke=\"{}\"/>",
            number(*x),
            number(*y),
            number(*to),
            hex(*colour)
        ),
        Shape::Down {
            x,
            y,
            length,
            colour,
        } => format!(
            "<path d=\"M{} {}v{}\" stroke=\"{}\"/>",
            number(*x),
            number(*y),
            number(*length),
            hex(*colour)
        ),
        Shape::Text(text) => words(text),
    }
}

fn words(text: &Text) -> String {
    let mut out = format!("<text x=\"{}\" y=\"{}\"", number(text.x), number(text.y));
    if (text.size - SIZE).abs() > 1e-9 {
        let _ = write!(out, " font-size=\"{}\"", number(text.size));
    }
    if text.bold {
        out.push_str(" font-weight=\"bold\"");
    }
    if text.ends {
        out.push_str(" text-anchor=\"end\"");
    }
    if text.colour != INK {
        let _ = write!(out, " fill=\"{}\"", hex(text.colour));
    }
    let _ = write!(out, ">{}</text>", escape(&text.text));
    out
}

fn hex([r, g, b]: Colour) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Text as XML content or attribute value; characters that XML does not allow are dropped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c < ' ' || ('\u{7f}'..='\u{9f}').contains(&c) => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
