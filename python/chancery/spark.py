"""Coding and merging on a Spark cluster: the same events as on one machine, whatever the partitions.

>>> from chancery import spark as chancery_spark            # doctest: +SKIP
>>> events = chancery_spark.code(reports, model="fast")     # a DataFrame with a row for each report  # doctest: +SKIP
>>> merged = chancery_spark.merge(events)                   # doctest: +SKIP

The package must be installed where the executors run (the wheel carries program and models). Each executor process
loads a coder once.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from chancery import _chancery
from chancery._chancery import InputError
from chancery._coding import as_day, as_map

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_PROBLEM = pa.field("problem", pa.struct(list(_chancery.schema("problems"))))


def code(
    df: DataFrame,
    *,
    published: str | datetime.date | None = None,
    map: str | Mapping[str, str] | None = None,
    model: str = "standard",
    lexicon: str | None = None,
    any_language: bool = False,
    min_confidence: float = 0.0,
    what: str = "events",
) -> DataFrame:
    """Codes a DataFrame with a row for each report; columns are found, or named by ``map``, as in :func:`chancery.code`.

    The answer has a row for each event, its columns those of the record, and a last column ``problem``. A row that cannot
    be coded becomes a row with a ``problem`` and nothing else, and never fails a stage: :func:`events` and
    :func:`problems` tell them apart. ``what="presence"`` gives presence statements instead.

    Ids depend on the reports alone: a report without id and address is named by its content. So a retry, another
    partitioning or another cluster gives the same rows. Without ``map``, all partitions take their columns by the names of
    the DataFrame's columns alone, as a partition's values may mislead.
    """
    if what not in ("events", "presence"):
        raise InputError(f"what is `events` or `presence`, not `{what}`")
    options: dict[str, Any] = {
        "map": as_map(map) or _by_name(df.columns),
        "published": as_day(published),
        "any_language": any_language,
        "min_confidence": min_confidence,
    }
    # Mistakes are told here, and not by a stage that fails.
    coder = _chancery.Coder("none", lexicon, 1)
    coder.code(pa.table({name: pa.array([], pa.string()) for name in df.columns}), **options)
    which = ("events", "presence").index(what)
    schema = _with_problem(what)

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        coder = _coder(model, lexicon)
        for batch in batches:
            for rows in _pieces(batch):
                found = coder.code(pa.Table.from_batches([rows]), rows=rows.num_rows, **options)
                yield from _joined(found[which], found[2], schema).to_batches()

    return df.mapInArrow(work, _spark_schema(schema))


def events(coded: DataFrame) -> DataFrame:
    """What was coded, without the rows of problems."""
    return coded.where(coded["problem"].isNull()).drop("problem")


def problems(coded: DataFrame) -> DataFrame:
    """What could not be coded: kind, source, line and message."""
    return coded.where(coded["problem"].isNotNull()).select("problem.*")


def merge(claims: DataFrame) -> DataFrame:
    """Groups the rows of :func:`code` into events by the rules of the record: the same events as a record into which they
    were imported, with the same ids, each with its ``claim_ids``.

    Claims meet in blocks (a pair of states, a family of types); pairs that fit are found there; what they join, directly
    or through others, is merged together. Pairs are gathered on the driver, two ids each; texts never are.
    """
    claims = events(claims) if "problem" in claims.columns else claims
    claims = claims.dropDuplicates(["id"])
    schema = pa.schema(list(_chancery.schema("events")))
    names = schema.names
    blocked = _spark_schema(schema.append(pa.field("block", pa.int64())))

    def in_blocks(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            found = _chancery.blocks(_stream(batch))
            yield batch.take(found["row"]).append_column("block", found["block"])

    def fits(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        whole = list(batches)
        if whole:
            yield _chancery.fits(pa.Table.from_batches(whole).select(names))

    pairs = (
        claims.select(*names)
        .mapInArrow(in_blocks, blocked)
        .repartition("block")
        .mapInArrow(fits, "later string, earlier string")
        .dropDuplicates()
    )
    found = _chancery.pieces(pairs.toArrow())
    session = claims.sparkSession
    of_claim = session.createDataFrame(pa.Table.from_batches([found]).rename_columns(["id", "piece"]))

    def merged(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        whole = list(batches)
        if whole:
            yield from _chancery.merged(pa.Table.from_batches(whole).select(names)).to_batches()

    from pyspark.sql import functions

    return (
        claims.join(of_claim, "id", "left")
        .withColumn("piece", functions.coalesce("piece", "id"))
        .repartition("piece")
        .select(*names)
        .mapInArrow(merged, _spark_schema(_chancery.schema("merged")))
    )


#: Rows that a coder is given at once: many enough that a call costs nothing beside them, few enough to stop soon.
_AT_ONCE = 1024


def _pieces(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    for start in range(0, batch.num_rows, _AT_ONCE):
        yield batch.slice(start, _AT_ONCE)


@functools.lru_cache(maxsize=2)
def _coder(model: str, lexicon: str | None) -> _chancery.Coder:
    # Spark runs a task for each core.
    return _chancery.Coder(model, lexicon, 1)


def _by_name(columns: list[str]) -> str | None:
    """The columns that bear a field's own name; where the text does not, they are guessed."""
    own = {"text", "id", "title", "date", "published", "url", "outlet"}
    named = [name for name in columns if name in own]
    if "date" in named and "published" in named:
        named.remove("published")
    return ",".join(f"{name}={name}" for name in named) if "text" in named else None


def _with_problem(what: str) -> pa.Schema:
    return pa.schema(list(_chancery.schema(what))).append(_PROBLEM)


def _joined(rows: pa.Table, problems: pa.Table, schema: pa.Schema) -> pa.Table:
    """Rows and problems in one table: a column more, or all but one empty."""
    coded = rows.append_column(_PROBLEM, pa.nulls(rows.num_rows, _PROBLEM.type))
    if problems.num_rows == 0:
        return coded
    told = pa.StructArray.from_arrays(
        [column.combine_chunks() for column in problems.columns], fields=list(problems.schema)
    )
    empty = [pa.nulls(len(told), field.type) for field in list(schema)[:-1]]
    return pa.concat_tables([coded, pa.Table.from_arrays([*empty, told], schema=schema)])


def _stream(batch: pa.RecordBatch) -> pa.Table:
    return pa.Table.from_batches([batch])


def _spark_schema(schema: pa.Schema) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)
