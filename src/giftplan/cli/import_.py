"""`giftplan import partners|gifts FILE.csv`."""

from pathlib import Path
from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import DryRun
from giftplan.cli.options import Output
from giftplan.cli.options import Quiet

FORMATS = ("table", "json")
ORDERS = ("day-first", "month-first")
DELIMITERS = ("comma", "semicolon", "tab", "pipe")
_MAP = "A column's field; COLUMN= leaves it out (repeatable)."
_DATES = "How to read 03/04/2026, where the column does not prove it."
_ENCODING = "utf-8, cp1252 ... (else found out)."


def import_(
    what: Annotated[str, typer.Argument(metavar="partners|gifts", help="What a row is.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file, as a CRM or a spreadsheet exports it.")],
    maps: Annotated[list[str] | None, typer.Option("--map", metavar="COLUMN=FIELD", help=_MAP)] = None,
    dates: Annotated[str | None, typer.Option("--dates", metavar="|".join(ORDERS), help=_DATES)] = None,
    delimiter: Annotated[
        str | None, typer.Option("--delimiter", metavar="|".join(DELIMITERS), help="Between cells (else found out).")
    ] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", metavar="NAME", help=_ENCODING)] = None,
    dry_run: DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = "table",
    data: Data = None,
    as_of: AsOf = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan import partners crm.csv --dry-run       new, changed, the same
      giftplan import partners crm.csv --map "Phone="  without that column
      giftplan import gifts gifts.csv --map "Coût TTC=value"

    Nothing is deleted. A partner's name, owner, people's roles and a year's revenue are replaced where they differ;
    decisions and gifts are told, and never written over. A second run changes nothing.
    Exit codes: 0 every row is taken, 1 a row had an error (the others are written), 2 wrong usage, 3 cannot work.
    """
    from giftplan.cli.context import choose  # what it needs takes time to import: not for --help
    from giftplan.cli.context import context
    from giftplan.cli.importing import Reading
    from giftplan.cli.importing import answer
    from giftplan.cli.importing import is_agreed
    from giftplan.cli.importing import preview
    from giftplan.cli.importing import write
    from giftplan.reports.imports.matching import mapped

    choose(form, FORMATS, "--format")
    reading = Reading.chosen(what, mapped(maps or []), dates, delimiter, encoding)
    call = context(data, as_of, output, color, quiet)
    found = preview(call, file, reading)
    if form == "table":
        answer(call, found, file, form, dry_run, written=False)
    written = not dry_run and is_agreed(found, form, yes)
    if written:
        write(call, found)
    elif not dry_run:
        call.note("nothing was written")
    if form == "json":
        answer(call, found, file, form, dry_run, written)
    return 1 if found.errors else 0
