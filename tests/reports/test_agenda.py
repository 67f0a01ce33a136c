"""What to do next: each task is there when somebody has to act, says why, and is gone once it is settled."""

from collections.abc import Mapping
from datetime import date
from datetime import timedelta

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.output.agenda import said
from giftplan.planning.plan import make_plan
from giftplan.reports.agenda.task import KINDS
from giftplan.reports.agenda.task import Agenda
from giftplan.reports.agenda.task import Task
from giftplan.reports.agenda.whole import agenda_of
from giftplan.reports.agenda.whole import plans_ahead
from giftplan.rules.engine import judge
from tests.cli.terminal import REPOSITORY
from tests.planning.books import CULTURES
from tests.planning.books import SOURCE
from tests.planning.books import Values
from tests.planning.books import book
from tests.planning.books import contact
from tests.planning.books import gift
from tests.planning.books import partner
from tests.planning.books import written
from tests.planning.portfolios import portfolios

JANUARY = date(2026, 1, 5)
WELL: Values = {
    "since": "2024-06-03",
    "reviewed": "2025-12-01",
    "feedback": [{"date": "2025-12-01", "score": "4"}],
    "meetings": [{"held": "2025-12-01"}],
}
"""Nothing is owed to a partner like this."""
RUDE = [{"id": "private", "level": "never", "why": "it is private", "asking": "rude", "source": SOURCE}]


def agenda(made: Book, as_of: date = JANUARY, days: int = 42) -> Agenda:
    findings = judge(made, as_of, places=False).findings
    return agenda_of(made, as_of, days, findings, plans_ahead(made, as_of, days))


def tasks(
    values: Mapping[str, object],
    gifts: list[Values] | None = None,
    as_of: date = JANUARY,
    days: int = 42,
    files: Mapping[str, str] | None = None,
) -> dict[str, Task]:
    """The first task of each kind for one partner, nordwind, to whom nothing else is owed."""
    made = book({"nordwind": partner(**{**WELL, **values})}, gifts, files=files)
    found: dict[str, Task] = {}
    for task in agenda(made, as_of, days).tasks:
        found.setdefault(task.kind, task)
    return found


def words(task: Task, as_of: date = JANUARY) -> tuple[str, str]:
    """What, and why."""
    around = Agenda(as_of, 42, "EUR", (), (), ())
    return said(task.what, around), said(task.because, around)


def test_a_partner_to_whom_nothing_is_owed_asks_for_nothing_far_from_a_touch() -> None:
    assert tasks({}, as_of=date(2026, 1, 2), days=7) == {}


def test_nobody_asked_for_their_policy() -> None:
    """The plan's touches are cards: the first is on 26 March, and one asks 30 days before."""
    found = tasks({"policy": {"asked": "legal"}}, as_of=date(2026, 2, 20))["verify-policy"]
    plan = plans_ahead(book({"nordwind": partner(**{**WELL, "policy": {"asked": "legal"}})}), date(2026, 2, 20), 42)[0]
    first = plan.touches[0].day
    assert first is not None
    assert (found.by, found.command) == (first - timedelta(days=30), "giftplan letter policy nordwind")
    assert words(found)[0] == "Ask legal for their gift policy"
    verified = {"policy": {"gifts": "allowed", "verified": "2026-02-20"}}
    assert "verify-policy" not in tasks(verified, as_of=date(2026, 2, 20))


def test_a_policy_that_nobody_needs_soon_is_asked_without_a_day() -> None:
    found = tasks({"policy": {}}, days=0)["verify-policy"]
    assert (found.by, found.when(JANUARY)) == (None, "soon")


@pytest.mark.parametrize(
    ("sector", "due"), [("retail", date(2026, 1, 20)), ("banking", date(2025, 7, 20))], ids=["usual", "regulated"]
)
def test_a_policy_is_verified_again_after_a_year_or_half_a_one(sector: str, due: date) -> None:
    found = tasks({"sector": sector, "policy": {"gifts": "allowed", "verified": "2025-01-20"}})["verify-policy"]
    assert found.by == due
    assert words(found) == (
        "Ask procurement or legal whether their gift policy still holds",
        "last verified on 20 Jan 2025",
    )


APPROVAL: Values = {"gifts": "approval", "verified": "2025-11-12"}


def test_an_approval_is_asked_for_30_days_ahead() -> None:
    made = book({"nordwind": partner(**WELL, policy=APPROVAL)})
    first = plans_ahead(made, JANUARY, 42)[0].touches[0]
    asked = tasks({"policy": APPROVAL}, days=90)["ask-authorisation"]
    assert first.day is not None
    assert (asked.by, asked.command) == (
        first.day - timedelta(days=30),
        "giftplan letter authorisation nordwind",
    )


