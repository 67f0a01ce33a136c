"""What a handwritten card could speak of: never a finished text, which is for the person who writes it."""

from collections.abc import Iterator
from datetime import date

from giftplan.records.contact import Contact
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


def mention_for(desk: Desk, partner: Partner, contact: Contact | None, touch: Touch | None, day: date) -> Mention:
    """The facts for one card, to arrive on that day."""
    interests = contact.interests if contact else ()
    newest = sorted(interests, key=lambda interest: interest.noted or date.min, reverse=True)
    return Mention(
        reason=next(_reasons(desk, partner, touch, day)),
        heard=tuple(newest[:MOST_HEARD]),
        common=_common(desk, partner, contact),
        lately=tuple(_lately(desk, partner)),
        customs=tuple(_customs(desk, partner))[:MOST_CUSTOMS],
        language=contact.language if contact else None,
    )


def _common(desk: Desk, partner: Partner, contact: Contact | None) -> tuple[str, ...]:
    owner = desk.settings.member(partner.owner)
    theirs = {tag for interest in (contact.interests if contact else ()) for tag in interest.tags}
    return tuple(sorted(theirs.intersection(owner.interests))) if owner else ()


def _reasons(desk: Desk, partner: Partner, touch: Touch | None, day: date) -> Iterator[Words]:
    """Why one writes, the strongest reason first; the last is that one thinks of them."""
    if partner.status == "departed" and partner.departed:
        since = (" since ", partner.since) if partner.since else ()
        yield ("farewell: thank them for the years together", *since, ", and ask for nothing")
    if partner.status == "prospect":
        yield ("welcome: nothing to sell in it",)
    for event in partner.events:
        if event.date == day:
            yield (f"the event: {event.name}",)
    for brought, day_brought in desk.unthanked.get(partner.id, ()):
        yield (f"thanks: they brought us {brought.name} on ", day_brought)
    received = [gift for gift in desk.book.gifts_of(partner.id) if gift.direction == "received" and gift.is_kept]
    for gift in received:
        if gift.thanked is None and gift.date <= desk.today:
            yield (f"thanks: for '{gift.nature}' of ", gift.date)
    yield (f"news: to ask how they are{f'; the touch: {touch.idea}' if touch and touch.idea else ''}",)


def _lately(desk: Desk, partner: Partner) -> Iterator[Words]:
    """The last meeting, what they said of us, and how the last gift was received."""
    held = [m for m in partner.meetings if m.held and m.held <= desk.today and m.note]
    if held:
        last = max(held, key=lambda meeting: meeting.held or date.min)
        yield ("met on ", last.held or date.min, f": {last.note}")
    glad = [f for f in partner.feedback if f.date <= desk.today and f.score >= GLAD and f.note]
    if glad:
        said = max(glad, key=lambda feedback: feedback.date)
        yield ("they said on ", said.date, f": {said.note}")
    if (gift := _last_reaction(desk, partner)) and gift.reaction:
        note = f": {gift.reaction.note}" if gift.reaction.note else ""
        yield (f"'{gift.nature}' of ", gift.date, f" was received {gift.reaction.how}{note}")


def _last_reaction(desk: Desk, partner: Partner) -> Gift | None:
    """The last gift of which we know how it was received; where asking is rude, one does not speak of it."""
    if not desk.may_ask(partner):
        return None
    known = [gift for gift in desk.book.gifts_of(partner.id) if gift.given and gift.reaction]
    welcome = [g for g in known if g.reaction and g.reaction.date <= desk.today and g.reaction.how != "uneasy"]
    return max(welcome, key=lambda gift: gift.date, default=None)


def _customs(desk: Desk, partner: Partner) -> Iterator[str]:
    """What the customs there say of a card, then of giving at all; those of everywhere are no news."""
    cultures = [culture for culture in desk.book.cultures_of(partner.country) if "*" not in culture.countries]
    rules = [rule for culture in cultures for rule in culture.rules]
    yield from (f"no {' or '.join(rule.match.ink)} ink: {rule.why}" for rule in rules if rule.match and rule.match.ink)
    for rule in rules:
        if rule.match is None and rule.scope == "general" and rule.level in ("never", "avoid"):
            yield f"{rule.why}{f'; instead: {rule.instead}' if rule.instead else ''}"
