"""What each limit counts of a gift, which limit speaks for a kind, and when one is passed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from giftplan.book.book import Book
from giftplan.planning.basis import is_passed
from giftplan.planning.in_force import LimitsInForce
from giftplan.planning.limits import Limits
from giftplan.records.gift import Gift
from giftplan.records.limit import Limit
from tests.planning.books import Values
from tests.planning.books import book
from tests.planning.books import contact
from tests.planning.books import gift
from tests.planning.books import limit
from tests.planning.books import partner
from tests.planning.books import plan_of
from tests.planning.books import touch
from tests.planning.books import written

LAW = {"level": "refuse", "topic": "sector", "not_kinds": []}


def limits_of(found: Book) -> Limits:
    assert found.settings is not None
    return Limits(found, found.settings)


def named(found: Book, name: str) -> Limit:
    return next(limit for file in found.limits for limit in file.limits if limit.id == name)


def gifts(found: Book) -> list[Gift]:
    return sorted(found.gifts, key=lambda gift: gift.path)


def counted(rule: Values, *given: Values, on: str = "2026-12-31", settings: Values | None = None) -> str:
    """What that limit counts for Anna in the period that holds `on`, to the cent."""
    found = book({"nordwind": partner()}, list(given), settings, {"name": "F", "limits": [rule]})
    anna = found.partners["nordwind"].contact("anna")
    assert anna is not None
    limits = limits_of(found)
    used = limits.used(named(found, rule["id"]), found.partners["nordwind"], anna, date.fromisoformat(on), ())
    return str(used.quantize(Decimal("0.01")))


ENGRAVED = gift(value="60.00", extras="12.00")
BASES: list[tuple[str, Values, list[Values], str]] = [
    ("VAT and extras in", {}, [ENGRAVED], "72.00"),
    ("extras out", {"includes": ["vat"]}, [ENGRAVED], "60.00"),
    ("VAT out", {"includes": ["extras"]}, [ENGRAVED], "60.00"),
    ("both out", {"includes": []}, [ENGRAVED], "50.00"),
    ("VAT out, at the gift's own rate", {"includes": ["extras"]}, [{**ENGRAVED, "vat_percent": "5.5"}], "68.25"),
    ("two gifts of a year", {}, [gift(), gift(date="2026-09-15", value="5.00")], "25.00"),
    ("not of the year before", {}, [gift(date="2025-12-31")], "0.00"),
    ("not to somebody else", {}, [gift(recipients=["ben"])], "0.00"),
    ("a gift to two", {}, [gift(recipients=["anna", "ben"])], "10.00"),
    ("a gift shared by four", {}, [gift(shared_by="4")], "5.00"),
    ("shared with more than are named", {}, [gift(recipients=["anna", "ben"], shared_by="5")], "4.00"),
    ("not a service, under a tax", {}, [gift(kind="service")], "0.00"),
    ("a service that the limit names", {"kinds": ["service"], "not_kinds": []}, [gift(kind="service")], "20.00"),
    ("only the kinds it names", {"kinds": ["book"], "not_kinds": []}, [gift(), gift(kind="book", value="9")], "9.00"),
    ("not the kinds it spares", {"not_kinds": ["organisation"]}, [gift(), gift(kind="book", value="9")], "9.00"),
    ("a service, under a law", LAW, [gift(kind="service")], "20.00"),
    ("never a card", LAW, [gift(kind="card", value="2.00")], "0.00"),
    ("nothing that was declined", {}, [gift(outcome="declined")], "0.00"),
    ("what was shared out", {}, [gift(outcome="shared")], "20.00"),
    ("nothing received", {}, [gift(direction="received", recipients=["claire"])], "0.00"),
    ("the whole company", {"per": "company-year"}, [gift(), gift(recipients=["ben", "cleo"])], "40.00"),
    ("twelve months back", {"per": "recipient-12-months"}, [gift(date="2026-01-01"), gift(date="2025-12-31")], "20.00"),
    ("at the gift's rate", {"currency": "USD"}, [gift(rate="1", value="46.00")], "50.00"),
    ("in its own currency", {"currency": "USD"}, [gift(currency="USD", rate="0.80", value="46.00")], "46.00"),
    ("in a third currency", {"currency": "USD"}, [gift(currency="CHF", rate="1.15", value="40.00")], "50.00"),
]


@pytest.mark.parametrize(("more", "given", "expected"), [case[1:] for case in BASES], ids=[case[0] for case in BASES])
def test_each_limit_counts_on_its_own_basis(more: Values, given: list[Values], expected: str) -> None:
    assert counted(limit("law", "100", **more), *given) == expected


def test_twelve_months_roll() -> None:
    rule = limit("law", "100", per="recipient-12-months")
    given = [gift(date="2026-03-10"), gift(date="2025-03-11", value="7.00"), gift(date="2025-03-10", value="900.00")]
    assert counted(rule, *given, on="2026-03-10") == "27.00"
    assert counted(rule, *given, on="2026-03-09") == "907.00"


def test_a_limit_follows_who_changed_company_twice() -> None:
    files = {
        "partners/rivoli.yaml": written(partner(contacts=[contact("ann", left="2026-02-28")])),
        "partners/kestrel.yaml": written(
            partner(contacts=[contact("a", left="2026-05-31", formerly={"partner": "rivoli", "contact": "ann"})])
        ),
    }
    anna = contact("anna", formerly={"partner": "kestrel", "contact": "a"})
    given = [
        {**gift(value="10.00"), "partner": "rivoli", "recipients": ["ann"]},
        {**gift(date="2026-04-14", value="11.00"), "partner": "kestrel", "recipients": ["a"]},
        gift(date="2026-09-15", value="12.00"),
    ]
    found = book({"nordwind": partner(contacts=[anna])}, given, files=files)
    person = found.partners["nordwind"].contacts[0]
    used = limits_of(found).used(named(found, "vat"), found.partners["nordwind"], person, date(2026, 12, 1), ())
    assert used == Decimal(33)


PASSED: list[tuple[str, Values, str, bool]] = [
    ("a cent over", {}, "73.01", True),
    ("the amount itself", {}, "73.00", False),
    ("strictly below: the amount itself", {"below": "true"}, "73.00", True),
    ("strictly below: a cent less", {"below": "true"}, "72.99", False),
    ("a ban", {"amount": "0"}, "0.01", True),
    ("no amount", {"amount": None, "per": None}, "9000", False),
]


@pytest.mark.parametrize(("more", "value", "passed"), [case[1:] for case in PASSED], ids=[case[0] for case in PASSED])
def test_when_a_limit_is_passed(more: Values, value: str, passed: bool) -> None:
    found = book({"nordwind": partner()}, limits={"name": "F", "limits": [{**limit("law", "73"), **more}]})
    assert is_passed(named(found, "law"), Decimal(value)) is passed


def law(name: str, amount: str | None, level: str = "refuse", **more: Any) -> Values:
    """A limit for givers of medicines, per gift."""
    of_all = {"level": level, "topic": "sector", "per": "gift", "not_kinds": [], "recipient_sector": ["health"]}
    return {**limit(name, amount or "0", **of_all), "amount": amount, **more}


BAN = law("ban", "0")
SPECIAL: list[tuple[str, list[Values], Values, str]] = [
    ("a ban alone", [BAN], gift(kind="book"), "20.00"),
    ("a limit for books speaks instead", [BAN, law("books", "30", kinds=["book"])], gift(kind="book"), "0.00"),
    ("but not for a pen", [BAN, law("books", "30", kinds=["book"])], gift(kind="desk"), "20.00"),
    ("nor under another law", [BAN, law("books", "30", kinds=["book"], topic="vat")], gift(kind="book"), "20.00"),
    ("nor of other partners", [BAN, law("b", "30", kinds=["book"], recipient_sector=[])], gift(kind="book"), "20.00"),
    ("nor a mere warning for books", [BAN, law("books", "30", "warn", kinds=["book"])], gift(kind="book"), "20.00"),
    ("information does not", [BAN, law("books", "30", "inform", kinds=["book"])], gift(kind="book"), "20.00"),
    ("nor a limit of before", [BAN, law("b", "30", kinds=["book"], until="2026-01-31")], gift(kind="book"), "0.00"),
    ("spared up to its amount", [BAN, law("books", "20", "exempt", kinds=["book"])], gift(kind="book"), "0.00"),
    ("and not beyond", [BAN, law("books", "19.99", "exempt", kinds=["book"])], gift(kind="book"), "20.00"),
    ("strictly below", [BAN, law("b", "20", "exempt", kinds=["book"], below="true")], gift(kind="book"), "20.00"),
    ("spared whatever it costs", [BAN, law("b", None, "exempt", kinds=["book"])], gift(kind="book"), "0.00"),
    (
        "per head",
        [BAN, law("b", "10", "exempt", kinds=["book"])],
        gift(kind="book", recipients=["anna", "ben"]),
        "0.00",
    ),
]


@pytest.mark.parametrize(("rules", "given", "expected"), [case[1:] for case in SPECIAL], ids=[c[0] for c in SPECIAL])
def test_the_special_case_wins_over_the_general_one(rules: list[Values], given: Values, expected: str) -> None:
    found = book({"nordwind": partner(sector="health")}, [given], limits={"name": "F", "limits": rules})
    assert limits_of(found).counted(named(found, "ban"), gifts(found)[0]) == Decimal(expected)


def test_a_yearly_exemption_adds_up_and_ends_at_the_gift_that_passes_it() -> None:
    spared = law("books", "30", "exempt", kinds=["book"], per="recipient-year")
    given = [
        gift(kind="book", date=day, value="14.00") for day in ("2025-11-18", "2026-02-17", "2026-05-19", "2026-09-15")
    ]
    found = book({"nordwind": partner(sector="health")}, given, limits={"name": "F", "limits": [BAN, spared]})
    limits, ban = limits_of(found), named(found, "ban")
    assert [str(limits.counted(ban, given)) for given in gifts(found)] == ["0", "0", "0", "14.00"]


def on(rules: list[Values], day: str, **more: Any) -> list[tuple[str, bool]]:
    found = book({"nordwind": partner(**more)}, limits={"name": "F", "limits": rules})
    assert found.settings is not None
    in_force = LimitsInForce(found, found.settings).on(found.partners["nordwind"], date.fromisoformat(day))
    return [(one.limit.id, one.confirmed) for one in in_force]


SERIES = [
    limit("old", "69", **{"from": "2016-01-01", "until": "2020-12-31"}),
    limit("now", "73", **{"from": "2021-01-01", "until": "2025-12-31"}),
    limit("next", "73", confidence="low", **{"from": "2026-01-01", "until": "2026-12-31"}),
]
DATED = [
    ("before the first", "2015-12-31", []),
    ("its first day", "2016-01-01", [("old", True)]),
    ("its last day", "2020-12-31", [("old", True)]),
    ("the day after", "2021-01-01", [("now", True)]),
    ("to be confirmed", "2026-06-30", [("next", False)]),
    ("nothing known: the last one, to be confirmed", "2027-01-01", [("next", False)]),
]


@pytest.mark.parametrize(("day", "expected"), [case[1:] for case in DATED], ids=[case[0] for case in DATED])
def test_the_value_of_the_day_holds(day: str, expected: list[tuple[str, bool]]) -> None:
    assert on(SERIES, day) == expected


WHOSE: list[tuple[str, Values, bool]] = [
    ("a giver's limit, ours", {"country": "FR", "side": "giver"}, True),
    ("a giver's limit, theirs", {"country": "DE", "side": "giver"}, False),
    ("a recipient's limit, theirs", {"country": "DE", "side": "recipient"}, True),
    ("a recipient's limit, ours", {"country": "FR", "side": "recipient"}, False),
    ("everybody's", {"country": None, "side": "recipient"}, True),
    ("for givers of our sector", {"giver_sector": ["banking", "manufacturing"]}, True),
    ("for givers of another", {"giver_sector": ["banking"]}, False),
    ("for partners of their sector", {"recipient_sector": ["health"]}, True),
    ("for partners of another", {"recipient_sector": ["public"]}, False),
]


@pytest.mark.parametrize(("more", "holds"), [case[1:] for case in WHOSE], ids=[case[0] for case in WHOSE])
def test_whose_limit_holds(more: Values, holds: bool) -> None:
    found = on([limit("law", "73", **more)], "2026-02-17", country="DE", sector="health")
    assert found == ([("law", True)] if holds else [])


def alone(**more: Any) -> Values:
    """One touch with the year's money."""
    return partner(sector="health", touches={"2026": {q: {"skip": "true"} for q in ("Q2", "Q3", "Q4")}}, **more)


