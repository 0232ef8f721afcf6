//! Two claims side by side: what speaks for their telling of one act, what against, and what forbids it.

use super::claim::{Code, Features};
use super::parties::{Side, parties};
use super::rules::MergeRules;
use super::words;
use chancery_codebook::{DateBasis, Measure, Status};

/// What forbids that two claims are one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conflict {
    /// One sentence tells of two acts when it is coded twice.
    Sentence,
    /// Their days lie this far apart, more than the way in which they are told allows.
    Dates(i32),
    /// One of them has no date.
    NoDate,
    /// Their parties cannot be those of one act.
    Parties,
    /// They are different diplomatic instruments.
    Measures(Measure, Measure),
    /// A person decided that one of them stands alone.
    Decided,
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Conflict::Sentence => f.write_str("they stand in one sentence, which tells of both"),
            Conflict::Dates(days) => write!(f, "their dates are {days} days apart"),
            Conflict::NoDate => f.write_str("one of them has no date"),
            Conflict::Parties => f.write_str("their parties differ"),
            Conflict::Measures(a, b) => write!(f, "one is {a}, the other {b}"),
            Conflict::Decided => f.write_str("a person split one of them off"),
        }
    }
}

/// One thing that speaks for or against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// Its name in `data/record/merge.toml`.
    pub name: &'static str,
    /// How far it holds: 0 or 1, or a number.
    pub value: f32,
    /// What it adds to the log-odds for each unit of it.
    pub weight: f32,
}

macro_rules! terms {
    ($($place:ident $name:literal)+) => {
        /// Places of the terms.
        #[derive(Clone, Copy)]
        enum At { $($place),+ }
        /// Names of the terms, in their order.
        pub(super) const TERMS: &[&str] = &[$($name),+];
    };
}

terms! {
    SameType "same_type"
    SameMode "same_mode"
    OtherMode "other_mode"
    SameMeasure "same_measure"
    OneMeasure "one_measure"
    ActorSame "actor_same"
    ActorOverlap "actor_overlap"
    RecipientSame "recipient_same"
    RecipientOverlap "recipient_overlap"
    Commonness "commonness"
    SameName "same_name"
    OtherName "other_name"
    DateGap "date_gap"
    SameDay "same_day"
    ReportGap "report_gap"
    Cosine "cosine"
    Rare "rare"
    SameTrigger "same_trigger"
    QuantityEqual "quantity_equal"
    QuantityApart "quantity_apart"
    PlaceSame "place_same"
    PlaceApart "place_apart"
    SameReport "same_report"
    StatusOther "status_other"
    Historical "historical"
    Width "width"
}

/// How many terms there are.
const N: usize = TERMS.len();

/// Two claims that may be one act, with the odds of it.
#[derive(Debug, Clone)]
pub struct Comparison {
    values: [f32; N],
    /// How likely it is that they are one act, 0 to 1, by the terms.
    pub score: f32,
}

impl Comparison {
    /// The values of the terms, in the order of [`TERMS`].
    pub(super) fn values(&self) -> &[f32] {
        &self.values
    }

    /// What speaks for and against, strongest first; what does not apply is left out.
    pub fn terms(&self, rules: &MergeRules) -> Vec<Term> {
        let mut terms: Vec<Term> = (0..N)
            .filter(|i| self.values[*i] != 0.0)
            .map(|i| Term {
                name: TERMS[i],
                value: self.values[i],
                weight: rules.weights[i],
            })
            .collect();
        terms.sort_by(|a, b| {
            let size = |t: &Term| (t.value * t.weight).abs();
            size(b).total_cmp(&size(a))
        });
        terms
    }
}

/// Days between the ranges of two claims; 0 where they overlap.
fn gap(a: &Features, b: &Features) -> Option<i32> {
    let (a, b) = ((a.first?, a.last?), (b.first?, b.last?));
    Some((b.0 - a.1).max(a.0 - b.1).max(0))
}

/// Whether the text gives the day.
fn said(claim: &Features) -> bool {
    claim.basis != DateBasis::Report
}

/// Instruments that one act is told as in turn: a visit is talks too, a cut of staff sends people out.
fn related(a: Measure, b: Measure) -> bool {
    use Measure::{
        Agreement, Call, Expulsion, ProtestNote, Sanctions, StaffCut, Summons, Talks, Visa, Visit,
    };
    const TOGETHER: [&[Measure]; 4] = [
        &[Talks, Visit, Call, Agreement],
        &[Expulsion, StaffCut],
        &[Summons, ProtestNote],
        &[Sanctions, Visa],
    ];
    a == b
        || TOGETHER
            .iter()
            .any(|set| set.contains(&a) && set.contains(&b))
}

/// What forbids that two claims are one act.
pub(super) fn conflict(a: &Features, b: &Features, rules: &MergeRules) -> Option<Conflict> {
    if a.report == b.report && a.sentence == b.sentence {
        return Some(Conflict::Sentence);
    }
    let Some(gap) = gap(a, b) else {
        return Some(Conflict::NoDate);
    };
    let allowed = if said(a) && said(b) {
        rules.days_said
    } else {
        rules.days_reported
    };
    if gap > allowed {
        return Some(Conflict::Dates(gap));
    }
    if let (Some(x), Some(y)) = (a.measure, b.measure)
        && !related(x, y)
    {
        return Some(Conflict::Measures(x, y));
    }
    if parties(a, b).is_none() {
        return Some(Conflict::Parties);
    }
    None
}

