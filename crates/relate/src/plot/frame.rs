//! The words of a picture: title, description, heading, escaped.

use super::axis::number;
use super::dyad::{LEFT, RIGHT};
use super::options::PlotOptions;
use crate::series::DyadSeries;
use std::fmt::Write;

/// The element's opening, title, description and heading.
pub(super) fn head(
    series: &DyadSeries,
    options: &PlotOptions,
    sides: &[Vec<f64>; 2],
    width: f64,
    height: f64,
) -> String {
    let (title, label) = (escape(&options.title), options.measured.label());
    let (first, second) = (escape(&options.first), escape(&options.second));
    let sum = |values: &Vec<f64>| number(values.iter().sum());
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n<title>{title}</title>\n<desc>"
    );
    line(
        &mut out,
        format_args!(
            "Bars by {}, {} to {}: {label}. {first} to {second}, upwards, {} in all; {second} to {first}, downwards, {} in all.</desc>",
            format!("{:?}", series.bin).to_lowercase(),
            series.since,
            series.until,
            sum(&sides[0]),
            sum(&sides[1]),
        ),
    );
    line(
        &mut out,
        format_args!("<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"),
    );
    line(
        &mut out,
        format_args!(
            "<text x=\"{LEFT}\" y=\"20\" font-size=\"15\" font-weight=\"bold\">{title}</text>"
        ),
    );
    line(
        &mut out,
        format_args!(
            "<text x=\"{}\" y=\"20\" text-anchor=\"end\" fill=\"#444\">{label}</text>",
            width - RIGHT
        ),
    );
    out
}

/// Writing to a string cannot fail.
pub(super) fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = writeln!(out, "{text}");
}

/// Text as XML content; characters that XML does not allow are dropped.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if (c < ' ' && !matches!(c, '\t' | '\n' | '\r'))
                || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
