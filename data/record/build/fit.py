#!/usr/bin/env python3
"""Fits the weights of merging on pairs of claims of the tuning clusters.

    cargo run --release -p chancery-record --example merge_pairs -- RECORD data/eval/clusters_tune.jsonl > pairs.tsv
    python3 data/record/build/fit.py pairs.tsv > data/record/merge.toml

A logistic regression whose weights are drawn to those of PRIOR, set by hand, and cannot turn their sign: some hundred
pairs of like acts are few, and all of them are hard ones, so that what tells easy pairs apart must come from elsewhere.
Needs numpy and scipy.
"""
import sys

import numpy as np
from scipy.optimize import minimize

PRIOR = dict(
    same_type=1.0, same_mode=0.3, other_mode=-0.5, same_measure=1.0, one_measure=-0.3, actor_same=0.5, actor_overlap=0.2,
    recipient_same=0.5, recipient_overlap=0.2, commonness=-0.4, same_name=0.5, other_name=-0.5, date_gap=-0.3, same_day=0.5,
    report_gap=-0.3, cosine=4.0, rare=0.3, same_trigger=0.5, quantity_equal=0.7, quantity_apart=-0.7, place_same=0.7,
    place_apart=-1.0, same_report=0.0, status_other=-0.7, historical=-0.3, width=-0.7,
)
BIAS = -3.0

HEAD = """# What speaks for two claims being one act, and how much: weights of a logistic regression, fitted by
# data/record/build/fit.py on the pairs of the tuning clusters (data/eval/clusters_tune.jsonl).
# docs/record-store.md explains each term.

# Least score that joins two claims.
threshold = {threshold}
# Days by which the dates of one act may differ, where texts give both, and where one is only its report's.
days_said = {said}
days_reported = {reported}
"""


def fit(x, y, prior, strength):
    """Weights that minimise the loss plus strength times the squared distance from the prior, signs kept."""
    bounds = [(None, None)] + [(0, None) if w > 0 else (None, 0) if w < 0 else (0, 0) for w in prior[1:]]

    def loss(w):
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        value = np.sum(np.logaddexp(0, z) - y * z) + strength * np.sum((w - prior) ** 2)
        return value, x.T @ (p - y) + 2 * strength * (w - prior)

    return minimize(loss, prior, jac=True, bounds=bounds, method="L-BFGS-B").x


def main(path, strength="10", threshold="0.5"):
    rows = [line.rstrip("\n").split("\t") for line in open(path)]
    names, rows = rows[0][4:], [r for r in rows[1:] if not r[3]]
    x = np.array([[1.0] + [float(v) for v in r[4:]] for r in rows])
    y = np.array([int(r[0]) for r in rows])
    prior = np.array([BIAS] + [PRIOR[name] for name in names])
    fold = np.array([int(r[1][:4], 16) % 10 for r in rows])
    for s in (1, 3, 10, 30, 100, 1e9):
        z = np.zeros(len(y))
        for k in range(10):
            z[fold == k] = x[fold == k] @ fit(x[fold != k], y[fold != k], prior, s)
        loss = np.mean(np.logaddexp(0, z) - y * z)
        got = z >= 0
        print(f"strength {s:g}: loss {loss:.4f}, precision {y[got].mean():.3f}, recall {got[y == 1].mean():.3f}", file=sys.stderr)
    w = fit(x, y, prior, float(strength))
    print(HEAD.format(threshold=threshold, said=1, reported=10), end="")
    print(f"bias = {w[0]:.3f}\n\n[weights]")
    for name, weight in zip(names, w[1:]):
        print(f"{name} = {weight:.3f}")


main(*sys.argv[1:])
