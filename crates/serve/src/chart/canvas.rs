//! The element itself: what is drawn is gathered, then framed with title, description and size.

use super::safe::{self, escape};
use super::words::{self, n};
use std::fmt::{Arguments, Write};

/// Font size of ticks and notes, in units of the picture's width.
pub(super) const SMALL: f64 = 12.0;
/// Size of bold words as it counts for their width: they are wider than others of 13.
pub(super) const BOLD: f64 = 14.8;
/// Below this width a picture has fewer ticks and shorter words.
const NARROW: f64 = 560.0;

/// A picture that is being drawn.
pub(super) struct Canvas {
    body: String,
    kind: &'static str,
    id: String,
    pub(super) width: f64,
    linked: bool,
}

impl Canvas {
    /// An empty picture of a kind, at least 200 wide.
    pub(super) fn new(kind: &'static str, id: &str, width: u32) -> Canvas {
        Canvas {
            body: String::new(),
            kind,
            id: safe::id(id),
            width: f64::from(width.max(200)),
            linked: false,
        }
    }

    /// Whether it is drawn for a narrow screen.
    pub(super) fn narrow(&self) -> bool {
        self.width < NARROW
    }

    /// The id of a part, unlike those of other pictures on a page.
    pub(super) fn part(&self, name: &str) -> String {
        format!("{}-{name}", self.id)
    }

    /// One line of SVG. Any text in it must be escaped already.
    pub(super) fn put(&mut self, text: Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.body, "{text}");
    }

    /// A path, by its class and data; nothing where there is no data.
    pub(super) fn path(&mut self, class: &str, data: &str) {
        if !data.is_empty() {
            self.put(format_args!("<path class=\"{class}\" d=\"{data}\"/>"));
        }
    }

    /// A text, escaped. `anchor` is `start`, `middle` or `end`.
    pub(super) fn text(&mut self, (x, y): (f64, f64), anchor: &str, class: &str, text: &str) {
        let anchor = match anchor {
            "start" => String::new(),
            other => format!(" text-anchor=\"{other}\""),
        };
        self.put(format_args!(
            "<text class=\"{class}\" x=\"{}\" y=\"{}\"{anchor}>{}</text>",
            n(x),
            n(y),
            escape(text)
        ));
    }

    /// The picture's own heading, in two lines where one is too narrow. Gives the height that it took.
    pub(super) fn heading(&mut self, text: &str) -> f64 {
        let mut y = 0.0;
        for line in words::wrap(text, self.width - 8.0, BOLD) {
            y += 15.0;
            self.text((4.0, y), "start", "lane", &line);
        }
        y + 7.0
    }

    /// A mark that leads somewhere: link, label for readers of the screen, tooltip. An address that is
    /// not safe to follow is left out, and the mark stays.
    pub(super) fn link(&mut self, href: &str, class: &str, label: &str, mark: &str) {
        let class = if class.is_empty() {
            String::new()
        } else {
            format!(" class=\"{class}\"")
        };
        let label = escape(label);
        if safe::is_safe(href) {
            self.linked = true;
            let href = escape(href);
            self.put(format_args!(
                "<a{class} href=\"{href}\" aria-label=\"{label}\"><title>{label}</title>{mark}</a>"
            ));
        } else {
            self.put(format_args!("<g{class}><title>{label}</title>{mark}</g>"));
        }
    }

    /// The pattern that tells what was said from what was done: stripes of the paper's colour.
    pub(super) fn stripes(&mut self) -> String {
        let id = self.part("stripes");
        self.put(format_args!(
            "<defs><pattern id=\"{id}\" width=\"4\" height=\"3\" patternUnits=\"userSpaceOnUse\">\
             <path class=\"stripe\" d=\"M0 1H4\"/></pattern></defs>"
        ));
        format!("url(#{id})")
    }

    /// A path in its colour and in stripes over it, written once.
    pub(super) fn striped(&mut self, name: &str, class: &str, data: &str, stripes: &str) {
        let id = self.part(name);
        if !data.is_empty() {
            self.put(format_args!(
                "<defs><path id=\"{id}\" d=\"{data}\"/></defs>\
                 <use class=\"{class}\" href=\"#{id}\"/><use href=\"#{id}\" fill=\"{stripes}\"/>"
            ));
        }
    }

    /// The pattern of what is not known: slanted lines.
    pub(super) fn hatch(&mut self) -> String {
        let id = self.part("hatch");
        self.put(format_args!(
            "<defs><pattern id=\"{id}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
             <path class=\"hatch\" d=\"M-1 1L1 -1M0 6L6 0M5 7L7 5\"/></pattern></defs>"
        ));
        format!("url(#{id})")
    }

    /// A calm sentence in the middle of an empty picture.
    pub(super) fn nothing(&mut self, height: f64) {
        let at = (self.width / 2.0, height / 2.0 + 4.0);
        self.text(at, "middle", "none", "Nothing in this time.");
    }

    /// The whole element, ending with a line break.
    ///
    /// Its role is `img` without links and `group` with them: what is inside an image cannot be reached
    /// by readers of the screen (WAI-ARIA 1.2, "children presentational").
    pub(super) fn finish(self, height: f64, title: &str, description: &str) -> String {
        let Canvas {
            body,
            kind,
            id,
            width,
            linked,
        } = self;
        let role = if linked { "group" } else { "img" };
        format!(
            "<svg class=\"chart chart-{kind}\" viewBox=\"0 0 {} {}\" role=\"{role}\" aria-labelledby=\"{id}-title\" \
             aria-describedby=\"{id}-desc\">\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n{body}</svg>\n",
            n(width),
            n(height),
            escape(title),
            escape(description),
        )
    }
}
