"""Amounts of money: exact, rounded as a bookkeeper does, never mixed between currencies."""

from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giftplan.money import ZERO
from giftplan.money import Exchange
from giftplan.money import floor_to_cent
from giftplan.money import round_to_cent

EXCHANGE = Exchange("EUR", {"CHF": Decimal("1.05"), "JPY": Decimal("0.0061")})
amounts = st.decimals(min_value=0, max_value=Decimal("999999999999.999"), allow_nan=False, places=6)


@pytest.mark.parametrize(
    ("amount", "down", "nearest"),
    [
        ("10", "10.00", "10.00"),
        ("10.004", "10.00", "10.00"),
        ("10.005", "10.00", "10.01"),
        ("10.0149999", "10.01", "10.01"),
        ("10.999", "10.99", "11.00"),
        ("0", "0.00", "0.00"),
        ("999999999999.999", "999999999999.99", "1000000000000.00"),
    ],
)
def test_amounts_are_cut_for_a_budget_and_rounded_for_an_invoice(amount: str, down: str, nearest: str) -> None:
    assert str(floor_to_cent(Decimal(amount))) == down
    assert str(round_to_cent(Decimal(amount))) == nearest


@given(amounts)
def test_a_budget_never_promises_more_than_there_is(amount: Decimal) -> None:
    assert ZERO <= amount - floor_to_cent(amount) < Decimal("0.01")
    assert abs(amount - round_to_cent(amount)) <= Decimal("0.005")


@pytest.mark.parametrize(
    ("amount", "currency", "at_home"),
    [
        ("68.00", None, "68.00"),
        ("68.00", "EUR", "68.00"),
        ("100.00", "CHF", "105.0000"),
        ("5000", "JPY", "30.5000"),
        ("0.10", "CHF", "0.1050"),
    ],
)
def test_an_amount_is_worth_its_rate_at_home(amount: str, currency: str | None, at_home: str) -> None:
    assert str(EXCHANGE.to_home(Decimal(amount), currency)) == at_home


def test_a_currency_without_a_rate_is_never_guessed() -> None:
    assert EXCHANGE.rate("NOK") is None
    assert EXCHANGE.to_home(Decimal(10), "NOK") is None


def test_the_home_currency_is_worth_one_whatever_a_rate_says() -> None:
    assert Exchange("EUR", {"EUR": Decimal(2)}).to_home(Decimal(10), "EUR") == Decimal(10)


def test_cents_are_exact_where_floats_are_not() -> None:
    assert sum([Decimal("0.10")] * 3, ZERO) == Decimal("0.30")
    assert EXCHANGE.to_home(Decimal("0.30"), None) == Decimal("0.30")


def test_an_exchange_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        EXCHANGE.home = "CHF"  # type: ignore[misc]  # mypy knows it too
