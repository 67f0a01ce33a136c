"""GP303, GP306: what this year can still hold."""

from collections.abc import Iterable
from collections.abc import Iterator

from giftplan.planning.almanac import Almanac
from giftplan.planning.days import Days
from giftplan.planning.history import History
from giftplan.planning.placing import place
from giftplan.planning.touches import last_day
from giftplan.planning.touches import slots_of
from giftplan.records.countries import COUNTRIES
from giftplan.records.partner import Partner
from giftplan.records.touch import Touch
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_partner
from giftplan.rules._rule import rule
from giftplan.rules._rule import tier_field
from giftplan.rules.asked import Asked


@rule("GP303", "advice")
def missed_touch(asked: Asked) -> Iterable[Hit]:
    """The touches of this year that are still possible no longer reach what the partner's tier begins with.

    Why it matters: a relation is kept by regular attention; what falls out is rarely made up.

    Flagged: a tier 1 partner in June to whom nothing was sent in the first touch of the year.

    Instead: keep the ones that are left, and look why this one fell out; nothing has to be made up for in November.
    """
    year = asked.as_of.year
    for relation in asked.relations if asked.book.touches else ():
        partner, tier = relation.partner, asked.tier(relation.partner, year)
        is_new = partner.since is not None and partner.since.year >= year
        if partner.status != "active" or tier is None or is_new:
            continue
        given = {gift.touch for gift in relation.in_year(year)}
        left = [touch for touch in asked.book.touches if touch.id in given or _is_possible(asked, partner, touch)]
        if len(left) < tier.touches.min:
            what = "1 touch" if len(left) == 1 else f"{len(left)} touches"
            yield of_partner(
                partner,
                tier_field(partner, year),
                f"{what} given or still possible in {year}; tier {tier.tier} begins at {tier.touches.min}",
                "A relation is kept by regular attention.",
                f"See what is left, and why: giftplan plan {year} --partner {partner.id} --explain",
            )


def _is_possible(asked: Asked, partner: Partner, touch: Touch) -> bool:
    decision = partner.decision(asked.as_of.year, touch.id)
    if decision is not None and decision.skip:
        return False
    is_to_come = decision is not None and decision.date is not None and decision.date >= asked.as_of
    return is_to_come or last_day(touch, asked.as_of.year) >= asked.as_of


@rule("GP306", "warning")
def no_day_left(asked: Asked) -> Iterable[Hit]:
    """A touch of this year cannot be placed: every delivery day of its months was taken away.

    Why it matters: a touch without a day does not happen, and nobody notices.

    Flagged: quiet days from 24 August to 30 September, where the touch Q3 has September alone.

    Instead: give the touch a date under `touches` in the partner's file, or skip it there with a reason.
    """
    if not asked.relations or not asked.book.touches or not asked.book.tiers:
        return
    days = Days(asked.book, asked.settings, Almanac(asked.book.calendars), asked.as_of.year)
    for relation in asked.relations:
        if relation.partner.country in COUNTRIES:
            yield from _blocked(asked, relation.partner, days)


def _blocked(asked: Asked, partner: Partner, days: Days) -> Iterator[Hit]:
    history = History(asked.book, partner)
    tier = asked.tier(partner, days.year)
    slots = slots_of(partner, tier, asked.book.touches, days.year, history)
    over = {touch.id for touch in asked.book.touches if last_day(touch, days.year) < asked.as_of}
    touches = [slot.touch for slot in slots]
    to_place = [index for index, slot in enumerate(slots) if not slot.given and slot.touch.id not in over]
    if all(days.is_surely_free(partner, touches[index], touches[:index], history) for index in to_place):
        return
    for touch in place(days, partner, slots, history)[1]:
        if touch.touch not in over:
            yield of_partner(
                partner,
                _field(touch.reason),
                f"{touch.touch} of {days.year} has no day left: {touch.reason}",
                "A touch without a day does not happen, and nobody notices.",
                touch.mend[:1].upper() + touch.mend[1:],
            )


def _field(reason: str) -> str:
    """The field that took the days; the name, where it is nothing of the partner's."""
    began = (("our own campaign", "name"), ("quiet", "quiet"), ("a custom", "country"), ("public holiday", "country"))
    found = next((field for start, field in began if reason.startswith(start)), None)
    return found or ("sensitive" if " until " in reason else "name")
