//! The trigger files that are built into the program, one for each event type.

/// File name and contents.
pub(super) const FILES: &[(&str, &str)] = &[
    (
        "agree.toml",
        include_str!("../../../../data/lexicon/triggers/agree.toml"),
    ),
    (
        "consult.toml",
        include_str!("../../../../data/lexicon/triggers/consult.toml"),
    ),
    (
        "support.toml",
        include_str!("../../../../data/lexicon/triggers/support.toml"),
    ),
    (
        "concede.toml",
        include_str!("../../../../data/lexicon/triggers/concede.toml"),
    ),
    (
        "cooperate.toml",
        include_str!("../../../../data/lexicon/triggers/cooperate.toml"),
    ),
    (
        "aid.toml",
        include_str!("../../../../data/lexicon/triggers/aid.toml"),
    ),
    (
        "retreat.toml",
        include_str!("../../../../data/lexicon/triggers/retreat.toml"),
    ),
    (
        "request.toml",
        include_str!("../../../../data/lexicon/triggers/request.toml"),
    ),
    (
        "accuse.toml",
        include_str!("../../../../data/lexicon/triggers/accuse.toml"),
    ),
    (
        "reject.toml",
        include_str!("../../../../data/lexicon/triggers/reject.toml"),
    ),
    (
        "threaten.toml",
        include_str!("../../../../data/lexicon/triggers/threaten.toml"),
    ),
    (
        "protest.toml",
        include_str!("../../../../data/lexicon/triggers/protest.toml"),
    ),
    (
        "sanction.toml",
        include_str!("../../../../data/lexicon/triggers/sanction.toml"),
    ),
    (
        "mobilize.toml",
        include_str!("../../../../data/lexicon/triggers/mobilize.toml"),
    ),
    (
        "coerce.toml",
        include_str!("../../../../data/lexicon/triggers/coerce.toml"),
    ),
    (
        "assault.toml",
        include_str!("../../../../data/lexicon/triggers/assault.toml"),
    ),
];

/// The word classes.
pub(super) const CLASSES: &str = include_str!("../../../../data/lexicon/triggers/classes.toml");
