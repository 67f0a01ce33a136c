"""Weekends, public holidays and working days, from the calendar files or else from the `holidays` package."""

from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple
from warnings import catch_warnings
from warnings import simplefilter

from giftplan.records.calendar import CalendarYear
from giftplan.records.words import WEEKDAYS

DAY = timedelta(days=1)
PACKAGE_LANGUAGE = "en_US"
_OBSERVED = "(observed"


@dataclass(frozen=True, slots=True)
class RegionYear:
    """One region's weekend (Monday is 0) and its public holidays of one year, by day."""

    weekend: frozenset[int]
    holidays: Mapping[date, str]


def region_of(country: str, subdivision: str | None) -> str:
    """A country (DE) or a part of one (DE-BY), as calendar files call it."""
    return f"{country}-{subdivision}" if subdivision else country


@lru_cache(maxsize=512)
def computed(region: str, year: int) -> RegionYear:
    """What the `holidays` package knows; a country that it does not know has a weekend and no holidays."""
    from holidays import country_holidays  # takes 90 ms: only where a year is not written down

    country, _, subdivision = region.partition("-")
    try:
        with catch_warnings():
            simplefilter("ignore")  # that it knows a feast for some years only: whoever needs its day sees none
            found = country_holidays(country, subdiv=subdivision or None, years=year, language=PACKAGE_LANGUAGE)
    except NotImplementedError:  # how the package says that it does not know a country or a part of one
        return computed(country, year) if subdivision else RegionYear(frozenset({5, 6}), {})
    return RegionYear(frozenset(found.weekend), {day: found[day] for day in sorted(found)})


class Almanac:
    """Which days are free where. `unpinned` gathers the regions and years that no calendar file holds."""

    def __init__(self, calendars: Mapping[int, CalendarYear]) -> None:
        self._calendars = calendars
        self._known: dict[tuple[str, int], RegionYear] = {}
        self.unpinned: set[tuple[int, str]] = set()

    def year(self, region: str, year: int) -> RegionYear:
        """One region's year."""
        if (region, year) not in self._known:
            self._known[region, year] = self._written(region, year) or self._ask(region, year)
        return self._known[region, year]

    def _written(self, region: str, year: int) -> RegionYear | None:
        calendar = self._calendars.get(year)
        days = calendar.countries.get(region) if calendar else None
        return RegionYear(frozenset(map(WEEKDAYS.index, days.weekend)), days.days) if days else None

    def _ask(self, region: str, year: int) -> RegionYear:
        self.unpinned.add((year, region))
        return computed(region, year)

    def holiday(self, region: str, day: date) -> str | None:
        """The public holiday of that day there, if it is one."""
        return self.year(region, day.year).holidays.get(day)

    def is_weekend(self, region: str, day: date) -> bool:
        """Is it a weekend day there?"""
        return day.weekday() in self.year(region, day.year).weekend

    def closed(self, region: str, day: date) -> str | None:
        """Why nobody is there to receive a parcel: weekend, public holiday, or the one working day between."""
        if self.is_weekend(region, day):
            return "a weekend day there"
        if name := self.holiday(region, day):
            return f"public holiday there ({name})"
        before, after = day - DAY, day + DAY
        for holiday, weekend in ((before, after), (after, before)):
            if self.is_weekend(region, weekend) and (name := self.holiday(region, holiday)):
                return f"the one working day between a weekend and {name}"
        return None

    def is_working_day(self, region: str, day: date) -> bool:
        """Do we, the givers in that region, work on that day?"""
        calendar = self._calendars.get(day.year)
        ours = calendar is not None and day in calendar.ours
        return not (ours or self.is_weekend(region, day) or self.holiday(region, day))

    def working_days_before(self, region: str, day: date, count: int) -> date:
        """The working day that lies `count` working days before `day`."""
        while count > 0:
            day -= DAY
            count -= self.is_working_day(region, day)
        return day

    def working_days_after(self, region: str, day: date, count: int) -> date:
        """The working day that lies `count` working days after `day`."""
        while count > 0:
            day += DAY
            count -= self.is_working_day(region, day)
        return day

    def first_days(self, country: str, name: str, years: Iterable[int]) -> list[date]:
        """The first day of each time a holiday of that name comes in these years.

        Names are equal once '(observed)', '(estimated)' and 'Holiday' are taken off; where none is equal,
        `name` may be a part of it. Consecutive days are one holiday, and so is a day off given in its place that
        stands apart from it by less than a week.
        """
        days = [day for year in years for day in _named(self.year(country, year), name)]
        known = {named.day for named in days}
        kept = {named.day for named in days if not named.instead}
        return [
            named.day
            for named in days
            if named.day - DAY not in known and not (named.instead and _stands_apart(named.day, kept))
        ]


class _Named(NamedTuple):
    """A day of a holiday. `instead`: only a day off in its place, as it fell on a free day."""

    day: date
    instead: bool


def _named(year: RegionYear, name: str) -> list[_Named]:
    wanted = plain_name(name)
    by_day = [
        (day, [(plain_name(part), _OBSERVED in part) for part in n.split(";")]) for day, n in year.holidays.items()
    ]
    equal = [(day, [instead for part, instead in parts if part == wanted]) for day, parts in by_day]
    if not any(found for _, found in equal):
        equal = [(day, [instead for part, instead in parts if wanted in part]) for day, parts in by_day]
    return sorted(_Named(day, all(found)) for day, found in equal if found)


def _stands_apart(day: date, kept: Container[date]) -> bool:
    """Is the holiday itself less than a week away, and not next to this day?"""
    return day + DAY not in kept and any(day + DAY * days in kept for days in range(-6, 7))


@lru_cache(maxsize=2048)
def plain_name(name: str) -> str:
    """A holiday's name without what the package hangs on it."""
    for addition in (" (observed, estimated)", " (observed)", " (estimated)", " Holiday"):
        name = name.replace(addition, "")
    return name.strip()
