"""Files written whole or not at all: beside, flushed to the disk, then renamed into place."""

import os
import tempfile
from pathlib import Path

from giftplan.errors import CannotWorkError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that at any moment it is the old one or the new one.

    Keeps the mode of a file that is there, and writes through a link. Raises `CannotWorkError`.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            _into(target, data)
        else:
            _beside(target, data)
    except OSError as error:
        raise CannotWorkError(f"{path} cannot be written: {error.strerror}") from error


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
