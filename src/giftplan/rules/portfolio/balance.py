"""GP701, GP709: does the house stand on one partner?"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from giftplan.records.partner import Partner
from giftplan.records.settings import Concentration
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_partner
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked

FIRST = 3
"""So many of the largest partners are looked at together."""
MARKS = 2
"""So many marks of attachment to one of them are more than a habit."""
Mark = Literal["watch", "alarm"]


def years_with_revenue(asked: Asked) -> list[int]:
    """The years in which any partner bought something, closed or not.

    Empty while a partner's file cannot be read: every share would be too large.
    """
    partners = asked.book.partners.values() if asked.is_whole else ()
    return sorted({year for partner in partners for year, bought in partner.revenue.items() if bought})


def bought_in(asked: Asked, year: int) -> dict[str, Decimal]:
    """What each partner bought in a year, in the home currency, the largest first."""
    bought = {partner.id: partner.revenue.get(year, Decimal(0)) for partner in asked.book.partners.values()}
    return dict(sorted(bought.items(), key=lambda found: -found[1]))


def mark_of(share: Decimal, marks: Concentration) -> Mark | None:
    """The higher of the two marks that a share (0.25 is a quarter) passes; None below both."""
    return "alarm" if share > marks.alarm else "watch" if share > marks.watch else None


def _revenue(asked: Asked) -> tuple[int, dict[str, Decimal]]:
    """The latest closed year that has any revenue, and what each partner bought in it, the largest first."""
    closed = [year for year in years_with_revenue(asked) if year < asked.as_of.year]
    return (closed[-1], bought_in(asked, closed[-1])) if closed else (0, {})


@rule("GP701", "warning")
def concentration(asked: Asked) -> Iterable[Hit]:
    """One partner's share of the latest closed year's revenue passes the marks of `concentration` in settings.yaml.

    Why it matters: one client must not carry the house; the article about the largest client's sudden departure
    tells how that ends.

    Flagged: a partner with 45 % of last year's revenue, where the alarm is at 40 %.

    Instead: give the time that is left to others, small ones first; `giftplan portfolio` shows who they are.
    """
    year, bought = _revenue(asked)
    total = sum(bought.values(), start=Decimal(0))
    if not total or asked.book.settings is None:
        return
    marks = asked.settings.concentration
    for name, amount in bought.items():
        share = amount / total
        mark = mark_of(share, marks)
        if mark is not None:
            yield of_partner(
                asked.book.partners[name],
                ("revenue", str(year)),
                f"{share * 100:.1f} % of the revenue of {year} came from one partner: above the {mark} at "
                f"{(getattr(marks, mark) * 100).normalize():f} %",
                "One client must not carry the house.",
                "Give time to others, small ones first",
            )


@rule("GP709", "advice")
def attachment(asked: Asked) -> Iterable[Hit]:
    """A partner to whom we are attached in two or more ways is also one of the three largest.

    Why it matters: then the dependence is not only financial, and its departure would hurt twice.

    Flagged: `attachment: [first-trust, grew-with-us]` for the second largest partner.

    Instead: nothing to undo; look once a year whether its needs and ours still meet, and give others their time.
    """
    _, bought = _revenue(asked)
    for name in [name for name, amount in bought.items() if amount][:FIRST]:
        partner: Partner = asked.book.partners[name]
        if len(set(partner.attachment)) >= MARKS and partner.status == "active":
            yield of_partner(
                partner,
                "attachment",
                f"one of our {FIRST} largest partners, and close to us: {', '.join(partner.attachment)}",
                "The dependence is not only financial, and a departure would hurt twice.",
                "Look once a year whether its needs and ours still meet",
            )
