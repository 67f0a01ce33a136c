"""Amounts that ship in euro, written in another home currency."""

import re
from decimal import ROUND_HALF_EVEN
from decimal import Context
from decimal import Decimal

from giftplan.book.knowledge import HomeMoney
from giftplan.records.currencies import EURO

_TWO_DIGITS = Context(prec=2, rounding=ROUND_HALF_EVEN)
_RANGE = re.compile(r"(?P<field>\b(?:price|budget)): \{min: (?P<min>[\d.]+),(?P<gap> +)max: (?P<max>[\d.]+)\}")

_SAID = re.compile(r"^#.*", re.MULTILINE)


def to_home(amount: Decimal, money: HomeMoney | None) -> Decimal:
    """An amount in euro at home, rounded to two digits; as it is where home is the euro or has no rate."""
    return amount if money is None else _TWO_DIGITS.multiply(amount, money.rate)


def written(amount: Decimal) -> str:
    """An amount as a file has it: 8200, 0.0061."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_home_currency(text: str, money: HomeMoney | None) -> str:
    """A file that ships with prices or budgets in euro, with each in the home currency."""
    if money is None:
        return text
    told = f"in {money.currency}, worked out from {EURO} (1 {EURO} = {written(money.rate)}) and rounded"
    text = _SAID.sub(lambda found: found[0].replace(f"in {EURO}", told), text)
    return _RANGE.sub(lambda found: _changed(found, money), text)


def _changed(found: re.Match[str], money: HomeMoney) -> str:
    least, most = (written(to_home(Decimal(found[name]), money)) for name in ("min", "max"))
    return f"{found['field']}: {{min: {least},{found['gap']}max: {most}}}"
