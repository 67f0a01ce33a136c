"""The compliance register: every gift of a period, given and received, taken or turned down."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.money import ZERO
from giftplan.planning.history import cost
from giftplan.planning.history import home_rate
from giftplan.planning.plan import left_out
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings
from giftplan.reports.register_sums import CompanySum
from giftplan.reports.register_sums import PersonSum
from giftplan.reports.register_sums import company_sums
from giftplan.reports.register_sums import person_sums
from giftplan.reports.vat import vat_in

BREACH = frozenset({"GP108", "legal-limit-exceeded"})
"""The rule whose waiver says that a limit of the law was passed: it cannot be set aside, only owned up to."""


class Period(NamedTuple):
    """A fiscal year: how it is called, its first day and its last."""

    year: int
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Entry:
    """One gift. `value_home` (extras included) and `vat_home` are in the home currency; None where no rate is known."""

    gift: Gift
    partner: Partner | None
    """None where the partner's file cannot be used: the gift is in the register all the same."""
    kind: str
    value_home: Decimal | None
    vat_home: Decimal | None
    authorisation: str | None
    currency: str
    """Of `value` and `extras`."""
    path: str
    """Of its file, as it can be opened from where somebody asks."""

    @property
    def company(self) -> str:
        """The partner's name, else its id."""
        return self.partner.name if self.partner else self.gift.partner

    @property
    def has_card(self) -> bool:
        """Was there a handwritten card?"""
        return self.gift.card is not None and self.gift.card.handwritten

    @property
    def is_breach(self) -> bool:
        """Was a limit of the law passed, and did compliance write that down?"""
        return any(waiver.rule in BREACH for waiver in self.gift.waivers)

    @property
    def recipients(self) -> tuple[str, ...]:
        """The names of those who got it, where they are contacts of the partner; else their ids."""
        return tuple(self._name(name) for name in self.gift.recipients)

    def _name(self, name: str) -> str:
        contact = self.partner.contact(name) if self.partner and self.gift.direction == "given" else None
        return contact.name if contact else name


@dataclass(frozen=True, slots=True)
class Register:
    """A period's gifts up to `as_of`, by day, and what they come to under each limit. Sums in the home currency.

    `revision` names the state of the repository that was read, if not the working files.
    """

    period: Period
    as_of: date
    currency: str
    revision: str | None
    entries: tuple[Entry, ...]
    people: tuple[PersonSum, ...]
    companies: tuple[CompanySum, ...]
    cancelled: int
    """Gifts that were called off before they went out: they are no entries."""
    to_come: int
    """Gifts that are ordered, and enter the register on their day."""
    left_out: tuple[str, ...]
    received_limit: Decimal
    is_narrowed: bool
    """Are its entries a part of the period's? Its sums under a limit never are."""

    def total(self, direction: str) -> Decimal:
        """What was given, or received, and kept; without what no rate is known for."""
        sums = (entry.value_home for entry in self.entries if entry.gift.direction == direction and entry.gift.is_kept)
        return sum((amount for amount in sums if amount is not None), start=ZERO)

    def vat(self, direction: str) -> Decimal:
        """The VAT in what was given and kept: of what we received nothing is ours to recover."""
        sums = (entry.vat_home for entry in self.entries if entry.gift.direction == direction)
        return sum((amount for amount in sums if amount is not None), start=ZERO)

    @property
    def undeclared(self) -> tuple[Entry, ...]:
        """What we received above our own limit, and nobody declared."""
        received = (entry for entry in self.entries if entry.gift.direction == "received")
        kept_quiet = (entry for entry in received if not entry.gift.was_declared(self.as_of))
        return tuple(entry for entry in kept_quiet if (entry.value_home or ZERO) > self.received_limit)

    @property
    def without_rate(self) -> tuple[Entry, ...]:
        """The entries that no sum holds, since nobody knows what their currency was worth."""
        return tuple(entry for entry in self.entries if entry.value_home is None)


def register_of(
    book: Book,
    settings: Settings,
    period: Period,
    as_of: date,
    revision: str | None,
    wanted: Callable[[Gift, Partner | None], bool] | None,
    folder: str,
) -> Register:
    """The register of a period as it stands on a day.

    The sums of the people in it count whatever their limits count up to that day, whatever is `wanted` and however the
    fiscal year lies: the law's year is the calendar's. `folder` is what the paths of the data begin with.
    """
    inside = [gift for gift in book.gifts if period.start <= gift.date <= period.end]
    inside = [gift for gift in inside if wanted is None or wanted(gift, book.partners.get(gift.partner))]
    called_off = [gift for gift in inside if gift.outcome == "cancelled"]
    come = [gift for gift in inside if gift.date <= as_of and gift.outcome != "cancelled"]
    known = replace(book, gifts=tuple(gift for gift in book.gifts if gift.date <= as_of))
    return Register(
        period=period,
        as_of=as_of,
        currency=settings.currency,
        revision=revision,
        entries=tuple(_entry(book, settings, gift, folder) for gift in sorted(come, key=attrgetter("order"))),
        people=tuple(person_sums(known, settings, come)),
        companies=() if _lacks_partners(book) else tuple(company_sums(known, settings, come)),
        cancelled=len(called_off),
        to_come=len(inside) - len(come) - len(called_off),
        left_out=left_out(book),
        received_limit=settings.received_limit,
        is_narrowed=wanted is not None,
    )


def _lacks_partners(book: Book) -> bool:
    """Is there a partner whose gifts no limit can count? A sum over all would be too small."""
    return any(path.startswith("partners") for path in book.lost)


def _entry(book: Book, settings: Settings, gift: Gift, folder: str) -> Entry:
    partner = book.partners.get(gift.partner)
    is_known = home_rate(gift, settings.exchange) is not None
    worth = cost(gift, settings.exchange) if is_known else None
    return Entry(
        gift=gift,
        partner=partner,
        kind=book.kind_of(gift),
        value_home=worth,
        vat_home=vat_in(gift, book, settings) if is_known and gift.given else None,
        authorisation=_authorisation(gift, partner, worth) if partner else None,
        currency=gift.currency or settings.currency,
        path=f"{folder}/{gift.path}",
    )


def _authorisation(gift: Gift, partner: Partner, worth: Decimal | None) -> str | None:
    """What their compliance office had granted for it, where it had."""
    granted = (found for found in partner.authorisations if gift.direction == "given" and found.covers(gift.date))
    enough = [found for found in granted if found.max is None or (worth is not None and worth <= found.max)]
    if not enough:
        return None
    return enough[0].reference or f"granted on {enough[0].answered}"
