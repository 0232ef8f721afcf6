//! One trigger: the words of an act, the frame in which they count, and what they become.

use chancery_codebook::{EventType, Measure, Mode};
use serde::Deserialize;

/// Who is who around a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Roles {
    /// Subject does it to object: actor and recipient.
    #[default]
    Act,
    /// All parties do it together: every party is an actor.
    Mutual,
    /// Visitor is actor, host is recipient.
    Visit,
    /// The host is the subject, the visitor the object: visitor is actor, host is recipient.
    Host,
    /// The subject does it; there is no recipient.
    Solo,
    /// The subject is what it happens to, as in "resigns" told of one who is dismissed.
    Undergo,
    /// Harm to people: the object is the victim; unnamed victims are of the place.
    Harm,
}

/// What a trigger does with an act in its complement ("agreed to withdraw", "urged it to release").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Complement {
    /// A promise: AGREE, or CONCEDE where the promised act eases or withdraws.
    Promise,
    /// A refusal: REJECT, mode by the refused act.
    Refusal,
    /// A threat: THREATEN, mode by the threatened act.
    Threat,
    /// A request or demand: REQUEST, mode by the requested act.
    Request,
    /// The act is considered or planned; it stands, with the status given by the status words.
    Stand,
}

/// One entry of a trigger file as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriggerEntry {
    /// Name of the entry, unique over all files.
    pub id: String,
    /// Verbs in their base form; in a phrase the first word inflects ("kick out").
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Nouns in the singular; in a phrase the last word takes the plural ("air strike").
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Fixed phrases that do not inflect.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// The type, if not the file's.
    pub event: Option<EventType>,
    /// The mode.
    pub mode: Option<Mode>,
    /// The diplomatic measure.
    pub measure: Option<Measure>,
    /// Words or `@classes` of which one must stand in what is acted on.
    #[serde(default)]
    pub object: Vec<String>,
    /// Words or `@classes` of which one must stand in who acts.
    #[serde(default)]
    pub subject: Vec<String>,
    /// Words or `@classes` of which one must stand anywhere in the sentence.
    #[serde(default)]
    pub near: Vec<String>,
    /// Words or `@classes` of which none may stand in what is acted on.
    #[serde(default)]
    pub not_object: Vec<String>,
    /// Words or `@classes` of which none may stand in the sentence.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Words or `@classes` of which one must be the next word.
    #[serde(default)]
    pub next: Vec<String>,
    /// Words or `@classes` none of which may be the next word.
    #[serde(default)]
    pub not_next: Vec<String>,
    /// Whether a party must be found in the frame: `actor`, `recipient`, `any`, `both`.
    #[serde(default)]
    pub needs: Option<Needs>,
    /// Who is who.
    #[serde(default)]
    pub roles: Roles,
    /// Prepositions that bring the recipient, best first; the object itself where empty.
    #[serde(default)]
    pub prep: Vec<String>,
    /// What becomes of an act in its complement.
    pub complement: Option<Complement>,
    /// A result told beside its act ("killed" in "killed in an air strike"): merged into it.
    #[serde(default)]
    pub result: bool,
    /// Contexts that the act has.
    #[serde(default)]
    pub context: Vec<String>,
    /// Sentences in which the trigger must give its type (and mode and measure where it has them).
    #[serde(default)]
    pub accept: Vec<String>,
    /// Sentences in which it must not fire.
    #[serde(default)]
    pub reject: Vec<String>,
}

/// Which party a frame cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Needs {
    /// Someone who acts.
    Actor,
    /// Someone acted on.
    Recipient,
    /// At least one of the two.
    Any,
    /// Both.
    Both,
}

/// One trigger, ready for use.
#[derive(Debug, Clone)]
pub struct TriggerRule {
    /// The entry as written.
    pub entry: TriggerEntry,
    /// Its type, the file's where the entry names none.
    pub event: EventType,
    /// How narrow its conditions are: the narrower, the sooner it is asked.
    pub weight: usize,
}

impl TriggerRule {
    pub(super) fn new(entry: TriggerEntry, file: Option<EventType>) -> Result<TriggerRule, String> {
        let event = entry
            .event
            .or(file)
            .ok_or_else(|| format!("trigger `{}` has no event", entry.id))?;
        if entry.verbs.is_empty() && entry.nouns.is_empty() && entry.phrases.is_empty() {
            return Err(format!(
                "trigger `{}` has no verbs, nouns or phrases",
                entry.id
            ));
        }
        let set = |words: &Vec<String>, weight: usize| if words.is_empty() { 0 } else { weight };
        let weight = set(&entry.object, 4)
            + set(&entry.subject, 4)
            + set(&entry.next, 3)
            + set(&entry.near, 2);
        Ok(TriggerRule {
            entry,
            event,
            weight,
        })
    }
}
