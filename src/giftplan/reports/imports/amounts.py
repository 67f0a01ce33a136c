"""A column of amounts, however a spreadsheet writes them: what can be read in two ways is never guessed."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from giftplan.records.base import shortened
from giftplan.reports.imports.outcome import RefusedError

_SIGNS = {"€": frozenset({"EUR"}), "£": frozenset({"GBP"}), "¥": frozenset({"JPY", "CNY"})}
_SIGNS["$"] = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"})
"""The currencies that a sign may stand for."""
_SPACES = " \u00a0\u202f\u2009"
_WRITTEN = re.compile(rf"([€£$¥]|[A-Z]{{3}})?[{_SPACES}]*(.*?)[{_SPACES}]*([€£$¥]|[A-Z]{{3}})?", re.DOTALL)
_NEGATIVE = re.compile(r"[-−–].*|.*[-−–]|\(.*\)", re.DOTALL)
_WITH_SPACE = re.compile(rf"[\d.,]+([{_SPACES}]+[\d.,]+)+", re.ASCII)
_HOW = "write it as 1234.50"


def _pattern(decimal: str, other: str) -> re.Pattern[str]:
    """A number with that sign before its cents, and perhaps another between its thousands."""
    gaps = re.escape(f"{_SPACES}'’{other}")
    grouped = rf"[1-9]\d{{0,2}}(?P<gap>[{gaps}])\d{{3}}(?:(?P=gap)\d{{3}})*"
    return re.compile(rf"(?P<whole>\d+|{grouped})(?:{re.escape(decimal)}(?P<cents>\d+))?", re.ASCII)


_BY_SIGN = {".": _pattern(".", ","), ",": _pattern(",", ".")}


class Amount(NamedTuple):
    """An amount in the notation of a data file, and the currency, or the sign for one, that stood beside it."""

    text: str
    unit: str | None


class AmountColumn:
    """How the amounts of one column are to be read. `decimals`: signs that its values prove to stand before cents."""

    def __init__(self, cells: Iterable[str]) -> None:
        self.decimals = {sign for text in cells if (sign := _proved(text))}

    def read(self, text: str) -> Amount:
        """The amount. Raises `RefusedError`."""
        number, unit = _split(text)
        shown = shortened(text, 40)
        if _NEGATIVE.fullmatch(number):
            raise RefusedError(f"'{shown}' is negative", "an amount never is: write what was paid")
        readings = _readings(number)
        if not readings:
            has_space = _WITH_SPACE.fullmatch(number)
            wrong = "has a space where no thousands end" if has_space else "is not an amount"
            raise RefusedError(f"'{shown}' {wrong}", _HOW)
        if len(set(readings.values())) > 1:
            readings = {sign: found for sign, found in readings.items() if self.decimals == {sign}}
        if not readings:
            fix = "write it as 1234 or 1234.00; one amount of the column with cents would tell, too"
            raise RefusedError(f"'{shown}' can be a thousand and more, or one with three decimals", fix)
        whole, cents = next(iter(readings.values()))
        if len(cents) > 2:
            raise RefusedError(f"'{shown}' has more than two decimals", f"round it, and {_HOW}")
        return Amount(f"{whole}.{cents:0<2}", unit)


def currency_of(unit: str, stated: str | None, home: str) -> str:
    """The currency that a sign or a code beside an amount means. Raises `RefusedError` where it is not the `stated`."""
    possible = _SIGNS.get(unit, frozenset({unit}))
    if stated is not None and stated not in possible:
        raise RefusedError(
            f"'{unit}' stands beside the amount, and the currency is {stated}", "write only one of the two"
        )
    if stated is None and len(possible) > 1 and home not in possible:
        fix = f"add a column 'currency' ({', '.join(sorted(possible))})"
        raise RefusedError(f"'{unit}' is the sign of several currencies", fix)
    return stated or (next(iter(possible)) if len(possible) == 1 else home)


def _split(text: str) -> tuple[str, str | None]:
    """The number, and what stands before or behind it."""
    found = _WRITTEN.fullmatch(text)
    before, number, after = found.groups() if found else (None, text, None)
    if before and after and before != after:
        return text, None
    return number, before or after


def _readings(number: str) -> dict[str, tuple[str, str]]:
    """What stands before the cents, and the cents, by each sign that may stand between the two."""
    found = {sign: pattern.fullmatch(number) for sign, pattern in _BY_SIGN.items()}
    return {sign: (_digits(match["whole"]), match["cents"] or "") for sign, match in found.items() if match}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text).lstrip("0") or "0"


def _proved(text: str) -> str | None:
    """The sign before cents that this amount leaves no doubt of."""
    readings = _readings(_split(text)[0])
    return next(iter(readings)) if len(readings) == 1 else None
