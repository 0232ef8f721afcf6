"""Coding from Python gives what the command line gives, whatever it is given."""

from __future__ import annotations

import datetime
import json
import signal
import threading
import time

import pyarrow as pa
import pytest
from conftest import run_program

import chancery

SENTENCE = "Norway expelled two Belarusian diplomats on Tuesday."


def test_events_are_those_of_the_command_line(reports, tmp_path):
    source = tmp_path / "reports.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in reports))
    printed = run_program("code", str(source), "--format", "jsonl", "--model", "none")
    expected = [json.loads(line) for line in printed.splitlines()]
    coded = chancery.code(pa.Table.from_pylist(reports), model="none")
    assert plain(coded.to_pylist()) == expected and len(expected) > 30
    presence = run_program("code", str(source), "--format", "jsonl", "--model", "none", "--what", "presence")
    expected = [json.loads(line) for line in presence.splitlines()]
    assert without_nulls(plain(coded.presence.to_pylist())) == without_nulls(expected) != []


def plain(rows):
    """Rows as JSON has them: dates as text, whole floats as they are."""
    return json.loads(json.dumps(rows, default=str))


def without_nulls(value):
    """Without fields that say nothing: a presence statement leaves some of them out of its JSON."""
    if isinstance(value, list):
        return [without_nulls(member) for member in value]
    if isinstance(value, dict):
        return {k: without_nulls(v) for k, v in value.items() if v is not None}
    return value


def test_pandas_polars_arrow_and_lists_are_one(reports):
    table = pa.Table.from_pylist(reports)
    expected = chancery.code(table, model="none").to_pylist()
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    assert chancery.code(table.to_pandas(), model="none").to_pylist() == expected
    assert chancery.code(polars.from_arrow(table), model="none").to_pylist() == expected
    assert chancery.code(reports, model="none").to_pylist() == expected
    assert chancery.code(table.to_batches()[0], model="none").to_pylist() == expected
    texts = chancery.code(pandas.Series([SENTENCE]), published="2025-03-06", model="none")
    assert texts.to_pylist() == chancery.code(SENTENCE, published=datetime.date(2025, 3, 6), model="none").to_pylist()
    assert texts.to_pylist()[0]["date"] == datetime.date(2025, 3, 4)


def test_an_answer_becomes_pandas_polars_and_arrow():
    coded = chancery.code(SENTENCE, published="2025-03-06", model="none")
    assert coded.to_polars()["measure"].to_list() == ["expulsion"]
    assert coded.to_pandas().measure.tolist() == ["expulsion"]
    assert pa.table(coded).schema == coded.schema
    assert "<table>" in coded._repr_html_() and "expulsion" in coded._repr_html_()


def test_columns_are_mapped_and_ids_are_of_the_content():
    rows = [{"body": SENTENCE, "when": "2025-03-06"}, {"body": "Chad recalled its envoy from Sudan.", "when": "2025-03-06"}]
    coded = chancery.code(rows, map={"text": "body", "date": "when"}, model="none")
    again = chancery.code(rows[::-1], map="text=body,date=when", model="none")
    ids = lambda found: sorted(e["id"] for e in found.to_pylist())
    assert ids(coded) == ids(again) and len(set(ids(coded))) == 2
    named = chancery.code([SENTENCE], ids=["a"], model="none")
    assert named.to_pylist()[0]["cite_info"]["id"] == "a"


def test_flat_rows_are_pairs():
    text = "Norway and Sweden expelled two Belarusian diplomats."
    flat = chancery.code(text, published="2025-03-06", model="none", flat=True).to_pylist()
    assert sorted((r["actor_country"], r["recipient_country"]) for r in flat) == [("NOR", "BLR"), ("SWE", "BLR")]


def test_bad_rows_are_problems_and_the_rest_goes_on():
    coded = chancery.code([SENTENCE, None, "", "Die Regierung hat am Dienstag zwei Diplomaten ausgewiesen, wie das Amt mitteilte."], model="none")
    assert len(coded) == 1
    assert [(p["kind"], p["line"]) for p in coded.problems.to_pylist()[:2]] == [("empty", 2), ("empty", 3)]
    assert coded.problems.to_pylist()[2]["kind"] == "language"


def test_a_stream_that_breaks_off_is_an_error_and_not_a_shorter_table():
    def batches():
        yield pa.record_batch({"text": [SENTENCE]})
        raise OSError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(pa.schema({"text": pa.string()}), batches())
    with pytest.raises(chancery.InputError, match="the disk is gone"):
        chancery.Coder("none")._inner.code(reader)


def test_a_value_that_cannot_be_written_is_told():
    rows = pa.table({"text": [SENTENCE], "date": pa.array([2**62], pa.timestamp("s"))})
    problems = chancery.code(rows, model="none").problems.to_pylist()
    assert [(p["kind"], p["line"]) for p in problems] == [("date", 1)]


@pytest.mark.parametrize(
    ("call", "kind", "says"),
    [
        (lambda: chancery.code(7), chancery.InputError, "give a text, a list of texts"),
        (lambda: chancery.code([SENTENCE], published="tomorrow"), chancery.InputError, "2018-03-30"),
        (lambda: chancery.code([{"a": "x"}], model="none"), chancery.InputError, "there are: a"),
        (lambda: chancery.code([SENTENCE], map="text=body"), chancery.InputError, "`body`"),
        (lambda: chancery.code([SENTENCE], min_confidence=7), chancery.InputError, "0 to 1"),
        (lambda: chancery.code([SENTENCE], ids=["a", "b"]), chancery.InputError, "one for each"),
        (lambda: chancery.Coder("nosuch"), chancery.ModelError, "nosuch"),
        (lambda: chancery.Coder("none", lexicon="/no/such"), chancery.ModelError, "/no/such"),
        (lambda: chancery.Record("/no/such/file").stats(), chancery.RecordError, "/no/such/file"),
    ],
)
def test_errors_are_of_one_family_and_say_what_to_do(call, kind, says):
    with pytest.raises(kind, match=says) as told:
        call()
    assert isinstance(told.value, chancery.ChanceryError)


def test_progress_is_told_and_adds_up():
    told: list[int] = []
    inner = chancery.Coder("none")._inner
    inner.code(pa.table({"text": [SENTENCE] * 3000}), rows=3000, progress=told.append)
    assert sum(told) == 3000


def test_other_threads_run_meanwhile():
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    chancery.code([f"{SENTENCE} Part {i}." for i in range(40_000)], model="none", progress=False)
    done.set()
    thread.join()
    assert len(ticks) > 20


def test_long_work_can_be_interrupted():
    threading.Timer(0.3, lambda: signal.raise_signal(signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        chancery.code([f"{SENTENCE} Part {i}. " * 20 for i in range(200_000)], model="none", progress=False)


def test_the_wheel_carries_the_program():
    assert run_program("--version").startswith("chancery ")
    assert chancery.__version__ in run_program("--version")
