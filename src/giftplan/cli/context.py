"""What a command works with: the day, the data folder, and where its answer goes."""

import os
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from pathlib import Path

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.suggest import as_clause
from giftplan.book.suggest import did_you_mean
from giftplan.book.trees import SUFFIXES
from giftplan.book.trees import DiskTree
from giftplan.book.trees import is_letter
from giftplan.book.trees import is_meant
from giftplan.book.trees import is_record_file
from giftplan.book.writing import write_whole
from giftplan.cli import terminal
from giftplan.cli.telling import tell
from giftplan.errors import CannotWorkError
from giftplan.errors import UsageError
from giftplan.output.screen.line import Line

DATA = "data"
FIRST_PLAN_YEAR = 2000
LAST_PLAN_YEAR = 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Where a command's answer goes."""

    output: str
    color: str
    quiet: bool

    @property
    def to_file(self) -> bool:
        """Does the answer go to a file?"""
        return self.output != "-"

    @property
    def width(self) -> int | None:
        """The columns of the terminal that shows the answer; None where it goes to a file or a pipe."""
        return None if self.to_file else terminal.width()

    def show(self, lines: Iterable[Line]) -> None:
        """Answer with a screen."""
        if self.to_file:
            from giftplan.output.screen.line import plain

            terminal.write_file(self.output, plain(lines))
        else:
            terminal.show(lines, self.color)

    def write(self, text: str) -> None:
        """Answer with a format for programs."""
        if self.to_file:
            terminal.write_file(self.output, text)
        else:
            terminal.write(text)

    def write_bytes(self, data: bytes) -> None:
        """Answer with a format that is no text. Raises `UsageError` where a terminal would get it."""
        if self.to_file:
            write_whole(Path(self.output), data)
        else:
            terminal.write_bytes(data)

    def note(self, text: str) -> None:
        """Say something beside the answer."""
        if not self.quiet:
            tell(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context(Answer):
    """One call of a command that works with a data folder."""

    as_of: date
    root: Path

    def book(self, whole: bool = True) -> Book:
        """The data folder's records, as they are on the disk."""
        return load(DiskTree(self.root), whole)

    def to(self, output: str) -> "Context":
        """The same call with its answer in a file. Raises `UsageError` where a record would be written over."""
        spare_records(self.root, output)
        return replace(self, output=output, quiet=False)

    @property
    def folder(self) -> str:
        """The data folder as it can be opened from here; one that is elsewhere has its name alone."""
        return _from_here(self.root)

    @property
    def folder_in_repository(self) -> str:
        """The data folder as the top of its repository sees it; as `folder` where it is in none."""
        real = Path(os.path.realpath(self.root))
        top = next((folder for folder in (real, *real.parents) if (folder / ".git").exists()), None)
        return self.folder if top is None else real.relative_to(top).as_posix()

    def shown(self, path: str) -> str:
        """A path of the data folder as it can be opened from here; elsewhere it begins with the folder's name."""
        return os.path.normpath(f"{self.folder}/{path}") if path.startswith("../") else f"{self.folder}/{path}"


def answer(output: str = "-", color: str = "auto", quiet: bool = False) -> Answer:
    """Where the answer of a command goes that needs no data."""
    if color not in terminal.COLORS:
        raise UsageError(f"--color '{color}': write one of {', '.join(terminal.COLORS)}")
    if not output.strip():
        raise UsageError("--output names no file: write one, or leave the option out")
    return Answer(output=output, color=color, quiet=quiet)


def context(
    data: Path | None = None,
    as_of: str | None = None,
    output: str = "-",
    color: str = "auto",
    quiet: bool = False,
    find: Callable[[Path | None], Path] | None = None,
) -> Context:
    """Reads the clock, once, and finds the data folder: on the disk, or as `find` does."""
    goes = answer(output, color, quiet)
    today = datetime.now().date()  # noqa: DTZ005 - the day on the calendar of the person who asks
    day = today if as_of is None else read_day(as_of, "--as-of")
    root = (find or find_data)(data)
    spare_records(root, goes.output)
    return Context(as_of=day, root=root, output=goes.output, color=goes.color, quiet=goes.quiet)


def spare_records(root: Path, output: str) -> None:
    """Raises `UsageError` where an answer would take the place of a record."""
    if output == "-":
        return
    target, real = Path(os.path.realpath(output)), Path(os.path.realpath(root))
    if not target.is_relative_to(real):
        return
    inside = target.relative_to(real).as_posix()
    if is_record_file(target.name) or is_meant(inside) or is_letter(inside):
        raise UsageError(f"an answer in {output} would be read as a record: name a file outside the data folder")


def read_day(text: str, what: str) -> date:
    """A day given on the command line."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise UsageError(f"{what} '{text}' is no day of the calendar: write one as 2026-01-05")
    if not FIRST_PLAN_YEAR <= day.year <= LAST_PLAN_YEAR:
        raise UsageError(f"{what} '{text}' is too far away: write a day from {FIRST_PLAN_YEAR} to {LAST_PLAN_YEAR}")
    return day


def read_year(text: str) -> int:
    """A year given on the command line."""
    if not (len(text) == 4 and text.isascii() and text.isdigit() and FIRST_PLAN_YEAR <= int(text) <= LAST_PLAN_YEAR):
        raise UsageError(
            f"'{text}' is not a year: write four digits, as in 2026 ({FIRST_PLAN_YEAR} to {LAST_PLAN_YEAR})"
        )
    return int(text)


def choose(text: str, known: Iterable[str], what: str) -> str:
    """One of the words that an option takes."""
    choices = list(known)
    if text not in choices:
        hint = did_you_mean(text, choices, f"write one of {', '.join(choices)}")
        raise UsageError(f"{what} '{text}': {as_clause(hint)}")
    return text


def find_data(given: Path | None, is_data: Callable[[Path], bool] | None = None) -> Path:
    """The folder that holds settings.yaml: the one given, else the first `data/` on the way up.

    `is_data` says of a folder whether it is one; without it, what lies on the disk does.
    """
    is_data = is_data or has_settings
    if given is not None:
        return _given(given, is_data)
    try:
        here = Path.cwd()
    except FileNotFoundError as error:
        raise CannotWorkError("the folder you are in is gone: go to another one, or use --data") from error
    for folder in (here, *here.parents):
        if is_data(folder / DATA):
            return folder / DATA
    raise CannotWorkError(
        f"no {DATA}/settings.yaml here or in any folder above ({here}): go into your giftplan folder, or name it "
        "with --data DIR"
    )


def _given(folder: Path, is_data: Callable[[Path], bool]) -> Path:
    if is_data(folder):
        return folder.absolute()
    if not folder.is_dir():
        raise CannotWorkError(f"--data {folder}: there is no such folder")
    hint = f"did you mean --data {folder / DATA}?" if is_data(folder / DATA) else "it is no data folder"
    raise CannotWorkError(f"--data {folder}: no settings.yaml in it; {hint}")


def has_settings(folder: Path) -> bool:
    """Do settings lie in it, on the disk?"""
    return any(os.path.lexists(folder / f"settings{suffix}") for suffix in SUFFIXES)


def _from_here(root: Path) -> str:
    """How paths of the data begin: as they can be opened from here; for a folder elsewhere, with its name."""
    try:
        here = Path.cwd()
    except FileNotFoundError:  # a folder that is gone
        return root.name
    if root in (here, *here.parents):
        return root.name
    if root.is_relative_to(here):
        return root.relative_to(here).as_posix()
    return Path(os.path.relpath(root, here)).as_posix() if root.parent in here.parents else root.name
