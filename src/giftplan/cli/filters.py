"""--partner, --tier, --owner, --country, --month: one part of a plan, a budget or a register."""

import shlex
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.cli.context import choose
from giftplan.errors import CannotWorkError
from giftplan.errors import UsageError
from giftplan.planning.outcome import Plan
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner

UNCLASSED = "none"


class Filters(NamedTuple):
    """The filters as they are given: each any number of times, or not at all."""

    partner: list[str] | None
    tier: list[str] | None
    owner: list[str] | None
    country: list[str] | None
    month: list[str] | None

    def said(self) -> list[str]:
        """The filters as somebody would type them again."""
        return [part for name, words in self._asdict().items() for word in words or () for part in _option(name, word)]


def said(options: Mapping[str, str | None]) -> list[str]:
    """The options that were given, as somebody would type them again."""
    return [part for name, word in options.items() if word is not None for part in (name, shlex.quote(word))]


def _option(name: str, word: str) -> tuple[str, str]:
    return f"--{name}", shlex.quote(word)


@dataclass(frozen=True, slots=True)
class _Only:
    """What the filters let through, every word of them known."""

    partners: frozenset[str]
    tiers: frozenset[str]
    owners: frozenset[str]
    countries: frozenset[str]

    def lets(self, partner_id: str, partner: Partner | None, tier: int | None) -> bool:
        """Does every filter let that partner through, in that tier? One without a file has none, and no owner."""
        return (
            _lets(self.partners, partner_id)
            and _lets(self.tiers, str(tier) if tier else UNCLASSED)
            and _lets(self.owners, (partner.owner if partner else None) or "")
            and _lets(self.countries, partner.country if partner else "")
        )


def _only(book: Book, filters: Filters, partners: Iterable[str]) -> _Only:
    """Raises `UsageError` for a word that names nothing."""
    team = [member.id for member in book.settings.team] if book.settings else []
    return _Only(
        _known(filters.partner, partners, "--partner"),
        _known(filters.tier, [*map(str, book.tiers), UNCLASSED], "--tier"),
        _known(filters.owner, team, "--owner"),
        _known(filters.country, {partner.country for partner in book.partners.values()}, "--country"),
    )


def filtered(plan: Plan, book: Book, filters: Filters) -> Plan:
    """The rows and touches that every given filter lets through. Raises `UsageError` for a word that names nothing."""
    for name in filters.partner or ():
        if any(path in plan.left_out for path in (f"partners/{name}.yaml", f"partners/{name}.yml")):
            raise CannotWorkError(f"the file of '{name}' cannot be used: giftplan check says why")
    only, months = _only(book, filters, book.partners), months_of(filters.month)
    budgets = tuple(row for row in plan.budgets if only.lets(row.partner.id, row.partner, row.tier))
    kept = {row.partner.id for row in budgets}
    touches = tuple(
        touch
        for touch in plan.touches
        if touch.partner in kept and (not months or (touch.day is not None and touch.day.month in months))
    )
    blocked = tuple(touch for touch in plan.blocked if touch.partner in kept)
    return replace(plan, budgets=budgets, touches=touches, blocked=blocked)


def gift_filter(book: Book, filters: Filters) -> Callable[[Gift, Partner | None], bool]:
    """Does every given filter let a gift through? By its partner's tier of its year.

    Raises `UsageError` for a word that names nothing.
    """
    only = _only(book, filters, {*book.partners, *(gift.partner for gift in book.gifts)})
    months = months_of(filters.month)

    def passes(gift: Gift, partner: Partner | None) -> bool:
        tier = partner.tier_in(gift.date.year) if partner else None
        return only.lets(gift.partner, partner, tier) and (not months or gift.date.month in months)

    return passes


def partner_filter(book: Book, filters: Filters, year: int) -> Callable[[Partner], bool]:
    """Does every given filter but that of months let a partner through? By its tier of that year.

    Raises `UsageError` for a word that names nothing, `CannotWorkError` for a partner whose file cannot be used.
    """
    for name in filters.partner or ():
        if book.is_lost(f"partners/{name}"):
            raise CannotWorkError(f"the file of '{name}' cannot be used: giftplan check says why")
    only = _only(book, filters, book.partners)
    return lambda partner: only.lets(partner.id, partner, partner.tier_in(year))


def _known(given: list[str] | None, known: Iterable[str], option: str) -> frozenset[str]:
    choices = sorted(known)
    return frozenset(choose(word, choices, option) for word in given or ())


def _lets(only: frozenset[str], word: str) -> bool:
    return not only or word in only


def months_of(months: list[str] | None) -> frozenset[int]:
    """The numbers of the months that are asked for. Raises `UsageError` for what is none."""
    return frozenset(_month(month) for month in months or ())


def _month(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 12):
        raise UsageError(f"--month '{text}' is not a month: write a number from 1 to 12")
    return int(text)
