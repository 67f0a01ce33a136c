"""`giftplan suggest PARTNER`."""

from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import Output
from giftplan.cli.options import Quiet

FORMATS = ("table", "json")


def suggest(
    partner: Annotated[str, typer.Argument(metavar="PARTNER", help="Its id: the name of its file.")],
    touch: Annotated[
        str | None, typer.Option("--touch", metavar="ID", help="Q2 (else the next that is a gift).")
    ] = None,
    year: Annotated[str | None, typer.Option("--year", metavar="YEAR", help="Of which year (else this one).")] = None,
    whole: Annotated[bool, typer.Option("--all", help="Every idea, however many there are.")] = False,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = "table",
    data: Data = None,
    as_of: AsOf = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan suggest nordwind                 for its next touch, the best first
      giftplan suggest nordwind --touch Q2 --year 2027
      giftplan suggest nordwind --all           and everything that was ruled out
    """
    from giftplan.cli.context import LAST_PLAN_YEAR
    from giftplan.cli.context import choose  # what a suggestion needs takes time to import: not for --help
    from giftplan.cli.context import context
    from giftplan.cli.context import read_year
    from giftplan.cli.naming import plannable_partner
    from giftplan.output.json.suggest import suggest_json
    from giftplan.output.screen.suggest import suggest_screen
    from giftplan.planning.plan import settings_of
    from giftplan.reports.suggestion import suggestion_for

    choose(form, FORMATS, "--format")
    call = context(data, as_of, output, color, quiet)
    book = call.book(whole=False)
    who = plannable_partner(book, partner)
    years = [call.as_of.year, min(call.as_of.year + 1, LAST_PLAN_YEAR)] if year is None else [read_year(year)]
    settings_of(book)
    at = None if touch is None else choose(touch, [known.id for known in book.touches], "--touch")
    found = suggestion_for(book, who, years, call.as_of, at)
    if form == "json":
        call.write(suggest_json(found))
    else:
        call.show(suggest_screen(found, call.width, whole))
    return 0