PLANNED: list[tuple[str, list[Values], tuple[str, str | None, str]]] = [
    ("a ban leaves a card", [BAN], ("card", None, "0.00")),
    ("a book within its limit", [BAN, law("b", "30", kinds=["book"])], ("gift", "novel", "30.00")),
    ("a book that is spared", [BAN, law("b", "25", "exempt", kinds=["book"])], ("gift", "novel", "25.00")),
    ("no book is dear enough", [BAN, law("b", "9", kinds=["book"])], ("card", None, "0.00")),
    ("a ban on books alone", [law("b", "0", kinds=["book"])], ("gift", "pen", "73.00")),
]


@pytest.mark.parametrize(("rules", "expected"), [case[1:] for case in PLANNED], ids=[case[0] for case in PLANNED])
def test_a_plan_keeps_to_the_law_of_each_kind(rules: list[Values], expected: tuple[str, str | None, str]) -> None:
    vat = limit("vat", "73")
    found = touch(plan_of(alone(), limits={"name": "F", "limits": [vat, *rules]}), "Q1")
    assert (found.form, found.idea, str(found.budget)) == expected


def test_a_gift_recorded_for_later_is_in_the_twelve_months_that_end_with_it() -> None:
    """Given in spring as well, November's 60 would pass 73."""
    rolling = {"name": "F", "limits": [limit("vat", "73", per="recipient-12-months")]}
    later = [gift(date="2026-11-12", touch="none", value="60.00")]
    found = touch(plan_of(alone(contacts=[contact("anna")]), later, limits=rolling), "Q1")
    assert (found.form, str(found.budget)) == ("gift", "13.00")


