"""Rules that are set aside now and were not, and the other way round: by whom, until when, and why."""

from collections.abc import Container
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.book.problem import KeyPath
from giftplan.records.waiver import Waiver
from giftplan.reports.change.gifts import Gifts
from giftplan.reports.change.gifts import Place
from giftplan.reports.change.gifts import place_of
from giftplan.reports.change.names import Names
from giftplan.rules.references import at
from giftplan.rules.references import rule_names


@dataclass(frozen=True, slots=True)
class WaiverChange:
    """A waiver that came, went, or has another end, reason or name; `line` is that of the side that has it last."""

    change: Literal["added", "changed", "removed"]
    partner: str
    code: str
    before: Waiver | None
    after: Waiver | None
    path: str
    line: int

    @property
    def now(self) -> Waiver:
        """The waiver as it is known last."""
        known = self.after or self.before
        assert known is not None
        return known


class _Key(NamedTuple):
    """On whom or which gift a waiver stands, which rule it is of, and how many of it stand there before it."""

    partner: str
    on: Place | None
    code: str
    number: int


class _Place(NamedTuple):
    waiver: Waiver
    path: str
    at: KeyPath


def waiver_changes(
    before: Book, after: Book, names: Names, gifts: Gifts, unknown: Container[str]
) -> Iterator[WaiverChange]:
    """Every waiver that is not what it was, what is new first. Of partners in `unknown` nothing is told."""
    there = {
        key._replace(partner=names.now(key.partner), on=key.on and gifts.now(key.on)): place
        for key, place in _standing(before).items()
    }
    here = _standing(after)
    for key in sorted({*there, *here}, key=lambda key: (key not in here, key.partner, key.code, str(key.on))):
        old, new = there.get(key), here.get(key)
        if key.partner in unknown or (old and new and old.waiver == new.waiver):
            continue
        book, place = (after, new) if new else (before, old)
        assert place is not None
        yield WaiverChange(
            "changed" if old and new else "added" if new else "removed",
            key.partner,
            key.code,
            old.waiver if old else None,
            new.waiver if new else None,
            place.path,
            book.spot(place.path, place.at).line,
        )


def _standing(book: Book) -> dict[_Key, _Place]:
    """Every waiver of a book. One on a partner is not told by its file, which may be called otherwise."""
    codes = rule_names()
    found: dict[_Key, _Place] = {}

    def note(partner: str, on: Place | None, waiver: Waiver, path: str, place: KeyPath) -> None:
        key = _Key(partner, on, codes.get(waiver.rule, waiver.rule), 0)
        while key in found:
            key = key._replace(number=key.number + 1)
        found[key] = _Place(waiver, path, place)

    for partner in book.partners.values():
        for index, waiver in enumerate(partner.waivers):
            note(partner.id, None, waiver, partner.path, ("waivers", index))
    for gift in book.gifts:
        for index, waiver in enumerate(gift.waivers):
            note(gift.partner, place_of(gift), waiver, gift.path, at(gift, "waivers", index))
    return found
