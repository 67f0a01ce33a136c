"""Words that are owed, whom to look at, hear and see, and those who left."""

from datetime import date

import pytest

from tests.planning.books import Values
from tests.planning.books import book
from tests.planning.books import contact
from tests.planning.books import gift
from tests.planning.books import partner
from tests.planning.books import written
from tests.reports.agendas import RUDE
from tests.reports.agendas import WELL
from tests.reports.agendas import agenda
from tests.reports.agendas import tasks
from tests.reports.agendas import words


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


def test_a_meeting_that_is_agreed_is_one_to_hold() -> None:
    asked = {"meetings": [{"asked": "2025-11-20", "by": "them", "held": "2026-01-20"}]}
    assert words(tasks(asked)["meet"])[0] == "Meet them on 20 Jan"
    assert tasks(asked)["meet"].by == date(2026, 1, 20)


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
    assert (found["debrief"].by, found["ask-why"].by) == (date(2025, 12, 22), date(2026, 1, 14))
    answered = {**left, "why": "they would rather not say", "facts": ["orders fell"], "reading": ["a hard year"]}
    assert {"debrief", "ask-why"}.isdisjoint(tasks({"status": "departed", "departed": answered}))
    assert "ask-why" not in tasks({"status": "departed", "departed": {**left, "by": "us"}}, days=90)
    assert "ask-why" not in tasks({"status": "departed", "departed": left}, as_of=date(2027, 1, 5))


def test_a_small_partner_that_grew_is_looked_at_again() -> None:
    found = tasks({"tier": "3", "revenue": {"2024": "10000", "2025": "14000"}})["look-again"]
    assert "grew by 40%" in words(found)[1]
    grew = {"tier": "3", "revenue": {"2024": "10000", "2025": "14000"}, "reviewed": "2026-01-04"}
    assert "look-again" not in tasks(grew)
    sign = {"signals": [{"date": "2026-01-05", "what": "a second shop"}]}
    assert "look-again" in tasks({**grew, **sign})


def test_where_everybody_left_somebody_has_to_be_known_first() -> None:
    gone = {"contacts": [contact("anna", left="2025-06-01")], "feedback": [], "meetings": [{"held": "2023-01-01"}]}
    assert tasks(gone)["ask-feedback"].waits == ("somebody whom we know there: every contact has left",)


def test_a_gift_that_came_and_was_not_declared_is_declared_in_its_own_file() -> None:
    came = gift(direction="received", date="2026-01-02", recipients=["claire"], value="80", thanked="2026-01-03")
    found = tasks({}, [came])["declare"]
    assert (found.command, found.write) == ("giftplan edit g0", "declared: DAY, where it is a gift that came to us")


def test_what_was_not_welcome_is_asked_in_one_call_and_never_of_who_left() -> None:
    back = gift(date="2025-12-03", outcome="returned", nature="A lamp", card={"handwritten": "true"})
    old = {"policy": {"gifts": "allowed", "verified": "2024-11-12"}}
    found = tasks(old, [back])
    assert words(found["mend"])[0] == "Call Anna: say sorry, ask what was amiss, and what their gift policy says now"
    assert "verify-policy" not in found
    assert "mend" not in tasks({**old, "status": "departed", "departed": {"date": "2025-12-20"}}, [back])


def test_a_gift_of_december_is_declared_in_january_too() -> None:
    came = gift(direction="received", date="2025-12-29", recipients=["claire"], value="80", thanked="2025-12-30")
    assert "declare" in tasks({}, [came])
