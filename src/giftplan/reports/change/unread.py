"""What cannot be compared, since one side of a change cannot be read there: said, never guessed."""

from collections.abc import Iterator
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.reports.change.names import Names

_OF_ONE = ("partners/", "gifts/")
"""Files of one partner; all others speak of everybody."""


class Unread(NamedTuple):
    """A file that a side cannot read."""

    path: str
    sides: tuple[str, ...]
    """`before`, `after` or both."""


def unread_files(before: Book, after: Book) -> tuple[Unread, ...]:
    """Every file that at least one side cannot read."""
    sides = (("before", before.lost), ("after", after.lost))
    paths = sorted(before.lost | after.lost)
    return tuple(Unread(path, tuple(side for side, lost in sides if path in lost)) for path in paths)


def unknown_partners(before: Book, after: Book, names: Names) -> frozenset[str]:
    """The partners of whom one side lacks the file, or a gift: what changed about them nobody can say."""
    theirs = {names.now(name) for name in _of_files(before)} | set(_of_files(after))
    theirs |= {names.now(gift.partner) for gift in before.gifts if gift.path in after.lost}
    theirs |= {gift.partner for gift in after.gifts if gift.path in before.lost}
    return frozenset(theirs)


def _of_files(book: Book) -> Iterator[str]:
    for path in book.lost:
        folder, _, name = path.rpartition("/")
        if folder == "partners":
            yield name.rpartition(".")[0]


def speaks_of_all(path: str) -> bool:
    """Does a plan of everybody rest on that file?"""
    return not path.startswith(_OF_ONE)


def uneven(before: Book, after: Book) -> list[str]:
    """The files that speak of everybody and that only one of the two sides can read."""
    return sorted(path for path in before.lost ^ after.lost if speaks_of_all(path))
