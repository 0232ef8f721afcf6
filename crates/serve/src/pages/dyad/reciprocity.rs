//! The fits of two states: an autoregression of their scores, and mutual excitation of their conflict.

use super::range::Range;
use super::{exchange, pair};
use crate::chart;
use crate::http::{Ask, Fault, Reply, in_order};
use crate::pages::Base;
use askama::Template;
use chancery_relate::reciprocity::{
    Autoregression, Excitation, FitOptions, Part, Side, autoregression, excitation,
};
use chancery_relate::series::Bin;
use jiff::civil::Date;
use serde::Serialize;

#[derive(Serialize)]
struct View {
    first: String,
    second: String,
    since: Option<Date>,
    until: Option<Date>,
    answers: Vec<Side>,
    autoregression: Part<Autoregression>,
    excitation: Part<Excitation>,
}

#[derive(Template)]
#[template(path = "reciprocity.html")]
struct Page {
    base: Base,
    dyad: String,
    first_name: String,
    second_name: String,
    since: String,
    until: String,
    reading: Vec<String>,
    auto: Vec<String>,
    responses: String,
    excite: Vec<String>,
    /// Estimates of the exciting process: name, value, interval.
    estimates: Vec<(String, String, String)>,
}

pub(crate) fn reciprocity(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&["since", "until"])?;
    let (a, b) = pair(ask)?;
    let (since, until) = (ask.query.day("since")?, ask.query.day("until")?);
    in_order(since, until)?;
    let range = Range::new(ask, &a, &b, since, until);
    let (Some(from), Some(to)) = (range.since, range.until) else {
        return Err(Fault::missing(format!(
            "the record has nothing between {a} and {b} in this time"
        )));
    };
    let acts = range.acts();
    let answers = exchange::answers(ask, &range)?;
    let options = FitOptions {
        bin: Bin::Week,
        ..FitOptions::default()
    };
    let auto = autoregression(acts, (&a, &b), from, to, &options);
    let excite = excitation(acts, (&a, &b), from, to, options.level);
    match ask.shape.as_str() {
        "json" => Reply::json(&View {
            first: a,
            second: b,
            since: range.since,
            until: range.until,
            answers,
            autoregression: auto.into(),
            excitation: excite.into(),
        }),
        "html" => {
            let (first_name, second_name) =
                (ask.app.name(&a).to_owned(), ask.app.name(&b).to_owned());
            let names = [first_name.as_str(), second_name.as_str()];
            let (auto_words, responses) = match &auto {
                Ok(fit) => (auto_in_words(fit, names), impulse(fit, names)),
                Err(why) => (vec![format!("Not fitted: {why}.")], String::new()),
            };
            let (excite_words, estimates) = match &excite {
                Ok(fit) => (excitation_in_words(fit, names), estimates(fit, names)),
                Err(why) => (vec![format!("Not fitted: {why}.")], Vec::new()),
            };
            let title = format!("{first_name} and {second_name}: reciprocity");
            Reply::page(&Page {
                base: Base::new(ask, "record", title).shapes(ask, &["JSON"]),
                dyad: format!("/dyad/{a}/{b}{}", ask.query.href()),
                since: from.to_string(),
                until: to.to_string(),
                reading: answers
                    .iter()
                    .flat_map(|s| exchange::in_words(s, ask.app))
                    .collect(),
                auto: auto_words,
                responses,
                excite: excite_words,
                estimates,
                first_name,
                second_name,
            })
        }
        _ => ask.no_shape(),
    }
}

