"""Does every window of a culture follow a holiday that exists?"""

from collections.abc import Iterable
from collections.abc import Iterator

from giftplan.book.book import Book
from giftplan.book.problem import KeyPath
from giftplan.book.suggest import did_you_mean
from giftplan.records.calendar import CalendarYear
from giftplan.records.countries import COUNTRIES
from giftplan.rules._rule import Hit

YEARS = range(2025, 2032)
"""The years in which the `holidays` package is asked for a name that no file has."""


def unknown_holidays(book: Book) -> Iterator[Hit]:
    """Every holiday's name that nothing knows in a country for which the window speaks."""
    for culture in book.cultures:
        for index, window in enumerate(culture.windows):
            name = window.when.holiday
            where = [window.when.country] if window.when.country else culture.countries
            country = next((c for c in where if name and c in COUNTRIES and not _is_known(book, c, name)), None)
            if name and country:
                at: KeyPath = ("windows", index, "when", "holiday")
                yield _hit(culture.path, at, name, country, _names(book.calendars.values(), country))


def _hit(path: str, at: KeyPath, name: str, country: str, names: Iterable[str]) -> Hit:
    why = "The window would never come, and a gift would be planned as if there were none."
    otherwise = f"Write the name that giftplan calendar YEAR writes for {country}, or 'country' if it is another's"
    return Hit(path, f"no public holiday '{name}' in {country}", why, did_you_mean(name, names, otherwise), at=at)


def _is_known(book: Book, country: str, name: str) -> bool:
    """Is it a name of the vocabulary? Else, and that takes time, of a calendar or of the package?"""
    if name in book.vocabulary.holidays.get(country, ()):
        return True
    from giftplan.planning.almanac import plain_name  # brings the package: only for a name that no list has

    wanted = plain_name(name)
    return any(wanted in known for known in _names(book.calendars.values(), country))


def _names(calendars: Iterable[CalendarYear], country: str) -> list[str]:
    """What the country's holidays are called, in calendar files and in the package."""
    from giftplan.planning.almanac import computed  # as above
    from giftplan.planning.almanac import plain_name

    written = [days.days for calendar in calendars if (days := calendar.countries.get(country))]
    known = [*written, *(computed(country, year).holidays for year in YEARS)]
    return sorted({plain_name(part) for days in known for names in days.values() for part in names.split(";")})
