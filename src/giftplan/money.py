"""Amounts of money: always `Decimal`, always in a named currency, never mixed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR
from decimal import ROUND_HALF_UP
from decimal import Context
from decimal import Decimal

CENT = Decimal("0.01")
_SMALLEST = Decimal("0.00000001")
_WIDE = Context(prec=100)
"""Room for the largest amount times the largest rate over the smallest: rounding must not fail where sums did not."""
ZERO = Decimal("0.00")


def floor_to_cent(amount: Decimal) -> Decimal:
    """The amount without what is below a cent: a budget never promises more than there is."""
    return amount.quantize(CENT, ROUND_FLOOR, _WIDE)


def round_to_cent(amount: Decimal) -> Decimal:
    """The amount to the nearest cent, halves up, as a bookkeeper rounds a converted invoice."""
    return amount.quantize(CENT, ROUND_HALF_UP, _WIDE)


def settled(amount: Decimal) -> Decimal:
    """An amount without the last digits of its divisions by VAT, rates and people: they are nobody's money."""
    return amount.quantize(_SMALLEST, context=_WIDE)


@dataclass(frozen=True, slots=True)
class Exchange:
    """The home currency and what one unit of each other currency is worth in it."""

    home: str
    rates: Mapping[str, Decimal]

    def rate(self, currency: str | None) -> Decimal | None:
        """What one unit of `currency` is worth at home (none named: the home currency); None if unknown."""
        if currency is None or currency == self.home:
            return Decimal(1)
        return self.rates.get(currency)

    def to_home(self, amount: Decimal, currency: str | None) -> Decimal | None:
        """`amount` in the home currency, unrounded; None where the settings have no rate for it."""
        rate = self.rate(currency)
        return None if rate is None else amount * rate