fn auto_in_words(fit: &Autoregression, [a, b]: [&str; 2]) -> Vec<String> {
    let mut out = vec![format!(
        "Fitted to {} weeks of scores of both directions, with {} lags (chosen by BIC).",
        fit.bins, fit.model.lags
    )];
    if fit.model.lags == 0 {
        out.push("No lag is worth its coefficients: what was done in one week does not help to foretell the next.".to_owned());
        return out;
    }
    if let Some([first, second]) = fit.granger {
        let helps = |p: f64| {
            if p < 0.05 {
                "helps"
            } else {
                "does not clearly help"
            }
        };
        out.push(format!(
            "What {b} did {} to foretell what {a} does (p = {first:.4}); what {a} did {} to foretell what {b} does (p = {second:.4}).",
            helps(first),
            helps(second)
        ));
    }
    for ((x, y), (sum, low, high)) in [(a, b), (b, a)].into_iter().zip(fit.cumulative) {
        let way = if low > 0.0 {
            "in kind"
        } else if high < 0.0 {
            "against"
        } else {
            "in no clear direction"
        };
        out.push(format!(
            "One standard deviation more of {y}'s friendliness moves {x}'s by {sum:+.2} in all over {} weeks ({low:+.2} to {high:+.2} at 95 %): {way}.",
            fit.horizon
        ));
    }
    out
}

fn impulse(fit: &Autoregression, [a, b]: [&str; 2]) -> String {
    use chancery_relate::var::BootstrapOptions;
    use chart::impulse::{Impulse, Panel, Step};
    if fit.model.lags == 0 {
        return String::new();
    }
    let horizon = fit.horizon;
    let options = BootstrapOptions {
        horizon,
        level: 0.95,
        seed: 1,
        draws: 200,
    };
    let (Ok(impulses), Ok(bands)) = (fit.model.impulses(horizon), fit.model.bands(&options)) else {
        return String::new();
    };
    let names = [a, b];
    let panels = [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(of, by)| Panel {
        title: format!("{} after {}", names[of], names[by]),
        steps: (0..=horizon)
            .map(|t| Step {
                low: bands.orthogonal[t][of][by].low,
                mid: impulses.orthogonal[t][of][by],
                high: bands.orthogonal[t][of][by].high,
            })
            .collect(),
    });
    chart::impulse::svg(&Impulse {
        id: "impulse".to_owned(),
        title: "Responses of scores to one standard deviation, with 95 % bands".to_owned(),
        step: "week".to_owned(),
        panels: panels.to_vec(),
        width: 960,
    })
}

fn named(name: &str, [a, b]: [&str; 2]) -> String {
    match name {
        "mu[0]" => format!("{a}, of its own, acts a day"),
        "mu[1]" => format!("{b}, of its own, acts a day"),
        "alpha[0][0]" => format!("acts of {a} brought about by each of {a}"),
        "alpha[0][1]" => format!("acts of {a} brought about by each of {b}"),
        "alpha[1][0]" => format!("acts of {b} brought about by each of {a}"),
        "alpha[1][1]" => format!("acts of {b} brought about by each of {b}"),
        "beta" => "decay a day".to_owned(),
        other => other.to_owned(),
    }
}

fn excitation_in_words(fit: &Excitation, [a, b]: [&str; 2]) -> Vec<String> {
    let radius = fit.fit.radius;
    let mut out = vec![
        format!(
            "Fitted to {} conflictual acts; log-likelihood {:.1}, without excitation {:.1}.",
            fit.fit.events, fit.fit.log_likelihood, fit.fit.poisson_log_likelihood
        ),
        format!(
            "In the end each act brings about {:.2} more on average (spectral radius {radius:.2}).",
            radius / (1.0 - radius).max(1e-9)
        ),
    ];
    for (name, p) in [a, b].into_iter().zip(&fit.goodness) {
        if let Some(p) = p {
            let fits = if *p < 0.05 {
                "do not follow"
            } else {
                "may well follow"
            };
            out.push(format!(
                "The times of {name}'s acts {fits} the fitted process (time rescaling, p = {p:.3})."
            ));
        }
    }
    out
}

fn estimates(fit: &Excitation, names: [&str; 2]) -> Vec<(String, String, String)> {
    (fit.fit.estimates.iter().zip(&fit.intervals))
        .map(|(estimate, interval)| {
            (
                named(&estimate.name, names),
                format!("{:.4}", estimate.value),
                interval.map_or("–".to_owned(), |(low, high)| {
                    format!("{low:.4} to {high:.4}")
                }),
            )
        })
        .collect()
}
