"""What to ask for, order, write and send, and what it waits for."""

from datetime import date
from datetime import timedelta

import pytest

from giftplan.output.agenda import said
from giftplan.reports.agenda.task import Agenda
from giftplan.reports.agenda.whole import plans_ahead
from tests.planning.books import book
from tests.planning.books import gift
from tests.planning.books import partner
from tests.reports.agendas import APPROVAL
from tests.reports.agendas import JANUARY
from tests.reports.agendas import WELL
from tests.reports.agendas import tasks
from tests.reports.agendas import words


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
    assert (found["order"].command, found["write-card"].command) == (given, "giftplan edit GIFT")
    assert found["write-card"].waits == ("what goes with it, which is not ordered yet",)
    ordered = gift(date=first.day.isoformat(), touch="Q1", nature="A pen")
    found = tasks({}, [ordered], days=90)
    assert found["send"].waits == ("its card",)
    assert words(found["write-card"])[0].startswith("Write the card to Anna that goes with 'A pen' for ")
    carded = {**ordered, "card": {"handwritten": "true"}}
    assert tasks({}, [carded], days=90)["send"].waits is None


def test_what_comes_later_than_planned_comes_on_a_day_that_the_plan_would_choose_among() -> None:
    """15 working days from 12 February are 5 March: in our campaign, which ends on the 13th. The 17th is a Tuesday."""
    late = {"touches": {"2026": {"Q1": {"date": "2026-02-24"}}}}
    day = date(2026, 2, 12)
    assert words(tasks(late, as_of=day)["order"], day)[0].endswith("for 17 Mar")
    quiet = {**late, "quiet": [{"from": "2026-03-16", "until": "2026-03-18"}]}
    assert words(tasks(quiet, as_of=day)["order"], day)[0].endswith("for 19 Mar")
    dispute = {**late, "sensitive": [{"from": "2026-02-25", "until": "2026-04-15", "what": "dispute"}]}
    assert tasks(dispute, as_of=day)["choose"].touch == "Q1"
    granted = {"asked": "2026-01-02", "answered": "2026-01-04", "answer": "granted", "until": "2026-03-01"}
    assert tasks({**late, "policy": APPROVAL, "authorisations": [granted]}, as_of=day)["choose"].touch == "Q1"


def test_what_cannot_come_in_time_is_said_before_it_is_ordered() -> None:
    """15 working days from 16 March are 7 April: after the months of the touch."""
    late = {"touches": {"2026": {"Q1": {"date": "2026-03-20"}}}}
    found = tasks(late, as_of=date(2026, 3, 16))
    assert (found["choose"].touch, found["order"].touch) == ("Q1", "Q2")
    told = words(found["choose"], date(2026, 3, 16))
    assert told[0] == "Choose something that can still come for Q1, or let the card go alone"
    assert told[1].endswith("takes 15 working days: too late for 20 Mar")
    assert found["choose"].command == "giftplan suggest nordwind --year 2026 --touch Q1"
    assert found["choose"].write is not None
    assert found["choose"].write.startswith("or the card alone: giftplan give nordwind card --to ")


def test_what_was_ordered_at_the_last_moment_is_not_late_on_that_day() -> None:
    ordered = gift(date="2026-01-07", touch="Q1", recorded="2026-01-05", card={"handwritten": "true"})
    later = words(tasks({}, [ordered], as_of=date(2026, 1, 6))["send"])[0]
    assert later == "See that 'A notebook' arrives on 7 Jan: it should be on its way"
    send = tasks({}, [ordered])["send"]
    assert (send.by, words(send)[0]) == (date(2026, 1, 5), "Send 'A notebook', for 7 Jan")


def test_a_donation_is_for_what_they_support_and_asked_first() -> None:
    refused = {"gifts": "refused", "accepts": ["donation"], "verified": "2025-11-12"}
    found = tasks({"policy": refused, "causes": ["river clean-up"]}, days=90)["order"]
    assert words(found)[0].startswith("Ask whether a donation to river clean-up is welcome, up to ")
    assert found.command == "giftplan letter donation nordwind"
    assert found.write is not None
    assert "giftplan give nordwind 'Donation to river clean-up' --to anna" in found.write


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
    told = words(tasks(values, as_of=day)["order"], day)
    assert told[1] == "it takes 15 working days: too late for 10 Feb"
    assert told[0].endswith("for 17 Mar")
    card = tasks({**values, "policy": {}}, as_of=day)["write-card"]
    assert words(card, day) == ("Write the card to Anna now", "its day, 10 Feb, has passed; there is time until 31 Mar")
    assert card.command == "giftplan give nordwind card --to anna --touch Q1"


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


def test_nothing_is_asked_for_or_sent_before_it_is_mended() -> None:
    unhappy = {"feedback": [{"date": "2025-12-20", "score": "1"}]}
    found = tasks({**unhappy, "policy": APPROVAL}, days=90)
    assert found["ask-authorisation"].waits == ("mending first",)
    assert tasks(unhappy, [gift(date="2026-01-20", touch="Q1")])["send"].waits == ("mending first",)


def test_a_no_holds_for_a_year() -> None:
    refused = {"asked": "2025-10-02", "answered": "2025-10-10", "answer": "refused"}
    values = {"policy": APPROVAL, "authorisations": [refused]}
    assert "ask-authorisation" not in tasks(values, days=90)
    later = tasks({**values, "touches": {"2026": {"Q4": {"date": "2026-11-17"}}}}, as_of=date(2026, 10, 15))
    assert later["ask-authorisation"].by == date(2026, 10, 18)


def test_near_a_decision_of_theirs_nothing_is_asked_before_its_end() -> None:
    tender = {"sensitive": [{"from": "2026-03-20", "until": "2026-04-30", "what": "tender"}], "policy": APPROVAL}
    decided = {**tender, "touches": {"2026": {"Q1": {"date": "2026-02-17"}}}}
    waits = tasks(decided, days=90)["ask-authorisation"].waits
    assert waits == ("the end of the tender, ", date(2026, 4, 30), ": a gift before it could be read as a price")
    assert tasks({"policy": APPROVAL}, days=90)["ask-authorisation"].waits is None


def test_nobody_begins_with_a_questionnaire() -> None:
    prospect = {"status": "prospect", "policy": {}, "meetings": []}
    assert tasks(prospect)["verify-policy"].waits == ("a first meeting",)
    assert tasks({**prospect, "meetings": [{"held": "2025-12-01"}]})["verify-policy"].waits is None


def test_a_policy_that_holds_is_a_day_more_in_its_line() -> None:
    found = tasks({"policy": {"gifts": "allowed", "verified": ["2024-01-10", "2025-01-20"]}})["verify-policy"]
    assert found.write == "verified: [2024-01-10, 2025-01-20, DAY]; what changed is a further policy"
