"""The public holidays to write down for a year: of everywhere a plan looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from giftplan.book.book import Book
from giftplan.planning.almanac import RegionYear
from giftplan.planning.almanac import computed
from giftplan.planning.almanac import region_of
from giftplan.records.countries import COUNTRIES
from giftplan.records.words import WEEKDAYS


@dataclass(frozen=True, slots=True)
class Written:
    """One region's days as a calendar file writes them."""

    region: str
    weekend: tuple[str, ...]
    days: tuple[tuple[date, str], ...]


def regions_in_use(book: Book) -> list[str]:
    """The partners' countries and regions, ours, and those whose holidays a custom follows."""
    found = {region_of(partner.country, partner.subdivision) for partner in book.partners.values()}
    countries = {partner.country for partner in book.partners.values()}
    if book.settings is not None:
        found.add(book.settings.country)
    found |= countries | _borrowed(book, countries)
    return sorted(region for region in found if region[:2] in COUNTRIES)


def _borrowed(book: Book, countries: Iterable[str]) -> set[str]:
    windows = [window for country in countries for culture in book.cultures_of(country) for window in culture.windows]
    return {window.when.country for window in windows if window.when.country}


def holidays_of(region: str, year: int) -> Written:
    """One region's weekend and public holidays, as the `holidays` package knows them."""
    found: RegionYear = computed(region, year)
    weekend = tuple(WEEKDAYS[day] for day in sorted(found.weekend))
    return Written(region, weekend, tuple(sorted(found.holidays.items())))
