"""A data folder that is not on the disk yet: what is about to be written is read first."""

from collections.abc import Mapping
from dataclasses import dataclass

from giftplan.book.trees import Listing
from giftplan.book.trees import is_letter
from giftplan.book.trees import is_record_file


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Files by their path inside the data folder."""

    files: Mapping[str, bytes]

    def listing(self) -> Listing:
        records = tuple(sorted(path for path in self.files if is_record_file(path.rpartition("/")[2])))
        return Listing(records, letters=tuple(sorted(path for path in self.files if is_letter(path))))

    def read(self, path: str) -> bytes:
        return self.files[path]
