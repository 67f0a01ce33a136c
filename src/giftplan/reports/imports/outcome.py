"""What an import found: values, nothing written yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from giftplan.records.gift import Gift
from giftplan.records.partner import Partner

Told = str | list["Told"] | dict[str, "Told"]
"""What stands behind a field, in the notation of a data file."""
State = Literal["new", "changed", "differs", "same"]


class RefusedError(Exception):
    """A cell, or what a row says, cannot be taken: caught row by row."""

    def __init__(self, message: str, fix: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.field = field


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row was not taken; `column` is the one that it lies in, where it is one."""

    row: int
    column: str | None
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class RowRead:
    """One row that could be read: each field that it gives, in the notation of a data file."""

    number: int
    given: Mapping[str, Told]
    columns: Mapping[str, str]
    """The column that gave each field."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field in which the row and the book differ, and whether the file gets what the row says."""

    field: str
    before: str | None
    after: str
    written: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One record that the rows speak of. `data` is its file's whole content where it is to be written."""

    state: State
    path: str
    rows: tuple[int, ...]
    record: Partner | Gift
    fields: Mapping[str, Told]
    changes: tuple[Change, ...] = ()
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file, and the field that it fills."""

    name: str
    field: str


@dataclass(frozen=True, slots=True)
class Import:
    """What a file would bring into the book. `findings` are the errors that `check` would have on what is written."""

    what: Literal["partners", "gifts"]
    rows: int
    columns: tuple[Column, ...]
    not_taken: tuple[str, ...]
    notes: tuple[str, ...]
    entries: tuple[Entry, ...]
    errors: tuple[RowError, ...]
    currency: str
    findings: tuple[tuple[str, str, int], ...] = ()
    """Rule, its name, and how often."""

    def of(self, *states: State) -> list[Entry]:
        """The entries in one of these states."""
        return [entry for entry in self.entries if entry.state in states]

    @property
    def to_write(self) -> list[Entry]:
        """The entries that have a file to be written."""
        return [entry for entry in self.entries if entry.data is not None]
