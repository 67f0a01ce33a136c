"""What is wrong with a file: bad data is a value, never an exception."""

from dataclasses import dataclass
from typing import NamedTuple

KeyPath = tuple[str | int, ...]
"""The way to a value inside a file: field names, and positions in lists from 0."""


class Spot(NamedTuple):
    """Line and column, both from 1, and how many characters from there are meant."""

    line: int
    column: int
    length: int = 0


TOP = Spot(1, 1)

INVALID = "GP001"
DUPLICATE = "GP002"
MISFIT = "GP003"
MISPLACED = "GP005"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that reading found wrong. `path` is inside the data folder; `code` is the rule that reports it."""

    code: str
    path: str
    spot: Spot
    message: str
    why: str
    fix: str


class YamlError(Exception):
    """The text is not one plain YAML document: caught by the reader, which makes a problem of it."""

    def __init__(self, spot: Spot, message: str, fix: str, code: str = INVALID) -> None:
        super().__init__(message)
        self.spot = spot
        self.message = message
        self.fix = fix
        self.code = code
