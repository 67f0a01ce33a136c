"""What a relationship earns in a year."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from giftplan.planning.allowance import policy_on
from tests.planning.books import Values
from tests.planning.books import book
from tests.planning.books import limit
from tests.planning.books import partner
from tests.planning.books import plan_of
from tests.planning.books import row


def value(amount: str, as_of: str, basis: str = "realised") -> Values:
    return {"amount": amount, "basis": basis, "as_of": as_of}


BASES: list[tuple[str, Values, str | None]] = [
    ("the only value", {"lifetime_value": value("1000", "2025-06-30")}, "1000"),
    (
        "the newest from before the year",
        {"lifetime_value": [value("1", "2024-12-31"), value("2", "2025-12-31"), value("3", "2026-01-01")]},
        "2",
    ),
    ("else the earliest there is", {"lifetime_value": [value("9", "2026-09-01"), value("5", "2026-02-01")]}, "5"),
    ("contracted counts", {"lifetime_value": value("700", "2025-01-01", "contracted")}, "700"),
    ("a forecast earns nothing", {"lifetime_value": value("700", "2025-01-01", "forecast")}, None),
    (
        "a forecast gives way to revenue of closed years",
        {"lifetime_value": value("1", "2025-01-01", "forecast"), "revenue": {"2024": "30", "2025": "12", "2026": "99"}},
        "42",
    ),
    ("revenue of this year is not closed", {"lifetime_value": [], "revenue": {"2026": "99"}}, None),
    ("nothing", {"lifetime_value": []}, None),
]


@pytest.mark.parametrize(("fields", "base"), [case[1:] for case in BASES], ids=[case[0] for case in BASES])
def test_base_is_what_exists(fields: Values, base: str | None) -> None:
    found = row(plan_of(partner(**fields))).allowance.base
    assert found == (None if base is None else Decimal(base))


ALLOWANCES: list[tuple[str, Values, str, str]] = [
    ("the middle of the share", {}, "336.00", "share"),
    ("rounded down to the cent", {"lifetime_value": value("84001.99", "2025-12-31")}, "336.00", "share"),
    ("nearer end below: the tier's minimum", {"lifetime_value": value("36000", "2025-12-31")}, "150.00", "tier"),
    ("nearer end above: the tier's maximum", {"lifetime_value": value("400000", "2025-12-31")}, "500.00", "tier"),
    ("top below the minimum: the top", {"lifetime_value": value("20000", "2025-12-31")}, "100.00", "share"),
    ("tier 3 stays under 30", {"tier": "3"}, "29.99", "tier"),
    ("the tier of that year", {"tier": {"2024": "1", "2026": "2", "2027": "1"}}, "150.00", "tier"),
    ("a tier of later years only: unclassed", {"tier": {"2027": "1"}}, "0.00", "status"),
    ("unclassed", {"tier": None}, "0.00", "status"),
    ("a prospect", {"status": "prospect"}, "0.00", "status"),
    ("departed this year", {"status": "departed", "departed": {"date": "2026-06-01"}}, "0.00", "status"),
    ("departed after the year", {"status": "departed", "departed": {"date": "2027-01-02"}}, "336.00", "share"),
    ("no base", {"lifetime_value": []}, "0.00", "status"),
    (
        "a policy per year that is lower",
        {"policy": {"gifts": "limited", "limit": "80.05", "per": "year", "verified": "2025-01-01"}},
        "80.05",
        "policy",
    ),
    (
        "a policy per year that is higher",
        {"policy": {"gifts": "limited", "limit": "800", "per": "year", "verified": "2025-01-01"}},
        "336.00",
        "share",
    ),
    (
        "a policy per gift leaves the year alone",
        {"policy": {"gifts": "limited", "limit": "30", "per": "gift", "verified": "2025-01-01"}},
        "336.00",
        "share",
    ),
    (
        "a policy in another currency",
        {"policy": {"gifts": "limited", "limit": "100", "per": "year", "currency": "USD", "verified": "2025-01-01"}},
        "92.00",
        "policy",
    ),
    ("refused", {"policy": {"gifts": "refused", "verified": "2025-01-01"}}, "0.00", "policy"),
    ("only a card accepted", {"policy": {"gifts": "refused", "accepts": ["card"]}}, "0.00", "policy"),
    ("refused but for a service", {"policy": {"gifts": "refused", "accepts": ["service"]}}, "336.00", "share"),
    ("unknown does not lower it", {"policy": {"gifts": "unknown"}}, "336.00", "share"),
    ("awaiting approval does not lower it", {"policy": {"gifts": "approval", "limit": "5"}}, "336.00", "share"),
]


@pytest.mark.parametrize(
    ("fields", "amount", "bound_by"), [case[1:] for case in ALLOWANCES], ids=[case[0] for case in ALLOWANCES]
)
def test_allowance_and_what_decided_it(fields: Values, amount: str, bound_by: str) -> None:
    found = row(plan_of(partner(**fields))).allowance
    assert (str(found.amount), found.bound_by) == (amount, bound_by)


CEILINGS: list[tuple[str, Values, str | None]] = [
    ("the top of the share", {}, "420.00"),
    ("the tier's maximum", {"tier": "2"}, "150.00"),
    ("none where the only base is dated within the year", {"lifetime_value": value("84000", "2026-01-01")}, None),
    ("none without a base", {"lifetime_value": []}, None),
    ("of revenue too", {"lifetime_value": [], "revenue": {"2025": "84000"}}, "420.00"),
]


@pytest.mark.parametrize(("fields", "ceiling"), [case[1:] for case in CEILINGS], ids=[case[0] for case in CEILINGS])
def test_ceiling(fields: Values, ceiling: str | None) -> None:
    found = row(plan_of(partner(**fields))).allowance.ceiling
    assert (None if found is None else str(found)) == ceiling


USABLE: list[tuple[str, Values, dict[str, Any], str, str]] = [
    ("five people have room for all of it", {}, {}, "336.00", "share"),
    ("one person has 73", {"contacts": [{"id": "anna", "name": "Anna"}]}, {}, "73.00", "limit"),
    (
        "who has left has no room",
        {"contacts": [{"id": "anna", "name": "Anna"}, {"id": "ben", "name": "Ben", "left": "2025-12-31"}]},
        {},
        "73.00",
        "limit",
    ),
    (
        "unless the tax is to be lost",
        {"contacts": [{"id": "anna", "name": "Anna"}]},
        {"settings": {"keep_within_tax": "false"}},
        "336.00",
        "share",
    ),
    (
        "a policy that refuses gifts has nothing to do with it",
        {"contacts": [{"id": "anna", "name": "Anna"}], "policy": {"gifts": "refused", "accepts": ["service"]}},
        {},
        "336.00",
        "share",
    ),
    (
        "a limit without VAT leaves room with VAT",
        {"contacts": [{"id": "anna", "name": "Anna"}]},
        {"limits": {"name": "F", "limits": [limit("net", "50", includes=["extras"])]}},
        "60.00",
        "limit",
    ),
    (
        "strictly below",
        {"contacts": [{"id": "anna", "name": "Anna"}]},
        {"limits": {"name": "F", "limits": [limit("under", "50", below="true")]}},
        "49.99",
        "limit",
    ),
    (
        "the lowest of several, in its own currency",
        {"contacts": [{"id": "anna", "name": "Anna"}]},
        {"limits": {"name": "F", "limits": [limit("a", "70"), limit("b", "50", topic="income-tax", currency="USD")]}},
        "46.00",
        "limit",
    ),
    (
        "the last known value where the year has none",
        {"contacts": [{"id": "anna", "name": "Anna"}]},
        {
            "limits": {
                "name": "F",
                "limits": [
                    limit("old", "60", until="2015-12-31"),
                    limit("newer", "69", **{"from": "2016-01-01", "until": "2020-12-31"}),
                ],
            }
        },
        "69.00",
        "limit",
    ),
    (
        "a limit for another sector's givers does not bind us",
        {"contacts": [{"id": "anna", "name": "Anna"}]},
        {"limits": {"name": "F", "limits": [limit("brokers", "5", giver_sector=["banking"])]}},
        "336.00",
        "share",
    ),
]


@pytest.mark.parametrize(
    ("fields", "more", "usable", "bound_by"), [case[1:] for case in USABLE], ids=[case[0] for case in USABLE]
)
def test_usable_is_what_the_people_have_room_for(
    fields: Values, more: dict[str, Any], usable: str, bound_by: str
) -> None:
    found = row(plan_of(partner(**fields), **more))
    assert (str(found.usable), found.bound_by) == (usable, bound_by)


def test_policy_is_the_newest_verified_by_the_day() -> None:
    policies = [
        {"gifts": "allowed", "verified": ["2024-01-01", "2026-03-01"]},
        {"gifts": "limited", "limit": "10", "verified": "2025-06-01"},
        {"gifts": "refused"},
    ]
    found = book({"nordwind": partner(policy=policies)}).partners["nordwind"]
    days = (date(2023, 1, 1), date(2024, 6, 1), date(2025, 6, 1), date(2026, 3, 1))
    assert [policy_on(found, day)[0].gifts for day in days] == ["refused", "allowed", "limited", "allowed"]
    assert policy_on(found, days[0])[1] is None
    assert policy_on(found, days[2])[1] == date(2025, 6, 1)
