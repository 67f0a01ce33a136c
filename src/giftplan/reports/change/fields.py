"""Two states of a record -> the fields that say something else. Order, quotes and comments are in none of them."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from giftplan.book.problem import KeyPath
from giftplan.records.base import Record
from giftplan.records.base import written_fields

TOLD = frozenset({"id", "path", "index"})
"""What the file's own name and place tell: a file that was moved says the same."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that says something else; None on a side that says nothing.

    `name` is how a person calls it, `at` the way to it in the file: the later one where it stands there still.
    """

    name: tuple[str, ...]
    at: KeyPath
    before: object
    after: object


def differences(before: object, after: object) -> Iterator[FieldChange]:
    """What is different between two values of one kind, each at the deepest field that has a name."""
    if before == after:
        return
    if isinstance(before, Record) and type(before) is type(after):
        yield from _of_records(before, after)
    elif isinstance(before, dict | None) and isinstance(after, dict | None):
        before, after = before or {}, after or {}
        for key in [*before, *(key for key in after if key not in before)]:
            yield from _below(str(key), str(key), differences(before.get(key), after.get(key)))
    elif isinstance(before, tuple) and isinstance(after, tuple) and _are_records((*before, *after)):
        yield from _of_lists(before, after)
    elif not _same_words(before, after):
        yield FieldChange((), (), _or_none(before), _or_none(after))


def _same_words(before: object, after: object) -> bool:
    """Are both the same list, in another order?"""
    if not (isinstance(before, tuple) and isinstance(after, tuple)):
        return False
    return sorted(map(str, before)) == sorted(map(str, after))


def _or_none(value: object) -> object:
    """An empty list says nothing."""
    return None if value == () or value == {} else value


def _below(name: str, key: str | int, changes: Iterable[FieldChange]) -> Iterator[FieldChange]:
    for change in changes:
        yield replace(change, name=(name, *change.name), at=(key, *change.at))


def _of_records(before: Record, after: object) -> Iterator[FieldChange]:
    for field, written in written_fields(type(before)).items():
        if field not in TOLD:
            yield from _below(written, written, differences(getattr(before, field), getattr(after, field)))


def _are_records(values: Sequence[object]) -> bool:
    return all(isinstance(value, Record) for value in values)


def _of_lists(before: Sequence[Record], after: Sequence[Record]) -> Iterator[FieldChange]:
    """Entries that have an id are told apart by it; of others one that is left over on each side is the same one."""
    ids_before, ids_after = _by_id(before), _by_id(after)
    if ids_before is not None and ids_after is not None:
        for name in [*ids_before, *(name for name in ids_after if name not in ids_before)]:
            there, here = ids_before.get(name), ids_after.get(name)
            yield from _below(name, (after if here else before).index(here or there), differences(there, here))
        return
    gone, come = _without(before, after), _without(after, before)
    if len(gone) == len(come) == 1:
        for change in differences(gone[0], come[0]):
            yield replace(change, at=(after.index(come[0]), *change.at))
        return
    for entry in gone:
        yield FieldChange((), (before.index(entry),), entry, None)
    for entry in come:
        yield FieldChange((), (after.index(entry),), None, entry)


def _by_id(entries: Sequence[Record]) -> dict[str, Record] | None:
    """The entries by id; None where they have none."""
    if not all(isinstance(getattr(entry, "id", None), str) for entry in entries):
        return None
    return {str(getattr(entry, "id", "")): entry for entry in entries}


def _without(entries: Sequence[Record], others: Sequence[Record]) -> list[Record]:
    """The entries that the others do not have, each as often as they lack it."""
    left = list(others)
    kept: list[Record] = []
    for entry in entries:
        if entry in left:
            left.remove(entry)
        else:
            kept.append(entry)
    return kept
