"""From windows as `model_inputs` prints them, and gold items, to numbers for the model."""
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field

from tokenizers import Tokenizer

from .labels import INSIDE, KIND_ID, MEASURE_ID, MODE_ID, OUTSIDE, STATUS_ID, TYPE_ID

LONGEST = 320  # word pieces of a window; what is beyond is cut
SLOTS = 16  # different countries of a window, slot 0 for none
MENTIONS = 40  # mentions of a window that the pair head looks at


@dataclass
class Act:
    """One act of a window: gold, or as predicted."""

    piece: int
    end: int
    type: int
    mode: int = 0
    measure: int = 0
    status: int = 0
    historical: int = -100
    actors: set = field(default_factory=set)  # slots; 0 is a party without a country
    recipients: set = field(default_factory=set)
    actor_words: set = field(default_factory=set)  # mentions
    recipient_words: set = field(default_factory=set)
    speaker_words: set = field(default_factory=set)


@dataclass
class Window:
    """One window as numbers. All lists but the last three run over word pieces."""

    document: str
    ids: list
    kinds: list
    slots: list
    rules: list
    labels: list
    offsets: list  # (sentence, word)
    mentions: list  # (first piece, end piece, kind, slot, sentence)
    countries: list  # country of each slot; None for slot 0
    acts: list
    rule_acts: list
    sentences: list
    mention_of: list = field(default_factory=list)  # (sentence, mention) of each mention, None for a pseudo-mention


def load_items(paths):
    """Reads gold items of several JSONL files, by sid."""
    items = {}
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    item = json.loads(line)
                    items[item["sid"]] = item
    return items


