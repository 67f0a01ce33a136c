"""What lies on the desk of whoever asks what to do: the rules' view of the book, and the plans of two years."""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from functools import cached_property

from dateutil.relativedelta import relativedelta

from giftplan.book.book import Book
from giftplan.planning.allowance import policy_on
from giftplan.planning.almanac import Almanac
from giftplan.planning.courtesy import asking_is_rude
from giftplan.planning.days import Days
from giftplan.planning.form import authorisation_on
from giftplan.planning.history import History
from giftplan.planning.outcome import OPEN
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import Plan
from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.progress import CARD_LEAD_DAYS
from giftplan.planning.touches import days_of
from giftplan.records.catalogue import Idea
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings
from giftplan.records.touch import Touch
from giftplan.rules.asked import Asked
from giftplan.rules.attention.answers import unthanked_referrals

AHEAD = timedelta(days=30)
"""How long before a touch to ask for what it needs: a policy, an approval."""


@dataclass(frozen=True)
class Desk:
    """The book as of a day, with the plans that still have something to come, the nearest year first."""

    asked: Asked
    plans: tuple[Plan, ...]
    days: int
    almanac: Almanac

    @property
    def book(self) -> Book:
        return self.asked.book

    @property
    def settings(self) -> Settings:
        return self.asked.settings

    @property
    def today(self) -> date:
        return self.asked.as_of

    @cached_property
    def until(self) -> date:
        """The last day that is looked at."""
        return self.today + timedelta(days=self.days)

    @cached_property
    def partners(self) -> dict[str, Partner]:
        """Every partner that is planned for."""
        return {row.partner.id: self.book.partners[row.partner.id] for plan in self.plans for row in plan.budgets}

    @cached_property
    def open_touches(self) -> dict[str, list[tuple[PlannedTouch, date]]]:
        """By partner the touches still to come, each with its day."""
        found: dict[str, list[tuple[PlannedTouch, date]]] = {}
        for plan in self.plans:
            for touch in plan.touches:
                if touch.status in OPEN and touch.day is not None:
                    found.setdefault(touch.partner, []).append((touch, touch.day))
        return found

    def blocked(self) -> Iterator[tuple[int, BlockedTouch]]:
        """The touches that no day is left for, with their year."""
        return ((plan.year, touch) for plan in self.plans for touch in plan.blocked)

    @cached_property
    def ordered(self) -> dict[str, list[Gift]]:
        """By partner what is written down and still to come."""
        found: dict[str, list[Gift]] = {}
        for gift in self.book.gifts:
            if gift.given and gift.date > self.today and gift.partner in self.book.partners:
                found.setdefault(gift.partner, []).append(gift)
        return found

    @cached_property
    def unthanked(self) -> dict[str, list[tuple[Partner, date]]]:
        """By partner whom it brought us, and when, where nobody thanked for it."""
        found: dict[str, list[tuple[Partner, date]]] = {}
        for brought, by, day in unthanked_referrals(self.asked):
            if day <= self.today:
                found.setdefault(by.id, []).append((brought, day))
        return found

    def first_waiting(self, partner: Partner, note: str) -> date | None:
        """The day of the first touch to come of which the plan notes that something is to be asked first."""
        days = (day for touch, day in self.touches_of(partner) if touch.note == note and day > self.today)
        return min(days, default=None)

    def touches_of(self, partner: Partner) -> Iterable[tuple[PlannedTouch, date]]:
        """One partner's touches still to come, each with its day."""
        return self.open_touches.get(partner.id, ())

    def touch(self, name: str | None) -> Touch | None:
        """The touch of that id."""
        return next((touch for touch in self.book.touches if touch.id == name), None)

    def is_recent(self, day: date) -> bool:
        """Did it happen within the last twelve months?"""
        return day <= self.today < day + relativedelta(months=12)

    def card_by(self, day: date) -> date:
        """The day by which a card that is to arrive on `day` is written."""
        return self.almanac.working_days_before(self.settings.country, day, CARD_LEAD_DAYS)

    def lead(self, idea: Idea) -> int:
        """The working days from ordering it to its arrival."""
        return self.settings.lead_days if idea.lead_days is None else idea.lead_days

    def arrival(self, idea: Idea, partner: Partner, touch: PlannedTouch, day: date) -> date | None:
        """The day on which it can be there: the planned one, or if it is too late for that the first that is free."""
        soonest = self.almanac.working_days_after(self.settings.country, self.today, self.lead(idea))
        if soonest <= day:
            return day
        its = self.touch(touch.touch)
        first = next((free for free in self._free(partner, its, day.year) if free >= soonest), None) if its else None
        policy, _ = policy_on(partner, self.today)
        needs_yes = first is not None and policy.gifts == "approval" and authorisation_on(partner, first) is None
        return None if needs_yes else first

    def _free(self, partner: Partner, touch: Touch, year: int) -> list[date]:
        """The days of a touch that a plan would choose among, whatever was decided about it."""
        days = Days(self.book, self.settings, self.almanac, year)
        undecided = partner.replaced(touches={})
        choice = days.choose(undecided, touch.replaced(kinds=()), None, History(self.book, partner))
        taken = {day for removed in choice.removed.values() for day in removed}
        return [day for day in days_of(touch, year) if day not in taken] if choice.day and not choice.as_card else []

    def may_ask(self, partner: Partner) -> bool:
        """May one ask there how a gift was liked?"""
        return not asking_is_rude(self.book, partner.country)
