"""How a written text becomes a number, and how a text that is almost one is refused."""

import re
from decimal import Decimal
from functools import lru_cache

from pydantic_core import PydanticCustomError

from giftplan.records.base import refuse
from giftplan.records.base import shortened

LONGEST = 366
"""The longest span of days: a year."""

_AMOUNT = re.compile(r"\d{1,12}(\.\d{1,2})?", re.ASCII)
_DECIMAL = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)
_HINTS = (
    (re.compile(r"-[\d.,]+"), "write it without the sign, amounts are never negative"),
    (
        re.compile(r"\d+\.\d{3}"),
        "write a thousand and more without a separator, as in 1234, and what comes after the dot with two digits",
    ),
    (re.compile(r"\d+\.\d+"), "write cents with two digits, as in 49.90"),
    (re.compile(r"\d{13,}(\.\d*)?"), "nothing here is worth that much; leave the field out if there is no limit"),
    (
        re.compile(r"[\d.,]*\d[ \u00a0]?([A-Za-z]{3}|[€$£¥])|([A-Za-z]{3}|[€$£¥])[ \u00a0]?\d[\d.,]*"),
        "write the number alone; the field currency: names a currency",
    ),
    (re.compile(r"[\d.]+,"), "leave the comma at its end out"),
    (re.compile(r"(?=.*[A-Za-z])(?=.*[ \u00a0]).*"), "write the number alone, without words"),
    (re.compile(r".*,.*"), "write cents with a dot, as in 49.90, and no separator between thousands"),
    (re.compile(r".*_.*"), "write it without underscores"),
    (re.compile(r".*[ \u00a0].*"), "write it without spaces"),
)


def _not_a_number(text: str) -> PydanticCustomError:
    hints = (hint for pattern, hint in _HINTS if pattern.fullmatch(text[:60]))
    return refuse("amount", f"'{shortened(text)}' is not an amount: {next(hints, 'write plain digits, as in 49.90')}")


@lru_cache(maxsize=8192)
def read_amount(text: str) -> Decimal:
    """An amount of money written 49.90: plain digits, a dot, at most two decimals, never negative.

    A third decimal is refused: it is more often a separator of thousands than a mill of a dinar.
    """
    if not _AMOUNT.fullmatch(text):
        raise _not_a_number(text)
    return Decimal(text)


@lru_cache(maxsize=1024)
def read_decimal(text: str) -> Decimal:
    """A rate, a share or a percentage: plain digits with a dot, never negative."""
    if not _DECIMAL.fullmatch(text):
        raise _not_a_number(text)
    return Decimal(text)


def read_rate(text: str) -> Decimal:
    """What a unit of a currency is worth in another: above zero, or all that is paid in it would count for nothing."""
    rate = read_decimal(text)
    if not rate:
        raise refuse("rate", "a rate is above 0: write what one unit of the currency is worth at home, as in 0.92")
    return rate


_WHOLE = re.compile(r"\d{1,6}", re.ASCII)


def read_percent(text: str) -> Decimal:
    """A part of a hundred: 20 is a fifth."""
    percent = read_decimal(text)
    if percent > 100:
        raise refuse("percent", f"{shortened(text)} is more than the whole: write percent from 0 to 100, as in 20")
    return percent


def read_share(text: str) -> Decimal:
    """A part of one: 0.25 is a quarter."""
    share = read_decimal(text)
    if share > 1:
        raise refuse("share", f"{shortened(text)} is more than the whole: write a share from 0 to 1, as in 0.25")
    return share


def read_whole(text: str) -> int:
    """A whole number from 0 on."""
    if not _WHOLE.fullmatch(text):
        is_number = text.isascii() and text.removeprefix("-").isdigit()
        hint = "write one from 0 to 999999" if is_number else "write plain digits, as in 42"
        raise refuse("whole_number", f"'{shortened(text)}' is not a whole number that can stand here: {hint}")
    return int(text)


def read_span(text: str) -> int:
    """A number of days: what takes longer than a year cannot be planned in one."""
    days = read_whole(text)
    if days > LONGEST:
        raise refuse("span", f"{days} days are more than a year: write a number of days up to {LONGEST}")
    return days


def read_count(text: str) -> int:
    """A whole number from 1 on."""
    number = read_whole(text)
    if number < 1:
        raise refuse("count", "this is at least 1: write a number from 1 on")
    return number


def read_offset(text: str) -> int:
    """A number of days before (-28) or after (2) a day."""
    return -read_whole(text[1:]) if text.startswith("-") else read_whole(text)
