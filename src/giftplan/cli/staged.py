"""`check --staged`: the data folder as git is about to commit it, whatever lies on the disk."""

import os
from functools import cache
from pathlib import Path

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.git_tree import GitTree
from giftplan.book.git_tree import staged_data_folders
from giftplan.cli.context import Context
from giftplan.cli.context import find_data
from giftplan.cli.context import has_settings
from giftplan.errors import CannotWorkError

_FROM = "PRE_COMMIT_FROM_REF"
"""Where pre-commit is run over a whole branch, nothing is staged, and it names the revision to compare with."""


def find_staged(given: Path | None) -> Path:
    """As `find_data`, but a folder that git holds need not be on the disk any more."""

    @cache
    def held() -> frozenset[Path]:
        start = Path.cwd() if given is None else given.absolute()
        return staged_data_folders(next(folder for folder in (start, *start.parents) if folder.is_dir()))

    try:
        return find_data(given, lambda folder: has_settings(folder) or Path(os.path.realpath(folder)) in held())
    except CannotWorkError as error:
        held()  # outside a repository, that is what is to be said
        raise CannotWorkError(f"{error}; nor would git commit one: is its deletion staged?") from error


def staged_book(call: Context) -> tuple[Book, frozenset[str]]:
    """What git would have of the data folder after the commit, and the files that the commit adds or changes.

    Raises `CannotWorkError` where that is nothing at all.
    """
    tree = GitTree(call.root)
    book = load(tree)
    if not book.files:
        raise CannotWorkError(
            f"git would commit no file of {call.folder}, so there is nothing to judge: git add {call.folder}"
        )
    return book, tree.changed(os.environ.get(_FROM))
