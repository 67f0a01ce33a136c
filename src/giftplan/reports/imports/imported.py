"""`giftplan import`: what a file would bring into the book."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.overlay import Overlay
from giftplan.book.sheet import DELIMITERS
from giftplan.book.sheet import Sheet
from giftplan.errors import CannotWorkError
from giftplan.records.base import shortened
from giftplan.reports.imports.cells import Cells
from giftplan.reports.imports.days import Order
from giftplan.reports.imports.gifts import GiftRows
from giftplan.reports.imports.matching import Matched
from giftplan.reports.imports.outcome import Column
from giftplan.reports.imports.outcome import Entry
from giftplan.reports.imports.outcome import Import
from giftplan.reports.imports.outcome import RowRead
from giftplan.reports.imports.partners import partner_entries
from giftplan.rules.engine import judge

What = Literal["partners", "gifts"]
WHAT: tuple[What, ...] = ("partners", "gifts")


def import_of(book: Book, sheet: Sheet, what: What, matched: Matched, dates: Order | None, as_of: date) -> Import:
    """Every row as a record that is new, in the book already, or there with something else said of it.

    Nothing is written. Raises `CannotWorkError` where the settings, or a file of what is imported, cannot be read.
    """
    if book.settings is None:
        raise CannotWorkError("settings.yaml cannot be used, and it says in which currency: giftplan check says why")
    if unread := sorted(path for path in book.lost if path.startswith(f"{what}/")):
        message = f"{unread[0]} cannot be read, and what is in it would be imported a second time"
        raise CannotWorkError(f"{message}: giftplan check says why")
    home = book.settings.currency
    cells = Cells(book, matched, sheet.rows, dates)
    found = [cells.read(row) for row in sheet.rows]
    rows = [read for read in found if isinstance(read, RowRead)]
    errors = [error for read in found if not isinstance(read, RowRead) for error in read]
    if what == "partners":
        entries, refused = partner_entries(book, home, rows, as_of)
    else:
        entries, refused = GiftRows(book, home).entries(rows, cells.member)
    return Import(
        what=what,
        rows=len(sheet.rows),
        columns=tuple(Column(matched.names[i], field.name) for i, field in matched.fields.items()),
        not_taken=matched.not_taken,
        notes=tuple(_notes(sheet, matched, cells)),
        entries=tuple(entries),
        errors=tuple(sorted([*errors, *refused], key=lambda error: error.row)),
        currency=home,
        findings=_findings(book, entries, as_of),
    )


def _notes(sheet: Sheet, matched: Matched, cells: Cells) -> Iterable[str]:
    """What was found out about the file, for a person to judge."""
    sign = next((name for name, sign in DELIMITERS.items() if sign == sheet.delimiter), f"'{sheet.delimiter}'")
    encoding = "Windows-1252" if sheet.encoding == "cp1252" else sheet.encoding.upper()
    yield f"Read as {encoding}, a {sign} between the cells."
    if sheet.guessed is not None:
        yield (
            f"It is not UTF-8, so Windows-1252 was taken: is '{sheet.guessed}' right? Else name its encoding with "
            "--encoding."
        )
    for position, column in cells.days.items():
        if column.proof and not column.against:
            row, text = column.proof
            order = str(column.order).replace("-", " ")
            yield f"{matched.names[position]}: read {order}, as row {row} proves ('{shortened(text, 40)}')."


def _findings(book: Book, entries: Iterable[Entry], as_of: date) -> tuple[tuple[str, str, int], ...]:
    """The errors that `check` would find in what is to be written: history is told, not refused."""
    files = {entry.path: entry.data for entry in entries if entry.data is not None}
    if not files:
        return ()
    report = judge(load(Overlay(book.tree, files)), as_of, places=False)
    errors = [found for found in report.findings if found.level == "error" and found.path in files]
    return tuple(
        (rule, name, count) for (rule, name), count in sorted(Counter((e.rule, e.name) for e in errors).items())
    )
