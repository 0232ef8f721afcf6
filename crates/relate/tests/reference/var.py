"""Makes var.json: vector autoregressions by statsmodels, for tests/var_reference.rs.

pip install statsmodels==0.15.0; python3 crates/relate/tests/reference/var.py
"""
import json, pathlib
import numpy as np, statsmodels
from statsmodels.tsa.api import VAR

def series(seed, n, k, scale):
    rng = np.random.default_rng(seed)
    a1 = rng.uniform(-0.3, 0.5, (k, k)); a2 = rng.uniform(-0.2, 0.2, (k, k))
    y = np.zeros((n + 50, k))
    for t in range(2, n + 50):
        u = rng.standard_t(6, k)
        u[-1] += 0.4 * u[0]
        y[t] = 0.3 + a1 @ y[t - 1] + a2 @ y[t - 2] + u
    return np.round(y[50:] * scale, 6)

cases = []
for name, seed, n, k, p, trend, scale, most in [
        ("two series", 1, 160, 2, 2, "c", 1.0, 8), ("no intercept", 2, 120, 2, 1, "n", 3.0, 6),
        ("three series", 3, 260, 3, 3, "c", 2.0, 5), ("four lags", 4, 90, 2, 4, "c", 10.0, 6)]:
    y = series(seed, n, k, scale)
    model = VAR(y); fit = model.fit(p, trend=trend); irf = fit.irf(10)
    select = model.select_order(most, trend=trend)
    granger = []
    for cause in range(k):
        for effect in range(k):
            if cause != effect:
                f = fit.test_causality(effect, cause, kind="f"); w = fit.test_causality(effect, cause, kind="wald")
                granger.append(dict(cause=cause, effect=effect, f=float(f.test_statistic), p_f=float(f.pvalue),
                                    wald=float(w.test_statistic), p_wald=float(w.pvalue)))
    best = model.fit(most, ic="aic", trend=trend)
    cases.append(dict(
        name=name, series=y.T.tolist(), lags=p, intercept=trend == "c", most=most,
        coefficients=fit.params.T.tolist(), standard_errors=fit.stderr.T.tolist(), t_values=fit.tvalues.T.tolist(),
        p_values=fit.pvalues.T.tolist(), sigma=fit.sigma_u.tolist(), log_likelihood=float(fit.llf),
        aic=float(fit.aic), bic=float(fit.bic), hq=float(fit.hqic),
        orders={key: [float(v) for v in select.ics[ic]] for key, ic in (("aic", "aic"), ("bic", "bic"), ("hq", "hqic"))},
        selected=dict(aic=int(select.aic), bic=int(select.bic), hq=int(select.hqic)), best_aic_lags=int(best.k_ar),
        granger=granger, plain=irf.irfs.tolist(), orthogonal=irf.orth_irfs.tolist(),
        cumulative=irf.orth_cum_effects.tolist(), modulus=float(1 / np.abs(fit.roots).min())))
out = pathlib.Path(__file__).with_name("var.json")
out.write_text(json.dumps(dict(made_by=f"statsmodels {statsmodels.__version__}", cases=cases)) + "\n")
print(out, out.stat().st_size)
