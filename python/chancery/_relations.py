"""Answers of relations as tables: which columns, and how the rows are made of the answer's JSON."""

from __future__ import annotations

import datetime
from typing import Any

import pyarrow as pa

from chancery._table import Table

_TEXT, _DAY, _INT, _FLOAT = pa.string(), pa.date32(), pa.int64(), pa.float64()
_IDS = pa.list_(_TEXT)

#: One line of what a state keeps in another: its mission, the mission's head, a post, a count of staff.
PRESENCE = pa.schema(
    {
        "sender": _TEXT, "host": _TEXT, "on": _DAY, "what": _TEXT, "kind": _TEXT, "place": _TEXT, "status": _TEXT,
        "since_first": _DAY, "since_last": _DAY, "inferred": pa.bool_(), "low": _INT, "high": _INT, "counted": _DAY,
        "claims": _IDS,
    }
)  # fmt: skip
#: One change of what a state keeps in another.
HISTORY = pa.schema(
    {
        "sender": _TEXT, "host": _TEXT, "first": _DAY, "last": _DAY, "change": _TEXT, "low": _INT, "high": _INT,
        "claims": _IDS,
    }
)  # fmt: skip
#: One act of an exchange, with what it answers.
EXCHANGES = pa.schema(
    {
        "exchange": _INT, "act": _TEXT, "event_id": _TEXT, "first": _DAY, "last": _DAY, "actor": _TEXT,
        "recipient": _TEXT, "event": _TEXT, "measure": _TEXT, "status": _TEXT, "count_low": _INT, "count_high": _INT,
        "answers": _TEXT, "delay_low": _INT, "delay_high": _INT, "ratio_low": _FLOAT, "ratio_high": _FLOAT,
        "by": _TEXT, "chance": _FLOAT, "text": _TEXT, "source": _TEXT,
    }
)  # fmt: skip
#: How one state answers another.
RECIPROCITY = pa.schema(
    {
        "actor": _TEXT, "recipient": _TEXT, "acts": _INT, "answerable": _INT, "answered": _INT, "share": _FLOAT,
        "share_low": _FLOAT, "share_high": _FLOAT, "days_median": _FLOAT, "proportion_median": _FLOAT,
        "mirrored": _INT,
    }
)  # fmt: skip
#: The same of all pairs.
PAIRS = pa.schema([field for field in RECIPROCITY if field.name != "answerable"])
_QUANTILES = ("q05", "q25", "q50", "q75", "q95")
#: A forecast.
FORECAST = pa.schema(
    {
        "chance": _FLOAT, "chance_low": _FLOAT, "chance_high": _FLOAT, "base_rate": _FLOAT, "moves": _INT,
        "kind": _TEXT, "kind_chance": _FLOAT, "equal": _FLOAT,
    }
    | {f"{what}_{q}": _FLOAT for what in ("size", "ratio", "delay") for q in _QUANTILES}
)  # fmt: skip


def _day(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)


def _ids(claims: list[dict[str, Any]]) -> list[str]:
    return [claim["id"] for claim in claims]


def _table(rows: list[dict[str, Any]], schema: pa.Schema, details: Any) -> Table:
    return Table(pa.Table.from_pylist(rows, schema=schema), details)


def presence(details: list[dict[str, Any]]) -> Table:
    rows = []
    for side in details:
        common = {"sender": side["sender"], "host": side["host"], "on": _day(side["on"])}
        rows.append(common | {"what": "mission", "status": side["status"]})
        if head := side["head"]:
            status = "withdrawn" if head["withdrawn"] else "in place"
            rows.append(common | {"what": "head", "kind": head["rank"], "status": status} | _since(head))
        for post in side["posts"]:
            of_post = {"what": "post", "kind": post["kind"], "place": post["city"], "status": post["status"]}
            rows.append(common | of_post | {"inferred": post["inferred"]} | _since(post))
        for line in side["staff"]:
            rows.append(
                common
                | {"what": "staff", "kind": line["unit"], "place": line["post"], "claims": _ids(line["claims"])}
                | {"low": line["bounds"]["low"], "high": line["bounds"]["high"], "counted": _day(line["counted"])}
            )
    return _table(rows, PRESENCE, details)


def _since(thing: dict[str, Any]) -> dict[str, Any]:
    days = {name: _day(thing[name]) for name in ("since_first", "since_last")}
    return days | {"claims": _ids(thing["claims"])}


