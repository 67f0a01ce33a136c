"""States of the repository: the one of a name or a day, and where two branches parted."""

import os
from datetime import date
from pathlib import Path
from typing import NamedTuple

from giftplan.book.git import git
from giftplan.errors import CannotWorkError


class Commit(NamedTuple):
    """A state of the repository: its whole number, as people shorten it, and the day on which it says it was made."""

    number: str
    short: str
    day: date
    is_backdated: bool
    """Does it say that it is older than the one before it?"""


def commit_at(root: Path, revision: str | date) -> Commit:
    """The commit of that name; of a day, the last one made up to its end on this branch itself.

    Raises `CannotWorkError` where there is none.
    """
    number = _last_by(root, revision) if isinstance(revision, date) else named_commit(root, revision)
    told = git(root, "log", "-2", "--first-parent", "--format=%h %cs %ct", number).decode("ascii").splitlines()
    (short, day, seconds), *before = (line.split() for line in told)
    return Commit(number, short, date.fromisoformat(day), any(int(seconds) < int(older[2]) for older in before))


def _last_by(root: Path, day: date) -> str:
    """What a branch that was merged later held is left out: nobody read it here on that day."""
    told = git(root, "log", "--first-parent", "--format=%H %cs", "HEAD").decode("ascii").splitlines()
    made = (line.split() for line in told)
    number = next((number for number, made_on in made if date.fromisoformat(made_on) <= day), None)
    if number is None:
        hint = _shallow(root) or f": its first one is of {told[-1].split()[1]}, ask for that day or a later one"
        raise CannotWorkError(f"git has no commit made by {day} in {root}{hint}")
    return number


def _shallow(root: Path) -> str:
    """What to do where git was told to fetch the last commits only; nothing elsewhere."""
    if not is_shallow(root):
        return ""
    return ": this clone holds the last commits only, git fetch --unshallow brings the others"


def is_commit(here: Path, revision: str) -> bool:
    """Does git know a commit of that name? Raises `CannotWorkError` outside a repository."""
    git(here, "rev-parse", "--git-dir")
    try:
        named_commit(here, revision)
    except CannotWorkError:
        return False
    return True


def branches(here: Path) -> list[str]:
    """The names of its branches, and of those of its origin."""
    listed = git(here, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads", "refs/remotes/origin")
    return os.fsdecode(listed).split()


def is_shallow(here: Path) -> bool:
    """Was git told to fetch the last commits only?"""
    return git(here, "rev-parse", "--is-shallow-repository").strip() == b"true"


def named_commit(here: Path, revision: str) -> str:
    """The revision's own number: a name that begins with a hyphen is no option of ours."""
    try:
        found = git(here, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except CannotWorkError as error:
        git(here, "rev-parse", "--git-dir")
        hint = _shallow(here) or ": git log shows them"
        raise CannotWorkError(f"git knows no revision '{revision}' in {here}{hint}") from error
    return found.decode("ascii").strip()


def parting(root: Path, base: str, head: str = "HEAD") -> Commit:
    """The last commit that both have: what a branch changes is told from there.

    Raises `CannotWorkError` where one of them is no revision, or they have none.
    """
    ours, theirs = named_commit(root, head), named_commit(root, base)
    try:
        number = git(root, "merge-base", theirs, ours).decode("ascii").split()[0]
    except CannotWorkError as error:
        hint = _shallow(root) or f": they have no history in common, name another base than {base}"
        raise CannotWorkError(f"git finds no commit from which {base} and {head} both come{hint}") from error
    return commit_at(root, number)
