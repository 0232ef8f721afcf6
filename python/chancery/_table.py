"""Tables that questions are answered with: Arrow underneath, pandas and Polars a call away, at home in a notebook."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    import pandas
    import polars

#: Rows and characters of a cell that a notebook shows.
_ROWS, _CELL = 20, 80


class Table:
    """An Arrow table with the answer that it was made of.

    Any library that speaks Arrow's C stream interface takes it as it is: ``pyarrow.table(t)``, ``polars.DataFrame(t)``,
    ``duckdb.sql("select … from t")`` after ``t = t.to_arrow()``.
    """

    def __init__(self, arrow: pa.Table, details: Any = None, total: int | None = None) -> None:
        self._arrow = arrow
        #: The whole answer as the command line's ``--json`` gives it, where there is more to it than rows.
        self.details = details
        #: How many rows there are in all, where the question had a limit.
        self.total = arrow.num_rows if total is None else total

    def to_arrow(self) -> pa.Table:
        """The table as :class:`pyarrow.Table`, without a copy."""
        return self._arrow

    def to_pandas(self, **options: Any) -> pandas.DataFrame:
        """The table as a pandas data frame; ``options`` are those of :meth:`pyarrow.Table.to_pandas`."""
        return self._arrow.to_pandas(**options)

    def to_polars(self) -> polars.DataFrame:
        """The table as a Polars data frame."""
        import polars

        frame = polars.from_arrow(self._arrow)
        assert isinstance(frame, polars.DataFrame)
        return frame

    def to_pylist(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        rows: list[dict[str, Any]] = self._arrow.to_pylist()
        return rows

    @property
    def schema(self) -> pa.Schema:
        """Names and types of the columns."""
        return self._arrow.schema

    @property
    def column_names(self) -> list[str]:
        """Names of the columns."""
        names: list[str] = self._arrow.column_names
        return names

    def __getitem__(self, column: str) -> pa.ChunkedArray:
        return self._arrow[column]

    def __len__(self) -> int:
        rows: int = self._arrow.num_rows
        return rows

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._arrow.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<chancery.{type(self).__name__}: {len(self)} rows of {', '.join(self.column_names)}>"

    def _repr_html_(self) -> str:
        shown = self._arrow.slice(0, _ROWS)
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.column_names)
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_cell(value))}</td>" for value in row.values()) + "</tr>"
            for row in shown.to_pylist()
        )
        more = f"<p>{len(shown):,} of {self.total:,} rows</p>" if self.total > len(shown) else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


class Series(Table):
    """Two states over time, which a notebook draws."""

    def __init__(self, arrow: pa.Table, details: Any, picture: str) -> None:
        super().__init__(arrow, details)
        #: The picture as SVG.
        self.svg = picture

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        return f"<div>{self.svg}</div>"


def _cell(value: Any) -> str:
    """A value in a line: of a party its code, of a list its members."""
    if value is None:
        return ""
    if isinstance(value, list):
        return _short("; ".join(_cell(member) for member in value))
    if isinstance(value, dict):
        for names in (("country", "name", "raw_text"), ("low", "high"), ("text",)):
            said = [str(value[name]) for name in names if value.get(name) is not None]
            if said:
                return _short("–".join(dict.fromkeys(said)) if names[0] == "low" else said[0])
        return _short(", ".join(f"{k} {_cell(v)}" for k, v in value.items() if v is not None))
    if isinstance(value, float):
        return f"{value:.4g}"
    return _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"
