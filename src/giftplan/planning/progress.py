"""How far a touch is: what was given for it, or when to act for it."""

from datetime import date

from giftplan.book.book import Book
from giftplan.money import ZERO
from giftplan.planning.allowance import accepted_kinds
from giftplan.planning.almanac import Almanac
from giftplan.planning.form import Standing
from giftplan.planning.history import cost
from giftplan.planning.outcome import Form
from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.outcome import Status
from giftplan.planning.touches import Slot
from giftplan.planning.touches import last_day
from giftplan.records.catalogue import Idea
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings
from giftplan.records.touch import Touch

CARD_LEAD_DAYS = 5
"""Working days from writing a card to its arrival."""


def order_by(form: Form, idea: Idea | None, day: date, settings: Settings, almanac: Almanac) -> date:
    """The day to order, or to write the card: the lead days before `day`, in working days of our country."""
    lead = settings.lead_days
    if form == "card":
        lead = CARD_LEAD_DAYS
    elif idea is not None and idea.lead_days is not None:
        lead = idea.lead_days
    return almanac.working_days_before(settings.country, day, lead)


def status_of(touch: Touch, year: int, day: date, order: date, as_of: date) -> Status:
    """How far a touch is for which nothing was given. A decided day beyond the touch's months is still to come."""
    if day < as_of:
        return "missed" if last_day(touch, year) < as_of else "overdue"
    return "due" if order <= as_of else "upcoming"


def skipped_touch(partner: Partner, slot: Slot) -> PlannedTouch:
    """A touch that somebody decided to leave out."""
    why = (slot.decision.why if slot.decision else None) or "no reason given"
    return PlannedTouch(
        partner=partner.id,
        touch=slot.touch.id,
        day=None,
        order_by=None,
        form="card",
        recipient=None,
        budget=ZERO,
        idea=None,
        status="skipped",
        note="skipped",
        reasons=(f"skipped in the partner's file: {why}",),
        because=f"skipped in the partner's file: {why}",
    )


def given_touch(book: Book, standing: Standing, slot: Slot, as_of: date, settings: Settings) -> PlannedTouch:
    """A touch that was given, or ordered: its real day, what it cost and what it was."""
    objects = standing.history.objects(slot.given)
    arrived = [gift for gift in slot.given if gift.date <= as_of]
    done = bool(arrived)
    shown = [gift for gift in objects if gift in arrived] or arrived or objects or slot.given
    first = min(shown, key=lambda gift: gift.date)
    form: Form = "card"
    if objects:
        is_welcome = book.kind_of(first) in accepted_kinds(standing.policy.accepts)
        form = "alternative" if standing.policy.gifts == "refused" and is_welcome else "gift"
    word = "given" if done else "ordered"
    files = ", ".join(sorted({gift.path for gift in slot.given}))
    return PlannedTouch(
        partner=standing.partner.id,
        touch=slot.touch.id,
        day=first.date,
        order_by=None,
        form=form,
        recipient=first.recipients[0],
        budget=sum((cost(gift, settings.exchange) for gift in slot.given), start=ZERO),
        idea=first.gift,
        status="done" if done else "ordered",
        note=first.nature,
        reasons=(f"{word}: {first.nature} ({files})",),
        because=f"{word}: {first.nature} ({files})",
    )
