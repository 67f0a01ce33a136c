"""Which field of a gift a custom or a restriction speaks of."""

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from giftplan.records.culture import Match
from giftplan.rules.judged import Judged

_LISTS = ("tags", "contains")
_WORDS = ("quantity", "colour", "wrapping", "ink", "logo", "delivery")
_KEYS = (*_LISTS, *_WORDS, "value", "kind")
Wanted = Mapping[str, Collection[Any]]
"""The words that are looked for, by field."""


def wanted_by(match: Match) -> Wanted:
    """What a match looks for, in whichever alternative."""
    return {key: frozenset(_wanted(match, key)) for key in _KEYS}


def _wanted(match: Match, key: str) -> Iterator[Any]:
    yield from getattr(match, key)
    for alternative in match.any_of:
        yield from _wanted(alternative, key)


def stated_at(gift: Judged, wanted: Wanted) -> str:
    """The field that states what is looked for: its own words first, then what they imply, then what it is."""
    record = gift.gift
    for key in _LISTS:
        if not set(getattr(record, key) or ()).isdisjoint(wanted.get(key, ())):
            return key
    for key in _WORDS:
        if wanted.get(key) and getattr(record, key) is not None:
            return key
    if record.tags and not record.gift and any(wanted.get(key) for key in _LISTS):
        return "tags"
    return "value" if wanted.get("value") and not wanted.get("kind") else gift.of_kind
