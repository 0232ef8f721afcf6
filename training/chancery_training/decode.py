"""From outputs to acts, by the rules of the codebook that the labels must obey."""
from dataclasses import dataclass

import numpy as np
import torch

from .batches import by_slot, pair_tensors, tensors
from .labels import INSIDE, MEASURES, MODE_ID, MODES, MODES_OF, OUTSIDE, STATUSES, TYPES
from .losses import act_outputs, forward
from .windows import Act, word_end

# Modes that each type may have, as a mask; "none" always.
_ALLOWED = torch.zeros(len(TYPES) + 1, len(MODES), dtype=torch.bool)
_ALLOWED[:, 0] = True
for _i, _t in enumerate(TYPES, 1):
    for _m in MODES_OF[_t]:
        _ALLOWED[_i, MODE_ID[_m]] = True


@dataclass
class Predicted:
    """One predicted act with its probabilities."""

    act: Act
    p_act: float  # that an act begins here at all
    p_type: float  # of its type, given that one does
    p_status: np.ndarray
    p_mode: np.ndarray
    p_measure: np.ndarray
    p_historical: float
    p_actor: np.ndarray  # by slot; nan where no mention
    p_recipient: np.ndarray
    pairs: np.ndarray  # [mentions, outputs], probabilities
    unknown: bool  # whether a mention without a country stands in the window


def predict(reader, windows, floor=0.15, size=64):
    """Every act whose first piece has at least `floor` probability, for each window in order."""
    reader.eval()
    found = {id(w): [] for w in windows}
    with torch.inference_mode():
        order = sorted(windows, key=lambda w: len(w.ids))
        for start in range(0, len(order), size):
            group = order[start : start + size]
            batch = tensors(group)
            hidden, logits, _ = forward(reader, batch)
            p = torch.softmax(logits.float(), -1)
            begins = p[..., 1:INSIDE]
            any_act = begins.sum(-1)
            acts = []
            for w, window in enumerate(group):
                for piece in range(len(window.ids)):
                    if window.labels[piece] == -100 or any_act[w, piece] < floor:
                        continue
                    kind = int(begins[w, piece].argmax())
                    end = word_end(window, piece)
                    while end < len(window.ids) and window.labels[end] != -100 and p[w, end, INSIDE] > 0.5:
                        end = word_end(window, end)
                    acts.append((w, Act(piece, end, kind + 1)))
            if not acts:
                continue
            t = pair_tensors(group, acts)
            (mode, measure, status, historical), pairs = act_outputs(reader, hidden, batch, t)
            mode = mode.masked_fill(~_ALLOWED[t["type"]], -1e4)
            mode, measure, status = (torch.softmax(x, -1).numpy() for x in (mode, measure, status))
            historical = torch.sigmoid(historical[:, 0]).numpy()
            slots = []
            for output in (0, 1):
                score = by_slot(pairs[..., output], t["slot"])
                slots.append(torch.sigmoid(score).masked_fill(score < -5e3, float("nan")).numpy())
            pairs = torch.sigmoid(pairs).numpy()
            for i, (w, act) in enumerate(acts):
                total = float(any_act[w, act.piece])
                act.mode, act.measure, act.status = (int(x[i].argmax()) for x in (mode, measure, status))
                act.historical = int(historical[i] > 0.5)
                found[id(group[w])].append(
                    Predicted(act, total, float(begins[w, act.piece, act.type - 1]) / total, status[i], mode[i], measure[i],
                              float(historical[i]), slots[0][i], slots[1][i], pairs[i, : len(group[w].mentions)],
                              any(slot == 0 for _, _, _, slot, sentence in group[w].mentions if sentence >= 0))
                )
    return [found[id(w)] for w in windows]


def decide(predicted, threshold=0.4, country=0.5):
    """Puts the parties of each act above the threshold into its `actors` and `recipients`; gives those acts."""
    out = []
    for p in predicted:
        if p.p_act < threshold:
            continue
        p.act.actors = choose(p.p_actor, country, p.unknown)
        p.act.recipients = choose(p.p_recipient, country, p.unknown)
        out.append(p)
    return out


def choose(probabilities, threshold, unknown):
    """The slots above the threshold; where none is, but one of them is more likely than none, the best."""
    p = np.nan_to_num(probabilities)
    if not unknown:
        p = np.concatenate([[0.0], p[1:]])
    chosen = {int(s) for s in np.flatnonzero(p > threshold)}
    if not chosen and p.sum() > threshold:
        chosen = {int(p.argmax())}
    return chosen


def keys(window, act):
    """The act as the scorer compares it, at its four levels."""
    name = lambda slots: tuple(sorted(window.countries[s] or "" if s >= 0 else "?" for s in slots))
    type_ = TYPES[act.type - 1]
    dyad = (type_, name(act.actors), name(act.recipients))
    status = (*dyad, STATUSES[act.status])
    return type_, dyad, status, (*status, MODES[act.mode], MEASURES[act.measure])
