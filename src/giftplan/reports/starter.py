"""What a new giftplan folder holds: whose it is, the money that it counts in, and its files."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN
from decimal import Context
from decimal import Decimal
from typing import NamedTuple

from giftplan.book.knowledge import HomeMoney
from giftplan.records.currencies import EURO

_SIX_DIGITS = Context(prec=6, rounding=ROUND_HALF_EVEN)
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """Who starts: the company, its country and its home currency. `rates`: one unit of each other currency in it.

    `money` is None where home is the euro, and where no rate is known: then amounts are those that ship, in euro.
    """

    company: str
    country: str
    currency: str
    rates: Mapping[str, Decimal]
    money: HomeMoney | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """A new folder: its files by path inside the data folder, and those around it. Nothing is written yet.

    `kept` is what is there already and stays as it is, each with what would have been written; `left_out` what only
    the top of a repository can hold. `told` is what was assumed, and what somebody has to look at; `errors` is what
    `check` would find.
    """

    giver: Giver
    is_example: bool
    data: Mapping[str, bytes]
    around: Mapping[str, bytes]
    kept: Mapping[str, bytes]
    left_out: tuple[str, ...]
    told: tuple[str, ...]
    errors: tuple[str, ...]


class Step(NamedTuple):
    """A command to go on with, and what it is for."""

    command: str
    what: str


def giver_of(company: str, country: str, currency: str, shipped: Mapping[str, Decimal]) -> Giver:
    """The giver, with rates worked out from those that ship, each of one unit in euro, to six digits."""
    if currency == EURO:
        return Giver(company=company, country=country, currency=currency, rates=shipped, money=None)
    home = shipped.get(currency)
    if home is None:
        return Giver(company=company, country=country, currency=currency, rates={}, money=None)
    euro = _SIX_DIGITS.divide(_ONE, home)
    others = {code: _SIX_DIGITS.divide(rate, home) for code, rate in shipped.items() if code != currency}
    money = HomeMoney(currency, euro)
    return Giver(company=company, country=country, currency=currency, rates={EURO: euro, **others}, money=money)
