"""What decides and is not what it was: our own rules, laws, customs, and what partners allow us, with its line."""

from collections import Counter
from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from giftplan.book.book import Book
from giftplan.reports.change.facts import Fact
from giftplan.reports.change.facts import Key
from giftplan.reports.change.facts import facts_of
from giftplan.reports.change.fields import FieldChange
from giftplan.reports.change.fields import differences
from giftplan.reports.change.strictness import Sense
from giftplan.reports.change.strictness import sense_of
from giftplan.reports.change.strictness import sense_of_whole

_SOURCED = frozenset({"why", "instead", "effect", "note", "source", "exception", "also"})
_PROSE = {
    "settings": frozenset({"company"}),
    "tier": frozenset({"name"}),
    "touch": frozenset({"name", "idea"}),
    "idea": frozenset({"name", "note"}),
    "culture": _SOURCED | {"name", "reviewed"},
    "limit": _SOURCED,
    "calendar": frozenset({"source", "written"}),
}
"""Fields that people read, and that no plan and no check looks at."""
_OF_MEMBER = frozenset({"name", "email", "interests"})


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry that decides: `kind` what it is, `of` whose or which. `line` is that of the side that still has it.

    `count` is how many entries came or went with a whole file.
    """

    kind: str
    of: tuple[str, ...]
    change: Literal["added", "changed", "removed"]
    path: str
    line: int
    fields: tuple[FieldChange, ...] = ()
    sense: Sense | None = None
    count: int = 1


def fact_decisions(before: Book, after: Book) -> Iterator[Decision]:
    """What decides about everybody. A file that one side cannot read says nothing of the other."""
    there, here = facts_of(before), facts_of(after)
    files_there, files_here = _files(there), _files(here)
    told: set[Key] = set()
    for key in [*here, *(key for key in there if key not in here)]:
        fact, is_new = (here[key], True) if key in here else (there[key], False)
        lost, others = (before.lost, files_there) if is_new else (after.lost, files_here)
        if key in there and key in here:
            yield from _changed(after, there[key], here[key])
        elif fact.path in lost or key[:2] in told:
            continue
        elif len(key) > 1 and key[0] in ("culture", "limit") and key[:2] not in others:
            told.add(key[:2])
            yield _whole_file(fact, is_new, (files_here if is_new else files_there)[key[:2]])
        else:
            yield _come_or_gone(after if is_new else before, fact, is_new)


def _files(facts: Collection[Key]) -> Counter[Key]:
    return Counter(key[:2] for key in facts)


def _changed(after: Book, there: Fact, here: Fact) -> Iterator[Decision]:
    kind, *of = here.key
    fields = tuple(change for change in differences(there.record, here.record) if _decides(kind, change))
    if fields:
        line = after.spot(here.path, (*here.at, *fields[0].at)).line
        yield Decision(kind, tuple(of), "changed", here.path, line, fields, sense_of(kind, fields))


def _decides(kind: str, change: FieldChange) -> bool:
    first, last = change.name[0], change.name[-1]
    return first not in _PROSE.get(kind, frozenset()) and not (first == "team" and last in _OF_MEMBER)


def _come_or_gone(book: Book, fact: Fact, is_new: bool) -> Decision:
    kind, *of = fact.key
    line = book.spot(fact.path, fact.at).line
    sense = sense_of_whole(kind, fact.record, is_new)
    return Decision(kind, tuple(of), "added" if is_new else "removed", fact.path, line, sense=sense)


def _whole_file(fact: Fact, is_new: bool, count: int) -> Decision:
    """Of a file that came or went, one word says it all."""
    kind, name, *_ = fact.key
    return Decision(kind, (name,), "added" if is_new else "removed", fact.path, 1, count=count)
