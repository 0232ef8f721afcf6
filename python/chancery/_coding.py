"""Texts in, events out."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Callable, Iterator

import pyarrow as pa

from chancery import _chancery
from chancery._chancery import InputError
from chancery._table import Table

if TYPE_CHECKING:
    from os import PathLike

#: Rows from which progress is shown where nobody says.
_LONG = 2000


class Coded(Table):
    """Events of some texts, with what else the coder found."""

    def __init__(self, events: pa.Table, presence: pa.Table, problems: pa.Table) -> None:
        super().__init__(events)
        #: Counts of staff and states of posts.
        self.presence = Table(presence)
        #: What could not be read or coded, with its row (``line``, from 1).
        self.problems = Table(problems)


class Coder:
    """A model and a lexicon, loaded once, for many calls.

    ``model`` is ``standard``, ``fast``, ``none`` (the rules alone) or the folder of a model of your own; ``lexicon`` a
    folder of your own entries; ``threads`` how many cores code, all where it is not given.

    >>> coder = Coder(model="none")
    >>> len(coder.code("Latvia summoned the Russian ambassador."))
    1
    """

    def __init__(
        self,
        model: str = "standard",
        *,
        lexicon: str | PathLike[str] | None = None,
        threads: int | None = None,
    ) -> None:
        self._inner = _chancery.Coder(model, lexicon, threads)

    @property
    def made_by(self) -> dict[str, str]:
        """Versions of codebook, lexicon and model, as each record carries them."""
        return dict(zip(("codebook", "lexicon", "model"), self._inner.made_by))

    def code(
        self,
        data: Any,
        *,
        published: str | datetime.date | None = None,
        map: str | Mapping[str, str] | None = None,
        ids: Iterable[str] | None = None,
        any_language: bool = False,
        min_confidence: float = 0.0,
        flat: bool = False,
        progress: bool | None = None,
    ) -> Coded:
        """Codes texts: see :func:`code`."""
        table = as_table(data, ids)
        with telling(len(table), progress) as tell:
            found = self._inner.code(
                table,
                map=as_map(map),
                published=as_day(published),
                any_language=any_language,
                min_confidence=min_confidence,
                flat=flat,
                rows=len(table),
                progress=tell,
            )
        return Coded(*found)


def code(
    data: Any,
    *,
    published: str | datetime.date | None = None,
    map: str | Mapping[str, str] | None = None,
    ids: Iterable[str] | None = None,
    model: str = "standard",
    lexicon: str | PathLike[str] | None = None,
    threads: int | None = None,
    any_language: bool = False,
    min_confidence: float = 0.0,
    flat: bool = False,
    progress: bool | None = None,
) -> Coded:
    """Codes texts and gives their events.

    ``data`` is a text, a list of texts, or a table of pandas, Polars, Arrow or anything that speaks Arrow's C stream
    interface, one report a row. Columns are found by their names (``text``, ``title``, ``date``, ``url``, ``outlet``,
    ``id`` and what they are usually called); ``map`` names others, as ``{"text": "body"}`` or ``"text=body"``.
    ``published`` is the date of reports that carry none. ``ids`` names texts of a list; a report without id and
    address gets one made of its content, the same in every run and order.

    The table has a row for each event, nested as in the record (docs/record.md); with ``flat`` a row for each pair of
    an actor and a recipient. ``min_confidence`` leaves out events of less. Long work shows progress (``progress`` says
    whether), uses all cores, lets other threads run, and can be interrupted.

    >>> import chancery
    >>> found = chancery.code(
    ...     ["Poland closed the Russian consulate in Gdansk.", "It rained."], published="2025-11-20", model="none")
    >>> found.to_pylist()[0]["actor"][0]["country"]
    'POL'
    >>> flat = chancery.code("Poland closed the Russian consulate in Gdansk.", published="2025-11-20", model="none", flat=True)
    >>> flat["recipient_country"].to_pylist()
    ['RUS']

    Raises :class:`InputError` where a table or an argument cannot be used, :class:`ModelError` where model or lexicon
    cannot be had. Rows that cannot be coded are in ``.problems``.
    """
    coder = _coder(model, None if lexicon is None else str(lexicon), threads)
    return coder.code(
        data,
        published=published,
        map=map,
        ids=ids,
        any_language=any_language,
        min_confidence=min_confidence,
        flat=flat,
        progress=progress,
    )


@functools.lru_cache(maxsize=4)
def _coder(model: str, lexicon: str | None, threads: int | None) -> Coder:
    return Coder(model, lexicon=lexicon, threads=threads)


def as_table(data: Any, ids: Iterable[str] | None = None) -> pa.Table:
    """What a user gives as an Arrow table."""
    if isinstance(data, str):
        data = [data]
    if isinstance(data, (list, tuple)) and all(isinstance(text, str) or text is None for text in data):
        columns: dict[str, Any] = {"text": pa.array(data, pa.string())}
        if ids is not None:
            names = [str(name) for name in ids]
            if len(names) != len(data):
                raise InputError(f"{len(names)} ids for {len(data)} texts: give one for each")
            columns["id"] = pa.array(names, pa.string())
        return pa.table(columns)
    if ids is not None:
        raise InputError("ids go with a list of texts: in a table, name the column with map={'id': …}")
    if isinstance(data, pa.Table):
        return data
    if isinstance(data, pa.RecordBatch):
        return pa.Table.from_batches([data])
    if isinstance(data, (list, tuple)) and all(isinstance(row, Mapping) for row in data):
        return pa.Table.from_pylist([dict(row) for row in data])
    if hasattr(data, "to_frame") and hasattr(data, "index") and not hasattr(data, "columns"):
        # A column of pandas.
        return pa.table({"text": pa.Array.from_pandas(data)})
    if hasattr(data, "columns") and hasattr(data, "index"):
        return pa.Table.from_pandas(data, preserve_index=False)
    if hasattr(data, "__arrow_c_stream__"):
        return pa.table(data)
    raise InputError(
        f"{type(data).__name__} is nothing to code: give a text, a list of texts, or a table of pandas, Polars or Arrow"
    )


def as_map(given: str | Mapping[str, str] | None) -> str | None:
    """Columns by field, as the command line takes them."""
    if given is None or isinstance(given, str):
        return given
    return ",".join(f"{field}={column}" for field, column in given.items())


def as_day(given: str | datetime.date | None) -> str | None:
    """A day as the command line takes it."""
    if isinstance(given, datetime.datetime):
        return given.date().isoformat()
    return given.isoformat() if isinstance(given, datetime.date) else given


@contextmanager
def telling(rows: int, asked: bool | None) -> Iterator[Callable[[int], object] | None]:
    """A bar of tqdm where it is wanted and there: for long work, unless somebody says."""
    if not (rows >= _LONG if asked is None else asked):
        yield None
        return
    try:
        from tqdm.auto import tqdm
    except ImportError:
        if asked:
            raise InputError("progress needs tqdm: pip install tqdm") from None
        yield None
        return
    with tqdm(total=rows, unit="report", disable=None if asked is None else False) as bar:
        yield bar.update
