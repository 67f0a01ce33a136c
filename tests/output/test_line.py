"""Wrapping: nothing is lost, nothing is cut, and nothing is wider than it may be."""

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.output.screen.line import Span
from giftplan.output.screen.line import chunks
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.screen.line import plain
from giftplan.output.screen.line import width_of
from giftplan.output.screen.line import wrap
from giftplan.output.words import visible

STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no finding."""

WORDS = st.lists(
    st.one_of(
        st.sampled_from(["a", "gift", "maison-lefevre", "2026-02-17", "北京市", "Lefèvre", "e\u0301t\u00e9", "x" * 30]),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
    ),
    max_size=12,
).map(" ".join)


def without_spaces(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two", 10, ["one two"]),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("one  two", 4, ["one", "two"]),
        ("maison-lefevre", 14, ["maison-lefevre"]),
        ("maison-lefevre", 13, ["maison-", "lefevre"]),
        ("on 2026-02-17", 12, ["on", "2026-02-17"]),
        ("aaaaaa", 4, ["aaaa", "aa"]),
        ("北京市", 4, ["北京", "市"]),
    ],
)
def test_lines_break_between_words_and_after_hyphens(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@STEADY
@given(WORDS, st.integers(1, 60), st.integers(0, 20))
def test_nothing_is_lost_in_wrapping(text: str, width: int, used: int) -> None:
    assert without_spaces("".join(wrap(text, width, min(used, width)))) == without_spaces(text)


@STEADY
@given(WORDS, st.integers(0, 20))
def test_no_line_is_wider_than_it_may_be(text: str, more: int) -> None:
    longest = max((width_of(chunk) for chunk in chunks(text)), default=0)
    lines = wrap(text, longest + more)
    assert [part for part in lines if width_of(part) > longest + more] == []


@STEADY
@given(WORDS, st.integers(2, 60))
def test_even_a_long_word_is_folded_into_the_width(text: str, width: int) -> None:
    assert [part for part in wrap(text, width) if width_of(part) > width] == []


@STEADY
@given(WORDS, st.integers(2, 60), st.integers(0, 60))
def test_the_first_line_leaves_room_for_what_stands_before_it(text: str, width: int, used: int) -> None:
    first = wrap(text, width, used)[0]
    assert not first or used + width_of(first) <= width


@STEADY
@given(WORDS, st.integers(1, 60))
def test_spaces_make_neither_an_indent_nor_an_empty_line(text: str, width: int) -> None:
    between = wrap("begin" + " " * width + text + " end", width)
    assert [part for part in between if part != part.strip() or not part] == []


@STEADY
@given(WORDS, st.integers(20, 80))
def test_a_paragraph_keeps_its_words_its_indent_and_its_width(text: str, width: int) -> None:
    begun, *rest = plain(paragraph(text, width, "  ", "- ")).splitlines()
    assert begun.startswith("-")
    assert all(part.startswith("  ") for part in rest if part)
    assert without_spaces("".join([begun[1:], *rest])) == without_spaces(visible(text))
    assert [part for part in [begun, *rest] if width_of(part) > width] == []


def test_a_screen_without_styles_has_no_spaces_at_line_ends() -> None:
    assert plain([line("a ", Span("b", "red"), "  "), (), line(" c")]) == "a b\n\n c\n"


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("北京", 4), ("🎁", 2), ("", 0)])
def test_the_columns_of_a_text(text: str, columns: int) -> None:
    assert width_of(text) == columns
