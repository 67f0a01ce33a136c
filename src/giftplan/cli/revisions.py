"""--at REV: the data folder as git kept it."""

import re
from datetime import date
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.commits import commit_at
from giftplan.book.git_tree import GitTree
from giftplan.cli.context import Context
from giftplan.cli.context import read_day
from giftplan.errors import CannotWorkError

_LIKE_A_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", re.ASCII)


class State(NamedTuple):
    """The records, the day as of which they are read, how their state is called, and what to know of it."""

    book: Book
    as_of: date
    revision: str | None = None
    note: str | None = None


def state_at(call: Context, revision: str | None, as_of: str | None) -> State:
    """The working files, or what git kept.

    The day is the one that was asked for; of a revision else the day it was made: what was ordered then had not come.
    """
    if revision is None:
        return State(call.book(), call.as_of)
    day = read_day(revision, "--at") if _LIKE_A_DAY.fullmatch(revision) else None
    commit = commit_at(call.root, day or revision)
    book = load(GitTree(call.root, commit.number))
    if not book.files:
        raise CannotWorkError(
            f"at {commit.short} of {commit.day} git had no file of {call.folder}: was it called otherwise then?"
        )
    note = f"{commit.short} says that it is of {commit.day}, and is older than the commit before it: ask who made it"
    name = f"{commit.short} of {commit.day}"
    return State(book, call.as_of if as_of else day or commit.day, name, note if commit.is_backdated else None)