def test_no_answer_is_asked_for_again_after_30_days_and_the_card_says_for_what_it_waits() -> None:
    values = {"policy": APPROVAL, "authorisations": [{"asked": "2025-12-20"}]}
    found = tasks(values, days=90)
    assert "ask-authorisation" not in found
    assert found["await-authorisation"].by == date(2026, 1, 19)
    around = Agenda(JANUARY, 90, "EUR", (), (), ())
    waits = found["write-card"].waits
    assert waits is not None
    expected = "the answer of their compliance office to your request of 20 Dec 2025: without it, the card alone"
    assert said(waits, around) == expected


def test_a_clear_no_is_an_answer() -> None:
    """Nobody insists in the year of the no; the card goes all the same."""
    refused = {"asked": "2026-01-02", "answered": "2026-01-04", "answer": "refused"}
    found = tasks({"policy": APPROVAL, "authorisations": [refused]}, days=90)
    assert ("ask-authorisation" in found, "await-authorisation" in found, "write-card" in found) == (False, False, True)


def test_a_gift_is_ordered_in_time_then_sent_with_its_card() -> None:
    made = book({"nordwind": partner(**WELL)})
    first = plans_ahead(made, JANUARY, 42)[0].touches[0]
    assert first.day is not None
    assert first.order_by is not None
    found = tasks({}, days=90)
    assert found["order"].by == first.order_by
    given = f"giftplan give nordwind {first.idea} --to {first.recipient} --touch Q1 --date {first.day} --value PRICE"
    assert (found["order"].command, found["write-card"].command) == (given, f"{given} --card")
    assert found["write-card"].waits == (f"{first.idea}, which is not ordered yet",)
    ordered = gift(date=first.day.isoformat(), touch="Q1", nature="A pen")
    found = tasks({}, [ordered], days=90)
    assert found["send"].waits == ("its card",)
    assert words(found["write-card"])[0].startswith("Write the card to Anna that goes with 'A pen' for ")
    carded = {**ordered, "card": {"handwritten": "true"}}
    assert tasks({}, [carded], days=90)["send"].waits is None


def test_a_gift_handed_over_goes_out_on_its_day() -> None:
    found = tasks({}, [gift(date="2026-02-03", touch="Q1", delivery="in-person", nature="A pen")])
    assert (found["send"].by, words(found["send"])[0]) == (date(2026, 2, 3), "Hand over 'A pen' on 3 Feb")


def test_a_touch_whose_day_went_by_waits_for_the_end_of_their_quiet_days() -> None:
    values = {"touches": {"2026": {"Q1": {"date": "2026-02-10"}}}}
    quiet = {**values, "quiet": [{"from": "2026-02-16", "until": "2026-03-06", "why": "stock-taking"}]}
    day = date(2026, 2, 24)
    around = Agenda(day, 42, "EUR", (), (), ())
    waits = tasks(quiet, as_of=day)["order"].waits
    assert waits is not None
    assert said(waits, around) == "the end of their quiet days (stock-taking), 6 Mar"
    assert tasks(values, as_of=day)["order"].waits is None
    assert words(tasks(values, as_of=day)["order"], day)[1] == "its day, 10 Feb, has passed; there is time until 31 Mar"


def test_days_to_send_nothing_are_told_to_who_has_something_to_send() -> None:
    quiet = {"quiet": [{"from": "2026-01-12", "until": "2026-01-16"}]}
    found = tasks(quiet, days=60)["hold"]
    assert (found.by, words(found)) == (
        date(2026, 1, 12),
        ("Send nothing from 12 Jan until 16 Jan", "their quiet days"),
    )
    nothing_to_send = {**quiet, "touches": {"2026": {"Q1": {"skip": "true"}}}}
    assert "hold" not in tasks(nothing_to_send)


def test_a_touch_without_a_day_is_decided_before_its_months() -> None:
    found = tasks({"quiet": [{"from": "2026-02-01", "until": "2026-03-31"}]})["decide-day"]
    assert (found.by, found.touch) == (date(2026, 2, 1), "Q1")


def test_a_card_is_told_what_to_speak_of_and_never_how() -> None:
    likes = [
        {"topic": "old maps", "source": "conversation", "noted": "2024-03-01"},
        {"topic": "letters by hand", "tags": ["writing"], "source": "assistant", "noted": "2025-10-08"},
    ]
    values = {
        "country": "CN",
        "policy": {},
        "contacts": [contact("anna", language="zh", interests=likes)],
        "meetings": [{"held": "2025-12-01", "note": "long talk about their niche"}],
    }
    ink = [{"id": "ink", "level": "avoid", "match": {"ink": "red"}, "why": "an ending", "source": SOURCE}]
    files = {"cultures/cn.yaml": written({**CULTURES["cn"], "rules": ink})}
    mention = tasks(values, days=90, files=files)["write-card"].mention
    assert mention is not None
    assert [interest.topic for interest in mention.heard] == ["letters by hand", "old maps"]
    assert mention.common == ("writing",)
    assert mention.lately[0] == ("met on ", date(2025, 12, 1), ": long talk about their niche")
    assert (mention.customs, mention.language) == (("no red ink: an ending",), "zh")


