"""What decides about everybody, entry by entry: settings, tiers, touches, the catalogue, laws, customs, words, days."""

from collections.abc import Iterable
from collections.abc import Iterator
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.book.problem import KeyPath
from giftplan.records.base import Record

Key = tuple[str, ...]
"""Its kind, its file's name for people, and what tells it from the others there."""


class Fact(NamedTuple):
    """An entry of the knowledge, or of how we work, with its place."""

    key: Key
    record: Record
    path: str
    at: KeyPath


def facts_of(book: Book) -> dict[Key, Fact]:
    """Every entry by its key: where its file lies, and its order there, are in no key."""
    return {fact.key: fact for fact in (*_ours(book), *_knowledge(book))}


def _ours(book: Book) -> Iterator[Fact]:
    if book.settings:
        yield Fact(("settings",), book.settings, book.file("settings"), ())
    yield Fact(("vocabulary",), book.vocabulary, book.file("vocabulary"), ())
    yield from _entries("tier", book.file("tiers"), ((str(tier.tier), tier) for tier in book.tiers.values()))
    yield from _entries("touch", book.file("touches"), ((touch.id, touch) for touch in book.touches))
    yield from _entries("idea", book.file("catalogue"), book.catalogue.items())
    for year, known in book.calendars.items():
        yield Fact(("calendar", str(year)), known, known.path, ())


def _knowledge(book: Book) -> Iterator[Fact]:
    for culture in book.cultures:
        place = ("culture", culture.name)
        yield Fact(place, culture.replaced(rules=(), windows=()), culture.path, ())
        for index, rule in enumerate(culture.rules):
            yield Fact((*place, rule.id), rule, culture.path, ("rules", index))
        for index, window in enumerate(culture.windows):
            yield Fact((*place, window.id), window, culture.path, ("windows", index))
    for laws in book.limits:
        for index, limit in enumerate(laws.limits):
            yield Fact(("limit", laws.name, limit.id), limit, laws.path, ("limits", index))


def _entries(kind: str, path: str, named: Iterable[tuple[str, Record]]) -> Iterator[Fact]:
    for index, (name, record) in enumerate(named):
        yield Fact((kind, name), record, path, (index,))
