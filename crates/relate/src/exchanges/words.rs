//! What speaks for a link, in words.

use super::{Days, Evidence, LinkModel, model};
use crate::Act;

/// The weighted features of a pair, strongest first; what adds nothing is left out.
pub(super) fn evidence(
    act: &Act,
    answer: &Act,
    features: &[f64],
    model: &LinkModel,
) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = Vec::new();
    for ((name, x), w) in model::names().into_iter().zip(features).zip(&model.second) {
        let weight = x * w;
        if weight == 0.0 {
            continue;
        }
        // The two parts of the delay are one finding.
        match found
            .iter_mut()
            .find(|e| name == "delay_over_week" && e.feature == "delay")
        {
            Some(delay) => delay.weight += weight,
            None => found.push(Evidence {
                feature: name.to_owned(),
                says: says(name, act, answer, *x),
                weight,
            }),
        }
    }
    found.sort_by(|a, b| {
        b.weight
            .abs()
            .total_cmp(&a.weight.abs())
            .then_with(|| a.feature.cmp(&b.feature))
    });
    found
}

fn says(name: &str, act: &Act, answer: &Act, x: f64) -> String {
    let measure = |a: &Act| a.measure.map_or("act", |m| m.as_str()).replace('_', " ");
    let text = match name {
        "any" => "any earlier act of the other side, before anything is known of it",
        "order" => {
            return format!(
                "chance that the act came first, by the dates: {:.0} %",
                x.exp() * 100.0
            );
        }
        "delay" | "delay_over_week" => {
            let Days { low, high } = Days::between(act, answer);
            return if low == high {
                format!("{low} days later")
            } else {
                format!("{low} to {high} days later")
            };
        }
        "vague_dates" => "the dates leave more than three days open",
        "same_measure" => return format!("the same measure, {}", measure(act)),
        "leads" => "the chief act of its day, or the one of the same measure",
        "equal_count" => "the same number",
        "larger" => return format!("{:.1} times as many", x.exp()),
        "smaller" => return format!("{:.1} times as few", x.exp()),
        "other_act_between" => "the other side acted again before the answer",
        "answered_before" => "the answering side had acted since, which may have been the answer",
        "follows_other_side" => "the answering side had acted in the sixty days before the act",
        "answer_in_wave" => "the answer is one of several states' acts against the same state",
        "act_in_wave" => "the act is one of several states' acts against the same state",
        "act_in_burst" => "the act is one of several by the same state against many",
        "act_on_own" => "the act concerned its actor's own people or posts",
        "answer_on_own" => "the answer concerns its actor's own people or posts",
        "act_severs" => "the act broke off relations",
        "cooperative" => "both acts are cooperative",
        "same_rank" => "the same rank or kind of people or posts",
        "act_on_staff" => "the act cut or capped staff",
        "act_is_answer" => {
            return format!("the act looks like an answer itself: {:.0} %", x * 100.0);
        }
        "answerer_habit" => {
            return format!(
                "{:.0} % of the answering state's acts look like answers",
                share(x)
            );
        }
        "actor_habit" => {
            return format!(
                "{:.0} % of the first state's acts look like answers",
                share(x)
            );
        }
        other => other,
    };
    text.to_owned()
}

/// Log-odds as percent.
fn share(x: f64) -> f64 {
    100.0 / (1.0 + (-x).exp())
}
