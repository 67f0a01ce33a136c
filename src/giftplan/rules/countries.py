"""Is every country that a file names one? A code that is nobody's would bind, warn and close nothing."""

from collections.abc import Iterator

from giftplan.book.book import Book
from giftplan.book.problem import KeyPath
from giftplan.records.countries import COUNTRIES
from giftplan.records.countries import MISTAKEN
from giftplan.records.culture import Culture
from giftplan.rules._rule import Hit


def unknown(book: Book) -> Iterator[Hit]:
    """Every code of the knowledge that is no country's."""
    for path, field, code in _named(book):
        yield from unknown_country(path, field, code)


def unknown_country(path: str, field: KeyPath, code: str) -> Iterator[Hit]:
    """A code that is no country's. A file that is named after a country most likely speaks of that one."""
    if code not in COUNTRIES:
        file = path.rpartition("/")[2].partition(".")[0].upper()
        near = [MISTAKEN[code]] if code in MISTAKEN else [file] if file in COUNTRIES else []
        fix = f"Did you mean '{near[0]}'?" if near else "Write its two letters as in ISO 3166-1, such as FR"
        why = "Nothing else in the data has that name: what belongs to this country would not be found."
        is_a_name = str(field[-1]).startswith(code)
        yield Hit(path, f"no country '{code}'", why, fix, at=field, on_key=is_a_name)


def _named(book: Book) -> Iterator[tuple[str, KeyPath, str]]:
    for country in book.vocabulary.holidays:
        yield book.file("vocabulary"), ("holidays", country), country
    for calendar in book.calendars.values():
        yield from ((calendar.path, ("countries", region), region[:2]) for region in calendar.countries)
    for culture in book.cultures:
        yield from _of_culture(culture)
    for file in book.limits:
        named = ((index, limit.country) for index, limit in enumerate(file.limits))
        yield from ((file.path, ("limits", index, "country"), country) for index, country in named if country)


def _of_culture(culture: Culture) -> Iterator[tuple[str, KeyPath, str]]:
    for index, country in enumerate(culture.countries):
        if country != "*":
            yield culture.path, ("countries", index), country
    for index, window in enumerate(culture.windows):
        if window.when.country:
            yield culture.path, ("windows", index, "when", "country"), window.when.country
