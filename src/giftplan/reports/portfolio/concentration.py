"""How a year's revenue is spread over the partners: the largest, the first three, the Herfindahl index."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giftplan.book.book import Book
from giftplan.rules.asked import Asked
from giftplan.rules.portfolio.balance import FIRST
from giftplan.rules.portfolio.balance import Mark
from giftplan.rules.portfolio.balance import bought_in
from giftplan.rules.portfolio.balance import mark_of
from giftplan.rules.portfolio.balance import years_with_revenue

ALONE = Decimal(10000)
"""The Herfindahl index of a house with one partner."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one partner bought in a year, in the home currency, and its share of the year (0.25 is a quarter)."""

    partner: str
    amount: Decimal
    share: Decimal
    mark: Mark | None
    """Which mark of settings.yaml the share passes; None below both, without settings, and in a year not over."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """One year's revenue, in the home currency, and its shares: of those who bought anything, the largest first."""

    year: int
    is_closed: bool
    total: Decimal
    shares: tuple[Share, ...]

    @property
    def largest(self) -> Share:
        """The partner that bought most."""
        return self.shares[0]

    @property
    def mark(self) -> Mark | None:
        """The mark that the largest share passes."""
        return self.largest.mark

    @property
    def first_three(self) -> Decimal:
        """The share of the three largest together."""
        return sum((one.share for one in self.shares[:FIRST]), start=Decimal(0))

    @property
    def herfindahl(self) -> Decimal:
        """The shares in percent, each squared, added up: from near 0 (many alike) to 10,000 (one partner alone)."""
        return sum((one.share * one.share for one in self.shares), start=Decimal(0)) * ALONE

    @property
    def alike(self) -> Decimal:
        """So many partners of one size would be spread as evenly."""
        return ALONE / self.herfindahl

    def of(self, partner: str) -> Share | None:
        """The share of one partner; None where it bought nothing."""
        return next((one for one in self.shares if one.partner == partner), None)


def concentration_of(book: Book, as_of: date) -> Concentration | None:
    """The shares of the latest closed year with revenue; None where there is none, or a partner cannot be read."""
    asked = Asked(book, as_of)
    closed = [year for year in years_with_revenue(asked) if year < as_of.year]
    return concentration_in(asked, closed[-1]) if closed else None


def course_of(asked: Asked, without: Collection[str] = ()) -> tuple[Concentration, ...]:
    """Every year with revenue up to this one, the oldest first; as if some partners were not there."""
    years = (year for year in years_with_revenue(asked) if year <= asked.as_of.year)
    every = (concentration_in(asked, year, without) for year in years)
    return tuple(found for found in every if found is not None)


def latest_closed(course: Collection[Concentration]) -> Concentration | None:
    """The last year of a course that is over."""
    return max((year for year in course if year.is_closed), key=lambda year: year.year, default=None)


def concentration_in(asked: Asked, year: int, without: Collection[str] = ()) -> Concentration | None:
    """One year's shares, as if some partners were not there; None where nobody else bought anything."""
    bought = {name: amount for name, amount in bought_in(asked, year).items() if amount and name not in without}
    total = sum(bought.values(), start=Decimal(0))
    if not total:
        return None
    is_closed = year < asked.as_of.year
    marks = asked.book.settings.concentration if asked.book.settings and is_closed else None
    shares = ((name, amount, amount / total) for name, amount in bought.items())
    return Concentration(
        year,
        is_closed,
        total,
        tuple(Share(name, amount, share, mark_of(share, marks) if marks else None) for name, amount, share in shares),
    )
