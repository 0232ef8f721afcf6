"""A second lesson for the encoder: who depends on whom (Universal Dependencies, English Web Treebank).

Who does what to whom is told by syntax; the treebank has far more of it than the coded sentences. The parser
heads (biaffine, Dozat and Manning 2017) are thrown away after pretraining.
"""
import gzip

import torch
from torch import nn
from torch.nn import functional as F

from .windows import open_tokenizer

WIDTH = 160


def sentences(path, tokenizer_path, longest=120):
    """(ids, first piece of each word, head word or -1 for the root, relation name) of each sentence."""
    tokenizer = open_tokenizer(tokenizer_path)
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    rows = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                rows.append((cells[1], int(cells[6]), cells[7]))
            elif not line.strip() and rows:
                encoding = tokenizer.encode([r[0] for r in rows], is_pretokenized=True, add_special_tokens=False)
                first = {}
                for n, word in enumerate(encoding.word_ids):
                    first.setdefault(word, n + 1)
                if len(first) == len(rows) and len(encoding.ids) <= longest:
                    yield [cls, *encoding.ids, sep], [first[n] for n in range(len(rows))], [h - 1 for _, h, _ in rows], [r for *_, r in rows]
                rows = []


class Parser(nn.Module):
    """Arcs and relations over the encoder's last layer."""

    def __init__(self, width, relations):
        super().__init__()
        self.dependent = nn.Linear(width, WIDTH)
        self.head = nn.Linear(width, WIDTH)
        self.arc = nn.Parameter(torch.randn(WIDTH, WIDTH) * 0.02)
        self.relation = nn.Linear(2 * WIDTH, relations)

    def loss(self, hidden, first, heads, relations):
        """`first`, `heads` (0 is the root, at [CLS]), `relations`: [sentences, words], -100 beyond the end."""
        b = torch.arange(len(hidden))[:, None]
        there = heads >= 0
        words = hidden[b, first]
        dependent = F.relu(self.dependent(words))
        head = F.relu(self.head(torch.cat([hidden[:, :1], words], 1)))
        arcs = dependent @ self.arc @ head.transpose(1, 2)
        absent = torch.cat([torch.ones_like(there[:, :1]), there], 1)[:, None, :].logical_not()
        arcs = arcs.float().masked_fill(absent, -1e4)
        arc_loss = F.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=-100)
        governor = head[b, heads.clamp(min=0)]
        labels = self.relation(torch.cat([dependent, governor], -1)).float()
        label_loss = F.cross_entropy(labels.flatten(0, 1), relations.flatten(), ignore_index=-100)
        right = ((arcs.argmax(-1) == heads) & there).sum() / there.sum()
        return arc_loss + label_loss, right


def batch(group, relation_ids):
    """Padded tensors of a group of sentences."""
    pieces, words = max(len(s[0]) for s in group), max(len(s[1]) for s in group)
    ids = torch.zeros(len(group), pieces, dtype=torch.long)
    first = torch.zeros(len(group), words, dtype=torch.long)
    heads = torch.full((len(group), words), -100)
    relations = torch.full((len(group), words), -100)
    for i, (a, f, h, r) in enumerate(group):
        ids[i, : len(a)] = torch.tensor(a)
        first[i, : len(f)] = torch.tensor(f)
        heads[i, : len(h)] = torch.tensor(h) + 1
        relations[i, : len(r)] = torch.tensor([relation_ids[x] for x in r])
    return ids, first, heads, relations
