"""GP705 to GP708, GP710: people who wait to be met, heard, or told goodbye."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from datetime import timedelta

from giftplan.book.problem import KeyPath
from giftplan.records.partner import Partner
from giftplan.records.relation import Feedback
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
        for index, wish in open_wishes(partner):
            if asked.as_of > wish + AN_ANSWER:
                yield of_partner(
                    partner,
                    ("meetings", index, "asked"),
                    f"they asked to meet on {wish.isoformat()}, and it did not happen yet",
                    "Who is willing to meet deserves to be met.",
                    "Propose a day now; write it under 'held' once you met",
                )


def open_wishes(partner: Partner) -> Iterator[tuple[int, date]]:
    """The days on which they asked to meet us and after which we did not meet, with the place of each meeting.

    What was asked before a departure is left out: it ended with the relationship.
    """
    held = [meeting.held for meeting in partner.meetings if meeting.held]
    left = partner.left_on or date.min
    for index, meeting in enumerate(partner.meetings):
        wish = meeting.asked if meeting.by == "them" and meeting.held is None else None
        if wish and wish >= left and not any(day >= wish for day in held):
            yield index, wish


@rule("GP706", "advice")
def unhappy_partner(asked: Asked) -> Iterable[Hit]:
    """The last feedback of a partner is a 1 or a 2, and it is not settled.

    Why it matters: mend first; a gift now would look like a price for silence.

    Flagged: `{date: 2026-03-20, score: 2}` without `resolved` and without a better one since.

    Instead: call, mend, and write the day under `resolved`.
    """
    for partner in asked.book.partners.values():
        index, last = last_feedback(partner, asked.as_of)
        if partner.status != "departed" and last is not None and is_unsettled(last):
            yield of_partner(
                partner,
                ("feedback", index, "score"),
                f"the last feedback, of {last.date.isoformat()}, is a {last.score}"
                + (f": {last.note}" if last.note else ""),
                "Mend first: a gift now would look like a price for silence.",
                "Call them, mend it, and write the day under 'resolved'",
            )


def last_feedback(partner: Partner, as_of: date) -> tuple[int, Feedback | None]:
    """What they told us last, with its place in their file; None where they never did."""
    known = [(f.date, index, f) for index, f in enumerate(partner.feedback) if f.date <= as_of]
    _, index, last = max(known, default=(None, 0, None), key=lambda found: found[:2])
    return index, last


def is_unsettled(feedback: Feedback) -> bool:
    """Is it a complaint that nobody has mended yet?"""
    return feedback.score <= 2 and feedback.resolved is None


@rule("GP707", "advice")
def unheard_partner(asked: Asked) -> Iterable[Hit]:
    """A tier 1 partner gave us no feedback for twelve months.

    Why it matters: where a relation is close we stop asking; the article on friends among clients tells of one
    who left without a word.

    Flagged: tier 1, last feedback in May 2025, looked at in June 2026.

    Instead: ask how we do, from 1 to 5 and in a sentence, and write it under `feedback`.
    """
    for partner in unheard(asked):
        index, last = last_feedback(partner, asked.as_of)
        yield of_partner(
            partner,
            ("feedback", index, "date") if last else tier_field(partner, asked.as_of.year),
            f"no feedback {f'since {last.date.isoformat()}' if last else 'at all'}",
            "Where a relation is close we stop asking, and do not see it end.",
            "Ask how we do, and write it under 'feedback': {date: ..., score: 1 to 5}",
        )


def unheard(asked: Asked) -> Iterator[Partner]:
    """The tier 1 partners that told us nothing for twelve months, and did not come later than that."""
    for partner in asked.active():
        _, heard = last_feedback(partner, asked.as_of)
        last = latest(heard.date if heard else None, partner.since)
        if partner.tier_in(asked.as_of.year) == 1 and (last is None or asked.is_past(last, HEARD_MONTHS)):
            yield partner


@rule("GP708", "advice")
def silent_departure(asked: Asked) -> Iterable[Hit]:
    """A partner left, and 90 days later has had no word from us.

    Why it matters: a client who leaves is still a person, and often not unhappy; some come back.

    Flagged: `departed: {date: 2026-02-01}`, and no card since, looked at in June.

    Instead: a handwritten card that thanks for the years, and asks for nothing.
    """
    for partner, left in without_goodbye(asked):
        if asked.as_of > left + A_GOODBYE:
            yield of_partner(
                partner,
                ("departed", "date"),
                f"{partner.name} left on {left.isoformat()}, and has had no word from us since",
                "A client who leaves is still a person, and often not unhappy.",
                "Write a card that thanks for the years, and asks for nothing",
            )


def without_goodbye(asked: Asked) -> Iterator[tuple[Partner, date]]:
    """Who left, and when, and has had no word from us since."""
    for relation in asked.relations:
        partner = relation.partner
        left = partner.left_on
        start = asked.settings.judged_from
        is_told = left is None or (start is not None and left < start) or relation.words_since(left, asked.as_of)
        if left is not None and not is_told:
            yield partner, left


@rule("GP710", "advice")
def never_met(asked: Asked) -> Iterable[Hit]:
    """Nobody of ours has met a tier 1 or 2 partner in person for 24 months.

    Why it matters: many assumptions are only questioned once people sit at one table.

    Flagged: tier 2, last meeting `held` in January 2024, looked at in June 2026.

    Instead: visit them, or hand a gift over yourself; write the day under `meetings`.
    """
    for relation, day, at in not_met(asked):
        yield of_partner(
            relation.partner,
            at or tier_field(relation.partner, asked.as_of.year),
            f"not met in person since {day.isoformat()}" if day else "no meeting in person so far is written down",
            "Many assumptions are only questioned once people sit at one table.",
            "Visit them, and write the day under 'meetings'",
        )


def not_met(asked: Asked) -> Iterator[tuple[Relation, date | None, KeyPath]]:
    """The tier 1 and 2 partners not met for 24 months, with the last day, and where it stands in their file."""
    for relation in asked.relations:
        partner = relation.partner
        if partner.status != "active" or partner.tier_in(asked.as_of.year) not in (1, 2):
            continue
        day, at = last_met(relation, asked.as_of)
        last = latest(day, partner.since)
        if last is None or asked.is_past(last, MET_MONTHS):
            yield relation, day, at


def latest(*days: date | None) -> date | None:
    """The last of the days that are known."""
    return max((day for day in days if day), default=None)


def last_met(relation: Relation, as_of: date) -> tuple[date | None, KeyPath]:
    """The last day on which somebody of ours was there, with where it stands in the partner's file."""
    return max(meetings(relation, as_of), default=(None, ()))


def meetings(relation: Relation, as_of: date) -> Iterator[tuple[date, KeyPath]]:
    """The days on which somebody of ours was there, with where each stands in the partner's file."""
    for index, meeting in enumerate(relation.partner.meetings):
        if meeting.held and meeting.held <= as_of:
            yield meeting.held, ("meetings", index, "held")
    for gift in relation.given:
        if gift.gift.delivery == "in-person" and gift.day <= as_of:
            yield gift.day, ()
