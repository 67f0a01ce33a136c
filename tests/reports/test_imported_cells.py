"""Days and amounts as exports write them: read where they leave no doubt, else refused with how to write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.records.folding import folded
from giftplan.reports.imports.amounts import AmountColumn
from giftplan.reports.imports.amounts import currency_of
from giftplan.reports.imports.days import DayColumn
from giftplan.reports.imports.days import Order
from giftplan.reports.imports.fields import FIELDS
from giftplan.reports.imports.fields import field_of_column
from giftplan.reports.imports.outcome import RefusedError
from giftplan.reports.imports.words import WORDS

STEADY = settings(deadline=None)


def day(text: str, *others: str, order: Order | None = None) -> str:
    """The day as read in a column with others."""
    return DayColumn(enumerate((text, *others), 2), order).read(text)


@pytest.mark.parametrize(
    ("text", "others", "read"),
    [
        ("2026-02-17", (), "2026-02-17"),
        ("2026/2/7", (), "2026-02-07"),
        ("17/02/2026", (), "2026-02-17"),
        ("17.02.2026", (), "2026-02-17"),
        ("17-2-2026", (), "2026-02-17"),
        ("02/17/2026", (), "2026-02-17"),
        ("03/04/2026", ("17/02/2026",), "2026-04-03"),
        ("03/04/2026", ("02/17/2026",), "2026-03-04"),
        ("05/05/2026", (), "2026-05-05"),
        ("2026-02-17 00:00", (), "2026-02-17"),
        ("2026-02-17T00:00:00Z", (), "2026-02-17"),
        ("17/02/2026 00:00:00", (), "2026-02-17"),
        ("29/02/2028", (), "2028-02-29"),
    ],
)
def test_a_day_that_leaves_no_doubt_is_read(text: str, others: tuple[str, ...], read: str) -> None:
    assert day(text, *others) == read


@pytest.mark.parametrize(
    ("text", "others", "says"),
    [
        ("03/04/2026", (), "--dates day-first or --dates month-first"),
        ("03/04/2026", ("31/02/2026",), "--dates day-first or --dates month-first"),
        ("03/04/2026", ("17/02/2026", "02/17/2026"), "row 3 ('17/02/2026') and row 4 ('02/17/2026')"),
        ("31/02/2026", (), "'31/02/2026' is not in the calendar"),
        ("29/02/2026", (), "not in the calendar"),
        ("2026-13-01", (), "not in the calendar"),
        ("17/02/26", (), "a year of two digits"),
        ("45705", (), "format the column as a date"),
        ("45705.5", (), "format the column as a date"),
        ("2026-02-17 14:30", (), "holds a time of day"),
        ("2026-02-17T00:00:00+02:00", (), "holds a time of day"),
        ("17 février 2026", (), "write it as 2026-02-17"),
        ("today", (), "is not a day"),
        ("١٧/٠٢/٢٠٢٦", (), "is not a day"),
    ],
)
def test_a_day_that_leaves_doubt_is_refused(text: str, others: tuple[str, ...], says: str) -> None:
    with pytest.raises(RefusedError) as refused:
        day(text, *others)
    assert says in f"{refused.value.message}: {refused.value.fix}"


def test_who_says_the_order_is_believed() -> None:
    assert day("03/04/2026", order="day-first") == "2026-04-03"
    assert day("03/04/2026", "17/02/2026", order="month-first") == "2026-03-04"
    with pytest.raises(RefusedError, match="not in the calendar"):
        day("17/02/2026", order="month-first")


@STEADY
@given(st.dates(), st.sampled_from("-/."), st.sampled_from(["day-first", "month-first"]))
def test_any_day_is_read_back(when: date, sign: str, order: Order) -> None:
    written = when.strftime(f"%d{sign}%m{sign}" if order == "day-first" else f"%m{sign}%d{sign}") + f"{when.year:04}"
    assert day(written, order=order) == when.isoformat()


def amount(text: str, *others: str) -> str:
    return AmountColumn((text, *others)).read(text).text


@pytest.mark.parametrize(
    ("text", "others", "read"),
    [
        ("1234.50", (), "1234.50"),
        ("1234,50", (), "1234.50"),
        ("1234,5", (), "1234.50"),
        ("1234", (), "1234.00"),
        ("0", (), "0.00"),
        ("007", (), "7.00"),
        ("1 234,50", (), "1234.50"),
        ("1\u00a0234,50", (), "1234.50"),
        ("1\u202f234\u202f567,5", (), "1234567.50"),
        ("1 234", (), "1234.00"),
        ("1'234.50", (), "1234.50"),
        ("1.234,50", (), "1234.50"),
        ("1,234.50", (), "1234.50"),
        ("1.234.567", (), "1234567.00"),
        ("1,234", ("12.50",), "1234.00"),
        ("1.234", ("12,50",), "1234.00"),
        ("45,50 €", (), "45.50"),
        ("€45.50", (), "45.50"),
        ("CHF 1'200", (), "1200.00"),
        ("1 234,50 EUR", (), "1234.50"),
    ],
)
def test_an_amount_that_leaves_no_doubt_is_read(text: str, others: tuple[str, ...], read: str) -> None:
    assert amount(text, *others) == read


@pytest.mark.parametrize(
    ("text", "others", "says"),
    [
        ("12 34", (), "a space where no thousands end"),
        ("1 23 456", (), "a space where no thousands end"),
        ("1 234 56", (), "a space where no thousands end"),
        ("1\u00a0234 567", (), "a space where no thousands end"),
        ("1,234", (), "can be a thousand and more"),
        ("1.234", ("7",), "can be a thousand and more"),
        ("1,234", ("12.50", "12,50"), "can be a thousand and more"),
        ("1,234", ("12,50",), "more than two decimals"),
        ("1234,567", (), "more than two decimals"),
        ("0,125", (), "more than two decimals"),
        ("-45,50", (), "is negative"),
        ("45,50-", (), "is negative"),
        ("(45.50)", (), "is negative"),
        ("-45,50 €", (), "is negative"),
        ("1.23.456", (), "is not an amount"),
        ("45,50 € TTC", (), "is not an amount"),
        ("env. 50", (), "is not an amount"),
        ("=1+1", (), "is not an amount"),
        ("1e5", (), "is not an amount"),
        ("€ 45 USD", (), "is not an amount"),
        ("٤٥", (), "is not an amount"),
    ],
)
def test_an_amount_that_leaves_doubt_is_refused(text: str, others: tuple[str, ...], says: str) -> None:
    with pytest.raises(RefusedError) as refused:
        amount(text, *others)
    assert says in refused.value.message


@STEADY
@given(
    st.decimals(0, 10**9, places=2),
    st.sampled_from([(",", "."), (" ", ","), ("\u202f", ","), ("'", "."), ("", "."), ("", ","), (".", ",")]),
)
def test_any_amount_with_cents_is_read_back(value: Decimal, signs: tuple[str, str]) -> None:
    thousands, cents = signs
    written = f"{value:,.2f}".replace(",", "T").replace(".", cents).replace("T", thousands)
    assert amount(written) == f"{value:.2f}"


@pytest.mark.parametrize(
    ("unit", "stated", "home", "currency"),
    [
        ("€", None, "EUR", "EUR"),
        ("€", None, "CHF", "EUR"),
        ("CHF", None, "EUR", "CHF"),
        ("$", "CAD", "EUR", "CAD"),
        ("$", None, "USD", "USD"),
        ("$", None, "EUR", None),
        ("€", "CHF", "EUR", None),
        ("¥", None, "EUR", None),
    ],
)
def test_a_sign_beside_an_amount(unit: str, stated: str | None, home: str, currency: str | None) -> None:
    if currency is None:
        with pytest.raises(RefusedError):
            currency_of(unit, stated, home)
    else:
        assert currency_of(unit, stated, home) == currency


@pytest.mark.parametrize("what", FIELDS)
def test_no_name_of_a_column_means_two_fields(what: str) -> None:
    named = [(folded(name), field.name) for field in FIELDS[what] for name in field.columns.split(", ")]
    twice = {name for name, field in named if any(other == name and of != field for other, of in named)}
    assert twice == set()
    assert all(field_of_column(what, name) for name, _ in named)


@pytest.mark.parametrize("kind", WORDS)
def test_no_word_means_two_of_ours(kind: str) -> None:
    words = [(folded(word), ours) for ours, more in WORDS[kind].items() for word in (ours, *more.split(", "))]
    assert {word for word, ours in words if any(other == word and of != ours for other, of in words)} == set()


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Raison sociale", "name"),
        ("RAISON_SOCIALE", "name"),
        ("Account Name", "name"),
        ("Secteur d’activité", "sector"),
        ("CA 2025", "revenue.2025"),
        ("Chiffre d'affaires 2024", "revenue.2024"),
        ("Revenue 2024", "revenue.2024"),
        ("Prénom", "contacts.first_name"),
        ("policy.limit", "policy.limit"),
        ("Téléphone", None),
        ("", None),
    ],
)
def test_a_column_is_known_by_its_name(column: str, field: str | None) -> None:
    found = field_of_column("partners", column)
    assert (found.name if found else None) == field
