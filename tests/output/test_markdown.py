"""Markdown: a user's words are words, wherever they stand."""

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from giftplan.output.markdown.text import escaped
from giftplan.output.markdown.text import table
from giftplan.output.words import visible

STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no finding."""

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PIECES = st.sampled_from(
    ["|", "`", "``", "[a](b)", "![", "]", "\\", "*", "_", "~~", "<b>", "&amp;", "\n", "#", "$", " ", "é"]
)
HOSTILE = st.lists(PIECES | st.text(st.characters(codec=None), max_size=4), max_size=10).map("".join)


def words_of(text: str) -> list[str]:
    """The words of each paragraph and cell, as people read them; nothing but words is in them."""
    found = [token for token in READER.parse(text) if token.type == "inline"]
    kinds = {child.type for token in found for child in token.children or ()}
    assert kinds <= {"text"}, kinds
    return ["".join(child.content for child in token.children or ()) for token in found]


@STEADY
@given(HOSTILE, HOSTILE)
def test_the_cells_of_a_table_are_read_back_equal(one: str, two: str) -> None:
    lines = table(("A", "B"), [(escaped(one), escaped(two)), ("x", "y")])
    assert words_of("\n".join(lines)) == ["A", "B", visible(one).strip(), visible(two).strip(), "x", "y"]


@STEADY
@given(HOSTILE)
def test_an_item_of_a_list_is_read_back_equal(text: str) -> None:
    assert words_of(f"- Q1: {escaped(text)}.") == [f"Q1: {visible(text)}."]


@pytest.mark.parametrize(
    "address", ["www.example.com", "https://example.com/x", "claire@example.com", "@claire", "#12"]
)
def test_nothing_becomes_a_link_or_a_mention_by_itself(address: str) -> None:
    beginnings = ("www.", "http://", "https://", "@", "#")
    written = escaped(address)
    assert [beginning for beginning in beginnings if written.startswith(beginning)] == []
    assert words_of(written) == [address]


def test_the_columns_of_amounts_stand_to_the_right() -> None:
    lines = table(("Partner", "EUR"), [("rivoli", "9.90")], frozenset({"EUR"}))
    assert lines == ["| Partner | EUR |", "| --- | ---: |", "| rivoli | 9.90 |"]
