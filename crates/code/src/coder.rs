//! The front door: one document in, its records out.

use crate::explain::{self, Explanation, SentenceExplanation};
use crate::gate;
use crate::model::{Model, ModelError, Relation, Span};
use crate::resolve::{
    CharIndex, Cite, Found, History, PostFound, Told, answers_object, build_event, complete,
    date_of, earlier_acts, fill, link_answers, place_of, posts_told, presence_of, quantity_record,
    resolve_mentions, stable_id,
};
use crate::rules::{Act, Reader, Rules};
use crate::sentence::{Knowledge, Raw, Sentence};
use crate::sentences::split_sentences;
use crate::words::Words;
use chancery_codebook::{
    CiteInfo, Codebook, DateBasis, Event, EventType, MadeBy, Mode, PostState, PresenceStatement,
    Problem, ProblemKind, TextInfo,
};
use chancery_lexicon::{Lexicon, Triggers};
use chancery_read::{BlockKind, Document};
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

    /// What the model is given of a document, window by window: the material of its training.
    pub fn model_inputs(&self, document: &Document) -> Vec<crate::model::ModelInput> {
        let know = self.knowledge(document);
        let readings = self.read(document, know, &mut Coded::default());
        crate::model::windows(&readings)
            .iter()
            .map(|window| crate::model::input(&document.id, &readings, window, know.triggers))
            .collect()
    }

    /// What the model is given of a document of which it is asked one relation: all of it as one window.
    pub fn relation_input(&self, document: &Document) -> Option<crate::model::ModelInput> {
        let know = self.knowledge(document);
        let readings = self.read(document, know, &mut Coded::default());
        let window = crate::model::whole(&readings)?;
        Some(crate::model::input(
            &document.id,
            &readings,
            &window,
            know.triggers,
        ))
    }

    /// What one party does to another, by the spans of characters that stand for them; none where a span
    /// has no word. Needs a model.
    ///
    /// # Errors
    /// If the model cannot read the text.
    pub fn relation(
        &self,
        document: &Document,
        actor: Span,
        recipient: Span,
    ) -> Result<Option<Relation>, ModelError> {
        let Some(model) = &self.model else {
            return Err(ModelError::Unknown("none".to_owned()));
        };
        let know = self.knowledge(document);
        let readings = self.read(document, know, &mut Coded::default());
        let bytes = |span: Span| {
            let byte = |at: usize| {
                let mut starts = document.text.char_indices().map(|(byte, _)| byte);
                starts.nth(at).unwrap_or(document.text.len())
            };
            byte(span.start)..byte(span.end)
        };
        model.relation(&readings, know.triggers, bytes(actor), bytes(recipient))
    }

    fn knowledge(&self, document: &Document) -> Knowledge<'_> {
        Knowledge {
            lexicon: self.lexicon.get(),
            triggers: &self.triggers,
            words: Words::get(),
            published: document.published,
        }
    }

    /// Steps one and two and the parties of step three, for every sentence of a document.
    fn read<'k>(
        &self,
        document: &'k Document,
        know: Knowledge<'k>,
        coded: &mut Coded,
    ) -> Vec<Reading<'k>> {
        let mut history = History::default();
        let mut readings = Vec::new();
        for raw in raw_sentences(document) {
            if coded.sentences == gate::MOST {
                coded.problems.push(too_many(document, &raw));
                break;
            }
            coded.sentences += 1;
            let mut s = Sentence::scan(raw, know);
            if s.len() > gate::LONGEST {
                coded.problems.push(too_long(document, &s));
                continue;
            }
            let gated = gate::passes(&s, coded.sentences > 1) || gate::may_state_presence(&s);
            let acts = if gated {
                s.deepen(know);
                self.read_sentence(&mut s, know, &history)
            } else {
                resolve_mentions(&mut s, &history);
                Vec::new()
            };
            history.add(&s);
            readings.push(Reading {
                sentence: s,
                acts,
                gated,
            });
        }
        readings
    }

    fn read_sentence(
        &self,
        s: &mut Sentence<'_>,
        know: Knowledge<'_>,
        history: &History,
    ) -> Vec<Act> {
        resolve_mentions(s, history);
        let mut acts = if s.caption || s.triggers.is_empty() {
            Vec::new()
        } else {
            self.reader.read(s, know)
        };
        for act in &mut acts {
            act.place = place_of(s, act);
            crate::rules::settle(s, act);
        }
        for act in &acts {
            let place = act.place.and_then(|m| s.mentions[m].country.clone());
            complete(s, act, place.as_deref(), history);
        }
        for act in &mut acts {
            fill(s, act, history);
        }
        acts.retain(|act| grounded(s, act) && !official_protest(s, act));
        acts
    }
}

