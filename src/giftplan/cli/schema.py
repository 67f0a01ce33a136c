"""`giftplan schema [KIND]`."""

from typing import Annotated

import typer

from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import DryRun
from giftplan.cli.options import Output
from giftplan.cli.options import Quiet

_WRITE = "Put them where your editor finds them, in .schema/ of the data folder."


def schema(
    kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help="settings, partner, gift ...")] = None,
    write: Annotated[bool, typer.Option("--write", help=_WRITE)] = False,
    dry_run: DryRun = False,
    data: Data = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan schema                       the kinds of data files
      giftplan schema partner               what a partner's file may say
      giftplan schema --write --dry-run     which schemas are out of date

    A schema tells your editor each field with its meaning, the words that can stand there, and a slip as you type.
    It knows the ids and words of your folder: write them again where a tier, a touch, a word or the team changes.
    What is only spelled wrong (1.234 for a thousand), or stands in two files, check alone sees.
    """
    from giftplan.cli.context import choose  # what it needs takes time to import: not for --help
    from giftplan.cli.context import context
    from giftplan.cli.describing import described
    from giftplan.cli.describing import listed
    from giftplan.cli.describing import wrote
    from giftplan.errors import UsageError
    from giftplan.reports.schema.files import words

    if write and output != "-":
        raise UsageError("--output goes without --write, which names its files itself: leave one of the two out")
    if dry_run and not write:
        raise UsageError("--dry-run says what --write would write: add --write, or leave it out")
    wanted = None if kind is None else words()[choose(kind, words(), "KIND")]
    call = context(data, None, output, color, quiet)
    if write:
        return wrote(call, wanted, dry_run)
    return listed(call) if wanted is None else described(call, wanted)