def test_a_goodbye_card_thanks_and_asks_for_nothing() -> None:
    left = {"status": "departed", "departed": {"date": "2025-12-15", "why": "they closed"}}
    mention = tasks(left, days=90)["write-card"].mention
    assert mention is not None
    thanks = ("farewell: thank them for the years together", " since ", date(2024, 6, 3), ", and ask for nothing")
    assert mention.reason == thanks


def test_a_reaction_is_noted_after_60_days_and_never_where_asking_is_rude() -> None:
    given = [gift(date="2025-11-20", card={"handwritten": "true"})]
    assert tasks({}, given)["reaction"].by == date(2026, 1, 19)
    rude = {"cultures/fr.yaml": written({"name": "France", "countries": ["FR"], "rules": RUDE})}
    assert "reaction" not in tasks({}, given, files=rude)
    noted = {"reaction": {"date": "2025-12-01", "how": "pleased"}}
    assert "reaction" not in tasks({}, [{**given[0], **noted}])


def test_a_gift_that_came_is_answered_within_14_days() -> None:
    came = gift(direction="received", date="2025-12-20", recipients=["claire"], value="20", thanked=None)
    assert tasks({}, [came])["thank"].by == date(2026, 1, 3)
    assert "thank" not in tasks({}, [{**came, "thanked": "2025-12-22"}])


def test_a_referral_is_thanked_by_a_word_and_no_reward() -> None:
    brought = partner(name="Rivoli", **WELL, referred_by={"partner": "nordwind", "date": "2025-12-10"})
    made = book({"nordwind": partner(**WELL), "rivoli": brought})
    found = [task for task in agenda(made).tasks if task.kind == "thank-referral"]
    assert [(task.partner.id, task.by) for task in found] == [("nordwind", date(2026, 2, 8))]
    assert found[0].command == "giftplan give nordwind card --to anna --touch none --card-reason thanks"


def test_who_asks_to_meet_is_met_whatever_the_tier() -> None:
    asked = {"tier": None, "meetings": [{"asked": "2025-12-20", "by": "them"}]}
    assert tasks(asked)["meet"].by == date(2026, 1, 19)
    assert "meet" not in tasks({**asked, "meetings": [{"asked": "2025-12-20", "by": "them", "held": "2026-01-03"}]})


def test_who_is_unhappy_comes_first() -> None:
    values = {"feedback": [{"date": "2025-12-03", "score": "2", "note": "billed twice"}], "policy": {}}
    found = agenda(book({"nordwind": partner(**{**WELL, **values})}), days=90).tasks
    assert (found[0].kind, found[0].by) == ("mend", date(2025, 12, 3))
    assert words(found[0])[1] == "their last feedback, of 3 Dec 2025, is a 2 of 5: billed twice"
    card = next(task for task in found if task.kind == "write-card")
    assert card.waits is not None


def test_a_gift_that_came_back_asks_what_was_amiss() -> None:
    back = gift(date="2025-12-03", outcome="returned", nature="A lamp", card={"handwritten": "true"})
    assert words(tasks({}, [back])["mend"])[1] == "'A lamp' of 3 Dec 2025 was returned"
    verified = {"policy": {"gifts": "allowed", "verified": ["2025-11-12", "2025-12-04"]}}
    assert "mend" not in tasks(verified, [back])


@pytest.mark.parametrize(
    ("kind", "values", "due"),
    [
        ("review-tier", {"reviewed": "2025-01-10"}, date(2026, 1, 10)),
        ("ask-feedback", {"feedback": [{"date": "2025-02-01", "score": "5"}]}, date(2026, 2, 1)),
        ("visit", {"meetings": [{"held": "2024-01-20"}], "since": "2020-01-01"}, date(2026, 1, 20)),
    ],
    ids=["tier", "feedback", "visit"],
)
def test_who_is_close_is_looked_at_heard_and_met(kind: str, values: Values, due: date) -> None:
    assert tasks(values)[kind].by == due
    assert kind not in tasks({})


