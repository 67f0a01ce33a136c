"""What the law and the tax office count, each limit on its own basis and in its own currency."""

from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from giftplan.book.book import Book
from giftplan.money import CENT
from giftplan.money import Exchange
from giftplan.money import floor_to_cent
from giftplan.planning.history import gifts_to
from giftplan.planning.history import home_rate
from giftplan.planning.history import identities
from giftplan.records.contact import Contact
from giftplan.records.gift import Gift
from giftplan.records.limit import PER_PERSON
from giftplan.records.limit import Limit
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings

UNCOUNTED = frozenset({"service", "donation", "card"})
"""Kinds that use no room under a tax limit, unless it names them: other rules hold for them."""
TAX_TOPICS = frozenset({"vat", "income-tax"})


@dataclass(frozen=True, slots=True)
class InForce:
    """A limit on a day. Not `confirmed`: low confidence, or the last known value of a year that has none."""

    limit: Limit
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """Money planned for a person on a day and not yet spent, in the home currency, VAT and extras included."""

    contact: str
    day: date
    amount: Decimal
    kind: str | None
    """What it will be; None where no idea was found."""


@dataclass
class Limits:
    """The limits that hold between us and a partner, by country and sector."""

    book: Book
    settings: Settings
    _by_country: dict[str, tuple[Limit, ...]] = field(default_factory=dict)
    _between: dict[tuple[str, str | None], tuple[Limit, ...]] = field(default_factory=dict)
    _changes: dict[tuple[str, str | None], list[date]] = field(default_factory=dict)
    _in_force: dict[tuple[str, str | None, int], tuple[InForce, ...]] = field(default_factory=dict)

    def between(self, partner: Partner) -> tuple[Limit, ...]:
        """Every limit of any day that speaks of gifts from us to that partner."""
        country, sector = partner.country, partner.sector
        if (country, sector) not in self._between:
            self._between[country, sector] = tuple(
                limit
                for limit in self._of_country(country)
                if not limit.recipient_sector or sector in limit.recipient_sector
            )
        return self._between[country, sector]

    def _of_country(self, country: str) -> tuple[Limit, ...]:
        """Those that bind us as givers, and those of the partner's country."""
        if country not in self._by_country:
            every = (limit for file in self.book.limits for limit in file.limits)
            self._by_country[country] = tuple(
                limit
                for limit in every
                if limit.country in (None, self.settings.country if limit.side == "giver" else country)
                and (not limit.giver_sector or self.settings.sector in limit.giver_sector)
            )
        return self._by_country[country]

    def on(self, partner: Partner, day: date) -> tuple[InForce, ...]:
        """The limits in force on that day; where a series has no value for it, its last one, unconfirmed."""
        between = (partner.country, partner.sector)
        if between not in self._changes:
            self._changes[between] = _changes(self.between(partner))
        key = (*between, bisect_right(self._changes[between], day))
        if key not in self._in_force:
            self._in_force[key] = tuple(in_force(self.between(partner), day))
        return self._in_force[key]

    def per_person(self, partner: Partner, day: date) -> tuple[InForce, ...]:
        """The giver's tax limits per person, whatever is given: what `keep_within_tax` plans by."""
        return tuple(
            found
            for found in self.on(partner, day)
            if found.limit.side == "giver"
            and found.limit.level == "warn"
            and found.limit.per in PER_PERSON
            and not found.limit.kinds
            and found.limit.amount is not None
        )

    def refusing(self, partner: Partner, day: date) -> tuple[InForce, ...]:
        """The limits that may not be passed, whoever's law they are."""
        return tuple(
            found for found in self.on(partner, day) if found.limit.level == "refuse" and found.limit.amount is not None
        )

    def used(self, limit: Limit, partner: Partner, contact: Contact, day: date, planned: Iterable[Planned]) -> Decimal:
        """What the limit counts for this person (or the company) in the period that holds `day`, in its currency."""
        company = limit.per == "company-year"
        if company:
            gifts = [gift for gift in self.book.gifts_of(partner.id) if gift.given]
        else:
            gifts = gifts_to(self.book, identities(self.book, partner.id, contact))
        counted = [
            self.counted(limit, gift) * (gift.people if company else 1)
            for gift in gifts
            if in_period(limit, gift.date, day)
        ]
        rate = self.settings.exchange.rate(limit.currency) or Decimal(1)
        to_come = [
            plan.amount / rate / vat_factor(limit, self.settings.vat_percent)
            for plan in planned
            if (company or plan.contact == contact.id)
            and in_period(limit, plan.day, day)
            and (plan.kind is None or counts_kind(limit, plan.kind))
        ]
        return sum(counted, start=Decimal(0)) + sum(to_come, start=Decimal(0))

    def counted(self, limit: Limit, gift: Gift) -> Decimal:
        """What the limit counts of a gift for each of its recipients, in the limit's currency."""
        if not counts_kind(limit, self.book.kind_of(gift)) or self._is_exempt(limit, gift):
            return Decimal(0)
        return self.basis(limit, gift) / gift.people

    def basis(self, limit: Limit, gift: Gift) -> Decimal:
        """The gift's value as the limit sees it (extras and VAT in or out), in the limit's currency."""
        amount = gift.value + ((gift.extras or 0) if "extras" in limit.includes else 0)
        vat = gift.vat_percent if gift.vat_percent is not None else self.settings.vat_percent
        net = amount / vat_factor(limit, vat)
        if gift.currency == limit.currency:
            return net
        exchange: Exchange = self.settings.exchange
        rate = home_rate(gift, exchange)
        return net * (Decimal(1) if rate is None else rate) / (exchange.rate(limit.currency) or Decimal(1))

    def _is_exempt(self, limit: Limit, gift: Gift) -> bool:
        """Does an exception of the same law take this gift out of the count?"""
        kind = self.book.kind_of(gift)
        partner = self.book.partners.get(gift.partner)
        if partner is None:
            return False
        return any(
            kind in found.limit.kinds
            and _law(found.limit) == _law(limit)
            and (found.limit.amount is None or self.basis(found.limit, gift) <= found.limit.amount)
            for found in self.on(partner, gift.date)
            if found.limit.level == "exempt"
        )

    def room(
        self, limit: Limit, partner: Partner, contact: Contact, day: date, planned: Iterable[Planned]
    ) -> Decimal | None:
        """What may still be given to this person on that day, in the home currency, VAT included, down to the cent.

        None where the limit's currency has no rate.
        """
        used = Decimal(0) if limit.per == "gift" else self.used(limit, partner, contact, day, planned)
        return self.worth_at_home(limit, used)

    def worth_at_home(self, limit: Limit, used: Decimal = Decimal(0)) -> Decimal | None:
        """What is left of a limit after `used` (in its currency), in the home currency, VAT included."""
        rate = self.settings.exchange.rate(limit.currency)
        if rate is None or limit.amount is None:
            return None
        factor = rate * vat_factor(limit, self.settings.vat_percent)
        left = limit.amount - used
        at_home = max(Decimal("0.00"), floor_to_cent(left * factor))
        if limit.below and at_home / factor >= left:
            at_home = max(Decimal("0.00"), at_home - CENT)
        return at_home


