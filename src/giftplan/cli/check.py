"""`giftplan check [PATHS]`."""

from pathlib import Path
from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import Output
from giftplan.cli.options import Quiet

FORMATS = ("full", "concise", "json")
_SELECT = "Only these rules: codes, names, GP1 for a family (repeatable)."
MANY = 20
"""Beyond so many findings one line each is easier to read."""


def check(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATHS]", help="Only findings in these.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Advice and past years as well.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="A warning fails as an error does.")] = False,
    select: Annotated[list[str] | None, typer.Option("--select", metavar="RULE", help=_SELECT)] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help="All but these.")] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="How many of each rule, instead of each.")] = False,
    form: Annotated[str | None, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = None,
    data: Data = None,
    as_of: AsOf = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan check                                      everything; or name files and folders
      giftplan check --select GP1 --ignore policy-stale   compliance, but for one rule
      giftplan check --format json --output findings.json

    Exit codes: 0 all well, 1 an error (with --strict a warning), 2 wrong usage, 3 no data to check.
    """
    from giftplan.cli.checking import judged  # what a check needs takes time to import: not for --help
    from giftplan.cli.checking import rules_to_show
    from giftplan.cli.context import choose
    from giftplan.cli.context import context
    from giftplan.output.findings.concise import concise
    from giftplan.output.findings.full import full
    from giftplan.output.findings.statistics import statistics_screen

    if form is not None:
        choose(form, FORMATS, "--format")
    call = context(data, as_of, output, color, quiet)
    report, source = judged(call, paths or [], rules_to_show(select or [], ignore or []), every)
    shown = tuple(finding for finding in report.findings if every or not finding.hidden)
    chosen = form or default_format(len(shown))
    if chosen == "json":
        from giftplan.output.findings.json import check_json

        call.write(check_json(report, shown, statistics))
    elif statistics:
        call.show(statistics_screen(report))
    elif not (quiet and not shown):
        call.show(concise(report, shown) if chosen == "concise" else full(report, shown, source, call.width))
    failed = report.count("error") or (strict and any(found.level == "warning" for found in shown))
    return 1 if failed else 0


def default_format(findings: int) -> str:
    """One line each under a hook and beyond twenty findings; else the whole of each."""
    import os  # the hook's own variables say that it is one

    in_a_hook = "PRE_COMMIT" in os.environ or "GIT_INDEX_FILE" in os.environ
    return "concise" if in_a_hook or findings > MANY else "full"
