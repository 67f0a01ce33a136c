"""What `calendar` adds to a year's file, and how it is written without touching what stands there."""

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from giftplan.book.book import Book
from giftplan.book.decoding import decode
from giftplan.book.trees import UnreadableError
from giftplan.book.writing import write_whole
from giftplan.book.yaml import end_of_block
from giftplan.errors import CannotWorkError
from giftplan.output.calendar import new_calendar
from giftplan.output.calendar import region_lines
from giftplan.planning.holidays import Written
from giftplan.planning.holidays import holidays_of
from giftplan.planning.holidays import regions_in_use

BLOCK = "countries"


@dataclass(frozen=True, slots=True)
class Pinned:
    """The regions that a file lacks, the lines that say them, and the file's whole text with them."""

    added: tuple[str, ...]
    addition: str
    text: str

    def write(self, path: Path) -> None:
        """Write the file, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, self.text.encode())


def pin(book: Book, year: int, today: date) -> Pinned:
    """Works out what to add. Raises `CannotWorkError` where the file that is there cannot be read or added to."""
    path = file_of(book, year)
    if path in book.lost:
        raise CannotWorkError(f"{path} cannot be read, so nothing can be added to it: giftplan check says why")
    calendar = book.calendars.get(year)
    known = calendar.countries if calendar else {}
    missing = [holidays_of(region, year) for region in regions_in_use(book) if region not in known]
    names = tuple(region.region for region in missing)
    if calendar is None:
        text = new_calendar(f"holidays {version('holidays')}", today, missing)
        return Pinned(names, text, text)
    return _added(book, path, missing, names)


def file_of(book: Book, year: int) -> str:
    """The year's file as it is written there (.yaml or .yml)."""
    other = f"calendar/{year}.yml"
    is_there = other in book.lost or other in book.tree.listing().files
    return other if is_there else f"calendar/{year}.yaml"


def _added(book: Book, path: str, missing: list[Written], names: tuple[str, ...]) -> Pinned:
    """The file's text with more regions at the end of its `countries:`, every other byte as it was."""
    try:
        data = book.tree.read(path)
    except UnreadableError as error:
        raise CannotWorkError(f"{path} {error}") from error
    text = decode(data)
    found = end_of_block(text, BLOCK)
    if found is None:
        raise CannotWorkError(f"{path} has no block '{BLOCK}:' with a country a line: write '{BLOCK}:' and try again")
    end, indent = found
    addition = region_lines(missing, indent)
    before = text[:end] if text[:end].endswith("\n") else text[:end] + "\n"
    mark = "\ufeff" if data.startswith("\ufeff".encode()) else ""
    return Pinned(names, addition, mark + before + addition + text[end:])
