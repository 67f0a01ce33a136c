"""`register --format xlsx`: real days and real numbers, to filter and to add up."""

from collections.abc import Sequence
from datetime import date
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from giftplan.output.csv.table import Value
from giftplan.output.entries import COLUMNS
from giftplan.output.entries import SUM_COLUMNS
from giftplan.output.entries import SUM_MONEY
from giftplan.output.entries import sum_rows
from giftplan.output.register_words import notes_of
from giftplan.output.register_words import title_of
from giftplan.output.register_words import total_words
from giftplan.output.words import visible
from giftplan.records.base import shortened
from giftplan.records.gift import REACHED
from giftplan.reports.register import Register

_MONEY = "#,##0.00"
_DAY = "yyyy-mm-dd"
_WIDEST = 40
_LONGEST = 32_767
"""So many characters a cell of a workbook can hold; of more the beginning stands there, with a sign that it is one."""
KEPT = tuple(sorted(REACHED))


def register_xlsx(register: Register) -> bytes:
    """A workbook: the entries with their sum, the sums under the limits, and what is to be known about both."""
    stream = BytesIO()
    # A text is never taken for a formula, a number or an address; the day makes the same register the same file.
    safe = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(stream, {"in_memory": True, **safe}) as book:
        book.set_properties({"created": datetime.combine(register.as_of, datetime.min.time())})
        sheet = _Sheet(book, "Register", [column.name for column in COLUMNS])
        money = frozenset(i for i, column in enumerate(COLUMNS) if column.is_money)
        sheet.fill([[column.of(entry) for column in COLUMNS] for entry in register.entries], money)
        sheet.add_up(register)
        limits = _Sheet(book, "Limits", SUM_COLUMNS)
        limits.fill(sum_rows(register), frozenset(i for i, name in enumerate(SUM_COLUMNS) if name in SUM_MONEY))
        notes = _Sheet(book, "Notes", ("note",))
        notes.fill([(f"{title_of(register)}: {total_words(register)}",), *((note,) for note in notes_of(register))])
    return stream.getvalue()


class _Sheet:
    """One sheet with its columns named in a row that stays in sight and filters."""

    def __init__(self, book: Any, name: str, columns: Sequence[str]) -> None:
        self._sheet: Any = book.add_worksheet(name)
        self._bold = book.add_format({"bold": True})
        self._money = book.add_format({"num_format": _MONEY})
        self._sum = book.add_format({"num_format": _MONEY, "bold": True, "top": 1})
        self._day = book.add_format({"num_format": _DAY})
        self._widths = [len(name) for name in columns]
        self._rows: Sequence[Sequence[Value]] = ()
        self._sheet.freeze_panes(1, 0)
        self._sheet.write_row(0, 0, columns, self._bold)

    def fill(self, rows: Sequence[Sequence[Value]], money: frozenset[int] = frozenset()) -> None:
        """The rows below the names, as wide as their texts."""
        self._rows = rows
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                self._write(number, place, value, place in money)
        self._sheet.autofilter(0, 0, max(1, len(rows)), len(self._widths) - 1)
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, min(width, _WIDEST) + 2)

    def _write(self, row: int, column: int, value: Value, is_money: bool) -> None:
        if value is None:
            return
        self._widths[column] = max(self._widths[column], len(str(value)))
        if isinstance(value, date):
            self._sheet.write_datetime(row, column, datetime.combine(value, datetime.min.time()), self._day)
        elif isinstance(value, Decimal | int):
            self._sheet.write_number(row, column, value, self._money if is_money else None)
        else:
            self._sheet.write_string(row, column, shortened(visible(value), _LONGEST))

    def add_up(self, register: Register) -> None:
        """Below the rows, one apart, what was given and kept, and what was received and kept; no other sum counts."""
        places = {column.name: place for place, column in enumerate(COLUMNS)}
        last = max(1, len(self._rows))

        def column(name: str) -> str:
            return (
                f"{xl_rowcol_to_cell(1, places[name], True, True)}:{xl_rowcol_to_cell(last, places[name], True, True)}"
            )

        for below, way in enumerate(("given", "received"), last + 2):
            self._sheet.write_string(below, 0, f"Sum {way}", self._bold)
            for name, total in (("value_home", register.total(way)), ("vat_home", register.vat(way))):
                parts = (
                    f'SUMIFS({column(name)},{column("direction")},"{way}",{column("outcome")},"{kept}")'
                    for kept in KEPT
                )
                self._sheet.write_formula(below, places[name], f"={'+'.join(parts)}", self._sum, float(total))