def test_what_divisions_leave_behind_is_nobody_s_money() -> None:
    """59.50 with 19 % VAT is 50: three shares of it fill the room to the cent, and none is lowered by a cent."""
    room = {"name": "F", "limits": [limit("vat", "50", includes=["extras"])]}
    values = partner(
        tier="2",
        contacts=[contact("anna")],
        lifetime_value={"amount": "90000", "basis": "realised", "as_of": "2025-12-31"},
    )
    plan = plan_of(values, settings={"vat_percent": "19"}, limits=room)
    assert [str(found.budget) for found in plan.touches] == ["25.50", "17.00", "17.00"]


def test_a_limit_of_our_own_company_adds_what_everybody_was_given() -> None:
    rule = limit("list", "3000", per="company-year", topic="declaration", level="inform", not_kinds=[])
    of_theirs = limit("theirs", "3000", per="company-year", topic="declaration", side="recipient", not_kinds=[])
    given = [gift(), {**gift(value="30.00"), "partner": "rivoli"}]
    rivoli = {"partners/rivoli.yaml": written(partner(name="Rivoli"))}
    found = book({"nordwind": partner()}, given, limits={"name": "F", "limits": [rule, of_theirs]}, files=rivoli)
    nordwind, limits = found.partners["nordwind"], limits_of(found)
    anna, day = nordwind.contacts[0], date(2026, 12, 31)
    assert limits.used(named(found, "list"), nordwind, anna, day, ()) == Decimal(50)
    assert limits.used(named(found, "theirs"), nordwind, anna, day, ()) == Decimal(20)


