"""Which limits of law and tax a gift passes, with what was given before it."""

from bisect import bisect_left
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from decimal import Decimal
from operator import attrgetter

from giftplan.money import ZERO
from giftplan.money import Exchange
from giftplan.planning.basis import counts_kind
from giftplan.planning.basis import in_period
from giftplan.planning.basis import is_passed
from giftplan.planning.history import Person
from giftplan.planning.history import gifts_to
from giftplan.planning.history import home_rate
from giftplan.planning.in_force import InForce
from giftplan.planning.limits import Limits
from giftplan.records.contact import Contact
from giftplan.records.gift import Gift
from giftplan.records.gift import Order
from giftplan.records.limit import PER_PERSON
from giftplan.records.limit import Limit
from giftplan.records.partner import Partner


@dataclass(frozen=True, slots=True)
class Counted:
    """What a limit counts of a gift and of those before it, for one person or for our company.

    Amounts in the limit's currency, on its own basis. `contact` is None where the company is counted.
    """

    found: InForce
    contact: Contact | None
    person: Person | None
    """Who the contact is, or was first, at whichever partner."""
    before: Decimal
    total: Decimal

    @property
    def is_passed(self) -> bool:
        """Does the total pass the limit?"""
        return is_passed(self.found.limit, self.total)

    @property
    def is_passed_here(self) -> bool:
        """Does it pass it with this gift, and not before?"""
        return self.is_passed and not is_passed(self.found.limit, self.before)


@dataclass
class Passing:
    """Counts gift after gift under the limits in force on its day."""

    limits: Limits
    _of_company: dict[tuple[int, int], tuple[list[Order], list[Decimal]]] = field(default_factory=dict)
    _counted: dict[tuple[int, int], Decimal] = field(default_factory=dict)
    _passable: dict[tuple[str, int], list[InForce]] = field(default_factory=dict)
    _worth: dict[str | None, Decimal] = field(default_factory=dict)

    def passed(self, gift: Gift, partner: Partner) -> Iterator[Counted]:
        """Every limit that the gift passes. One that was turned down is counted by itself alone."""
        if home_rate(gift, self.limits.exchange) is None:
            return
        kind = self.limits.book.kind_of(gift)
        for found in self._passable_on(partner, gift.date):
            if counts_kind(found.limit, kind) and (own := self._own(found.limit, gift)):
                yield from (counted for counted in self._of(found, gift, partner, own) if counted.is_passed)

    def _passable_on(self, partner: Partner, day: date) -> list[InForce]:
        every = self.limits.in_force.on(partner, day)  # which gives the same tuple for the same limits
        key = partner.id, id(every)
        if key not in self._passable:
            self._passable[key] = [found for found in every if self._may_pass(found.limit, partner)]
        return self._passable[key]

    def _may_pass(self, limit: Limit, partner: Partner) -> bool:
        """Can it be passed: has it an amount and a rate, and was so much ever offered? Saves most of the work."""
        rate = self.limits.exchange.rate(limit.currency)
        if limit.amount is None or rate is None or limit.level == "exempt":
            return False
        if limit.per in PER_PERSON and self.limits.persons.moved:
            return True
        is_ours = limit.per == "company-year" and limit.side == "giver"
        return self._offered(None if is_ours else partner.id) + 1 >= limit.amount * rate

    def _offered(self, partner: str | None) -> Decimal:
        """All that a partner (None: everybody) was ever offered, at home, at the dearer rate: no limit counts more."""
        if partner not in self._worth:
            book, exchange = self.limits.book, self.limits.exchange
            gifts = book.gifts if partner is None else book.gifts_of(partner)
            self._worth[partner] = sum((_at_most(g, exchange) for g in gifts if g.direction == "given"), start=ZERO)
        return self._worth[partner]

    def _of(self, found: InForce, gift: Gift, partner: Partner, own: Decimal) -> Iterator[Counted]:
        limit = found.limit
        if limit.per == "company-year":
            before = self._company(limit, partner, gift) if gift.given else ZERO
            yield Counted(found, None, None, before, before + own * gift.people)
            return
        for name in dict.fromkeys(gift.recipients):
            contact = partner.contact(name)
            if contact is None:
                continue
            people = self.limits.persons.every(partner.id, contact)
            is_summed = limit.per in PER_PERSON and gift.given
            before = self._before(limit, people, gift) if is_summed else ZERO
            yield Counted(found, contact, people[-1], before, before + own)

    def _own(self, limit: Limit, gift: Gift) -> Decimal:
        """What the limit counts of the gift for each recipient; worked out once."""
        key = id(limit), id(gift)
        if key not in self._counted:
            self._counted[key] = self.limits.counted(limit, gift)
        return self._counted[key]

    def _before(self, limit: Limit, people: Sequence[Person], gift: Gift) -> Decimal:
        earlier = (
            given
            for given in gifts_to(self.limits.book, people)
            if in_period(limit, given.date, gift.date) and given.order < gift.order
        )
        return sum((self._own(limit, given) for given in earlier), start=ZERO)

    def _company(self, limit: Limit, partner: Partner, gift: Gift) -> Decimal:
        """What the limit counted earlier in the year, over all whom it speaks of."""
        if limit.side == "recipient":
            gifts = (
                g for g in self.limits.book.gifts_of(partner.id) if g.given and in_period(limit, g.date, gift.date)
            )
            return sum((self._own(limit, g) * g.people for g in gifts if g.order < gift.order), start=ZERO)
        orders, sums = self._running(limit, gift.date.year)
        return sums[bisect_left(orders, gift.order)]

    def _running(self, limit: Limit, year: int) -> tuple[list[Order], list[Decimal]]:
        """The order of all gifts that the limit counts in a year, and what they came to before each and in the end."""
        key = id(limit), year
        if key not in self._of_company:
            gifts = sorted((g for g in self.limits.of_company(limit) if g.date.year == year), key=attrgetter("order"))
            sums = [ZERO]
            for gift in gifts:
                sums.append(sums[-1] + self._own(limit, gift) * gift.people)
            self._of_company[key] = [gift.order for gift in gifts], sums
        return self._of_company[key]


def whole(limits: Limits, limit: Limit, partner: Partner, contact: Contact, gift: Gift) -> Decimal:
    """What a limit counts with a gift, in its currency: with what else its period holds, before the gift and after it.

    A limit for each gift, and a gift that was turned down, count that gift alone.
    """
    if limit.per == "gift" or not gift.given:
        return limits.counted(limit, gift) * (gift.people if limit.per == "company-year" else 1)
    ends = [gift.date, *limits.ends_after(limit, partner, contact, gift.date)]
    return max(limits.used(limit, partner, contact, end, ()) for end in ends)


def _at_most(gift: Gift, exchange: Exchange) -> Decimal:
    rates = [rate for rate in (gift.rate, exchange.rate(gift.currency)) if rate is not None]
    return (gift.value + (gift.extras or ZERO)) * max(rates, default=ZERO)
