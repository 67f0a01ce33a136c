"""What lies beside the program, for a data folder that has none of its own."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.book.trees import Listing
from giftplan.records.privacy import PrivateWords

_INSTALLED = Path(__file__).parents[1] / "shipped"
_REPOSITORY = Path(__file__).parents[3] / "data"
_STARTER = Path(__file__).parents[1] / "starter"
BESIDE = DiskTree(_INSTALLED if _INSTALLED.is_dir() else _REPOSITORY)
"""What was installed with the program; where it runs from its repository, the data folder of that."""


@dataclass(frozen=True)
class _Part:
    """One folder of a tree."""

    tree: DiskTree
    folder: str

    def listing(self) -> Listing:
        return Listing(tuple(path for path in self.tree.listing().files if path.startswith(f"{self.folder}/")))

    def read(self, path: str) -> bytes:
        return self.tree.read(path)


def starter_text(name: str) -> str:
    """A file that `init` writes, with places to be filled in."""
    return (_STARTER / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def shipped_private_words() -> tuple[PrivateWords, ...]:
    """The shipped lists of words that a note about a person must not hold."""
    return load(_Part(BESIDE, "privacy")).private_words
