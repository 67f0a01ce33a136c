"""The two sides of `diff`: where a branch left its base, and what it is now."""

from pathlib import Path
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.commits import Commit
from giftplan.book.commits import branches
from giftplan.book.commits import commit_at
from giftplan.book.commits import is_commit
from giftplan.book.commits import is_shallow
from giftplan.book.commits import parting
from giftplan.book.git_tree import GitTree
from giftplan.book.git_tree import data_folders_at
from giftplan.book.git_tree import left_out_of_checkout
from giftplan.book.suggest import closest
from giftplan.cli.context import Context
from giftplan.errors import CannotWorkError
from giftplan.output.change import Sides
from giftplan.reports.change.whole import Change
from giftplan.reports.change.whole import change_of

_DEFAULTS = ("main", "master")


class _Base(NamedTuple):
    """How a base is called, and how git tells it from a tag of that name."""

    name: str
    reference: str


def change_between(call: Context, base: str | None, head: str | None, year: int | None) -> tuple[Change, Sides]:
    """What lies between the commit at which the later side left its base and that side, and how both are called.

    Raises `CannotWorkError` where git cannot say.
    """
    if not is_commit(call.root, "HEAD"):
        raise CannotWorkError(
            "nothing is committed on this branch yet, so there is nothing to compare with: commit what there is first"
        )
    found = _base(call.root, base)
    start = parting(call.root, found.reference, head or "HEAD")
    end = commit_at(call.root, head) if head else None
    years = (year,) if year else (call.as_of.year, call.as_of.year + 1)
    change = change_of(_earlier(call, start), _later(call, end), years, call.as_of)
    later = f"{head} {end.short}" if end else "working files"
    sides = Sides(found.name, start.number, start.short, later, end.number if end else None, call.folder)
    return change, sides


def _earlier(call: Context, start: Commit) -> Book:
    """The data folder as the base had it; one that had another place there is still the same one."""
    book = load(GitTree(call.root, start.number))
    if not book.files:
        elsewhere = data_folders_at(call.root, start.number)
        if len(elsewhere) == 1:
            return load(GitTree(elsewhere[0], start.number))
    return book


def _later(call: Context, end: Commit | None) -> Book:
    if end is not None:
        return load(GitTree(call.root, end.number))
    if missing := left_out_of_checkout(call.root):
        raise CannotWorkError(
            f"{missing} files of {call.folder} are not checked out (git sparse-checkout), and would all count as "
            "removed: git sparse-checkout disable, or name a commit with --head HEAD"
        )
    return call.book()


def _base(root: Path, base: str | None) -> _Base:
    """The base as git knows it here: a checkout in CI often has it as a branch of its origin only.

    Raises `CannotWorkError` where git knows none of that name.
    """
    for name in (base,) if base else _DEFAULTS:
        if is_commit(root, f"refs/heads/{name}"):
            return _Base(name, f"refs/heads/{name}")
        if is_commit(root, name):
            return _Base(name, name)
        if is_commit(root, f"refs/remotes/origin/{name}"):
            return _Base(f"origin/{name}", f"refs/remotes/origin/{name}")
    if base and (likely := closest(base, branches(root))):
        raise CannotWorkError(f"git knows no branch or commit '{base}' in {root}: did you mean '{likely}'?")
    name = (base or _DEFAULTS[0]).removeprefix("origin/")
    fetch = f"git fetch {'--unshallow ' if is_shallow(root) else ''}origin {name}:refs/remotes/origin/{name}"
    raise CannotWorkError(
        f"git knows no branch or commit '{name}' in {root}: {fetch} brings that of the origin; or name another "
        "one, as in giftplan diff develop"
    )
