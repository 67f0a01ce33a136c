"""The portfolio as one whole: every section that a person looks at, as values."""

from collections import Counter
from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from giftplan.book.book import Book
from giftplan.planning.known import known_on
from giftplan.records.partner import Partner
from giftplan.records.settings import Concentration as Marks
from giftplan.reports.portfolio.concentration import Concentration
from giftplan.reports.portfolio.concentration import course_of
from giftplan.reports.portfolio.concentration import latest_closed
from giftplan.reports.portfolio.departed import Departures
from giftplan.reports.portfolio.departed import Left
from giftplan.reports.portfolio.growth import Brought
from giftplan.reports.portfolio.growth import Growth
from giftplan.reports.portfolio.growth import growth_of
from giftplan.reports.portfolio.growth import referrals_of
from giftplan.reports.portfolio.people import Attention
from giftplan.reports.portfolio.people import Met
from giftplan.reports.portfolio.people import Moods
from giftplan.reports.portfolio.people import Tied
from giftplan.reports.portfolio.people import Wish
from giftplan.reports.portfolio.people import attention_of
from giftplan.reports.portfolio.people import givers_of
from giftplan.reports.portfolio.people import moods_of
from giftplan.reports.portfolio.people import never_met_of
from giftplan.reports.portfolio.people import not_met_of
from giftplan.reports.portfolio.people import ties_of
from giftplan.reports.portfolio.people import wishes_of
from giftplan.rules.asked import Asked
from giftplan.rules.portfolio.balance import FIRST
from giftplan.rules.portfolio.balance import MARKS
from giftplan.rules.portfolio.reviews import dormant
from giftplan.rules.portfolio.reviews import reviews_due
from giftplan.rules.portfolio.reviews import to_look_at_again


@dataclass(frozen=True, slots=True)
class Attached:
    """A partner to whom we are attached; nobody's attachment is a number.

    `rank` is its place among the three largest of the latest closed year, None where it is none of them.
    """

    partner: Partner
    rank: int | None

    @property
    def is_more_than_money(self) -> bool:
        """Is it close to us in several ways, and one of the three largest as well?"""
        is_first = self.rank is not None and self.partner.status == "active"
        return is_first and len(set(self.partner.attachment)) >= MARKS


@dataclass(frozen=True, slots=True)
class Again:
    """A partner of tier 2 or 3, or unclassed, that looks bigger than its tier, and the signs of it."""

    partner: Partner
    tier: int | None
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All partners, as of a day. Amounts are in the home currency, which is not known without settings."""

    as_of: date
    currency: str | None
    marks: Marks | None
    statuses: Mapping[str, int]
    is_whole: bool
    """Could every partner's file be read? Else shares are left out."""
    course: tuple[Concentration, ...]
    growth: Growth | None
    attached: tuple[Attached, ...]
    referrals: tuple[Brought, ...]
    givers: tuple[Partner, ...]
    moods: Moods
    attention: tuple[Attention, ...]
    ties: tuple[Tied, ...]
    departed: tuple[Left, ...]
    again: tuple[Again, ...]
    wishes: tuple[Wish, ...]
    dormant: tuple[Partner, ...]
    not_met: tuple[Met, ...]
    never_met: tuple[Partner, ...]
    reviews_due: tuple[Partner, ...]
    left_out: tuple[str, ...]

    @property
    def latest(self) -> Concentration | None:
        """The latest closed year with revenue."""
        return latest_closed(self.course)


def portfolio_of(book: Book, as_of: date) -> Portfolio:
    """Everything about all partners. Nothing raises: what cannot be said is empty, and `left_out` names the files."""
    book = known_on(book, as_of)
    asked = Asked(book, as_of)
    course = course_of(asked)
    return Portfolio(
        as_of=as_of,
        currency=book.settings.currency if book.settings else None,
        marks=book.settings.concentration if book.settings else None,
        statuses=Counter(partner.status for partner in book.partners.values()),
        is_whole=asked.is_whole,
        course=course,
        growth=growth_of(asked),
        attached=attached_of(book, latest_closed(course)),
        referrals=referrals_of(asked),
        givers=givers_of(asked),
        moods=moods_of(asked),
        attention=attention_of(asked),
        ties=ties_of(asked),
        departed=Departures(asked).every(),
        again=again_of(asked),
        wishes=wishes_of(asked),
        dormant=tuple(dormant(asked)),
        not_met=not_met_of(asked),
        never_met=never_met_of(asked),
        reviews_due=tuple(reviews_due(asked)),
        left_out=tuple(sorted(book.lost)),
    )


def again_of(asked: Asked, without: Collection[str] = ()) -> tuple[Again, ...]:
    """Whom to look at again, those with several signs first; some partners left out."""
    every = (
        Again(partner, partner.tier_in(asked.as_of.year), tuple(signs))
        for partner, signs, _ in to_look_at_again(asked)
        if partner.id not in without
    )
    return tuple(sorted(every, key=lambda one: (-len(one.signs), one.partner.id)))


def attached_of(book: Book, latest: Concentration | None) -> tuple[Attached, ...]:
    """The partners with marks of attachment that have not left, those among the three largest first."""
    first = [share.partner for share in latest.shares[:FIRST]] if latest else []
    every = (
        Attached(partner, first.index(partner.id) + 1 if partner.id in first else None)
        for partner in book.partners.values()
        if partner.attachment and partner.status != "departed"
    )
    return tuple(sorted(every, key=lambda one: (one.rank or FIRST + 1, one.partner.id)))
