"""`privacy/<language>.yaml`: words that speak of what a note about a person must not hold (GDPR, article 9)."""

from typing import Literal

from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.culture import Source
from giftplan.records.scalars import Text

Matter = Literal["health", "religion", "politics", "union", "origin", "orientation"]


@record
class PrivateWords(Record):
    """One language's words, by matter; an entry may be several words that follow each other."""

    path: str
    name: Text
    """Of the language."""
    words: dict[Matter, tuple[Text, ...]]
    """By matter: words, or several that follow each other."""
    harmless: tuple[Text, ...] = ()
    """Phrases in which one of the words means something else: a music union, a trade fair."""
    source: Source
    """Where the list is from."""
