"""Hypothesis strategies for whole portfolios: any partner that a data folder may hold."""

from datetime import date
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from tests.planning.books import Values
from tests.planning.books import contact
from tests.planning.books import partner

KINDS = ("desk", "book", "service", "donation", "food")
START = date(2024, 1, 1)


def days(first: date = START, length: int = 1460) -> st.SearchStrategy[str]:
    """A day as it is written."""
    return st.integers(0, length - 1).map(lambda offset: (first + timedelta(days=offset)).isoformat())


@st.composite
def periods(draw: st.DrawFn, /, **more: st.SearchStrategy[str]) -> Values:
    """From a day of 2026 to one up to three months later."""
    start = date.fromisoformat(draw(days(date(2026, 1, 1), 330)))
    until = start + timedelta(days=draw(st.integers(0, 90)))
    return {"from": start.isoformat(), "until": until.isoformat(), **{key: draw(value) for key, value in more.items()}}


def amounts(most: int) -> st.SearchStrategy[str]:
    """An amount with cents."""
    return st.integers(0, most * 100).map(lambda cents: f"{cents / 100:.2f}")


@st.composite
def policies(draw: st.DrawFn) -> Values:
    """Any policy, verified or not."""
    policy: Values = {
        "gifts": draw(st.sampled_from(["unknown", "allowed", "allowed", "limited", "limited", "approval", "refused"]))
    }
    if draw(st.booleans()):
        policy["limit"] = draw(amounts(200))
        policy["per"] = draw(st.sampled_from(["gift", "year", "person-gift", "person-year"]))
    if draw(st.integers(0, 5)):
        first = date(2025, 1, 1)
        policy["verified"] = draw(st.lists(days(first, draw(st.sampled_from([365, 365, 700]))), min_size=1, max_size=2))
    if draw(st.booleans()):
        policy["at_most"] = str(draw(st.integers(0, 3)))
    policy["recurring"] = draw(st.sampled_from(["true", "true", "false"]))
    policy["accepts"] = draw(st.lists(st.sampled_from(KINDS), max_size=2))
    policy["refuses"] = draw(st.lists(st.sampled_from(KINDS), max_size=2))
    return policy


@st.composite
def authorisations(draw: st.DrawFn) -> Values:
    """An answer in writing, granted or not."""
    asked = draw(days(date(2025, 6, 1), 400))
    answer: Values = {
        "asked": asked,
        "answered": asked,
        "answer": draw(st.sampled_from(["granted", "granted", "refused"])),
    }
    if draw(st.booleans()):
        answer["max"] = draw(amounts(120))
    return answer


@st.composite
def contacts(draw: st.DrawFn) -> list[Values]:
    """One to three people."""
    people: list[Values] = []
    for name in ("anna", "ben", "cleo")[: draw(st.integers(1, 3))]:
        more: Values = {}
        if draw(st.integers(0, 5)) == 0:
            more["left"] = draw(days(date(2025, 6, 1), 500))
        tags = draw(st.lists(st.sampled_from(["writing", "books", "wine"]), max_size=2, unique=True))
        more["interests"] = [{"topic": "something", "tags": tags}]
        more["restrictions"] = draw(st.sampled_from([[], [], ["no-alcohol"]]))
        people.append(contact(name, **more))
    return people


@st.composite
def partners(draw: st.DrawFn) -> Values:
    """Any partner."""
    values = st.one_of(st.sampled_from(["20000", "84000", "84000.55", "150000"]), amounts(200_000))
    kinds = st.sampled_from(["negotiation", "tender", "renewal", "dispute", "crisis"])
    status = draw(st.sampled_from(["active", "active", "active", "active", "prospect", "departed"]))
    more: Values = {
        "country": draw(st.sampled_from(["FR", "DE", "CN", "SA", "US"])),
        "tier": draw(st.sampled_from(["1", "1", "1", "2", "3", None])),
        "status": status,
        "lifetime_value": {"amount": draw(values), "basis": "realised", "as_of": draw(days())},
        "policy": draw(policies()),
        "contacts": draw(contacts()),
        "quiet": draw(st.lists(periods(), max_size=2)),
        "sensitive": draw(st.lists(periods(what=kinds), max_size=2)),
        "authorisations": draw(st.lists(authorisations(), max_size=2)),
    }
    if status == "departed":
        more["departed"] = {"date": draw(days(date(2025, 1, 1), 800))}
    if draw(st.integers(0, 3)) == 0:
        scores = st.integers(1, 5).map(str)
        more["feedback"] = draw(st.lists(st.fixed_dictionaries({"date": days(), "score": scores}), max_size=2))
    if draw(st.integers(0, 3)) == 0:
        more["events"] = [{"name": "A fair", "date": draw(days(date(2026, 5, 1), 60))}]
    if draw(st.booleans()):
        decision = st.one_of(st.just({"skip": "true"}), days(date(2026, 1, 1), 360).map(lambda day: {"date": day}))
        more["touches"] = {
            "2026": draw(st.dictionaries(st.sampled_from(["Q1", "Q2", "Q3", "Q4"]), decision, max_size=2))
        }
    return partner(**more)


@st.composite
def gifts(draw: st.DrawFn, names: list[str]) -> Values:
    """Something that was given, mostly before the plan is made."""
    given: Values = {
        "partner": draw(st.sampled_from(names)),
        "date": draw(st.one_of(days(START, 1000), days(date(2026, 1, 1), 150))),
        "recipients": ["anna"],
        "nature": "A thing",
        "kind": draw(st.sampled_from([*KINDS, "card"])),
        "value": draw(st.one_of(amounts(90), amounts(300))),
        "outcome": draw(st.sampled_from(["accepted", "accepted", "accepted", "shared", "declined", "returned"])),
    }
    if draw(st.integers(0, 4)) == 0:
        given["touch"] = draw(st.sampled_from(["Q1", "Q2", "Q3", "Q4", "none"]))
    if draw(st.integers(0, 5)) == 0:
        given["extras"] = draw(amounts(9))
    return given


@st.composite
def portfolios(draw: st.DrawFn) -> tuple[dict[str, Values], list[Values], date]:
    """One to three partners, what they were given, and the day the plan is made."""
    as_of = draw(st.sampled_from([date(2026, 1, 5), date(2026, 1, 5), date(2026, 6, 15), date(2026, 10, 20)]))
    names = ["almasa", "nordwind", "sakura"][: draw(st.integers(1, 3))]
    every: dict[str, Any] = {name: draw(partners()) for name in names}
    return every, draw(st.lists(gifts(names), max_size=5)), as_of
