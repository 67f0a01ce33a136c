"""A column of days: ISO, or with the day or the month first, which the column itself has to prove."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from giftplan.records.base import shortened
from giftplan.reports.imports.outcome import RefusedError

Order = Literal["day-first", "month-first"]
ORDERS: tuple[Order, ...] = ("day-first", "month-first")

_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(?::00(?:\.0+)?)?(?: ?Z)?$", re.ASCII)
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2}", re.ASCII)
_SERIAL = re.compile(r"[1-9]\d{4}(?:[.,]\d+)?", re.ASCII)
_ISO = "write it as 2026-02-17"


class DayColumn:
    """How the days of one column are to be read: by the order asked for, else by what its own values prove."""

    def __init__(self, cells: Iterable[tuple[int, str]], asked: Order | None) -> None:
        self.order: Order | None = asked
        self.proof: tuple[int, str] | None = None
        """The row and the cell that proved the order."""
        self.against: tuple[int, str] | None = None
        """A row and a cell that prove the other order."""
        if asked is None:
            for row, text in cells:
                self._learn(row, text)

    def _learn(self, row: int, text: str) -> None:
        found = _YEAR_LAST.fullmatch(_MIDNIGHT.sub("", text))
        proved = _proved(int(found[1]), int(found[3]), int(found[4])) if found else None
        if proved is None:
            return
        if self.order is None:
            self.order, self.proof = proved, (row, text)
        elif proved != self.order and self.against is None:
            self.against = row, text

    def read(self, text: str) -> str:
        """The day as 2026-02-17. Raises `RefusedError`."""
        shown = shortened(text, 40)
        bare = _MIDNIGHT.sub("", text)
        if _CLOCK.search(bare):
            raise RefusedError(
                f"'{shown}' holds a time of day", "a record has the day alone: export it without the time"
            )
        if found := _YEAR_FIRST.fullmatch(bare):
            return _day(int(found[1]), int(found[3]), int(found[4]), shown)
        if found := _YEAR_LAST.fullmatch(bare):
            return self._year_last(int(found[1]), int(found[3]), int(found[4]), shown)
        if _SHORT_YEAR.fullmatch(bare):
            raise RefusedError(f"'{shown}' has a year of two digits", f"{_ISO}, with all four digits of the year")
        if _SERIAL.fullmatch(bare):
            fix = "format the column as a date (2026-02-17) in the spreadsheet, and export it again"
            raise RefusedError(f"'{shown}' is a spreadsheet's number for a day, not a day", fix)
        raise RefusedError(f"'{shown}' is not a day", _ISO)

    def _year_last(self, first: int, second: int, year: int, shown: str) -> str:
        if self.against and self.proof:
            rows = f"row {self.proof[0]} ('{self.proof[1]}') and row {self.against[0]} ('{self.against[1]}')"
            message = f"'{shown}' cannot be read: the column has the day first and the month first, as {rows} prove"
            raise RefusedError(message, f"{_ISO}, or say --dates day-first or --dates month-first")
        if self.order is None and first != second and first <= 12 and second <= 12:
            fix = "say which: --dates day-first or --dates month-first"
            raise RefusedError(f"'{shown}' can be read in two ways, and no other day of the column decides", fix)
        is_month_first = self.order == "month-first"
        return _day(year, first if is_month_first else second, second if is_month_first else first, shown)


def _proved(first: int, second: int, year: int) -> Order | None:
    """The order of a day of which one number cannot be the month; one that does not exist proves nothing."""
    if not (
        1 <= min(first, second) <= 12 < max(first, second) and _exists(year, min(first, second), max(first, second))
    ):
        return None
    return "day-first" if first > 12 else "month-first"


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _day(year: int, month: int, day: int, shown: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise RefusedError(f"'{shown}' is not in the calendar", "write a day that exists") from error
