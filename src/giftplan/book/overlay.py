"""The data folder as it would be with some further or other files: what is about to be written is read first."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from typing import Any

from giftplan.book import kinds
from giftplan.book.book import Book
from giftplan.book.kinds import kind_of
from giftplan.book.problem import Problem
from giftplan.book.reading import Reader
from giftplan.book.trees import Listing
from giftplan.book.trees import Tree


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """A tree with some files more, or other contents in them."""

    below: Tree
    files: Mapping[str, bytes]

    def listing(self) -> Listing:
        there = self.below.listing()
        return replace(there, files=tuple(sorted({*there.files, *self.files})))

    def read(self, path: str) -> bytes:
        return self.files[path] if path in self.files else self.below.read(path)


def with_files(book: Book, files: Mapping[str, bytes]) -> tuple[Book, Sequence[Problem]]:
    """The book with these partners and gifts in it, in place of those that their files held; and what is wrong there.

    Only `partners/` and `gifts/` are taken: nothing else is written while it is planned with.
    """
    reader = Reader(Overlay(book.tree, files))
    found: dict[str, list[Any]] = {kinds.PARTNER.model: [], kinds.GIFT.model: []}
    for path in sorted(files):
        placed = kind_of(path)
        if placed is None or placed[0] not in (kinds.PARTNER, kinds.GIFT):
            raise ValueError(f"{path} is neither a partner's file nor a gift's")
        found[placed[0].model].extend(reader.records(path, *placed))
    partners = {name: partner for name, partner in book.partners.items() if partner.path not in files}
    partners |= {partner.id: partner for partner in found[kinds.PARTNER.model]}
    gifts = [gift for gift in book.gifts if gift.path not in files]
    kept = tuple(problem for problem in book.problems if problem.path not in files)
    changed = replace(
        book,
        tree=reader.tree,
        files=book.files + len(files.keys() - set(book.tree.listing().files)),
        problems=(*kept, *reader.problems),
        lost=(book.lost - files.keys()) | reader.lost,
        partners=dict(sorted(partners.items())),
        gifts=(*gifts, *found[kinds.GIFT.model]),
    )
    return changed, tuple(reader.problems)
