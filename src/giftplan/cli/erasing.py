"""How an erasure is written: in an order in which a stop at any moment loses nothing, and a second run goes on."""

import os
import signal
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from giftplan.book.texts import MARK
from giftplan.book.texts import Texts
from giftplan.book.writing import create
from giftplan.book.writing import write_whole
from giftplan.errors import CannotWorkError
from giftplan.reports.erasure import Erasure
from giftplan.reports.unfinished import marked

Step = Callable[[], None]


def texts_after(root: Path, erasure: Erasure, texts: Texts) -> Iterator[tuple[str, str]]:
    """Every text of the data folder, letters and notes among them, as it is once the erasure is written."""
    changed = {change.path: change for change in erasure.changes}
    for path, text in texts.every(root):
        yield (changed[path].to, changed[path].after) if path in changed else (path, text)


def write(root: Path, erasure: Erasure, texts: Texts) -> None:
    """Write an erasure. Raises `CannotWorkError` where a file cannot be written; the same command then goes on."""
    _refuse_changed(erasure, texts.again())
    steps = list(steps_of(root, erasure, texts))
    done = 0
    with _uninterrupted():
        for step in steps:
            try:
                step()
            except (CannotWorkError, OSError) as error:
                if done == 0:
                    raise
                again = f"{done} of {len(steps)} steps are done: run the same command again to finish"
                raise CannotWorkError(f"{error}; {again}") from error
            done += 1


def _refuse_changed(erasure: Erasure, now: Texts) -> None:
    """Raises `CannotWorkError` where somebody has written to a file since it was read: a question may wait long."""
    for change in erasure.changes:
        if now(change.path) != change.before:
            raise CannotWorkError(f"{change.path} was changed meanwhile, and nothing is written: run it again")


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until every file is written: half of an erasure is none."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def steps_of(root: Path, erasure: Erasure, texts: Texts) -> Iterator[Step]:
    """What says who is who stands on the disk before the first gift changes, and until the last one has.

    Of a whole partner a copy is made under the new id, so that its gifts always lead somewhere.
    """
    own = erasure.own
    if erasure.identity.is_whole or any(change.path != own.path for change in erasure.changes):
        begun = marked(own.after, erasure.begun)
        is_new = own.is_moved and not os.path.lexists(root / own.to)
        yield (_Creating if is_new else _Writing)(root, own.to, begun, own.path in texts.with_mark)
    for change in erasure.others:
        if change.before != change.after:
            yield _Writing(root, change.path, change.after, change.path in texts.with_mark)
        if change.is_moved:
            yield _Moving(root / change.path, root / change.to, over=False)
    yield _Writing(root, own.path, own.after, own.path in texts.with_mark)
    if own.is_moved:
        yield _Moving(root / own.path, root / own.to, over=True)


class _Writing:
    """One file gets another text."""

    def __init__(self, root: Path, path: str, text: str, with_mark: bool) -> None:
        self._root, self._path = root, path
        self._data = ((MARK if with_mark else "") + text).encode()

    def __call__(self) -> None:
        write_whole(self._root / self._path, self._data)


class _Creating(_Writing):
    """One file that was not there: never written over what somebody else puts there meanwhile."""

    def __call__(self) -> None:
        create(self._root, [self._path], self._data)


class _Moving:
    """One file gets another name; a link stays one."""

    def __init__(self, old: Path, new: Path, over: bool) -> None:
        self._old, self._new, self._over = old, new, over

    def __call__(self) -> None:
        if not self._over and os.path.lexists(self._new):
            raise CannotWorkError(f"{self._old} cannot be renamed: {self._new} is there already")
        try:
            self._old.replace(self._new)
        except OSError as error:
            raise CannotWorkError(f"{self._old} cannot be renamed: {error.strerror}") from error
