//! A mention: a run of tokens that names a party or a place.

/// What kind of words the mention is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// A state, capital, metonym, body, group or person by name.
    Named,
    /// A bare adjective of nationality before a noun that the lexicon does not know ("Russian consulate").
    Adjective,
    /// A people ("Canadians").
    People,
    /// A common noun ("police"), its country known or not.
    Agent,
    /// A pronoun, to be carried back.
    Pronoun,
    /// A city, province or other place that is no capital.
    Place,
}

/// A mention with what the lexicon knows of it.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) last: usize,
    pub(crate) kind: MentionKind,
    pub(crate) country: Option<String>,
    pub(crate) sector: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) lat: Option<f64>,
    pub(crate) lon: Option<f64>,
    /// The preposition that governs it, as a token.
    pub(crate) prep: Option<usize>,
    /// Preceded by "its", "their", "his": the actor's own.
    pub(crate) own: bool,
    pub(crate) plural: bool,
    /// A capital or country, which may also be a mere place.
    pub(crate) locatable: bool,
    /// Followed by "-backed", "-led" and the like: no party of its own.
    pub(crate) modifier: bool,
    /// The state to which an envoy is accredited ("ambassador to Canada").
    pub(crate) host: Option<String>,
    /// Where the lexicon has it from.
    pub(crate) source: String,
}

impl Mention {
    /// Whether it is something to which acts are done rather than who does them ("people", "diplomats").
    pub(crate) fn undergoes(&self) -> bool {
        self.plural
            || matches!(
                self.kind,
                MentionKind::Agent
                    | MentionKind::People
                    | MentionKind::Adjective
                    | MentionKind::Place
            )
    }

    /// Whether it can be a party at all.
    pub(crate) fn party(&self) -> bool {
        self.kind != MentionKind::Place && !self.modifier
    }

    /// Whether it stands for a person ("he" can go back to it); `noun` is its last word.
    pub(crate) fn personal(&self, noun: &str) -> bool {
        let one = !self.plural && !COLLECTIVES.contains(&noun);
        match self.kind {
            MentionKind::Agent => one,
            MentionKind::Named => one && self.role.is_some(),
            _ => false,
        }
    }
}

/// Nouns in the singular that stand for many.
const COLLECTIVES: &[&str] = &[
    "military",
    "army",
    "government",
    "police",
    "parliament",
    "court",
    "ministry",
    "administration",
    "navy",
    "cabinet",
    "congress",
    "senate",
    "opposition",
    "embassy",
    "consulate",
    "commission",
    "council",
    "committee",
    "party",
    "group",
    "delegation",
    "agency",
    "company",
    "regime",
    "junta",
    "state",
    "country",
    "nation",
    "force",
    "team",
    "coalition",
    "alliance",
    "union",
    "union's",
    "tribunal",
    "department",
    "office",
    "bank",
    "newspaper",
    "organization",
    "organisation",
    "militia",
    "command",
    "guard",
    "assembly",
    "house",
    "bloc",
    "authority",
    "branch",
    "service",
];
