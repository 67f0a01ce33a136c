"""Who left: what happened apart from how we read it, what is free now, and whether they had a last word from us."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from dateutil.relativedelta import relativedelta

from giftplan.planning.allowance import allowance_of
from giftplan.planning.allowance import policy_on
from giftplan.planning.history import History
from giftplan.planning.ideas import Ideas
from giftplan.planning.outcome import OPEN
from giftplan.planning.plan import Planner
from giftplan.planning.plan import plannable
from giftplan.planning.touches import FAREWELL_MONTHS
from giftplan.planning.touches import slots_of
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.records.relation import Departure
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Relation


@dataclass(frozen=True, slots=True)
class Freed:
    """What a partner took of our year: its allowance in the home currency, and its touches."""

    year: int
    amount: Decimal
    touches: int


@dataclass(frozen=True, slots=True)
class Left:
    """A partner that left, or gave notice. Facts and readings stand in its file apart, and stay so."""

    partner: Partner
    how: Departure
    freed: Freed | None
    """None where nothing can be planned for it: `check` says why."""
    since: Gift | None
    """The first that was given, or is ordered, since: a card as a rule."""
    card: date | None
    """The day of the one card that is planned, where nothing was given."""
    had_word: bool | None
    """A gift, a card or a meeting since; None without settings, which say what counts."""

    def is_recent(self, as_of: date) -> bool:
        """Is it not too late for a card off contract, and to ask why?"""
        return as_of <= self.how.date + relativedelta(months=FAREWELL_MONTHS)


class Departures:
    """Works out what departures leave behind; planners are made only where a card is still to come."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._planners: dict[int, Planner] = {}

    @cached_property
    def _plannable(self) -> Mapping[str, Partner]:
        book = self._asked.book
        can_plan = book.settings and book.tiers and book.touches
        return {partner.id: partner for partner in plannable(book)} if can_plan else {}

    @cached_property
    def _relations(self) -> Mapping[str, Relation]:
        return {relation.partner.id: relation for relation in self._asked.relations}

    def every(self) -> tuple[Left, ...]:
        """Who left, the latest first."""
        found = [
            self._left(partner, partner.departed)
            for partner in self._asked.book.partners.values()
            if partner.departed and (partner.status == "departed" or partner.departed.date > self._asked.as_of)
        ]
        return tuple(sorted(found, key=lambda one: (-one.how.date.toordinal(), one.partner.id)))

    def freed(self, partner: Partner) -> Freed | None:
        """What it takes of this year; of the year in which it left, as if it had stayed."""
        book = self._asked.book
        if partner.id not in self._plannable or book.settings is None:
            return None
        left = partner.left_on
        day, there = left or self._asked.as_of, partner.replaced(status="active", departed=None) if left else partner
        tier = book.tiers.get(partner.tier_in(day.year) or 0)
        policy, _ = policy_on(partner, day)
        allowance = allowance_of(there, tier, day.year, policy, book.settings.exchange)
        slots = slots_of(there, tier, book.touches, day.year, History(book, partner))
        return Freed(day.year, allowance.amount, sum(not slot.is_skipped for slot in slots))

    def _left(self, partner: Partner, how: Departure) -> Left:
        given = History(self._asked.book, partner).given
        since = next((gift for gift in given if gift.date >= how.date), None)
        card = None if since else self._card(partner, how.date)
        relation = self._relations.get(partner.id)
        had_word = relation.words_since(how.date, self._asked.as_of) if relation else None
        return Left(partner, how, self.freed(partner), since, card, had_word)

    def _card(self, partner: Partner, left: date) -> date | None:
        """The day on which the one card is planned, this year or next."""
        today = self._asked.as_of
        if partner.id not in self._plannable:
            return None
        leaver = partner.replaced(status="departed")
        for year in (today.year, today.year + 1):
            touches = self._planner(year).plan(leaver)[1] if left.year <= year else []
            days = [touch.day for touch in touches if touch.status in OPEN and touch.day]
            if days:
                return min(days)
        return None

    def _planner(self, year: int) -> Planner:
        if year not in self._planners:
            book, settings = self._asked.book, self._asked.settings
            self._planners[year] = Planner(book, settings, year, self._asked.as_of, Ideas(book, settings, year))
        return self._planners[year]
