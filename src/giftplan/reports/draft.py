"""A gift that is about to be written down: what was said of it, and what follows from that."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic_core import PydanticCustomError

from giftplan.book.book import Book
from giftplan.book.rendering import Written
from giftplan.book.trees import SUFFIXES
from giftplan.records.catalogue import Idea
from giftplan.records.gift import REACHED
from giftplan.records.numbers import read_amount
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings

Direction = Literal["given", "received"]
CARD = "card"
CARD_NATURE = "Handwritten card"
ORDER = (
    *("partner", "date", "direction", "touch", "recipients", "shared_by", "nature", "why", "gift", "kind", "value"),
    *("extras", "vat_percent", "currency", "rate", "by", "approved", "supplier", "quantity", "colour", "wrapping"),
    *("logo", "ink", "delivery", "tags", "contains", "card", "outcome", "reaction", "recorded", "declared", "thanked"),
    *("invoice", "waivers"),
)
"""The fields as data.md has them: what and to whom first, the paper work last."""
MOST_NAMES = 1000
"""So many gifts to one partner on one day find a name."""
NEEDED = ("recipients", "kind", "value")
"""What only whoever was there can say, unless there is one answer."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of a gift's file in their order, and which of the needed ones nobody said yet."""

    fields: Mapping[str, Written]
    missing: tuple[str, ...]


def drafted(
    book: Book, settings: Settings, partner: Partner, direction: Direction, said: Mapping[str, Written], as_of: date
) -> Draft:
    """Whatever was said, with what has one honest value beside it. `said` names the day and the nature at least."""
    day = date.fromisoformat(str(said["date"]))
    fields: dict[str, Written] = {"partner": partner.id, **_of_idea(book, said), **said}
    fields["nature"] = _nature(book, said, direction)
    fields["recorded"] = said.get("recorded", as_of.isoformat())
    if direction == "received":
        fields["direction"] = direction
    if _is_card(said):
        fields |= {"kind": CARD, "value": said.get("value", "0.00")}
        if direction == "given":
            fields["card"] = said.get("card", {"handwritten": "true"})
    for name in ("recipients", "tags", "contains"):
        if name in fields and not isinstance(fields[name], str):
            fields[name] = list(dict.fromkeys(map(str, fields[name])))
    fields = {**_only_answers(book, settings, partner, direction, day, str(said.get("outcome", "accepted"))), **fields}
    rate = settings.exchange.rate(str(said["currency"])) if "currency" in said else None
    if rate is not None and said["currency"] != settings.currency:
        fields.setdefault("rate", f"{rate:f}")
    for name in ("value", "extras"):
        if name in fields:
            fields[name] = _with_cents(str(fields[name]))
    ordered = {name: fields[name] for name in ORDER if name in fields}
    return Draft(ordered, tuple(name for name in NEEDED if name not in ordered))


def _only_answers(
    book: Book, settings: Settings, partner: Partner, direction: Direction, day: date, outcome: str
) -> dict[str, Written]:
    """What can be one thing only: a single person on either side, the touch whose months hold the day.

    An offer that was turned down fills no touch.
    """
    found: dict[str, Written] = {}
    ours = [member.id for member in settings.team]
    theirs = [contact.id for contact in partner.contacts if contact.is_there(day)]
    to = theirs if direction == "given" else ours
    if len(to) == 1:
        found["recipients"] = to
    if len(ours) == 1:
        found["by"] = ours[0]
    touch = next((touch.id for touch in book.touches if day.month in touch.months), None)
    if direction == "given" and outcome in REACHED and touch is not None:
        found["touch"] = touch
    return found


def _of_idea(book: Book, said: Mapping[str, Written]) -> dict[str, Written]:
    """What the catalogue lends, written down: a later catalogue must not rewrite the register."""
    idea = _idea(book, said)
    if idea is None:
        return {}
    lent: dict[str, Written] = {"gift": idea.id, "kind": idea.kind}
    lent |= {"tags": idea.tags} if idea.tags else {}
    return lent | ({"contains": idea.contains} if idea.contains else {})


def _idea(book: Book, said: Mapping[str, Written]) -> Idea | None:
    """The idea that is named, or whose name or id is what the gift is called."""
    if "gift" in said:
        return book.catalogue.get(str(said["gift"]))
    nature = str(said["nature"]).casefold()
    return next((idea for idea in book.catalogue.values() if nature in (idea.id, idea.name.casefold())), None)


def _nature(book: Book, said: Mapping[str, Written], direction: Direction) -> str:
    nature = str(said["nature"])
    if _is_card(said):
        return _card_nature(said, direction) if nature.casefold() == CARD else nature
    idea = book.catalogue.get(nature)
    return idea.name if idea else nature


def _card_nature(said: Mapping[str, Written], direction: Direction) -> str:
    """What is known of a card that is called just that; of one that came to us, nothing."""
    if direction == "received":
        return "Card"
    card = said.get("card")
    is_printed = isinstance(card, Mapping) and card.get("handwritten") == "false"
    return "Printed card" if is_printed else CARD_NATURE


def _is_card(said: Mapping[str, Written]) -> bool:
    nature = str(said["nature"]).casefold()
    return said.get("kind", CARD if nature in (CARD, CARD_NATURE.casefold()) else None) == CARD


def _with_cents(amount: str) -> str:
    """64 as 64.00; what is no amount stays as it is, to be refused in the words of `check`."""
    try:
        return f"{read_amount(amount):.2f}"
    except PydanticCustomError:
        return amount


def what_judges(book: Book, partner: Partner) -> list[str]:
    """The files that cannot be read, and that a gift to this partner has to be held against.

    Any gift could be one to the same person, who may have come from any partner, and the law counts all of them.
    """
    theirs = {partner.country.lower(), (book.settings.country if book.settings else "").lower()}

    def counts(path: str) -> bool:
        folder, _, rest = path.rpartition("/")
        stem = rest.partition(".")[0]
        of_country = folder in ("cultures", "limits") and (stem in theirs or len(stem) != 2)
        return of_country or path.startswith(("gifts", "partners", "cultures/shared", "limits/shared")) or not folder

    return sorted(path for path in book.lost if counts(path))


def file_names(book: Book, partner: str, day: date) -> Iterator[str]:
    """The names that a gift's file may have, the first that are free: `<date>-<partner>.yaml`, then with a number."""
    taken = {path.rpartition(".")[0].casefold() for path in book.tree.listing().files}
    first = f"gifts/{day.year}/{day.isoformat()}-{partner}"
    stems = (first if number == 1 else f"{first}-{number}" for number in range(1, MOST_NAMES))
    return (f"{stem}{SUFFIXES[0]}" for stem in stems if stem.casefold() not in taken)
