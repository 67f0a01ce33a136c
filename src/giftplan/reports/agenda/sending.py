"""What to choose, order, write and send for the touches to come."""

import shlex
from collections.abc import Iterator
from datetime import date

from giftplan.planning.form import ASK_APPROVAL
from giftplan.planning.form import ASK_POLICY
from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.touches import days_of
from giftplan.planning.touches import last_day
from giftplan.records.catalogue import Idea
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.reports.agenda.desk import Desk
from giftplan.reports.agenda.mention import farewell
from giftplan.reports.agenda.mention import mention_for
from giftplan.reports.agenda.policies import office_of
from giftplan.reports.agenda.policies import said_no
from giftplan.reports.agenda.policies import unanswered
from giftplan.reports.agenda.stillness import stillness_on
from giftplan.reports.agenda.task import Task
from giftplan.reports.agenda.task import Words
from giftplan.reports.agenda.task import edit
from giftplan.reports.agenda.task import file_of

ARRANGED = frozenset({"service", "donation", "experience", "event", "hospitality"})
"""Kinds that nobody puts into a parcel."""


def for_touches(desk: Desk) -> Iterator[Task]:
    """What each planned touch asks for: its card, and the thing that goes with it."""
    for name, touches in desk.open_touches.items():
        partner = desk.partners[name]
        for touch, day in touches:
            idea = desk.book.catalogue.get(touch.idea or "") if touch.form != "card" else None
            arrives = desk.arrival(idea, partner, touch, day) if idea else None
            if touch.form != "card":
                yield _thing(desk, partner, touch, day, idea, arrives)
            yield _card(desk, partner, touch, arrives or day)


def _thing(
    desk: Desk, partner: Partner, touch: PlannedTouch, day: date, idea: Idea | None, arrives: date | None
) -> Task:
    """To be ordered; to be chosen, where no idea is left, or none that could still come in time."""
    if idea is None or arrives is None:
        return _choice(desk, partner, touch, day, idea)
    what = (f"{_verb(idea)} '{idea.name}' for {_name(partner, touch)}, up to ", touch.budget, ", for ", arrives)
    because: Words = (f"it takes {desk.lead(idea)} working days",)
    if arrives != day:
        because = (*because, ": too late for ", day)
    command, write = f"{_give(partner, touch, arrives, idea.id)} --value PRICE", None
    if idea.kind == "donation" and partner.causes:
        cause = partner.causes[0]
        what = (f"Ask whether a donation to {cause} is welcome, up to ", touch.budget, ", for ", arrives)
        because = (f"they support it; the plan has '{idea.name}'",)
        gift = shlex.quote(f"Donation to {cause}")
        write = f"once they agree: {_give(partner, touch, arrives, gift)} --kind donation --value AMOUNT"
    if idea.kind == "donation":
        command = f"giftplan letter donation {partner.id}"
    contact = partner.contact(touch.recipient or "")
    still = _still(desk, partner, touch)
    return Task("order", partner, what, because, command, write, touch.order_by, still, contact, touch.touch)


def _choice(desk: Desk, partner: Partner, touch: PlannedTouch, day: date, late: Idea | None) -> Task:
    what: Words = (
        f"Choose what to give {_name(partner, touch)} for {touch.touch}, up to ",
        touch.budget,
        ", for ",
        day,
    )
    because: Words = (touch.reasons[-1],)
    if late is not None:
        what = (f"Choose something that can still come for {touch.touch}, or let the card go alone",)
        because = (f"'{late.name}' takes {desk.lead(late)} working days: too late for ", day)
    command = f"giftplan suggest {partner.id} --year {day.year} --touch {touch.touch}"
    alone = f"or the card alone: {_give(partner, touch, day if day >= desk.today else None, 'card')}"
    contact, still = partner.contact(touch.recipient or ""), _still(desk, partner, touch)
    return Task("choose", partner, what, because, command, alone, touch.order_by, still, contact, touch.touch)


def _name(partner: Partner, touch: PlannedTouch) -> str:
    contact = partner.contact(touch.recipient or "")
    return contact.name if contact else "them"


def _give(partner: Partner, touch: PlannedTouch, day: date | None, what: str) -> str:
    """The command that writes it down; without a day, on the day on which it is typed."""
    when = f" --date {day.isoformat()}" if day else ""
    return f"giftplan give {partner.id} {what} --to {touch.recipient} --touch {touch.touch}{when}"


def _verb(idea: Idea) -> str:
    return "Arrange" if idea.kind in ARRANGED else "Order"


def _card(desk: Desk, partner: Partner, touch: PlannedTouch, day: date) -> Task:
    alone = touch.form == "card"
    by = touch.order_by if alone and touch.order_by else desk.card_by(day)
    left = partner.left_on or date.min
    return Task(
        kind="write-card",
        partner=partner,
        what=(f"Write the card to {_name(partner, touch)}{'' if alone else ' that goes with it'}", *_for(desk, day)),
        because=_why_card(desk, partner, touch),
        command=_give(partner, touch, day if day >= desk.today else None, "card") if alone else edit("GIFT"),
        write=None if alone else "once it is ordered: card: {handwritten: true, reason: ...}",
        by=max(by, left),
        waits=_still(desk, partner, touch) or _waits(desk, partner, touch),
        contact=partner.contact(touch.recipient or ""),
        touch=touch.touch,
        mention=mention_for(
            desk,
            partner,
            partner.contact(touch.recipient or ""),
            desk.touch(touch.touch),
            day,
            alone=alone,
            reason=farewell(partner) if touch.note == "departed" else None,
        ),
    )


