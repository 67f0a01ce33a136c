"""What the law and the tax office count, each limit on its own basis and in its own currency."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.money import CENT
from giftplan.money import ZERO
from giftplan.money import Exchange
from giftplan.money import floor_to_cent
from giftplan.money import settled
from giftplan.planning.basis import KINDS
from giftplan.planning.basis import counts_kind
from giftplan.planning.basis import in_period
from giftplan.planning.basis import is_passed
from giftplan.planning.basis import is_per_person
from giftplan.planning.basis import vat_factor
from giftplan.planning.history import Person
from giftplan.planning.history import Persons
from giftplan.planning.history import gifts_to
from giftplan.planning.history import home_rate
from giftplan.planning.in_force import InForce
from giftplan.planning.in_force import LimitsInForce
from giftplan.records.contact import Contact
from giftplan.records.gift import Gift
from giftplan.records.limit import Limit
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings


@dataclass(frozen=True, slots=True)
class Planned:
    """Money planned for a person on a day and not yet spent, in the home currency, VAT and extras included."""

    contact: str
    day: date
    amount: Decimal
    kind: str | None
    """What it will be; None where no idea was found."""


class _Sorted(NamedTuple):
    """The limits in force on a day, by what a plan asks for."""

    per_person: tuple[InForce, ...]
    of_kinds: tuple[InForce, ...]
    refusing: tuple[InForce, ...]
    unconfirmed: tuple[Limit, ...]


@dataclass
class Limits:
    """Counts what was given, and what is planned, under the limits that hold between us and a partner."""

    book: Book
    settings: Settings
    exchange: Exchange = field(init=False)
    in_force: LimitsInForce = field(init=False)
    persons: Persons = field(init=False)
    _sorted: dict[int, _Sorted] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.exchange = self.settings.exchange
        self.persons = Persons(self.book)
        self.in_force = LimitsInForce(self.book, self.settings)

    def per_person(self, partner: Partner, day: date) -> tuple[InForce, ...]:
        """The giver's tax limits per person, whatever is given: what `keep_within_tax` plans by."""
        return self._on(partner, day).per_person

    def refusing(self, partner: Partner, day: date) -> tuple[InForce, ...]:
        """The limits that may not be passed, whoever's law they are."""
        return self._on(partner, day).refusing

    def _on(self, partner: Partner, day: date) -> _Sorted:
        """Sorted once for each tuple of limits, which `in_force` keeps and gives again."""
        every = self.in_force.on(partner, day)
        if id(every) not in self._sorted:
            personal = [found for found in every if is_per_person(found.limit)]
            self._sorted[id(every)] = _Sorted(
                tuple(found for found in personal if not found.limit.kinds),
                tuple(found for found in personal if found.limit.kinds),
                tuple(f for f in every if f.limit.level == "refuse" and f.limit.amount is not None),
                tuple(f.limit for f in every if not f.confirmed and self._has_amount(f.limit)),
            )
        return self._sorted[id(every)]

    def _has_amount(self, limit: Limit) -> bool:
        return limit.amount is not None and limit.level != "exempt" and self.exchange.rate(limit.currency) is not None

    def unconfirmed(self, partner: Partner, day: date) -> tuple[Limit, ...]:
        """The limits with an amount that hold on a day without a confirmed value for it."""
        return self._on(partner, day).unconfirmed

    def by_kind(
        self, partner: Partner, contact: Contact, day: date, planned: Sequence[Planned], with_tax: bool
    ) -> Mapping[str, Decimal]:
        """What may be given to this person on that day at most, by kind of gift, in the home currency.

        By the limits of level `refuse` and, `with_tax`, by the giver's limits per person that name kinds. A kind that
        none of them counts is not in it.
        """
        binding = [*self.refusing(partner, day), *(self._on(partner, day).of_kinds if with_tax else ())]
        rooms = [(f.limit, self.room(f.limit, partner, contact, day, planned)) for f in binding]
        found: dict[str, Decimal] = {}
        for limit, room in rooms:
            for kind in KINDS if room is not None else ():
                bound = self._bound(limit, kind, room or ZERO, partner, contact, day, planned)
                if bound is not None:
                    found[kind] = min(bound, found.get(kind, bound))
        return found

    def _bound(
        self,
        limit: Limit,
        kind: str,
        room: Decimal,
        partner: Partner,
        contact: Contact,
        day: date,
        planned: Sequence[Planned],
    ) -> Decimal | None:
        """What one limit lets pass of a kind: its room, or what an exemption spares; None where it counts none."""
        special = self.in_force.special_cases(limit, kind, partner, day)
        if not counts_kind(limit, kind) or any(case.level != "exempt" or case.amount is None for case in special):
            return None
        spared = (self.room(case, partner, contact, day, planned) for case in special)
        return max((amount for amount in spared if amount is not None and amount > room), default=room)

    def used(self, limit: Limit, partner: Partner, contact: Contact, day: date, planned: Iterable[Planned]) -> Decimal:
        """What the limit counts for this person (or the company) in the period that holds `day`, in its currency."""
        company = limit.per == "company-year"
        if company:
            mine = [gift for gift in self.book.gifts_of(partner.id) if gift.given]
            gifts = mine if limit.side == "recipient" else self.of_company(limit)
        else:
            gifts = gifts_to(self.book, self.persons.every(partner.id, contact))
        counted = [
            self.counted(limit, gift) * (gift.people if company else 1)
            for gift in gifts
            if in_period(limit, gift.date, day)
        ]
        rate = self.exchange.rate(limit.currency) or Decimal(1)
        to_come = [
            plan.amount / rate / vat_factor(limit, self.settings.vat_percent)
            for plan in planned
            if (company or plan.contact == contact.id)
            and in_period(limit, plan.day, day)
            and (plan.kind is None or counts_kind(limit, plan.kind))
        ]
        return sum(counted, start=Decimal(0)) + sum(to_come, start=Decimal(0))

    def of_company(self, limit: Limit) -> list[Gift]:
        """All that we gave to those of whom the limit speaks."""
        partners = self.book.partners.values()
        bound = {one.id for one in partners if any(limit is held for held in self.in_force.between(one))}
        return [gift for gift in self.book.gifts if gift.given and gift.partner in bound]

    def counted(self, limit: Limit, gift: Gift) -> Decimal:
        """What the limit counts of a gift for each of its recipients, in the limit's currency."""
        if not counts_kind(limit, self.book.kind_of(gift)) or self._is_excepted(limit, gift):
            return Decimal(0)
        return self.basis(limit, gift) / gift.people

    def basis(self, limit: Limit, gift: Gift) -> Decimal:
        """The gift's value as the limit sees it (extras and VAT in or out), in the limit's currency."""
        amount = gift.value + ((gift.extras or 0) if "extras" in limit.includes else 0)
        vat = gift.vat_percent if gift.vat_percent is not None else self.settings.vat_percent
        net = amount / vat_factor(limit, vat)
        if gift.currency == limit.currency:
            return net
        rate = home_rate(gift, self.exchange)
        return net * (Decimal(1) if rate is None else rate) / (self.exchange.rate(limit.currency) or Decimal(1))

    def _is_excepted(self, limit: Limit, gift: Gift) -> bool:
        """Does a special case of the same law take this gift out of the count?"""
        partner = self.book.partners.get(gift.partner)
        if partner is None or limit.level == "exempt":
            return False
        kind = self.book.kind_of(gift)
        return any(
            special.level != "exempt" or special.amount is None or self._within(special, partner, gift)
            for special in self.in_force.special_cases(limit, kind, partner, gift.date)
        )

    def _within(self, exemption: Limit, partner: Partner, gift: Gift) -> bool:
        """Is this gift, with those before it that the exemption adds, within the exemption's amount?

        One in a currency without a rate cannot be applied, and spares nothing.
        """
        if self.exchange.rate(exemption.currency) is None:
            return False
        people = [contact for contact in map(partner.contact, gift.recipients) if contact]
        spent = (self._so_far(exemption, self.persons.every(partner.id, contact), gift) for contact in people)
        return not is_passed(exemption, max(spent, default=Decimal(0)))

    def _so_far(self, exemption: Limit, person: tuple[Person, ...], gift: Gift) -> Decimal:
        own = self.basis(exemption, gift) / gift.people
        if exemption.per == "gift":
            return own
        before = [
            given
            for given in gifts_to(self.book, person)
            if given.order < gift.order
            and in_period(exemption, given.date, gift.date)
            and counts_kind(exemption, self.book.kind_of(given))
        ]
        return sum((self.basis(exemption, given) / given.people for given in before), start=own)

    def room(
        self, limit: Limit, partner: Partner, contact: Contact, day: date, planned: Iterable[Planned]
    ) -> Decimal | None:
        """What may still be given to this person on that day, in the home currency, VAT included, down to the cent.

        None where the limit's currency has no rate.
        """
        if limit.per == "gift":
            return self.worth_at_home(limit)
        ends = [day, *self.ends_after(limit, partner, contact, day)]
        return self.worth_at_home(limit, max(self.used(limit, partner, contact, end, planned) for end in ends))

    def ends_after(self, limit: Limit, partner: Partner, contact: Contact, day: date) -> list[date]:
        """The days of gifts already recorded for later whose twelve months reach back to that day."""
        if limit.per != "recipient-12-months":
            return []
        gifts = gifts_to(self.book, self.persons.every(partner.id, contact))
        return [gift.date for gift in gifts if gift.date > day and in_period(limit, day, gift.date)]

    def worth_at_home(self, limit: Limit, used: Decimal = Decimal(0)) -> Decimal | None:
        """What is left of a limit after `used` (in its currency), in the home currency, VAT included."""
        rate = self.exchange.rate(limit.currency)
        if rate is None or limit.amount is None:
            return None
        factor = rate * vat_factor(limit, self.settings.vat_percent)
        left = limit.amount - used
        at_home = max(Decimal("0.00"), floor_to_cent(settled(left * factor)))
        if limit.below and settled(at_home / factor) >= settled(left):
            at_home = max(Decimal("0.00"), at_home - CENT)
        return at_home
