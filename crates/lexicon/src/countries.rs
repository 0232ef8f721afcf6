//! Countries by code and by name.

use crate::{Kind, Lexicon};
use chancery_codebook::one_slip_apart;
use std::collections::HashMap;

impl Lexicon {
    /// The code of a country given by code, name, adjective or inhabitants (`RUS`, `Russia`, `Russian`). Two to four
    /// capital letters are taken as a code, known or not; three other letters too where no name fits.
    ///
    /// ```
    /// use chancery_lexicon::Lexicon;
    /// assert_eq!(Lexicon::builtin().country_code("Russia").as_deref(), Some("RUS"));
    /// assert_eq!(Lexicon::builtin().country_code("usa").as_deref(), Some("USA"));
    /// assert_eq!(Lexicon::builtin().country_code("Atlantis"), None);
    /// ```
    pub fn country_code(&self, given: &str) -> Option<String> {
        let given = given.trim();
        if (2..=4).contains(&given.len()) && given.chars().all(|c| c.is_ascii_uppercase()) {
            return Some(given.to_owned());
        }
        let states = [Kind::Country, Kind::Adjective, Kind::Inhabitant];
        let mut named = self.find(given).into_iter();
        let found = named.find(|e| states.contains(&e.kind) && e.code.is_some());
        match found.and_then(|entry| entry.code.clone()) {
            Some(code) => Some(code),
            None => (given.len() == 3 && given.chars().all(|c| c.is_ascii_alphabetic()))
                .then(|| given.to_uppercase()),
        }
    }

    /// The country's name that is one slip of the hand away from another word, the first by the alphabet.
    ///
    /// ```
    /// use chancery_lexicon::Lexicon;
    /// assert_eq!(Lexicon::builtin().nearly_country("Rusia").as_deref(), Some("Russia"));
    /// assert_eq!(Lexicon::builtin().nearly_country("Atlantis"), None);
    /// ```
    pub fn nearly_country(&self, given: &str) -> Option<String> {
        let names = self.country_names().into_values();
        names.filter(|name| one_slip_apart(name, given)).min()
    }

    /// The name of each country by its code, a user's own names left out.
    pub fn country_names(&self) -> HashMap<String, String> {
        // Regions have the codes of their states.
        let countries = self
            .entries()
            .iter()
            .filter(|e| e.kind == Kind::Country && e.role.as_deref() != Some("region") && !e.user);
        let mut names = HashMap::new();
        for entry in countries {
            if let (Some(code), Some(name)) = (&entry.code, &entry.name) {
                names.entry(code.clone()).or_insert_with(|| name.clone());
            }
        }
        names
    }
}
