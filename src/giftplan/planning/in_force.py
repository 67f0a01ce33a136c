"""Which limits of the law and the tax office hold between us and a partner on a day, and which speak for a kind."""

from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta

from giftplan.book.book import Book
from giftplan.records.limit import Limit
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings

MEASURED = frozenset({"refuse", "warn"})
"""The levels of limits that a gift may pass, so that one which names its kind can speak for it."""


Pair = tuple[str, str | None]
"""A country and a sector."""


@dataclass(frozen=True, slots=True)
class InForce:
    """A limit on a day. Not `confirmed`: low confidence, or the last known value of a year that has none."""

    limit: Limit
    confirmed: bool


@dataclass
class LimitsInForce:
    """The limits that hold between us and a partner, by country and sector; worked out once for each pair."""

    book: Book
    settings: Settings
    _by_country: dict[str, tuple[Limit, ...]] = field(default_factory=dict)
    _sectors: dict[str, frozenset[str]] = field(default_factory=dict)
    _between: dict[Pair, tuple[Limit, ...]] = field(default_factory=dict)
    _changes: dict[Pair, list[date]] = field(default_factory=dict)
    _in_force: dict[tuple[str, str | None, int], tuple[InForce, ...]] = field(default_factory=dict)
    _special: dict[tuple[int, str, int], list[Limit]] = field(default_factory=dict)

    def between(self, partner: Partner) -> tuple[Limit, ...]:
        """Every limit of any day that speaks of gifts from us to that partner."""
        country, sector = self._pair(partner)
        if (country, sector) not in self._between:
            self._between[country, sector] = tuple(
                limit
                for limit in self._of_country(country)
                if not limit.recipient_sector or sector in limit.recipient_sector
            )
        return self._between[country, sector]

    def _pair(self, partner: Partner) -> Pair:
        """The country, and the sector where a limit there names it: all other partners of a country are alike."""
        country, sector = partner.country, partner.sector
        if country not in self._sectors:
            limits = self._of_country(country)
            self._sectors[country] = frozenset(name for limit in limits for name in limit.recipient_sector)
        return country, sector if sector in self._sectors[country] else None

    def _of_country(self, country: str) -> tuple[Limit, ...]:
        """Those that bind us as givers, and those of the partner's country."""
        if country not in self._by_country:
            every = (limit for file in self.book.limits for limit in file.limits)
            self._by_country[country] = tuple(
                limit
                for limit in every
                if limit.country in (None, self.settings.country if limit.side == "giver" else country)
                and (not limit.giver_sector or self.settings.sector in limit.giver_sector)
            )
        return self._by_country[country]

    def on(self, partner: Partner, day: date) -> tuple[InForce, ...]:
        """The limits in force on that day; where a series has no value for it, its last one, unconfirmed."""
        between = self._pair(partner)
        if between not in self._changes:
            self._changes[between] = _changes(self.between(partner))
        key = (*between, bisect_right(self._changes[between], day))
        if key not in self._in_force:
            self._in_force[key] = tuple(in_force(self.between(partner), day))
        return self._in_force[key]

    def special_cases(self, limit: Limit, kind: str, partner: Partner, day: date) -> list[Limit]:
        """The limits of the same law that name this kind: they speak for it instead of the general one.

        An exemption does so up to its amount, and from a limit that names the kind as well.
        """
        every = self.on(partner, day)
        key = id(limit), kind, id(every)
        if key not in self._special:
            self._special[key] = [
                found.limit
                for found in every
                if kind in found.limit.kinds
                and (found.limit.level == "exempt" or _speaks_for(found.limit, limit))
                and law_of(found.limit) == law_of(limit)
            ]
        return self._special[key]


def _changes(limits: Iterable[Limit]) -> list[date]:
    """The days on which a limit comes into force, or no longer is."""
    starts = {limit.start for limit in limits if limit.start}
    return sorted(starts | {limit.until + timedelta(days=1) for limit in limits if limit.until})


def in_force(limits: Sequence[Limit], day: date) -> Iterable[InForce]:
    """Of each series the values in force on that day, or else its last one before, marked as unconfirmed."""
    series: dict[tuple[object, ...], list[Limit]] = {}
    for limit in limits:
        series.setdefault(limit.series, []).append(limit)
    for values in series.values():
        current = [limit for limit in values if limit.in_force(day)]
        if current:
            yield from (InForce(limit, limit.confidence != "low") for limit in current)
        elif past := [limit.until for limit in values if limit.until is not None and limit.until < day]:
            yield from (InForce(limit, confirmed=False) for limit in values if limit.until == max(past))


def _speaks_for(special: Limit, limit: Limit) -> bool:
    """Does a limit that names kinds stand in place of a general one? A milder one never lifts one that refuses."""
    is_as_strict = special.level == "refuse" or special.level == limit.level
    return not limit.kinds and special.level in MEASURED and special.amount is not None and is_as_strict


def law_of(limit: Limit) -> tuple[object, ...]:
    """What limits of one law share, whatever they count and for which kinds."""
    return limit.topic, limit.country, limit.side, limit.giver_sector, limit.recipient_sector
