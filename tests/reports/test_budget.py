"""A year's money by partner, tier, owner and month: worked out by hand, and adding up in every portfolio."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.planning.plan import make_plan
from giftplan.reports.budget import Budget
from giftplan.reports.budget import Money
from giftplan.reports.budget import MonthBudget
from giftplan.reports.budget import budget_of
from tests.planning.books import AS_OF
from tests.planning.books import Values
from tests.planning.books import book
from tests.planning.books import contact
from tests.planning.books import gift
from tests.planning.books import partner
from tests.planning.portfolios import portfolios

SMALL = partner(tier="2", owner="paul", lifetime_value={"amount": "40000", "basis": "realised", "as_of": "2025-12-31"})
"""40,000 EUR earn a tier 2 partner 40 to 120, so 80."""
TEAM = {"team": [{"id": "claire", "name": "Claire Morel"}, {"id": "paul", "name": "Paul Petit"}]}


def budget(partners: dict[str, Values], *gifts: Values, only: tuple[int, ...] = (), as_of: date = AS_OF) -> Budget:
    made = book(partners, list(gifts), settings=TEAM)
    return budget_of(made, make_plan(made, 2026, as_of), only)


def amounts(money: Money) -> tuple[str, str, str, str]:
    """Allowance, planned, spent and left."""
    return str(money.allowance), str(money.planned), str(money.spent), str(money.left)


ENGRAVED = gift(value="60.00", extras="4.90")
NOVEMBER = gift(date="2026-11-12", value="40.00")


def test_a_partner_s_year() -> None:
    """336 allowed; 64.90 given in February and 40 ordered for November; May and September share 20 and 20 of 100."""
    (found,) = budget({"nordwind": partner()}, ENGRAVED, NOVEMBER).partners
    assert amounts(found.money) == ("336.00", "134.40", "104.90", "231.10")
    assert found.money.over == 0


def test_tiers_and_owners_in_order_and_those_without_last() -> None:
    every = {
        "almasa": partner(tier=None, owner=None, status="prospect"),
        "nordwind": partner(),
        "orme": SMALL,
        "sakura": {**SMALL, "owner": "claire"},
    }
    found = budget(every, gift(partner="orme", value="30.00"))
    assert [(group.key, group.partners, str(group.money.allowance)) for group in found.tiers] == [
        (1, 1, "336.00"),
        (2, 2, "160.00"),
        (None, 1, "0.00"),
    ]
    assert [(group.key, group.partners, str(group.money.spent)) for group in found.owners] == [
        ("claire", 2, "0.00"),
        ("paul", 1, "30.00"),
        (None, 1, "0.00"),
    ]
    assert (str(found.total.allowance), str(found.total.left)) == ("496.00", "466.00")


def test_months_have_what_is_planned_and_what_was_spent_in_them() -> None:
    found = budget({"nordwind": partner()}, ENGRAVED, NOVEMBER)
    sums = {month.month[1]: (str(month.planned), str(month.spent)) for month in found.months}
    assert list(sums) == list(range(1, 13))
    assert sums[2] == ("0.00", "64.90")
    assert sums[11] == ("0.00", "40.00")
    assert {month for month, (planned, _) in sums.items() if planned != "0.00"} <= {5, 6, 9}
    assert sums[9] == ("67.20", "0.00")


def test_a_touch_that_was_moved_over_the_new_year_has_its_own_month() -> None:
    """Its share is 100.80, and the limit per person 73."""
    values = partner(touches={"2026": {"Q4": {"date": "2027-01-12"}}})
    found = budget({"nordwind": values})
    assert found.months[-1] == MonthBudget((2027, 1), Decimal("73.00"), Decimal("0.00"))
    assert sum(month.planned for month in found.months) == found.total.planned


def test_a_card_that_was_moved_over_the_new_year_costs_nothing_and_has_none() -> None:
    values = partner(policy={"gifts": "unknown"}, touches={"2026": {"Q4": {"date": "2027-01-12"}}})
    assert [month.month for month in budget({"nordwind": values}).months] == [(2026, n) for n in range(1, 13)]


def test_of_some_months_only_what_moves_is_counted_and_the_year_is_left_as_it_is() -> None:
    whole = budget({"nordwind": partner()}, ENGRAVED, NOVEMBER)
    part = budget({"nordwind": partner()}, ENGRAVED, NOVEMBER, only=(9, 11))
    assert amounts(whole.total) == ("336.00", "134.40", "104.90", "231.10")
    for money in (part.total, part.partners[0].money, part.tiers[0].money, part.owners[0].money):
        assert amounts(money) == ("336.00", "67.20", "40.00", "231.10")
    assert [(month.month, str(month.planned), str(month.spent)) for month in part.months] == [
        ((2026, 9), "67.20", "0.00"),
        ((2026, 11), "0.00", "40.00"),
    ]


def test_what_was_turned_down_or_received_costs_nothing() -> None:
    odd = [gift(outcome="declined"), gift(outcome="cancelled"), gift(direction="received", recipients=["claire"])]
    assert str(budget({"nordwind": partner()}, *odd).total.spent) == "0.00"


def test_a_gift_in_another_currency_costs_what_it_was_worth_that_day() -> None:
    found = budget({"nordwind": partner()}, gift(currency="USD", value="50.00"), gift(currency="USD", rate="0.80"))
    assert str(found.total.spent) == "62.00"


def test_a_missed_touch_is_planned_no_more() -> None:
    found = budget({"nordwind": partner()}, as_of=date(2026, 12, 1))
    assert amounts(found.total) == ("336.00", "0.00", "0.00", "336.00")


def test_over_is_more_than_the_allowance() -> None:
    found = budget({"nordwind": partner(), "orme": SMALL}, gift(partner="orme", value="92.50"))
    over = {one.row.partner.id: str(one.money.over) for one in found.partners}
    assert over == {"nordwind": "0.00", "orme": "12.50"}
    assert amounts(found.partners[1].money) == ("80.00", "0.00", "92.50", "-12.50")
    assert [str(group.money.over) for group in found.tiers] == ["0.00", "12.50"]
    assert str(found.total.over) == "0.00"


def test_a_prospect_s_token_is_no_matter_of_an_allowance() -> None:
    """It has none, and what it costs is left out of it: `check` has its own rule."""
    token = gift(value="9.00")
    found = budget({"nordwind": partner(country="SA", tier=None, status="prospect", contacts=[contact("anna")])}, token)
    assert (str(found.partners[0].money.left), str(found.partners[0].money.over)) == ("-9.00", "0.00")
    assert str(found.tiers[0].money.over) == "0.00"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(portfolios(), st.sets(st.integers(1, 12), max_size=4))
def test_every_table_adds_up_to_the_cent(
    portfolio: tuple[dict[str, Values], list[Values], date], only: set[int]
) -> None:
    every, gifts, as_of = portfolio
    made = book(every, gifts)
    plan = make_plan(made, 2026, as_of)
    found = budget_of(made, plan, only)
    total = found.total
    for rows in (found.partners, found.tiers, found.owners):
        for name in ("allowance", "planned", "spent", "left"):
            assert sum(getattr(row.money, name) for row in rows) == getattr(total, name)
    assert sum(month.planned for month in found.months) == total.planned
    assert sum(month.spent for month in found.months) == total.spent
    assert sum(group.partners for group in found.tiers) == sum(group.partners for group in found.owners) == len(every)
    assert total.left == total.allowance - plan.totals.spent
    if not only:
        assert (total.planned, total.spent) == (plan.totals.planned, plan.totals.spent)


@pytest.mark.parametrize("only", [(), (3,)])
def test_a_portfolio_of_nobody(only: tuple[int, ...]) -> None:
    found = budget({}, only=only)
    assert amounts(found.total) == ("0.00", "0.00", "0.00", "0.00")
    assert (len(found.partners), len(found.tiers), len(found.owners)) == (0, 0, 0)
