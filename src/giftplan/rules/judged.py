"""A gift in the light of its own day, and a partner with all its gifts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from giftplan.book.problem import KeyPath
from giftplan.records.contact import Contact
from giftplan.records.gift import Gift
from giftplan.records.gift import Order
from giftplan.records.partner import Partner
from giftplan.records.policy import Policy


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A gift with the partner it went to or came from; what many rules ask of it is worked out once.

    `kind` is its own word for what it is, or its idea's; `cost` is in the home currency, extras and VAT included.
    """

    gift: Gift
    partner: Partner
    day: date
    """The day it arrived, or will."""
    kind: str
    is_object: bool
    """Was it more than a card?"""
    cost: Decimal
    thing: str
    """What two gifts share that are the same thing: the catalogue's idea, or else the same words."""
    touch: str | None
    """The touch it serves, if one."""
    is_encounter: bool
    """Does it count for the distance between touches? Cards outside the calendar do not."""
    people: tuple[Contact, ...]
    """The contacts who got it; who is no contact of the partner's is left out."""
    policy: Policy | None
    """The partner's policy that had been verified by that day, and says something."""
    is_judged: bool
    """Is it of a day from which on gifts are judged? Earlier ones are counted only."""

    @property
    def of_kind(self) -> str:
        """The field that says what it is."""
        return "kind" if self.gift.kind else "gift"

    def at(self, *fields: str | int) -> KeyPath:
        """The way to one of its fields, in a file of one gift or of several."""
        return fields if self.gift.index is None else (self.gift.index, *fields)


@dataclass(frozen=True)
class Relation:
    """One partner with every gift, by day. A gift that was called off is in none of these."""

    partner: Partner
    given: tuple[Judged, ...]
    """What we really gave, imported history and what is ordered included."""
    offered: tuple[Judged, ...]
    """What is judged of it, and what was turned down."""
    received: tuple[Judged, ...]
    """What came to us, imported history included."""

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """What we really gave and is judged."""
        return tuple(gift for gift in self.given if gift.is_judged)

    def first_word(self, day: date, until: date) -> date | None:
        """The first day between those on which they had a word from us: a gift, a card, a meeting."""
        held = (meeting.held for meeting in self.partner.meetings if meeting.held)
        words = (*held, *(gift.day for gift in self.given))
        return min((word for word in words if day <= word <= until), default=None)

    def words_since(self, day: date, until: date) -> bool:
        """Have they had a word from us between those days?"""
        return self.first_word(day, until) is not None

    def in_year(self, year: int) -> list[Judged]:
        """What we gave in a calendar year."""
        return [gift for gift in self.given if gift.day.year == year]

    @cached_property
    def years(self) -> list[int]:
        """The years in which we gave something that is judged."""
        return sorted({gift.day.year for gift in self.judged})


def by_day(gift: Judged) -> Order:
    """The order in which gifts came, over all partners."""
    return gift.gift.order
