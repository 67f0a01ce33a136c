"""What to choose, order, write and send for the touches to come."""

from collections.abc import Iterator
from datetime import date

from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.touches import days_of
from giftplan.planning.touches import last_day
from giftplan.records.catalogue import Idea
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.reports.agenda.desk import Desk
from giftplan.reports.agenda.mention import mention_for
from giftplan.reports.agenda.policies import ASK_APPROVAL
from giftplan.reports.agenda.policies import ASK_POLICY
from giftplan.reports.agenda.policies import unanswered
from giftplan.reports.agenda.stillness import stillness_on
from giftplan.reports.agenda.task import Kind
from giftplan.reports.agenda.task import Task
from giftplan.reports.agenda.task import Words
from giftplan.reports.agenda.task import edit
from giftplan.reports.agenda.task import file_of


def for_touches(desk: Desk) -> Iterator[Task]:
    """What each planned touch asks for: its card, and the thing that goes with it."""
    for name, touches in desk.open_touches.items():
        partner = desk.partners[name]
        for touch, day in touches:
            if touch.form != "card":
                yield _thing(desk, partner, touch, day)
            yield _card(desk, partner, touch, day)


def _thing(desk: Desk, partner: Partner, touch: PlannedTouch, day: date) -> Task:
    """To be ordered, or where no idea is left to be chosen."""
    idea = desk.book.catalogue.get(touch.idea or "")
    contact = partner.contact(touch.recipient or "")
    given = f"{_give(partner, touch, day, touch.idea or 'WHAT')} --value PRICE"
    if idea is None:
        kind: Kind = "choose"
        what: Words = (f"Choose what to give for {touch.touch}", *_up_to(touch, day))
        command = f"giftplan suggest {partner.id} --year {day.year} --touch {touch.touch}"
        because: Words = (touch.reasons[-1],)
    else:
        kind, because, command = "order", _lead(desk, idea, touch), given
        what = (f"{_verb(idea)} '{idea.name}' for {contact.name if contact else 'them'}", *_up_to(touch, day))
    write = None
    if idea is not None and idea.kind == "donation":
        command, write = f"giftplan letter donation {partner.id}", f"then {given}"
    still = _still(desk, partner, touch)
    return Task(kind, partner, what, because, command, write, touch.order_by, still, contact, touch.touch)


def _give(partner: Partner, touch: PlannedTouch, day: date, what: str) -> str:
    return f"giftplan give {partner.id} {what} --to {touch.recipient} --touch {touch.touch} --date {day.isoformat()}"


def _verb(idea: Idea) -> str:
    return "Arrange" if idea.kind in ("service", "donation", "experience", "event", "hospitality") else "Order"


def _up_to(touch: PlannedTouch, day: date) -> Words:
    return (", up to ", touch.budget, ", for ", day)


def _lead(desk: Desk, idea: Idea, touch: PlannedTouch) -> Words:
    if touch.status == "overdue":
        return _passed(desk, touch)
    days = desk.settings.lead_days if idea.lead_days is None else idea.lead_days
    return (f"it takes {days} working days",)


def _passed(desk: Desk, touch: PlannedTouch) -> Words:
    """A touch whose day went by while its months still last."""
    its = desk.touch(touch.touch)
    day = touch.day or desk.today
    return ("its day, ", day, ", has passed; ", *(("there is time until ", last_day(its, day.year)) if its else ()))


def _card(desk: Desk, partner: Partner, touch: PlannedTouch, day: date) -> Task:
    contact = partner.contact(touch.recipient or "")
    whose = f"to {contact.name}" if contact else "to them"
    alone = touch.form == "card"
    what: Words = (f"Write the card {whose}{'' if alone else ' that goes with it'} for ", day)
    if touch.status == "overdue":
        because = _passed(desk, touch)
    else:
        because = (touch.because,) if alone else ("a handwritten card goes with every gift",)
    return Task(
        kind="write-card",
        partner=partner,
        what=what,
        because=because,
        command=_give(partner, touch, day, "card")
        if alone
        else f"{_give(partner, touch, day, touch.idea or 'WHAT')} --value PRICE --card",
        by=desk.card_by(day) if touch.order_by is None or not alone else touch.order_by,
        waits=_still(desk, partner, touch) or _waits(desk, partner, touch),
        contact=contact,
        touch=touch.touch,
        mention=mention_for(desk, partner, contact, desk.touch(touch.touch), day),
    )


def _waits(desk: Desk, partner: Partner, touch: PlannedTouch) -> Words | None:
    """For what a card waits: the thing it goes with, or the answer that could make a gift of it."""
    if touch.form != "card":
        return (f"{touch.idea or 'what goes with it'}, which is not ordered yet",)
    if touch.note == ASK_POLICY:
        return ("their gift policy: once it is verified this may become a gift",)
    if touch.note == ASK_APPROVAL:
        pending = unanswered(partner, desk.today)
        since: Words = (" to your request of ", pending.asked) if pending else ()
        return ("the answer of their compliance office", *since, ": without it, the card alone")
    return ("mending first",) if touch.note == "mend first" else None


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
        write="card: {handwritten: true, reason: thanks}",
        by=desk.card_by(gift.date),
        contact=contact,
        touch=gift.touch,
        mention=mention_for(desk, partner, contact, desk.touch(gift.touch), gift.date),
    )


def _out(desk: Desk, partner: Partner, gift: Gift, has_card: bool) -> Task:
    in_person = gift.delivery == "in-person"
    what: Words = (f"Hand over '{gift.nature}' on " if in_person else f"Send '{gift.nature}' for ", gift.date)
    return Task(
        kind="send",
        partner=partner,
        what=what,
        because=("it is written down as ordered",),
        command=edit(file_of(gift)),
        write="only where the day changes: it counts as given on its day",
        by=gift.date if in_person else desk.card_by(gift.date),
        waits=None if has_card else ("its card",),
        contact=partner.contact(gift.recipients[0]),
        touch=gift.touch,
    )


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
