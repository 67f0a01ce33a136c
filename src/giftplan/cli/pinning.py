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
    path = f"calendar/{year}.yaml"
    if any(lost in book.lost for lost in (path, f"calendar/{year}.yml")):
        raise CannotWorkError(f"{path} cannot be read, so nothing can be added to it: giftplan check says why")
    calendar = book.calendars.get(year)
    known = calendar.countries if calendar else {}
    missing = [holidays_of(region, year) for region in regions_in_use(book) if region not in known]
    names = tuple(region.region for region in missing)
    if calendar is None:
        source = f"holidays {version('holidays')}"
        text = new_calendar(source, today, missing)
        return Pinned(names, text, text)
    addition = region_lines(missing)
    return Pinned(names, addition, _inserted(book, path, addition))


def _inserted(book: Book, path: str, addition: str) -> str:
    """The file's text with more regions at the end of its `countries:`, every other byte as it was."""
    try:
        text = decode(book.tree.read(path))
    except UnreadableError as error:
        raise CannotWorkError(f"{path} {error}") from error
    end = end_of_block(text, BLOCK)
    if end is None:
        raise CannotWorkError(f"{path} has no block '{BLOCK}:' with a country a line: write '{BLOCK}:' and try again")
    before = text[:end] if text[:end].endswith("\n") else text[:end] + "\n"
    return before + addition + text[end:]
