"""Which gift of before is which gift of after: a file that was moved or split holds the same gifts."""

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from giftplan.book.book import Book
from giftplan.records.gift import Gift
from giftplan.reports.change.names import Names

Key = Callable[[Gift], Hashable]
Place = tuple[str, int | None]
"""A gift's file, and its place in one that holds several."""


def place_of(gift: Gift) -> Place:
    """Where it stands."""
    return gift.path, gift.index


@dataclass(frozen=True, slots=True)
class GiftPair:
    """A gift that both sides have, whatever became of it. `before` names its partner and people as they are now."""

    before: Gift
    after: Gift
    is_erased: bool = False
    """Was somebody in it erased on request?"""


@dataclass(frozen=True)
class Gifts:
    """Every gift of both sides, once."""

    pairs: tuple[GiftPair, ...]
    removed: tuple[Gift, ...]
    added: tuple[Gift, ...]

    @cached_property
    def _moved(self) -> dict[Place, Place]:
        return {place_of(pair.before): place_of(pair.after) for pair in self.pairs}

    def now(self, place: Place) -> Place:
        """Where the gift stands now that stood there before; one that is gone stays where it was."""
        return self._moved.get(place, place)


def gifts_of(before: Book, after: Book, names: Names) -> Gifts:
    """The gifts of both sides, matched: equal ones first, then the likeliest, by file, day, partner and nature."""
    pairs, gone, come = _matched(before.gifts, after.gifts, _placed)
    erased = {place_of(gift) for gift in gone if names.is_erased(gift)}
    gone = [names.gift_now(gift) for gift in gone]
    for key in (_content, _named, _of_day, _in_file, _of_another_day):
        found, gone, come = _matched(gone, come, key)
        pairs += [GiftPair(pair.before, pair.after, place_of(pair.before) in erased) for pair in found]
    return Gifts(tuple(pairs), tuple(gone), tuple(come))


def _matched(before: Iterable[Gift], after: Iterable[Gift], key: Key) -> tuple[list[GiftPair], list[Gift], list[Gift]]:
    waiting: defaultdict[Hashable, list[Gift]] = defaultdict(list)
    for gift in after:
        waiting[key(gift)].append(gift)
    pairs: list[GiftPair] = []
    left: list[Gift] = []
    for gift in before:
        candidates = waiting[key(gift)]
        if candidates:
            pairs.append(GiftPair(gift, candidates.pop(0)))
        else:
            left.append(gift)
    return pairs, left, [gift for candidates in waiting.values() for gift in candidates]


def _placed(gift: Gift) -> Hashable:
    return gift


def _content(gift: Gift) -> Hashable:
    return gift.replaced(path="", index=None)


def _named(gift: Gift) -> Hashable:
    return gift.partner, gift.direction, gift.date, gift.recipients, gift.nature


def _of_day(gift: Gift) -> Hashable:
    return gift.partner, gift.direction, gift.date


def _in_file(gift: Gift) -> Hashable:
    """A file of one gift is that gift, whatever is written in it; in a list, the same partner's same thing is."""
    return (gift.path,) if gift.index is None else (gift.path, gift.partner, gift.direction, gift.nature)


def _of_another_day(gift: Gift) -> Hashable:
    """A day that is corrected gives the file another name."""
    return gift.partner, gift.direction, gift.recipients, gift.nature, gift.value
