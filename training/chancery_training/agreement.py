"""How far two independent passes over the same items agree, by the scorer's counting.

    python -m chancery_training.agreement training/data/second-pass.jsonl training/data/{conflict,cooperation,diplomatic,roles,status}.jsonl

The first file is the second pass; its items are looked up in the others. Neither is the truth: F1 is the same both ways.
"""
import sys
from collections import Counter

from .score import LEVELS, f1, gold_keys
from .windows import load_items


def agreement(one, other):
    """F1 by level over the items of both."""
    shared = sorted(one.keys() & other.keys())
    out = {}
    for level, name in enumerate(LEVELS):
        bags = [[Counter(gold_keys(e)[level] for e in items[sid]["events"]) for sid in shared] for items in (one, other)]
        both = sum(sum((a & b).values()) for a, b in zip(*bags))
        out[name] = f1(both, *(sum(sum(bag.values()) for bag in side) for side in bags))
    return len(shared), out


def main():
    count, result = agreement(load_items(sys.argv[1:2]), load_items(sys.argv[2:]))
    print(f"{count} items: " + "  ".join(f"{k} {v:.3f}" for k, v in result.items()))


if __name__ == "__main__":
    main()
