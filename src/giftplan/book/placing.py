"""Does each file lie where its record lives, under a name that can be its id?"""

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from giftplan.book import kinds
from giftplan.book.kinds import Kind
from giftplan.book.kinds import kind_of
from giftplan.book.problem import MISFIT
from giftplan.book.problem import MISPLACED
from giftplan.book.problem import TOP
from giftplan.book.problem import KeyPath
from giftplan.book.problem import Problem
from giftplan.book.reading import Reader
from giftplan.book.suggest import closest
from giftplan.book.trees import is_meant
from giftplan.book.trees import is_record_file
from giftplan.records.calendar import CalendarYear
from giftplan.records.gift import Gift
from giftplan.records.scalars import FIRST_YEAR
from giftplan.records.scalars import LAST_YEAR
from giftplan.records.scalars import is_id


def placed_files(reader: Reader, files: Iterable[str]) -> Iterator[tuple[str, Kind, str]]:
    """Each file with its kind and stem; a file that lies where no record lives, or has no id for a name, is lost."""
    before = ""  # the files come in order: between x.yaml and x.yml stands no other name that can be an id
    for path in files:
        placed = kind_of(path)
        if placed is None:
            reader.lose(_nowhere(path))
            continue
        stem = placed[1]
        is_year = len(stem) == 4 and stem.isascii() and stem.isdigit() and FIRST_YEAR <= int(stem) <= LAST_YEAR
        if placed[0] is kinds.CALENDAR and not is_year:
            fix = "Name it after the year whose days it holds, as in calendar/2026.yaml"
            reader.lose(_misplaced(path, f"'{stem}' is not a year", "The year of its days could not be told.", fix))
        elif not is_id(stem):
            why = "A record's id is its file's name: other records and commands use it."
            fix = f"Rename it to {_likely(path)}: use a to z, 0 to 9 and single hyphens"
            reader.lose(_misplaced(path, f"the file name '{stem}' is no id", why, fix))
        elif path.rpartition(".")[0] == before.rpartition(".")[0]:
            why = f"{before} has the same id, and only one of the two can count."
            reader.lose(_misplaced(path, f"a second file with the id '{stem}'", why, "Keep one of the two files"))
        else:
            before = path
            yield path, *placed


def _likely(path: str) -> str:
    """The path that was most likely meant."""
    folder, _, name = path.rpartition("/")
    stem = re.split(r"\.y[a-z]{1,4}\b|\.(?:txt|csv|json)$", name, flags=re.IGNORECASE)[0]
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    likely = "-".join(re.findall(r"[a-z0-9]+", plain)) or "maison-lefevre"
    return f"{folder}/{likely}.yaml" if folder else f"{likely}.yaml"


def _misplaced(path: str, message: str, why: str, fix: str) -> Problem:
    return Problem(MISPLACED, path, TOP, message, why, fix)


def _nowhere(path: str) -> Problem:
    folder, slash, rest = path.partition("/")
    if is_meant(path) and not is_record_file(path.rpartition("/")[2]):
        why = "Only .yaml files are read: this one would be left out without a word."
        fix = f"Rename it to {_likely(path)}, or move it out of {folder}/"
        return _misplaced(path, "the file's ending is not .yaml", why, fix)
    if kind_of(lower := path.rpartition(".")[0] + path[path.rfind(".") :].lower()) is not None:
        why = "Its ending is written in capitals, and the file would be left out without a word."
        return _misplaced(path, "the file's ending is not .yaml", why, f"Rename it to {lower}")
    if slash and folder in kinds.FOLDERS:
        example = {"gifts": kinds.GIFT, "calendar": kinds.CALENDAR}.get(folder, kinds.PARTNER).example
        fix = f"Move it to where its like lives, as in {example}"
    else:
        known = kinds.FOLDERS if slash else [kind.example for kind in kinds.KINDS[:5]]
        guess = closest(folder, known)
        fix = (
            f"Did you mean '{guess}{slash}{rest}'?" if guess else f"Files and folders that are read: {', '.join(known)}"
        )
    return _misplaced(path, "no record lives here", "The file would be left out without a word.", fix)


def note_wrong_year(reader: Reader, gift: Gift) -> None:
    """Note a gift that lies in the folder of another year. It is read all the same."""
    at: KeyPath = ("date",) if gift.index is None else (gift.index, "date")
    spot = reader.places(gift.path).value(at)
    why = "The register of a year is read from its folder: an auditor would look for the gift in the other one."
    message = f"a gift of {gift.date.isoformat()} lies in the folder of another year"
    fix = f"Move the file to gifts/{gift.date.year}/, or mend the date"
    reader.note(Problem(MISPLACED, gift.path, spot, message, why, fix))


def note_foreign_days(reader: Reader, path: str, year: int, calendar: CalendarYear) -> None:
    """Note each day of another year in a year's calendar, where nobody would look for it."""
    for at, day in calendar.all_days():
        if day.year != year:
            message = f"{day.isoformat()} is no day of {year}"
            why = f"The days of {year} are read from this file: one of another year would close nothing."
            fix = f"Mend the year, or write the day into calendar/{day.year}.yaml"
            reader.lose(Problem(MISFIT, path, reader.places(path).key(at), message, why, fix))


_NEEDED = (kinds.SETTINGS, kinds.TIERS, kinds.TOUCHES)


def note_missing(reader: Reader, single: Mapping[str, str], found: Mapping[str, Sequence[object]]) -> None:
    """Note each file that nothing can be planned without, where it is not there or holds no record."""
    for kind in _NEEDED:
        stem = kind.example.removesuffix(".yaml")
        path = single.get(stem, kind.example)
        is_lost = any(lost.startswith(f"{stem}.") for lost in reader.lost)
        if not is_lost and not found.get(kind.model):
            message = "this file holds no entry" if stem in single else "this file is missing"
            fix = "Restore it from git, or copy it from another data folder"
            reader.lose(Problem(MISFIT, path, TOP, message, "Without it nothing can be planned.", fix))
