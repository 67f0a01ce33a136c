"""What a period's gifts come to under the limits of law and tax: for each person, and for our company."""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giftplan.book.book import Book
from giftplan.money import round_to_cent
from giftplan.planning.basis import is_passed
from giftplan.planning.in_force import InForce
from giftplan.planning.limits import Limits
from giftplan.records.contact import Contact
from giftplan.records.gift import Gift
from giftplan.records.limit import PER_PERSON
from giftplan.records.limit import Limit
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings


@dataclass(frozen=True, slots=True)
class _Sum:
    """`counted` and `amount` are in the limit's currency, on its own basis. Not `confirmed`: a value to be checked."""

    limit: Limit
    day: date
    """The last day whose gift it counts; the limit's year, or its twelve months, are those of this day."""
    counted: Decimal
    confirmed: bool

    @property
    def amount(self) -> Decimal:
        """What the limit allows."""
        return self.limit.amount or Decimal(0)

    @property
    def left(self) -> Decimal:
        """What it still leaves, to the cent; negative where it is passed."""
        return self.amount - round_to_cent(self.counted)

    @property
    def is_passed(self) -> bool:
        """Is it passed?"""
        return is_passed(self.limit, self.counted)

    @property
    def period(self) -> str:
        """The time over which it adds up."""
        if self.limit.per == "recipient-12-months":
            return f"12 months to {self.day.isoformat()}"
        return str(self.day.year)


@dataclass(frozen=True, slots=True)
class PersonSum(_Sum):
    """What a limit counts for one person, wherever that person worked."""

    partner: Partner
    contact: Contact


@dataclass(frozen=True, slots=True)
class CompanySum(_Sum):
    """What a limit counts for our company, or for all gifts to one partner."""

    partner: Partner | None


_Counted = tuple[Gift, Partner, InForce]


def _counting(limits: Limits, gifts: Iterable[Gift]) -> Iterator[_Counted]:
    """Each gift that was really given, with each limit that counts it."""
    for gift in sorted((gift for gift in gifts if gift.given), key=lambda gift: gift.date):
        partner = limits.book.partners.get(gift.partner)
        for found in limits.in_force.on(partner, gift.date) if partner else ():
            limit = found.limit
            has_amount = limit.amount is not None and limit.level != "exempt"
            if partner and has_amount and limits.exchange.rate(limit.currency) and limits.counted(limit, gift):
                yield gift, partner, found


def person_sums(book: Book, settings: Settings, gifts: Iterable[Gift]) -> list[PersonSum]:
    """For each person who got one of these gifts, and each limit per person that counts it: the highest sum."""
    limits = Limits(book, settings)
    found: dict[tuple[object, ...], PersonSum] = {}
    for gift, partner, in_force in _counting(limits, gifts):
        limit = in_force.limit
        people = [contact for contact in map(partner.contact, dict.fromkeys(gift.recipients)) if contact]
        for contact in people if limit.per in PER_PERSON else ():
            person = limits.persons.every(partner.id, contact)[-1]
            key = (person, id(limit), gift.date.year)
            counted = limits.used(limit, partner, contact, gift.date, ())
            before = found.get(key)
            if before is None or counted >= before.counted:
                sure = in_force.confirmed and (before is None or before.confirmed)
                found[key] = PersonSum(limit, gift.date, counted, sure, partner, contact)
    return sorted(found.values(), key=lambda one: (one.partner.id, one.contact.id, one.limit.id, one.day))


def company_sums(book: Book, settings: Settings, gifts: Iterable[Gift]) -> list[CompanySum]:
    """For each limit on a year's gifts that counts one of these: what it counts, for us or for all of a partner."""
    limits = Limits(book, settings)
    found: dict[tuple[object, ...], CompanySum] = {}
    for gift, partner, in_force in _counting(limits, gifts):
        limit = in_force.limit
        if limit.per != "company-year":
            continue
        whose = partner if limit.side == "recipient" else None
        key = (whose.id if whose else None, id(limit), gift.date.year)
        if key in found:
            continue
        counted = limits.used(limit, partner, partner.contacts[0], gift.date, ())
        found[key] = CompanySum(limit, gift.date, counted, in_force.confirmed, whose)
    return sorted(found.values(), key=lambda one: (one.limit.id, one.partner.id if one.partner else "", one.day))
