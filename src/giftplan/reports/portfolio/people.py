"""How partners are, and whom we heard, met and thought of: facts with their days, and counts."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateutil.relativedelta import relativedelta

from giftplan.records.partner import Partner
from giftplan.records.relation import Feedback
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Judged
from giftplan.rules.judged import Relation
from giftplan.rules.portfolio.people import AN_ANSWER
from giftplan.rules.portfolio.people import is_unsettled
from giftplan.rules.portfolio.people import last_feedback
from giftplan.rules.portfolio.people import meetings
from giftplan.rules.portfolio.people import not_met
from giftplan.rules.portfolio.people import open_wishes
from giftplan.rules.portfolio.people import unheard
from giftplan.rules.portfolio.reviews import is_newcomer

Kind = Literal["newcomer", "loyal", "unknown"]
KINDS: tuple[Kind, ...] = ("newcomer", "loyal", "unknown")


@dataclass(frozen=True, slots=True)
class Heard:
    """A partner with what it told us last; None where it never did."""

    partner: Partner
    last: Feedback | None


@dataclass(frozen=True, slots=True)
class Moods:
    """What active partners told us last: how many by score (5 delighted to 1 unhappy), and how many never did."""

    scores: Mapping[int, int]
    never: int
    unsettled: tuple[Heard, ...]
    """Whose last word is a complaint that is not mended; prospects too."""
    unheard: tuple[Heard, ...]
    """Tier 1, and not heard for twelve months."""


@dataclass(frozen=True, slots=True)
class Wish:
    """They asked to meet us, and it did not happen yet."""

    partner: Partner
    day: date
    note: str | None
    is_late: bool
    """Did more than 30 days go by?"""


@dataclass(frozen=True, slots=True)
class Met:
    """A partner with the last day on which somebody of ours was there; None where no day is written down."""

    partner: Partner
    last: date | None


@dataclass(frozen=True, slots=True)
class Attention:
    """What partners of one kind were given in twelve months: how many gifts and cards, and how many got nothing."""

    kind: Kind
    partners: int
    gifts: int
    cards: int
    without: int


@dataclass(frozen=True, slots=True)
class Tied:
    """A friend's or a relative's company: is it disclosed, and when was the work last looked at as work?"""

    partner: Partner
    disclosed: date | None
    last: Feedback | None


def moods_of(asked: Asked) -> Moods:
    """How the partners are, in their own last words."""
    every = [
        Heard(partner, last_feedback(partner, asked.as_of)[1]) for _, partner in sorted(asked.book.partners.items())
    ]
    active = [one for one in every if one.partner.status == "active"]
    scores = Counter(one.last.score for one in active if one.last)
    unsettled = (one for one in every if one.partner.status != "departed" and one.last and is_unsettled(one.last))
    silent = (Heard(partner, last_feedback(partner, asked.as_of)[1]) for partner in unheard(asked))
    return Moods(scores, sum(one.last is None for one in active), tuple(unsettled), tuple(silent))


def wishes_of(asked: Asked) -> tuple[Wish, ...]:
    """Who asked to meet us and waits, the longest first."""
    every = (
        Wish(partner, day, partner.meetings[index].note, asked.as_of > day + AN_ANSWER)
        for partner in asked.book.partners.values()
        for index, day in open_wishes(partner)
        if day <= asked.as_of
    )
    return tuple(sorted(every, key=lambda wish: (wish.day, wish.partner.id)))


def not_met_of(asked: Asked) -> tuple[Met, ...]:
    """The tier 1 and 2 partners not met in person for 24 months."""
    return tuple(Met(relation.partner, day) for relation, day, _ in not_met(asked))


def never_met_of(asked: Asked) -> tuple[Partner, ...]:
    """The other active partners, small ones too, of whom no meeting in person is written down."""
    known = {relation.partner.id for relation, _, _ in not_met(asked)}
    return tuple(
        relation.partner
        for relation in asked.relations
        if relation.partner.status == "active"
        and relation.partner.id not in known
        and not any(True for _ in meetings(relation, asked.as_of))
    )


def attention_of(asked: Asked) -> tuple[Attention, ...]:
    """What newcomers (prospects, and who came this calendar year or last) and loyal partners were given."""
    by_kind: dict[Kind, list[Relation]] = {kind: [] for kind in KINDS}
    for relation in asked.relations:
        if relation.partner.status != "departed":
            by_kind[_kind(relation.partner, asked.as_of)].append(relation)
    return tuple(_attention(kind, by_kind[kind], asked.as_of) for kind in KINDS if by_kind[kind])


def _kind(partner: Partner, as_of: date) -> Kind:
    if partner.status == "prospect" or is_newcomer(partner, as_of):
        return "newcomer"
    return "loyal" if partner.since else "unknown"


def _attention(kind: Kind, relations: Iterable[Relation], as_of: date) -> Attention:
    given = [of_twelve_months(relation.given, as_of) for relation in relations]
    objects = sum(gift.is_object for gifts in given for gift in gifts)
    cards = sum(len(gifts) for gifts in given) - objects
    return Attention(kind, len(given), objects, cards, sum(not gifts for gifts in given))


def of_twelve_months(gifts: Iterable[Judged], as_of: date) -> list[Judged]:
    """Those of the twelve months that end today."""
    start = as_of - relativedelta(months=12)
    return [gift for gift in gifts if start < gift.day <= as_of]


def givers_of(asked: Asked) -> tuple[Partner, ...]:
    """Who gave us something in twelve months."""
    return tuple(r.partner for r in asked.relations if of_twelve_months(r.received, asked.as_of))


def ties_of(asked: Asked) -> tuple[Tied, ...]:
    """The friends and relatives among the partners that have not left."""
    return tuple(
        Tied(
            partner,
            partner.disclosed if partner.disclosed and partner.disclosed <= asked.as_of else None,
            last_feedback(partner, asked.as_of)[1],
        )
        for _, partner in sorted(asked.book.partners.items())
        if partner.ties != "none" and partner.status != "departed"
    )
