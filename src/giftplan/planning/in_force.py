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
    _between: dict[tuple[str, str | None], tuple[Limit, ...]] = field(default_factory=dict)
    _changes: dict[tuple[str, str | None], list[date]] = field(default_factory=dict)
    _in_force: dict[tuple[str, str | None, int], tuple[InForce, ...]] = field(default_factory=dict)

    def between(self, partner: Partner) -> tuple[Limit, ...]:
        """Every limit of any day that speaks of gifts from us to that partner."""
        country, sector = partner.country, partner.sector
        if (country, sector) not in self._between:
            self._between[country, sector] = tuple(
                limit
                for limit in self._of_country(country)
                if not limit.recipient_sector or sector in limit.recipient_sector
            )
        return self._between[country, sector]

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
        between = (partner.country, partner.sector)
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
        return [
            found.limit
            for found in self.on(partner, day)
            if kind in found.limit.kinds
            and (found.limit.level == "exempt" or (not limit.kinds and found.limit.level in MEASURED))
            and (found.limit.level == "exempt" or found.limit.amount is not None)
            and law_of(found.limit) == law_of(limit)
        ]


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
        elif past := [limit for limit in values if limit.until is not None and limit.until < day]:
            yield InForce(max(past, key=lambda limit: limit.until or date.min), confirmed=False)


def law_of(limit: Limit) -> tuple[object, ...]:
    """What limits of one law share, whatever they count and for which kinds."""
    return limit.topic, limit.country, limit.side, limit.giver_sector, limit.recipient_sector
