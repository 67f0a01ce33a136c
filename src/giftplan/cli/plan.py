"""`giftplan plan YEAR`."""

from typing import TYPE_CHECKING
from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Countries
from giftplan.cli.options import Data
from giftplan.cli.options import Months
from giftplan.cli.options import Output
from giftplan.cli.options import Owners
from giftplan.cli.options import Partners
from giftplan.cli.options import Quiet
from giftplan.cli.options import Tiers

if TYPE_CHECKING:
    from giftplan.output.screen.line import Line
    from giftplan.planning.outcome import Plan

FORMATS = ("table", "json", "csv", "markdown")


def plan(
    year: Annotated[str, typer.Argument(metavar="YEAR", help="The year to plan.")],
    whole: Annotated[bool, typer.Option("--all", help="Every partner, however many there are.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Every day, sum and idea with its reasons.")] = False,
    partner: Partners = None,
    tier: Tiers = None,
    owner: Owners = None,
    country: Countries = None,
    month: Months = None,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = "table",
    csv_dialect: Annotated[
        str, typer.Option("--csv-dialect", metavar="plain|excel-fr", help="The kind of CSV.")
    ] = "plain",
    data: Data = None,
    as_of: AsOf = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan plan 2026                        the year on one screen
      giftplan plan 2026 --tier 1 --explain     why each day, sum and idea
      giftplan plan 2026 --format csv --output plan.csv
    """
    from giftplan.cli.context import choose  # what a plan needs takes time to import: not for --help
    from giftplan.cli.context import context
    from giftplan.cli.context import read_year
    from giftplan.cli.filters import Filters
    from giftplan.cli.filters import filtered
    from giftplan.output.csv.table import DIALECTS
    from giftplan.output.screen.plan import notes_of
    from giftplan.planning.plan import make_plan

    wanted = read_year(year)
    choose(form, FORMATS, "--format")
    choose(csv_dialect, DIALECTS, "--csv-dialect")
    call = context(data, as_of, output, color, quiet)
    book = call.book(whole=False)
    made = filtered(make_plan(book, wanted, call.as_of), book, Filters(partner, tier, owner, country, month))
    if form == "table":
        call.show(_screen(made, call.width, whole, explain))
        return 0
    call.write(_text(made, form, csv_dialect))
    for note in notes_of(made):
        call.note(note)
    return 0


def _screen(made: "Plan", width: int | None, whole: bool, explain: bool) -> "list[Line]":
    from giftplan.output.screen.explain import explain_screen
    from giftplan.output.screen.plan import plan_screen

    return explain_screen(made, width) if explain else plan_screen(made, width, whole)


def _text(made: "Plan", form: str, dialect: str) -> str:
    from giftplan.output.csv.plan import plan_csv
    from giftplan.output.csv.table import DIALECTS
    from giftplan.output.json.plan import plan_json
    from giftplan.output.markdown.plan import plan_markdown

    if form == "csv":
        return plan_csv(made, DIALECTS[dialect])
    return plan_json(made) if form == "json" else plan_markdown(made)
