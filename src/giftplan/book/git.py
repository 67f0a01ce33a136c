"""git, called as a program: its environment, its words where it fails, and the contents of many objects at once."""

import os
import subprocess
import tempfile
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO
from typing import NamedTuple

from giftplan.errors import CannotWorkError


def git(folder: Path, *arguments: str) -> bytes:
    """What `git` prints for these arguments in that folder; raises `CannotWorkError` where it fails."""
    with _running(folder, arguments, subprocess.DEVNULL) as process:
        return process.stdout.read() if process.stdout else b""


def contents(folder: Path, objects: Iterable[str], most: int) -> dict[str, bytes]:
    """Each object with its bytes, no more than `most` of them, from one `git cat-file --batch`."""
    wanted = list(objects)
    with tempfile.TemporaryFile() as asked:  # a pipe would be full before the first answer is read
        asked.write("".join(f"{name}\n" for name in wanted).encode("ascii"))
        asked.seek(0)
        with _running(folder, ("cat-file", "--batch"), asked) as process:
            assert process.stdout is not None
            return {name: _content(process.stdout, name, most) for name in wanted}


def _content(stream: IO[bytes], name: str, most: int) -> bytes:
    header = stream.readline().split()
    if len(header) != 3:
        raise CannotWorkError(f"git lacks the object {name}: fetch the whole history and try again")
    size = int(header[2])
    content = stream.read(min(size, most))
    rest = size - len(content) + len(b"\n")
    while rest > 0 and (passed := stream.read(min(rest, 1_000_000))):
        rest -= len(passed)
    return content


@contextmanager
def _running(folder: Path, arguments: tuple[str, ...], asked: IO[bytes] | int) -> Iterator["subprocess.Popen[bytes]"]:
    if not folder.is_dir():
        raise CannotWorkError(f"there is no folder {folder}")
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(
                ["git", *arguments],
                cwd=folder,
                env=_environment(folder),
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=said,
            )
        except OSError as error:
            raise CannotWorkError("git is not installed, or not on the path: install it and try again") from error
        with process:
            yield process
        if process.returncode != 0:
            said.seek(0)
            why = " ".join(said.read().decode("utf-8", "replace").split()).removeprefix("fatal: ")
            raise CannotWorkError(f"git {arguments[0]} failed in {folder}: {why or 'it gave no reason'}")


def _environment(folder: Path) -> dict[str, str]:
    """The environment in which git is asked from a folder: names of files mean themselves alone."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    told = tuple((name, os.environ[name]) for name in _OF_A_HOOK if name in os.environ)
    return kept | {"GIT_LITERAL_PATHSPECS": "1"} | (_of_hook(folder, told) if told else {})


_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_INDEX_FILE")


class _Repository(NamedTuple):
    """Where git keeps what it knows, and the top of the files that it is about."""

    git_dir: Path
    top: Path


@lru_cache(maxsize=8)
def _of_hook(folder: Path, told: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """What git tells a hook in its environment, as far as it speaks of that folder's repository.

    Handed on as it is, a path in it would be looked for below the folder, the folder taken for the top, and the index
    of one repository read with the objects of another.
    """
    variables = dict(told)
    named, found = _repository(Path(), variables), _repository(folder, {})
    if named is None:
        return {}
    staged = variables.get("GIT_INDEX_FILE")
    index = {"GIT_INDEX_FILE": str(Path(staged).absolute())} if staged else {}
    if found and named.git_dir == found.git_dir:
        return index
    is_its_own = Path(os.path.realpath(folder)).is_relative_to(named.top)
    if is_its_own and (found is None or named.top.is_relative_to(found.top)):
        return {"GIT_DIR": str(named.git_dir), "GIT_WORK_TREE": str(named.top), **index}
    return {}


def _repository(folder: Path, variables: dict[str, str]) -> _Repository | None:
    """The repository in which git finds itself there; None where in none."""
    own = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    command = ["git", "rev-parse", "--absolute-git-dir", "--show-toplevel"]
    try:
        done = subprocess.run(command, cwd=folder, env=own | variables, capture_output=True, check=False)
    except OSError:  # no such folder, or no git: whoever asks git for more is told
        return None
    lines = os.fsdecode(done.stdout).split("\n")
    return _Repository(Path(lines[0]), Path(lines[1])) if done.returncode == 0 else None
