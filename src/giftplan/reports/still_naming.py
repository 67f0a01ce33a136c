"""Where the data folder still names somebody: for a person to look at, since a program cannot tell what is meant."""

import re
from collections.abc import Iterable
from collections.abc import Iterator
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.planning.history import Person
from giftplan.reports.naming import Naming

KNOWLEDGE = ("cultures/", "limits/", "privacy/", "calendar/", "vocabulary.")
"""Files about countries and words: a first name alone in them is nobody's."""


OUTSIDE = "../"
"""So begin files of the repository that are not the data folder's: a first name there is anybody's."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+", re.ASCII)
"""An id of more than one word: another partner's is no name of theirs."""


class Place(NamedTuple):
    """A line that names them."""

    path: str
    line: int
    text: str


def places_naming(
    book: Book, naming: Naming, people: Iterable[Person], texts: Iterable[tuple[str, str]]
) -> Iterator[Place]:
    """Every line of these texts that names those people.

    In the files of another partner its own people have their own names: the Anna of one is not the Anna of another.
    """
    own = set(people)
    theirs = {
        partner.id: [partner.name, *(word for c in partner.contacts for word in (c.id, c.name, *c.name.split()))]
        for partner in book.partners.values()
        if not any(partner.id == known for known, _ in own)
    }
    of_file = {partner.path: {partner.id} for partner in book.partners.values()}
    for gift in book.gifts:
        of_file.setdefault(gift.path, set()).add(gift.partner)
    ids = frozenset(theirs)
    for path, text in texts:
        known = naming.of_more_words() if path.startswith((*KNOWLEDGE, OUTSIDE)) else naming
        if known.is_in(text):
            others = [word for partner in of_file.get(path, ()) for word in theirs.get(partner, ())]
            known = known.apart_from(others)
            for number, line in known.lines_in(text):
                if known.is_in(_ID.sub(lambda found: "" if found[0] in ids else found[0], line)):
                    yield Place(path, number, line)
