"""The scorer's F1 at four levels (as `../shared/tools/score_events.py`), over windows, with every gold act of the items."""
from collections import Counter, defaultdict

from .decode import decide, keys
from .labels import STATUSES

LEVELS = ["type", "dyad", "status", "full"]


def gold_keys(event):
    """A gold event of an item as the scorer compares it."""
    name = lambda parties: tuple(sorted({p[1] or "" for p in parties or []}))
    dyad = (event["e"], name(event.get("a")), name(event.get("r")))
    status = (*dyad, event.get("st") or "actual")
    return event["e"], dyad, status, (*status, event.get("m") or "none", event.get("me") or "none")


def score(items, windows, predictions, threshold=0.4, country=0.5):
    """F1 by level and other shares. `items` by sid; `predictions` from `decode.predict`, a list a window."""
    coded = defaultdict(list)
    for window, predicted in zip(windows, predictions):
        coded[window.document] += [keys(window, p.act) for p in decide(predicted, threshold, country)]
    out = {}
    n_gold = sum(len(i.get("events", [])) for i in items.values())
    n_coded = sum(map(len, coded.values()))
    right = Counter()
    diplomatic = Counter()
    status = Counter()
    for sid, item in items.items():
        gold = [gold_keys(e) for e in item.get("events", [])]
        for level, name in enumerate(LEVELS):
            right[name] += sum((Counter(g[level] for g in gold) & Counter(c[level] for c in coded[sid])).values())
        g = Counter(k[1] for k, e in zip(gold, item.get("events", [])) if e.get("me"))
        c = Counter(k[1] for k in coded[sid] if k[3][-1] != "none")
        diplomatic["gold"] += sum(g.values())
        diplomatic["coded"] += sum(c.values())
        diplomatic["right"] += sum((g & c).values())
        left = list(coded[sid])
        for k in gold:
            match = next((x for x in left if x[1] == k[1]), None)
            if match:
                left.remove(match)
                if k[2][-1] != "actual":
                    status["all"] += 1
                    status["right"] += k[2][-1] == match[2][-1]
    for name in LEVELS:
        out[name] = f1(right[name], n_coded, n_gold)
    out["diplomatic"] = f1(diplomatic["right"], diplomatic["coded"], diplomatic["gold"])
    out["other status"] = status["right"] / max(1, status["all"])
    out["coded"], out["gold"] = n_coded, n_gold
    return out


def f1(right, coded, gold):
    """F1 of counts."""
    return 2 * right / (coded + gold) if coded + gold else 0.0


def line(result):
    """One line of a result."""
    return "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in result.items())
