"""Reads news reports and keeps the record of what states do to one another.

>>> import chancery
>>> events = chancery.code(["Norway expelled two Belarusian diplomats."], published="2025-03-04", model="none")
>>> events.to_pylist()[0]["measure"]
'expulsion'

:func:`code` takes a list of texts, or a table of pandas, Polars or Arrow, and gives a :class:`Table` of events.
:class:`Record` keeps them, merges them and answers questions. :mod:`chancery.spark` does both on a cluster.
Names are those of the command line: what ``chancery events --measure expulsion`` asks, ``Record.events(measure="expulsion")`` asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chancery._chancery import ChanceryError, InputError, ModelError, RecordError, __version__
    from chancery._coding import Coded, Coder, code
    from chancery._record import Record
    from chancery._table import Series, Table

__all__ = [
    "ChanceryError",
    "Coded",
    "Coder",
    "InputError",
    "ModelError",
    "Record",
    "RecordError",
    "Series",
    "Table",
    "__version__",
    "code",
]

_HOMES = {
    "Coded": "_coding",
    "Coder": "_coding",
    "Record": "_record",
    "Series": "_table",
    "Table": "_table",
    "code": "_coding",
}


def __getattr__(name: str) -> Any:
    # What is not asked for is not loaded: the command line starts without Arrow.
    import importlib

    if name in __all__:
        return getattr(importlib.import_module(f"chancery.{_HOMES.get(name, '_chancery')}"), name)
    raise AttributeError(f"module 'chancery' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
