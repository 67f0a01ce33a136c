"""A suggestion is the plan's own choice with its rivals, for every partner and touch of the example."""

from datetime import date

import pytest

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.plan import make_plan
from giftplan.reports.suggestion import suggestion_for
from tests.cli.terminal import REPOSITORY
from tests.planning.books import book
from tests.planning.books import contact
from tests.planning.books import partner

AS_OF = date(2026, 10, 6)
SHIPPED = load(DiskTree(REPOSITORY / "data"))
PLAN = make_plan(SHIPPED, 2027, AS_OF)


@pytest.mark.parametrize("touch", PLAN.touches, ids=lambda touch: f"{touch.partner} {touch.touch}")
def test_the_first_idea_is_the_plan_s(touch: PlannedTouch) -> None:
    found = suggestion_for(SHIPPED, SHIPPED.partners[touch.partner], [2027], AS_OF, touch.touch)
    assert found.touch == touch
    assert next((suggested.idea.id for suggested in found.ideas), None) == touch.idea
    assert (touch.form == "card") == (not found.ideas and not found.ruled_out)
    every = [suggested.idea.id for suggested in found.ideas] + [idea.id for idea, _ in found.ruled_out]
    assert sorted(every) == (sorted(SHIPPED.catalogue) if touch.form != "card" else [])


def reasons(name: str, found: Book) -> tuple[str, ...]:
    suggestion = suggestion_for(found, found.partners["nordwind"], [2026], date(2026, 1, 5), "Q1")
    return next(suggested.reasons for suggested in suggestion.ideas if suggested.idea.id == name)


def test_reasons_come_in_the_order_in_which_they_count() -> None:
    writer = contact("anna", interests=[{"topic": "fountain pens", "tags": ["writing"], "source": "conversation"}])
    assert reasons("pen", book({"nordwind": partner(contacts=[writer])})) == (
        "for an interest in writing",
        "of a kind that Q1 asks for",
        "in sight for years",
        "for one person",
        "strong personalisation",
    )


def test_reasons_that_all_ideas_share_are_told_apart() -> None:
    found = suggestion_for(SHIPPED, SHIPPED.partners["nordwind"], [2027], AS_OF, "Q1")
    after = "a custom prefers it (Germany: a gift is given only once the deal is signed)"
    assert found.common == (after,)
    assert all(set(found.common) <= set(suggested.reasons) for suggested in found.ideas)


def test_of_two_years_it_is_the_first_in_which_the_touch_is_still_to_come() -> None:
    nordwind = SHIPPED.partners["nordwind"]
    assert suggestion_for(SHIPPED, nordwind, [2026, 2027], AS_OF, None).year == 2026
    assert suggestion_for(SHIPPED, nordwind, [2026, 2027], AS_OF, "Q1").year == 2027
    assert suggestion_for(SHIPPED, nordwind, [2026], AS_OF, "Q1").year == 2026
