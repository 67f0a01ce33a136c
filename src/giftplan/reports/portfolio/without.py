"""The same figures as if some partners were not there: a sum, not a forecast of anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giftplan.book.book import Book
from giftplan.planning.known import known_on
from giftplan.records.contact import Contact
from giftplan.records.partner import Partner
from giftplan.reports.portfolio.concentration import Concentration
from giftplan.reports.portfolio.concentration import concentration_in
from giftplan.reports.portfolio.concentration import concentration_of
from giftplan.reports.portfolio.concentration import course_of
from giftplan.reports.portfolio.departed import Departures
from giftplan.reports.portfolio.departed import Freed
from giftplan.reports.portfolio.growth import Brought
from giftplan.reports.portfolio.growth import referrals_of
from giftplan.reports.portfolio.whole import Again
from giftplan.reports.portfolio.whole import again_of
from giftplan.rules.asked import Asked


@dataclass(frozen=True, slots=True)
class Gone:
    """One of the partners looked away from: what it bought, what it takes of our year, whom we know there."""

    partner: Partner
    amount: Decimal
    """In the latest closed year with revenue, in the home currency."""
    share: Decimal
    freed: Freed | None
    people: tuple[Contact, ...]
    """Who works there today."""
    brought: tuple[Brought, ...]
    """Whom it brought: they are partners of their own, and stay in the figures."""


@dataclass(frozen=True, slots=True)
class Staying:
    """A partner that stays in the figures: its share of the year with everybody, and of what is left."""

    partner: Partner
    amount: Decimal
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Without:
    """The portfolio without some partners. Both years are None without revenue, or while a partner cannot be read."""

    as_of: date
    currency: str | None
    is_whole: bool
    gone: tuple[Gone, ...]
    before: Concentration | None
    after: Concentration | None
    """None as well where nobody else bought anything."""
    course: tuple[Concentration, ...]
    staying: tuple[Staying, ...]
    again: tuple[Again, ...]
    """Whom the time that is free could go to first."""
    left_out: tuple[str, ...]


def without_of(book: Book, partners: Sequence[Partner], as_of: date) -> Without:
    """What is left of the latest closed year, and what is free, if these partners were not there."""
    book = known_on(book, as_of)
    asked, partners = Asked(book, as_of), [book.partners[partner.id] for partner in partners]
    names = {partner.id for partner in partners}
    before = concentration_of(book, as_of)
    after = concentration_in(asked, before.year, names) if before else None
    return Without(
        as_of=as_of,
        currency=book.settings.currency if book.settings else None,
        is_whole=asked.is_whole,
        gone=_gone(asked, partners, before),
        before=before,
        after=after,
        course=course_of(asked, names),
        staying=_staying(book, before, after),
        again=again_of(asked, names),
        left_out=tuple(sorted(book.lost)),
    )


def _gone(asked: Asked, partners: Sequence[Partner], before: Concentration | None) -> tuple[Gone, ...]:
    departures, referrals = Departures(asked), referrals_of(asked)
    names = {partner.id for partner in partners}
    found = []
    for partner in {partner.id: partner for partner in partners}.values():
        share = before.of(partner.id) if before else None
        people = tuple(contact for contact in partner.contacts if contact.is_there(asked.as_of))
        brought = tuple(one for one in referrals if one.by == partner.id and one.partner.id not in names)
        amount, part = (share.amount, share.share) if share else (Decimal(0), Decimal(0))
        found.append(Gone(partner, amount, part, departures.freed(partner), people, brought))
    return tuple(found)


def _staying(book: Book, before: Concentration | None, after: Concentration | None) -> tuple[Staying, ...]:
    if before is None or after is None:
        return ()
    shares = {share.partner: share.share for share in before.shares}
    return tuple(
        Staying(book.partners[one.partner], one.amount, shares[one.partner], one.share) for one in after.shares
    )
