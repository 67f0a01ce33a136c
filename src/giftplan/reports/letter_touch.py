"""The touch that a letter asks about."""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from giftplan.book.book import Book
from giftplan.errors import CannotWorkError
from giftplan.planning.form import ASK_APPROVAL
from giftplan.planning.ideas import Ideas
from giftplan.planning.outcome import OPEN
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.plan import Planner
from giftplan.planning.plan import settings_of
from giftplan.records.contact import Contact
from giftplan.records.partner import Partner


@dataclass(frozen=True, slots=True)
class TouchAsked:
    """The touch of a plan that a letter asks about."""

    year: int
    touch: PlannedTouch | BlockedTouch


def touch_to_ask(
    book: Book, partner: Partner, years: Sequence[int], as_of: date, name: str | None
) -> TouchAsked | None:
    """The touch of that name, else the next that is a gift or would be one with their yes, else the next of all.

    Of several years the first in which it is still to come; None where there is none. Raises `CannotWorkError` where
    the partner does not get the touch that is named, or where it is over.
    """
    every = [found for year in years for found in _touches(book, partner, year, as_of)]
    if name is not None:
        return _named(every, partner, years, name)
    coming = [found for found in every if _is_open(found)]
    ahead = [found for found in coming if isinstance(found.touch, PlannedTouch) and (found.touch.day or as_of) >= as_of]
    return next(iter([*filter(_is_to_approve, ahead), *ahead, *coming]), None)


def _touches(book: Book, partner: Partner, year: int, as_of: date) -> Iterator[TouchAsked]:
    settings = settings_of(book)
    planner = Planner(book, settings, year, as_of, Ideas(book, settings, year))
    _, touches, blocked = planner.plan(partner)
    every: list[PlannedTouch | BlockedTouch] = [*touches, *blocked]
    yield from (TouchAsked(year, touch) for touch in every)


def _named(every: Sequence[TouchAsked], partner: Partner, years: Sequence[int], name: str) -> TouchAsked:
    of_name = [found for found in every if found.touch.touch == name]
    blocked = [found for found in of_name if isinstance(found.touch, BlockedTouch)]
    if found := next(iter([*filter(_is_open, of_name), *blocked]), None):
        return found
    if of_name and isinstance(over := of_name[-1].touch, PlannedTouch):
        year = of_name[-1].year
        raise CannotWorkError(f"{name} of {year} is {over.status}: only what is still to come is asked for")
    theirs = ", ".join(dict.fromkeys(found.touch.touch for found in every)) or "none"
    said = " and ".join(str(year) for year in years)
    raise CannotWorkError(f"{partner.id} does not get {name} in {said}: its touches are {theirs}")


def _is_open(found: TouchAsked) -> bool:
    return isinstance(found.touch, PlannedTouch) and found.touch.status in OPEN


def _is_to_approve(found: TouchAsked) -> bool:
    touch = found.touch
    return isinstance(touch, PlannedTouch) and (touch.form != "card" or touch.note == ASK_APPROVAL)


def is_for(touch: PlannedTouch | None, contact: Contact | None) -> bool:
    """Did the plan choose for that person? What it chose suits nobody else's restrictions and limits."""
    return touch is not None and contact is not None and touch.recipient == contact.id
