"""`giftplan edit PARTNER|GIFT`."""

from typing import TYPE_CHECKING
from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import Quiet

if TYPE_CHECKING:
    from giftplan.book.book import Book
    from giftplan.cli.context import Context

FORMATS = ("full", "concise", "json")


def edit(
    what: Annotated[str, typer.Argument(metavar="PARTNER|GIFT", help="An id, a gift's file, or its path.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Name the file, and open nothing.")] = False,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to tell findings.")] = "full",
    data: Data = None,
    as_of: AsOf = None,
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan edit nordwind --dry-run
      giftplan edit 2026-02-26-nordwind --dry-run    a gift, by its file's name

    Opens the file in the editor that VISUAL or EDITOR names, and checks it when you close it: exit code 1 where it
    has an error.
    """
    from giftplan.cli.checking import answer  # what it needs takes time to import: not for --help
    from giftplan.cli.checking import judged
    from giftplan.cli.checking import rules_to_show
    from giftplan.cli.context import choose
    from giftplan.cli.context import context
    from giftplan.errors import CannotWorkError

    choose(form, FORMATS, "--format")
    call = context(data, as_of, color=color, quiet=quiet)
    path = _file_of(call, what)
    if dry_run:
        call.note(f"would open {call.shown(path)} with the editor that VISUAL or EDITOR names")
        return 0
    _open(_editor(), call, path)
    book = call.book()
    if path not in book.tree.listing().files:
        raise CannotWorkError(f"{call.shown(path)} is gone: take it back from git, or check what named it")
    shown = judged(call, book, [call.root / near for near in _near(book, path)], rules_to_show([], []), every=False)
    answer(call, form, shown)
    return 1 if any(finding.level == "error" for finding in shown.findings) else 0


def _file_of(call: "Context", what: str) -> str:
    """The file that is meant, readable or not. Raises `UsageError` where there is none."""
    import os
    from pathlib import Path

    from giftplan.book.suggest import as_clause
    from giftplan.book.suggest import did_you_mean
    from giftplan.book.trees import DiskTree
    from giftplan.errors import UsageError

    files = DiskTree(call.root).listing().files
    real, root = Path(os.path.realpath(what)), Path(os.path.realpath(call.root))
    inside = real.relative_to(root).as_posix() if real.is_relative_to(root) else what
    names = {inside, *(f"{folder}{what}{suffix}" for folder in ("partners/", "") for suffix in (".yaml", ".yml"))}
    names |= {f"gifts/{what[:4]}/{what}{suffix}" for suffix in (".yaml", ".yml")}
    found = [path for path in files if path in names]
    if not found:
        stems = [
            path.rpartition("/")[2].rpartition(".")[0] for path in files if path.startswith(("partners/", "gifts/"))
        ]
        hint = did_you_mean(what, stems, "name a partner, or a gift's file")
        raise UsageError(f"no partner and no gift '{what}': {as_clause(hint)}")
    return found[0]


def _near(book: "Book", path: str) -> list[str]:
    """The file, with its partner's and those of all its gifts: what an edit breaks is often told of another file."""
    gifts = [gift for gift in book.gifts if gift.path == path]
    stem = path.rpartition("/")[2].rpartition(".")[0]
    name = gifts[0].partner if gifts else stem if path.startswith("partners/") else ""
    partner = book.partners.get(name)
    theirs = {partner.path} if partner else set()
    near = {path, *theirs, *(gift.path for gift in book.gifts_of(name))}
    return sorted(near & set(book.tree.listing().files))


def _editor() -> list[str]:
    """The editor's command. Raises `CannotWorkError` where nobody named one."""
    import os
    import shlex

    from giftplan.errors import CannotWorkError

    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    try:
        words = shlex.split(named or "")
    except ValueError as error:
        raise CannotWorkError(f"the editor in VISUAL or EDITOR cannot be called: {error}") from error
    if not words:
        raise CannotWorkError("no editor is named: set the variable EDITOR, as in export EDITOR=nano")
    return words


def _open(editor: list[str], call: "Context", path: str) -> None:
    """Wait until it is closed. Raises `CannotWorkError` where it cannot be started, or failed."""
    import subprocess

    from giftplan.errors import CannotWorkError

    try:
        done = subprocess.run([*editor, str(call.root / path)], check=False)
    except OSError as error:
        raise CannotWorkError(f"the editor {editor[0]} cannot be started: {error.strerror}") from error
    if done.returncode != 0:
        raise CannotWorkError(f"the editor {editor[0]} ended with an error ({done.returncode}): look at the file")
