"""Where files come from: the disk, git's index, a git revision. One small interface for all three."""

import errno
import os
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Protocol

from giftplan.book.decoding import MAX_BYTES
from giftplan.errors import CannotWorkError

SUFFIXES = (".yaml", ".yml")


class UnreadableError(Exception):
    """A file is there and cannot be read; the message says why, in words that follow the file's name."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The YAML files of a tree, in order, and what could not even be looked into, with the reason."""

    files: tuple[str, ...]
    closed: tuple[tuple[str, str], ...] = ()


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


_REASONS = {
    errno.EACCES: "may not be read: its permissions do not let us",
    errno.EPERM: "may not be read: its permissions do not let us",
    errno.ENOENT: "leads nowhere: the file it points to is not there",
    errno.ELOOP: "is a link that leads back to itself",
}


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, f"cannot be read: {error.strerror}")


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads back to itself, and is no record file: nothing of ours
        return False


@dataclass(frozen=True, slots=True)
class DiskTree:
    """The working files, as they are on the disk now."""

    root: Path

    def listing(self) -> Listing:
        files: list[str] = []
        closed: list[tuple[str, str]] = []
        self._look_into(str(self.root), "", set(), files, closed)
        return Listing(tuple(sorted(files)), tuple(sorted(closed)))

    def _look_into(
        self,
        folder: str,
        prefix: str,
        seen: set[tuple[int, int]],
        files: list[str],
        closed: list[tuple[str, str]],
    ) -> None:
        try:
            place = os.stat(folder)  # noqa: PTH116 - a Path for each of thousands of entries costs a fifth of `check`
            if (place.st_dev, place.st_ino) in seen:
                return
            seen.add((place.st_dev, place.st_ino))
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError as error:
            closed.append((prefix.rstrip("/"), _reason(error)))
            return
        for entry in entries:
            name = prefix + entry.name
            if entry.name.startswith("."):
                continue
            if is_record_file(entry.name):
                files.append(name)
            elif _is_folder(entry):
                self._look_into(entry.path, name + "/", seen, files, closed)

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


def _of_no_hook() -> dict[str, str]:
    """The environment without what git tells its hooks: asked from a folder below, it would take that for the top.

    The index that is about to be committed stays, as the one thing that a hook is about.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    if index := kept.get("GIT_INDEX_FILE"):
        kept["GIT_INDEX_FILE"] = str(Path(index).absolute())
    return kept


_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_COMMON_DIR"})


def git(folder: Path, *arguments: str, asked: bytes = b"") -> bytes:
    """What `git` prints for these arguments and input in that folder; raises `CannotWorkError` where it fails."""
    if not folder.is_dir():
        raise CannotWorkError(f"there is no folder {folder}")
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, env=_of_no_hook(), input=asked, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise CannotWorkError("git is not installed, or not on the path: install it and try again") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise CannotWorkError(f"git {arguments[0]} failed in {folder}: {said or 'it gave no reason'}")
    return done.stdout


_NOT_FILES = {
    "120000": "is a link, of which git keeps only the name: put the files themselves there",
    "160000": "is another repository, of which git keeps only a number: put the files themselves there",
}


@dataclass(eq=False)
class GitTree:
    """The data folder as git holds it: in the index (`revision` is None), or in a revision."""

    root: Path
    """The data folder on the disk; it need not be there any more."""
    revision: str | None = None
    _objects: dict[str, str] = field(default_factory=dict, init=False)
    _odd: dict[str, str] = field(default_factory=dict, init=False)
    _contents: dict[str, bytes] = field(default_factory=dict, init=False)

    def listing(self) -> Listing:
        self._objects, self._odd = {}, {}
        closed: list[tuple[str, str]] = []
        for mode, blob, stage, path in self._entries():
            if any(part.startswith(".") for part in path.split("/")):
                continue
            reason = "is in conflict: settle it and add it again" if stage != "0" else _NOT_FILES.get(mode)
            if not is_record_file(path.rsplit("/", 1)[-1]):
                if mode in _NOT_FILES and "." not in path.rsplit("/", 1)[-1]:
                    closed.append((path, _NOT_FILES[mode]))
                continue
            self._objects[path] = blob
            if reason:
                self._odd[path] = reason
        self._contents = self._fetch(sorted({blob for path, blob in self._objects.items() if path not in self._odd}))
        return Listing(tuple(sorted(self._objects)), tuple(sorted(closed)))

    def read(self, path: str) -> bytes:
        if path in self._odd:
            raise UnreadableError(self._odd[path])
        return self._contents[self._objects[path]]

    @property
    def _here(self) -> tuple[Path, str]:
        """Where git is asked, and what its paths begin with there."""
        return (self.root, "") if self.root.is_dir() else (self.root.parent, f"{self.root.name}/")

    def _entries(self) -> Iterator[tuple[str, str, str, str]]:
        """Mode, object, merge stage and path of every entry below the data folder."""
        here, prefix = self._here
        below = ("--", prefix) if prefix else ()
        if self.revision is None:
            lines = git(here, "ls-files", "-s", "-z", *below)
        else:
            lines = git(here, "ls-tree", "-r", "-z", self._commit(here, self.revision), *below)
        for line in filter(None, lines.split(b"\0")):
            facts, path = line.split(b"\t", 1)
            mode, *rest = facts.decode("ascii").split(" ")
            blob, stage = (rest[0], rest[1]) if self.revision is None else (rest[1], "0")
            yield mode, blob, stage, os.fsdecode(path).removeprefix(prefix)

    def _commit(self, here: Path, revision: str) -> str:
        """The revision's own number: a name that begins with a hyphen is no option of ours."""
        try:
            found = git(here, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        except CannotWorkError as error:
            git(here, "rev-parse", "--git-dir")
            raise CannotWorkError(f"git knows no revision '{revision}' in {here}: git log shows them") from error
        return found.decode("ascii").strip()

    def _fetch(self, blobs: list[str]) -> dict[str, bytes]:
        """All contents in one call of `git cat-file --batch`."""
        asked = "".join(f"{blob}\n" for blob in blobs).encode("ascii")
        answer = git(self._here[0], "cat-file", "--batch", asked=asked)
        contents: dict[str, bytes] = {}
        at = 0
        for blob in blobs:
            end = answer.index(b"\n", at)
            header = answer[at:end].split(b" ")
            if header[1] == b"missing":
                raise CannotWorkError(f"git lacks the object {blob}: fetch the whole history and try again")
            size = int(header[2])
            contents[blob] = answer[end + 1 : end + 1 + size]
            at = end + size + 2
        return contents
