"""Limits that follow each other do not overlap, and where nothing is known the file says so."""

from collections import defaultdict
from datetime import date
from datetime import timedelta
from itertools import pairwise

import pytest

from giftplan.book.book import Book
from giftplan.planning.in_force import in_force
from giftplan.records.limit import Limit

DAY = timedelta(days=1)
HOLES = {
    ("no-attention-2016", "no-attention-2024"),
    ("br-brinde-2021", "br-brinde-2025"),
    ("us-openpayments-item-2019", "us-openpayments-item-2021"),
    ("us-openpayments-year-2019", "us-openpayments-year-2021"),
    ("us-stark-nonmonetary-2024", "us-stark-nonmonetary-2026"),
}
"""Times of which the sources say nothing; CHANGELOG.md names them, and the value before is shown as unconfirmed."""


def series(shipped: Book) -> list[list[Limit]]:
    found: defaultdict[tuple[object, ...], list[Limit]] = defaultdict(list)
    for file in shipped.limits:
        for limit in file.limits:
            if limit.amount is not None:
                found[limit.series].append(limit)
    return [sorted(limits, key=lambda limit: limit.start or date.min) for limits in found.values()]


def test_limits_of_one_kind_do_not_overlap(shipped: Book) -> None:
    for limits in series(shipped):
        for earlier, later in pairwise(limits):
            assert earlier.until is not None, (earlier.id, later.id)
            assert later.start is not None, (earlier.id, later.id)
            assert earlier.until < later.start, (earlier.id, later.id)


def test_every_hole_between_two_values_is_known_and_never_silent(shipped: Book) -> None:
    found = set()
    for limits in series(shipped):
        for earlier, later in pairwise(limits):
            assert earlier.until is not None
            if earlier.until + DAY != later.start:
                found.add((earlier.id, later.id))
                (stands_in,) = in_force(limits, earlier.until + DAY)
                assert (stands_in.limit, stands_in.confirmed) == (earlier, False)
    assert found == HOLES


VALUES: list[tuple[str, date, str, bool]] = [
    ("fr-vat-gift", date(2015, 12, 31), "65", True),
    ("fr-vat-gift", date(2020, 12, 31), "69", True),
    ("fr-vat-gift", date(2025, 6, 30), "73", True),
    ("fr-vat-gift", date(2026, 6, 30), "73", False),
    ("us-finra", date(2026, 3, 29), "100", True),
    ("us-finra", date(2026, 3, 30), "300", True),
    ("de-income-gift", date(2023, 12, 31), "35", True),
    ("de-income-gift", date(2024, 1, 1), "50", True),
]


@pytest.mark.parametrize(("name", "day", "amount", "confirmed"), VALUES)
def test_the_value_of_the_day(shipped: Book, name: str, day: date, amount: str, confirmed: bool) -> None:
    (limits,) = [
        limits for limits in series(shipped) if limits[0].id.startswith(name) and limits[0].level in ("warn", "refuse")
    ]
    (found,) = in_force(limits, day)
    assert (str(found.limit.amount), found.confirmed) == (amount, confirmed)


def test_a_limit_that_can_be_passed_says_what_it_is_counted_in(shipped: Book) -> None:
    for limits in series(shipped):
        for limit in limits:
            assert limit.currency is not None, limit.id
            assert limit.level != "exempt" or limit.kinds, limit.id
            assert limit.level != "refuse" or limit.confidence != "low", limit.id
            assert len(limit.effect) > 15, limit.id
