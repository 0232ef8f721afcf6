"""Times our log-likelihood and tick's on the same 100,000 events in one run, and prints the ratios.

pip install tick==0.8.0.2 matplotlib scikit-learn dill numpydoc hawkesbook
python3 crates/relate/tests/reference/hawkes_speed.py      (from the repository; builds our example first)

Best of 20 runs each; one thread. tick keeps its sums over the events from one call to the next while the
decay stays, so both its first call (sums and loss, what a fit of the decay needs at every step) and a later
one (loss alone) are told. A pure-Python loop of the same recursion is the third. tick does not fit the decay, so the whole fit is that of scipy's L-BFGS-B
on the logarithms over tick's loss and gradient, with the slope in the decay by a difference, from one start;
ours is from three starts, with standard errors.
"""
import json, math, os, subprocess, sys, tempfile, time
os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
from scipy.optimize import minimize
from tick.hawkes import ModelHawkesExpKernLogLik

def best(run, times=20):
    out = math.inf
    for _ in range(times):
        start = time.perf_counter(); run(); out = min(out, time.perf_counter() - start)
    return out

def plain(events, horizon, mu, alpha, beta):
    total, clock, r, n = -horizon * sum(mu), 0.0, [0.0, 0.0], [0, 0]
    for t, i in events:
        fade = math.exp(-beta * (t - clock)); clock = t
        r = [r[0] * fade, r[1] * fade]
        total += math.log(mu[i] + beta * (alpha[i][0] * r[0] + alpha[i][1] * r[1]))
        r[i] += 1.0; n[i] += 1
    fade = math.exp(-beta * (horizon - clock))
    return total - sum(alpha[i][j] * (n[j] - r[j] * fade) for i in (0, 1) for j in (0, 1))

with tempfile.NamedTemporaryFile(suffix=".txt") as file:
    count = sys.argv[1] if len(sys.argv) > 1 else "100000"
    ours = json.loads(subprocess.run(["cargo", "run", "-q", "--profile", "quick", "-p", "chancery-relate", "--example",
                                      "hawkes_speed", "--", count, file.name], check=True, capture_output=True).stdout)
    rows = np.loadtxt(file.name)
horizon, beta, mu, alpha = ours["horizon"], 1.5, [0.3, 0.2], [[0.2, 0.4], [0.3, 0.1]]
times = [np.ascontiguousarray(rows[rows[:, 1] == i, 0]) for i in (0, 1)]
coeffs = np.concatenate([mu, np.ravel(alpha)])

def fresh():
    model = ModelHawkesExpKernLogLik(beta)
    model.fit(times, end_times=horizon)
    return model, model.loss(coeffs)
model, loss = fresh()
value = -loss * model.n_jumps - 2 * horizon
events = [(float(t), int(i)) for t, i in rows]
print(f"events {ours['events']}; log-likelihood ours {ours['log_likelihood']:.6f}, tick {value:.6f}, "
      f"relative difference {abs(value / ours['log_likelihood'] - 1):.1e}")
print(f"ours: log-likelihood {ours['seconds_log_likelihood'] * 1e3:.2f} ms, gradient {ours['seconds_gradient'] * 1e3:.2f} ms, "
      f"whole fit {ours['seconds_fit']:.2f} s")
for name, theirs, own in [("tick, new decay: log-likelihood", best(fresh), "seconds_log_likelihood"),
                          ("tick, same decay: log-likelihood", best(lambda: model.loss(coeffs * (1 + 1e-9 * np.random.rand()))), "seconds_log_likelihood"),
                          ("tick, same decay: gradient (without beta)", best(lambda: model.grad(coeffs * (1 + 1e-9 * np.random.rand()))), "seconds_gradient"),
                          ("Python loop: log-likelihood", best(lambda: plain(events, horizon, mu, alpha, beta), 3), "seconds_log_likelihood")]:
    print(f"{name} {theirs * 1e3:.2f} ms; ratio {theirs / ours[own]:.1f}")

calls = 0
def objective(logs):
    global calls
    calls += 1
    x = np.exp(logs); out = np.empty(6); losses = []
    for decay in (x[6], x[6] * (1 + 1e-6)):
        one = ModelHawkesExpKernLogLik(decay)
        one.fit(times, end_times=horizon)
        losses.append(one.loss(x[:6]))
        if len(losses) == 1:
            out = one.grad(x[:6])
    return losses[0], np.append(out * x[:6], (losses[1] - losses[0]) / 1e-6)
rate = len(rows) / horizon
start = time.perf_counter()
found = minimize(objective, np.log([0.5 * len(t) / horizon for t in times] + [0.2] * 4 + [rate]), jac=True, method="L-BFGS-B",
                 options=dict(ftol=1e-13, gtol=1e-7))
seconds = time.perf_counter() - start
print(f"tick with scipy: whole fit {seconds:.2f} s in {calls} calls, log-likelihood {-found.fun * model.n_jumps - 2 * horizon:.4f} "
      f"(ours {ours['fit_log_likelihood']:.4f}); ratio {seconds / ours['seconds_fit']:.1f}")