def _for(desk: Desk, day: date) -> Words:
    """The day that a card is for; one that went by is told as the reason."""
    return (" for ", day) if day >= desk.today else (" now",)


def _why_card(desk: Desk, partner: Partner, touch: PlannedTouch) -> Words:
    its, day = desk.touch(touch.touch), touch.day or desk.today
    if touch.status == "overdue" and touch.form == "card":
        time = ("; there is time until ", last_day(its, day.year)) if its else ()
        return ("its day, ", day, ", has passed", *time)
    if touch.note == ASK_APPROVAL and said_no(partner, day):
        return ("their answer was no, and that is an answer: a card",)
    return (touch.because,) if touch.form == "card" else ("a handwritten card goes with every gift",)


def _waits(desk: Desk, partner: Partner, touch: PlannedTouch) -> Words | None:
    """For what a card waits: the thing it goes with, or the answer that could make a gift of it."""
    if touch.form != "card":
        return ("what goes with it, which is not ordered yet",)
    if touch.note == ASK_POLICY:
        return ("their gift policy: once it is verified this may become a gift",)
    if touch.note == ASK_APPROVAL and not said_no(partner, touch.day or desk.today):
        pending = unanswered(partner)
        since: Words = (" to your request of ", pending.asked) if pending else ()
        return (f"the answer of {office_of(partner, desk.today)}", *since, ": without it, the card alone")
    return None


def _still(desk: Desk, partner: Partner, touch: PlannedTouch) -> Words | None:
    """A touch that is late anyway does not break into days on which nobody is to be disturbed."""
    if touch.status != "overdue":
        return None
    found = stillness_on(desk, partner, desk.today)
    return None if found is None else (f"the end of {found.what}, ", found.until)


def for_ordered(desk: Desk) -> Iterator[Task]:
    """What is on its way: its card, and that it goes out."""
    for name, gifts in desk.ordered.items():
        partner = desk.book.partners[name]
        for gift in gifts:
            is_card = desk.book.kind_of(gift) == "card"
            has_card = is_card or (gift.card is not None and gift.card.handwritten)
            if not has_card:
                yield _card_with(desk, partner, gift)
            yield _out(desk, partner, gift, has_card)


def _card_with(desk: Desk, partner: Partner, gift: Gift) -> Task:
    contact = partner.contact(gift.recipients[0])
    whose = f" to {contact.name}" if contact else ""
    return Task(
        kind="write-card",
        partner=partner,
        what=(f"Write the card{whose} that goes with '{gift.nature}' for ", gift.date),
        because=("a handwritten card goes with every gift",),
        command=edit(file_of(gift)),
        write="card: {handwritten: true, reason: ...}",
        by=_out_by(desk, gift),
        contact=contact,
        touch=gift.touch,
        mention=mention_for(desk, partner, contact, desk.touch(gift.touch), gift.date, alone=False),
    )


def _out(desk: Desk, partner: Partner, gift: Gift, has_card: bool) -> Task:
    """What is on its way is never late: nobody writes down that it was posted, only on which day it arrives."""
    verb = "See to" if desk.book.kind_of(gift) in ARRANGED else "Send"
    by = _out_by(desk, gift)
    what: Words = (f"{verb} '{gift.nature}', for ", gift.date)
    if gift.delivery == "in-person":
        by, what = gift.date, (f"Hand over '{gift.nature}' on ", gift.date)
    elif by < desk.today:
        by, what = gift.date, (f"See that '{gift.nature}' arrives on ", gift.date, ": it should be on its way")
    return Task(
        kind="send",
        partner=partner,
        what=what,
        because=("it is written down as ordered",),
        command=edit(file_of(gift)),
        write="only where the day changes: it counts as given on its day",
        by=by,
        waits=None if has_card else ("its card",),
        contact=partner.contact(gift.recipients[0]),
        touch=gift.touch,
    )


def _out_by(desk: Desk, gift: Gift) -> date:
    """The day on which it goes out, with its card; what was ordered at the last moment, from then on."""
    return min(gift.date, max(desk.card_by(gift.date), gift.recorded or date.min))


def to_decide(desk: Desk) -> Iterator[Task]:
    """Touches that no day is left for: a person decides, before their months begin."""
    for year, blocked in desk.blocked():
        touch, partner = desk.touch(blocked.touch), desk.partners[blocked.partner]
        if touch is None or last_day(touch, year) < desk.today:
            continue
        what = (f"Find a day for {touch.id} {year}, or leave it out",)
        first = days_of(touch, year)[0]
        because = (blocked.reason,)
        yield Task("decide-day", partner, what, because, edit(partner.id), blocked.mend, first, touch=touch.id)
