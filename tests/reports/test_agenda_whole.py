"""All tasks together: in order, within their days, of today alone, and what check advises."""

from datetime import date
from datetime import timedelta

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings

from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.planning.known import known_on
from giftplan.planning.known import known_to_plan_on
from giftplan.planning.plan import make_plan
from giftplan.reports.agenda.task import urgency
from giftplan.reports.agenda.whole import agenda_of
from giftplan.reports.agenda.whole import plans_ahead
from giftplan.rules.engine import Report
from giftplan.rules.engine import judge
from tests.cli.terminal import REPOSITORY
from tests.planning.books import Values
from tests.planning.books import book
from tests.planning.books import contact
from tests.planning.books import gift
from tests.planning.books import partner
from tests.planning.portfolios import portfolios
from tests.reports.agendas import APPROVAL
from tests.reports.agendas import JANUARY
from tests.reports.agendas import WELL
from tests.reports.agendas import agenda
from tests.reports.agendas import tasks
from tests.reports.agendas import words

steady = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
Portfolio = tuple[dict[str, Values], list[Values], date]


@steady
@given(portfolios())
def test_any_portfolio_has_an_agenda_in_order_and_within_its_days(portfolio: Portfolio) -> None:
    every, gifts, as_of = portfolio
    found = agenda(book(every, gifts), as_of)
    until = as_of + timedelta(days=42)
    weights = [urgency(task, as_of)[:2] for task in found.tasks]
    assert weights == sorted(weights)
    kinds = [task.kind for task in found.tasks if task.when(as_of) == "late"]
    assert kinds.index("mend") == 0 if "mend" in kinds and "debrief" not in kinds else True
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


LATER = "2026-09-01"
"""After any day on which a portfolio is looked at in June."""
TOMORROW: Values = {
    "feedback": [*WELL["feedback"], {"date": LATER, "score": "5", "note": "a surprise"}],
    "meetings": [*WELL["meetings"], {"asked": LATER, "by": "them"}],
    "signals": [{"date": LATER, "what": "a second shop"}],
    "contacts": [contact("anna", interests=[{"topic": "chess", "noted": LATER, "source": "conversation"}])],
}


def test_nothing_of_tomorrow_is_known_today() -> None:
    """What is dated later changes nothing of what there is to do today."""
    day = date(2026, 6, 15)
    before: Values = {**WELL, "contacts": [contact("anna")], "reviewed": "2025-01-10", "tier": "2"}
    grew: Values = {"revenue": {"2024": "10", "2025": "20"}}
    now, then = ({**before, **grew}, {**before, **grew, **TOMORROW})
    told = [agenda(book({"nordwind": partner(**values)}), day).tasks for values in (now, then)]
    assert [task.kind for task in told[0]] == [task.kind for task in told[1]]
    assert [(t.by, t.what, t.because, t.mention) for t in told[0]] == [
        (t.by, t.what, t.because, t.mention) for t in told[1]
    ]
    reviewed = tasks({"reviewed": LATER, "since": "2020-01-01"}, as_of=day)["review-tier"]
    assert words(reviewed)[1] == "it was never questioned"


def test_what_is_mended_thanked_or_received_later_is_still_to_do() -> None:
    unsettled = {"feedback": [{"date": "2025-12-03", "score": "1", "resolved": "2026-03-01"}]}
    assert "mend" in tasks(unsettled)
    assert "mend" not in tasks(unsettled, as_of=date(2026, 3, 1))
    came = gift(direction="received", date="2025-12-20", recipients=["claire"], thanked="2026-02-01")
    assert "thank" in tasks({}, [came])
    uneasy = {"reaction": {"date": "2026-02-01", "how": "uneasy"}}
    given_then = gift(date="2025-11-20", card={"handwritten": "true"}, **uneasy)
    assert {"reaction"} <= set(tasks({}, [given_then]))
    assert "mend" not in tasks({}, [given_then])
    assert "mend" in tasks({}, [given_then], as_of=date(2026, 2, 2))


def test_who_leaves_later_is_still_with_us() -> None:
    leaving = {
        "status": "departed",
        "departed": {"date": "2026-06-01"},
        "policy": {"gifts": "allowed", "verified": "2024-01-01"},
    }
    unhappy = {**leaving, "feedback": [{"date": "2025-12-20", "score": "1"}]}
    found = tasks(unhappy)
    assert {"mend", "verify-policy"} <= set(found)
    assert {"debrief", "ask-why"}.isdisjoint(found)


def test_what_was_set_aside_on_purpose_is_no_task() -> None:
    waiver = {"rule": "GP703", "why": "we know them", "by": "claire", "until": "2026-12-31"}
    old = {"reviewed": "2024-06-03"}
    assert "review-tier" in tasks(old)
    assert "review-tier" not in tasks({**old, "waivers": [waiver]})
    made = book({"nordwind": partner(**{**WELL, **old})}, settings={"rules": {"tier-review-due": "silent"}})
    assert "review-tier" not in {task.kind for task in agenda(made).tasks}


def test_the_next_year_is_looked_at_as_soon_as_something_for_it_is_due() -> None:
    """Every task there is with the next year's plan is there without asking for it."""
    made, nothing = load(DiskTree(REPOSITORY / "data")), Report(JANUARY, 0, (), ())
    for month in range(6, 13):
        day = date(2026, month, 20)
        known = known_to_plan_on(made, day)
        both = (make_plan(known, 2026, day), make_plan(known, 2027, day))
        for days in (0, 42, 100):
            dated = [task for task in agenda_of(made, day, days, nothing, both).tasks if task.by]
            found = agenda_of(made, day, days, nothing, plans_ahead(made, day, days))
            assert [task for task in found.tasks if task.by] == dated


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
    findings = judge(known_on(made, day), day, places=False).findings
    found = {(task.kind, task.partner.id) for task in agenda(made, day).tasks}
    for finding in findings:
        kind = TASK_OF_RULE.get(finding.rule)
        is_rude = kind == "reaction" and made.partners[finding.partner or ""].country == "JP"
        is_asked_with_it = kind == "verify-policy" and ("mend", finding.partner) in found
        if kind and not is_rude and not is_asked_with_it:
            assert (kind, finding.partner) in found
    told = {(TASK_OF_RULE.get(finding.rule), finding.partner) for finding in findings}
    dated = {"thank-referral", "thank", "reaction", "review-tier", "meet", "visit"}
    late = {(t.kind, t.partner.id) for t in agenda(made, day).tasks if t.when(day) == "late" and t.kind in dated}
    assert late <= told


def test_a_plan_looks_at_nothing_of_tomorrow_either() -> None:
    """A complaint, a gift that is turned down and a yes, all of March: none of them decides anything in January."""
    unhappy = {"feedback": [*WELL["feedback"], {"date": "2026-03-01", "score": "1"}]}
    assert "order" in tasks(unhappy, days=90)
    declined = gift(date="2026-02-17", touch="Q1", outcome="declined", recorded="2026-02-18")
    assert "mend" not in tasks({}, [declined])
    yes = {"asked": "2025-12-01", "answered": "2026-03-01", "answer": "granted"}
    found = tasks({"policy": APPROVAL, "authorisations": [yes]}, days=90)
    assert "order" not in found
    assert found["await-authorisation"].by == date(2025, 12, 31)


def test_a_book_in_which_nothing_is_of_a_later_day_is_itself() -> None:
    made = book({"nordwind": partner(**WELL)}, [gift()])
    assert known_on(made, date(2026, 6, 1)) is made
    assert known_to_plan_on(made, date(2025, 11, 30)) is not made
