"""What a written text means, and what is refused because it is only almost right: with how to write it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pydantic import ValidationError

from giftplan.records import scalars

TYPES: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter(getattr(scalars, name))
    for name in (
        "Amount",
        "Count",
        "Country",
        "Currency",
        "Day",
        "Factor",
        "Flag",
        "Id",
        "MonthDay",
        "Offset",
        "Percent",
        "Share",
        "Span",
        "Text",
        "Whole",
        "Year",
    )
}

ACCEPTED: list[tuple[str, str, Any]] = [
    ("Amount", "68.00", Decimal("68.00")),
    ("Amount", "68", Decimal(68)),
    ("Amount", "012", Decimal(12)),
    ("Amount", "0", Decimal(0)),
    ("Amount", "0.5", Decimal("0.5")),
    ("Amount", "999999999999.99", Decimal("999999999999.99")),
    ("Factor", "0.0061", Decimal("0.0061")),
    ("Factor", "20", Decimal(20)),
    ("Whole", "0", 0),
    ("Whole", "42", 42),
    ("Whole", "007", 7),
    ("Count", "1", 1),
    ("Count", "012", 12),
    ("Offset", "-28", -28),
    ("Offset", "2", 2),
    ("Offset", "0", 0),
    ("Day", "2026-02-17", date(2026, 2, 17)),
    ("Day", "2024-02-29", date(2024, 2, 29)),
    ("Day", "1900-01-01", date(1900, 1, 1)),
    ("Day", "2199-12-31", date(2199, 12, 31)),
    ("MonthDay", "08-01", (8, 1)),
    ("MonthDay", "02-29", (2, 29)),
    ("MonthDay", "12-31", (12, 31)),
    ("Year", "2026", 2026),
    ("Year", "1900", 1900),
    ("Year", "2199", 2199),
    ("Flag", "true", True),
    ("Flag", "TRUE", True),
    ("Flag", "false", False),
    ("Flag", "False", False),
    ("Id", "maison-lefevre", "maison-lefevre"),
    ("Id", "q1", "q1"),
    ("Id", "2026-02-17-rivoli", "2026-02-17-rivoli"),
    ("Country", "NO", "NO"),
    ("Country", "FR", "FR"),
    ("Currency", "EUR", "EUR"),
    ("Text", "NO", "NO"),
    ("Text", "012", "012"),
    ("Text", "12:30", "12:30"),
    ("Text", "a\nb", "a\nb"),
    ("Text", "?", "?"),
    ("Percent", "100", Decimal(100)),
    ("Share", "1", Decimal(1)),
    ("Span", "366", 366),
]


@pytest.mark.parametrize(("kind", "text", "value"), ACCEPTED)
def test_a_text_is_read_as_what_its_field_is(kind: str, text: str, value: object) -> None:
    read = TYPES[kind].validate_python(text)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize("text", ["68.00", "68", "0.10", "45.5"])
def test_an_amount_keeps_the_cents_that_are_written(text: str) -> None:
    assert str(TYPES["Amount"].validate_python(text)) == text


DIGITS = "write plain digits, as in 49.90"
WHOLE = "write plain digits, as in 42"
RANGE = "write one from 0 to 999999"
THOUSANDS = "write a thousand and more without a separator, as in 1234"
ALONE = "write the number alone"
DAY = "write it as 2026-02-17, without a time"
NO_DAY = "is not a day of the calendar"
YEAR = "a year from 1900 to 2199"
MONTH_DAY = "write month and day, as in 08-01"
COUNTRY = "write two capitals, as in FR (ISO 3166-1)"
CURRENCY = "write three capitals, as in EUR (ISO 4217)"
FLAG = "neither true nor false: write one of the two"
ID = "use a to z, 0 to 9 and single hyphens, as in maison-lefevre"
ARABIC_45 = "\u0664\u0665"
FULLWIDTH_45 = "\uff14\uff15"

REFUSED: list[tuple[str, str, str]] = [
    ("Amount", "1e9", DIGITS),
    ("Amount", "1e9999", DIGITS),
    ("Amount", ".inf", DIGITS),
    ("Amount", "Infinity", DIGITS),
    ("Amount", ".nan", DIGITS),
    ("Amount", "NaN", DIGITS),
    ("Amount", "sNaN", DIGITS),
    ("Amount", "1_000", "without underscores"),
    ("Amount", "45,50", "with a dot, as in 49.90"),
    ("Amount", "1,000.00", "no separator between thousands"),
    ("Amount", "1 000", "without spaces"),
    ("Amount", " 45", "without spaces"),
    ("Amount", "-5", "never negative"),
    ("Amount", "-0", "never negative"),
    ("Amount", "+5", DIGITS),
    ("Amount", "0x1F", DIGITS),
    ("Amount", "0o17", DIGITS),
    ("Amount", ".5", DIGITS),
    ("Amount", "5.", DIGITS),
    ("Amount", "1.234", THOUSANDS),
    ("Amount", "84.000", THOUSANDS),
    ("Amount", "0.001", THOUSANDS),
    ("Amount", "45.1234", "write cents with two digits, as in 49.90"),
    ("Amount", "1234567890123", "nothing here is worth that much"),
    ("Amount", "45\u20ac", ALONE),
    ("Amount", "45 EUR", ALONE),
    ("Amount", "EUR 45", ALONE),
    ("Amount", "€45", ALONE),
    ("Amount", "about 15", ALONE),
    ("Amount", "15.00,", "leave the comma at its end out"),
    ("Day", "2026-02-17,", "leave the comma at its end out"),
    ("Country", "FR,", "two capitals, as in FR"),
    ("Amount", "45,50 EUR", ALONE),
    ("Percent", "100.5", "write percent from 0 to 100"),
    ("Percent", "2000", "write percent from 0 to 100"),
    ("Share", "1.5", "write a share from 0 to 1, as in 0.25"),
    ("Share", "25", "write a share from 0 to 1, as in 0.25"),
    ("Span", "367", "more than a year: write a number of days up to 366"),
    ("Span", "999999", "more than a year"),
    ("Span", "-1", RANGE),
    ("Amount", "45\n", DIGITS),
    ("Amount", "12:30", DIGITS),
    ("Amount", ARABIC_45, DIGITS),
    ("Amount", FULLWIDTH_45, DIGITS),
    ("Amount", "", DIGITS),
    ("Factor", "20%", DIGITS),
    ("Factor", "0,92", "with a dot"),
    ("Factor", "-0.5", "never negative"),
    ("Factor", ".nan", DIGITS),
    ("Factor", "1e-5", "not an amount"),
    ("Whole", "3.5", WHOLE),
    ("Whole", "-1", RANGE),
    ("Whole", "1_0", WHOLE),
    ("Whole", "0x1F", WHOLE),
    ("Whole", "1234567", RANGE),
    ("Whole", ARABIC_45, WHOLE),
    ("Whole", "", WHOLE),
    ("Count", "0", "at least 1"),
    ("Count", "-1", RANGE),
    ("Count", "two", WHOLE),
    ("Offset", "--2", RANGE),
    ("Offset", "+2", WHOLE),
    ("Offset", "2.5", WHOLE),
    ("Day", "2026-02-30", NO_DAY),
    ("Day", "2025-02-29", NO_DAY),
    ("Day", "2026-13-01", NO_DAY),
    ("Day", "2026-00-00", NO_DAY),
    ("Day", "2026-2-3", DAY),
    ("Day", "2026-02-17T10:00:00", DAY),
    ("Day", "2026-02-17 10:00", DAY),
    ("Day", "2026-02-17T10:00:00Z", DAY),
    ("Day", "2026-W08-2", DAY),
    ("Day", "2026W082", DAY),
    ("Day", "2026-048", DAY),
    ("Day", "20260217", DAY),
    ("Day", "1771286400", DAY),
    ("Day", "17/02/2026", DAY),
    ("Day", "2026-02", DAY),
    ("Day", "today", DAY),
    ("Day", "2026-02-17\n", DAY),
    ("Day", "-2026-02-17", DAY),
    ("Day", "\u0662\u0660\u0662\u0666-\u0660\u0662-\u0661\u0667", DAY),
    ("Day", "", DAY),
    ("Day", "0001-01-01", "outside 1900 to 2199: write the year with its four digits"),
    ("Day", "9999-12-31", "leave the field out if it has no end"),
    ("Day", "1899-12-31", "outside 1900 to 2199"),
    ("Day", "2200-01-01", "outside 1900 to 2199"),
    ("MonthDay", "8-1", MONTH_DAY),
    ("MonthDay", "02-30", NO_DAY),
    ("MonthDay", "04-31", NO_DAY),
    ("MonthDay", "13-01", MONTH_DAY),
    ("MonthDay", "00-10", MONTH_DAY),
    ("MonthDay", "2026-08-01", MONTH_DAY),
    ("Year", "000", "write an amount without a separator, as in 31000"),
    ("Year", "26", YEAR),
    ("Year", "1", YEAR),
    ("Year", "0001", YEAR),
    ("Year", "1899", YEAR),
    ("Year", "2200", YEAR),
    ("Year", "9999", YEAR),
    ("Year", "2026.0", YEAR),
    ("Year", "\u0662\u0660\u0662\u0666", YEAR),
    ("Flag", "yes", FLAG),
    ("Flag", "no", FLAG),
    ("Flag", "on", FLAG),
    ("Flag", "y", FLAG),
    ("Flag", "1", FLAG),
    ("Flag", "tRUE", FLAG),
    ("Flag", "", FLAG),
    ("Id", "Maison", "as in maison"),
    ("Id", "maison lefevre", "as in maison-lefevre"),
    ("Id", "maison_lefevre", "as in maison-lefevre"),
    ("Id", "maison--lefevre", ID),
    ("Id", "-maison", ID),
    ("Id", "maison-", ID),
    ("Id", "lefèvre", ID),
    ("Id", "../etc", ID),
    ("Id", "a\n", ID),
    ("Id", "", ID),
    ("Country", "no", "write two capitals, as in NO"),
    ("Country", "NOR", COUNTRY),
    ("Country", "N", COUNTRY),
    ("Country", "Norway", COUNTRY),
    ("Country", "FR\n", COUNTRY),
    ("Country", "false", COUNTRY),
    ("Currency", "eur", CURRENCY),
    ("Currency", "\u20ac", CURRENCY),
    ("Currency", "EURO", CURRENCY),
]


def refusal(kind: str, value: object) -> str:
    """What is said about a value that the type refuses."""
    with pytest.raises(ValidationError) as refused:
        TYPES[kind].validate_python(value)
    return refused.value.errors()[0]["msg"]


@pytest.mark.parametrize(("kind", "text", "says"), REFUSED)
def test_what_is_almost_right_is_refused_with_how_to_write_it(kind: str, text: str, says: str) -> None:
    assert says in refusal(kind, text)


@pytest.mark.parametrize("kind", [name for name in TYPES if name != "Text"])
def test_a_refusal_shows_the_beginning_of_a_long_text_only(kind: str) -> None:
    assert len(refusal(kind, "7" * 5_000 + "!")) < 200


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("value", [["2026-02-17"], {"a": "b"}, [], {}, 12, 1.5, True, None], ids=repr)
def test_only_a_text_is_one_value(kind: str, value: object) -> None:
    assert refusal(kind, value)


def test_an_empty_text_says_nothing() -> None:
    assert "at least 1 character" in refusal("Text", "")


@given(st.sampled_from(sorted(TYPES)), st.text() | st.from_regex(r"[-+0-9.,:eE_ ]{0,12}"))
def test_any_text_is_a_value_or_refused_in_words(kind: str, text: str) -> None:
    try:
        TYPES[kind].validate_python(text)
    except ValidationError as error:
        said = error.errors()[0]["msg"]
        assert 10 < len(said) < 200
        assert "Input should" not in said


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back_as_it_is_written(day: date) -> None:
    assert TYPES["Day"].validate_python(day.isoformat()) == day


@given(st.decimals(0, Decimal("999999999999.99"), places=2))
def test_every_amount_is_read_back_as_it_is_written(amount: Decimal) -> None:
    assert str(TYPES["Amount"].validate_python(f"{amount:.2f}")) == f"{amount:.2f}"
