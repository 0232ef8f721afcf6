"""On a real Spark with two executor processes: the same events as on one machine, whatever happens to the executors."""

from __future__ import annotations

import datetime
import json
import os
import signal
import sys
import threading
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import chancery

pyspark = pytest.importorskip("pyspark")


@pytest.fixture(scope="module")
def session():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    try:
        session = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.task.maxFailures", "8")
            .config("spark.sql.execution.arrow.pyspark.enabled", "true")
            .getOrCreate()
        )
    except Exception as error:  # noqa: BLE001
        pytest.skip(f"Spark does not start here (Java 17 or newer?): {error}")
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def many(reports):
    """The sample dispatches some times over, on different days, without two that are alike."""
    rows = []
    for round in range(12):
        for report in reports:
            day = datetime.date.fromisoformat(report["published"] or "2025-01-01") + datetime.timedelta(40 * round)
            id = f"{report['id']}#{round}"
            rows.append(report | {"id": id, "published": day.isoformat(), "url": None, "outlet": f"Outlet {round % 5}"})
    return rows


def lines(table) -> list[str]:
    return sorted(json.dumps(row, default=str, sort_keys=True) for row in table.to_pylist())


def test_events_are_the_same_in_any_partitions(session, many):
    from chancery import spark

    expected = chancery.code(many, model="none")
    frame = session.createDataFrame(pa.Table.from_pylist(many))
    for parts in (1, 7):
        coded = spark.events(spark.code(frame.repartition(parts), model="none")).toArrow()
        assert lines(coded) == lines(expected)
    presence = spark.code(frame, model="none", what="presence")
    assert lines(spark.events(presence).toArrow()) == lines(expected.presence)


def test_bad_rows_become_problem_rows(session):
    from chancery import spark

    rows = [("a", "Norway expelled two Belarusian diplomats.", "2025-03-04"), ("b", None, None), ("c", "", "no day")]
    frame = session.createDataFrame(rows, "id string, text string, date string")
    coded = spark.code(frame, model="none")
    assert spark.events(coded).count() == 1
    told = {(row.kind, row.source.split(":")[0]) for row in spark.problems(coded).collect()}
    assert {kind for kind, _ in told} == {"empty", "date"}


def test_a_mistake_is_told_before_anything_runs(session):
    from chancery import spark

    frame = session.createDataFrame([("x",)], "a string")
    with pytest.raises(chancery.InputError, match="there are: a"):
        spark.code(frame)
    with pytest.raises(chancery.InputError, match="presence"):
        spark.code(frame, what="problems")


def test_an_executor_that_is_killed_changes_nothing(session, many):
    from chancery import spark

    expected = chancery.code(many * 1, model="fast")
    frame = session.createDataFrame(pa.Table.from_pylist(many)).repartition(24)
    killed = []

    def kill():
        # The executors are processes of Java that the master of this test started.
        while not killed:
            time.sleep(0.3)
            for pid in filter(str.isdigit, os.listdir("/proc")):
                try:
                    command = open(f"/proc/{pid}/cmdline").read()
                    started = time.time() - os.stat(f"/proc/{pid}").st_ctime
                except OSError:
                    continue
                if "CoarseGrainedExecutorBackend" in command and "--driver-url" in command and started >= 0:
                    time.sleep(1.5)
                    os.kill(int(pid), signal.SIGKILL)
                    killed.append(pid)
                    return

    thread = threading.Thread(target=kill)
    thread.start()
    coded = spark.events(spark.code(frame, model="fast")).toArrow()
    thread.join()
    assert killed and lines(coded) == lines(expected)


def test_merging_gives_the_events_of_a_record(session, many, tmp_path):
    from chancery import spark

    # The same acts told by several outlets, and others on the same days.
    again = [row | {"id": row["id"] + "b", "outlet": "Second " + row["outlet"]} for row in many[::2]]
    claims = chancery.code(many + again, model="none")
    record = chancery.Record(tmp_path / "record.chancery")
    record.add_events(claims)
    expected = record.events()
    frame = session.createDataFrame(claims.to_arrow()).repartition(5)
    merged = spark.merge(frame).toArrow()
    ids = merged["claim_ids"].to_pylist()
    assert sum(map(len, ids)) == len(claims) and max(map(len, ids)) > 1
    assert lines(merged.drop_columns("claim_ids")) == lines(expected)


def test_parquet_by_month_goes_back_into_a_record(session, many, tmp_path):
    from chancery import spark
    from pyspark.sql import functions

    frame = session.createDataFrame(pa.Table.from_pylist(many))
    coded = spark.events(spark.code(frame, model="none"))
    month = functions.date_format("date", "yyyy-MM")
    coded.withColumn("month", month).write.option("compression", "gzip").partitionBy("month").parquet(str(tmp_path / "events"))
    record = chancery.Record(tmp_path / "record.chancery")
    added = record.add_events(pq.read_table(tmp_path / "events"))
    assert added["claims"] == len(chancery.code(many, model="none"))
