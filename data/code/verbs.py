#!/usr/bin/env python3
"""verbs.py TREEBANK.conllu.gz > verbs.tsv

Word forms that are verbs in at least four of five uses in the treebank, and as which form."""
import collections
import gzip
import sys

FORMS = {"VB": "base", "VBP": "base", "VBZ": "third", "VBD": "past", "VBN": "participle", "VBG": "gerund"}
verb, total, tags = collections.Counter(), collections.Counter(), collections.defaultdict(set)
for line in gzip.open(sys.argv[1], "rt", encoding="utf-8"):
    cells = line.rstrip("\n").split("\t")
    if len(cells) < 10 or "-" in cells[0] or not cells[1].isalpha():
        continue
    word = cells[1].lower()
    total[word] += 1
    if cells[3] == "VERB":
        verb[word] += 1
        if cells[4] in FORMS:
            tags[word].add(FORMS[cells[4]])
print("# Word forms that are verbs in at least four of five uses, and as which form: counted in the train part of the")
print("# English Web Treebank (Universal Dependencies, CC BY-SA 4.0); a word list, no text. Made by data/code/verbs.py.")
for word in sorted(verb):
    if verb[word] / total[word] >= 0.8 and len(word) > 2 and tags[word]:
        print(word, ",".join(sorted(tags[word])), sep="\t")
