"""`giftplan calendar YEAR`."""

from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import DryRun
from giftplan.cli.options import Quiet


def calendar(
    year: Annotated[str, typer.Argument(metavar="YEAR", help="The year whose holidays to write down.")],
    dry_run: DryRun = False,
    data: Data = None,
    as_of: AsOf = None,
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan calendar 2027 --dry-run      show what would be written
      giftplan calendar 2027                write it

    A file that is there keeps every line: only countries that it lacks are added. Days of your own stand in it at
    the top level, as in ours: {2026-08-10: closed}.
    """
    from giftplan.cli.context import context  # what it needs takes time to import: not for --help
    from giftplan.cli.context import read_year
    from giftplan.cli.pinning import file_of
    from giftplan.cli.pinning import pin
    from giftplan.output.screen.line import line
    from giftplan.output.words import listed

    wanted = read_year(year)
    call = context(data, as_of, color=color, quiet=quiet)
    book = call.book()
    pinned = pin(book, wanted, call.as_of)
    path = file_of(book, wanted)
    shown = call.shown(path)
    if book.lost:
        call.note(f"left out, since they cannot be read: {listed(sorted(book.lost))}")
    if not pinned.added:
        call.note(f"{shown} has every country already: nothing to write")
        return 0
    call.note(f"{'would add' if dry_run else 'adding'} {', '.join(pinned.added)} to {shown}")
    call.show([line(text) for text in pinned.addition.splitlines()])
    if not dry_run:
        pinned.write(call.root / path)
    return 0
