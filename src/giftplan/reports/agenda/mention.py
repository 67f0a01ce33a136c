"""What a handwritten card could speak of: never a finished text, which is for the person who writes it."""

from collections.abc import Iterator
from datetime import date
from datetime import timedelta

from giftplan.planning.history import identities
from giftplan.records.contact import Contact
from giftplan.records.contact import Interest
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.records.touch import Touch
from giftplan.reports.agenda.desk import Desk
from giftplan.reports.agenda.task import Mention
from giftplan.reports.agenda.task import Words

MOST_HEARD = 3
MOST_CUSTOMS = 2
GLAD = 4
"""The feedback from which on one thanks for it."""
A_WHILE = timedelta(days=60)
"""So long after a crisis one still asks how they are."""
_GLADLY = {"delighted": "delighted with", "pleased": "pleased with"}


def card_for(desk: Desk, partner: Partner, reason: Words) -> tuple[Contact | None, Mention]:
    """To whom a card outside the calendar goes, the first who is still there, and what it could speak of."""
    contact = partner.first_there(desk.today)
    return contact, mention_for(desk, partner, contact, None, desk.today, alone=True, reason=reason)


def mention_for(
    desk: Desk,
    partner: Partner,
    contact: Contact | None,
    touch: Touch | None,
    day: date,
    alone: bool,
    reason: Words | None = None,
) -> Mention:
    """The facts for one card, to arrive on that day; `alone`, or with a gift; for a `reason`, where there is one."""
    interests = _fine(desk, partner, contact)
    newest = sorted(interests, key=lambda interest: interest.noted or date.min, reverse=True)
    return Mention(
        reason=reason or next(_reasons(desk, partner, touch, day, alone)),
        heard=tuple(newest[:MOST_HEARD]),
        common=_common(desk, partner, contact),
        lately=tuple(_lately(desk, partner, contact)) if partner.status != "departed" else (),
        customs=tuple(_customs(desk, partner, alone))[:MOST_CUSTOMS],
        language=contact.language if contact else None,
    )


def _fine(desk: Desk, partner: Partner, contact: Contact | None) -> tuple[Interest, ...]:
    """What we may speak of, also from where they were before: nothing from where it was not ours to look."""
    sources = desk.book.vocabulary.sources
    known = identities(desk.book, partner.id, contact) if contact else ()
    people = (desk.book.partners[name].contact(who) for name, who in known if name in desk.book.partners)
    every = [interest for person in people if person for interest in person.interests]
    return tuple(interest for interest in every if sources.get(interest.source or "") != "private")


def _common(desk: Desk, partner: Partner, contact: Contact | None) -> tuple[str, ...]:
    owner = desk.settings.member(partner.owner)
    theirs = {tag for interest in _fine(desk, partner, contact) for tag in interest.tags}
    return tuple(sorted(theirs.intersection(owner.interests))) if owner else ()


def farewell(partner: Partner) -> Words:
    """What a goodbye card is for."""
    since = (" since ", partner.since) if partner.since else ()
    return ("farewell: thank them for the years together", *since, ", and ask for nothing")


def _reasons(desk: Desk, partner: Partner, touch: Touch | None, day: date, alone: bool) -> Iterator[Words]:
    """Why one writes, the strongest reason first; the last is that one thinks of them."""
    if partner.status == "prospect":
        yield ("welcome: nothing to sell in it",)
    for period in partner.sensitive:
        if period.what == "crisis" and period.start <= desk.today <= period.until + A_WHILE:
            had = "have" if desk.today <= period.until else "had"
            yield (f"they {had} a hard time, until ", period.until, ": ask first how they are")
    for event in partner.events:
        if event.date == day:
            yield (f"the event: {event.name}",)
    idea = f"; the touch: {touch.idea}" if touch and touch.idea and not alone else ""
    yield (f"news: to ask how they are{idea}",)


def _lately(desk: Desk, partner: Partner, contact: Contact | None) -> Iterator[Words]:
    """Of the last twelve months: the last meeting, what they said of us, how this person's last gift was received."""
    held = [m for m in partner.meetings if m.held and desk.is_recent(m.held) and m.note]
    if held:
        last = max(held, key=lambda meeting: meeting.held or date.min)
        yield ("met on ", last.held or date.min, f": {last.note}")
    glad = [f for f in partner.feedback if desk.is_recent(f.date) and f.score >= GLAD and f.note]
    if glad:
        said = max(glad, key=lambda feedback: feedback.date)
        yield ("they said on ", said.date, f": {said.note}")
    if contact and (gift := _last_welcome(desk, partner, contact)) and gift.reaction:
        note = f": {gift.reaction.note}" if gift.reaction.note else ""
        yield (f"{contact.name} was {_GLADLY[gift.reaction.how]} '{gift.nature}' of ", gift.date, note)


def _last_welcome(desk: Desk, partner: Partner, contact: Contact) -> Gift | None:
    """This person's last gift that was welcome, as far as we know; where asking is rude, one does not speak of it."""
    if not desk.may_ask(partner):
        return None
    theirs = [gift for gift in desk.book.gifts_of(partner.id) if gift.given and contact.id in gift.recipients]
    known = [g for g in theirs if g.reaction and g.reaction.date <= desk.today and g.reaction.how in _GLADLY]
    return max((gift for gift in known if desk.is_recent(gift.date)), key=lambda gift: gift.date, default=None)


def _customs(desk: Desk, partner: Partner, alone: bool) -> Iterator[str]:
    """What the customs there say of a card, and with a gift of giving; those of everywhere are no news."""
    cultures = [culture for culture in desk.book.cultures_of(partner.country) if "*" not in culture.countries]
    rules = [rule for culture in cultures for rule in culture.rules]
    yield from (f"no {' or '.join(rule.match.ink)} ink: {rule.why}" for rule in rules if rule.match and rule.match.ink)
    for rule in () if alone else rules:
        if rule.match is None and rule.scope == "general" and rule.level in ("never", "avoid"):
            yield f"{rule.why}{f'; instead: {rule.instead}' if rule.instead else ''}"
