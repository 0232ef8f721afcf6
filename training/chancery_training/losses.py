"""The training loss of a batch: pieces, attributes and pairs."""
import torch
from torch.nn import functional as F

from .batches import by_slot, mention_means, pair_tensors
from .windows import SLOTS

WEIGHTS = {"piece": 1.0, "mode": 0.25, "measure": 0.25, "status": 0.3, "historical": 0.1, "country": 1.5, "words": 0.3}


def forward(reader, batch):
    """States, piece logits and relation projections of a batch of `tensors`."""
    return reader.encoder(batch["ids"], batch["kinds"], batch["slots"], batch["rules"])


def act_outputs(reader, hidden, batch, t):
    """Attribute logits and pair scores of acts, by `pair_tensors`; `hidden` are the encoder's states."""
    there = (batch["ids"] != 0).long()
    act, mention = reader.roles(
        hidden[t["window"]], there[t["window"]], t["marker"], t["type"], t["roles"], t["countries"], t["rule"]
    )
    act = act[torch.arange(len(act)), t["piece"]].float()
    pairs = reader.heads.pairs(act, mention_means(mention, t), t["kind"], t["role"], t["country"], t["distance"])
    return reader.heads.acts(act), pairs


def loss(reader, group, batch, weight=None):
    """Weighted sum of all parts and each part's value. `weight` is one number a window."""
    hidden, logits, _ = forward(reader, batch)
    logits = logits.float()
    piece = F.cross_entropy(logits.flatten(0, 1), batch["labels"].flatten(), ignore_index=-100, reduction="none", label_smoothing=0.02)
    piece = piece.view(logits.shape[:2])
    if weight is not None:
        piece = piece * weight[:, None]
    parts = {"piece": piece.sum() / len(group)}
    acts = [(w, act) for w, window in enumerate(group) for act in window.acts]
    if acts:
        t = pair_tensors(group, acts)
        (mode, measure, status, historical), pairs = act_outputs(reader, hidden, batch, t)
        w = torch.ones(len(acts)) if weight is None else weight[t["window"]]
        w = w / len(group)
        target = lambda name: torch.tensor([getattr(a, name) for _, a in acts])
        parts["mode"] = (F.cross_entropy(mode, target("mode"), reduction="none") * w).sum()
        parts["measure"] = (F.cross_entropy(measure, target("measure"), reduction="none") * w).sum()
        parts["status"] = (F.cross_entropy(status, target("status"), reduction="none", label_smoothing=0.02) * w).sum()
        old = target("historical").float()
        parts["historical"] = (F.binary_cross_entropy_with_logits(historical[:, 0], old.clamp(min=0), reduction="none") * w).sum()
        country = 0.0
        for output, name in ((0, "actors"), (1, "recipients")):
            score = by_slot(pairs[..., output], t["slot"])
            gold = torch.zeros(len(acts), SLOTS)
            known = torch.ones(len(acts))
            for i, (_, act) in enumerate(acts):
                for slot in getattr(act, name):
                    if slot >= 0:
                        gold[i, slot] = 1
                    else:
                        known[i] = 0
            there = score > -5e3
            each = F.binary_cross_entropy_with_logits(score, gold, reduction="none")
            country = country + ((each * there).sum(-1) * w * known).sum()
        parts["country"] = country
        words = 0.0
        present = t["slot"] >= 0
        for output, name in ((2, "actor_words"), (3, "recipient_words"), (4, "speaker_words")):
            gold = torch.zeros(pairs.shape[:2])
            for i, (_, act) in enumerate(acts):
                for m in getattr(act, name):
                    gold[i, m] = 1
            each = F.binary_cross_entropy_with_logits(pairs[..., output], gold, reduction="none")
            words = words + ((each * present).sum(-1) * w).sum()
        parts["words"] = words
    total = sum(WEIGHTS[name] * value for name, value in parts.items())
    return total, {name: float(value.detach()) for name, value in parts.items()}
