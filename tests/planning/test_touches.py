"""Which touches a partner gets in a year."""

from datetime import date
from typing import Any

import pytest

from giftplan.planning.outcome import Plan
from tests.planning.books import Values
from tests.planning.books import gift
from tests.planning.books import partner
from tests.planning.books import plan_of


def names(plan: Plan, status: str | None = None) -> list[str]:
    return [touch.touch for touch in plan.touches if status in (None, touch.status)]


def departed(day: str) -> Values:
    return {"status": "departed", "departed": {"date": day, "by": "them"}}


WHICH: list[tuple[str, Values, list[Values], list[str]]] = [
    ("tier 1 has four", {"tier": "1"}, [], ["Q1", "Q2", "Q3", "Q4"]),
    ("tier 2 keeps three by priority", {"tier": "2"}, [], ["Q1", "Q2", "Q3"]),
    ("tier 3 keeps two by priority", {"tier": "3"}, [], ["Q1", "Q3"]),
    (
        "a decided date comes on top",
        {"tier": "3", "touches": {"2026": {"Q4": {"date": "2026-11-10"}}}},
        [],
        ["Q1", "Q3", "Q4"],
    ),
    ("a skipped one is not replaced", {"tier": "3", "touches": {"2026": {"Q1": {"skip": "true"}}}}, [], ["Q1", "Q3"]),
    ("what was given comes on top", {"tier": "3"}, [gift(date="2026-05-19")], ["Q1", "Q2", "Q3"]),
    ("by the touch it names", {"tier": "3"}, [gift(date="2026-05-19", touch="Q4")], ["Q1", "Q3", "Q4"]),
    ("a gift outside the calendar does not", {"tier": "3"}, [gift(date="2026-05-19", touch="none")], ["Q1", "Q3"]),
    ("nor one between the touches", {"tier": "3"}, [gift(date="2026-07-19")], ["Q1", "Q3"]),
    ("nor one that was declined", {"tier": "3"}, [gift(date="2026-05-19", outcome="declined")], ["Q1", "Q3"]),
    ("an unclassed partner has one card", {"tier": None}, [], ["Q1"]),
    ("a prospect has one card", {"status": "prospect"}, [], ["Q1"]),
    ("in the first touch whose months end after it began", {"status": "prospect", "since": "2026-03-31"}, [], ["Q3"]),
    ("on its last day but one it is still open", {"status": "prospect", "since": "2026-03-30"}, [], ["Q1"]),
    ("none where the year is over for it", {"status": "prospect", "since": "2026-11-30"}, [], []),
    ("a word to who left, in the first touch after", departed("2026-02-10"), [], ["Q1"]),
    ("by priority among those still open", departed("2026-05-10"), [], ["Q3"]),
    ("in the next year where none is left", departed("2025-12-05"), [], ["Q1"]),
    ("once: not again the next year", departed("2025-05-10"), [], []),
    (
        "once: not after a word that was given",
        departed("2026-02-10"),
        [gift(date="2026-04-20", kind="card", value="0")],
        [],
    ),
    ("not years later", departed("2024-12-05"), [], []),
]


@pytest.mark.parametrize(("fields", "gifts", "expected"), [case[1:] for case in WHICH], ids=[case[0] for case in WHICH])
def test_which_touches(fields: Values, gifts: list[Values], expected: list[str]) -> None:
    plan = plan_of(partner(**fields), gifts)
    assert sorted([*names(plan), *(stuck.touch for stuck in plan.blocked)]) == expected


def test_a_word_of_farewell_comes_after_the_departure() -> None:
    days = [
        found.day
        for day in ("2026-02-10", "2026-03-04", "2026-03-24")
        for found in plan_of(partner(**departed(day))).touches
    ]
    assert all(found is not None for found in days)
    assert days[0] is not None
    assert days[0] >= date(2026, 2, 10)
    assert days[2] is not None
    assert days[2] >= date(2026, 3, 24)


def test_a_skipped_touch_has_no_day_and_says_why() -> None:
    values = partner(touches={"2026": {"Q3": {"skip": "true", "why": "they move offices"}}})
    (skipped,) = [touch for touch in plan_of(values).touches if touch.status == "skipped"]
    assert (skipped.touch, skipped.day, skipped.order_by, str(skipped.budget)) == ("Q3", None, None, "0.00")
    assert "they move offices" in skipped.reasons[0]


STATUS: list[tuple[str, dict[str, Any], str]] = [
    ("2026-01-05", {}, "upcoming"),
    ("the day to order has come", {"order": True}, "due"),
    ("its day is past, its months are not over", {"after": True}, "overdue"),
    ("2026-10-01", {}, "missed"),
]


