"""The texts of a data folder's files, for what looks at them whole."""

import os
from collections.abc import Iterator
from pathlib import Path

from giftplan.book.book import Book
from giftplan.book.decoding import decode
from giftplan.book.problem import YamlError
from giftplan.book.trees import UnreadableError
from giftplan.errors import CannotWorkError

MARK = "\ufeff"


class Texts:
    """The texts of a data folder's files, as they are read once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._tree = book.tree
        self._known: dict[str, str] = {}
        self.with_mark: set[str] = set()
        """Files that begin with a byte order mark."""

    def __call__(self, path: str) -> str:
        """Raises `CannotWorkError` where it cannot be read."""
        if path not in self._known:
            try:
                data = self._tree.read(path)
                self._known[path] = decode(data)
            except (UnreadableError, YamlError) as error:
                raise CannotWorkError(f"{path} {error}") from error
            if data.startswith(MARK.encode()):
                self.with_mark.add(path)
        return self._known[path]

    def again(self) -> "Texts":
        """The same files, to be read anew."""
        return Texts(self._book)

    def every(self, root: Path) -> Iterator[tuple[str, str]]:
        """Every file of the folder that is a text, letters and notes among them, with its path."""
        paths = set(self._tree.listing().files)
        for folder, folders, files in os.walk(root):
            folders[:] = [name for name in folders if not name.startswith(".")]
            inside = Path(folder).relative_to(root)
            paths |= {(inside / name).as_posix() for name in files if not name.startswith(".")}
        for path in sorted(paths):
            try:
                text = self(path)
            except CannotWorkError:  # a picture, or a table of another program
                continue
            yield path, text
