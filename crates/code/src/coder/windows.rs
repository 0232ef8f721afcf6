//! What a model is given of a document, and the one relation that it is asked for.

use super::{Coded, Coder};
use crate::model::{ModelError, Relation, Span};
use chancery_read::Document;

impl Coder {
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
}
