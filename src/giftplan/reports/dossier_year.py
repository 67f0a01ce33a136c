"""The year of one partner in its dossier: its plan and its money, or why there is none."""

from dataclasses import dataclass
from datetime import date

from giftplan.book.book import Book
from giftplan.errors import CannotWorkError
from giftplan.planning.ideas import Ideas
from giftplan.planning.outcome import OPEN
from giftplan.planning.outcome import Plan
from giftplan.planning.plan import Planner
from giftplan.planning.plan import plannable
from giftplan.planning.plan import settings_of
from giftplan.records.countries import COUNTRIES
from giftplan.records.partner import Partner
from giftplan.reports.budget import PartnerBudget
from giftplan.reports.budget import budget_of


@dataclass(frozen=True, slots=True)
class YearOf:
    """The year's plan of this partner alone, and its money."""

    plan: Plan
    budget: PartnerBudget


def year_of(book: Book, partner: Partner, as_of: date) -> YearOf | str:
    """The plan of the day's year for this partner; where nothing can be planned, why."""
    if partner.country not in COUNTRIES:
        return f"nothing can be planned: there is no country '{partner.country}'. giftplan check says more"
    try:
        settings = settings_of(book)
    except CannotWorkError as error:
        return str(error)
    if partner not in plannable(book):
        unknown = next(tier for tier in partner.tier.values() if tier and tier not in book.tiers)
        return f"nothing can be planned: {book.file('tiers')} has no tier {unknown}. giftplan check says more"
    year = as_of.year
    planner = Planner(book, settings, year, as_of, Ideas(book, settings, year))
    row, touches, blocked = planner.plan(partner)
    plan = Plan(
        year,
        as_of,
        settings.currency,
        touch_ids=tuple(touch.id for touch in book.touches),
        budgets=(row,),
        touches=tuple(touches),
        blocked=tuple(blocked),
        left_out=(),
        unpinned=tuple(sorted(planner.almanac.unpinned)),
    )
    return YearOf(plan, budget_of(book, plan).partners[0])


def planned_services(book: Book, year: YearOf) -> tuple[str, ...]:
    """The services, by name, that are still to come."""
    ideas = (book.catalogue.get(touch.idea or "") for touch in year.plan.touches if touch.status in OPEN)
    return tuple(idea.name for idea in ideas if idea is not None and idea.kind == "service")
