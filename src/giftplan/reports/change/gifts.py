"""Which gift of before is which gift of after: a file that was moved or split holds the same gifts."""

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from dataclasses import dataclass

from giftplan.book.book import Book
from giftplan.records.gift import Gift
from giftplan.reports.change.partners import Names

Key = Callable[[Gift], Hashable]


@dataclass(frozen=True, slots=True)
class GiftPair:
    """A gift that both sides have, whatever became of it."""

    before: Gift
    after: Gift


@dataclass(frozen=True, slots=True)
class Gifts:
    """Every gift of both sides, once."""

    pairs: tuple[GiftPair, ...]
    removed: tuple[Gift, ...]
    added: tuple[Gift, ...]

    @property
    def moved(self) -> dict[str, str]:
        """The files of before whose gifts are in another file now."""
        return {pair.before.path: pair.after.path for pair in self.pairs if pair.before.path != pair.after.path}


def gifts_of(before: Book, after: Book, names: Names) -> Gifts:
    """The gifts of both sides, matched: equal ones first, then the likeliest, by file, day, partner and nature."""
    pairs, gone, come = _matched(before.gifts, after.gifts, _placed)
    gone = [gift.replaced(partner=names.now(gift.partner)) for gift in gone]
    for key in (_content, _named, _of_day, _in_file):
        found, gone, come = _matched(gone, come, key)
        pairs += found
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
