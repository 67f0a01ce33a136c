"""--partner, --tier, --owner, --country, --month: one part of a plan."""

from collections.abc import Container
from collections.abc import Iterable
from dataclasses import replace

from giftplan.book.book import Book
from giftplan.cli.context import choose
from giftplan.errors import CannotWorkError
from giftplan.errors import UsageError
from giftplan.planning.outcome import BudgetRow
from giftplan.planning.outcome import Plan

UNCLASSED = "none"


def filtered(
    plan: Plan,
    book: Book,
    partners: list[str] | None,
    tiers: list[str] | None,
    owners: list[str] | None,
    countries: list[str] | None,
    months: list[str] | None,
) -> Plan:
    """The rows and touches that every given filter lets through. Raises `UsageError` for a word that names nothing."""
    team = [member.id for member in book.settings.team] if book.settings else []
    for name in partners or ():
        if any(path in plan.left_out for path in (f"partners/{name}.yaml", f"partners/{name}.yml")):
            raise CannotWorkError(f"the file of '{name}' cannot be used: giftplan check says why")
    only_partners = _known(partners, book.partners, "--partner")
    only_tiers = _known(tiers, [*map(str, book.tiers), UNCLASSED], "--tier")
    only_owners = _known(owners, team, "--owner")
    only_countries = _known(countries, {partner.country for partner in book.partners.values()}, "--country")
    only_months = {_month(month) for month in months or ()}

    def passes(row: BudgetRow) -> bool:
        return (
            _lets(only_partners, row.partner.id)
            and _lets(only_tiers, str(row.tier) if row.tier else UNCLASSED)
            and _lets(only_owners, row.partner.owner or "")
            and _lets(only_countries, row.partner.country)
        )

    budgets = tuple(row for row in plan.budgets if passes(row))
    kept = {row.partner.id for row in budgets}
    touches = tuple(
        touch
        for touch in plan.touches
        if touch.partner in kept and (not only_months or (touch.day is not None and touch.day.month in only_months))
    )
    blocked = tuple(touch for touch in plan.blocked if touch.partner in kept)
    return replace(plan, budgets=budgets, touches=touches, blocked=blocked)


def _known(given: list[str] | None, known: Iterable[str], option: str) -> set[str]:
    choices = sorted(known)
    return {choose(word, choices, option) for word in given or ()}


def _lets(only: Container[str], word: str) -> bool:
    return not only or word in only


def _month(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 12):
        raise UsageError(f"--month '{text}' is not a month: write a number from 1 to 12")
    return int(text)
