"""Many files written as one: every one of them, or none."""

import os
import shutil
import tempfile
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path

from giftplan.book.writing import create
from giftplan.book.writing import rewrite
from giftplan.errors import CannotWorkError
from giftplan.errors import GiftplanError

Undo = list[Callable[[], object]]


def found_folder(top: Path, name: str, files: Mapping[str, bytes], around: Mapping[str, bytes]) -> None:
    """Write a new folder `name` in `top` and some files around it, where nothing is yet.

    The folder is made elsewhere and put into place last, whole: whatever happens, nobody meets half of it. Raises
    `CannotWorkError`; then, and after Ctrl-C, what was written is gone again.
    """
    with _all_or_nothing(top) as undo:
        _make_folder(top, undo)
        made = Path(tempfile.mkdtemp(prefix=".giftplan-", dir=top))
        undo.append(lambda: shutil.rmtree(made, ignore_errors=True))
        for path, data in files.items():
            _write_new(made / name / path, data)
        for path, data in around.items():
            _make_folder((top / path).parent, undo)
            _stay_inside(top, top / path)
            _write_new(top / path, data)
            undo.append((top / path).unlink)
        undo.append(lambda: (made / name).exists() or (top / name).rename(made / name))
        (made / name).rename(top / name)  # over an empty folder of that name; one with something in it refuses
    made.rmdir()


def write_all(root: Path, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    """Write some files of a data folder, those of `before` over what they were: all of them, or none."""
    with _all_or_nothing(root) as undo:
        for path, data in files.items():
            if path in before:
                undo.append(_rewriting(root, path, before[path]))
                rewrite(root, path, data)
            else:
                _make_folder((root / path).parent, undo)
                create(root, [path], data)
                undo.append((root / path).unlink)


def _rewriting(root: Path, path: str, data: bytes) -> Callable[[], object]:
    return lambda: rewrite(root, path, data)


@contextmanager
def _all_or_nothing(top: Path) -> Iterator[Undo]:
    undo: Undo = []
    try:
        yield undo
    except BaseException as error:
        for step in reversed(undo):
            _undone(step)
        if isinstance(error, OSError):
            place = error.filename or top
            raise CannotWorkError(f"{place} cannot be written: {error.strerror}; nothing is left of it") from error
        raise


def _undone(step: Callable[[], object]) -> None:
    """What cannot be taken back must not keep the rest from it."""
    try:
        step()
    except (OSError, GiftplanError):
        return


def _make_folder(folder: Path, undo: Undo) -> None:
    """The folder and those above it that are not there, each of which goes again."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir()
        undo.append(one.rmdir)


def _stay_inside(top: Path, path: Path) -> None:
    real = Path(os.path.realpath(path.parent))
    if not real.is_relative_to(os.path.realpath(top)):
        raise CannotWorkError(f"{path.parent} leads elsewhere, to {real}: nothing is written there")


def _write_new(path: Path, data: bytes) -> None:
    """Where nothing is; half of it goes again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        try:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        except BaseException:
            path.unlink()
            raise
