"""A record's text is what a person would have written, and reads back as what was meant."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from giftplan.book.problem import YamlError
from giftplan.book.rendering import Written
from giftplan.book.rendering import record_text
from giftplan.book.yaml import parse

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
ODD = ["no", "null", "~", "012", "a: b", "a #b", "- x", "[red]", "L'art du thé", "\x85", "\u2028", "\ufeffx", " x", '"']
VALUES = st.recursive(
    TEXTS | st.sampled_from(ODD), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3)
)


def refuse(error: YamlError) -> None:
    raise error


def test_a_gift_reads_like_one_written_by_hand() -> None:
    fields: dict[str, Written] = {
        "partner": "nordwind",
        "recipients": ["anna", "karl"],
        "nature": "L'art du thé",
        "value": "64.00",
        "why": "she said: tea, not coffee",
        "card": {"handwritten": "true", "by": "claire"},
        "waivers": [{"rule": "GP206", "why": "agreed #4"}],
    }
    assert record_text(fields) == (
        "partner: nordwind\n"
        "recipients: [anna, karl]\n"
        "nature: L'art du thé\n"
        "value: 64.00\n"
        'why: "she said: tea, not coffee"\n'
        "card: {handwritten: true, by: claire}\n"
        "waivers:\n"
        '  - {rule: GP206, why: "agreed #4"}\n'
    )


@given(st.dictionaries(st.sampled_from(["name", "why", "card", "tags"]), VALUES, min_size=1))
def test_whatever_is_written_reads_back_equal(fields: dict[str, Any]) -> None:
    assert parse(record_text(fields), refuse) == fields
