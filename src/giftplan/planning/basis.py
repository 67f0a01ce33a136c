"""On what basis a limit counts: which kinds, which period, with or without VAT, and when it is passed."""

from datetime import date
from decimal import Decimal
from typing import get_args

from dateutil.relativedelta import relativedelta

from giftplan.money import settled
from giftplan.records.limit import PER_PERSON
from giftplan.records.limit import Limit
from giftplan.records.words import GiftKind

UNCOUNTED = frozenset({"service", "donation", "card"})
"""Kinds that use no room under a tax limit, unless it names them: other rules hold for them."""
KINDS: tuple[str, ...] = get_args(GiftKind)
TAX_TOPICS = frozenset({"vat", "income-tax"})


def is_per_person(limit: Limit) -> bool:
    """Is it one of the giver's limits that `keep_within_tax` plans by?"""
    return limit.side == "giver" and limit.level == "warn" and limit.per in PER_PERSON and limit.amount is not None


def is_passed(limit: Limit, counted: Decimal) -> bool:
    """Does what a limit counts pass its amount? One that says `below` is passed by its very amount."""
    if limit.amount is None:
        return False
    return settled(counted) >= limit.amount if limit.below else settled(counted) > limit.amount


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
