"""git, called as a program: its environment, its words where it fails, and the contents of many objects at once."""

import os
import subprocess
import tempfile
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from giftplan.errors import CannotWorkError

_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_COMMON_DIR"})


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
                ["git", *arguments], cwd=folder, env=_of_no_hook(), stdin=asked, stdout=subprocess.PIPE, stderr=said
            )
        except OSError as error:
            raise CannotWorkError("git is not installed, or not on the path: install it and try again") from error
        with process:
            yield process
        if process.returncode != 0:
            said.seek(0)
            why = " ".join(said.read().decode("utf-8", "replace").split()).removeprefix("fatal: ")
            raise CannotWorkError(f"git {arguments[0]} failed in {folder}: {why or 'it gave no reason'}")


def _of_no_hook() -> dict[str, str]:
    """The environment without what git tells its hooks: asked from a folder below, it would take that for the top.

    The index that is about to be committed stays, as the one thing that a hook is about.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    if index := kept.get("GIT_INDEX_FILE"):
        kept["GIT_INDEX_FILE"] = str(Path(index).absolute())
    return kept
