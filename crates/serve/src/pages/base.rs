//! What stands around every page.

use crate::app::App;
use crate::http::Ask;
use crate::words::thousands;

/// Title, place in the menu, and the page's other shapes.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    pub title: String,
    /// Which entry of the menu the page stands under.
    pub here: &'static str,
    /// The page as data: label and address.
    pub shapes: Vec<(&'static str, String)>,
    /// The record in a few words.
    pub record: String,
    /// Whether this server writes.
    pub writes: bool,
    pub version: &'static str,
    /// What stands in the search field.
    pub search: String,
    /// A feed of what the page shows.
    pub feed: Option<String>,
}

impl Base {
    pub(crate) fn new(ask: &Ask<'_>, here: &'static str, title: impl Into<String>) -> Base {
        let mut base = Base::bare(ask.app, here, title);
        base.search = ask.query.get("text").unwrap_or_default().to_owned();
        base
    }

    /// Without a question, as for errors.
    pub(crate) fn bare(app: &App, here: &'static str, title: impl Into<String>) -> Base {
        let snapshot = app.snapshot();
        let stamp = snapshot.stamp;
        Base {
            title: title.into(),
            here,
            shapes: Vec::new(),
            record: format!(
                "{} events from {} claims in {} reports; revision {}",
                thousands(stamp.events),
                thousands(stamp.claims),
                thousands(stamp.documents),
                stamp.revision
            ),
            writes: app.options.token.is_some(),
            version: env!("CARGO_PKG_VERSION"),
            search: String::new(),
            feed: None,
        }
    }

    /// The page's address with other endings.
    pub(crate) fn shapes(mut self, ask: &Ask<'_>, names: &[&'static str]) -> Base {
        let path = if ask.path == "/" { "/index" } else { &ask.path };
        let query = ask.query.href();
        self.shapes = names
            .iter()
            .map(|name| (*name, format!("{path}.{}{query}", name.to_lowercase())))
            .collect();
        self
    }
}
