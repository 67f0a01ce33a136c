"""Amounts of money: always `Decimal`, always in a named currency, never mixed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR
from decimal import ROUND_HALF_UP
from decimal import Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def floor_to_cent(amount: Decimal) -> Decimal:
    """The amount without what is below a cent: a budget never promises more than there is."""
    return amount.quantize(CENT, rounding=ROUND_FLOOR)


def round_to_cent(amount: Decimal) -> Decimal:
    """The amount to the nearest cent, halves up, as a bookkeeper rounds a converted invoice."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


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
