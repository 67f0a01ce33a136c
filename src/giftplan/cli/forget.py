"""`giftplan forget PARTNER [CONTACT]`."""

from typing import TYPE_CHECKING
from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import DryRun
from giftplan.cli.options import Quiet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giftplan.book.book import Book
    from giftplan.cli.context import Context
    from giftplan.cli.texts import Texts
    from giftplan.records.partner import Partner
    from giftplan.reports.erasure import Erasure
    from giftplan.reports.purge import Purge

FORMATS = ("table", "json")


def forget(
    partner: Annotated[str, typer.Argument(metavar="PARTNER", help="Its id: the name of its file.")],
    contact: Annotated[
        str | None, typer.Argument(metavar="[CONTACT]", help="One person's id (else the whole partner).")
    ] = None,
    dry_run: DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = "table",
    data: Data = None,
    as_of: AsOf = None,
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan forget nordwind anna --dry-run   show what would be erased, and write nothing
      giftplan forget nordwind anna --yes       one person: name, interests, notes, restrictions
      giftplan forget kestrel --yes             the whole partner, and everybody there

    The register keeps day, nature, value and outcome of every gift, under an id that names nobody. It is not undone
    but through git, whose history still holds it all: the answer says how that is purged.
    """
    from giftplan.cli.asking import confirmed
    from giftplan.cli.asking import somebody_answers
    from giftplan.cli.context import choose  # what an erasure needs takes time to import: not for --help
    from giftplan.cli.context import context
    from giftplan.cli.erasing import write
    from giftplan.cli.naming import partner_named
    from giftplan.cli.texts import Texts
    from giftplan.errors import UsageError
    from giftplan.output.words import counted
    from giftplan.reports.erasure import erasure_of

    choose(form, FORMATS, "--format")
    call = context(data, as_of, color=color, quiet=quiet)
    book = call.book()
    who = partner_named(book, partner)
    _all_readable(book)
    texts = Texts(book)
    erasure = erasure_of(book, texts, who, _contact(who, texts, contact))
    name = f"{partner} {contact or ''}".rstrip()
    if not erasure.changes:
        call.note(f"{name} is erased already: nothing to write")
    asks = bool(erasure.changes) and not (dry_run or yes)
    if asks and (form == "json" or not somebody_answers()):
        raise UsageError("what is erased is gone: look at it with --dry-run, then do it with --yes")
    _show(call, book, erasure, texts, form, writes=yes and not dry_run)
    if dry_run or not erasure.changes:
        if erasure.changes:
            call.note(f"nothing is written. To do it: giftplan forget {name}")
        return 0
    if asks and not confirmed("Erase it? It cannot be undone but through git.", default=False):
        call.note("nothing is written")
        return 0
    write(call.root, erasure, texts)
    call.note(f"erased in {counted(len(erasure.changes), 'file')}: giftplan check looks through them")
    return 0


def _all_readable(book: "Book") -> None:
    """Raises `CannotWorkError` where something could remain in a file that cannot be read."""
    from giftplan.errors import CannotWorkError
    from giftplan.output.words import listed

    lost = [path for path in sorted(book.lost) if path.startswith(("partners", "gifts")) or path == "."]
    if lost:
        raise CannotWorkError(
            f"these cannot be read, and something could remain in them: {listed(lost)}. giftplan check says why"
        )


def _contact(partner: "Partner", texts: "Texts", name: str | None) -> str | None:
    """That contact's id, also of one whose erasure was interrupted. Raises `UsageError` where there is none."""
    from giftplan.cli.naming import contact_named
    from giftplan.reports.unfinished import unfinished_in

    begun = {one.contact for one in unfinished_in(texts(partner.path))}
    return name if name is None or name in begun else contact_named(partner, name).id


def _show(call: "Context", book: "Book", erasure: "Erasure", texts: "Texts", form: str, writes: bool) -> None:
    from giftplan.cli.erasing import texts_after
    from giftplan.output.json.forget import forget_json
    from giftplan.output.screen.forget import forget_screen
    from giftplan.reports.still_naming import places_naming

    every = list(texts_after(call.root, erasure, texts))
    people = [(partner, name) for partner in (erasure.partner.id, erasure.identity.now) for name in erasure.people]
    remaining = list(places_naming(book, erasure.naming, [*people, *erasure.elsewhere], every))
    purge = _purge(call, erasure, every)
    if form == "json":
        call.write(forget_json(erasure, remaining, purge, call.shown, writes))
    elif erasure.changes:
        call.show(forget_screen(erasure, remaining, purge, call.shown, call.width))


def _purge(call: "Context", erasure: "Erasure", texts: "Iterable[tuple[str, str]]") -> "Purge | None":
    """None outside a repository, and where its history holds nothing of it."""
    from giftplan.book.traces import traces_of
    from giftplan.errors import CannotWorkError
    from giftplan.reports.purge import purge_of

    try:
        bearer = erasure.partner.id if erasure.identity.is_whole else None
        traces = traces_of(call.root, [change.path for change in erasure.changes], erasure.names, bearer)
    except CannotWorkError as error:
        call.note(f"what git's history still holds could not be told: {error}")
        return None
    return purge_of(erasure, traces, texts) if traces and traces.commits else None
