"""What is underneath: see the modules of the package for what each is for."""

import pathlib
from collections.abc import Callable, Sequence
from os import PathLike
from typing import Any, final

import pyarrow as pa

__all__ = [
    "ChanceryError",
    "Coder",
    "InputError",
    "ModelError",
    "Record",
    "RecordError",
    "__version__",
    "blocks",
    "fits",
    "main",
    "merged",
    "pieces",
    "schema",
    "usual_record",
]

__version__: str

class ChanceryError(Exception): ...
class InputError(ChanceryError): ...
class ModelError(ChanceryError): ...
class RecordError(ChanceryError): ...

@final
class Coder:
    def __new__(cls, model: str = ..., lexicon: str | PathLike[str] | None = ..., threads: int | None = ...) -> Coder: ...
    @property
    def made_by(self) -> tuple[str, str, str]: ...
    def code(
        self,
        table: Any,
        *,
        map: str | None = ...,
        published: str | None = ...,
        any_language: bool = ...,
        min_confidence: float = ...,
        flat: bool = ...,
        rows: int | None = ...,
        progress: Callable[[int], object] | None = ...,
    ) -> tuple[pa.Table, pa.Table, pa.Table]: ...

@final
class Record:
    def __new__(cls, path: str | PathLike[str]) -> Record: ...
    def check_readable(self) -> None: ...
    def stats(self) -> str: ...
    def events(self, given: dict[str, Any], flat: bool = ...) -> tuple[pa.Table, int]: ...
    def event(self, id: str, as_known_on: str | None = ...) -> tuple[pa.Table, str]: ...
    def claims(
        self,
        event: str | None = ...,
        document: str | None = ...,
        superseded: bool = ...,
        limit: int | None = ...,
    ) -> pa.Table: ...
    def sql(self, statement: str) -> str: ...
    def presence(self, first: str, second: str, on: str | None = ..., history: bool = ...) -> str: ...
    def exchanges(
        self,
        first: str,
        second: str,
        since: str | None = ...,
        until: str | None = ...,
        stated_only: bool = ...,
        least_chance: float | None = ...,
    ) -> str: ...
    def series(
        self,
        first: str,
        second: str,
        by: str,
        measure: str,
        since: str | None = ...,
        until: str | None = ...,
    ) -> tuple[str, str] | None: ...
    def reciprocity(
        self,
        first: str,
        second: str,
        since: str | None = ...,
        until: str | None = ...,
        by: str = ...,
        lags: int = ...,
        level: float = ...,
        seed: int = ...,
    ) -> str | None: ...
    def all_pairs(
        self, since: str | None = ..., until: str | None = ..., least: int = ..., level: float = ...
    ) -> str: ...
    def forecast(
        self,
        actor: str,
        recipient: str,
        measure: str,
        count: int | None = ...,
        on: str | None = ...,
        answers: bool = ...,
        joint: bool = ...,
        fitted_links: bool = ...,
    ) -> str: ...
    def add(
        self,
        coder: Coder,
        table: Any,
        *,
        map: str | None = ...,
        published: str | None = ...,
        any_language: bool = ...,
        rows: int | None = ...,
        progress: Callable[[int], object] | None = ...,
    ) -> dict[str, int]: ...
    def add_events(self, events: Any) -> dict[str, int]: ...
    def load_reference(self) -> dict[str, int]: ...

def main(arguments: Sequence[str]) -> int: ...
def usual_record() -> pathlib.Path: ...
def schema(kind: str) -> pa.Schema: ...
def blocks(events: Any) -> pa.RecordBatch: ...
def fits(events: Any) -> pa.RecordBatch: ...
def pieces(pairs: Any) -> pa.RecordBatch: ...
def merged(events: Any) -> pa.Table: ...
