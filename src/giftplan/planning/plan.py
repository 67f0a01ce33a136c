"""The year: every partner's touches with their day, form, money, recipient and idea, and why."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from giftplan.book.book import Book
from giftplan.errors import CannotWorkError
from giftplan.money import ZERO
from giftplan.planning import reasons
from giftplan.planning.allowance import allowance_of
from giftplan.planning.allowance import policy_on
from giftplan.planning.almanac import Almanac
from giftplan.planning.budget import Purse
from giftplan.planning.budget import Treasury
from giftplan.planning.budget import shares_of
from giftplan.planning.days import Days
from giftplan.planning.form import MOST_ALTERNATIVES
from giftplan.planning.form import Standing
from giftplan.planning.form import standing_of
from giftplan.planning.history import History
from giftplan.planning.ideas import Ideas
from giftplan.planning.limits import Limits
from giftplan.planning.limits import Planned
from giftplan.planning.offer import Offer
from giftplan.planning.offer import Offers
from giftplan.planning.offer import Turn
from giftplan.planning.outcome import OPEN
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import BudgetRow
from giftplan.planning.outcome import Plan
from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.placing import Placed
from giftplan.planning.placing import place
from giftplan.planning.progress import given_touch
from giftplan.planning.progress import order_by
from giftplan.planning.progress import skipped_touch
from giftplan.planning.progress import status_of
from giftplan.planning.touches import Slot
from giftplan.planning.touches import slots_of
from giftplan.records.contact import Contact
from giftplan.records.countries import COUNTRIES
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings


def make_plan(book: Book, year: int, as_of: date) -> Plan:
    """Plan a year. Raises `CannotWorkError` where the settings, the tiers or the touches cannot be read."""
    settings = settings_of(book)
    planner = Planner(book, settings, year, as_of, Ideas(book, settings, year))
    plans = [planner.plan(partner) for partner in plannable(book)]
    return Plan(
        year,
        as_of,
        settings.currency,
        touch_ids=tuple(touch.id for touch in sorted(book.touches, key=lambda touch: min(touch.months))),
        budgets=tuple(row for row, _, _ in plans),
        touches=tuple(touch for _, touches, _ in plans for touch in touches),
        blocked=tuple(touch for _, _, blocked in plans for touch in blocked),
        left_out=left_out(book),
        unpinned=tuple(sorted(planner.almanac.unpinned)),
    )


def settings_of(book: Book) -> Settings:
    """The settings to plan with. Raises `CannotWorkError` where they, the tiers or the touches cannot be read."""
    if book.settings is None or not book.tiers or not book.touches:
        name = next(name for name, there in _needed(book) if not there)
        raise CannotWorkError(f"nothing can be planned without {name}, and it cannot be used: giftplan check says why")
    return book.settings


def _needed(book: Book) -> Iterable[tuple[str, object]]:
    return ("settings.yaml", book.settings), ("tiers.yaml", book.tiers), ("touches.yaml", book.touches)


def plannable(book: Book) -> list[Partner]:
    """The partners that can be planned for, by id: their tiers and their country exist."""
    return [partner for _, partner in sorted(book.partners.items()) if _can_be_planned(book, partner)]


def left_out(book: Book) -> tuple[str, ...]:
    """The files that a plan goes without: `check` has an error for each."""
    odd = {partner.path for partner in book.partners.values() if not _can_be_planned(book, partner)}
    return tuple(sorted(odd | book.lost))


def _can_be_planned(book: Book, partner: Partner) -> bool:
    return partner.country in COUNTRIES and all(tier in book.tiers for tier in partner.tier.values() if tier)


class Planner:
    """Plans partner after partner; what holds for all of them is worked out once."""

    def __init__(self, book: Book, settings: Settings, year: int, as_of: date, ideas: Ideas) -> None:
        self.book = book
        self.settings = settings
        self.year = year
        self.as_of = as_of
        self.almanac = Almanac(book.calendars)
        self.days = Days(book, settings, self.almanac, year)
        self.treasury = Treasury(settings, Limits(book, settings), year)
        self.offers = Offers(book, settings, self.treasury, ideas)

    def plan(self, partner: Partner) -> tuple[BudgetRow, list[PlannedTouch], list[BlockedTouch]]:
        """One partner's year. Nothing of any other partner enters, but who a contact was before."""
        standing = self._standing(partner)
        history = standing.history
        tier = partner.tier_in(self.year)
        slots = slots_of(partner, self.book.tiers.get(tier or 0), self.book.touches, self.year, history)
        usable, bound_by = self.treasury.usable(standing)
        shares = shares_of(slots, usable, self.settings.smallest_gift)
        placed, blocked = place(self.days, partner, slots, history)
        alternatives = _alternatives(history, placed, shares)
        purse = Purse(
            history.spent(self.year, self.settings.exchange), len(history.objects(history.in_year(self.year)))
        )
        touches = [skipped_touch(partner, slot) for slot in slots if slot.is_skipped]
        for spot in sorted(placed, key=lambda spot: spot.day):
            if spot.slot.given:
                touches.append(given_touch(self.book, standing, spot.slot, self.as_of, self.settings))
            elif contact := self._recipient(standing, spot.day, purse):
                share = shares.get(spot.slot.touch.id, ZERO)
                turn = Turn(standing, spot.slot, spot.choice, spot.day, contact, share, alternatives, purse)
                touches.append(self._touch(turn))
            else:
                blocked.append(_nobody(partner, spot.slot))
        order = {slot.touch.id: index for index, slot in enumerate(slots)}
        touches.sort(key=lambda touch: order[touch.touch])
        coming = sum((touch.budget for touch in touches if touch.status in OPEN), start=ZERO)
        return BudgetRow(partner, tier, standing.allowance, usable, bound_by, coming, purse.spent), touches, blocked

    def _standing(self, partner: Partner) -> Standing:
        policy, verified = policy_on(partner, self.as_of)
        tier = self.book.tiers.get(partner.tier_in(self.year) or 0)
        allowance = allowance_of(partner, tier, self.year, policy, self.settings.exchange)
        history = History(self.book, partner)
        return standing_of(self.book, partner, self.year, policy, verified, allowance, history)

    def _recipient(self, standing: Standing, day: date, purse: Purse) -> Contact | None:
        """The contact with the most room under the tax limits; among equals the one served longest ago."""
        there = [contact for contact in standing.partner.contacts if contact.is_there(day)]
        if len(there) < 2:
            return there[0] if there else None

        def claim(contact: Contact) -> tuple[bool, Decimal, int]:
            room = self.treasury.room_of(standing, contact, day, purse)
            last = max(standing.history.last_served(contact.id, day), purse.served.get(contact.id, date.min))
            return room is None, room or ZERO, -last.toordinal()

        return max(there, key=claim)

    def _touch(self, turn: Turn) -> PlannedTouch:
        offer = self.offers.of(turn)
        idea = offer.pick.idea if offer.pick else None
        order = order_by(offer.verdict.form, idea, turn.day, self.settings, self.almanac)
        status = status_of(turn.slot.touch, self.year, turn.day, order, self.as_of)
        if status != "missed":
            _enter(turn, offer)
        return PlannedTouch(
            partner=turn.standing.partner.id,
            touch=turn.slot.touch.id,
            day=turn.day,
            order_by=order,
            form=offer.verdict.form,
            recipient=turn.contact.id,
            budget=ZERO if status == "missed" else offer.money,
            idea=idea.id if idea else None,
            status=status,
            note=offer.verdict.note,
            reasons=(*reasons.of_the_day(turn.choice), *offer.reasons),
            because=f"its months are over; {offer.verdict.reason}" if status == "missed" else offer.verdict.reason,
        )


