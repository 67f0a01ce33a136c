"""`giftplan check [PATHS]`."""

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import Output
from giftplan.cli.options import Quiet

if TYPE_CHECKING:
    from giftplan.book.book import Book
    from giftplan.cli.context import Context

FORMATS = ("full", "concise", "json", "github", "sarif")
_SELECT = "Only these rules: codes, names, GP1 for a family (repeatable)."
_STAGED = "What git is about to commit, whatever lies on the disk."
_REPORT = "A file beside the answer (repeatable)."
MANY = 20
"""Beyond so many findings one line each is easier to read."""


def check(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATHS", help="Only findings in these.")] = None,
    staged: Annotated[bool, typer.Option("--staged", help=_STAGED)] = False,
    every: Annotated[bool, typer.Option("--all", help="Advice and past years as well.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="A warning fails as an error does.")] = False,
    select: Annotated[list[str] | None, typer.Option("--select", metavar="RULE", help=_SELECT)] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help="All but these.")] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="How many of each rule, shown or not.")] = False,
    form: Annotated[str | None, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = None,
    report: Annotated[list[str] | None, typer.Option("--report", metavar="FORMAT=FILE", help=_REPORT)] = None,
    data: Data = None,
    as_of: AsOf = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan check --staged            what the next commit would hold
      giftplan check --select GP1 --ignore policy-stale data/gifts
      giftplan check --format github --report sarif=found.sarif

    Exit codes: 0 all well, 1 an error (with --strict a warning), 2 wrong usage, 3 no data to check.
    """
    from giftplan.cli.checking import answer_with_reports  # what it needs takes time to import: not for --help
    from giftplan.cli.checking import can_tell
    from giftplan.cli.checking import judged
    from giftplan.cli.checking import note_stale_schemas
    from giftplan.cli.checking import reports_to_write
    from giftplan.cli.checking import rules_to_show

    can_tell(form, statistics)
    reports = reports_to_write(report or [], output)
    rules = rules_to_show(select or [], ignore or [])
    call, book, changed = _judge_what(staged, data, as_of, output, color, quiet)
    beside = [(call.to(file), kind) for file, kind in reports.items()]
    shown = judged(call, book, paths or [], rules, every, changed)
    answer_with_reports(call, form or default_format(len(shown.findings)), shown, statistics, beside)
    if not staged:
        note_stale_schemas(call, book)
    failed = shown.report.count("error") or (strict and any(found.level == "warning" for found in shown.findings))
    return 1 if failed else 0


def _judge_what(
    staged: bool, data: Path | None, as_of: str | None, output: str, color: str, quiet: bool
) -> "tuple[Context, Book, frozenset[str] | None]":
    """The folder's records as they are on the disk, or as git would commit them, and then what it would change."""
    from giftplan.cli.context import context

    if not staged:
        call = context(data, as_of, output, color, quiet)
        return call, call.book(), None
    from giftplan.cli.staged import find_staged  # git is asked only here
    from giftplan.cli.staged import staged_book

    call = context(data, as_of, output, color, quiet, find_staged)
    return call, *staged_book(call)


def default_format(findings: int) -> str:
    """One line each under a hook and beyond twenty findings; else the whole of each."""
    import os  # the hook's own variables say that it is one

    in_a_hook = "PRE_COMMIT" in os.environ or "GIT_INDEX_FILE" in os.environ
    return "concise" if in_a_hook or findings > MANY else "full"
