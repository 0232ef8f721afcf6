//! The audit of the built-in files: order, duplicates, codes, dates and names that would match too much.

use crate::lexicon::Lexicon;

impl Lexicon {
    /// What is wrong with the built-in files, one line each; empty when all is well.
    pub fn audit() -> Vec<String> {
        Lexicon::builtin().problems.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_files_are_in_order() {
        assert_eq!(Lexicon::audit(), Vec::<String>::new());
    }
}
