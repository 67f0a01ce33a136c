"""The two sides of `diff`: where a branch left its base, and what it is now."""

from pathlib import Path

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.commits import Commit
from giftplan.book.commits import commit_at
from giftplan.book.commits import has_commits
from giftplan.book.commits import named_commit
from giftplan.book.commits import parting
from giftplan.book.git_tree import GitTree
from giftplan.cli.context import Context
from giftplan.errors import CannotWorkError
from giftplan.output.change import Sides
from giftplan.reports.change.whole import Change
from giftplan.reports.change.whole import change_of

_DEFAULTS = ("main", "origin/main", "master", "origin/master")


def change_between(call: Context, base: str | None, head: str | None, year: int | None) -> tuple[Change, Sides]:
    """What lies between the commit at which the later side left its base and that side, and how both are called.

    Raises `CannotWorkError` where git cannot say.
    """
    if not has_commits(call.root):
        raise CannotWorkError(
            "nothing is committed on this branch yet, so there is nothing to compare with: commit what there is first"
        )
    name = _base(call.root, base)
    start = parting(call.root, name, head or "HEAD")
    end = commit_at(call.root, head) if head else None
    before, after = load(GitTree(call.root, start.number)), _later(call, end)
    years = (year,) if year else (call.as_of.year, call.as_of.year + 1)
    return change_of(before, after, years, call.as_of), _sides(call, name, start, head, end)


def _later(call: Context, end: Commit | None) -> Book:
    return call.book() if end is None else load(GitTree(call.root, end.number))


def _sides(call: Context, name: str, start: Commit, head: str | None, end: Commit | None) -> Sides:
    later = f"{head} {end.short}" if end else "working files"
    return Sides(name, start.number, start.short, later, end.number if end else None, call.folder)


def _base(root: Path, base: str | None) -> str:
    """The base as git knows it here: a checkout in CI often has it as a branch of its origin only.

    Raises `CannotWorkError` where git knows none of that name.
    """
    names = (base, f"origin/{base}") if base else _DEFAULTS
    failed: CannotWorkError | None = None
    for name in names:
        try:
            named_commit(root, name)
        except CannotWorkError as error:
            failed = failed or error
        else:
            return name
    assert failed is not None
    raise CannotWorkError(f"{failed}; diff compares with a branch: name yours, as in giftplan diff develop") from failed
