"""What git's history still holds of files and of names."""

import os
import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from giftplan.book.decoding import MAX_BYTES
from giftplan.book.git import git

_COMMIT = "\x01"


@dataclass(frozen=True, slots=True)
class Traces:
    """The commits that hold something, and the files, as the top of the repository sees them.

    `prefix` is what the data folder's files begin with there.
    """

    prefix: str
    commits: int
    files: tuple[str, ...]
    bearing: tuple[str, ...] = ()
    """Files of any time whose own name is, or ends with, the id that goes: also those that are deleted by now."""


def traces_of(root: Path, paths: Iterable[str], names: Iterable[str], bearer: str | None = None) -> Traces | None:
    """The history of these files of a data folder, of every text with one of these names in it, and of files that
    were called after `bearer`, an id.

    None outside a repository. Raises `CannotWorkError` where git fails.
    """
    real = Path(os.path.realpath(root))
    if not any((folder / ".git").exists() for folder in (real, *real.parents)):
        return None
    prefix = os.fsdecode(git(real, "rev-parse", "--show-prefix")).rstrip("\n")
    commits: set[str] = set()
    files: set[str] = set()
    bearing = _called(real, bearer) if bearer else ()
    for asked in (("--", *paths), *((f"-S{name}",) for name in names), *((("--", *bearing),) if bearing else ())):
        commit = ""
        told = git(real, "-c", "core.quotepath=off", "log", "--all", f"--format={_COMMIT}%H", "--name-only", *asked)
        for line in os.fsdecode(told).split("\n"):
            if line.startswith(_COMMIT):
                commit = line
                commits.add(commit)
            elif line:
                files.add(line)
    return Traces(prefix, len(commits), tuple(sorted(files)), tuple(prefix + path for path in bearing))


def texts_elsewhere(root: Path) -> Iterator[tuple[str, str]]:
    """The texts of the repository that are not the data folder's, as they lie on the disk, with their paths from it.

    None outside a repository. Raises `CannotWorkError` where git fails.
    """
    real = Path(os.path.realpath(root))
    if not any((folder / ".git").exists() for folder in (real, *real.parents)):
        return
    top = Path(os.fsdecode(git(real, "rev-parse", "--show-toplevel")[:-1]))
    for name in os.fsdecode(git(top, "ls-files", "-z")).split("\0"):
        file = top / name
        if name and not file.is_relative_to(real) and file.is_file() and file.stat().st_size <= MAX_BYTES:
            try:
                yield Path(os.path.relpath(file, real)).as_posix(), file.read_text(encoding="utf-8")
            except UnicodeDecodeError:  # a picture, or a table of another program
                continue


def _called(root: Path, bearer: str) -> tuple[str, ...]:
    """The data folder's files of any time that have that id in their name."""
    told = git(root, "-c", "core.quotepath=off", "log", "--all", "--relative", "--format=", "--name-only", "--", ".")
    own = re.compile(rf"(partners/|gifts/\d{{4}}/[\d-]+-){re.escape(bearer)}(-\d+)?\.ya?ml")
    return tuple(sorted({path for path in os.fsdecode(told).split("\n") if own.fullmatch(path)}))
