"""Periods in which a gift could be read as a price, and the cultures that have a say in it."""

from datetime import date

from giftplan.book.book import Book
from giftplan.planning.matching import Answer
from giftplan.planning.matching import answer
from giftplan.planning.opinions import moments_in
from giftplan.planning.subject import Subject
from giftplan.records.partner import Partner
from giftplan.records.partner import SensitivePeriod

NO_GIFT_DURING = frozenset({"tender", "renewal", "dispute"})
"""An object given in such a period reads as a price everywhere; in a negotiation, where the culture says so."""


def sensitive_period(partner: Partner, day: date) -> SensitivePeriod | None:
    """The sensitive period that holds the day; one in which no gift may be given comes before the others."""
    found = [period for period in partner.sensitive if period.holds(day)]
    return min(
        found, key=lambda period: (period.what not in NO_GIFT_DURING, period.what != "negotiation"), default=None
    )


def forbids_gift(book: Book, partner: Partner, period: SensitivePeriod) -> bool:
    """May no object be given in that period: in a tender, a renewal, a dispute, or where the custom there says so?"""
    if period.what in NO_GIFT_DURING:
        return True
    anything = Subject(during=frozenset({period.what}), sector=partner.sector)
    return any(
        rule.level == "never"
        and rule.match is not None
        and (period.what in moments_in(rule.match) or answer(rule.match, anything, {}) is Answer.YES)
        for culture in book.cultures_of(partner.country)
        for rule in culture.rules
    )
