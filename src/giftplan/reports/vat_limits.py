"""Which of the giver's limits on VAT count a gift, and what they count for a person, or for the company."""

from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import get_args

from giftplan.book.book import Book
from giftplan.money import ZERO
from giftplan.planning.basis import counts_kind
from giftplan.planning.basis import in_period
from giftplan.planning.history import Person
from giftplan.planning.history import gifts_to
from giftplan.planning.history import home_rate
from giftplan.planning.in_force import InForce
from giftplan.planning.limits import Limits
from giftplan.records.gift import Gift
from giftplan.records.limit import Limit
from giftplan.records.limit import Per
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings

_NARROWEST: tuple[Per, ...] = get_args(Per)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is known of a gift's VAT.

    `counting`: the limits that count it, confirmed and narrow ones first. `unmeasured`: where no rule with an amount
    holds, our country's rules without one. `without_rate`: currencies that a limit and the gift would need.
    """

    counting: tuple[InForce, ...]
    has_rule: bool
    unmeasured: tuple[Limit, ...]
    without_rate: frozenset[str]

    @property
    def say_all(self) -> bool:
        """Does what no limit takes come back?"""
        return self.has_rule and not self.without_rate


@dataclass
class VatLimits:
    """The giver's limits on VAT, as each gift's day has them."""

    book: Book
    settings: Settings
    limits: Limits = field(init=False)
    _company: dict[tuple[int, int], Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.limits = Limits(self.book, self.settings)

    def on(self, gift: Gift, partner: Partner) -> Rules:
        """The rules for one gift, on its day."""
        ours = [found for found in self.limits.in_force.on(partner, gift.date) if _is_of_our_vat(found.limit)]
        kind, exchange = self.book.kind_of(gift), self.limits.exchange
        measured = [found for found in ours if found.limit.amount is not None]
        about = [found for found in measured if counts_kind(found.limit, kind)]
        odd = frozenset(f.limit.currency or "" for f in about if exchange.rate(f.limit.currency) is None)
        if home_rate(gift, exchange) is None:
            about, odd = [], odd | {gift.currency or ""}
        rated = (found for found in about if found.limit.currency not in odd)
        counting = [found for found in rated if self.limits.counted(found.limit, gift)]
        counting.sort(key=lambda found: (not found.confirmed, _NARROWEST.index(found.limit.per or "gift")))
        unmeasured = () if measured else tuple(found.limit for found in ours if found.limit.country)
        return Rules(tuple(counting), bool(measured), unmeasured, odd)

    def counted(self, limit: Limit, gift: Gift, partner: Partner, name: str | None) -> Decimal:
        """What the limit counts in its currency, with this gift, for that recipient or for the company.

        Of a year all of it, also what came later; of the spans of twelve months that hold the gift the fullest. A
        recipient who is not named (None) is counted by this gift alone.
        """
        if limit.per == "company-year":
            return self._of_company(limit, gift.date.year)
        if limit.per == "gift" or name is None:
            return self.limits.counted(limit, gift)
        gifts = gifts_to(self.book, self._person(partner, name))
        ends = {gift.date}
        if limit.per == "recipient-12-months":
            ends |= {given.date for given in gifts if in_period(limit, gift.date, given.date)}
        spans = ([given for given in gifts if in_period(limit, given.date, end)] for end in ends)
        return max(sum((self.limits.counted(limit, given) for given in span), start=ZERO) for span in spans)

    def _person(self, partner: Partner, name: str) -> tuple[Person, ...]:
        contact = partner.contact(name)
        return self.limits.persons.every(partner.id, contact) if contact else ((partner.id, name),)

    def _of_company(self, limit: Limit, year: int) -> Decimal:
        key = id(limit), year
        if key not in self._company:
            gifts = (gift for gift in self.limits.of_company(limit) if gift.date.year == year)
            self._company[key] = sum((self.limits.counted(limit, gift) * gift.people for gift in gifts), start=ZERO)
        return self._company[key]


def _is_of_our_vat(limit: Limit) -> bool:
    """Is it a rule on what becomes of the giver's VAT? An exemption only says what the others do not count."""
    return limit.topic == "vat" and limit.side == "giver" and limit.level != "exempt"
