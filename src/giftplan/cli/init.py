"""`giftplan init [DIR]`."""

from pathlib import Path
from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import DryRun
from giftplan.cli.options import Quiet

Text = str | None
_DATA = "With --update: the data folder (else found)."


def init(
    folder: Annotated[Text, typer.Argument(metavar="[DIR]", help="The folder to begin (else this one).")] = None,
    update: Annotated[bool, typer.Option("--update", help="Bring newer knowledge into a folder.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="With --update: the lines that are not taken.")] = False,
    company: Annotated[Text, typer.Option("--company", metavar="TEXT", help="Who you are.")] = None,
    country: Annotated[Text, typer.Option("--country", metavar="CC", help="Where you are: FR, JP ...")] = None,
    currency: Annotated[Text, typer.Option("--currency", metavar="XXX", help="Yours (else the country's).")] = None,
    example: Annotated[bool | None, typer.Option("--example/--no-example", help="Invented partners, too.")] = None,
    git: Annotated[bool | None, typer.Option("--git/--no-git", help="Make it a git repository.")] = None,
    hook: Annotated[bool | None, typer.Option("--hook/--no-hook", help="Check each commit first.")] = None,
    defaults: Annotated[bool, typer.Option("--defaults", help="Ask nothing, and take what is usual.")] = False,
    dry_run: DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write it without asking.")] = False,
    form: Annotated[str, typer.Option("--format", metavar="table|json", help="How to answer.")] = "table",
    data: Annotated[Path | None, typer.Option("--data", metavar="DIR", envvar="GIFTPLAN_DATA", help=_DATA)] = None,
    as_of: AsOf = None,
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan init gifts --defaults --dry-run         what a new folder holds
      giftplan init gifts --company Orme --country DE --dry-run
      giftplan init --update --dry-run                 what knowledge is newer

    Nothing is ever written over. An update keeps what you changed, and leaves
    partners, gifts, settings, tiers and touches alone.
    """
    from giftplan.cli.asking import Manner  # what it needs takes time to import: not for --help
    from giftplan.cli.context import DATA
    from giftplan.cli.context import context
    from giftplan.cli.starting import start
    from giftplan.cli.starting_place import place_for
    from giftplan.cli.starting_questions import Said
    from giftplan.cli.updating import folder_to_update
    from giftplan.cli.updating import update as update_folder
    from giftplan.errors import UsageError

    manner = Manner(form=form, dry_run=dry_run, yes=yes or defaults)
    if update:
        begun: dict[str, object] = {"company": company, "country": country, "currency": currency}
        begun |= {"example": example, "git": git, "hook": hook}
        if misplaced := [f"--{name}" for name, value in begun.items() if value is not None]:
            raise UsageError(f"{misplaced[0]} begins a folder, and --update renews one: leave one of the two out")
        found = context(data, as_of, color=color, quiet=quiet, find=lambda given: folder_to_update(folder, given))
        return update_folder(found, manner, explain)
    if explain:
        raise UsageError("--explain is for --update: write both, or leave it out")
    place = place_for(folder)
    call = context(None, as_of, color=color, quiet=quiet, find=lambda _: place.top / DATA)
    said = Said(
        company=company,
        country=country,
        currency=currency,
        example=example,
        git=git,
        hook=hook,
        defaults=defaults,
        manner=manner,
    )
    return start(call, place, said)
