"""What the words about a portfolio are made of: parts with a title and a line for each partner, and their figures."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from giftplan.output.words import counted
from giftplan.output.words import listed
from giftplan.output.words import money
from giftplan.records.partner import Partner
from giftplan.reports.portfolio.concentration import Concentration
from giftplan.reports.portfolio.departed import Freed
from giftplan.reports.portfolio.growth import Change
from giftplan.reports.portfolio.growth import Growth
from giftplan.reports.portfolio.whole import Again
from giftplan.reports.portfolio.without import Staying

_MARKS = {
    "first-trust": "the first who trusted us",
    "grew-with-us": "saw us grow",
    "first-times": "with whom we dare first times",
    "recommends-us": "recommends us",
    "pride": "we are proud to work for them",
}


class Item(NamedTuple):
    """One partner's line, and further ones below it."""

    head: str
    words: tuple[str, ...]


class Section(NamedTuple):
    """A part: a line for each partner, or their names alone. An urgent one waits for somebody."""

    title: str
    lead: str
    items: tuple[Item, ...] = ()
    names: tuple[str, ...] = ()
    urgent: bool = False

    @property
    def is_empty(self) -> bool:
        """Was nothing found?"""
        return not self.items and not self.names


def percent(share: Decimal) -> str:
    """27.2 %: of a share of one."""
    return f"{share * 100:.1f} %"


def _points(share: Decimal) -> str:
    """27.2: for a column that says that it is in percent."""
    return f"{share * 100:.1f}"


def sum_words(amount: Decimal, currency: str | None) -> str:
    """An amount with the home currency, where that is known."""
    return f"{money(amount)} {currency}" if currency else money(amount)


def closeness(partner: Partner) -> str:
    """What ties us to a partner, in words."""
    return "; ".join(_MARKS[mark] for mark in dict.fromkeys(partner.attachment))


def room_words(freed: Freed | None, currency: str | None) -> str:
    """What is set free; None where its tier, or what a plan needs, cannot be used."""
    if freed is None:
        return "What is set free cannot be worked out: giftplan check says why"
    touches = counted(freed.touches, "touch", "touches")
    return f"Set free: {sum_words(freed.amount, currency)} and {touches} a year (as in {freed.year})"


def first_for(again: Sequence[Again]) -> str:
    """Where what is set free could go, behind what a part says of itself."""
    names = listed((one.partner.id for one in again), 4)
    first = f"first to {names} (to look at again), or to" if again else "to"
    return f". What is set free could go {first} an idea that had no time"


def year_cells(year: Concentration) -> tuple[str, ...]:
    """A year's row: revenue, largest partner and its share, first three, Herfindahl index, mark."""
    largest = year.largest
    state = year.mark or "" if year.is_closed else "not over"
    shares = (_points(largest.share), _points(year.first_three), f"{year.herfindahl:,.0f}")
    return (money(year.total), largest.partner, *shares, state)


YEAR_TITLES = ("Largest", "Share %", "First three %", "Herfindahl", "Mark")
"""The titles of a year's row behind its revenue."""


def growth_titles(growth: Growth, currency: str | None) -> tuple[str, ...]:
    """The titles of what partners bought in two years."""
    unit = f" {currency}" if currency else ""
    compared = (f"{growth.year - 1}{unit}", f"{growth.year}{unit}", "Change")
    return ("Partner", *(compared if growth.has_before else compared[1:2]), "Share %", "")


def growth_rows(growth: Growth, latest: Concentration | None, most: int | None = None) -> list[tuple[str, ...]]:
    """A row for each partner, or for the first of them: what it bought in two years, the change, its share."""
    known = latest.shares if latest and latest.year == growth.year else ()
    shares = {share.partner: _points(share.share) for share in known}
    return [_growth_row(one, growth, shares.get(one.partner.id, "-")) for one in growth.changes[:most]]


def _growth_row(one: Change, growth: Growth, share: str) -> tuple[str, ...]:
    left = "departed" if one.partner.status == "departed" else ""
    compared = (money(one.before), money(one.last), _change(one, growth))
    return (one.partner.id, *(compared if growth.has_before else compared[1:2]), share, left)


def _change(one: Change, growth: Growth) -> str:
    if one.change is None:
        return f"none in {growth.year - 1}"
    return f"{one.change * 100:+,.0f} %" if one.last else f"none in {growth.year}"


STAYING_TITLES = ("With %", "Without %", "")
"""The titles of the shares of who stays in the figures."""


def staying_cells(one: Staying) -> tuple[str, ...]:
    """A row of who stays in the figures: what it bought, its share before and after."""
    left = "departed" if one.partner.status == "departed" else ""
    return (one.partner.id, money(one.amount), _points(one.before), _points(one.after), left)