/// One sentence as it was read.
pub(crate) struct Reading<'k> {
    pub(crate) sentence: Sentence<'k>,
    pub(crate) acts: Vec<Act>,
    /// Whether the gate let it through.
    pub(crate) gated: bool,
}

/// The rest of step three: dates, numbers, answers and presence of one sentence, then its records.
fn record_sentence(
    reading: &Reading<'_>,
    document: &Document,
    shared: &Cite<'_>,
    know: Knowledge<'_>,
    told: &mut Told,
    coded: &mut Coded,
) {
    let Reading {
        sentence: s,
        acts,
        gated,
    } = reading;
    if !gated {
        return;
    }
    let first = coded.events.len();
    let mut links = link_answers(s, acts);
    answers_object(acts, &mut links);
    for act in acts {
        let mut dating = date_of(s, act, acts, document.published).or_context(told.before(s.index));
        dating.historical |= act.historical && dating.basis != DateBasis::Text;
        let mut event = build_event(
            s,
            act,
            acts,
            dating,
            &document.text,
            shared,
            &coded.events[first..],
        );
        event.confidence = crate::rules::confidence(act, &event, know.triggers);
        coded.events.push(event);
    }
    told.tell(s.index, &coded.events[first..]);
    for (i, (within, earlier)) in links.iter().enumerate() {
        let mut ids: Vec<String> = within
            .iter()
            .map(|&a| coded.events[first + a].id.clone())
            .collect();
        if *earlier {
            let others = earlier_acts(&coded.events[first + i], &coded.events[..first]);
            ids.extend(others.into_iter().map(|other| other.id.clone()));
        }
        ids.retain(|id| *id != coded.events[first + i].id);
        let mut seen = std::collections::HashSet::new();
        ids.retain(|id| seen.insert(id.clone()));
        coded.events[first + i].answers = ids;
    }
    let used = taken_numbers(s, &coded.events[first..]);
    for found in presence_of(s, if s.caption { &[] } else { &used }) {
        coded
            .presence
            .push(presence_record(s, found, document, shared));
    }
}

/// An act that names nobody and no place is no record.
fn grounded(s: &Sentence<'_>, act: &Act) -> bool {
    let country = |list: &[usize]| {
        list.iter()
            .any(|&m| s.mentions[m].country.is_some() || s.mentions[m].sector.is_some())
    };
    country(&act.actors) || country(&act.recipients) || act.place.is_some()
}

/// The tokens of the numbers that the acts of a sentence have taken as their quantities.
fn taken_numbers(s: &Sentence<'_>, events: &[Event]) -> Vec<std::ops::Range<usize>> {
    s.numbers
        .iter()
        .filter(|number| {
            let raw = s.text.get(number.start..number.end).unwrap_or_default();
            events
                .iter()
                .any(|event| event.quantity.iter().any(|q| q.raw_text == raw))
        })
        .map(|number| s.tokens_of(number.start..number.end))
        .collect()
}

/// States do not demonstrate: "summoned the envoy to protest" is told by the summons.
fn official_protest(s: &Sentence<'_>, act: &Act) -> bool {
    act.event == EventType::Protest
        && act.mode == Some(Mode::Demo)
        && act.verbal()
        && !act.actors.is_empty()
        && act.actors.iter().all(|&m| {
            matches!(
                s.mentions[m].sector.as_deref(),
                Some("GOV" | "MIL" | "IGO" | "JUD")
            )
        })
}

