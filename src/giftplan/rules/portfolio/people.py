"""GP705 to GP708, GP710: people who wait to be met, heard, or told goodbye."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from datetime import timedelta

from giftplan.book.problem import KeyPath
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_partner
from giftplan.rules._rule import rule
from giftplan.rules._rule import tier_field
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Relation

AN_ANSWER = timedelta(days=30)
A_GOODBYE = timedelta(days=90)
HEARD_MONTHS = 12
MET_MONTHS = 24


@rule("GP705", "advice")
def meeting_unanswered(asked: Asked) -> Iterable[Hit]:
    """They asked to meet us, and 30 days went by.

    Why it matters: who is willing to meet deserves to be met, whatever the size of the partner.

    Flagged: `{asked: 2026-01-10, by: them}` without `held`, looked at in March.

    Instead: answer today; once you met, write the day under `held`.
    """
    for partner in asked.book.partners.values():
        held = [meeting.held for meeting in partner.meetings if meeting.held]
        for index, meeting in enumerate(partner.meetings):
            wish = meeting.asked if meeting.by == "them" and meeting.held is None else None
            if wish and partner.status == "departed" and partner.departed and wish < partner.departed.date:
                continue
            if wish and asked.as_of > wish + AN_ANSWER and not any(day >= wish for day in held):
                yield of_partner(
                    partner,
                    ("meetings", index, "asked"),
                    f"they asked to meet on {wish.isoformat()}, and it did not happen yet",
                    "Who is willing to meet deserves to be met.",
                    "Propose a day now; write it under 'held' once you met",
                )


@rule("GP706", "advice")
def unhappy_partner(asked: Asked) -> Iterable[Hit]:
    """The last feedback of a partner is a 1 or a 2, and it is not settled.

    Why it matters: mend first; a gift now would look like a price for silence.

    Flagged: `{date: 2026-03-20, score: 2}` without `resolved` and without a better one since.

    Instead: call, mend, and write the day under `resolved`.
    """
    for partner in asked.book.partners.values():
        known = [(f.date, index, f) for index, f in enumerate(partner.feedback) if f.date <= asked.as_of]
        _, index, last = max(known, default=(None, 0, None), key=lambda found: found[:2])
        if partner.status != "departed" and last is not None and last.score <= 2 and last.resolved is None:
            yield of_partner(
                partner,
                ("feedback", index, "score"),
                f"the last feedback, of {last.date.isoformat()}, is a {last.score}"
                + (f": {last.note}" if last.note else ""),
                "Mend first: a gift now would look like a price for silence.",
                "Call them, mend it, and write the day under 'resolved'",
            )


@rule("GP707", "advice")
def unheard_partner(asked: Asked) -> Iterable[Hit]:
    """A tier 1 partner gave us no feedback for twelve months.

    Why it matters: where a relation is close we stop asking; the article on friends among clients tells of one
    who left without a word.

    Flagged: tier 1, last feedback in May 2025, looked at in June 2026.

    Instead: ask how we do, from 1 to 5 and in a sentence, and write it under `feedback`.
    """
    for partner in asked.active():
        heard = [(f.date, index) for index, f in enumerate(partner.feedback) if f.date <= asked.as_of]
        day, index = max(heard, default=(None, 0))
        last = max((known for known in (day, partner.since) if known), default=None)
        if partner.tier_in(asked.as_of.year) == 1 and (last is None or asked.is_past(last, HEARD_MONTHS)):
            yield of_partner(
                partner,
                ("feedback", index, "date") if day else tier_field(partner, asked.as_of.year),
                f"no feedback {f'since {day.isoformat()}' if day else 'at all'}",
                "Where a relation is close we stop asking, and do not see it end.",
                "Ask how we do, and write it under 'feedback': {date: ..., score: 1 to 5}",
            )


@rule("GP708", "advice")
def silent_departure(asked: Asked) -> Iterable[Hit]:
    """A partner left, and 90 days later has had no word from us.

    Why it matters: a client who leaves is still a person, and often not unhappy; some come back.

    Flagged: `departed: {date: 2026-02-01}`, and no card since, looked at in June.

    Instead: a handwritten card that thanks for the years, and asks for nothing.
    """
    for relation in asked.relations:
        partner = relation.partner
        left = partner.departed.date if partner.status == "departed" and partner.departed else None
        start = asked.settings.judged_from
        if left is None or (start and left < start) or asked.as_of <= left + A_GOODBYE:
            continue
        if not relation.words_since(left, asked.as_of):
            yield of_partner(
                partner,
                ("departed", "date"),
                f"{partner.name} left on {left.isoformat()}, and has had no word from us since",
                "A client who leaves is still a person, and often not unhappy.",
                "Write a card that thanks for the years, and asks for nothing",
            )


@rule("GP710", "advice")
def never_met(asked: Asked) -> Iterable[Hit]:
    """Nobody of ours has met a tier 1 or 2 partner in person for 24 months.

    Why it matters: many assumptions are only questioned once people sit at one table.

    Flagged: tier 2, last meeting `held` in January 2024, looked at in June 2026.

    Instead: visit them, or hand a gift over yourself; write the day under `meetings`.
    """
    for relation in asked.relations:
        partner = relation.partner
        if partner.status != "active" or partner.tier_in(asked.as_of.year) not in (1, 2):
            continue
        day, at = max(_meetings(relation, asked.as_of), default=(None, ()))
        last = max((known for known in (day, partner.since) if known), default=None)
        if last is None or asked.is_past(last, MET_MONTHS):
            yield of_partner(
                partner,
                at or tier_field(partner, asked.as_of.year),
                f"not met in person since {day.isoformat()}" if day else "no meeting in person so far is written down",
                "Many assumptions are only questioned once people sit at one table.",
                "Visit them, and write the day under 'meetings'",
            )


def _meetings(relation: Relation, as_of: date) -> Iterator[tuple[date, KeyPath]]:
    """The days on which somebody of ours was there, with where each stands in the partner's file."""
    for index, meeting in enumerate(relation.partner.meetings):
        if meeting.held and meeting.held <= as_of:
            yield meeting.held, ("meetings", index, "held")
    for gift in relation.given:
        if gift.gift.delivery == "in-person" and gift.day <= as_of:
            yield gift.day, ()
