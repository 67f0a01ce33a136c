"""`giftplan next`."""

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

FORMATS = ("table", "json")
LONGEST = 366
DAYS_AHEAD = "42"
"""How far it looks, and `giftplan` alone with it, where nobody says."""


def next(
    days: Annotated[str, typer.Option("--days", metavar="N", help="How many days to look ahead.")] = DAYS_AHEAD,
    whole: Annotated[bool, typer.Option("--all", help="Everything, however much it is.")] = False,
    partner: Partners = None,
    tier: Tiers = None,
    owner: Owners = None,
    country: Countries = None,
    month: Months = None,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = "table",
    data: Data = None,
    as_of: AsOf = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan next                    what to do in the next six weeks
      giftplan next --days 7 --owner claire
      giftplan next --partner nordwind --format json
    """
    from dataclasses import replace

    from giftplan.cli.context import choose  # what it needs takes time to import: not for --help
    from giftplan.cli.context import context
    from giftplan.cli.filters import Filters
    from giftplan.cli.filters import months_of
    from giftplan.cli.filters import partner_filter
    from giftplan.output.agenda import notes_of
    from giftplan.output.json.agenda import agenda_json
    from giftplan.output.screen.agenda import agenda_screen
    from giftplan.reports.agenda.whole import agenda_of
    from giftplan.reports.agenda.whole import plans_ahead
    from giftplan.rules.engine import judge

    choose(form, FORMATS, "--format")
    only, ahead = months_of(month), _days(days)
    call = context(data, as_of, output, color, quiet)
    book = call.book()
    plans = plans_ahead(book, call.as_of, ahead)
    lets = partner_filter(book, Filters(partner, tier, owner, country, month), call.as_of.year)
    every = agenda_of(book, call.as_of, ahead, judge(book, call.as_of, places=False), plans)
    kept = (task for task in every.tasks if lets(task.partner) and (not only or (task.by and task.by.month in only)))
    found = replace(every, tasks=tuple(kept))
    if form == "table":
        call.show(agenda_screen(found, call.width, whole))
        return 0
    call.write(agenda_json(found))
    for note in notes_of(found):
        call.note(note)
    return 0


def _days(text: str) -> int:
    from giftplan.errors import UsageError

    if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= LONGEST):
        raise UsageError(f"--days '{text}' is no number of days: write one from 0 to {LONGEST}")
    return int(text)
