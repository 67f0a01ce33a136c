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
    from giftplan.book.texts import Texts
    from giftplan.cli.context import Context
    from giftplan.records.partner import Partner
    from giftplan.reports.erasure import Erasure
    from giftplan.reports.purge import Purge
    from giftplan.reports.still_naming import Place

FORMATS = ("table", "json")


def forget(
    partner: Annotated[str, typer.Argument(metavar="PARTNER", help="Its id: the name of its file.")],
    contact: Annotated[
        str | None, typer.Argument(metavar="CONTACT", help="One person's id (else the whole partner).")
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
      giftplan forget nordwind anna --dry-run   what would be erased
      giftplan forget nordwind anna --yes       one person: name, interests, notes
      giftplan forget kestrel --yes             the partner, and everybody there

    The register keeps day, nature, value and outcome of every gift, under an id that names nobody. It is not undone
    but through git, whose history still holds it all: the answer says how that is purged.
    """
    from giftplan.book.texts import Texts
    from giftplan.cli.asking import confirmed
    from giftplan.cli.asking import somebody_answers
    from giftplan.cli.context import choose  # what an erasure needs takes time to import: not for --help
    from giftplan.cli.context import context
    from giftplan.cli.erasing import write
    from giftplan.cli.naming import partner_named
    from giftplan.errors import UsageError
    from giftplan.output.json.forget import forget_json
    from giftplan.output.screen.forget import forget_screen
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
    outlook = _outlook(call, book, erasure, texts)
    if form == "table" and erasure.changes:
        call.show(forget_screen(erasure, *outlook, call.shown, call.width))
    is_wanted = bool(erasure.changes) and not dry_run
    is_written = is_wanted and (yes or confirmed("Erase it? It cannot be undone but through git.", default=False))
    if is_written:
        write(call.root, erasure, texts)
        call.note(f"erased in {counted(len(erasure.changes), 'file')}: giftplan check looks through them")
    elif erasure.changes:
        call.note(f"nothing was written. To do it: giftplan forget {name}{'' if somebody_answers() else ' --yes'}")
    if form == "json":
        call.write(forget_json(erasure, *outlook, call.shown, is_written))
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


def _outlook(call: "Context", book: "Book", erasure: "Erasure", texts: "Texts") -> "tuple[list[Place], Purge | None]":
    """Where they will still be named, and what git's history holds."""
    from giftplan.cli.erasing import texts_after
    from giftplan.reports.still_naming import places_naming

    every = [*texts_after(call.root, erasure, texts), *_elsewhere(call)]
    people = [(partner, name) for partner in (erasure.partner.id, erasure.identity.now) for name in erasure.people]
    remaining = list(places_naming(book, erasure.naming, [*people, *erasure.elsewhere], every))
    return remaining, _purge(call, erasure, every)


def _elsewhere(call: "Context") -> "list[tuple[str, str]]":
    """The texts of the repository beside the data folder: what they bear is no word of the data alone."""
    from giftplan.book.traces import texts_elsewhere
    from giftplan.errors import CannotWorkError

    try:
        return list(texts_elsewhere(call.root))
    except CannotWorkError:  # git is missing or fails, which is said where its history is asked for
        return []


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