/// Compares two claims.
///
/// # Errors
/// What forbids that they are one act.
pub fn compare(
    a: &Features,
    b: &Features,
    rules: &MergeRules,
) -> std::result::Result<Comparison, Conflict> {
    if let Some(conflict) = conflict(a, b, rules) {
        return Err(conflict);
    }
    let Some((actors, recipients)) = parties(a, b) else {
        return Err(Conflict::Parties);
    };
    let mut values = [0.0; N];
    let mut set = |place: At, value: f32| values[place as usize] = value;
    let flag = |holds: bool| f32::from(u8::from(holds));
    set(At::SameType, flag(a.event == b.event));
    set(At::SameMode, flag(a.mode.is_some() && a.mode == b.mode));
    set(
        At::OtherMode,
        flag(a.mode.is_some() && b.mode.is_some() && a.mode != b.mode),
    );
    set(
        At::SameMeasure,
        flag(a.measure.is_some() && a.measure == b.measure),
    );
    set(
        At::OneMeasure,
        flag(a.measure.is_some() != b.measure.is_some()),
    );
    set(At::ActorSame, flag(actors == Side::Same));
    set(At::ActorOverlap, flag(actors == Side::Overlap));
    set(At::RecipientSame, flag(recipients == Side::Same));
    set(At::RecipientOverlap, flag(recipients == Side::Overlap));
    set(At::Commonness, commonness(a, b, rules));
    let both_named = !a.names.is_empty() && !b.names.is_empty();
    let same_name = a.names.iter().any(|n| b.names.contains(n));
    set(At::SameName, flag(same_name));
    set(At::OtherName, flag(both_named && !same_name));
    let gap = gap(a, b).unwrap_or(0);
    set(At::DateGap, gap as f32);
    set(
        At::SameDay,
        flag(gap == 0 && said(a) && said(b) && a.first == b.first && a.last == b.last),
    );
    let days = (a.order.0 - b.order.0).unsigned_abs();
    set(At::ReportGap, (days as f32).ln_1p());
    let (cosine, rare) = words::common(&a.words, &b.words);
    set(At::Cosine, cosine);
    set(At::Rare, rare.ln_1p());
    set(
        At::SameTrigger,
        flag(a.trigger.is_some() && a.trigger == b.trigger),
    );
    let (equal, apart) = quantities(a, b);
    set(At::QuantityEqual, flag(equal));
    set(At::QuantityApart, flag(apart));
    set(At::PlaceSame, flag(a.place.is_some() && a.place == b.place));
    set(At::PlaceApart, flag(places_apart(a, b)));
    set(At::SameReport, flag(a.report == b.report));
    let other = a.status != b.status;
    set(
        At::StatusOther,
        flag(other && statuses_clash(a.status, b.status)),
    );
    set(At::Historical, flag(a.historical || b.historical));
    set(At::Width, width(a).max(width(b)));
    let odds: f32 = rules.bias
        + values
            .iter()
            .zip(&rules.weights)
            .map(|(v, w)| v * w)
            .sum::<f32>();
    Ok(Comparison {
        values,
        score: 1.0 / (1.0 + (-odds).exp()),
    })
}

/// How wide the range of days is: the logarithm of its weeks.
fn width(claim: &Features) -> f32 {
    match (claim.first, claim.last) {
        (Some(first), Some(last)) => ((last - first) as f32 / 7.0).ln_1p(),
        _ => 0.0,
    }
}

/// Supposing and denying are told of other moments than doing; planning and doing are one act's course.
fn statuses_clash(a: Status, b: Status) -> bool {
    let unreal = |s| matches!(s, Status::Hypothetical | Status::Negated);
    unreal(a) || unreal(b)
}

/// Whether a number of one is a number of the other, and whether all their numbers exclude one another.
fn quantities(a: &Features, b: &Features) -> (bool, bool) {
    if a.quantities.is_empty() || b.quantities.is_empty() {
        return (false, false);
    }
    let overlap = |x: &(Option<i64>, Option<i64>), y: &(Option<i64>, Option<i64>)| {
        let under = |high: Option<i64>, low: Option<i64>| match (high, low) {
            (Some(high), Some(low)) => high < low,
            _ => false,
        };
        !under(x.1, y.0) && !under(y.1, x.0)
    };
    let pairs = || (a.quantities.iter()).flat_map(|x| b.quantities.iter().map(move |y| (x, y)));
    (
        pairs().any(|(x, y)| x == y),
        !pairs().any(|(x, y)| overlap(x, y)),
    )
}

/// Whether they happened at different named places of one country, or in different countries.
fn places_apart(a: &Features, b: &Features) -> bool {
    match (a.place, b.place) {
        (Some(x), Some(y)) => x != y,
        _ => false,
    }
}

/// How common the rarest country is that both name: the logarithm of its share of all parties, less that
/// of a country with one in a thousand.
fn commonness(a: &Features, b: &Features, rules: &MergeRules) -> f32 {
    let names = |f: &Features, code: &Code| f.actors.contains(code) || f.recipients.contains(code);
    (a.actors.iter().chain(&a.recipients))
        .filter(|code| names(b, code))
        .map(|code| rules.commonness(code.as_str()))
        .min_by(f32::total_cmp)
        .unwrap_or(0.0)
}
