"""The days of a culture's window in a span of days."""

import calendar
from collections.abc import Container
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta

from dateutil.easter import easter

from giftplan.book.book import Book
from giftplan.planning.almanac import Almanac
from giftplan.records.culture import When
from giftplan.records.culture import Window
from giftplan.records.scalars import FIRST_YEAR
from giftplan.records.scalars import LAST_YEAR
from giftplan.records.words import WEEKDAYS


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both included."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Does it hold that day?"""
        return self.start <= day <= self.end


def holds(window: Window, day: date, spans: list[Span]) -> bool:
    """Does the window hold that day? `spans` are those of `spans_of` around it."""
    if window.when.weekdays:
        return WEEKDAYS[day.weekday()] in window.when.weekdays
    return any(span.holds(day) for span in spans)


@dataclass
class Windows:
    """The windows of some levels in a book's cultures, by country and month, worked out once."""

    book: Book
    almanac: Almanac
    levels: Container[str]
    _known: dict[tuple[str, int, int], list[tuple[Window, list[Span]]]] = field(default_factory=dict)

    def on(self, country: str, day: date) -> Iterator[Window]:
        """Those that hold that day there."""
        key = country, day.year, day.month
        if key not in self._known:
            self._known[key] = list(self._around_month(country, day))
        for window, spans in self._known[key]:
            if holds(window, day, spans):
                yield window

    def _around_month(self, country: str, day: date) -> Iterator[tuple[Window, list[Span]]]:
        last = calendar.monthrange(day.year, day.month)[1]
        month = Span(day.replace(day=1), day.replace(day=last))
        for culture in self.book.cultures_of(country):
            for window in (window for window in culture.windows if window.level in self.levels):
                spans = spans_of(window.when, country, month, self.almanac)
                if spans or window.when.weekdays:
                    yield window, spans


def spans_of(when: When, country: str, within: Span, almanac: Almanac) -> list[Span]:
    """Every stretch of a window that touches `within`. Empty for windows of weekdays."""
    if when.weekdays:
        return []
    if isinstance(when.start, tuple) and isinstance(when.end, tuple):
        found = _of_the_year(when.start, when.end, within)
    else:
        found = _around(when, country, within, almanac)
    return [span for span in found if span.start <= within.end and within.start <= span.end]


def _of_the_year(start: tuple[int, int], end: tuple[int, int], within: Span) -> Iterator[Span]:
    """The same days every year; `end` before `start` lies in the next year."""
    over = 1 if end < start else 0
    for year in range(within.start.year - over, within.end.year + 1):
        yield Span(_day(year, start), _day(year + over, end))


def _day(year: int, month_day: tuple[int, int]) -> date:
    month, day = month_day
    try:
        return date(year, month, day)
    except ValueError:  # the 29th of February in a common year
        return date(year, month, 28)


def _around(when: When, country: str, within: Span, almanac: Almanac) -> Iterator[Span]:
    """So many days before to so many days after a holiday that moves."""
    start = when.start if isinstance(when.start, int) else 0
    end = when.end if isinstance(when.end, int) else 0
    first_year = max(FIRST_YEAR, (within.start - timedelta(days=end)).year)
    last_year = min(LAST_YEAR, (within.end - timedelta(days=start)).year)
    years = range(first_year, last_year + 1)
    if when.easter:
        days = [easter(year, 3 if when.easter == "western" else 2) for year in years]  # dateutil's own numbers
    else:
        days = almanac.first_days(when.country or country, when.holiday or "", years)
    for day in days:
        yield Span(day + timedelta(days=start), day + timedelta(days=end))