@pytest.mark.parametrize(("when", "how", "status"), STATUS)
def test_status_follows_the_day(when: str, how: dict[str, Any], status: str) -> None:
    """On 24 September, a day of one hash or another, the touch's own day decides what is past."""
    only = {"2026": {name: {"skip": "true"} for name in ("Q1", "Q2", "Q4")}}
    quiet = [{"from": "2026-09-11", "until": "2026-09-30"}]
    planned = next(t for t in plan_of(partner(touches=only, quiet=quiet)).touches if t.touch == "Q3")
    assert planned.order_by is not None
    as_of = (
        planned.order_by if how.get("order") else date(2026, 9, 30) if how.get("after") else date.fromisoformat(when)
    )
    later = next(t for t in plan_of(partner(touches=only, quiet=quiet), as_of=as_of).touches if t.touch == "Q3")
    assert later.status == status
    assert later.day == planned.day
    assert later.form == planned.form
    assert (later.budget == 0) == (status == "missed")


def test_a_touch_that_was_given_shows_its_real_day_and_cost() -> None:
    given = gift(date="2026-09-22", gift="notebook", kind=None, value="18.00", extras="4.90")
    plan = plan_of(partner(), [given], as_of=date(2026, 10, 1))
    (done,) = [touch for touch in plan.touches if touch.touch == "Q3"]
    assert (done.status, done.day, str(done.budget), done.idea) == ("done", date(2026, 9, 22), "22.90", "notebook")
    assert (done.order_by, done.recipient, done.form) == (None, "anna", "gift")


def test_a_gift_still_to_come_is_ordered() -> None:
    plan = plan_of(partner(), [gift(date="2026-09-22")], as_of=date(2026, 9, 21))
    assert names(plan, "ordered") == ["Q3"]


def test_a_card_that_was_given_is_done_too() -> None:
    plan = plan_of(
        partner(), [gift(date="2026-09-22", kind="card", value="0", nature="A card")], as_of=date(2026, 9, 22)
    )
    (done,) = [touch for touch in plan.touches if touch.touch == "Q3"]
    assert (done.status, done.form, str(done.budget)) == ("done", "card", "0.00")


def test_sums_of_the_year() -> None:
    given = [gift(date="2026-02-17", value="30.00", extras="1.50"), gift(date="2026-09-22", value="20.00")]
    plan = plan_of(partner(), given, as_of=date(2026, 3, 1))
    (budget,) = plan.budgets
    assert str(budget.spent) == "51.50"
    assert budget.left == budget.allowance.amount - budget.spent
    coming = [touch.budget for touch in plan.touches if touch.status in ("upcoming", "due", "overdue")]
    assert budget.planned == sum(coming)
    assert plan.totals.touches == len(plan.touches) == 4


@pytest.mark.parametrize(
    ("form", "lead", "expected"),
    [
        ("a gift in the settings' days, our holidays left out", {"lead_days": "15"}, date(2026, 8, 25)),
        ("with a day of ours closed", {"lead_days": "15", "ours": True}, date(2026, 8, 24)),
        ("a card in five", {"card": True}, date(2026, 9, 8)),
    ],
)
def test_the_day_to_act(form: str, lead: dict[str, Any], expected: date) -> None:
    """Tuesday 15 September 2026, counted back in working days of the giver's country."""
    assert form
    values = partner(country="DE", touches={"2026": {"Q3": {"date": "2026-09-15"}}})
    if lead.pop("card", False):
        values["policy"] = {"gifts": "unknown"}
    closed = ', "ours": {"2026-09-01": "closed"}' if lead.pop("ours", False) else ""
    calendar = f'{{"countries": {{"FR": {{"days": {{}}}}, "DE": {{"days": {{}}}}}}{closed}}}'
    files = {"calendar/2026.yaml": calendar, "catalogue.yaml": "[]"}
    found = next(t for t in plan_of(values, settings=lead, files=files).touches if t.touch == "Q3")
    assert found.order_by == expected


def test_a_touch_that_went_by_before_the_policy_was_verified_is_a_card() -> None:
    """Given on its day it would have been a gift against unknown rules."""
    fair = {"name": "A fair", "date": "2026-05-05"}
    for verified, form in (("2026-05-05", "gift"), ("2026-05-06", "card")):
        policy = {"gifts": "allowed", "verified": verified}
        plan = plan_of(partner(policy=policy, events=[fair]), as_of=date(2026, 6, 15))
        touch = next(touch for touch in plan.touches if touch.touch == "Q2")
        assert (touch.status, touch.form) == ("overdue", form)
