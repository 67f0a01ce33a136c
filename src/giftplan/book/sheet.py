"""The bytes of a spreadsheet's or a CRM's export -> its header and its rows, each with its number."""

import csv
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from giftplan.errors import CannotWorkError
from giftplan.records.base import shortened

MOST_BYTES = 20_000_000
LONGEST_CELL = 5_000
ENCODINGS = ("utf-8", "utf-16", "cp1252", "iso-8859-1", "iso-8859-15", "cp1250", "cp850", "mac-roman")
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_NEVER_CLOSED = "a quote is opened in it and never closed, so no row below it could be read"
_LOOKED_AT = 50
"""So many rows tell which sign stands between the cells."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is what a spreadsheet shows beside it: the header is 1, empty rows count."""

    number: int
    cells: tuple[str, ...]
    broken: str | None = None
    """Why its cells cannot be told apart, where they cannot."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was read."""

    encoding: str
    delimiter: str
    header: Row
    rows: tuple[Row, ...]
    guessed: str | None = None
    """A word that shows whether the encoding was guessed well; None where nothing had to be guessed."""


def read_sheet(data: bytes, is_known: Callable[[str], bool], encoding: str | None, delimiter: str | None) -> Sheet:
    """The table in these bytes. `is_known` says of a column's name whether it means something here.

    `encoding` and `delimiter` are found out where they are None. Raises `CannotWorkError` where there is no table.
    """
    text, used, guessed = _decoded(data, encoding)
    text, said = _said_delimiter(text)
    delimiter = delimiter or said or _likely_delimiter(text, is_known)
    rows = [row for row in _rows(text, delimiter) if row.broken or any(cell.strip() for cell in row.cells)]
    if not rows:
        raise CannotWorkError("there is no row in it: the first one names the columns")
    header, *others = rows
    if header.broken:
        raise CannotWorkError(f"its header, in row {header.number}, cannot be read: {header.broken}")
    if not others:
        raise CannotWorkError("only a header stands in it: there is no row to take")
    return Sheet(used, delimiter, header, tuple(others), guessed)


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str, str | None]:
    """The text, its encoding, and a word that shows whether that one was guessed well."""
    if len(data) > MOST_BYTES:
        raise CannotWorkError(f"it is larger than {MOST_BYTES // 1_000_000} MB: split it, and import each part")
    if not data:
        raise CannotWorkError("it is empty")
    if data.startswith(_WORKBOOKS):
        raise CannotWorkError("it is a workbook, not CSV: in the spreadsheet, save it as 'CSV UTF-8'")
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    used = marked or encoding or "utf-8"
    guessed = None
    try:
        text = data.decode(used)
    except UnicodeDecodeError as error:
        if marked or encoding:
            message = f"it is not {used.removesuffix('-sig').upper()}: byte {error.start + 1:,} cannot be read"
            raise CannotWorkError(f"{message}; --encoding names another") from error
        used, text = "cp1252", _as_windows(data)
        guessed = _telling_word(text)
    if "\0" in text:
        raise CannotWorkError("it holds zero bytes, so it is no text: export it again as CSV in UTF-8")
    return text, used.removesuffix("-sig"), guessed


def _as_windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        byte, row = data[error.start], data.count(b"\n", 0, error.start) + 1
        message = f"it is neither UTF-8 nor Windows-1252: byte 0x{byte:02x} in line {row} is in neither"
        raise CannotWorkError(f"{message}; export it as UTF-8, or name its encoding with --encoding") from error


def _telling_word(text: str) -> str:
    at = next(index for index, letter in enumerate(text) if not letter.isascii())
    start = max((text.rfind(sign, 0, at) for sign in ' ,;\t|"\r\n'), default=-1) + 1
    return shortened(text[start : at + 25].split("\n")[0].split(";")[0].split(",")[0].strip('"\r\t '), 25)


def _said_delimiter(text: str) -> tuple[str, str | None]:
    """Excel's first line `sep=;`, which it shows to nobody."""
    first, end, rest = text.partition("\n")
    line = first.rstrip("\r").strip('"')
    if end and line.lower().startswith("sep=") and len(line) == 5:
        return rest, line[4]
    return text, None


def _likely_delimiter(text: str, is_known: Callable[[str], bool]) -> str:
    """The sign that gives the most columns that are known, then the most rows of one length, then the most columns."""

    def score(delimiter: str) -> tuple[int, float, int]:
        sample = [row for row in islice(_rows(text, delimiter), _LOOKED_AT) if row.broken or any(row.cells)]
        if not sample or sample[0].broken:
            return 0, 0.0, 0
        width = len(sample[0].cells)
        same = sum(len(row.cells) == width and not row.broken for row in sample) / len(sample)
        return sum(is_known(cell) for cell in sample[0].cells), same if width > 1 else 0.0, width

    return max(DELIMITERS.values(), key=score)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """Every row, empty ones too. A quote that is never closed swallows all that follows."""
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = tuple(next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            is_open = "end of data" in str(error)
            yield Row(number, (), _NEVER_CLOSED if is_open else "a quote in the middle of a cell is not doubled")
            continue
        yield Row(number, cells)
