"""CSV: read back equal, and safe to open in a spreadsheet."""

import csv
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.output.csv.table import DIALECTS
from giftplan.output.csv.table import Dialect
from giftplan.output.csv.table import Value
from giftplan.output.csv.table import table

STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no finding."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(
        ["=1+1", "+33 1", "-2", "@SUM(A1)", "\t=1", "\r\n=1", 'a"b', "a;b,c", "a\nb\r\nc", " =1", "''", "\x00"]
    ),
)
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
VALUES = st.one_of(st.none(), st.integers(-(10**9), 10**9), AMOUNTS, HOSTILE)
ROWS = st.lists(st.lists(VALUES, min_size=3, max_size=3), max_size=5)
EVERY_DIALECT = pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
COLUMNS = ("a", "b", "c")


def read_back(text: str, dialect: Dialect) -> list[list[str]]:
    """What a spreadsheet of that country reads."""
    assert text.startswith(dialect.mark)
    found = StringIO(text.removeprefix(dialect.mark), newline="")
    return list(csv.reader(found, delimiter=dialect.delimiter, strict=True))


def meant(value: Value, dialect: Dialect) -> str:
    """The cell that a value should be read back as."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", dialect.decimal)
    return "" if value is None else str(value)


@EVERY_DIALECT
@STEADY
@given(rows=ROWS)
def test_every_cell_is_read_back_equal(dialect: Dialect, rows: Sequence[Sequence[Value]]) -> None:
    expected = [list(COLUMNS), *([meant(value, dialect) for value in row] for row in rows)]
    assert read_back(table(COLUMNS, rows, dialect), dialect) == expected


@EVERY_DIALECT
@STEADY
@given(row=st.lists(HOSTILE, min_size=3, max_size=3))
def test_no_text_is_a_formula(dialect: Dialect, row: Sequence[str]) -> None:
    cells = read_back(table(COLUMNS, [row], dialect), dialect)[1]
    assert [found for found in cells if found.startswith(FORMULA)] == []
    assert [found.removeprefix("'") for found in cells] == [text.removeprefix("'") for text in row]


def test_numbers_are_never_defused() -> None:
    row = (Decimal("-9.90"), -3, Decimal("1234.5"))
    assert table(COLUMNS, [row], DIALECTS["plain"]) == "a,b,c\r\n-9.90,-3,1234.50\r\n"
    assert table(COLUMNS, [row], DIALECTS["excel-fr"]) == "\ufeffa;b;c\r\n-9,90;-3;1234,50\r\n"


def test_only_what_needs_quotes_has_them() -> None:
    row = ('say "no"', "a,b", "été")
    assert table(COLUMNS, [row], DIALECTS["plain"]) == 'a,b,c\r\n"say ""no""","a,b",été\r\n'
