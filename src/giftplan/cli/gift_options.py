"""Options of `give` and `receive`: one for each field of a gift's file."""

from collections.abc import Sequence
from typing import Annotated

import typer

from giftplan.errors import UsageError


def _option(name: str, what: str, metavar: str = "TEXT") -> object:
    return typer.Option(name, metavar=metavar, help=what)


_DAY = "DATE"
Text = str | None
Nature = Annotated[str, typer.Argument(metavar="NATURE", help="What it is, in a few words; an idea's id; or card.")]
PartnerId = Annotated[str, typer.Argument(metavar="PARTNER", help="Its id: the name of its file.")]
Value = Annotated[str | None, _option("--value", "For the whole gift, VAT included (68, 68.50).", "AMOUNT")]
Date = Annotated[str | None, _option("--date", "The day it arrives (else today); later: it is ordered.", _DAY)]
Kind = Annotated[str | None, _option("--kind", "desk, book, food ... (else that of the idea).", "KIND")]
Idea = Annotated[str | None, _option("--gift", "The idea of the catalogue that it is.", "ID")]
Extras = Annotated[str | None, _option("--extras", "Engraving, packaging, delivery, VAT included.", "AMOUNT")]
Currency = Annotated[str | None, _option("--currency", "CHF, USD ... (else ours).", "CODE")]
Rate = Annotated[str | None, _option("--rate", "One unit of it at home (else from the settings).", "NUMBER")]
VatPercent = Annotated[str | None, _option("--vat-percent", "The VAT in it (else ours).", "PERCENT")]
SharedBy = Annotated[str | None, _option("--shared-by", "How many share it, where more than are named.", "NUMBER")]
Quantity = Annotated[str | None, _option("--quantity", "How many pieces.", "NUMBER")]
Tags = Annotated[list[str] | None, _option("--tag", "A word of the vocabulary (repeatable).", "WORD")]
Contains = Annotated[list[str] | None, _option("--contains", "What is in it, or none (repeatable).", "WORD")]
Supplier = Annotated[str | None, _option("--supplier", "Who sold it.")]
Invoice = Annotated[str | None, _option("--invoice", "Its number.")]
Outcome = Annotated[str | None, _option("--outcome", "accepted, shared, declined, returned, cancelled.", "WORD")]
Waive = Annotated[list[str] | None, _option("--waive", "Set a rule aside, with --why and --by.", "RULE")]
Yes = Annotated[bool, typer.Option("--yes", help="Write it without asking.")]
Form = Annotated[str, typer.Option("--format", metavar="table|json", help="How to answer.")]

NONE = "none"
OUTCOMES = ("accepted", "shared", "declined", "returned", "cancelled")


def one_of(word: str | None, words: Sequence[str], option: str) -> None:
    """Raises `UsageError` for another word: the nearest one could be untrue, so all are named."""
    if word is not None and word not in words:
        raise UsageError(f"{option} '{word}': write one of {', '.join(words)}")


def refuse_lost(waive: list[str] | None, *, why: Text, by: Text, heard: Text, given_by: Text) -> None:
    """Raises `UsageError` where --why or --by is said twice, and one of the two would go unread."""
    if not waive and heard is not None and why is not None:
        raise UsageError("--heard says the same as --why, where no rule is set aside: write one of the two")
    if not waive and given_by is not None and by is not None:
        raise UsageError("--given-by says the same as --by, where no rule is set aside: write one of the two")


def words(given: list[str] | None) -> list[str] | None:
    """The words of a repeatable option, commas taken apart; `none` alone says that there are none."""
    if given is None:
        return None
    found = [part.strip() for word in given for part in word.split(",") if part.strip()]
    if NONE in found and found != [NONE]:
        raise UsageError(
            f"'{NONE}' stands beside {', '.join(word for word in found if word != NONE)}: write one of both"
        )
    return [] if found == [NONE] else found


def nested(**fields: str | None) -> dict[str, str] | None:
    """The fields of a block that were given; None where none was."""
    given = {name: value for name, value in fields.items() if value is not None}
    return given or None
