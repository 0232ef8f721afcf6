"""The label sets of the heads, in the order of the codebook. Index 0 is always "none"."""
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_CODEBOOK = tomllib.loads((ROOT / "data" / "codebook.toml").read_text(encoding="utf-8"))

TYPES = [t["code"] for t in _CODEBOOK["type"]]
QUAD = {t["code"]: t["quad"] for t in _CODEBOOK["type"] if "quad" in t}
MODES_OF = {t["code"]: [m["code"] for m in t.get("mode", [])] for t in _CODEBOOK["type"]}
MODES = ["none"] + sorted({m for modes in MODES_OF.values() for m in modes})
MEASURES = ["none"] + [m["code"] for m in _CODEBOOK["measure"]]
STATUSES = ["actual", "future", "hypothetical", "negated"]
KINDS = ["none", "named", "adjective", "people", "agent", "pronoun", "place", "past", "unnamed", "source", "target"]

# Labels of a word piece: outside, the first piece of an act's words by type, a later piece of them.
OUTSIDE, INSIDE = 0, len(TYPES) + 1
PIECE_LABELS = ["outside"] + TYPES + ["inside"]

# What the rules say of a mention for an act.
RULE_ROLES = ["no act", "none", "actor", "recipient", "speaker", "place"]
# What the pair head says of a mention for an act.
PAIR_OUTPUTS = ["actor", "recipient", "actor words", "recipient words", "speaker words"]

TYPE_ID = {t: i + 1 for i, t in enumerate(TYPES)}
MODE_ID = {m: i for i, m in enumerate(MODES)}
MEASURE_ID = {m: i for i, m in enumerate(MEASURES)}
STATUS_ID = {s: i for i, s in enumerate(STATUSES)}
KIND_ID = {k: i for i, k in enumerate(KINDS)}