def open_tokenizer(path):
    """The tokenizer, which neither pads nor cuts."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def load_windows(path, items, tokenizer_path):
    """Reads windows and gives each its gold acts; items without a window come back as the second value."""
    tokenizer = open_tokenizer(tokenizer_path)
    raw = defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            window = json.loads(line)
            raw[window["document"]].append(window)
    windows = []
    for document, parts in raw.items():
        item = items.get(document)
        if item is None:
            continue
        made = [encode(part, tokenizer) for part in parts]
        place_gold(item, made)
        windows.extend(made)
    return windows, [sid for sid in items if sid not in raw]


def encode(raw, tokenizer):
    """Word pieces and features of one window."""
    sep, cls = tokenizer.token_to_id("[SEP]"), tokenizer.token_to_id("[CLS]")
    window = Window(raw["document"], [cls], [0], [0], [0], [-100], [(-1, 0)], [], [None], [], [], raw["sentences"])
    for number, sentence in enumerate(raw["sentences"]):
        context = number < raw["context"]
        words = [sentence["text"][a:b] for a, b in sentence["words"]]
        encoding = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        base = len(window.ids)
        of_word = encoding.word_ids
        window.ids += encoding.ids + [sep]
        window.offsets += [(number, word) for word in of_word] + [(number, -1)]
        # Only the first piece of a word can begin an act.
        starts = [n == 0 or of_word[n - 1] != word for n, word in enumerate(of_word)]
        window.labels += [OUTSIDE if first and not context else -100 for first in starts] + [-100]
        for name in ("kinds", "slots", "rules"):
            getattr(window, name).extend([0] * (len(of_word) + 1))

        def pieces(entry):
            inside = [i for i, word in enumerate(of_word) if entry["start"] <= word < entry["end"]]
            return (base + inside[0], base + inside[-1] + 1) if inside else None

        numbers = {}
        for n, mention in enumerate(sentence["mentions"]):
            at = pieces(mention)
            if at is None or at[1] > LONGEST or len(window.mentions) >= MENTIONS:
                continue
            slot = slot_of(window, mention["country"])
            kind = KIND_ID[mention["kind"]]
            numbers[n] = len(window.mentions)
            window.mentions.append((*at, kind, slot, number))
            window.mention_of.append((number, n))
            for piece in range(*at):
                window.kinds[piece], window.slots[piece] = kind, slot
        for hit in sentence["hits"]:
            at = pieces(hit)
            for piece in range(*at) if at else ():
                window.rules[piece] = TYPE_ID[hit["event"]] + 16
        for act in sentence["acts"]:
            at = pieces(act)
            if at is None:
                continue
            for piece in range(*at):
                window.rules[piece] = TYPE_ID[act["event"]]
            roles = {}
            for role, key in ((5, "place"), (4, "speakers"), (3, "recipients"), (2, "actors")):
                listed = act[key] if isinstance(act[key], list) else [act[key]] if act[key] is not None else []
                roles.update({numbers[m]: role for m in listed if m in numbers})
            window.rule_acts.append(
                {
                    "pieces": at,
                    "type": TYPE_ID[act["event"]],
                    "mode": MODE_ID.get(act["mode"] or "none", 0),
                    "measure": MEASURE_ID.get(act["measure"] or "none", 0),
                    "status": STATUS_ID[act["status"]],
                    "roles": roles,
                    "past_actors": act["past_actors"],
                    "past_recipients": act["past_recipients"],
                }
            )
    # States that only the rules know (of earlier sentences) and the party that nobody names.
    for act in window.rule_acts:
        for code in act["past_actors"] + act["past_recipients"]:
            if code not in window.countries and (slot := slot_of(window, code)):
                window.mentions.append((0, 1, KIND_ID["past"], slot, -1))
                window.mention_of.append(None)
        for key, role in (("past_recipients", 3), ("past_actors", 2)):
            slots = {window.countries.index(c) for c in act[key] if c in window.countries}
            act["slots_" + key] = slots
    window.mentions.append((0, 1, KIND_ID["unnamed"], 0, -1))
    window.mention_of.append(None)
    if len(window.ids) > LONGEST:
        for name in ("ids", "kinds", "slots", "rules", "labels", "offsets"):
            setattr(window, name, getattr(window, name)[:LONGEST])
        window.rule_acts = [a for a in window.rule_acts if a["pieces"][1] <= LONGEST]
    return window


def slot_of(window, country):
    """Slot of a country in the order of naming; 0 for none and for those beyond the last slot."""
    if country is None:
        return 0
    if country not in window.countries:
        if len(window.countries) >= SLOTS:
            return 0
        window.countries.append(country)
    return window.countries.index(country)


def find(words, text, taken):
    """First place of some words in a text at word boundaries, else anywhere, not among those taken."""
    pattern = re.escape(words)
    for regex in (rf"(?<!\w){pattern}(?!\w)", pattern):
        for match in re.finditer(regex, text):
            if match.start() not in taken:
                return match.start(), match.end()
    return None


def place_gold(item, windows):
    """Puts the gold acts of an item into the windows of its text."""
    taken = defaultdict(set)
    for event in item.get("events", []):
        for window in windows:
            act = place_act(event, window, taken)
            if act is not None:
                window.acts.append(act)
                break


def place_act(event, window, taken):
    """One gold act in one window, or None where its words are not among what the window reads."""
    for number, sentence in enumerate(window.sentences):
        where = [i for i, (s, _) in enumerate(window.offsets) if s == number and window.labels[i] != -100]
        if not where:
            continue
        key = (id(window), number)
        span = find(event["tr"], sentence["text"], taken[key])
        if span is None:
            continue
        inside = words_in(sentence, span)
        pieces = [i for i in where if window.offsets[i][1] in inside]
        if not pieces or window.labels[pieces[0]] not in (OUTSIDE, INSIDE):
            continue
        taken[key].add(span[0])
        window.labels[pieces[0]] = TYPE_ID[event["e"]]
        for piece in pieces[1:]:
            if window.labels[piece] == OUTSIDE:
                window.labels[piece] = INSIDE
        act = Act(pieces[0], word_end(window, pieces[-1]), TYPE_ID[event["e"]])
        act.mode = MODE_ID.get(event.get("m") or "none", 0)
        act.measure = MEASURE_ID.get(event.get("me") or "none", 0)
        act.status = STATUS_ID[event.get("st") or "actual"]
        act.historical = int(bool(event.get("h")))
        for role, slots, words in (
            ("a", act.actors, act.actor_words),
            ("r", act.recipients, act.recipient_words),
            ("by", None, act.speaker_words),
        ):
            for party in event.get(role) or []:
                raw, country = (party, None) if isinstance(party, str) else (party[0], party[1])
                words.update(mentions_in(window, raw, number))
                if slots is not None:
                    slot = window.countries.index(country) if country in window.countries else None
                    if country is None:
                        slots.add(0)
                    elif slot is None:
                        slots.add(-1)  # a country that no mention gives
                    else:
                        slots.add(slot)
        return act
    return None


def word_end(window, piece):
    """One past the last piece of the word of a piece."""
    end = piece + 1
    while end < len(window.offsets) and window.offsets[end] == window.offsets[piece]:
        end += 1
    return end


def mentions_in(window, words, near):
    """Mentions that overlap the first place of some words: in the act's own sentence, else in another."""
    order = sorted(range(len(window.sentences)), key=lambda n: (n != near, n))
    for number in order:
        span = find(words, window.sentences[number]["text"], ())
        if span is None:
            continue
        inside = words_in(window.sentences[number], span)
        return {
            m
            for m, (first, end, _, _, sentence) in enumerate(window.mentions)
            if sentence == number and any(window.offsets[i][1] in inside for i in range(first, min(end, len(window.offsets))))
        }
    return set()


def words_in(sentence, span):
    """The words that a span of characters touches."""
    return {n for n, (a, b) in enumerate(sentence["words"]) if a < span[1] and b > span[0]}