def _enter(turn: Turn, offer: Offer) -> None:
    """Write a planned touch into the year, for the touches after it."""
    purse, contact = turn.purse, turn.contact.id
    purse.served[contact] = turn.day
    if offer.verdict.form == "card":
        return
    purse.objects += 1
    idea = offer.pick.idea if offer.pick else None
    purse.planned.append(Planned(contact, turn.day, offer.money, idea.kind if idea else None))
    if offer.verdict.token:
        purse.tokens += offer.money
    if idea is not None:
        purse.ideas.setdefault(contact, set()).add(idea.id)


def _alternatives(history: History, placed: Sequence[Placed], shares: Mapping[str, Decimal]) -> list[str]:
    """The touches that may be an alternative where gifts are refused: the first by priority that have money."""
    possible = [
        spot.slot.touch
        for spot in placed
        if (history.objects(spot.slot.given) if spot.slot.given else spot.slot.touch.id in shares)
    ]
    return [touch.id for touch in sorted(possible, key=lambda touch: touch.priority)[:MOST_ALTERNATIVES]]


def _nobody(partner: Partner, slot: Slot) -> BlockedTouch:
    mend = f"add a contact to partners/{partner.id}.yaml"
    return BlockedTouch(partner.id, slot.touch.id, "every contact has left by that day", mend)
