"""The pages' Python runs, in order, in an empty folder; what Dask and Ray are told runs where they are installed."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

import chancery


@pytest.mark.parametrize("page", ["docs/python.md", "python/README.md"])
def test_the_pages_python_runs(page, tmp_path, monkeypatch):
    pytest.importorskip("pandas"), pytest.importorskip("polars")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / page).read_text(), re.M | re.S)
    assert blocks
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, page, "exec"), names)


def test_every_argument_and_method_is_in_the_page():
    import inspect

    page = (ROOT / "docs" / "python.md").read_text()
    arguments = set(inspect.signature(chancery.code).parameters) - {"data"}
    methods = {name for name in vars(chancery.Record) if not name.startswith("_")}
    for name in arguments | methods:
        assert f"`{name}`" in page, name


def test_dask_maps_partitions(reports):
    dataframe = pytest.importorskip("dask.dataframe")
    import pandas

    code = lambda part: chancery.code(part, flat=True, model="none", threads=1).to_pandas()
    frame = dataframe.from_pandas(pandas.DataFrame(reports), npartitions=3)
    found = frame.map_partitions(code, meta=chancery.code([], flat=True, model="none").to_pandas()).compute()
    assert sorted(found["id"]) == sorted(chancery.code(reports, flat=True, model="none")["id"].to_pylist())


def test_ray_maps_batches(reports):
    ray = pytest.importorskip("ray")
    import pyarrow as pa

    ray.init(num_cpus=1, include_dashboard=False, ignore_reinit_error=True)
    code = lambda batch: chancery.code(batch, flat=True, model="none", threads=1).to_arrow()
    found = ray.data.from_arrow(pa.Table.from_pylist(reports)).map_batches(code, batch_format="pyarrow").to_pandas()
    assert sorted(found["id"]) == sorted(chancery.code(reports, flat=True, model="none")["id"].to_pylist())
    ray.shutdown()
