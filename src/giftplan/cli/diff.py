"""`giftplan diff [BASE]`."""

from typing import TYPE_CHECKING
from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import Output
from giftplan.cli.options import Quiet

if TYPE_CHECKING:
    from giftplan.cli.context import Context
    from giftplan.output.change import Sides
    from giftplan.reports.change.whole import Change

FORMATS = ("table", "json", "markdown")


def diff(
    base: Annotated[
        str | None,
        typer.Argument(metavar="[BASE]", help="The branch it will be merged into (main).", show_default=False),
    ] = None,
    head: Annotated[
        str | None, typer.Option("--head", metavar="REV", help="A commit instead of the working files.")
    ] = None,
    year: Annotated[str | None, typer.Option("--year", metavar="YEAR", help="The plan of that year.")] = None,
    whole: Annotated[bool, typer.Option("--all", help="Every touch, however many there are.")] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 1 where it errs, or cannot be read.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="With --exit-code: or a warning.")] = False,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = "table",
    data: Data = None,
    as_of: AsOf = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan diff                         what your files change, against main
      giftplan diff main --format markdown  the same as a pull request's comment
      giftplan diff HEAD --exit-code        1 where what is not committed errs

    It tells who gets what else, when and for how much, what of the register,
    policies, limits and waivers is not what it was, and which findings are
    new. It writes nothing. Order, comments and quotes do not count.
    """
    from giftplan.cli.comparing import change_between  # what it needs takes time to import: not for --help
    from giftplan.cli.context import choose
    from giftplan.cli.context import context
    from giftplan.cli.context import read_year

    choose(form, FORMATS, "--format")
    wanted = read_year(year) if year is not None else None
    call = context(data, as_of, output, color, quiet)
    change, sides = change_between(call, base, head, wanted)
    _answer(call, change, sides, form, whole)
    found = change.findings
    stops = change.may_not_be_known or found.count("error") or (strict and found.count("warning"))
    return 1 if exit_code and stops else 0


def _answer(call: "Context", change: "Change", sides: "Sides", form: str, whole: bool) -> None:
    if form == "table":
        from giftplan.output.screen.diff import diff_screen

        call.show(diff_screen(change, sides, call.width, whole))
    elif form == "json":
        from giftplan.output.json.diff import diff_json

        call.write(diff_json(change, sides))
    else:
        from giftplan.output.markdown.diff import diff_markdown

        call.write(diff_markdown(change, sides))
