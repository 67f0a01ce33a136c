"""What was really given to a partner: by touch, by day, by person."""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from giftplan.book.book import Book
from giftplan.money import Exchange
from giftplan.money import round_to_cent
from giftplan.records.contact import Contact
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.records.touch import Touch
from giftplan.records.words import NO_TOUCH

Person = tuple[str, str]
"""Partner and contact."""


def home_rate(gift: Gift, exchange: Exchange) -> Decimal | None:
    """One unit of the gift's currency at home: as it was written down on that day, else the settings' rate."""
    return gift.rate if gift.rate is not None else exchange.rate(gift.currency)


def cost(gift: Gift, exchange: Exchange) -> Decimal:
    """What a gift cost, extras and VAT included, in the home currency to the cent.

    Without a rate the amount is taken as it is written: `check` says so (GP004).
    """
    rate = home_rate(gift, exchange)
    return round_to_cent((gift.value + (gift.extras or 0)) * (Decimal(1) if rate is None else rate))


def touch_of(gift: Gift, touches: Sequence[Touch]) -> str | None:
    """The touch that a gift serves: the one it names, else the one whose months hold its day."""
    if gift.touch is not None:
        return None if gift.touch == NO_TOUCH else gift.touch
    return next((touch.id for touch in touches if gift.date.month in touch.months), None)


@dataclass(frozen=True)
class History:
    """One partner's gifts that were really given, by day; those still to come (ordered) are among them."""

    book: Book
    partner: Partner

    @cached_property
    def given(self) -> tuple[Gift, ...]:
        """Given by us and accepted or shared, by day."""
        return tuple(gift for gift in self.book.gifts_of(self.partner.id) if gift.given)

    def is_card(self, gift: Gift) -> bool:
        """Was it a card alone?"""
        return self.book.kind_of(gift) == "card"

    def serving(self, touch: str, year: int) -> tuple[Gift, ...]:
        """What was given for that touch in that year."""
        return self._by_touch.get((touch, year), ())

    @cached_property
    def _by_touch(self) -> dict[tuple[str | None, int], tuple[Gift, ...]]:
        found: dict[tuple[str | None, int], tuple[Gift, ...]] = {}
        for gift in self.given:
            key = (touch_of(gift, self.book.touches), gift.date.year)
            found[key] = (*found.get(key, ()), gift)
        return found

    def weeks(self, touch: str, year: int) -> dict[int, int]:
        """The ISO weeks in which that touch was given in the two years before, with the year of each."""
        earlier = (*self.serving(touch, year - 2), *self.serving(touch, year - 1))
        return {gift.date.isocalendar().week: gift.date.year for gift in earlier}

    def objects(self, gifts: Iterable[Gift]) -> tuple[Gift, ...]:
        """Those that were more than a card."""
        return tuple(gift for gift in gifts if not self.is_card(gift))

    def in_year(self, year: int) -> tuple[Gift, ...]:
        """What was given in a calendar year."""
        return tuple(gift for gift in self.given if gift.date.year == year)

    def spent(self, year: int, exchange: Exchange) -> Decimal:
        """What a year's gifts cost, in the home currency."""
        return sum((cost(gift, exchange) for gift in self.in_year(year)), start=Decimal("0.00"))

    @cached_property
    def encounters(self) -> tuple[date, ...]:
        """The days on which something was given; cards outside the calendar are left out."""
        touches = self.book.touches
        return tuple(g.date for g in self.given if touch_of(g, touches) is not None or not self.is_card(g))

    def turned_down_since(self, day: date) -> Gift | None:
        """The last gift that was declined or sent back after that day."""
        turned = (gift for gift in self.book.gifts_of(self.partner.id) if gift.outcome in ("declined", "returned"))
        return max((g for g in turned if g.direction == "given" and g.date > day), key=lambda g: g.date, default=None)

    def last_served(self, contact: str, before: date) -> date:
        """The last day before that one on which this person was given something."""
        served = (gift.date for gift in self.given if contact in gift.recipients and gift.date < before)
        return max(served, default=date.min)


LONGEST_CAREER = 30
"""So many employers are followed: files that name each other in a ring of thousands must not take minutes."""


def identities(book: Book, partner: str, contact: Contact) -> tuple[Person, ...]:
    """Who this person is now, and was at other partners: a limit per person follows the person."""
    found: list[Person] = [(partner, contact.id)]
    former = contact.formerly
    while former is not None and (former.partner, former.contact) not in found and len(found) < LONGEST_CAREER:
        found.append((former.partner, former.contact))
        then = book.partners.get(former.partner)
        person = then.contact(former.contact) if then else None
        former = person.formerly if person else None
    return tuple(found)


class Persons:
    """Who is the same person at several partners: earlier ones, and those that came after."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[Person, tuple[Person, ...]] = {}
        for partner in book.partners.values():
            for contact in partner.contacts:
                if contact.formerly:
                    chain = identities(book, partner.id, contact)
                    before = self._known.get(chain[-1], ())
                    self._known[chain[-1]] = tuple(dict.fromkeys((*before, *chain)))

    @property
    def moved(self) -> bool:
        """Did anybody go from one partner to another?"""
        return bool(self._known)

    def every(self, partner: str, contact: Contact) -> tuple[Person, ...]:
        """All that this person is and was; the first of them last."""
        first = identities(self._book, partner, contact)[-1]
        others = self._known.get(first, ())
        return (*(person for person in others if person != first), first)


def gifts_to(book: Book, people: Iterable[Person]) -> list[Gift]:
    """What these identities were really given."""
    return [
        gift
        for partner, contact in people
        for gift in book.gifts_of(partner)
        if gift.given and contact in gift.recipients
    ]
