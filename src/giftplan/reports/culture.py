"""What a gift means in a country: its customs by what they are about, its days, its limits, the hand-over sheet."""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from giftplan.book.book import Book
from giftplan.planning.almanac import Almanac
from giftplan.planning.days import Days
from giftplan.planning.days import OpenDays
from giftplan.planning.windows import Span
from giftplan.planning.windows import spans_of
from giftplan.records.culture import Culture
from giftplan.records.culture import CultureRule
from giftplan.records.culture import Match
from giftplan.records.culture import Window
from giftplan.records.settings import Settings
from giftplan.records.settings import ValueLevels
from giftplan.reports.laws import Law
from giftplan.reports.laws import laws_in

About = Literal["nature", "value", "colour", "moment", "manner"]
ABOUT: tuple[About, ...] = ("nature", "value", "colour", "moment", "manner")
_STRICTEST_FIRST = {"never": 0, "avoid": 1, "prefer": 2, "know": 3}


@dataclass(frozen=True, slots=True)
class Custom:
    """One custom of a country, what it is about, and which file tells it."""

    rule: CultureRule
    about: About
    culture: Culture


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of a window in a year, both ends included. `estimated`: the holiday that it follows is not certain."""

    window: Window
    span: Span
    estimated: bool


_KNOWLEDGE = ("cultures/", "limits/", "calendar/", "touches.", "vocabulary.")
Part = Literal["ask", "parcel", "hand"]
PARTS: tuple[Part, ...] = ("ask", "parcel", "hand")


@dataclass(frozen=True, slots=True)
class Reminder:
    """One line of the hand-over sheet: to ask before, to look at on the parcel, to mind when it is handed over."""

    part: Part
    custom: Custom


@dataclass(frozen=True, slots=True)
class CountryCard:
    """All that is known of gifts to one country, for one year."""

    country: str
    name: str
    year: int
    as_of: date
    is_own: bool
    """Is there a file for this country, or one that it shares? Else only what holds everywhere speaks."""
    reviewed: date | None
    customs: tuple[Custom, ...]
    stretches: tuple[Stretch, ...]
    undated: tuple[Window, ...]
    """Windows of a holiday whose day is known to nobody for that year."""
    weekdays: tuple[Window, ...]
    """Windows that come every week."""
    open_days: Mapping[str, OpenDays]
    """For each touch the days on which a gift could arrive."""
    holidays: Mapping[date, str]
    laws: tuple[Law, ...]
    sheet: tuple[Reminder, ...]
    unpinned: bool
    """Are the holidays of that year written down in no calendar file?"""
    levels: ValueLevels
    currency: str
    left_out: tuple[str, ...]
    """Files of customs, limits, touches and days that cannot be used."""


def card_of(book: Book, settings: Settings, country: str, year: int, as_of: date) -> CountryCard:
    """Gathers what the data folder knows of a country; limits are those in force on `as_of`."""
    cultures = book.cultures_of(country)
    own = [culture for culture in cultures if country in culture.countries]
    almanac = Almanac(book.calendars)
    customs = tuple(_customs(cultures))
    stretches = tuple(_stretches(cultures, country, year, almanac))
    dated = {stretch.window.id for stretch in stretches}
    windows = [window for culture in cultures for window in culture.windows]
    return CountryCard(
        country=country,
        name=name_of(cultures, country),
        year=year,
        as_of=as_of,
        is_own=bool(own),
        reviewed=min((culture.reviewed for culture in own if culture.reviewed), default=None),
        customs=customs,
        stretches=stretches,
        undated=tuple(window for window in windows if window.when.holiday and window.id not in dated),
        weekdays=tuple(window for window in windows if window.when.weekdays),
        open_days={t.id: Days(book, settings, almanac, year).open_days(country, t) for t in book.touches},
        holidays=almanac.year(country, year).holidays,
        laws=tuple(laws_in(book, settings, country, as_of)),
        sheet=tuple(_sheet(customs)),
        unpinned=(year, country) in almanac.unpinned,
        levels=settings.value_levels,
        currency=settings.currency,
        left_out=tuple(sorted(path for path in book.lost if path.startswith(_KNOWLEDGE))),
    )


def _says_something(culture: Culture, window: Window) -> bool:
    """What is merely noted of everywhere are the touches of the year themselves."""
    return window.level != "know" or "*" not in culture.countries


def name_of(cultures: Sequence[Culture], country: str) -> str:
    """What the country's own file calls it; its code where there is none."""
    return next((culture.name for culture in cultures if culture.countries == (country,)), country)


