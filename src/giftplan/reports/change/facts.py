"""What decides about everybody, entry by entry: settings, tiers, touches, the catalogue, laws, customs, words, days."""

from collections.abc import Iterable
from collections.abc import Iterator
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.book.problem import KeyPath
from giftplan.records.base import Record
from giftplan.records.culture import Culture
from giftplan.records.limit import LimitFile

Key = tuple[str, ...]
"""Its kind, its file where there are several, and what tells it from the others there."""


class Fact(NamedTuple):
    """An entry of the knowledge, or of how we work, with its place. `of` is what a person calls it."""

    key: Key
    of: tuple[str, ...]
    record: Record
    path: str
    at: KeyPath


def moved_files(before: Book, after: Book) -> dict[str, str]:
    """The files of laws and customs that have another place now: they are told by their name, or by what is in them."""
    moved: dict[str, str] = {}
    for there, here in ((before.cultures, after.cultures), (before.limits, after.limits)):
        kept = {file.path for file in there} & {file.path for file in here}
        come = [file for file in here if file.path not in kept]
        for file in there:
            same = [new for new in come if new.name == file.name or _ids(new) & _ids(file)]
            best = max(same, key=lambda new: (new.name == file.name, len(_ids(new) & _ids(file))), default=None)
            if file.path not in kept and best is not None:
                come.remove(best)
                moved[file.path] = best.path
    return moved


def _ids(file: Culture | LimitFile) -> set[str]:
    if isinstance(file, LimitFile):
        return {limit.id for limit in file.limits}
    return {rule.id for rule in file.rules} | {window.id for window in file.windows}


def facts_of(book: Book, moved: dict[str, str]) -> dict[Key, Fact]:
    """Every entry by its key: its order in the file is in none, and neither is where the file lay before."""
    return {fact.key: fact for fact in (*_ours(book), *_knowledge(book, moved))}


def _ours(book: Book) -> Iterator[Fact]:
    if book.settings:
        yield Fact(("settings",), (), book.settings, book.file("settings"), ())
    yield Fact(("vocabulary",), (), book.vocabulary, book.file("vocabulary"), ())
    yield from _entries("tier", book.file("tiers"), ((str(tier.tier), tier) for tier in book.tiers.values()))
    yield from _entries("touch", book.file("touches"), ((touch.id, touch) for touch in book.touches))
    yield from _entries("idea", book.file("catalogue"), book.catalogue.items())
    for year, known in book.calendars.items():
        yield Fact(("calendar", str(year)), (str(year),), known, known.path, ())


def _knowledge(book: Book, moved: dict[str, str]) -> Iterator[Fact]:
    for culture in book.cultures:
        key = ("culture", moved.get(culture.path, culture.path))
        yield Fact(key, (culture.name,), culture.replaced(rules=(), windows=()), culture.path, ())
        for index, rule in enumerate(culture.rules):
            yield Fact((*key, "rules", rule.id), (culture.name, rule.id), rule, culture.path, ("rules", index))
        for index, window in enumerate(culture.windows):
            yield Fact(
                (*key, "windows", window.id), (culture.name, window.id), window, culture.path, ("windows", index)
            )
    for laws in book.limits:
        key = ("limit", moved.get(laws.path, laws.path))
        for index, limit in enumerate(laws.limits):
            yield Fact((*key, limit.id), (laws.name, limit.id), limit, laws.path, ("limits", index))


def _entries(kind: str, path: str, named: Iterable[tuple[str, Record]]) -> Iterator[Fact]:
    for index, (name, record) in enumerate(named):
        yield Fact((kind, "", name), (name,), record, path, (index,))
