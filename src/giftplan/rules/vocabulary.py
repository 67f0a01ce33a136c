"""Is every tag, content, colour, restriction, sector, interest and source a word of the vocabulary?"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from typing import Any

from giftplan.book.book import Book
from giftplan.book.problem import KeyPath
from giftplan.book.suggest import closest
from giftplan.records.base import Record
from giftplan.records.named import INSIDE
from giftplan.records.named import named_fields
from giftplan.records.vocabulary import Vocabulary
from giftplan.rules._rule import Hit
from giftplan.rules.references import at

NO_WRAPPING = "none"


Lists = Mapping[str, Collection[str]]


def words_of(known: Vocabulary) -> Lists:
    """The words that each kind of field may hold, by the name that its type bears in `records.named`."""
    tags, contents = frozenset(known.tags), frozenset(known.contents)
    colours = frozenset({*known.colours, *(shade for shades in known.colours.values() for shade in shades)})
    return {
        "tag": tags,
        "content": contents,
        "colour": colours,
        "wrapping": colours | {NO_WRAPPING},
        "restriction": known.restrictions,
        "content, tag or restriction": tags | contents | frozenset(known.restrictions),
        "sector": known.sectors,
        "interest": frozenset(known.interests),
        "source": known.sources,
    }


Used = Iterable[tuple[KeyPath, Iterable[str | None], Collection[str], str]]
"""Where, which words, out of which, and what a message calls one."""


def unknown_words(book: Book) -> Iterator[Hit]:
    """Every word that is in no list; none where the lists cannot be read."""
    if book.is_lost("vocabulary"):
        return
    words = words_of(book.vocabulary)
    yield from _unknown(book.file("vocabulary"), _of_vocabulary(book.vocabulary, words))
    if book.settings:
        yield from _unknown(book.file("settings"), _said(book.settings, (), words))
    for index, idea in enumerate(book.catalogue.values()):
        yield from _unknown(book.file("catalogue"), _said(idea, (index,), words))
    for partner in book.partners.values():
        yield from _unknown(partner.path, _said(partner, (), words), partner.id)
    for gift in book.gifts:
        yield from _unknown(gift.path, _said(gift, at(gift), words), gift.partner, gift.date)
    for culture in book.cultures:
        yield from _unknown(culture.path, _said(culture, (), words))
    for file in book.limits:
        yield from _unknown(file.path, _said(file, (), words))


def _said(record: Any, where: KeyPath, words: Lists) -> Used:
    """Every word of a record whose field's type says in which list it stands."""
    for field, what in named_fields(record.__class__):
        value = getattr(record, field)
        entries = value if isinstance(value, tuple) else (value,)
        if what in words:
            yield (*where, field), entries, words[what], CALLED.get(what, what)
        elif what == INSIDE and isinstance(value, tuple):
            for index, entry in enumerate(entries):
                yield from _said(entry, (*where, field, index), words)
        elif what == INSIDE and isinstance(value, Record):
            yield from _said(value, (*where, field), words)


CALLED = {"wrapping": "colour"}
"""What a message calls a word, where that is not the name of its list."""


def _unknown(path: str, uses: Used, partner: str | None = None, day: date | None = None) -> Iterator[Hit]:
    for where, used, known, what in uses:
        for position, word in enumerate(used):
            if word is None or word in known:
                continue
            why = f"Rules and ideas find each other by these words: '{word}' would match nothing."
            guess = closest(word, known)
            likely = f"Did you mean '{guess}'? If not, add" if guess else "Use a word of vocabulary.yaml, or add"
            fix = f"{likely} '{word}' to vocabulary.yaml"
            field = (*where, position)
            yield Hit(path, f"'{word}' is no {what} of the vocabulary", why, fix, field, partner=partner, day=day)


LIKE_ENOUGH = 0.85
"""How like a listed word one in a restriction must be to be a slip: a restriction may name what nobody gives."""


def _of_vocabulary(vocabulary: Vocabulary, words: Lists) -> Used:
    for name, restriction in vocabulary.restrictions.items():
        said = (*restriction.contains, *restriction.tags)
        is_vain = bool(said) and not any(word in words["content"] or word in words["tag"] for word in said)
        for field, used, known, what in (
            ("contains", restriction.contains, words["content"], "content"),
            ("tags", restriction.tags, words["tag"], "tag"),
        ):
            slips = [word if is_vain or closest(word, known, LIKE_ENOUGH) else None for word in used]
            yield ("restrictions", name, field), slips, known, what
    either = {*words["tag"], *words["content"]}
    for word, implied in vocabulary.implies.items():
        yield ("implies", word), implied, either, "tag or content"
        yield ("implies", word), [word], either, "tag or content"
