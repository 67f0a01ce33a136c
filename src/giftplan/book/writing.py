"""Files written whole or not at all: elsewhere first, flushed to the disk, then put into place."""

import errno
import os
import tempfile
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from giftplan.errors import CannotWorkError

_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
"""What a file system answers that knows no second name for a file."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that at any moment it is the old one or the new one.

    Keeps the mode of a file that is there, and writes through a link. Raises `CannotWorkError`.
    """
    try:
        if _is_there(path) and not path.is_file():
            _into(path, data)
        else:
            _replace(Path(os.path.realpath(path)), data)
    except OSError as error:
        raise CannotWorkError(f"{path} cannot be written: {error.strerror}") from error


def rewrite(root: Path, name: str, data: bytes) -> None:
    """Write a record that is there, as `write_whole` does. Raises `CannotWorkError` where a link leads it elsewhere."""
    _stay_inside(root, Path(os.path.realpath(root / name)).parent)
    write_whole(root / name, data)


def create(root: Path, names: Iterable[str], data: bytes) -> str:
    """Write a new record under the first of these names that is free, and return it: whole, or not at all.

    `names` are paths inside the data folder `root`. Nothing that is there is ever written over, whoever writes at the
    same time. Raises `CannotWorkError`, also where a link would lead out of the data folder.
    """
    for name in names:
        path = root / name
        try:
            _stay_inside(root, path.parent)
            path.parent.mkdir(parents=True, exist_ok=True)
            if _is_created(path, data):
                return name
        except OSError as error:
            raise CannotWorkError(f"{path} cannot be written: {error.strerror}") from error
    raise CannotWorkError(f"{path} is there already: nothing was written over it")


def _stay_inside(root: Path, folder: Path) -> None:
    real, top = Path(os.path.realpath(folder)), Path(os.path.realpath(root))
    if not real.is_relative_to(top) or ".git" in real.relative_to(top).parts:
        raise CannotWorkError(f"{folder} leads out of the data folder, to {real}: nothing is written there")


def _is_created(path: Path, data: bytes) -> bool:
    """Was it created? Not where something has that name already."""
    with _elsewhere(path.parent, data) as finished:
        finished.chmod(0o666 & ~_umask())
        try:
            os.link(finished, path)
        except FileExistsError:
            return False
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            return _is_claimed(finished, path)
    return True


def _is_claimed(finished: Path, path: Path) -> bool:
    """The same where files have one name only: the name is taken first, and filled at once."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    finished.replace(path)
    return True


def _is_there(path: Path) -> bool:
    """Does something stand there? A link that leads nowhere yet is written through; one back to itself raises."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    return True


def _into(device: Path, data: bytes) -> None:
    """A device or a pipe is not replaced but written to."""
    with device.open("wb") as stream:
        stream.write(data)


def _replace(target: Path, data: bytes) -> None:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    with _elsewhere(target.parent, data) as finished:
        finished.chmod(mode)
        finished.replace(target)


@contextmanager
def _elsewhere(folder: Path, data: bytes) -> Iterator[Path]:
    """The data in a file that nobody looks at, safe on the disk; it is gone afterwards, unless it got another name."""
    handle, name = _temporary(folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _temporary(folder: Path) -> tuple[int, str]:
    """Where git keeps its own files, if it does: what a kill leaves there neither git nor `check` ever sees."""
    prefix = ".giftplan-"
    kept = _git_folder(folder)
    if kept is not None:
        try:
            return tempfile.mkstemp(prefix=prefix, dir=kept)
        except OSError:  # not ours to write to: beside the file then
            pass
    return tempfile.mkstemp(prefix=prefix, dir=folder)


def _git_folder(folder: Path) -> Path | None:
    """git's own folder for the repository around this one, on the same disk; in a work tree a file names it."""
    real = Path(os.path.realpath(folder))
    for above in (real, *real.parents):
        found = above / ".git"
        if found.is_file():
            named = found.read_text(encoding="utf-8", errors="surrogateescape").strip().removeprefix("gitdir: ")
            found = above / named
        if found.is_dir():
            return found if found.stat().st_dev == real.stat().st_dev else None
    return None


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
