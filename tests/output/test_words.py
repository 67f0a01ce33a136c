"""Amounts, days and a user's words, the same in every format."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.output.words import counted
from giftplan.output.words import listed
from giftplan.output.words import money
from giftplan.output.words import plain_money
from giftplan.output.words import short_day
from giftplan.output.words import visible

STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no finding."""

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)
"""Every code point there is, halves of pairs as well."""
REORDERS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = "\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def is_harmful(character: str) -> bool:
    """Does it control a terminal, break a line, hide, or reorder words?"""
    by_category = unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs")
    return by_category or unicodedata.bidirectional(character) in REORDERS or character in MARKS


@STEADY
@given(ANY_TEXT)
def test_what_is_visible_harms_no_terminal_and_can_be_written(text: str) -> None:
    shown = visible(text)
    assert [character for character in shown if is_harmful(character)] == []
    assert shown.encode("utf-8").decode("utf-8") == visible(shown)


@STEADY
@given(ANY_TEXT)
def test_all_other_words_stay_as_they_are(text: str) -> None:
    plain = "".join(character for character in text if not is_harmful(character))
    assert visible(plain) == plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Maison Lefèvre · 北京 🎁", "Maison Lefèvre · 北京 🎁"),
        ("[red]:smile:", "[red]:smile:"),
        ("a\nb\tc\rd", r"a\nb\tc\rd"),
        ("\x1b[31m\x00\x7f\x9b", r"\x1b[31m\x00\x7f\x9b"),
        ("\u202eabc\u2066\u2028\ufeff\u200b", r"\u202eabc\u2066\u2028\ufeff\u200b"),
        ("caf\udce9", r"caf\udce9"),
    ],
)
def test_what_could_do_harm_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("amount", "people", "programs"),
    [
        ("0", "0.00", "0.00"),
        ("1220", "1,220.00", "1220.00"),
        ("9.9", "9.90", "9.90"),
        ("-9.90", "-9.90", "-9.90"),
        ("1234567.891", "1,234,567.89", "1234567.89"),
    ],
)
def test_amounts_have_two_decimals(amount: str, people: str, programs: str) -> None:
    assert (money(Decimal(amount)), plain_money(Decimal(amount))) == (people, programs)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (counted(0, "file"), "0 files"),
        (counted(1, "file"), "1 file"),
        (counted(2, "touch", "touches"), "2 touches"),
        (counted(1234, "partner"), "1,234 partners"),
        (listed([]), ""),
        (listed("abc"), "a, b, c"),
        (listed("abc", 3), "a, b, c"),
        (listed("abcd", 3), "a, b, c and 1 more"),
        (short_day(date(2028, 2, 29)), "29 Feb"),
        (short_day(date(2026, 12, 1)), "1 Dec"),
    ],
)
def test_words_for_numbers_lists_and_days(words: str, expected: str) -> None:
    assert words == expected
