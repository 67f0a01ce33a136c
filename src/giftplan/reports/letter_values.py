"""What a letter can say: values that each language writes in its own words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giftplan.records.policy import Policy


@dataclass(frozen=True, slots=True)
class Money:
    """An amount and its currency, VAT and extras included."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Said:
    """What they told us last about their rules, and when. `currency` is that of its limit."""

    day: date
    policy: Policy
    currency: str


@dataclass(frozen=True, slots=True)
class CopyTo:
    """The person we know, where the letter goes to somebody else of the partner's."""

    name: str


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """The day of a request that nobody answered."""

    day: date


@dataclass(frozen=True, slots=True)
class CardsAlone:
    """That as long as nobody knows their rules, they get cards and nothing else."""


CARDS_ALONE = CardsAlone()


@dataclass(frozen=True, slots=True)
class Occasion:
    """The event at which we meet; None where there is no occasion, as for most touches."""

    event: str | None


Value = str | date | Money | Said | CopyTo | Occasion | AskedBefore | CardsAlone | tuple[str, ...] | None
