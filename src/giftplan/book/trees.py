"""Where files come from: one small interface for the disk, git's index and a git revision, and the disk itself."""

import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from giftplan.book.decoding import MAX_BYTES
from giftplan.book.kinds import FOLDERS

SUFFIXES = (".yaml", ".yml")
DEEPEST = 20
"""So many folders may lie inside each other: no record needs more than two."""


class UnreadableError(Exception):
    """A file is there and cannot be read; the message says why, in words that follow the file's name."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The YAML files of a tree, in order, and what could not even be looked into, with the reason.

    `letters` are what lies where the templates of our letters do.
    """

    files: tuple[str, ...]
    closed: tuple[tuple[str, str], ...] = ()
    letters: tuple[str, ...] = ()


class Tree(Protocol):
    """A data folder somewhere. Paths are relative to it, with '/' between their parts."""

    def __hash__(self) -> int:
        """Trees are told apart, so that what was read from one can be remembered."""

    def listing(self) -> Listing:
        """Every file that may be a record."""

    def read(self, path: str) -> bytes:
        """The file's bytes; raises `UnreadableError`."""


def is_record_file(name: str) -> bool:
    """Is it a YAML file of ours, and not an editor's or a hidden one?"""
    return name.lower().endswith(SUFFIXES) and not name.startswith((".", "#"))


_LEFT_BEHIND = ("~", ".bak", ".orig", ".rej", ".tmp", ".swp", ".swo")
_MEANT = re.compile(r"[a-z0-9-]*[a-z-][a-z0-9-]*|(?i:.*\.(txt|csv|json|y[a-z]{1,4} *|ya?ml\.docx?))", re.DOTALL)
"""No ending, that of another format in which records are kept, or a slip of .yaml."""


def is_meant(path: str) -> bool:
    """Was it most likely meant as a record, though nobody would read it under that name?

    A document or a picture beside the records is none; nor is what an editor or a merge leaves behind.
    """
    folder, slash, inside = path.partition("/")
    name = inside.rpartition("/")[2]
    is_ours = slash and folder in FOLDERS and not name.startswith((".", "#")) and not name.upper().startswith("README")
    return bool(is_ours and not name.endswith(_LEFT_BEHIND) and _MEANT.fullmatch(name))


_LETTER = re.compile(r"letters/(?!README)[^/.#][^/]*\.(md|markdown|txt)", re.IGNORECASE | re.DOTALL)


def is_letter(path: str) -> bool:
    """Is it the template of a letter, or was it meant as one?"""
    return _LETTER.fullmatch(path) is not None


_REASONS = {
    errno.EACCES: "may not be read: its permissions do not let us",
    errno.EPERM: "may not be read: its permissions do not let us",
    errno.ENOENT: "leads nowhere: the file it points to is not there",
    errno.ELOOP: "is a link that leads back to itself",
}


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, f"cannot be read: {error.strerror}")


class _Walk:
    """One look through a folder and those below it: what is a file of ours, and what could not be looked into."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.closed: list[tuple[str, str]] = []
        self.letters: list[str] = []
        self._seen: set[tuple[int, int]] = set()

    def look_into(self, folder: str, prefix: str) -> None:
        """`prefix` is what the names of its entries begin with."""
        try:
            place = os.stat(folder)  # noqa: PTH116 - a Path for each of thousands of entries costs a fifth of `check`
            if (place.st_dev, place.st_ino) in self._seen:
                return
            self._seen.add((place.st_dev, place.st_ino))
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError as error:
            self.closed.append((prefix.rstrip("/"), _reason(error)))
            return
        if prefix.count("/") > DEEPEST:
            self.closed.append((prefix.rstrip("/"), f"lies more than {DEEPEST} folders deep"))
            return
        for entry in sorted(entries, key=lambda entry: entry.is_symlink()):  # a folder is known by its own name first
            if entry.name.startswith("."):
                continue
            if is_record_file(entry.name):
                self.files.append(prefix + entry.name)
            else:
                self._other(entry, prefix)

    def _other(self, entry: "os.DirEntry[str]", prefix: str) -> None:
        """A folder, a file that is none of ours, or what should have been a folder of records and is not."""
        try:
            mode = os.stat(entry.path).st_mode  # noqa: PTH116 - as above
        except OSError as error:
            if "." not in entry.name:
                self.closed.append((prefix + entry.name, _reason(error)))
            return
        if stat.S_ISDIR(mode):
            self.look_into(entry.path, f"{prefix}{entry.name}/")
        elif is_meant(prefix + entry.name):
            self.files.append(prefix + entry.name)
        elif is_letter(prefix + entry.name):
            self.letters.append(prefix + entry.name)
        elif not prefix and entry.name in FOLDERS:
            self.closed.append((entry.name, "is a file, a device or a pipe, not a folder"))


@dataclass(frozen=True, slots=True)
class DiskTree:
    """The working files, as they are on the disk now."""

    root: Path

    def listing(self) -> Listing:
        walk = _Walk()
        walk.look_into(str(self.root), "")
        return Listing(tuple(sorted(walk.files)), tuple(sorted(walk.closed)), tuple(sorted(walk.letters)))

    def read(self, path: str) -> bytes:
        """Opened without waiting, and only where it is a regular file: a pipe or a device would never end."""
        try:
            handle = os.open(f"{self.root}/{path}", os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            raise UnreadableError(_reason(error)) from error
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                is_folder = stat.S_ISDIR(status.st_mode)
                raise UnreadableError("is a folder, not a file" if is_folder else "is a device or a pipe, not a file")
            return _read_up_to(handle, MAX_BYTES + 1)
        except OSError as error:
            raise UnreadableError(_reason(error)) from error
        finally:
            os.close(handle)


def _read_up_to(handle: int, most: int) -> bytes:
    """The file's bytes, but no more than it takes to see that there are too many."""
    data = os.read(handle, most)
    while 0 < len(data) < most and (more := os.read(handle, most - len(data))):
        data += more
    return data
