//! The front door: one document in, its records out.

mod problems;
mod reading;
mod records;
mod windows;

use crate::explain::{self, Explanation, SentenceExplanation};
use crate::model::Model;
use crate::resolve::{CharIndex, Cite, Told, posts_told};
use crate::rules::{Reader, Rules};
use crate::sentence::{Knowledge, Sentence};
use crate::words::Words;
use chancery_codebook::{CiteInfo, Codebook, Event, MadeBy, PresenceStatement, Problem};
use chancery_lexicon::{Lexicon, Triggers};
use chancery_read::Document;
use problems::unread;
pub(crate) use reading::Reading;
use records::{post_record, record_sentence};
use std::sync::Arc;

/// What one document gives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coded {
    /// Event records, in the order of their acts in the text.
    pub events: Vec<Event>,
    /// Presence statements, in the order of the text.
    pub presence: Vec<PresenceStatement>,
    /// What could not be coded.
    pub problems: Vec<Problem>,
    /// How many sentences the document has.
    pub sentences: usize,
}

/// The coder. Cheap to share between threads; [`Coder::code`] takes `&self`.
#[derive(Debug)]
pub struct Coder {
    lexicon: LexiconRef,
    triggers: Arc<Triggers>,
    reader: Box<dyn Reader>,
    model: Option<Arc<Model>>,
    made_by: MadeBy,
}

#[derive(Debug)]
enum LexiconRef {
    Builtin(&'static Lexicon),
    User(Arc<Lexicon>),
}

impl LexiconRef {
    fn get(&self) -> &Lexicon {
        match self {
            LexiconRef::Builtin(lexicon) => lexicon,
            LexiconRef::User(lexicon) => lexicon,
        }
    }
}

impl Default for Coder {
    /// The coder with the built-in lexicon and triggers.
    fn default() -> Self {
        Coder::build(LexiconRef::Builtin(Lexicon::builtin()), Triggers::builtin())
    }
}

impl Coder {
    /// A coder with a lexicon and triggers of the user's.
    pub fn new(lexicon: Arc<Lexicon>, triggers: Arc<Triggers>) -> Coder {
        Coder::build(LexiconRef::User(lexicon), triggers)
    }

    fn build(lexicon: LexiconRef, triggers: Arc<Triggers>) -> Coder {
        let reader: Box<dyn Reader> = Box::new(Rules);
        let made_by = MadeBy {
            codebook: Codebook::builtin().version.clone(),
            lexicon: lexicon.get().fingerprint().to_owned(),
            model: reader.name(),
        };
        Coder {
            lexicon,
            triggers,
            reader,
            model: None,
            made_by,
        }
    }

    /// The same coder with a model for its step two; the rules' reading is then what the model starts from.
    #[must_use]
    pub fn with_model(mut self, model: Arc<Model>) -> Coder {
        self.made_by.model = model.name();
        self.model = Some(model);
        self
    }

    /// The model, if the coder has one.
    pub fn model(&self) -> Option<&Arc<Model>> {
        self.model.as_ref()
    }

    /// The versions that every record of this coder carries.
    pub fn made_by(&self) -> &MadeBy {
        &self.made_by
    }

    /// Codes one document.
    pub fn code(&self, document: &Document) -> Coded {
        self.run(document, None)
    }

    /// Codes one document and tells, sentence by sentence, what led to each record.
    pub fn explain(&self, document: &Document) -> Explanation {
        let mut sentences = Vec::new();
        let coded = self.run(document, Some(&mut sentences));
        Explanation { coded, sentences }
    }

    fn run(&self, document: &Document, mut trace: Option<&mut Vec<SentenceExplanation>>) -> Coded {
        let know = self.knowledge(document);
        let chars = CharIndex::new(&document.text);
        let shared = Cite {
            cite: CiteInfo {
                id: document.id.clone(),
                outlet: document.outlet.clone(),
                title: document.title.clone(),
                url: document.url.clone(),
                published: document.published,
            },
            made_by: self.made_by.clone(),
            chars: &chars,
        };
        let mut coded = Coded::default();
        let mut readings = self.read(document, know, &mut coded);
        let influences = match (&self.model, &trace) {
            (Some(model), Some(_)) => model
                .influences(&readings, know.triggers)
                .unwrap_or_default(),
            _ => Vec::new(),
        };
        if let Some(model) = &self.model {
            for (reading, error) in model.read(&mut readings, know.triggers) {
                let sentence = readings[reading].sentence.index;
                coded
                    .problems
                    .push(unread(document, sentence, &error.to_string()));
            }
        }
        let mut told = Told::default();
        for (number, reading) in readings.iter().enumerate() {
            record_sentence(reading, document, &shared, know, &mut told, &mut coded);
            if let Some(trace) = trace.as_deref_mut() {
                trace.push(explain::sentence(
                    &reading.sentence,
                    &reading.acts,
                    &coded,
                    know,
                    &shared,
                    document,
                    influences.iter().filter(|i| i.reading == number),
                ));
            }
        }
        let sentences: Vec<&Sentence<'_>> = readings.iter().map(|r| &r.sentence).collect();
        for found in posts_told(&sentences, document, know) {
            let s = sentences[found.sentence];
            coded
                .presence
                .push(post_record(s, found, document, &shared));
        }
        coded.presence.sort_by_key(|p| p.text_info.sentence);
        coded
    }

    fn knowledge(&self, document: &Document) -> Knowledge<'_> {
        Knowledge {
            lexicon: self.lexicon.get(),
            triggers: &self.triggers,
            words: Words::get(),
            published: document.published,
        }
    }
}
