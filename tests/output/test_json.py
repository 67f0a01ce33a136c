"""JSON: read back equal, a line an entry, and no raw control character."""

import json
import unicodedata

import pytest
from hypothesis import HealthCheck
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.output.json.document import document

STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no finding."""

TEXT = st.text(st.characters(codec=None), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=10,
)
FIELDS = st.dictionaries(TEXT.filter(lambda name: name != "schema"), VALUES, max_size=4)


@STEADY
@given(FIELDS)
def test_every_value_is_read_back_equal(fields: dict[str, object]) -> None:
    assert json.loads(document("plan/1", fields)) == {"schema": "giftplan/plan/1", **fields}


@STEADY
@given(FIELDS)
def test_no_control_character_is_raw(fields: dict[str, object]) -> None:
    text = document("plan/1", fields)
    assert {character for character in text if unicodedata.category(character) == "Cc"} <= {"\n"}


@STEADY
@given(FIELDS)
@example({"path": "caf\udce9.yaml"})
def test_it_can_be_written_as_utf8(fields: dict[str, object]) -> None:
    text = document("plan/1", fields)
    assert json.loads(text.encode("utf-8")) == json.loads(text)


def test_every_entry_of_a_list_stands_on_a_line_of_its_own() -> None:
    fields = {"year": 2026, "touches": [{"a": "é"}, {"b": []}], "blocked": [], "totals": {"x": "1.00"}}
    assert document("plan/1", fields) == (
        '{"schema": "giftplan/plan/1",\n "year": 2026,\n "touches": [\n  {"a": "é"},\n  {"b": []}],\n'
        ' "blocked": [],\n "totals": {"x": "1.00"}}\n'
    )


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_no_number_is_never_becomes_json(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        document("plan/1", {"amount": number})
