//! From chances to links: one for each answer, the surest first, and no circle.

use super::index::Index;
use super::passes::Table;
use super::{Days, Link, LinkOptions, Ratio, Reason, words};
use std::collections::HashMap;

/// Stated links, then links by fit where nothing is stated: of each act the likeliest candidate, if it is
/// likelier than not (by `least_chance`) that the act answers anything. The surest are taken first; one that
/// would close a circle is left out.
pub(super) fn decide(
    index: &Index<'_>,
    options: &LinkOptions,
    stated: Vec<Link>,
    answering: &[Option<usize>],
    table: &Table,
) -> Vec<Link> {
    let mut links = stated;
    if options.fitted {
        let picked = pick(index, options.least_chance, answering, table);
        links.extend(
            picked
                .into_iter()
                .map(|(b, at)| fitted(index, options, b, &table[b][at])),
        );
    }
    let day: HashMap<&str, jiff::civil::Date> = index
        .nodes
        .iter()
        .map(|n| (n.act.id.as_str(), n.act.first))
        .collect();
    links.sort_by(|a, b| {
        let key = |l: &Link| {
            (
                day.get(l.answer.as_str()).copied(),
                l.answer.clone(),
                l.answered.clone(),
            )
        };
        key(a).cmp(&key(b))
    });
    links
}

/// The pairs chosen: number of the answer, place of the candidate in its row.
pub(super) fn pick(
    index: &Index<'_>,
    least: f64,
    answering: &[Option<usize>],
    table: &Table,
) -> Vec<(usize, usize)> {
    let mut wanted: Vec<(usize, usize)> = (0..index.nodes.len())
        .filter(|&b| answering[b].is_none())
        .filter(|&b| table[b].iter().map(|c| c.chance).sum::<f64>() > least)
        .filter_map(|b| {
            // Of equals the latest act comes first in the row, and stays.
            let best = (0..table[b].len()).reduce(|x, y| {
                if table[b][y].chance > table[b][x].chance {
                    y
                } else {
                    x
                }
            })?;
            Some((b, best))
        })
        .collect();
    let chance = |(b, at): (usize, usize)| table[b][at].chance;
    wanted.sort_by(|&x, &y| chance(y).total_cmp(&chance(x)).then(x.0.cmp(&y.0)));
    let mut up: Vec<Option<usize>> = answering
        .iter()
        .map(|a| a.filter(|&a| a != usize::MAX))
        .collect();
    wanted.retain(|&(b, at)| {
        let act = table[b][at].act;
        let mut seen = 0;
        let mut next = Some(act);
        while let Some(n) = next {
            if n == b || seen > index.nodes.len() {
                return false;
            }
            seen += 1;
            next = up[n];
        }
        up[b] = Some(act);
        true
    });
    wanted.sort_unstable();
    wanted
}

fn fitted(
    index: &Index<'_>,
    options: &LinkOptions,
    b: usize,
    c: &super::passes::Candidate,
) -> Link {
    let (act, answer) = (index.nodes[c.act].act, index.nodes[b].act);
    Link {
        answer: answer.id.clone(),
        answered: act.id.clone(),
        delay: Days::between(act, answer),
        ratio: Ratio::between(act, answer),
        reason: Reason::Fit {
            chance: c.chance,
            score: c.score,
            evidence: words::evidence(act, answer, &c.features, &options.model),
        },
    }
}
