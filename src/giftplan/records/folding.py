"""Texts compared, and made into ids, without regard to case, accents and signs."""

import re
import unicodedata

_JOINED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Letters that have no accent to take off."""
_WORD = re.compile(r"[a-z0-9]+")


def _words(text: str) -> list[str]:
    """The words of a text in plain small letters."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_JOINED))
    return _WORD.findall("".join(letter for letter in apart if not unicodedata.combining(letter)))


def folded(text: str) -> str:
    """The text as what it is compared by: `Raison sociale`, `raison_sociale` and `RAISON SOCIALE` are one."""
    return "".join(_words(text))


def folded_words(text: str) -> tuple[str, ...]:
    """The same word by word."""
    return tuple(_words(text))


def as_name(text: str) -> str:
    """A name as two programs may write it, one composing its accents and the other not, without regard to case."""
    return unicodedata.normalize("NFC", text).casefold()


def id_from(name: str) -> str:
    """An id made of a name, as in maison-lefevre; empty where the name has no letter or digit that an id may have."""
    return "-".join(_words(name))
