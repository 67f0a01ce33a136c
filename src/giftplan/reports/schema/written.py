"""What is told of the schemas: which kinds there are, and which of their files are out of date."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from giftplan.book.book import Book
from giftplan.book.kinds import Kind
from giftplan.reports.schema.files import OURS
from giftplan.reports.schema.files import file_of
from giftplan.reports.schema.lists import mark_of
from giftplan.reports.schema.told import meaning_of

NEW, CHANGED, SAME = "new", "changed", "same"
STATES = (NEW, CHANGED, SAME)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of data file: what a person calls it, where its files lie, and what they are."""

    word: str
    files: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Schema:
    """The schema of a kind, its path inside the data folder and as it is shown, and its text."""

    word: str
    path: str
    file: str
    text: str
    state: str


def kind_told(kind: Kind) -> FileKind:
    """A kind in words."""
    return FileKind(kind.word, tuple(f"{place}.yaml" for place in kind.places), meaning_of(kind).removesuffix("."))


def is_ours(text: str) -> bool:
    """Was that file written by giftplan? It says so at its beginning."""
    return OURS in text[:1000]


def is_current(text: str, book: Book) -> bool:
    """Are the ids and words in it those of the folder as it is now?"""
    return mark_of(book) in text[:1000]


def compared(kinds: Iterable[Kind], texts: Mapping[str, str], there: Mapping[str, str], folder: str) -> list[Schema]:
    """Each schema beside the file that is there: both by their path inside the data folder."""
    return [
        Schema(kind.word, path, f"{folder}/{path}", texts[path], _state(texts[path], there.get(path)))
        for kind in kinds
        for path in [file_of(kind)]
    ]


def _state(text: str, there: str | None) -> str:
    return NEW if there is None else SAME if there == text else CHANGED
