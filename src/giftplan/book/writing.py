"""Files written whole or not at all: beside, flushed to the disk, then renamed into place."""

import os
import tempfile
from pathlib import Path

from giftplan.errors import CannotWorkError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that at any moment it is the old one or the new one.

    Keeps the mode of a file that is there, and writes through a link. Raises `CannotWorkError`.
    """
    try:
        if _is_there(path) and not path.is_file():
            _into(path, data)
        else:
            _beside(Path(os.path.realpath(path)), data)
    except OSError as error:
        raise CannotWorkError(f"{path} cannot be written: {error.strerror}") from error


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


def _beside(target: Path, data: bytes) -> None:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=".giftplan-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
