"""Does a text name somebody? Whole words, in capitals or not, with their accents or without."""

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

from giftplan.planning.sensitive_words import folded

NOBODY = "erased"
"""The name of those who were erased: it names nobody."""
SHORTEST = 3
"""A word of fewer letters (Dr, de, van der) stands in too many names to mean one person."""
_FIRST_UNSPACED = 0x2E80
"""From here on, Chinese, Japanese and Korean."""
_WORD = re.compile(r"[^\W_]+")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """What names somebody: any of the phrases, where it is no part of a harmless one."""

    phrases: frozenset[Phrase]
    unspaced: frozenset[str] = frozenset()
    """Names in a writing that has no spaces: there they stand inside longer words."""
    harmless: frozenset[Phrase] = frozenset()

    def apart_from(self, others: Iterable[str]) -> "Naming":
        """The same, but these names are somebody else's."""
        spared = self.harmless.union(*(_phrases_of(other) for other in others))
        return replace(self, harmless=spared)

    def of_more_words(self) -> "Naming":
        """The same, by whole names only."""
        return replace(self, phrases=frozenset(phrase for phrase in self.phrases if len(phrase) > 1))

    def is_in(self, text: str) -> bool:
        """Does the text name them?"""
        composed = unicodedata.normalize("NFC", text)
        plain = [_forms(word) for word in _WORD.findall(composed)]
        if not self._might_be_in(plain):
            return any(name in composed for name in self.unspaced)
        hits = list(_places(plain, self.phrases))
        spared = {at for start, end in _places(plain, self.harmless) for at in range(start, end)}
        return any(not spared.issuperset(range(start, end)) for start, end in hits)

    def _might_be_in(self, words: list[Phrase]) -> bool:
        firsts = {phrase[0] for phrase in self.phrases}
        return any(not firsts.isdisjoint(forms) for forms in words)

    def lines_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Each line that names them, with its number from 1."""
        for number, line in enumerate(text.splitlines(), 1):
            if self.is_in(line):
                yield number, line


def naming_person(contact: str, name: str) -> Naming:
    """A person, by each longer word of the name, and by the id."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", name)) if len(word) >= SHORTEST]
    return _naming(name, [*words, name, contact])


def naming_company(partner: str, name: str) -> Naming:
    """A company, by its whole name and by its id: single words of it (House, Paper) stand everywhere."""
    return _naming(name, [partner] if name == NOBODY else [name, partner])


def naming_any(namings: Iterable[Naming]) -> Naming:
    """What names any of them."""
    every = list(namings)
    phrases: frozenset[Phrase] = frozenset().union(*(naming.phrases for naming in every))
    return Naming(phrases, frozenset().union(*(naming.unspaced for naming in every)))


def _naming(name: str, texts: Iterable[str]) -> Naming:
    phrases: frozenset[Phrase] = frozenset().union(*(_phrases_of(text) for text in texts))
    composed = unicodedata.normalize("NFC", name)
    is_unspaced = len(composed) > 1 and all(ord(letter) >= _FIRST_UNSPACED for letter in composed)
    return Naming(phrases, frozenset({composed} if is_unspaced else ()))


def _phrases_of(text: str) -> frozenset[Phrase]:
    """A name's words as they may be typed: Schütt as schuett and as schutt."""
    words = [_forms(word) for word in _WORD.findall(unicodedata.normalize("NFC", text))]
    return frozenset(tuple(forms[form] for forms in words) for form in (0, 1)) if words else frozenset()


def _forms(word: str) -> Phrase:
    """Umlauts written in two letters, and without their dots."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
    return folded(word), folded(bare)


def _places(words: list[Phrase], phrases: Iterable[Phrase]) -> Iterator[tuple[int, int]]:
    for phrase in phrases:
        for start in range(len(words) - len(phrase) + 1):
            if all(part in words[start + i] for i, part in enumerate(phrase)):
                yield start, start + len(phrase)