def history(details: list[dict[str, Any]]) -> Table:
    rows = [
        {"sender": register["sender"], "host": register["host"], "first": _day(change["first"])}
        | {"last": _day(change["last"]), "claims": _ids(change["claims"])}
        | _turn(change["turn"])
        for register in details
        for change in register["changes"]
    ]
    return _table(rows, HISTORY, details)


def _turn(turn: str | dict[str, Any]) -> dict[str, Any]:
    """What changed: a word, or a word with what goes with it."""
    if isinstance(turn, str):
        return {"change": turn}
    ((change, of),) = turn.items()
    bounds = of.get("bounds", of) if isinstance(of, dict) else {}
    return {"change": change, "low": bounds.get("low"), "high": bounds.get("high")}


def exchanges(details: dict[str, Any]) -> Table:
    acts = {act["id"]: act for act in details["acts"]}
    rows = []
    for number, exchange in enumerate(details["exchanges"], 1):
        links = {link["answer"]: link for link in exchange["links"]}
        for id in exchange["acts"]:
            if id in acts:
                rows.append({"exchange": number} | _act(acts[id]) | _link(links.get(id)))
    return _table(rows, EXCHANGES, details)


def _act(act: dict[str, Any]) -> dict[str, Any]:
    count = act["count"] or {}
    same = {name: act[name] for name in ("event_id", "actor", "recipient", "event", "measure", "status")}
    days = {"first": _day(act["first"]), "last": _day(act["last"])}
    return same | days | {"act": act["id"], "count_low": count.get("low"), "count_high": count.get("high")}


def _link(link: dict[str, Any] | None) -> dict[str, Any]:
    if link is None:
        return {}
    ratio, reason = link["ratio"] or {}, link["reason"]
    return {
        "answers": link["answered"],
        "delay_low": link["delay"]["low"],
        "delay_high": link["delay"]["high"],
        "ratio_low": ratio.get("low"),
        "ratio_high": ratio.get("high"),
        "by": reason["by"],
        "chance": reason.get("chance"),
        "text": reason.get("text") or None,
        "source": reason.get("source"),
    }


def series(details: dict[str, Any], measure: str) -> pa.Table:
    columns: dict[str, pa.Array] = {"start": pa.array([_day(day) for day in details["starts"]], _DAY)}
    for side in (details["forward"], details["back"]):
        pair = f"{side['actor']}_{side['recipient']}"
        if measure == "expelled":
            for bound in ("low", "high"):
                columns[f"{pair}_expelled_{bound}"] = pa.array([n[bound] for n in side["expelled"]], _INT)
        elif measure == "quad":
            for quad in range(4):
                columns[f"{pair}_quad{quad + 1}"] = pa.array([n[quad] for n in side["quad"]], _INT)
        else:
            columns[f"{pair}_{measure}"] = pa.array(side[measure], _FLOAT if measure == "score" else _INT)
    return pa.table(columns)


def no_series() -> pa.Table:
    return pa.table({"start": pa.array([], _DAY)})


def reciprocity(details: dict[str, Any] | None) -> Table:
    if details is None:
        return _table([], RECIPROCITY, None)
    rows = []
    for side, acts in zip(details["answers"], details["acts"]):
        answered, interval = side["answered"], side["answered"]["interval"]
        rows.append(
            {"actor": side["actor"], "recipient": side["recipient"], "acts": acts}
            | {"answerable": answered["of"], "answered": answered["hits"], "share": answered["value"]}
            | {"share_low": interval["low"], "share_high": interval["high"]}
            | {"days_median": _median(side["delay_days"]), "proportion_median": _median(side["proportion"])}
            | {"mirrored": side["mirrored"]["hits"]}
        )
    return _table(rows, RECIPROCITY, details)


def _median(quantiles: dict[str, float] | None) -> float | None:
    return None if quantiles is None else quantiles["p50"]


def forecast(details: dict[str, Any]) -> Table:
    row: dict[str, Any] = {name: details[name] for name in ("chance", "chance_low", "chance_high", "base_rate")}
    row |= {"moves": details["moves"], "equal": details["equal"]}
    if kinds := details["kinds"]:
        row |= {"kind": kinds[0]["measure"], "kind_chance": kinds[0]["chance"]}
    for what in ("size", "ratio", "delay"):
        spread = details[what] or {}
        row |= {f"{what}_{q}": spread.get(q) for q in _QUANTILES}
    return _table([row], FORECAST, details)
