"""The notebook runs from top to bottom and ends in a picture; the R script makes its table."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from conftest import ROOT, run_program

import chancery


def test_the_notebook_runs_and_draws():
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    notebook = nbformat.read(ROOT / "examples" / "reciprocity.ipynb", as_version=4)
    client = nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": ROOT / "examples"}})
    client.execute()
    shown = [out["data"] for cell in notebook.cells if cell.cell_type == "code" for out in cell.outputs if "data" in out]
    pictures = [data["image/svg+xml"] for data in shown if "image/svg+xml" in data]
    assert len(pictures) == 1 and "United States" in pictures[0] and "<rect" in pictures[0]
    tables = [data["text/html"] for data in shown if "text/html" in data]
    assert any("expulsion" in table for table in tables)


def test_the_r_script_makes_the_table_of_the_record(record, tmp_path):
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed")
    has = subprocess.run([program, "-e", "stopifnot(requireNamespace('arrow', quietly = TRUE))"], capture_output=True)
    if has.returncode:
        pytest.skip("R lacks the package `arrow`")
    export = tmp_path / "events.parquet"
    run_program("export", str(export), "--record", record.path)
    done = subprocess.run([program, ROOT / "examples" / "measures.R", export], capture_output=True, text=True, check=True)
    expected = record.sql(
        "SELECT measure, count(*) AS n FROM event WHERE measure IS NOT NULL AND status = 'actual' GROUP BY measure"
    ).to_pylist()
    found = dict(line.split(",") for line in done.stdout.splitlines()[1:])
    assert {row["measure"]: str(row["n"]) for row in expected} == found


def test_other_frames_call_the_coder_batch_by_batch(reports):
    """The five lines that docs/python.md gives for Polars."""
    polars = pytest.importorskip("polars")
    coder = chancery.Coder("none")
    frame = polars.DataFrame(reports, infer_schema_length=None)
    code = lambda batch: coder.code(batch, flat=True).to_polars()
    schema = polars.Schema(code(frame.head(0)).schema)
    events = frame.lazy().map_batches(code, schema=schema).collect()
    assert events["id"].to_list() == chancery.code(reports, model="none", flat=True)["id"].to_pylist()
