"""Data folders that are nowhere but in memory."""

from collections.abc import Mapping
from dataclasses import dataclass

from giftplan.book.trees import Listing


@dataclass(eq=False)
class BytesTree:
    """A data folder that is nowhere but here."""

    files: Mapping[str, bytes]

    def listing(self) -> Listing:
        """Every file."""
        return Listing(tuple(sorted(self.files)))

    def read(self, path: str) -> bytes:
        """One file."""
        return self.files[path]