fn raw_sentences(document: &Document) -> impl Iterator<Item = Raw<'_>> {
    let mut index = 0;
    document
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Heading)
        .flat_map(|block| {
            let text = document.block_text(block);
            split_sentences(text)
                .into_iter()
                .map(move |range| (block, &text[range.clone()], block.start + range.start))
        })
        .map(move |(block, text, start)| {
            index += 1;
            Raw {
                index: index - 1,
                start,
                text,
                caption: block.kind == BlockKind::Caption,
            }
        })
}

fn unread(document: &Document, sentence: usize, reason: &str) -> Problem {
    Problem {
        kind: ProblemKind::Sentence,
        source: document.id.clone(),
        line: None,
        message: format!(
            "sentence {sentence} and those of its window: the model failed, the rules' reading stands ({reason})"
        ),
    }
}

fn too_long(document: &Document, s: &Sentence<'_>) -> Problem {
    let opening: String = s.text.chars().take(40).collect();
    Problem {
        kind: ProblemKind::Sentence,
        source: document.id.clone(),
        line: None,
        message: format!(
            "sentence {} (`{opening}…`) has {} words, more than {}: it is passed over; break it up if it is prose",
            s.index,
            s.len(),
            gate::LONGEST
        ),
    }
}

fn too_many(document: &Document, next: &Raw<'_>) -> Problem {
    let opening: String = next
        .text
        .split_whitespace()
        .take(6)
        .collect::<Vec<_>>()
        .join(" ");
    Problem {
        kind: ProblemKind::Partial,
        source: document.id.clone(),
        line: None,
        message: format!(
            "it has more than {} sentences: those from `{opening}…` on are not coded; if it holds many reports, make each a row or a file of its own",
            gate::MOST
        ),
    }
}

fn presence_record(
    s: &Sentence<'_>,
    found: Found,
    document: &Document,
    shared: &Cite<'_>,
) -> PresenceStatement {
    let staff = found.number.map(|n| quantity_record(s, &s.numbers[n]));
    let chars = |byte: usize| shared.chars.chars(&document.text, s.start + byte);
    let number = staff
        .as_ref()
        .map(|q| q.raw_text.clone())
        .unwrap_or_default();
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let id = stable_id([
        document.id.as_str(),
        &s.index.to_string(),
        "presence",
        &text(&found.sender),
        &text(&found.host),
        &text(&found.post),
        &number,
    ]);
    PresenceStatement {
        id,
        sender: found.sender,
        host: found.host,
        state: (staff.is_none() && found.post.as_deref() == Some("Ambassador"))
            .then_some(PostState::Open),
        post: found.post,
        staff,
        date: document.published,
        enddate: document.published,
        date_basis: DateBasis::Report,
        text: s.text.to_owned(),
        text_info: TextInfo {
            sentence: s.index,
            start: chars(0),
            end: chars(s.text.len()),
            trigger: None,
        },
        cite_info: shared.cite.clone(),
    }
}

/// The record of a post's state.
fn post_record(
    s: &Sentence<'_>,
    found: PostFound,
    document: &Document,
    shared: &Cite<'_>,
) -> PresenceStatement {
    let chars = |byte: usize| shared.chars.chars(&document.text, s.start + byte);
    let words = s.bytes(found.cue.clone());
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let id = stable_id([
        document.id.as_str(),
        &s.index.to_string(),
        "post",
        &text(&found.sender),
        &text(&found.host),
        &text(&found.post),
        found.state.as_str(),
        &words.start.to_string(),
    ]);
    PresenceStatement {
        id,
        sender: found.sender,
        host: found.host,
        post: found.post,
        state: Some(found.state),
        staff: None,
        date: Some(found.first),
        enddate: Some(found.last),
        date_basis: found.basis,
        text: s.text.to_owned(),
        text_info: TextInfo {
            sentence: s.index,
            start: chars(0),
            end: chars(s.text.len()),
            trigger: None,
        },
        cite_info: shared.cite.clone(),
    }
}