def test_an_exemption_in_a_currency_without_a_rate_spares_nothing() -> None:
    spared = law("books", "1000", "exempt", kinds=["book"], currency="KRW")
    found = book(
        {"nordwind": partner(sector="health")}, [gift(kind="book")], limits={"name": "F", "limits": [BAN, spared]}
    )
    assert limits_of(found).counted(named(found, "ban"), gifts(found)[0]) == Decimal(20)


def test_a_tax_limit_for_some_kinds_bounds_those_kinds() -> None:
    desk = limit("desk", "20", kinds=["desk"], not_kinds=[])
    found = touch(plan_of(alone(), limits={"name": "F", "limits": [limit("vat", "73"), desk]}), "Q1")
    assert (found.idea, str(found.budget)) == ("pen", "20.00")


@pytest.mark.parametrize("more", [{}, {"below": "true"}, {"includes": []}, {"per": "recipient-12-months"}])
def test_the_largest_sums_that_can_be_written_can_be_counted(more: Values) -> None:
    """What a field lets somebody write must not stop a plan: a slip in a rate is no more than that."""
    rates = {"rates": {"XXX": "999999999", "YYY": "0.000000001"}}
    gold = gift(date="2026-01-20", touch="none", value="999999999999.99", extras="999999999999.99", currency="XXX")
    rules = [limit("vat", "999999999999.99", currency="YYY", **more), law("ban", "0.01", currency="XXX", **more)]
    plan = plan_of(alone(), [gold], settings=rates, limits={"name": "F", "limits": rules})
    assert touch(plan, "Q1").budget >= 0
