"""Does a note speak of health, religion, politics, union, origin or orientation? Whole words, accents ignored."""

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from giftplan.records.privacy import PrivateWords

_WORD = re.compile(r"\w+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})
"""Letters that Unicode does not take apart."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""A German umlaut is a letter of its own (schwül is not schwul), written in two where there is no key for it."""

Phrase = tuple[str, ...]


class Said(NamedTuple):
    """Words of a note, as they are written there, and what they speak of."""

    words: str
    matter: str


class _Meant(NamedTuple):
    phrase: Phrase
    matter: str | None
    """None where the words are harmless."""


def folded(word: str) -> str:
    """A word in small letters without accents."""
    if word.isascii():
        return word.lower()
    return _plain(word.casefold().translate(_UMLAUTS))


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


class SensitiveWords:
    """The words of every language, ready to be looked for. What is harmless in one of them is so in any note."""

    def __init__(self, lists: Iterable[PrivateWords]) -> None:
        self._by_first: dict[str, list[_Meant]] = {}
        for words in lists:
            for harmless in words.harmless:
                self._add(harmless, None)
            for matter, entries in words.words.items():
                for entry in entries:
                    self._add(entry, matter)
        self._firsts = frozenset(self._by_first)

    def _add(self, entry: str, matter: str | None) -> None:
        """Under its own letters, and under plain ones for who types Judin for Jüdin."""
        words = _WORD.findall(entry)
        phrases = {tuple(map(folded, words))}
        if not entry.isascii():
            phrases.add(tuple(_plain(word.casefold()) for word in words))
        for phrase in phrases:
            self._by_first.setdefault(phrase[0] if phrase else "", []).append(_Meant(phrase, matter))

    def first_in(self, text: str) -> Said | None:
        """The first words of a text that speak of such a matter; None if none."""
        text = unicodedata.normalize("NFC", text)  # else an accent of its own would break a word
        words = _WORD.findall(text.lower()) if text.isascii() else [folded(word) for word in _WORD.findall(text)]
        if self._firsts.isdisjoint(words):
            return None
        found = list(_WORD.finditer(text))
        meant = list(self._meant(words))
        masked = {at for start, end, matter in meant if matter is None for at in range(start, end)}
        for start, end, matter in meant:
            if matter is not None and masked.isdisjoint(range(start, end)):
                return Said(text[found[start].start() : found[end - 1].end()], matter)
        return None

    def _meant(self, words: Sequence[str]) -> Iterator[tuple[int, int, str | None]]:
        """Where an entry stands, from word to word; of several that begin at one word the longest comes first."""
        for start, word in enumerate(words):
            here = [m for m in self._by_first.get(word, ()) if tuple(words[start : start + len(m.phrase)]) == m.phrase]
            for found in sorted(here, key=lambda meant: -len(meant.phrase)):
                yield start, start + len(found.phrase), found.matter
