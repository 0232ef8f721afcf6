"""Makes hawkes.json: log-likelihoods by tick and by the plain double sum, for tests/hawkes_reference.rs.

pip install tick==0.8.0.2 matplotlib scikit-learn dill numpydoc; python3 crates/relate/tests/reference/hawkes.py
tick knows one decay for all; processes with a decay for each dimension are compared with the double sum.
"""
import json, pathlib
import numpy as np
from tick.hawkes import ModelHawkesExpKernLogLik

def plain(times, horizon, mu, alpha, beta):
    """The definition, O(n^2): sum of log intensities less their integrals."""
    total = 0.0
    for i, mine in enumerate(times):
        b = beta[i] if len(beta) > 1 else beta[0]
        rate = np.full(len(mine), mu[i])
        total -= mu[i] * horizon
        for j, other in enumerate(times):
            gap = mine[:, None] - other[None, :]
            rate += alpha[i][j] * b * np.where(gap > 0, np.exp(-b * np.maximum(gap, 0)), 0).sum(1)
            total -= alpha[i][j] * (1 - np.exp(-b * (horizon - other))).sum()
        total += np.log(rate).sum()
    return float(total)

def by_tick(times, horizon, mu, alpha, beta):
    model = ModelHawkesExpKernLogLik(beta[0])
    model.fit([np.ascontiguousarray(t) for t in times], end_times=horizon)
    coeffs = np.concatenate([mu, np.ravel(alpha)])
    # tick gives the negative log-likelihood per event, and the integral of (rate - 1) in place of that of the rate.
    return float(-model.loss(coeffs) * model.n_jumps - horizon * len(mu))

cases = []
for name, seed, k, n, horizon, beta in [("two, common", 1, 2, 300, 400.0, [0.7]), ("three, common", 2, 3, 200, 150.0, [2.5]),
                                        ("one", 3, 1, 250, 90.0, [1.3]), ("two, own decays", 4, 2, 200, 300.0, [0.4, 3.0]),
                                        ("two, ties", 5, 2, 150, 200.0, [0.9])]:
    rng = np.random.default_rng(seed)
    times = [np.unique(np.round(rng.uniform(0, horizon, n), 0 if "ties" in name else 5)) for _ in range(k)]
    points = []
    for _ in range(3):
        mu = rng.uniform(0.1, 1.0, k); alpha = rng.uniform(0.0, 0.5, (k, k))
        point = dict(mu=mu.tolist(), alpha=alpha.tolist(), beta=beta, plain=plain(times, horizon, mu, alpha, beta))
        if len(beta) == 1 and "ties" not in name:
            point["tick"] = by_tick(times, horizon, mu, alpha, beta)
            print(name, point["tick"], point["plain"], point["tick"] / point["plain"] - 1)
        points.append(point)
    cases.append(dict(name=name, times=[t.tolist() for t in times], horizon=horizon, points=points))
out = pathlib.Path(__file__).with_name("hawkes.json")
out.write_text(json.dumps(dict(made_by="tick 0.8.0.2 and numpy", cases=cases)) + "\n")
print(out, out.stat().st_size)
