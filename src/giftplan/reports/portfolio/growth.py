"""What each partner bought in the last two closed years, and what partners brought to us bought since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giftplan.records.partner import Partner
from giftplan.rules.asked import Asked
from giftplan.rules.attention.answers import is_word_due

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Change:
    """What a partner bought in two years that follow each other, in the home currency."""

    partner: Partner
    before: Decimal
    last: Decimal

    @property
    def change(self) -> Decimal | None:
        """By which part it bought more or less (0.3 is 30 % more); None where it bought nothing before."""
        return self.last / self.before - 1 if self.before else None


@dataclass(frozen=True, slots=True)
class Growth:
    """The last closed year with revenue and the year before it; those who bought in either, the largest first."""

    year: int
    has_before: bool
    """Is any revenue of the year before written down? Else there is nothing to compare with."""
    changes: tuple[Change, ...]


def growth_of(asked: Asked) -> Growth | None:
    """How what was bought changed, partner by partner; None where no closed year has revenue."""
    partners = asked.book.partners.values()
    years = {year for partner in partners for year, bought in partner.revenue.items() if bought}
    closed = [year for year in years if year < asked.as_of.year]
    if not closed:
        return None
    last = max(closed)
    every = (Change(p, p.revenue.get(last - 1, NOTHING), p.revenue.get(last, NOTHING)) for p in partners)
    changes = [one for one in every if one.before or one.last]
    changes.sort(key=lambda one: (-one.last, -one.before, one.partner.id))
    return Growth(last, last - 1 in years, tuple(changes))


@dataclass(frozen=True, slots=True)
class Brought:
    """A partner that another one brought to us, and what it bought in each year since, in the home currency.

    `bought` is what came in; it is set against nothing that we gave, which caused none of it.
    """

    partner: Partner
    by: str
    day: date | None
    word: date | None
    """The first day since on which the one who brought it had a word from us."""
    is_by_known: bool
    """Is it known who brought it and when, so that a word could be told?"""
    is_word_due: bool
    bought: tuple[tuple[int, Decimal], ...]

    @property
    def has_had_word(self) -> bool | None:
        """Had the one who brought it a word from us since? None where the day, or who it was, is not known."""
        return self.word is not None if self.is_by_known else None

    @property
    def total(self) -> Decimal:
        """What it bought since, in all."""
        return sum((amount for _, amount in self.bought), start=NOTHING)


def referrals_of(asked: Asked) -> tuple[Brought, ...]:
    """Who brought whom, by who did; of one the earliest first."""
    return tuple(sorted(_referrals(asked), key=lambda one: (one.by, one.day or date.min, one.partner.id)))


def _referrals(asked: Asked) -> Iterator[Brought]:
    known = {relation.partner.id: relation for relation in asked.relations}
    for partner in asked.book.partners.values():
        referral = partner.referred_by
        if referral is None or (referral.date is not None and referral.date > asked.as_of):
            continue
        by, day = known.get(referral.partner), referral.date
        first = day.year if day else 0
        years = sorted(year for year, amount in partner.revenue.items() if amount and first <= year)
        yield Brought(
            partner,
            referral.partner,
            day,
            by.first_word(day, asked.as_of) if by and day else None,
            by is not None and day is not None,
            bool(by and day and is_word_due(asked, by, day)),
            tuple((year, partner.revenue[year]) for year in years if year <= asked.as_of.year),
        )
