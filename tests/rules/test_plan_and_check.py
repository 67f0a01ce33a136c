"""The plan and the check agree: what is planned, given exactly as planned, has no error."""

from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.book.book import Book
from giftplan.planning.outcome import OPEN
from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.plan import make_plan
from giftplan.rules.engine import judge
from tests.planning.books import LIMITS
from tests.planning.books import Values
from tests.planning.books import book
from tests.planning.books import limit
from tests.planning.books import partner
from tests.planning.portfolios import portfolios

Portfolio = tuple[dict[str, Values], list[Values], date]
thorough = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
LAWS: list[Values] = [
    *LIMITS["limits"],
    limit("single", "60", per="gift", level="refuse", topic="sector", country=None, side="recipient"),
    limit("books", "35", level="refuse", topic="sector", kinds=["book"], not_kinds=[], side="giver"),
    limit("twelve", "90", per="recipient-12-months", below="true", includes=[], topic="income-tax"),
]
"""The tax limit of the small book, and others of which one or two hold in an example."""


def as_given(touch: PlannedTouch, made: Book) -> Values:
    """A planned touch as the gift that it says: its day, its money, its person, its idea, with a card by hand."""
    idea = made.catalogue[touch.idea] if touch.idea else None
    what: Values = {"kind": "card"} if touch.form == "card" else {"kind": "other"}
    if idea is not None:
        what = {"gift": idea.id}
    assert touch.day is not None
    return {
        "partner": touch.partner,
        "date": touch.day.isoformat(),
        "touch": touch.touch,
        "recipients": [touch.recipient],
        "nature": idea.name if idea else f"Something for {touch.touch}",
        "value": str(touch.budget),
        "card": {"handwritten": "true", "reason": "thanks", "by": "claire"},
        **what,
    }


def is_complete(touch: PlannedTouch) -> bool:
    """Can it be given as planned? An alternative without an idea does not say what it is."""
    return touch.status in OPEN and (touch.form != "alternative" or touch.idea is not None)


def errors(made: Book, as_of: date) -> set[tuple[str, str, str | None]]:
    return {(f.rule, f.path, f.partner) for f in judge(made, as_of).findings if f.level == "error"}


@thorough
@given(portfolios(), st.lists(st.sampled_from(LAWS), max_size=3, unique_by=lambda law: str(law["id"])))
def test_what_is_planned_and_given_so_has_no_error(portfolio: Portfolio, laws: list[Values]) -> None:
    every, gifts, as_of = portfolio
    limits = {"name": "France", "limits": laws}
    before = book(every, gifts, limits=limits)
    plan = make_plan(before, 2026, as_of)
    planned = [as_given(touch, before) for touch in plan.touches if is_complete(touch)]
    after = book(every, [*gifts, *planned], limits=limits)
    assert errors(after, as_of) - errors(before, as_of) == set()


def test_an_example_has_gifts_alternatives_and_cards_to_give() -> None:
    """Else the property above would prove little."""
    refused = {"gifts": "refused", "accepts": ["service", "donation"], "verified": "2025-11-12"}
    every = {"nordwind": partner(), "kestrel": partner(policy=refused), "sakura": partner(tier=None)}
    made = book(every)
    given_so = [touch for touch in make_plan(made, 2026, date(2026, 1, 5)).touches if is_complete(touch)]
    assert {touch.form for touch in given_so} == {"gift", "alternative", "card"}
    assert sum((touch.budget for touch in given_so), start=Decimal(0)) > 400
    as_gifts = [as_given(touch, made) for touch in given_so]
    found = judge(book(every, as_gifts), date(2026, 1, 5)).findings
    assert [finding.rule for finding in found if finding.level == "error" and finding.rule > "GP1"] == []
