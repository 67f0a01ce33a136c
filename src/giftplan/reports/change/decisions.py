"""What decides and is not what it was: our own rules, laws, customs, and what partners allow us, with its line."""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from giftplan.book.book import Book
from giftplan.reports.change.facts import Fact
from giftplan.reports.change.facts import Key
from giftplan.reports.change.facts import facts_of
from giftplan.reports.change.facts import moved_files
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
_SAID = frozenset({"culture", "limit"})
"""Kinds whose words `check` and `culture` repeat: another wording is told, though it decides nothing."""
_OF_MEMBER = frozenset({"name", "email", "interests"})


COMPLIANCE = frozenset({"limit", "culture", "tier", "settings", "vocabulary", "policy", "authorisation"})
"""The kinds that a compliance officer answers for; the others are seen in the plan."""
_OF_THE_OFFICE = frozenset({"delivery_days", "lead_days", "campaigns", "smallest_gift", "min_days_between_touches"})
"""Settings about when and what we send, not about what may be given."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry that decides: `kind` what it is, `of` whose or which. `line` is that of the side that still has it.

    `count` is how many entries came or went with a whole file.
    """

    kind: str
    of: tuple[str, ...]
    change: Literal["added", "changed", "removed", "reworded"]
    path: str
    line: int
    fields: tuple[FieldChange, ...] = ()
    sense: Sense | None = None
    count: int = 1

    @property
    def is_for_compliance(self) -> bool:
        """Does a compliance officer answer for it?"""
        is_office = self.kind == "settings" and all(change.name[0] in _OF_THE_OFFICE for change in self.fields)
        return self.kind in COMPLIANCE and not is_office


def fact_decisions(before: Book, after: Book) -> Iterator[Decision]:
    """What decides about everybody. A file that one side cannot read says nothing of the other."""
    moved = moved_files(before, after)
    there, here = facts_of(before, moved), facts_of(after, {})
    told: set[Key] = set()
    for key in [*here, *(key for key in there if key not in here)]:
        if key in there and key in here:
            yield from _changed(after, there[key], here[key])
            continue
        is_new = key in here
        own, others, lost = (here, there, before.lost) if is_new else (there, here, after.lost)
        fact = own[key]
        if fact.path in lost or key[:2] in told:
            continue
        if key[0] in ("culture", "limit") and not any(other[:2] == key[:2] for other in others):
            told.add(key[:2])
            yield _whole_file([found for other, found in own.items() if other[:2] == key[:2]], is_new)
        else:
            yield _come_or_gone(after if is_new else before, fact, is_new)


def _changed(after: Book, there: Fact, here: Fact) -> Iterator[Decision]:
    kind = here.key[0]
    every = list(differences(there.record, here.record))
    fields = tuple(change for change in every if _decides(kind, change))
    words = tuple(change for change in every if kind in _SAID and change.name[0] in _SOURCED)
    if fields:
        line = after.spot(here.path, (*here.at, *fields[0].at)).line
        yield Decision(kind, here.of, "changed", here.path, line, (*fields, *words), sense_of(kind, fields))
    elif words:
        line = after.spot(here.path, (*here.at, *words[0].at)).line
        yield Decision(kind, here.of, "reworded", here.path, line, words)


def _decides(kind: str, change: FieldChange) -> bool:
    is_of_member = change.name[0] == "team" and len(change.name) > 2 and change.name[2] in _OF_MEMBER
    return change.name[0] not in _PROSE.get(kind, frozenset()) and not is_of_member


def _come_or_gone(book: Book, fact: Fact, is_new: bool) -> Decision:
    line = book.spot(fact.path, fact.at).line
    sense = sense_of_whole([fact.record], is_new)
    return Decision(fact.key[0], fact.of, "added" if is_new else "removed", fact.path, line, sense=sense)


def _whole_file(facts: Sequence[Fact], is_new: bool) -> Decision:
    """Of a file that came or went, one word says it all."""
    first = facts[0]
    entries = [fact.record for fact in facts if fact.at]
    sense = sense_of_whole(entries, is_new)
    change: Literal["added", "removed"] = "added" if is_new else "removed"
    return Decision(first.key[0], first.of[:1], change, first.path, 1, sense=sense, count=len(entries))
