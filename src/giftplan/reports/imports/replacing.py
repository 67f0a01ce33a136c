"""Which facts of a partner's file an export may replace, and how: in their place, and nothing else of the file."""

from collections.abc import Iterable
from collections.abc import Iterator

from giftplan.book.editing import Edit
from giftplan.book.editing import edited
from giftplan.book.editing import parsed
from giftplan.book.editing import value_at
from giftplan.book.problem import KeyPath
from giftplan.book.yaml import Value
from giftplan.book.yaml_spans import spans
from giftplan.errors import CannotWorkError
from giftplan.records.partner import Partner
from giftplan.reports.imports.outcome import Change

PLAIN = frozenset({"name", "owner", "since", "relation"})
OF_A_PERSON = frozenset({"name", "role", "language"})
"""The country and the sector decide which law and customs judge what was given; a tier, a status, a policy and a
lifetime value have a history: a person changes them, in the file."""


def replaced(path: str, text: str, before: Value, known: Partner, changes: Iterable[Change]) -> tuple[str, set[str]]:
    """The text with what may be replaced in it, and the fields that were; as it was where that is not safe."""
    edits = {change.field: edit for change in changes for edit in _edits(before, known, change)}
    if not edits:
        return text, set()
    try:
        return edited(path, text, edits.values()), set(edits)
    except CannotWorkError:  # written in a way that only a person should change
        return text, set()


def with_years(text: str, before: Value, changes: Iterable[Change]) -> tuple[str, set[str]]:
    """The text with the revenue of further years behind those it has; as it was where that is not safe."""
    years = value_at(before, ("revenue",))
    new = {c.field.removeprefix("revenue."): c.after for c in changes if c.field.startswith("revenue.")}
    new = {year: amount for year, amount in new.items() if isinstance(years, dict) and year not in years}
    if not new or not isinstance(years, dict) or not isinstance(before, dict):
        return text, set()
    places = spans(text)
    whole, last = places["revenue",], max((places["revenue", year] for year in years), default=None)
    if last is None:
        return text, set()
    if whole.block:
        begin = text.rfind("\n", 0, last.start) + 1
        indent = text[begin : begin + len(text[begin:]) - len(text[begin:].lstrip(" "))]
        end = text.find("\n", last.end)
        end, eol = (len(text), "\n") if end < 0 else (end, "\r\n" if text[end - 1] == "\r" else "\n")
        added = "".join(f"\n{indent}{year}: {amount}" for year, amount in new.items()).replace("\n", eol)
        end -= len(eol) - 1
    else:
        end, added = last.end, "".join(f", {year}: {amount}" for year, amount in new.items())
    made = text[:end] + added + text[end:]
    is_right = parsed(made) == {**before, "revenue": {**years, **new}}
    return (made, {f"revenue.{year}" for year in new}) if is_right else (text, set())


def _edits(before: Value, known: Partner, change: Change) -> Iterator[Edit]:
    at = _place(known, change.field)
    if at is not None and isinstance(value_at(before, at), str):
        yield Edit(at, change.after, erases=False)


def _place(known: Partner, field: str) -> KeyPath | None:
    """Where the field stands in the file; None for one that is not replaced."""
    first, _, rest = field.partition(".")
    if field in PLAIN:
        return (field,)
    if first == "revenue":
        return ("revenue", rest)
    contact, _, part = rest.rpartition(".")
    if first == "contacts" and part in OF_A_PERSON:
        ids = [person.id for person in known.contacts]
        return ("contacts", ids.index(contact), part) if contact in ids else None
    return None