def _customs(cultures: Sequence[Culture]) -> Iterator[Custom]:
    """By what they are about, then the strictest first, then as the files have them."""
    found = [Custom(rule, about(rule), culture) for culture in _own_first(cultures) for rule in culture.rules]
    yield from sorted(found, key=lambda custom: (ABOUT.index(custom.about), _STRICTEST_FIRST[custom.rule.level]))


def _own_first(cultures: Sequence[Culture]) -> list[Culture]:
    """A country's own file, then shared ones, then what holds everywhere."""
    return sorted(cultures, key=lambda culture: ("*" in culture.countries, len(culture.countries)))


def about(rule: CultureRule) -> About:
    """What a custom is about, by what its match asks for; advice is about the manner."""
    keys = set(_keys(rule.match)) if rule.match else set()
    if keys & {"tags", "contains", "kind", "quantity", "logo"}:
        return "nature"
    if keys & {"colour", "wrapping", "ink"}:
        return "colour"
    if "value" in keys:
        return "value"
    return "moment" if keys & {"during", "sector", "origin"} else "manner"


def _keys(match: Match) -> Iterator[str]:
    """The keys that a match gives, its alternatives' among them."""
    for key in ("tags", "contains", "quantity", "colour", "wrapping", "value", "kind", "logo", "delivery", "ink"):
        if getattr(match, key):
            yield key
    for key in ("during", "sector", "origin"):
        if getattr(match, key):
            yield key
    for alternative in match.any_of:
        yield from _keys(alternative)


def _stretches(cultures: Sequence[Culture], country: str, year: int, almanac: Almanac) -> Iterator[Stretch]:
    within = Span(date(year, 1, 1), date(year, 12, 31))
    found = [
        Stretch(window, span, _is_estimated(window, country, span, almanac))
        for culture in cultures
        for window in culture.windows
        if _says_something(culture, window)
        for span in spans_of(window.when, country, within, almanac)
    ]
    yield from sorted(found, key=lambda stretch: (stretch.span.start, stretch.span.end, stretch.window.id))


def _is_estimated(window: Window, country: str, span: Span, almanac: Almanac) -> bool:
    """Does the calendar call the holiday's day an estimate, as it does where the moon must be seen?"""
    if window.when.holiday is None or not isinstance(window.when.start, int):
        return False
    first = span.start.toordinal() - window.when.start
    name = almanac.holiday(window.when.country or country, date.fromordinal(first)) or ""
    return "estimated" in name


def _sheet(customs: Sequence[Custom]) -> Iterator[Reminder]:
    """What to ask, what to look at and how to hand it over: all that a record seldom states."""
    found = [
        Reminder(part, custom)
        for custom in customs
        if "*" not in custom.culture.countries and (part := _part(custom)) is not None
    ]
    yield from sorted(found, key=lambda reminder: PARTS.index(reminder.part))


def _part(custom: Custom) -> Part | None:
    rule = custom.rule
    keys = set(_keys(rule.match)) if rule.match else set()
    if rule.scope == "ask":
        return "ask" if rule.level in ("never", "avoid") else None
    if custom.about == "manner":
        return "hand" if rule.level != "know" or keys else None
    if custom.about in ("nature", "colour") and rule.level == "never":
        return "parcel"
    seen = keys & {"wrapping", "quantity", "colour", "ink", "logo"}
    return "parcel" if seen and rule.level != "know" and not keys & {"tags", "contains"} else None
