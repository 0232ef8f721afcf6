"""The record: reports go in, events, presence, exchanges and forecasts come out."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from chancery import _chancery, _relations
from chancery._chancery import InputError
from chancery._coding import Coder, _coder, as_day, as_map, as_table, telling
from chancery._table import Series, Table

Day = str | datetime.date | None
Many = str | Iterable[str] | None


class Record:
    """A record, in a file that the command line and the pages open as well.

    ``path`` is the file; without one it is that of the command line: the variable ``CHANCERY_RECORD``, else what the
    configuration file says, else ``chancery/record.chancery`` in the data folder of the XDG specification. :meth:`add`
    makes it where there is none.

    >>> import tempfile, pathlib
    >>> record = Record(pathlib.Path(tempfile.mkdtemp()) / "record.chancery")
    >>> record.add(["Norway expelled two Belarusian diplomats."], published="2025-03-04", model="none")["claims"]
    1
    >>> record.events(actor="Norway", measure="expulsion").to_pylist()[0]["quantity"][0]["low"]
    2
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        #: The file.
        self.path = os.fspath(_chancery.usual_record() if path is None else path)
        self._inner = _chancery.Record(self.path)

    def __repr__(self) -> str:
        return f"chancery.Record({self.path!r})"

    # What goes in

    def add(
        self,
        data: Any,
        *,
        published: Day = None,
        map: str | Mapping[str, str] | None = None,
        ids: Iterable[str] | None = None,
        model: str = "standard",
        coder: Coder | None = None,
        any_language: bool = False,
        progress: bool | None = None,
    ) -> dict[str, int]:
        """Codes texts, as :func:`chancery.code` does, and adds reports and claims.

        Gives how many reports were ``new``, ``versions`` of known ones, the ``same`` as before and ``copies`` of others,
        how many ``claims`` and ``presence`` statements came in, and how many rows were ``skipped``.
        """
        table = as_table(data, ids)
        with telling(len(table), progress) as tell:
            return self._inner.add(
                (coder or _coder(model, None, None))._inner,
                table,
                map=as_map(map),
                published=as_day(published),
                any_language=any_language,
                rows=len(table),
                progress=tell,
            )

    def add_events(self, events: Any) -> dict[str, int]:
        """Adds events that were coded elsewhere (by :func:`chancery.code`, on a cluster, out of Parquet) as claims.

        >>> import chancery, tempfile, pathlib
        >>> events = chancery.code(["Chad expelled a Sudanese envoy."], published="2025-03-04", model="none")
        >>> record = Record(pathlib.Path(tempfile.mkdtemp()) / "record.chancery")
        >>> record.add_events(events)["claims"]
        1
        """
        return self._inner.add_events(events)

    def load_reference(self) -> dict[str, int]:
        """Adds the reference table: 632 sourced expulsions, closures and the like, 1971 to 2026."""
        return self._inner.load_reference()

    # What comes out

    def stats(self) -> dict[str, Any]:
        """What the record holds, in numbers."""
        found: dict[str, Any] = json.loads(self._inner.stats())
        return found

    def events(
        self,
        *,
        actor: Many = None,
        recipient: Many = None,
        country: Many = None,
        type: Many = None,
        mode: Many = None,
        measure: Many = None,
        status: Many = None,
        quad: int | Iterable[int] | None = None,
        since: Day = None,
        until: Day = None,
        place: str | None = None,
        text: str | None = None,
        outlet: Many = None,
        min_sources: int | None = None,
        min_confidence: float | None = None,
        as_known_on: Day = None,
        sort: str = "newest",
        limit: int | None = None,
        offset: int = 0,
        flat: bool = False,
    ) -> Table:
        """Merged events that a filter asks for; all of them without one.

        The arguments are those of ``chancery events``: countries by code or name, one or several. ``flat`` gives a row
        for each pair of an actor and a recipient. ``.total`` of the answer counts what a ``limit`` leaves out.
        """
        given: dict[str, Any] = {
            "actor": _many(actor),
            "recipient": _many(recipient),
            "country": _many(country),
            "type": _many(type),
            "mode": _many(mode),
            "measure": _many(measure),
            "status": _many(status),
            "quad": [quad] if isinstance(quad, int) else (None if quad is None else list(quad)),
            "since": as_day(since),
            "until": as_day(until),
            "place": place,
            "text": text,
            "outlet": _many(outlet),
            "min_sources": min_sources,
            "min_confidence": min_confidence,
            "as_known_on": as_day(as_known_on),
            "sort": sort,
            "limit": limit,
            "offset": offset,
        }
        given = {name: value for name, value in given.items() if value is not None}
        found, total = self._inner.events(given, flat)
        return Table(found, total=max(total, found.num_rows) if limit is not None else None)

    def event(self, id: str, *, as_known_on: Day = None) -> Table:
        """The claims of one event, by its id, that of a claim, or the beginning of either.

        ``.details`` holds the event, its claims and the ``readings`` on which they differ.
        """
        found, details = self._inner.event(id, as_day(as_known_on))
        return Table(found, json.loads(details))

    def claims(
        self,
        *,
        event: str | None = None,
        document: str | None = None,
        superseded: bool = False,
        limit: int | None = None,
    ) -> Table:
        """Claims, with the event that each belongs to."""
        return Table(self._inner.claims(event, document, superseded, limit))

    def sql(self, statement: str) -> Table:
        """The rows of a statement that reads; docs/record-store.md explains the tables.

        >>> import tempfile, pathlib
        >>> record = Record(pathlib.Path(tempfile.mkdtemp()) / "record.chancery")
        >>> _ = record.add(["Norway expelled two Belarusian diplomats."], published="2025-03-04", model="none")
        >>> record.sql("SELECT measure, count(*) AS n FROM event GROUP BY measure").to_pylist()
        [{'measure': 'expulsion', 'n': 1}]
        """
        found = json.loads(self._inner.sql(statement))
        columns: list[str] = found["columns"]
        rows: list[list[Any]] = found["rows"]
        arrays = [_column([row[i] for row in rows]) for i in range(len(columns))]
        return Table(pa.Table.from_arrays(arrays, names=columns))

    # Relations

    def presence(self, first: str, second: str, *, on: Day = None, history: bool = False) -> Table:
        """What two states keep in each other on a day (today): missions, heads, posts and staff, as bounds.

        With ``history``, the changes over time. ``.details`` is what ``chancery presence --json`` prints.
        """
        details = json.loads(self._inner.presence(first, second, as_day(on), history))
        return _relations.history(details) if history else _relations.presence(details)

    def exchanges(
        self,
        first: str,
        second: str,
        *,
        since: Day = None,
        until: Day = None,
        stated_only: bool = False,
        least_chance: float | None = None,
    ) -> Table:
        """Chains of act and answer between two states: a row for each act, with what it answers, how fast and why.

        ``stated_only`` leaves out links that no text states; ``least_chance`` is the least chance of those.
        """
        found = self._inner.exchanges(first, second, as_day(since), as_day(until), stated_only, least_chance)
        return _relations.exchanges(json.loads(found))

    def series(
        self,
        first: str,
        second: str,
        *,
        by: str = "month",
        measure: str = "count",
        since: Day = None,
        until: Day = None,
    ) -> Series:
        """Two states over time, in both directions; a notebook draws it.

        ``by`` is ``day``, ``week`` or ``month``; ``measure`` is ``count``, ``score``, ``quad`` or ``expelled``.
        """
        found = self._inner.series(first, second, by, measure, as_day(since), as_day(until))
        if found is None:
            return Series(_relations.no_series(), None, "<svg xmlns='http://www.w3.org/2000/svg'/>")
        details, picture = found
        return Series(_relations.series(json.loads(details), measure), json.loads(details), picture)

    def reciprocity(
        self,
        first: str | None = None,
        second: str | None = None,
        *,
        since: Day = None,
        until: Day = None,
        by: str = "week",
        lags: int = 8,
        level: float = 0.95,
        seed: int = 1,
        least: int = 3,
    ) -> Table:
        """How often, how fast and in what measure two states answer each other, a row for each direction.

        ``.details`` of two states also holds a vector autoregression of their scores (``by``, ``lags``, ``seed``) and a
        mutually exciting point process of their conflictual acts (docs/relations.md; association is not cause).
        Without states, all pairs with ``least`` acts or more that could be answered.
        """
        if first is None or second is None:
            if first is not None or second is not None:
                raise InputError("reciprocity takes two states, or none for all pairs")
            rows = json.loads(self._inner.all_pairs(as_day(since), as_day(until), least, level))
            return Table(pa.Table.from_pylist(rows, schema=_relations.PAIRS), rows)
        found = self._inner.reciprocity(first, second, as_day(since), as_day(until), by, lags, level, seed)
        return _relations.reciprocity(None if found is None else json.loads(found))

    def forecast(
        self,
        actor: str,
        recipient: str,
        measure: str = "expulsion",
        *,
        count: int | None = None,
        on: Day = None,
        answers: bool = False,
        joint: bool = False,
        fitted_links: bool = False,
    ) -> Table:
        """What the answer to a planned act is likely to be: a row with its chance, and size and delay as quantiles.

        Only what came before the day ``on`` (today) is used. ``.details`` holds the kinds of answer and the past cases.
        """
        found = self._inner.forecast(actor, recipient, measure, count, as_day(on), answers, joint, fitted_links)
        return _relations.forecast(json.loads(found))


def _many(given: Many) -> list[str] | None:
    if given is None:
        return None
    return [part.strip() for part in given.split(",")] if isinstance(given, str) else list(given)


def _column(values: list[Any]) -> pa.Array:
    """A column of whatever type its values have in common; SQLite's may differ from row to row."""
    try:
        return pa.array(values)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([None if value is None else str(value) for value in values], pa.string())
