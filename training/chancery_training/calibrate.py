"""Thresholds and calibration, both on the tuning items."""
from collections import Counter, defaultdict

import numpy as np
from sklearn.isotonic import IsotonicRegression

from . import score
from .decode import decide, keys

POINTS = 16


def thresholds(items, windows, predictions):
    """The act and party thresholds with the best F1 of type and parties."""
    grid = [(t, c) for t in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6) for c in (0.4, 0.45, 0.5, 0.55)]
    return max(grid, key=lambda g: score.score(items, windows, predictions, *g)["dyad"])


def outcomes(items, windows, predictions, threshold, party):
    """(the model's own probability, whether type and parties were right) of each record."""
    coded = defaultdict(list)
    for window, predicted in zip(windows, predictions):
        for p in decide(predicted, threshold, party):
            coded[window.document].append((whole(p), keys(window, p.act)[1]))
    pairs = []
    for sid, records in coded.items():
        left = Counter(score.gold_keys(e)[1] for e in items[sid].get("events", []))
        for raw, key in sorted(records, key=lambda r: -r[0]):
            right = left[key] > 0
            left[key] -= right
            pairs.append((raw, right))
    return pairs


def whole(p):
    """Probability of type and just these parties, as the program computes it."""
    product = p.p_act * p.p_type
    for probabilities, chosen in ((p.p_actor, p.act.actors), (p.p_recipient, p.act.recipients)):
        for slot, value in enumerate(probabilities):
            if not np.isnan(value) and (slot or p.unknown):
                product *= value if slot in chosen else 1 - value
    return float(product)


def isotonic(pairs):
    """A rising line of at most `POINTS` points through (probability, right) pairs."""
    raw, right = np.array([p[0] for p in pairs]), np.array([float(p[1]) for p in pairs])
    fit = IsotonicRegression(out_of_bounds="clip").fit(raw, right)
    # Means of equal shares of the records: isotonic steps are too sharp for so few.
    order = np.argsort(raw)
    groups = np.array_split(order, POINTS)
    x = [float(raw[g].mean()) for g in groups]
    y = IsotonicRegression().fit_transform(x, [float(fit.predict(raw[g]).mean()) for g in groups])
    return {"raw": [round(v, 5) for v in x], "share": [round(float(v), 4) for v in y]}


def events(items, windows, predictions, threshold, party):
    """Calibration of the records' confidence."""
    return isotonic(outcomes(items, windows, predictions, threshold, party))


def relations(saved):
    """Calibration of the relation head on the tuning pairs; the identity where there were none."""
    pairs = saved.get("relation_outcomes")
    return isotonic(pairs) if pairs else {"raw": [0.0, 1.0], "share": [0.0, 1.0]}
