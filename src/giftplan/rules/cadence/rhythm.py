"""GP302, GP307, GP308, GP309: how the gifts of a relation follow each other."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked
from giftplan.rules.cadence.days import next_time
from giftplan.rules.judged import Judged
from giftplan.rules.judged import Relation

LAST_QUARTER = 10
"""The month in which it begins."""


def _first_of_each_day(relation: Relation) -> list[Judged]:
    """One gift for each day on which something was given; cards outside the calendar are left out."""
    days: dict[object, Judged] = {}
    for gift in relation.given:
        if gift.is_encounter:
            days.setdefault(gift.day, gift)
    return list(days.values())


@rule("GP302", "warning")
def touches_too_close(asked: Asked) -> Iterable[Hit]:
    """Two days on which something was given lie closer together than `min_days_between_touches`.

    Why it matters: the second attention within weeks looks like pressure, and takes the first one's surprise.

    Flagged: a book on 17 February and a pen on 10 March, where 42 days are asked for.

    Instead: wait; what cannot wait is a card with a reason of its own.
    """
    for relation in asked.relations:
        for before, gift in pairwise(_first_of_each_day(relation)):
            days = (gift.day - before.day).days
            if gift.is_judged and days < asked.settings.min_days_between_touches:
                yield of_gift(
                    gift,
                    "date",
                    f"{days} {'day' if days == 1 else 'days'} after what was given on {before.day.isoformat()}",
                    f"Fewer than {asked.settings.min_days_between_touches} days between two gifts look like pressure.",
                    next_time(asked, gift, "Choose a later day; what cannot wait is a card outside the calendar"),
                )


@rule("GP307", "warning")
def year_end_only(asked: Asked) -> Iterable[Hit]:
    """All that a partner was given in a finished year, twice or more, came in its last three months.

    Why it matters: who hears from us in autumn only, hears from us with everybody else.

    Flagged: gifts on 8 October and 3 December 2025, and nothing before.

    Instead: spread the touches over the year, as `giftplan plan` does.
    """
    for relation in asked.relations:
        for year in relation.years:
            gifts = [gift for gift in relation.in_year(year) if gift.is_encounter]
            since = relation.partner.since
            is_new = since is not None and since >= date(year, LAST_QUARTER, 1)
            if (
                year < asked.as_of.year
                and not is_new
                and len(gifts) >= 2
                and all(gift.day.month >= LAST_QUARTER for gift in gifts)
            ):
                yield of_gift(
                    gifts[-1],
                    "date",
                    f"all {len(gifts)} gifts of {year} came in its last three months",
                    "Who hears from us in autumn only, hears from us with everybody else.",
                    f"Spread them over the year: giftplan plan {asked.as_of.year}",
                )


@rule("GP308", "advice")
def predictable(asked: Asked) -> Iterable[Hit]:
    """A gift came in the same week of the year for the third year running.

    Why it matters: a surprise that comes every year in the same week is an appointment.

    Flagged: gifts in the ISO week 8 of 2024, 2025 and 2026.

    Instead: another week, or another touch; the plan avoids the weeks of the two years before.
    """
    for relation in asked.relations:
        weeks = {gift.day.isocalendar()[:2]: gift.day for gift in relation.given if gift.is_encounter}
        for gift in _first_of_each_day(relation):
            year, week, _ = gift.day.isocalendar()
            before, last = weeks.get((year - 2, week)), weeks.get((year - 1, week))
            if gift.is_judged and before and last:
                yield of_gift(
                    gift,
                    "date",
                    f"the same week of the year as {before.isoformat()} and {last.isoformat()}",
                    "A surprise that comes every year in the same week is an appointment.",
                    "Choose another week next year",
                )


@rule("GP309", "warning")
def too_many_touches(asked: Asked) -> Iterable[Hit]:
    """A partner was given something on more days of a year than its tier has touches.

    Why it matters: an attention that comes too often becomes an expectation, and its absence a slight.

    Flagged: the third gift of the year for a tier 3 partner, which has two touches at most.

    Instead: leave it; a card outside the calendar is not counted.
    """
    for relation in asked.relations:
        yield from _beyond_the_tier(asked, relation)


def _beyond_the_tier(asked: Asked, relation: Relation) -> Iterator[Hit]:
    for year in relation.years:
        tier = asked.tier(relation.partner, year)
        gifts = [gift for gift in _first_of_each_day(relation) if gift.day.year == year]
        beyond = [gift for gift in gifts[tier.touches.max :] if gift.is_judged] if tier else []
        if tier is None or not beyond:
            continue
        number = gifts.index(beyond[0]) + 1
        yield of_gift(
            beyond[0],
            "date",
            f"day {number} of {year} on which something came; tier {tier.tier} has {tier.touches.max}",
            "An attention that comes too often becomes an expectation, and its absence a slight.",
            "Leave it out, or send a card without a touch (touch: none)",
        )
