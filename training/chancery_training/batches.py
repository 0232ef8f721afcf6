"""Windows to padded tensors, and gold or predicted acts to the inputs of the act and pair heads."""
import random

import torch

from .labels import KIND_ID, TYPES
from .model import distance
from .windows import SLOTS


def batches(windows, size, seed=None):
    """Batches of about `size` windows of like length, shuffled where a seed is given."""
    order = list(range(len(windows)))
    if seed is not None:
        rng = random.Random(seed)
        order.sort(key=lambda i: len(windows[i].ids) + rng.random() * 12)
    else:
        order.sort(key=lambda i: len(windows[i].ids))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    if seed is not None:
        rng.shuffle(groups)
    for group in groups:
        yield [windows[i] for i in group]


GUESSED = {KIND_ID["agent"], KIND_ID["pronoun"]}  # mentions whose country the rules resolved, if they have one


def tensors(group, drop=0.0, rng=random):
    """ids, kinds, slots, rules and labels of a group, [windows, pieces].

    `drop` is the chance that what the rules say of a window is hidden: acts, roles, and the countries that they
    gave to nouns and pronouns. It may be a function of the window.
    """
    longest = max(len(w.ids) for w in group)
    names = {"ids": 0, "kinds": 0, "slots": 0, "rules": 0, "labels": -100}
    out = {n: torch.full((len(group), longest), fill, dtype=torch.long) for n, fill in names.items()}
    for i, w in enumerate(group):
        for name in names:
            values = getattr(w, name)
            out[name][i, : len(values)] = torch.tensor(values)
        w.hidden = rng.random() < (drop(w) if callable(drop) else drop)
        if w.hidden:
            out["rules"][i] = 0
            for first, end, kind, _, _ in w.mentions:
                if kind in GUESSED:
                    out["slots"][i, first:end] = 0
    return out


def rule_act(window, piece):
    """The rules' act whose words cover a piece."""
    if getattr(window, "hidden", False):
        return None
    return next((a for a in window.rule_acts if a["pieces"][0] <= piece < a["pieces"][1]), None)


def pair_tensors(group, acts):
    """Everything that the heads read beside the projections. `acts` are (number in the group, Act)."""
    most = max((len(group[w].mentions) for w, _ in acts), default=1)
    longest = max(len(w.ids) for w in group)
    n = len(acts)
    long = dict(dtype=torch.long)
    out = {
        "window": torch.tensor([w for w, _ in acts], **long),
        "piece": torch.tensor([a.piece for _, a in acts], **long),
        "type": torch.tensor([a.type for _, a in acts], **long),
        "rule": torch.zeros(n, 3, **long),
        "marker": torch.zeros(n, longest, **long),
        "roles": torch.zeros(n, longest, **long),
        "countries": torch.zeros(n, longest, **long),
        "kind": torch.zeros(n, most, **long),
        "role": torch.zeros(n, most, **long),
        "country": torch.zeros(n, most, **long),
        "distance": torch.zeros(n, most, **long),
        "slot": torch.full((n, most), -1, **long),
        "first": torch.zeros(n, most, **long),
        "last": torch.ones(n, most, **long),
    }
    for i, (w, act) in enumerate(acts):
        window = group[w]
        rule = rule_act(window, act.piece)
        actors = recipients = set()
        if rule:
            out["rule"][i] = torch.tensor([rule["mode"], rule["measure"], rule["status"] + 1])
            slot_of = lambda role: {window.mentions[m][3] for m, r in rule["roles"].items() if r == role}
            actors = slot_of(2) | rule["slots_past_actors"]
            recipients = slot_of(3) | rule["slots_past_recipients"]
        sentence = window.offsets[act.piece][0]
        out["marker"][i, act.piece : act.end] = 1
        for m, (first, end, kind, slot, where) in enumerate(window.mentions):
            if getattr(window, "hidden", False) and kind in GUESSED:
                slot = 0
            out["kind"][i, m] = kind
            out["slot"][i, m] = slot
            out["first"][i, m], out["last"][i, m] = first, end
            out["role"][i, m] = rule["roles"].get(m, 1) if rule else 0
            out["country"][i, m] = (slot in actors) + 2 * (slot in recipients) if slot else 0
            out["distance"][i, m] = distance(act.piece, first, sentence, where)
            if kind < KIND_ID["past"]:
                out["roles"][i, first:end] = out["role"][i, m]
                out["countries"][i, first:end] = out["country"][i, m]
    return out


def mention_means(projected, t):
    """Mean projection of each mention's pieces: [acts, mentions, width] from [acts, pieces, width]."""
    sums = torch.cumsum(projected.float(), 1)
    sums = torch.cat([torch.zeros_like(sums[:, :1]), sums], 1)
    w = torch.arange(len(projected))[:, None]
    first = t["first"].clamp(max=sums.shape[1] - 2)
    last = torch.maximum(t["last"].clamp(max=sums.shape[1] - 1), first + 1)
    means = (sums[w, last] - sums[w, first]) / (last - first)[..., None]
    # A pseudo-mention has no words of its own.
    return means * (t["kind"] < KIND_ID["past"])[..., None]


def by_slot(scores, slots):
    """Log-sum-exp of the mentions' scores for each country slot, [acts, SLOTS]; very low where a slot has no mention."""
    out = []
    for slot in range(SLOTS):
        masked = scores.masked_fill(slots != slot, -1e4)
        out.append(torch.logsumexp(masked, -1))
    return torch.stack(out, -1)