def test_friends_among_clients_are_asked_like_the_largest() -> None:
    """Where it is close, nobody asks how the work goes."""
    old = {"tier": "3", "feedback": [{"date": "2025-02-01", "score": "5"}], "disclosed": "2024-06-03"}
    assert "ask-feedback" not in tasks(old)
    assert tasks({**old, "ties": "friend"})["ask-feedback"].by == date(2026, 2, 1)


def test_after_a_departure_the_team_talks_they_are_asked_once_and_the_answer_holds() -> None:
    left: Values = {"date": "2025-12-15", "by": "them"}
    found = tasks({"status": "departed", "departed": left})
    assert found["debrief"].by == date(2026, 1, 14)
    answered = {**left, "why": "they would rather not say", "facts": ["orders fell"], "reading": ["a hard year"]}
    assert {"debrief", "ask-why"}.isdisjoint(tasks({"status": "departed", "departed": answered}))
    assert "ask-why" in tasks({"status": "departed", "departed": left}, days=90)
    assert "ask-why" not in tasks({"status": "departed", "departed": {**left, "by": "us"}}, days=90)
    assert "ask-why" not in tasks({"status": "departed", "departed": left}, as_of=date(2027, 1, 5))


def test_a_small_partner_that_grew_is_looked_at_again() -> None:
    found = tasks({"tier": "3", "revenue": {"2024": "10000", "2025": "14000"}})["look-again"]
    assert "grew by 40%" in words(found)[1]


steady = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
Portfolio = tuple[dict[str, Values], list[Values], date]


@steady
@given(portfolios())
def test_any_portfolio_has_an_agenda_in_order_and_within_its_days(portfolio: Portfolio) -> None:
    every, gifts, as_of = portfolio
    found = agenda(book(every, gifts), as_of)
    until = as_of + timedelta(days=42)
    order = [(task.by or date.max, KINDS.index(task.kind)) for task in found.tasks]
    assert order == sorted(order)
    assert all(task.by is None or task.by <= until for task in found.tasks)
    assert sum(found.count(when) for when in ("late", "today", "soon")) == len(found.tasks)
    assert all(task.what and task.because and task.command for task in found.tasks)


@steady
@given(portfolios())
def test_what_the_plan_waits_for_is_on_the_list(portfolio: Portfolio) -> None:
    """Whatever is due or overdue in the plan is somebody's task."""
    every, gifts, as_of = portfolio
    made = book(every, gifts)
    found = {(task.partner.id, task.touch) for task in agenda(made, as_of).tasks}
    for plan in plans_ahead(made, as_of, 366):
        for touch in plan.touches:
            if touch.status in ("due", "overdue"):
                assert (touch.partner, touch.touch) in found


def test_the_next_year_is_looked_at_as_soon_as_something_for_it_is_due() -> None:
    """Every task there is with the next year's plan is there without asking for it."""
    made = load(DiskTree(REPOSITORY / "data"))
    for month in range(6, 13):
        day = date(2026, month, 20)
        both = (make_plan(made, 2026, day), make_plan(made, 2027, day))
        for days in (0, 42, 100):
            certain = agenda_of(made, day, days, (), both).tasks
            dated = [task for task in certain if task.by]
            assert [t for t in agenda_of(made, day, days, (), plans_ahead(made, day, days)).tasks if t.by] == dated


TASK_OF_RULE = {
    "GP102": "verify-policy",
    "GP111": "declare",
    "GP112": "disclose",
    "GP506": "thank-referral",
    "GP507": "thank",
    "GP508": "reaction",
    "GP509": "mend",
    "GP602": "let-go",
    "GP604": "listen",
    "GP702": "revive",
    "GP703": "review-tier",
    "GP704": "look-again",
    "GP705": "meet",
    "GP706": "mend",
    "GP707": "ask-feedback",
    "GP710": "visit",
}


@pytest.mark.parametrize("day", [date(2026, 1, 5), date(2026, 6, 30), date(2026, 10, 6), date(2027, 9, 1)])
def test_what_check_advises_is_a_task(day: date) -> None:
    """On the example: each such finding has its task, and what is late of these kinds is found by check."""
    made = load(DiskTree(REPOSITORY / "data"))
    findings = judge(made, day, places=False).findings
    found = {(task.kind, task.partner.id) for task in agenda(made, day).tasks}
    for finding in findings:
        kind = TASK_OF_RULE.get(finding.rule)
        is_rude = kind == "reaction" and made.partners[finding.partner or ""].country == "JP"
        if kind and not is_rude:
            assert (kind, finding.partner) in found
    told = {(TASK_OF_RULE.get(finding.rule), finding.partner) for finding in findings}
    dated = {"thank-referral", "thank", "reaction", "review-tier", "meet", "visit"}
    late = {(t.kind, t.partner.id) for t in agenda(made, day).tasks if t.when(day) == "late" and t.kind in dated}
    assert late <= told