def _changes(limits: Iterable[Limit]) -> list[date]:
    """The days on which a limit comes into force, or no longer is."""
    starts = {limit.start for limit in limits if limit.start}
    return sorted(starts | {limit.until + timedelta(days=1) for limit in limits if limit.until})


def in_force(limits: Sequence[Limit], day: date) -> Iterable[InForce]:
    """Of each series the values in force on that day, or else its last one before, marked as unconfirmed."""
    series: dict[tuple[object, ...], list[Limit]] = {}
    for limit in limits:
        series.setdefault(limit.series, []).append(limit)
    for values in series.values():
        current = [limit for limit in values if limit.in_force(day)]
        if current:
            yield from (InForce(limit, limit.confidence != "low") for limit in current)
        elif past := [limit for limit in values if limit.until is not None and limit.until < day]:
            yield InForce(max(past, key=lambda limit: limit.until or date.min), confirmed=False)


def _law(limit: Limit) -> tuple[object, ...]:
    return limit.topic, limit.country, limit.side, limit.giver_sector, limit.recipient_sector


def in_period(limit: Limit, counted: date, day: date) -> bool:
    """Does the limit add what was given on `counted` to what is given on `day`?"""
    if limit.per == "recipient-12-months":
        return day - relativedelta(months=12) < counted <= day
    return counted.year == day.year


def vat_factor(limit: Limit, vat_percent: Decimal) -> Decimal:
    """What an amount with VAT is divided by to get what the limit counts."""
    return Decimal(1) if "vat" in limit.includes else 1 + vat_percent / 100


def counts_kind(limit: Limit, kind: str) -> bool:
    """Does the limit count gifts of that kind at all?"""
    if limit.kinds:
        return kind in limit.kinds
    spared = UNCOUNTED if limit.topic in TAX_TOPICS else frozenset({"card"})
    return kind not in spared and kind not in limit.not_kinds
