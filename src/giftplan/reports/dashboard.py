"""The five lines of `giftplan` alone: to do, problems, budget, register, portfolio."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from giftplan.book.book import Book
from giftplan.errors import CannotWorkError
from giftplan.money import ZERO
from giftplan.planning.history import cost
from giftplan.planning.history import home_rate
from giftplan.planning.known import known_to_plan_on
from giftplan.planning.outcome import Plan
from giftplan.planning.outcome import Totals
from giftplan.planning.plan import left_out
from giftplan.planning.plan import make_plan
from giftplan.reports.agenda.task import Agenda
from giftplan.reports.agenda.whole import agenda_of
from giftplan.reports.agenda.whole import plans_ahead
from giftplan.reports.portfolio.concentration import Concentration
from giftplan.reports.portfolio.concentration import concentration_of
from giftplan.rules.engine import Report
from giftplan.rules.engine import judge

_Known = TypeVar("_Known")


@dataclass(frozen=True, slots=True)
class Given:
    """The gifts of a year that are in the register by a day."""

    gifts: int
    received: int
    last: date | None
    spent: Decimal
    """What was given and kept cost, in the home currency, extras and VAT included; what is ordered is not given yet."""
    without_rate: int
    """Gifts that are in no sum, since nobody wrote down what their currency is worth."""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything at a glance. What cannot be said is None, and `why` says why."""

    company: str | None
    currency: str
    partners: int
    as_of: date
    agenda: Agenda | None
    problems: Report
    budget: Totals | None
    register: Given
    concentration: Concentration | None
    largest_left: bool
    """Has the partner that bought most left by that day?"""
    why: str
    left_out: tuple[str, ...]


def dashboard_of(book: Book, as_of: date, days: int) -> Dashboard:
    """Works each of the five out. A file that cannot be read silences only the lines that need it.

    `days`: how far ahead of the day to look for what is to do.
    """
    problems = judge(book, as_of, places=False)
    plans, why = _unless_it_cannot(lambda: plans_ahead(book, as_of, days))
    settings, spread = book.settings, concentration_of(book, as_of)
    return Dashboard(
        company=settings.company if settings else None,
        currency=settings.currency if settings else "",
        partners=len(book.partners),
        as_of=as_of,
        agenda=agenda_of(book, as_of, days, problems, plans) if plans else None,
        problems=problems,
        budget=_totals(book, as_of, plans[0]) if plans else None,
        register=_given(book, as_of),
        concentration=spread,
        largest_left=spread is not None and book.partners[spread.largest.partner].has_left_by(as_of),
        why=why,
        left_out=left_out(book),
    )


def _unless_it_cannot(work: Callable[[], _Known]) -> tuple[_Known | None, str]:
    try:
        return work(), ""
    except CannotWorkError as error:
        return None, str(error)


def _totals(book: Book, as_of: date, ahead: Plan) -> Totals:
    """The money of this year, as `budget` has it: what is written down about later days counts."""
    return (ahead if known_to_plan_on(book, as_of) is book else make_plan(book, as_of.year, as_of)).totals


def _given(book: Book, as_of: date) -> Given:
    known = [g for g in book.gifts if g.date.year == as_of.year and g.date <= as_of and g.outcome != "cancelled"]
    received = sum(gift.direction == "received" for gift in known)
    exchange = book.settings.exchange if book.settings else None
    given = [gift for gift in known if exchange and gift.given]
    worth = [gift for gift in given if exchange and home_rate(gift, exchange) is not None]
    spent = sum((cost(gift, exchange) for gift in worth if exchange), start=ZERO)
    return Given(
        len(known) - received,
        received,
        max((gift.date for gift in known), default=None),
        spent,
        len(given) - len(worth),
    )
