"""Does a rule match: yes, no, or unknown."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from giftplan.planning.matching import Answer
from giftplan.planning.matching import Subject
from giftplan.planning.matching import answer
from giftplan.planning.matching import value_level
from giftplan.records.culture import Match
from giftplan.records.settings import ValueLevels

SUBJECT = Subject(
    tags=frozenset({"pen"}),
    contains=frozenset(),
    quantity=4,
    colour="navy",
    wrapping="none",
    value="modest",
    kind="desk",
    logo="discreet",
    delivery="shipped",
    ink="blue",
    during=frozenset({"negotiation"}),
    sector="retail",
    abroad=True,
)
SHADES = {"navy": "blue", "ivory": "white"}
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN

CASES: list[tuple[dict[str, Any], Answer]] = [
    ({"tags": ["pen", "clock"]}, YES),
    ({"tags": ["clock"]}, NO),
    ({"tags": "pen"}, YES),
    ({"contains": ["alcohol"]}, NO),
    ({"quantity": ["4"]}, YES),
    ({"quantity": ["even"]}, YES),
    ({"quantity": ["odd", "9"]}, NO),
    ({"colour": ["blue"]}, YES),
    ({"colour": ["navy"]}, YES),
    ({"colour": ["white"]}, NO),
    ({"wrapping": ["none"]}, YES),
    ({"wrapping": ["white"]}, NO),
    ({"value": ["token", "modest"]}, YES),
    ({"value": ["lavish"]}, NO),
    ({"kind": ["desk"]}, YES),
    ({"logo": ["prominent"]}, NO),
    ({"delivery": ["shipped"]}, YES),
    ({"ink": ["red"]}, NO),
    ({"during": ["tender", "negotiation"]}, YES),
    ({"sector": ["public"]}, NO),
    ({"origin": ["abroad"]}, YES),
    ({"tags": ["pen"], "quantity": ["4"]}, YES),
    ({"tags": ["pen"], "quantity": ["3"]}, NO),
    ({"any_of": [{"tags": ["clock"]}, {"quantity": ["4"]}]}, YES),
    ({"any_of": [{"tags": ["clock"]}, {"quantity": ["3"]}]}, NO),
    ({"kind": ["desk"], "any_of": [{"tags": ["clock"]}]}, NO),
]


def match_of(values: dict[str, Any]) -> Match:
    return TypeAdapter(Match).validate_python(values)


@pytest.mark.parametrize(("values", "expected"), CASES, ids=[str(case[0]) for case in CASES])
def test_every_given_key_must_hold_and_a_list_means_any(values: dict[str, Any], expected: Answer) -> None:
    assert answer(match_of(values), SUBJECT, SHADES) is expected


@pytest.mark.parametrize(
    "key",
    [
        "tags",
        "contains",
        "quantity",
        "colour",
        "wrapping",
        "value",
        "kind",
        "logo",
        "delivery",
        "ink",
        "during",
        "sector",
    ],
)
def test_what_a_gift_does_not_state_is_unknown_never_passed(key: str) -> None:
    word = {
        "quantity": "4",
        "value": "token",
        "kind": "desk",
        "logo": "none",
        "delivery": "shipped",
        "during": "tender",
    }
    silent = replace(SUBJECT, **{key: None})
    assert answer(match_of({key: [word.get(key, "pen")]}), silent, SHADES) is UNKNOWN


def test_one_no_outweighs_what_is_unknown() -> None:
    silent = replace(SUBJECT, wrapping=None, abroad=None)
    assert answer(match_of({"wrapping": ["white"], "tags": ["clock"]}), silent, SHADES) is NO
    assert answer(match_of({"wrapping": ["white"], "tags": ["pen"]}), silent, SHADES) is UNKNOWN
    assert answer(match_of({"origin": ["abroad"]}), silent, SHADES) is UNKNOWN
    assert answer(match_of({"any_of": [{"wrapping": ["white"]}, {"tags": ["clock"]}]}), silent, SHADES) is UNKNOWN
    assert answer(match_of({"any_of": [{"wrapping": ["white"]}, {"tags": ["pen"]}]}), silent, SHADES) is YES


@pytest.mark.parametrize(
    ("amount", "level"),
    [
        ("0", "token"),
        ("10", "token"),
        ("10.01", "modest"),
        ("30", "modest"),
        ("60", "mid"),
        ("100", "premium"),
        ("100.01", "lavish"),
    ],
)
def test_value_levels_are_upper_ends(amount: str, level: str) -> None:
    assert value_level(Decimal(amount), ValueLevels()) == level
