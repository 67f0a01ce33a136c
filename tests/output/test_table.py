"""Tables: every cell whole, columns that go by priority, and said so."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.output.screen.line import chunks
from giftplan.output.screen.line import plain
from giftplan.output.screen.line import width_of
from giftplan.output.screen.table import GAP
from giftplan.output.screen.table import Cell
from giftplan.output.screen.table import Column
from giftplan.output.screen.table import cell
from giftplan.output.screen.table import lay_out

STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no finding."""

TITLES = ("Partner", "Q1", "EUR", "Owner", "Country")
WORDS = st.sampled_from(
    ["", "-", "17 Feb done", "maison-lefevre", "of 1,171.17", "北京市 gift", "Regatta card", "x" * 12]
)
ROWS = st.lists(st.lists(st.lists(WORDS, min_size=1, max_size=2), min_size=5, max_size=5), max_size=4)
GOES = st.tuples(st.just(0), *[st.integers(0, 3) for _ in TITLES[1:]])
SIDES = st.lists(st.booleans(), min_size=5, max_size=5)


def columns_of(goes: Sequence[int], right: Sequence[bool], spare: bool) -> list[Column]:
    """Columns of which those that may go are spare, or not."""
    facts = zip(TITLES, right, goes, strict=True)
    return [Column(title, right=side, goes=gone, spare=spare and gone > 0) for title, side, gone in facts]


def cells_of(rows: Sequence[Sequence[Sequence[str]]]) -> list[list[Cell]]:
    return [[cell(*texts) for texts in row] for row in rows]


def letters(*texts: str) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


def least(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], kept: Sequence[int]) -> int:
    """The width that these columns need at least."""
    needs = [
        max(
            width_of(part)
            for text in [columns[i].title, *(s.text for row in rows for s in row[i])]
            for part in pieces(text)
        )
        for i in kept
    ]
    return 1 + sum(needs) + GAP * (len(kept) - 1)


def pieces(text: str) -> list[str]:
    return chunks(text) or [""]


@STEADY
@given(ROWS, GOES, SIDES, st.booleans(), st.integers(1, 120))
def test_every_cell_of_every_column_that_is_shown_is_whole(
    rows: list[list[list[str]]], goes: Sequence[int], right: Sequence[bool], spare: bool, width: int
) -> None:
    columns, cells = columns_of(goes, right, spare), cells_of(rows)
    laid = lay_out(columns, cells, width)
    kept = [i for i, title in enumerate(TITLES) if title not in laid.hidden]
    expected = letters(*(TITLES[i] for i in kept), *(text for row in rows for i in kept for text in row[i]))
    assert letters(plain(laid.lines)) == expected


@STEADY
@given(ROWS, GOES, SIDES, st.booleans(), st.integers(1, 120))
def test_columns_go_by_priority_and_only_those_that_may(
    rows: list[list[list[str]]], goes: Sequence[int], right: Sequence[bool], spare: bool, width: int
) -> None:
    laid = lay_out(columns_of(goes, right, spare), cells_of(rows), width)
    gone = [goes[TITLES.index(title)] for title in laid.hidden]
    stay = [goes[i] for i, title in enumerate(TITLES) if title not in laid.hidden]
    assert 0 not in gone
    assert min(gone, default=3) >= max(stay)


@STEADY
@given(ROWS, GOES, SIDES, st.booleans(), st.integers(1, 120))
def test_no_line_is_wider_than_the_terminal_where_the_columns_that_stay_fit(
    rows: list[list[list[str]]], goes: Sequence[int], right: Sequence[bool], spare: bool, width: int
) -> None:
    columns, cells = columns_of(goes, right, spare), cells_of(rows)
    stay = [i for i, gone in enumerate(goes) if gone == 0]
    across = max(width, least(columns, cells, stay))
    lines = plain(lay_out(columns, cells, across).lines).splitlines()
    assert [line for line in lines if width_of(line) > across] == []


@STEADY
@given(ROWS, GOES, SIDES, st.booleans())
def test_where_nobody_looks_nothing_is_hidden_or_wrapped(
    rows: list[list[list[str]]], goes: Sequence[int], right: Sequence[bool], spare: bool
) -> None:
    laid = lay_out(columns_of(goes, right, spare), cells_of(rows), None)
    shown = plain(laid.lines)
    assert laid.hidden == ()
    assert len(laid.lines) == 1 + sum(max(len(texts) for texts in row) for row in rows)
    assert [text for row in rows for texts in row for text in texts if text not in shown] == []


def test_a_wide_table_keeps_its_columns_and_a_narrow_one_says_what_goes() -> None:
    columns = [Column("Partner"), Column("EUR", right=True, goes=1), Column("Owner", goes=2, spare=True)]
    rows = [[cell("rivoli", "tier 2"), cell("9.90"), cell("claire")], [cell("orme"), cell("1,220.00"), cell("-")]]
    wide = lay_out(columns, rows, 80)
    assert plain(wide.lines) == (
        " Partner       EUR  Owner\n rivoli       9.90  claire\n tier 2\n orme     1,220.00  -\n"
    )
    assert wide.hidden == ()
    assert lay_out(columns, rows, 25).hidden == ("Owner",)
    narrow = lay_out(columns, rows, 10)
    assert narrow.hidden == ("EUR", "Owner")
    assert plain(narrow.lines) == " Partner\n rivoli\n tier 2\n orme\n"


def test_a_table_without_rows_is_its_titles() -> None:
    assert plain(lay_out([Column("Partner"), Column("EUR")], [], 40).lines) == " Partner  EUR\n"


def test_the_words_of_a_cell_do_no_harm() -> None:
    columns = [Column("Partner")]
    assert plain(lay_out(columns, [[cell("\x1b[31ma\nb")]], 40).lines) == " Partner\n \\x1b[31ma\\nb\n"
