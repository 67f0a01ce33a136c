"""The file of a new partner: what was said, and a word on each field that matters and is still to come."""

from collections.abc import Mapping
from typing import NamedTuple

from giftplan.book.rendering import Written
from giftplan.book.rendering import inline


class _Lesson(NamedTuple):
    """A field: why it matters, and what it looks like where it has no value yet."""

    field: str
    why: str
    example: str


_LESSONS = (
    _Lesson("name", "as it stands on their letters", ""),
    _Lesson("country", "its customs, holidays and laws count", ""),
    _Lesson("sector", "a word of vocabulary.yaml", "retail"),
    _Lesson("tier", "of tiers.yaml; none: one card a year", "2"),
    _Lesson("owner", "who of our team cares for them", "claire"),
    _Lesson("since", "the day on which it began", "2024-03-01"),
    _Lesson("relation", "or supplier, distributor, referrer", "client"),
    _Lesson("status", "or prospect, departed", "active"),
    _Lesson(
        "lifetime_value",
        "what exists earns a budget: realised or contracted, never a forecast",
        "{amount: 20000, basis: realised, as_of: 2025-12-31}",
    ),
    _Lesson("revenue", "what they bought, by calendar year", "{2025: 9000}"),
    _Lesson(
        "policy",
        "their gift rules, once you asked procurement; without a verified day: cards",
        "{gifts: limited, limit: 50, per: gift, verified: 2026-01-15}",
    ),
)
_PERSON = (
    _Lesson("role", "what they do there", "Managing director"),
    _Lesson("language", "the one to write the card in", "fr"),
    _Lesson(
        "interests",
        "what they told us, with where and when we heard it",
        "[{topic: old maps, source: conversation, noted: 2026-01-10}]",
    ),
    _Lesson("restrictions", "what they do not want; never why", "[no-alcohol]"),
)
_COLUMN = 36
"""Where the words on a field begin, so that they stand below each other."""
_WIDEST = 80


def partner_text(fields: Mapping[str, Written], people: list[Mapping[str, Written]]) -> str:
    """The text of a partner's file. Fields without a value stand in it as comments, ready to be filled in."""
    lines = [_line(lesson, fields.get(lesson.field), "") for lesson in _LESSONS]
    lines.append("contacts:")
    for number, person in enumerate(people):
        lines += [f"  - id: {inline(person['id'])}", f"    name: {inline(person['name'])}"]
        lessons = _PERSON if number == 0 else ()
        lines += [_line(lesson, person.get(lesson.field), "    ") for lesson in lessons]
    lines += _LATER
    return "\n".join(lines) + "\n"


def _line(lesson: _Lesson, value: Written | None, indent: str) -> str:
    """A field with what it means behind it, or above it where that would be too wide."""
    text = f"{lesson.field}: {lesson.example if value is None else inline(value)}"
    begun = f"{indent}{'# ' if value is None else ''}{text}"
    beside = f"{begun:<{_COLUMN}} # {lesson.why}"
    return beside if len(beside) <= _WIDEST else f"{indent}# {lesson.why}\n{begun}"


_LATER = (
    "# When not to disturb them, and when a gift could be read as a price:",
    "# quiet: [{from: 2026-08-03, until: 2026-08-21, why: summer closure}]",
    "# sensitive: [{from: 2026-03-01, until: 2026-04-15, what: negotiation}]",
)
