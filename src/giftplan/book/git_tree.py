"""The files that git holds: what is about to be committed, or what a revision has."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from giftplan.book.commits import named_commit
from giftplan.book.decoding import MAX_BYTES
from giftplan.book.git import contents
from giftplan.book.git import git
from giftplan.book.kinds import FOLDERS
from giftplan.book.trees import SUFFIXES
from giftplan.book.trees import Listing
from giftplan.book.trees import UnreadableError
from giftplan.book.trees import is_letter
from giftplan.book.trees import is_meant
from giftplan.book.trees import is_record_file
from giftplan.errors import CannotWorkError

_NOT_FILES = {
    "120000": "is a link, of which git keeps only the name: put the files themselves there",
    "160000": "is another repository, of which git keeps only a number: put the files themselves there",
}
_NOTHING = frozenset(
    {
        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
    }
)
"""The names of a file without a byte, in either kind of repository; `git add -N` writes down such a one."""


def staged_data_folders(here: Path) -> frozenset[Path]:
    """Every folder whose settings git would commit, or has. Raises `CannotWorkError` outside a repository."""
    try:
        top = Path(os.fsdecode(git(here, "rev-parse", "--show-toplevel")[:-1]))
    except CannotWorkError as error:
        raise CannotWorkError(f"--staged asks git what is about to be committed: {error}") from error
    wanted = {f"settings{suffix}" for suffix in SUFFIXES}
    paths = (Path(os.fsdecode(path)) for path in git(top, "ls-files", "-z").split(b"\0"))
    return frozenset(top / path.parent for path in paths if path.name in wanted)


def data_folders_at(here: Path, revision: str) -> tuple[Path, ...]:
    """Every folder of a revision in which settings lie beside partners."""
    top = Path(os.fsdecode(git(here, "rev-parse", "--show-toplevel")[:-1]))
    listed = git(top, "ls-tree", "-r", "-z", "--name-only", "--full-tree", revision).split(b"\0")
    paths = {Path(os.fsdecode(path)) for path in listed if path}
    wanted = {f"settings{suffix}" for suffix in SUFFIXES}
    folders = {path.parent for path in paths if path.name in wanted}
    partners = {path.parent.parent for path in paths if path.parent.name == "partners"}
    return tuple(top / folder for folder in sorted(folders & partners))


def left_out_of_checkout(root: Path) -> int:
    """How many files of the data folder git holds, and was told not to put on the disk."""
    return sum(entry.startswith(b"S ") for entry in git(root, "ls-files", "-t", "-z").split(b"\0"))


_IN_CONFLICT = "is in conflict: settle it and add it again"


def _no_folder(path: str, mode: str) -> str | None:
    """Why what may have been meant as a folder of records is none; None where it is a file that is none of ours."""
    if path in FOLDERS:
        return _NOT_FILES.get(mode, "is a file, not a folder")
    return None if "." in path.rsplit("/", 1)[-1] else _NOT_FILES.get(mode)


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
            is_file = mode not in _NOT_FILES
            if is_record_file(path.rsplit("/", 1)[-1]) or (is_file and is_meant(path)) or is_letter(path):
                self._objects[path] = blob
                if reason := _IN_CONFLICT if stage != "0" else _NOT_FILES.get(mode):
                    self._odd[path] = reason
            elif reason := _no_folder(path, mode):
                closed.append((path, reason))
        self._forget_announced()
        wanted = sorted({blob for path, blob in self._objects.items() if path not in self._odd})
        self._contents = contents(self._here[0], wanted, MAX_BYTES + 1)
        every = sorted(self._objects)
        letters = tuple(path for path in every if is_letter(path))
        return Listing(tuple(path for path in every if path not in letters), tuple(sorted(closed)), letters)

    def read(self, path: str) -> bytes:
        if path in self._odd:
            raise UnreadableError(self._odd[path])
        return self._contents[self._objects[path]]

    def changed(self, since: str | None = None) -> frozenset[str]:
        """The files of the index that the next commit adds or changes; or that are others than in a revision."""
        here, prefix = self._here
        base = [named_commit(here, since)] if since else []
        how = ("--cached", "--name-only", "--no-renames", "--diff-filter=d", "--relative", "-z")
        listed = git(here, "diff", *how, *base)
        names = (os.fsdecode(path) for path in listed.split(b"\0"))
        return frozenset(name.removeprefix(prefix) for name in names if name and name.startswith(prefix))

    def _forget_announced(self) -> None:
        """Leave out what was only announced (`git add -N`): the index names it, and no commit will hold it."""
        empty = {path for path, blob in self._objects.items() if blob in _NOTHING}
        if self.revision is None and empty:
            for path in empty - self.changed() - self._committed():
                del self._objects[path]

    def _committed(self) -> set[str]:
        """Every path that the last commit has; none where there is no commit."""
        last = GitTree(self.root, "HEAD")
        try:
            return {path for _, _, _, path in last._entries()}
        except CannotWorkError:
            return set()

    @property
    def _here(self) -> tuple[Path, str]:
        """Where git is asked, and what its paths begin with there."""
        there = next(folder for folder in (self.root, *self.root.parents) if folder.is_dir())
        return there, f"{self.root.relative_to(there).as_posix()}/".removeprefix("./")

    def _entries(self) -> Iterator[tuple[str, str, str, str]]:
        """Mode, object, merge stage and path of every entry below the data folder."""
        here, prefix = self._here
        below = ("--", prefix) if prefix else ()
        if self.revision is None:
            lines = git(here, "ls-files", "-s", "-z", *below)
        else:
            lines = git(here, "ls-tree", "-r", "-z", named_commit(here, self.revision), *below)
        for line in filter(None, lines.split(b"\0")):
            facts, path = line.split(b"\t", 1)
            mode, *rest = facts.decode("ascii").split(" ")
            blob, stage = (rest[0], rest[1]) if self.revision is None else (rest[1], "0")
            yield mode, blob, stage, os.fsdecode(path).removeprefix(prefix)
