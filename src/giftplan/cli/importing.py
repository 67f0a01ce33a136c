"""How `import` reads its file, asks, and writes what is new."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from giftplan.book.sheet import DELIMITERS
from giftplan.book.sheet import ENCODINGS
from giftplan.book.sheet import MOST_BYTES
from giftplan.book.sheet import read_sheet
from giftplan.book.writing import create
from giftplan.book.writing import rewrite
from giftplan.cli.asking import confirmed
from giftplan.cli.asking import somebody_answers
from giftplan.cli.context import Context
from giftplan.cli.context import choose
from giftplan.cli.telling import INTERRUPTED
from giftplan.errors import CannotWorkError
from giftplan.errors import GiftplanError
from giftplan.output.json.imported import import_json
from giftplan.output.screen.imported import import_screen
from giftplan.output.words import counted
from giftplan.reports.imports.days import ORDERS
from giftplan.reports.imports.days import Order
from giftplan.reports.imports.fields import field_of_column
from giftplan.reports.imports.imported import WHAT
from giftplan.reports.imports.imported import What
from giftplan.reports.imports.imported import import_of
from giftplan.reports.imports.matching import match
from giftplan.reports.imports.outcome import Entry
from giftplan.reports.imports.outcome import Import


class StoppedError(GiftplanError):
    """Ctrl-C in the middle of many files: those that are written stay."""

    exit_code = INTERRUPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a file is to be read; what is None is found out."""

    what: What
    maps: Mapping[str, str]
    dates: Order | None
    delimiter: str | None
    encoding: str | None

    @classmethod
    def chosen(
        cls, what: str, maps: Mapping[str, str], dates: str | None, delimiter: str | None, encoding: str | None
    ) -> Self:
        """The words of the command line, each one of those that it takes. Raises `UsageError`."""
        choose(what, WHAT, "import")
        if dates is not None:
            choose(dates, ORDERS, "--dates")
        if delimiter is not None and delimiter not in DELIMITERS.values():
            delimiter = DELIMITERS[choose(delimiter, DELIMITERS, "--delimiter")]
        if encoding is not None:
            choose(encoding.lower(), ENCODINGS, "--encoding")
        return cls(
            what=next(known for known in WHAT if known == what),
            maps=maps,
            dates=next((order for order in ORDERS if order == dates), None),
            delimiter=delimiter,
            encoding=encoding.lower() if encoding else None,
        )


def preview(call: Context, file: Path, reading: Reading) -> Import:
    """What the file would bring. Raises `UsageError` or `CannotWorkError`."""
    names = {column.casefold() for column in reading.maps}

    def is_known(column: str) -> bool:
        return column.strip().casefold() in names or field_of_column(reading.what, column) is not None

    try:
        sheet = read_sheet(_bytes(file), is_known, reading.encoding, reading.delimiter)
    except CannotWorkError as error:
        raise CannotWorkError(f"{file}: {error}") from error
    matched = match(reading.what, sheet.header, reading.maps)
    return import_of(call.book(), sheet, reading.what, matched, reading.dates, call.as_of)


def _bytes(file: Path) -> bytes:
    """Only a regular file: a pipe or a device would never end."""
    try:
        if file.exists() and not file.is_file():
            raise CannotWorkError("it is a folder, a device or a pipe, not a file")
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise CannotWorkError(f"it cannot be read: {getattr(error, 'strerror', None) or error}") from error


def answer(call: Context, found: Import, file: Path, form: str, dry_run: bool, written: bool) -> None:
    """Tell what the file brings."""
    if form == "json":
        call.write(import_json(found, str(file), written))
    else:
        call.show(import_screen(found, str(file), call.width, dry_run))


def is_agreed(found: Import, form: str, yes: bool) -> bool:
    """May it be written? Somebody at a terminal who has seen the table is asked."""
    if not found.to_write or yes or form != "table" or not somebody_answers():
        return True
    return confirmed(f"Write {counted(len(found.to_write), 'file')}?")


def write(call: Context, found: Import) -> None:
    """Write every new record, and what completes one, each file whole. What is written stays if the next one fails."""
    done = 0
    try:
        for entry in found.to_write:
            _write(call, entry)
            done += 1
    except (CannotWorkError, KeyboardInterrupt) as error:
        rest = (
            f"{done:,} of {counted(len(found.to_write), 'file')} are written, each whole; a second run writes the rest"
        )
        if isinstance(error, CannotWorkError):
            raise CannotWorkError(f"{error} ({rest})") from error
        raise StoppedError(f"stopped: {rest}") from error
    if done:
        call.note(f"wrote {counted(done, 'file')} in {call.shown(found.what)}")


def _write(call: Context, entry: Entry) -> None:
    data = entry.data or b""
    if entry.state == "new":
        create(call.root, [entry.path], data)
    else:
        rewrite(call.root, entry.path, data)
