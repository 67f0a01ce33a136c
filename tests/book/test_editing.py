"""Single values changed in a text: the others keep every byte, and what would say anything else is refused."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giftplan.book.editing import Edit
from giftplan.book.editing import edited
from giftplan.book.editing import flow
from giftplan.book.editing import parsed
from giftplan.book.editing import value_at
from giftplan.book.editing import with_edits
from giftplan.book.problem import KeyPath
from giftplan.book.yaml import Value
from giftplan.book.yaml_spans import spans
from giftplan.errors import CannotWorkError

GONE: dict[str, Any] = {"id": "person-1", "name": "erased"}

CASES: dict[str, tuple[str, Edit, str]] = {
    "plain": ("name: Jean Lefèvre\nrole: x\n", Edit(("name",), "erased"), "name: erased\nrole: x\n"),
    "no line break at the end": ("why: he rang", Edit(("why",), None), "why: null"),
    "double quotes": ('why: "he \\"rang\\": # no"\na: b\n', Edit(("why",), None), "why: null\na: b\n"),
    "single quotes": ("why: 'it''s, {his}'   # c\n", Edit(("why",), None), "why: null\n"),
    "plain text of several lines": ("why: he\n  rang,\n\n  twice\na: b\n", Edit(("why",), None), "why: null\na: b\n"),
    "quoted text of several lines": ('why: "he\n  rang"\na: b\n', Edit(("why",), None), "why: null\na: b\n"),
    "block text": ("why: |\n  he: rang\n  # no comment\na: b\n", Edit(("why",), None), "why: null\na: b\n"),
    "folded block text": ("why: >-   # c\n  he\n\n  rang\n\n\na: b\n", Edit(("why",), None), "why: null\n\n\na: b\n"),
    "block text at the end": ("a: b\nwhy: |+\n  he rang\n\n", Edit(("why",), None), "a: b\nwhy: null\n\n"),
    "value on a line of its own": ("why:  # c\n  # d\n  he rang\na: b\n", Edit(("why",), None), "why: null\na: b\n"),
    "in a flow mapping": (
        "card: {reason: thanks, text: Found you., by: c}  # c\n",
        Edit(("card", "text"), None),
        "card: {reason: thanks, text: null, by: c}  # c\n",
    ),
    "last in a flow mapping": (
        "card: {reason: thanks, text: Found you.}  # he likes it\na: b  # kept\n",
        Edit(("card", "text"), None),
        "card: {reason: thanks, text: null}\na: b  # kept\n",
    ),
    "an id keeps its comment": (
        "recipients: [anna, jean]   # both of them\n",
        Edit(("recipients", 1), "person-1", erases=False),
        "recipients: [anna, person-1]   # both of them\n",
    ),
    "an id in a block list": (
        "recipients:\n- anna\n- jean # c\n- léa\n",
        Edit(("recipients", 1), "person-1", erases=False),
        "recipients:\n- anna\n- person-1 # c\n- léa\n",
    ),
    "a block list becomes a flow one": (
        "a: b\ncauses:  # theirs\n- rivers\n- books # c\n# about x\nx: y\n",
        Edit(("causes",), []),
        "a: b\ncauses: []\nx: y\n",
    ),
    "an indented block list": (
        "causes:\n  - rivers\n  # inside\n# outside\nx: y\n",
        Edit(("causes",), []),
        "causes: []\n# outside\nx: y\n",
    ),
    "a contact with its comments": (
        "contacts:\n  - id: jean\n    name: Jean\n    # ill in 2024\n    interests:\n      - {topic: tea}  # green\n\n"
        "      # and black\n  # the next one\n  - id: léa\n    name: Léa\n",
        Edit(("contacts", 0), GONE),
        "contacts:\n  - {id: person-1, name: erased}\n  # the next one\n  - id: léa\n    name: Léa\n",
    ),
    "the last contact": (
        "contacts:\n  - id: léa\n  - id: jean\n    restrictions: [no-alcohol] # never why\n",
        Edit(("contacts", 1), GONE),
        "contacts:\n  - id: léa\n  - {id: person-1, name: erased}\n",
    ),
    "a contact in brackets": (
        "contacts: [{id: jean, name: J},  # the boss\n  {id: léa, name: L}] # both\n",
        Edit(("contacts", 0), GONE),
        "contacts: [{id: person-1, name: erased},\n  {id: léa, name: L}] # both\n",
    ),
    "one gift of several": (
        "- why: a\n  n: 1\n- why: b # c\n  n: 2\n",
        Edit((1, "why"), None),
        "- why: a\n  n: 1\n- why: null\n  n: 2\n",
    ),
    "CRLF": ("a: 1\r\nwhy: he rang # c\r\nb: 2\r\n", Edit(("why",), None), "a: 1\r\nwhy: null\r\nb: 2\r\n"),
    "CRLF in a block": (
        "c:\r\n  - id: jean\r\n    name: J\r\n    # x\r\nd: 2\r\n",
        Edit(("c", 0), GONE),
        "c:\r\n  - {id: person-1, name: erased}\r\nd: 2\r\n",
    ),
    "beyond the first plane": (
        "a: 👩‍💻 北京\nwhy: 🎁 é # ü\nb: 漢\n",
        Edit(("why",), None),
        "a: 👩‍💻 北京\nwhy: null\nb: 漢\n",
    ),
    "after a document's beginning": ("# c\n---\nwhy: x\n...\n", Edit(("why",), None), "# c\n---\nwhy: null\n...\n"),
    "a key in quotes": ("'why': x\n", Edit(("why",), None), "'why': null\n"),
    "a value that has to be quoted": ("who: x\n", Edit(("who",), "l'Orme: no"), "who: 'l''Orme: no'\n"),
}


@pytest.mark.parametrize(("text", "edit", "wanted"), CASES.values(), ids=CASES)
def test_one_value_changes_and_no_other_byte(text: str, edit: Edit, wanted: str) -> None:
    assert edited("a.yaml", text, [edit]) == wanted


def test_many_values_change_at_once() -> None:
    text = "name: Jean\nnotes:\n- {day: 1, note: a}  # x\n- {day: 2, note: b}\nlast: z # kept\n"
    edits = [Edit(("notes", 1, "note"), None), Edit(("name",), "erased"), Edit(("notes", 0, "note"), None)]
    assert edited("a.yaml", text, edits) == (
        "name: erased\nnotes:\n- {day: 1, note: null}\n- {day: 2, note: null}\nlast: z # kept\n"
    )


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a: 1\n", ("b",)),
        ("a: [1]\n", ("a", 3)),
        ("a: 1\na: 2\n", ("a",)),
        ("a: {b}\n", ("a", "b")),
        ("a: [", ("a",)),
        ("? - x\n: y\n", ("a",)),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(text: str, at: KeyPath) -> None:
    with pytest.raises(CannotWorkError, match=r"^partners/a\.yaml is written .*: edit it by hand$"):
        edited("partners/a.yaml", text, [Edit(at, "erased")])


# Any record, in either style

WORDS = st.text(st.sampled_from("aé北🎁 :#,[]{}'\"-|>&*!%@`0~\\"), max_size=12)
KEYS = st.text(st.sampled_from("abc-"), min_size=1, max_size=3).filter(lambda key: not key.startswith("-"))
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | WORDS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=10,
)


def scalar(value: str | None) -> str:
    return "null" if value is None else "'" + value.replace("'", "''") + "'"


def block(value: Value, indent: int, commented: bool) -> list[str]:
    """The lines of a value in block style, with comments behind and between."""
    lines: list[str] = []
    pad, note = " " * indent, "  # é {x}: y" if commented else ""
    entries = value.items() if isinstance(value, dict) else ((None, entry) for entry in value or ())
    for key, entry in entries:
        head = f"{pad}-" if key is None else f"{pad}{key}:"
        if isinstance(entry, dict | list):
            lines += [f"{head}{note}", *block(entry, indent + 2, commented)]
        else:
            lines.append(f"{head} {scalar(entry)}{note}")
        lines += [f"{pad}# between", ""] if commented else []
    return lines


def places(value: Value, at: KeyPath = ()) -> Iterator[KeyPath]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, entry in pairs:
        yield (*at, step)
        yield from places(entry, (*at, step))


RECORDS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=4)
NEW = st.sampled_from([None, "erased", "person-12", [], GONE, "l'Orme # no: [x]"])


@given(
    RECORDS,
    st.booleans(),
    st.sampled_from(["block", "commented", "flow"]),
    st.sampled_from(["\n", "\r\n"]),
    NEW,
    st.data(),
)
def test_any_value_of_any_record(
    value: Value, erases: bool, style: str, end: str, new: Value, data: st.DataObject
) -> None:
    text = flow(value) + end if style == "flow" else "".join(f"{x}{end}" for x in block(value, 0, style == "commented"))
    assert parsed(text) == value
    at = data.draw(st.sampled_from(sorted(places(value), key=str)))
    edit = Edit(at, new, erases)
    span = spans(text)[at]
    assert parsed(text[span.start : span.end] if not span.block else "null") == (
        None if span.block else value_at(value, at)
    )
    try:
        changed = edited("a.yaml", text, [edit])
    except CannotWorkError:
        assert not erases
        assert span.block
        return
    assert parsed(changed) == with_edits(value, [edit])
    if not erases:
        assert changed.startswith(text[: span.start])
        assert changed.endswith(text[span.end :])
    assert changed.count(end) == changed.count("\n")
