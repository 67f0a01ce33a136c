"""Form, money, person and idea of a touch."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.planning.books import Values
from tests.planning.books import contact
from tests.planning.books import gift
from tests.planning.books import idea
from tests.planning.books import limit
from tests.planning.books import partner
from tests.planning.books import plan_of
from tests.planning.books import rule
from tests.planning.books import touch
from tests.planning.books import written

VERIFIED = "2025-11-12"


def policy(**fields: Any) -> Values:
    return {"policy": {"verified": VERIFIED, **fields}}


def unhappy(**more: Any) -> Values:
    return {"feedback": [{"date": "2025-10-01", "score": "2", **more}]}


FORMS: list[tuple[str, Values, list[Values], str]] = [
    ("their policy lets us give", policy(gifts="allowed"), [], "gift"),
    ("unknown", policy(gifts="unknown"), [], "card"),
    ("no policy written down", {"policy": []}, [], "card"),
    ("verified after the as-of day", {"policy": {"gifts": "allowed", "verified": "2026-01-06"}}, [], "card"),
    ("refused", policy(gifts="refused"), [], "card"),
    ("refused but for a service", policy(gifts="refused", accepts=["service"]), [], "alternative"),
    ("wants approval", policy(gifts="approval"), [], "card"),
    (
        "wants approval, granted",
        policy(gifts="approval")
        | {"authorisations": [{"asked": "2025-12-01", "answered": "2025-12-09", "answer": "granted"}]},
        [],
        "gift",
    ),
    (
        "granted, but not until that day",
        policy(gifts="approval")
        | {
            "authorisations": [
                {"asked": "2025-12-01", "answered": "2025-12-09", "answer": "granted", "until": "2026-01-31"}
            ]
        },
        [],
        "card",
    ),
    (
        "refused approval",
        policy(gifts="approval")
        | {"authorisations": [{"asked": "2025-12-01", "answered": "2025-12-09", "answer": "refused"}]},
        [],
        "card",
    ),
    (
        "granted for less than a gift",
        policy(gifts="approval")
        | {"authorisations": [{"asked": "2025-12-01", "answered": "2025-12-09", "answer": "granted", "max": "9.99"}]},
        [],
        "card",
    ),
    ("an open complaint", unhappy(), [], "card"),
    ("a settled one", unhappy(resolved="2025-11-01"), [], "gift"),
    (
        "a better word since",
        {"feedback": [{"date": "2025-10-01", "score": "1"}, {"date": "2025-12-01", "score": "3"}]},
        [],
        "gift",
    ),
    ("a gift sent back since the policy was verified", {}, [gift(date="2025-11-20", outcome="returned")], "card"),
    ("sent back before", {}, [gift(date="2025-11-01", outcome="returned")], "gift"),
    ("the policy bars regular gifts", policy(gifts="allowed", recurring="false"), [gift(date="2025-02-18")], "card"),
    (
        "but a card last year is none",
        policy(gifts="allowed", recurring="false"),
        [gift(date="2025-02-18", kind="card", value="0")],
        "gift",
    ),
    ("the policy counts gifts", policy(gifts="allowed", at_most="1"), [gift(date="2026-01-20", touch="none")], "card"),
    (
        "no money for a gift",
        {"tier": "3", "lifetime_value": {"amount": "12000", "basis": "realised", "as_of": "2025-01-01"}},
        [],
        "card",
    ),
    ("unclassed", {"tier": None}, [], "card"),
    ("a prospect", {"status": "prospect"}, [], "card"),
    ("a prospect where a gift opens the door", {"status": "prospect", "country": "SA"}, [], "gift"),
    (
        "but only with a verified policy",
        {"status": "prospect", "country": "SA", "policy": {"gifts": "allowed"}},
        [],
        "card",
    ),
]


@pytest.mark.parametrize(("fields", "gifts", "form"), [case[1:] for case in FORMS], ids=[case[0] for case in FORMS])
def test_form_of_the_first_touch(fields: Values, gifts: list[Values], form: str) -> None:
    found = touch(plan_of(partner(**fields), gifts), "Q1")
    assert found.form == form
    assert (found.budget == 0) == (form == "card")
    assert found.form != "card" or found.idea is None


def test_at_most_counts_what_is_planned_before() -> None:
    plan = plan_of(partner(**policy(gifts="allowed", at_most="2")))
    assert [found.form for found in plan.touches] == ["gift", "gift", "card", "card"]


def test_two_alternatives_a_year_by_priority() -> None:
    plan = plan_of(partner(**policy(gifts="refused", accepts=["service", "donation"])))
    assert [found.form for found in plan.touches] == ["alternative", "card", "alternative", "card"]
    assert {found.idea for found in plan.touches if found.form == "alternative"} <= {"workshop", "donation"}
    assert all(found.budget >= Decimal(10) for found in plan.touches if found.form == "alternative")


def test_a_token_before_business_counts_against_nothing() -> None:
    plan = plan_of(partner(status="prospect", country="SA"))
    (token,) = plan.touches
    (budget,) = plan.budgets
    assert (str(token.budget), str(budget.planned), str(budget.allowance.amount)) == ("10.00", "10.00", "0.00")
    assert budget.bound_by == "status"


def test_shares_follow_the_weights_and_are_rounded_down() -> None:
    value = {"amount": "75001", "basis": "realised", "as_of": "2025-12-31"}
    plan = plan_of(partner(lifetime_value=value), settings={"keep_within_tax": "false"})
    assert str(plan.budgets[0].allowance.amount) == "300.00"
    assert [str(found.budget) for found in plan.touches] == ["90.00", "60.00", "60.00", "90.00"]


def test_what_a_skipped_touch_would_have_cost_goes_to_the_others() -> None:
    values = partner(contacts=[contact("anna")], touches={"2026": {"Q3": {"skip": "true"}}})
    budgets = [str(found.budget) for found in plan_of(values).touches]
    assert budgets == ["27.37", "18.25", "0.00", "27.37"]


def test_as_many_touches_as_leave_the_smallest_a_gift() -> None:
    """25 EUR over Q1 and Q3 (30 and 20) leave 15 and 10; over three there would be less than ten."""
    value = {"amount": "8333.34", "basis": "realised", "as_of": "2025-12-31"}
    plan = plan_of(partner(tier="2", lifetime_value=value), settings={"keep_within_tax": "false"})
    assert str(plan.budgets[0].allowance.amount) == "25.00"
    assert [(found.touch, str(found.budget)) for found in plan.touches] == [
        ("Q1", "15.00"),
        ("Q2", "0.00"),
        ("Q3", "10.00"),
    ]


def test_what_is_not_used_is_not_spread() -> None:
    spring = [gift(date="2026-02-17", value="10.00")]
    without, with_saving = plan_of(partner()), plan_of(partner(), spring, as_of=date(2026, 3, 1))
    assert [t.budget for t in with_saving.touches[1:]] == [t.budget for t in without.touches[1:]]


def test_what_was_overspent_is_missing_at_the_end() -> None:
    spent = [gift(date="2026-02-17", value="200.00")]
    plan = plan_of(partner(), spent, as_of=date(2026, 3, 1), settings={"keep_within_tax": "false"})
    assert [str(found.budget) for found in plan.touches] == ["200.00", "67.20", "67.20", "0.00"]
    assert touch(plan, "Q4").form == "card"


def only_q1(**more: Any) -> Values:
    """One touch gets the whole year: 336 EUR, five people with 73 each."""
    return partner(touches={"2026": {name: {"skip": "true"} for name in ("Q2", "Q3", "Q4")}}, **more)


def refusing(amount: str, **more: Any) -> Values:
    return {"name": "F", "limits": [limit("law", amount, level="refuse", topic="sector", per="gift", **more)]}


BOUNDS: list[tuple[str, Values, dict[str, Any], str]] = [
    ("the room of its person", {}, {}, "73.00"),
    ("our own limit", {}, {"settings": {"keep_within_tax": "false"}}, "150.00"),
    ("a policy per gift", policy(gifts="limited", limit="40", per="gift"), {}, "40.00"),
    ("a policy per person and gift", policy(gifts="limited", limit="41", per="person-gift"), {}, "41.00"),
    ("a policy per person and year", policy(gifts="limited", limit="42", per="person-year"), {}, "42.00"),
    ("a policy in dollars", policy(gifts="limited", limit="50", per="gift", currency="USD"), {}, "46.00"),
    (
        "an authorisation",
        policy(gifts="approval")
        | {"authorisations": [{"asked": "2025-12-01", "answered": "2025-12-09", "answer": "granted", "max": "55.50"}]},
        {},
        "55.50",
    ),
    ("a law", {}, {"limits": refusing("30")}, "30.00"),
    ("a law strictly below", {}, {"limits": refusing("30", below="true")}, "29.99"),
    ("a law without VAT", {}, {"limits": refusing("30", includes=["extras"])}, "36.00"),
    ("a law of the partner's country", {}, {"limits": refusing("33", side="recipient")}, "33.00"),
    ("a law for another sector", {}, {"limits": refusing("30", recipient_sector=["public"])}, "150.00"),
    ("a law for their sector", {"sector": "public"}, {"limits": refusing("30", recipient_sector=["public"])}, "30.00"),
]


@pytest.mark.parametrize(("fields", "more", "budget"), [case[1:] for case in BOUNDS], ids=[case[0] for case in BOUNDS])
def test_the_lowest_bound_decides(fields: Values, more: dict[str, Any], budget: str) -> None:
    assert str(touch(plan_of(only_q1(**fields), **more), "Q1").budget) == budget


def test_a_limit_without_a_rate_makes_it_a_card() -> None:
    found = touch(plan_of(only_q1(), limits={"name": "F", "limits": [limit("yen", "9000", currency="JPY")]}), "Q1")
    assert found.form == "card"
    assert "JPY" in found.reasons[-1]


def test_gifts_go_round_and_the_tax_room_is_not_lost() -> None:
    people = [contact(name) for name in ("anna", "ben", "cleo")]
    plan = plan_of(partner(contacts=people))
    assert [found.recipient for found in plan.touches] == ["anna", "ben", "cleo", "ben"]
    used = {name: sum(t.budget for t in plan.touches if t.recipient == name) for name in ("anna", "ben", "cleo")}
    assert max(used.values()) <= Decimal(73)


def test_who_was_given_last_waits() -> None:
    given = [gift(date="2025-11-18", recipients=["anna"]), gift(date="2025-09-15", recipients=["ben"])]
    people = [contact("anna"), contact("ben")]
    assert touch(plan_of(partner(contacts=people), given), "Q1").recipient == "ben"


def test_where_a_person_has_no_room_left_a_service_uses_none() -> None:
    used_up = [gift(date="2026-01-20", touch="none", value="70.00")]
    found = touch(plan_of(only_q1(contacts=[contact("anna")]), used_up), "Q1")
    assert (found.form, found.idea) == ("alternative", "workshop")
    assert found.budget == Decimal("73.00")
    refuses = policy(gifts="allowed", refuses=["service"])
    assert touch(plan_of(only_q1(contacts=[contact("anna")], **refuses), used_up), "Q1").form == "card"


def test_a_limit_follows_the_person_to_a_new_company() -> None:
    moved = contact("anna", formerly={"partner": "rivoli", "contact": "ann"})
    before = {**gift(date="2026-01-20", touch="none", value="60.00"), "partner": "rivoli", "recipients": ["ann"]}
    rivoli = written(partner(name="Rivoli", contacts=[contact("ann", left="2026-01-31")], touches={}))
    plan = plan_of(only_q1(contacts=[moved]), [before], files={"partners/rivoli.yaml": rivoli})
    found = next(t for t in plan.touches if (t.partner, t.touch) == ("nordwind", "Q1"))
    assert str(found.budget) == "13.00"


def test_a_shared_gift_counts_its_part() -> None:
    shared = [gift(date="2026-01-20", touch="none", value="100.00", shared_by="4")]
    found = touch(plan_of(only_q1(contacts=[contact("anna")]), shared), "Q1")
    assert str(found.budget) == "48.00"


def culture(*rules: Values) -> dict[str, str]:
    return {"cultures/se.yaml": written({"name": "Sweden", "countries": ["SE"], "rules": list(rules)})}


NOTHING_LAVISH = rule("lavish", "never", match={"value": ["lavish"]})
NOTHING_DEAR = rule("dear", "never", match={"value": ["mid", "premium", "lavish"], "sector": ["public"]})
NOTHING = rule("nothing", "never", match={"sector": ["public"]})
CUSTOMS: list[tuple[str, dict[str, str], Values, tuple[str, str]]] = [
    ("nothing lavish", culture(NOTHING_LAVISH), {}, ("gift", "100.00")),
    ("nothing dear for officials", culture(NOTHING_DEAR), {"sector": "public"}, ("gift", "30.00")),
    ("but for others", culture(NOTHING_DEAR), {"sector": "retail"}, ("gift", "150.00")),
    ("nothing at all for officials", culture(NOTHING), {"sector": "public"}, ("card", "0.00")),
    ("what is rather not done", culture({**NOTHING_LAVISH, "level": "avoid"}), {}, ("gift", "150.00")),
]


@pytest.mark.parametrize(
    ("files", "fields", "expected"), [case[1:] for case in CUSTOMS], ids=[case[0] for case in CUSTOMS]
)
def test_a_custom_against_costly_gifts_lowers_the_money(
    files: dict[str, str], fields: Values, expected: tuple[str, str]
) -> None:
    plan = plan_of(only_q1(country="SE", **fields), settings={"keep_within_tax": "false"}, files=files)
    found = touch(plan, "Q1")
    assert (found.form, str(found.budget)) == expected
    assert found.form == "card" or found.idea is not None


def ideas_of(values: Values, **more: Any) -> str | None:
    return touch(plan_of(values, **more), "Q1").idea


IDEAS: list[tuple[str, Values, list[Values], str | None]] = [
    ("a shared interest comes first", {"interests": [{"topic": "novels", "tags": ["books"]}]}, [], "novel"),
    ("more so what we share", {"interests": [{"topic": "a", "tags": ["books", "writing"]}]}, [], "pen"),
    ("then the touch's kind and how long it lasts", {}, [], "pen"),
    (
        "a declared restriction",
        {"interests": [{"topic": "a", "tags": ["wine"]}], "restrictions": ["no-alcohol"]},
        [],
        "pen",
    ),
    (
        "not what they had in the last three years",
        {"interests": [{"topic": "a", "tags": ["writing"]}]},
        [gift(date="2023-06-01", gift="pen", kind=None, touch="none")],
        "notebook",
    ),
    (
        "longer ago is forgotten",
        {"interests": [{"topic": "a", "tags": ["writing"]}]},
        [gift(date="2022-06-01", gift="pen", kind=None, touch="none")],
        "pen",
    ),
    (
        "the same thing by its name",
        {"interests": [{"topic": "a", "tags": ["writing"]}]},
        [gift(date="2025-06-03", nature="pen", touch="none")],
        "notebook",
    ),
]


@pytest.mark.parametrize(("person", "gifts", "expected"), [case[1:] for case in IDEAS], ids=[case[0] for case in IDEAS])
def test_the_idea_fits_the_person(person: Values, gifts: list[Values], expected: str | None) -> None:
    catalogue = [
        idea("pen", "desk", "12", interests=["writing"], lasts="years"),
        idea("notebook", "organisation", "5", interests=["writing"]),
        idea("novel", "book", "8", interests=["books"]),
        idea("wine", "drink", "9", contains=["alcohol"], interests=["wine"]),
    ]
    values = only_q1(contacts=[contact("anna", **person)])
    found = touch(plan_of(values, gifts, files={"catalogue.yaml": written(catalogue)}), "Q1")
    assert found.idea == expected


def test_nothing_is_planned_twice_for_one_person_in_a_year() -> None:
    plan = plan_of(partner(contacts=[contact("anna")]))
    planned = [found.idea for found in plan.touches if found.idea]
    assert len(planned) == len(set(planned)) > 1


def test_customs_rule_out_cost_rank_and_give_it() -> None:
    things = [idea(name, "desk", "5", tags=[tag]) for name, tag in (("a", "clock"), ("b", "pen"), ("c", "wine"))]
    customs = [rule("one", "never", match={"tags": ["clock"]}), rule("two", "avoid", match={"tags": ["pen"]})]
    files = {
        "catalogue.yaml": written(things),
        "cultures/fr.yaml": written({"name": "F", "countries": ["FR"], "rules": customs}),
    }
    assert ideas_of(only_q1(), files=files) == "c"
    files["catalogue.yaml"] = written(things[:2])
    assert ideas_of(only_q1(), files=files) == "b"
    files["catalogue.yaml"] = written(things[:1])
    plan = plan_of(only_q1(), files=files)
    assert touch(plan, "Q1").idea is None
    assert touch(plan, "Q1").form == "gift"
    assert "because of one" in touch(plan, "Q1").reasons[-1]


ASKED: list[tuple[str, Values, str | None]] = [
    ("nothing declared: ask first, so choose something else", {}, None),
    ("declared as welcome", {"accepts": ["alcohol"]}, "wine"),
    ("declared as a restriction", {"restrictions": ["no-alcohol"]}, None),
]


@pytest.mark.parametrize(("person", "expected"), [case[1:] for case in ASKED], ids=[case[0] for case in ASKED])
def test_an_ask_rule_waits_for_its_answer(person: Values, expected: str | None) -> None:
    only_wine = written([idea("wine", "drink", "9", contains=["alcohol"])])
    values = only_q1(country="SA", contacts=[contact("anna", **person)])
    assert ideas_of(values, files={"catalogue.yaml": only_wine}) == expected


def test_a_law_is_never_silenced() -> None:
    law = rule("law", "never", scope="law", match={"contains": ["alcohol"]})
    files = {
        "catalogue.yaml": written([idea("wine", "drink", "9", contains=["alcohol"])]),
        "cultures/fr.yaml": written({"name": "F", "countries": ["FR"], "rules": [law]}),
    }
    assert ideas_of(only_q1(contacts=[contact("anna", accepts=["alcohol"])]), files=files) is None


def test_the_price_must_start_below_the_money() -> None:
    values = only_q1(contacts=[contact("anna")], **policy(gifts="limited", limit="12", per="gift"))
    for low, expected in (("12", None), ("11.99", "thing")):
        catalogue = written([idea("thing", "desk", low)])
        assert ideas_of(values, files={"catalogue.yaml": catalogue}) == expected


def test_a_kind_that_their_policy_refuses_is_out() -> None:
    catalogue = written([idea("a", "desk", "5"), idea("b", "book", "5")])
    values = only_q1(**policy(gifts="allowed", refuses=["desk"]))
    assert ideas_of(values, files={"catalogue.yaml": catalogue}) == "b"


def test_cash_vouchers_and_cards_are_no_ideas() -> None:
    catalogue = written([idea(kind, kind, "5") for kind in ("cash", "voucher", "card")])
    assert ideas_of(only_q1(), files={"catalogue.yaml": catalogue}) is None
