"""How amounts, days and what a user wrote are put into words, the same in every format."""

import re
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS: tuple[str, ...] = _MONTHS
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

HARMFUL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def visible(text: str) -> str:
    """A user's text with what could move the cursor, hide or reorder words shown as escapes."""
    return text if text.isascii() and text.isprintable() else HARMFUL.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return {10: "\\n", 9: "\\t", 13: "\\r"}.get(code) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def money(amount: Decimal) -> str:
    """1,220.00: two decimals, for people."""
    return f"{amount:,.2f}"


def plain_money(amount: Decimal) -> str:
    """1220.00: two decimals, for programs."""
    return f"{amount:.2f}"


def short_day(day: date) -> str:
    """17 Feb."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def long_day(day: date) -> str:
    """Tue 3 Feb 2026."""
    return f"{_WEEKDAYS[day.weekday()]} {dated(day)}"


def dated(day: date) -> str:
    """3 Feb 2026."""
    return f"{short_day(day)} {day.year}"


def month_year(day: date) -> str:
    """Oct 2025."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def counted(number: int, what: str, plural: str | None = None) -> str:
    """1 partner, 14 partners."""
    return f"{number:,} {what if number == 1 else plural or what + 's'}"


def listed(words: Iterable[str], most: int = 12) -> str:
    """a, b, c; of many the first, and how many more."""
    every = list(words)
    rest = len(every) - most
    return ", ".join(every[:most]) + (f" and {rest} more" if rest > 0 else "")


def left_out_words(files: Sequence[str]) -> str:
    """Which files an answer goes without."""
    names = listed(files, 6)
    return f"Left out: {counted(len(files), 'file')} that cannot be used ({names}). giftplan check says why"
