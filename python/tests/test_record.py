"""The record answers in Python what it answers on the command line."""

from __future__ import annotations

import csv
import io
import json

import pyarrow as pa
import pytest
from conftest import run_program

import chancery


def printed(record, *arguments):
    return run_program(*arguments, "--record", record.path)


def test_events_are_those_of_the_command_line(record):
    found = record.events(actor="USA", recipient="Russia", measure=["expulsion", "closure"])
    lines = printed(record, "events", "--actor", "USA", "--recipient", "RUS", "--measure", "expulsion,closure",
                    "--limit", "0", "--format", "jsonl").splitlines()  # fmt: skip
    assert json.loads(json.dumps(found.to_pylist(), default=str)) == [json.loads(line) for line in lines]
    page = record.events(actor="USA", recipient="Russia", limit=2)
    assert len(page) == 2 and page.total == len(record.events(actor="USA", recipient="RUS")) > 5
    assert {r["actor_country"] for r in record.events(actor="USA", flat=True).to_pylist()} >= {"USA"}


def test_an_event_has_its_claims_and_readings(record):
    id = record.events(actor="USA", recipient="RUS", sort="sources", limit=1).to_pylist()[0]["id"]
    event = record.event(id[:8])
    assert set(event["event_id"].to_pylist()) == {id} and event.details["event"]["id"] == id
    assert record.claims(event=id).to_pylist() == event.to_pylist()


@pytest.mark.parametrize("measure", ["count", "score", "quad", "expelled"])
def test_series_are_those_of_the_command_line(record, measure):
    series = record.series("USA", "RUS", by="month", measure=measure)
    rows = list(csv.DictReader(io.StringIO(
        printed(record, "series", "USA", "RUS", "--by", "month", "--measure", measure, "--format", "csv"))))  # fmt: skip
    assert series.column_names == list(rows[0]) and len(series) == len(rows)
    last = series.column_names[-1]
    assert [float(r[last] or 0) for r in rows] == [float(v or 0) for v in series[last].to_pylist()]
    assert series._repr_svg_().startswith("<svg") and "United States" in series.svg


def test_relations_are_those_of_the_command_line(record):
    for found, arguments in [
        (record.presence("USA", "RUS", on="2018-04-01"), ["presence", "USA", "RUS", "--on", "2018-04-01", "--json"]),
        (record.presence("USA", "RUS", history=True), ["presence", "USA", "RUS", "--history", "--json"]),
        (record.exchanges("USA", "RUS"), ["exchanges", "USA", "RUS", "--format", "json"]),
        (record.reciprocity("USA", "RUS"), ["reciprocity", "USA", "RUS", "--json"]),
        (record.forecast("USA", "RUS", count=60, on="2018-03-26"),
         ["forecast", "--actor", "USA", "--recipient", "RUS", "--count", "60", "--on", "2018-03-26", "--json"]),
    ]:  # fmt: skip
        assert found.details == json.loads(printed(record, *arguments))
        assert len(found) > 0
    pairs = [json.loads(line) for line in printed(record, "reciprocity", "--format", "jsonl").splitlines()]
    assert record.reciprocity().to_pylist() == pairs


def test_rows_of_relations_say_what_the_details_say(record):
    exchanges = record.exchanges("USA", "RUS")
    linked = sum(len(e["links"]) for e in exchanges.details["exchanges"])
    assert exchanges["answers"].null_count == len(exchanges) - linked > 0
    sides = record.reciprocity("USA", "RUS").to_pylist()
    assert [(s["actor"], s["recipient"]) for s in sides] == [("USA", "RUS"), ("RUS", "USA")]
    assert all(0 <= s["share"] <= 1 and s["answered"] <= s["answerable"] for s in sides)
    changes = record.presence("USA", "RUS", history=True).to_pylist()
    assert {"expelled", "closed"} <= {c["change"] for c in changes}
    assert any(c["low"] == 60 for c in changes if c["change"] == "expelled")
    row = record.forecast("USA", "RUS", count=60, on="2018-03-26").to_pylist()[0]
    assert 0 < row["chance"] <= 1 and row["delay_q05"] <= row["delay_q50"] <= row["delay_q95"]


def test_sql_reads_and_nothing_else(record):
    rows = record.sql("SELECT measure, count(*) AS n FROM event GROUP BY measure ORDER BY n DESC").to_pylist()
    assert rows[0]["measure"] == "expulsion" and rows[0]["n"] > 300
    with pytest.raises(chancery.RecordError, match="only reads"):
        record.sql("DELETE FROM event")
    mixed = record.sql("SELECT 1 AS a UNION ALL SELECT 'x'")
    assert sorted(mixed["a"].to_pylist()) == ["1", "x"]


def test_what_is_added_is_found_and_adding_again_changes_nothing(tmp_path, reports):
    record = chancery.Record(tmp_path / "a.chancery")
    with pytest.raises(chancery.RecordError, match="a.chancery"):
        record.events()
    first = record.add(pa.Table.from_pylist(reports), model="none")
    assert first["new"] == len(reports) and first["claims"] > 30
    assert record.add(reports[::-1], model="none")["same"] == len(reports)
    assert record.stats()["claims"] == first["claims"]


def test_events_coded_elsewhere_come_in_as_claims(tmp_path, reports):
    coded = chancery.code(reports, model="none")
    record = chancery.Record(tmp_path / "a.chancery")
    assert record.add_events(coded)["claims"] == len(coded)
    assert sorted(record.claims()["id"].to_pylist()) == sorted(coded["id"].to_pylist())


def test_without_a_path_it_is_the_record_of_the_program(tmp_path, monkeypatch):
    config = tmp_path / "config.toml"
    config.write_text("record = 'named.chancery'\n")
    for name in ("CHANCERY_RECORD", "XDG_DATA_HOME", "CHANCERY_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    assert chancery.Record().path == str(tmp_path / ".local/share/chancery/record.chancery")
    monkeypatch.setenv("CHANCERY_CONFIG", str(config))
    assert chancery.Record().path == str(tmp_path / "named.chancery")
    monkeypatch.setenv("CHANCERY_RECORD", "/elsewhere.chancery")
    assert chancery.Record().path == "/elsewhere.chancery"


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda r: r.events(actor="Atlantis"), "Atlantis"),
        (lambda r: r.events(measure="expulsin"), "expulsin"),
        (lambda r: r.events(since="x"), "2018-03-30"),
        (lambda r: r.events(since="2020-01-02", until="2020-01-01"), "after"),
        (lambda r: r.events(quad=7), "1, 2, 3, 4"),
        (lambda r: r.events(sort="loudest"), "newest"),
        (lambda r: r.series("USA", "USA"), "one state"),
        (lambda r: r.series("USA", "RUS", by="year"), "day, week, month"),
        (lambda r: r.reciprocity("USA"), "two states"),
        (lambda r: r.forecast("USA", "RUS", "talks"), "use one of"),
    ],
)
def test_wrong_questions_are_told_what_is_right(record, call, says):
    with pytest.raises(chancery.InputError, match=says):
        call(record)
