"""`giftplan suggest PARTNER`."""

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
    from giftplan.records.partner import Partner

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
    from giftplan.output.json.suggest import suggest_json
    from giftplan.output.screen.suggest import suggest_screen
    from giftplan.planning.plan import settings_of
    from giftplan.reports.suggestion import suggestion_for

    choose(form, FORMATS, "--format")
    call = context(data, as_of, output, color, quiet)
    book = call.book(whole=False)
    who = _partner(book, partner)
    years = [call.as_of.year, min(call.as_of.year + 1, LAST_PLAN_YEAR)] if year is None else [read_year(year)]
    settings_of(book)
    at = None if touch is None else choose(touch, [known.id for known in book.touches], "--touch")
    found = suggestion_for(book, who, years, call.as_of, at)
    if form == "json":
        call.write(suggest_json(found))
    else:
        call.show(suggest_screen(found, call.width, whole))
    return 0


def _partner(book: "Book", name: str) -> "Partner":
    """The partner of that id. Raises `UsageError` where there is none, `CannotWorkError` where it cannot be used."""
    from giftplan.book.suggest import did_you_mean
    from giftplan.errors import CannotWorkError
    from giftplan.errors import UsageError
    from giftplan.planning.plan import plannable

    if book.is_lost(f"partners/{name}"):
        raise CannotWorkError(f"the file of '{name}' cannot be used: giftplan check says why")
    if name not in book.partners:
        hint = did_you_mean(name, book.partners, "the ids are the names of the files in partners/")
        raise UsageError(f"no partner '{name}': {hint[:1].lower()}{hint[1:]}")
    if book.partners[name] not in plannable(book):
        raise CannotWorkError(f"nothing can be planned for '{name}': giftplan check says why")
    return book.partners[name]
