//! The lexicon: parties, offices and their holders, places and trigger words, matched by automata.
