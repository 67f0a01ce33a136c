"""The VAT in a year's gifts: what comes back, what is lost, and by which limit on whose gifts.

It is worked out gift by gift, to the cent, and dealt out to the people who share a gift, so that every sum of it adds
up. Gifts that are ordered count as those that were given.
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.money import CENT
from giftplan.money import ZERO
from giftplan.money import floor_to_cent
from giftplan.money import round_to_cent
from giftplan.planning.basis import is_passed
from giftplan.planning.history import cost
from giftplan.planning.in_force import InForce
from giftplan.records.gift import Gift
from giftplan.records.limit import Limit
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings
from giftplan.reports.vat_limits import Rules
from giftplan.reports.vat_limits import VatLimits

WITHOUT_VAT = frozenset({"card", "cash", "voucher", "donation"})
"""Kinds that hold no VAT, unless the gift names its own rate."""


def vat_in(gift: Gift, book: Book, settings: Settings) -> Decimal:
    """The VAT that a gift's cost contains, extras included, in the home currency to the cent."""
    percent = gift.vat_percent
    if percent is None:
        percent = Decimal(0) if book.kind_of(gift) in WITHOUT_VAT else settings.vat_percent
    return round_to_cent(cost(gift, settings.exchange) * percent / (100 + percent))


@dataclass(frozen=True, slots=True)
class VatSums:
    """VAT in the home currency. `unknown`: no rule says whether it comes back, so none may be claimed."""

    recoverable: Decimal = ZERO
    lost: Decimal = ZERO
    unknown: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """All the VAT that the gifts contain."""
        return self.recoverable + self.lost + self.unknown

    def __add__(self, other: "VatSums") -> "VatSums":
        return VatSums(self.recoverable + other.recoverable, self.lost + other.lost, self.unknown + other.unknown)


@dataclass(frozen=True, slots=True)
class Loss:
    """VAT that is lost on gifts to one person, or on the unnamed people of one gift, and the limit that was passed.

    `counted` is what the limit counted, in its own currency; `vat` is in the home currency.
    """

    partner: str
    contact: str | None
    """None for people who are not named."""
    name: str | None
    people: int
    gift: Gift | None
    """The one gift it is about, where gifts are not added up."""
    found: InForce
    counted: Decimal
    vat: Decimal


@dataclass(frozen=True, slots=True)
class Vat:
    """The VAT of some partners' gifts of a year, in the home currency."""

    sums: VatSums
    by_partner: Mapping[str, VatSums]
    losses: tuple[Loss, ...]
    unconfirmed: tuple[str, ...]
    """The limits that counted some gift, and whose amount is to be confirmed."""
    country: str
    """The giver's: whose rules hold."""
    has_rule: bool
    """Does a rule with an amount hold on the day of each gift?"""
    unmeasured: tuple[Limit, ...]
    """Where none does, the giver's rules without an amount."""
    without_rate: tuple[str, ...]
    """The currencies of limits and gifts that could not be compared."""

    def of(self, partner: str) -> VatSums:
        """The VAT of one partner's gifts."""
        return self.by_partner.get(partner, VatSums())


def vat_of(book: Book, settings: Settings, partners: Iterable[Partner], year: int, only: Collection[int] = ()) -> Vat:
    """The VAT in what these partners were given, or is ordered for them, in that year; or in some of its months only.

    Whether a limit is passed depends on the whole year and on every gift to the same person, wherever it went.
    """
    reckoning = _Reckoning(book, settings, VatLimits(book, settings))
    by_partner: dict[str, VatSums] = {}
    for partner in partners:
        gifts = [gift for gift in book.gifts_of(partner.id) if gift.given and gift.date.year == year]
        wanted = [gift for gift in gifts if not only or gift.date.month in only]
        by_partner[partner.id] = sum((reckoning.of(gift, partner) for gift in wanted), start=VatSums())
    rules = reckoning.rules
    return Vat(
        sums=sum(by_partner.values(), start=VatSums()),
        by_partner=by_partner,
        losses=tuple(reckoning.losses.values()),
        unconfirmed=tuple(sorted({f.limit.id for one in rules for f in one.counting if not f.confirmed})),
        country=settings.country,
        has_rule=all(one.has_rule for one in rules),
        unmeasured=tuple({id(limit): limit for one in rules for limit in one.unmeasured}.values()),
        without_rate=tuple(sorted({currency for one in rules for currency in one.without_rate})),
    )


class _Part(NamedTuple):
    """What one named recipient bears of a gift's VAT, or the unnamed ones together."""

    contact: str | None
    people: int
    vat: Decimal


@dataclass
class _Reckoning:
    """Goes through gifts, and keeps what is lost by person and limit, and the rules of each gift."""

    book: Book
    settings: Settings
    limits: VatLimits
    losses: dict[tuple[object, ...], Loss] = field(default_factory=dict)
    rules: list[Rules] = field(default_factory=list)

    def of(self, gift: Gift, partner: Partner) -> VatSums:
        """What becomes of the VAT of one gift."""
        vat = vat_in(gift, self.book, self.settings)
        if not vat:
            return VatSums()
        rules = self.limits.on(gift, partner)
        self.rules.append(rules)
        lost = ZERO
        for part in _parts(gift, vat):
            sums = ((found, self.limits.counted(found.limit, gift, partner, part.contact)) for found in rules.counting)
            passed = next(((found, counted) for found, counted in sums if is_passed(found.limit, counted)), None)
            if passed is not None:
                self._lose(part, gift, partner, *passed)
                lost += part.vat
        rest = vat - lost
        return VatSums(rest, lost) if rules.say_all else VatSums(lost=lost, unknown=rest)

    def _lose(self, part: _Part, gift: Gift, partner: Partner, found: InForce, counted: Decimal) -> None:
        """Write down what a person's part costs, with what the same limit already took from the same person."""
        only = gift if found.limit.per == "gift" or part.contact is None else None
        key = partner.id, part.contact, id(found.limit), id(only)
        before = self.losses.get(key)
        contact = partner.contact(part.contact) if part.contact else None
        self.losses[key] = Loss(
            partner=partner.id,
            contact=part.contact,
            name=contact.name if contact else part.contact,
            people=part.people,
            gift=only,
            found=found,
            counted=max(counted, before.counted) if before else counted,
            vat=part.vat + (before.vat if before else ZERO),
        )


def _parts(gift: Gift, vat: Decimal) -> Iterator[_Part]:
    """A gift's VAT in equal parts of whole cents; the first ones named bear the cents that are left over."""
    each = floor_to_cent(vat / gift.people)
    odd = int((vat - each * gift.people) / CENT)
    named = list(dict.fromkeys(gift.recipients))
    dealt = [each + (CENT if place < odd else ZERO) for place in range(len(named))]
    for name, part in zip(named, dealt, strict=True):
        yield _Part(name, 1, part)
    if gift.people > len(named):
        yield _Part(None, gift.people - len(named), vat - sum(dealt))
