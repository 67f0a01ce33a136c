"""Is every tag, content, colour, restriction, sector, interest and source a word of the vocabulary?"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from giftplan.book.book import Book
from giftplan.book.problem import KeyPath
from giftplan.book.suggest import closest
from giftplan.records.culture import Culture
from giftplan.records.culture import Match
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.records.vocabulary import Vocabulary
from giftplan.rules._rule import Hit

NO_WRAPPING = "none"


@dataclass(frozen=True, slots=True)
class _Words:
    """The words that each kind of field may hold."""

    tags: Collection[str]
    contents: Collection[str]
    colours: Collection[str]
    restrictions: Collection[str]
    sectors: Collection[str]
    interests: Collection[str]
    sources: Collection[str]


def _words(book: Book) -> _Words:
    known = book.vocabulary
    colours = {*known.colours, *(shade for shades in known.colours.values() for shade in shades)}
    return _Words(
        frozenset(known.tags),
        frozenset(known.contents),
        frozenset(colours),
        known.restrictions,
        known.sectors,
        frozenset(known.interests),
        known.sources,
    )


Used = Iterable[tuple[KeyPath, Iterable[str | None], Collection[str], str]]
"""Where, which words, out of which, and what a message calls one."""


def unknown_words(book: Book) -> Iterator[Hit]:
    """Every word that is in no list; none where the lists cannot be read."""
    if book.is_lost("vocabulary"):
        return
    words = _words(book)
    yield from _unknown(book.file("vocabulary"), _of_vocabulary(book.vocabulary, words))
    if book.settings:
        interests = [(("team", i, "interests"), m.interests) for i, m in enumerate(book.settings.team)]
        yield from _unknown(
            book.file("settings"), [(where, used, words.interests, "interest") for where, used in interests]
        )
        yield from _unknown(book.file("settings"), [(("sector",), [book.settings.sector], words.sectors, "sector")])
    for index, idea in enumerate(book.catalogue.values()):
        uses: Used = (
            ((index, "interests"), idea.interests, words.interests, "interest"),
            ((index, "tags"), idea.tags, words.tags, "tag"),
            ((index, "contains"), idea.contains, words.contents, "content"),
        )
        yield from _unknown(book.file("catalogue"), uses)
    for partner in book.partners.values():
        yield from _unknown(partner.path, _of_partner(partner, words), partner.id)
    for gift in book.gifts:
        yield from _unknown(gift.path, _of_gift(gift, words), gift.partner, gift.date)
    for culture in book.cultures:
        yield from _unknown(culture.path, _of_culture(culture, words))
    for file in book.limits:
        for index, limit in enumerate(file.limits):
            where: KeyPath = ("limits", index)
            sectors: Used = (
                ((*where, "giver_sector"), limit.giver_sector, words.sectors, "sector"),
                ((*where, "recipient_sector"), limit.recipient_sector, words.sectors, "sector"),
            )
            yield from _unknown(file.path, sectors)


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


def _of_vocabulary(vocabulary: Vocabulary, words: _Words) -> Used:
    for name, restriction in vocabulary.restrictions.items():
        said = (*restriction.contains, *restriction.tags)
        is_vain = bool(said) and not any(word in words.contents or word in words.tags for word in said)
        for field, used, known, what in (
            ("contains", restriction.contains, words.contents, "content"),
            ("tags", restriction.tags, words.tags, "tag"),
        ):
            slips = [word if is_vain or closest(word, known, LIKE_ENOUGH) else None for word in used]
            yield ("restrictions", name, field), slips, known, what
    either = {*words.tags, *words.contents}
    for word, implied in vocabulary.implies.items():
        yield ("implies", word), implied, either, "tag or content"
        yield ("implies", word), [word], either, "tag or content"


def _of_partner(partner: Partner, words: _Words) -> Used:
    yield ("sector",), [partner.sector], words.sectors, "sector"
    welcome = {*words.contents, *words.tags, *words.restrictions}
    for index, contact in enumerate(partner.contacts):
        where: KeyPath = ("contacts", index)
        yield (*where, "restrictions"), contact.restrictions, words.restrictions, "restriction"
        yield (*where, "accepts"), contact.accepts, welcome, "content, tag or restriction"
        for number, interest in enumerate(contact.interests):
            place = (*where, "interests", number)
            yield (*place, "tags"), interest.tags, words.interests, "interest"
            yield (*place, "source"), [interest.source], words.sources, "source"


def _of_gift(gift: Gift, words: _Words) -> Used:
    prefix: KeyPath = () if gift.index is None else (gift.index,)
    yield (*prefix, "tags"), gift.tags, words.tags, "tag"
    yield (*prefix, "contains"), gift.contains or (), words.contents, "content"
    yield (*prefix, "colour"), [gift.colour], words.colours, "colour"
    yield (*prefix, "ink"), [gift.ink], words.colours, "colour"
    yield (*prefix, "wrapping"), [gift.wrapping], {*words.colours, NO_WRAPPING}, "colour"


def _of_culture(culture: Culture, words: _Words) -> Used:
    for index, rule in enumerate(culture.rules):
        where: KeyPath = ("rules", index)
        yield (*where, "restriction"), [rule.restriction], words.restrictions, "restriction"
        if rule.match is not None:
            yield from _of_match((*where, "match"), rule.match, words)


def _of_match(where: KeyPath, match: Match, words: _Words) -> Used:
    yield (*where, "tags"), match.tags, words.tags, "tag"
    yield (*where, "contains"), match.contains, words.contents, "content"
    yield (*where, "colour"), match.colour, words.colours, "colour"
    yield (*where, "ink"), match.ink, words.colours, "colour"
    yield (*where, "wrapping"), match.wrapping, {*words.colours, NO_WRAPPING}, "colour"
    yield (*where, "sector"), match.sector, words.sectors, "sector"
    for index, alternative in enumerate(match.any_of):
        yield from _of_match((*where, "any_of", index), alternative, words)
