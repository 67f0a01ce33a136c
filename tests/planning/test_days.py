"""The day of a touch."""

from datetime import date
from hashlib import blake2b
from typing import Any

import pytest

from giftplan.planning.almanac import Almanac
from giftplan.planning.windows import Span
from giftplan.planning.windows import spans_of
from tests.planning.books import SOURCE
from tests.planning.books import Values
from tests.planning.books import book
from tests.planning.books import gift
from tests.planning.books import partner
from tests.planning.books import plan_of
from tests.planning.books import touch
from tests.planning.books import written

TUE_TO_THU_OF_SEPTEMBER_2026 = [date(2026, 9, day) for day in (1, 2, 3, 8, 9, 10, 15, 16, 17, 22, 23, 24, 29, 30)]


def by_hash(days: list[date], touch_id: str = "Q3") -> date:
    def weight(day: date) -> int:
        digest = blake2b(f"nordwind/{touch_id}/{day.isoformat()}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big")

    return max(days, key=weight)


def only_q3(**more: Any) -> Values:
    """A partner whose year has one touch, in September, where France has no holiday."""
    skipped = {name: {"skip": "true"} for name in ("Q1", "Q2", "Q4")}
    touches = more.pop("touches", {})
    return partner(touches={"2026": {**skipped, **touches}}, **more)


def day_of(values: Values, gifts: list[Values] | None = None, **more: Any) -> date | None:
    plan = plan_of(values, gifts, **more)
    return None if plan.blocked else touch(plan, "Q3").day


def test_the_greatest_hash_among_the_delivery_days() -> None:
    assert day_of(only_q3()) == by_hash(TUE_TO_THU_OF_SEPTEMBER_2026)


def test_taking_another_day_away_does_not_move_it() -> None:
    chosen = by_hash(TUE_TO_THU_OF_SEPTEMBER_2026)
    for day in TUE_TO_THU_OF_SEPTEMBER_2026:
        quiet = [{"from": day.isoformat(), "until": day.isoformat()}]
        moved = day_of(only_q3(quiet=quiet))
        left = [other for other in TUE_TO_THU_OF_SEPTEMBER_2026 if other != day]
        assert moved == (by_hash(left) if day == chosen else chosen)


def except_for(first: int, last: int) -> list[date]:
    return [day for day in TUE_TO_THU_OF_SEPTEMBER_2026 if not first <= day.day <= last]


REMOVED: list[tuple[str, Values, list[Values], dict[str, Any], list[date]]] = [
    ("quiet days", {"quiet": [{"from": "2026-09-01", "until": "2026-09-20"}]}, [], {}, except_for(1, 20)),
    (
        "our campaigns",
        {},
        [],
        {"settings": {"campaigns": [{"from": "2026-09-14", "until": "2026-12-31"}]}},
        except_for(14, 30),
    ),
    (
        "sensitive days, a negotiation too",
        {"sensitive": [{"from": "2026-08-01", "until": "2026-09-22", "what": "negotiation"}]},
        [],
        {},
        except_for(1, 22),
    ),
    ("days near a gift", {}, [gift(date="2026-08-04", touch="none")], {}, except_for(1, 14)),
    ("days near a gift to come", {}, [gift(date="2026-10-27", touch="none")], {}, except_for(16, 30)),
    (
        "a received gift does not count",
        {},
        [gift(date="2026-08-04", direction="received", recipients=["claire"])],
        {},
        except_for(31, 31),
    ),
    (
        "nor one that was declined",
        {},
        [gift(date="2026-08-04", touch="none", outcome="declined")],
        {},
        except_for(31, 31),
    ),
    (
        "nor a card outside the calendar",
        {},
        [gift(date="2026-08-04", touch="none", kind="card", value="0")],
        {},
        except_for(31, 31),
    ),
    ("the ISO week of last year", {}, [gift(date="2025-09-17")], {}, except_for(14, 20)),
    ("the ISO week of the year before", {}, [gift(date="2024-09-25")], {}, except_for(21, 27)),
    ("but not of the year before that", {}, [gift(date="2023-09-20")], {}, except_for(31, 31)),
]


@pytest.mark.parametrize(
    ("fields", "gifts", "more", "left"), [case[1:] for case in REMOVED], ids=[case[0] for case in REMOVED]
)
def test_removed_days(fields: Values, gifts: list[Values], more: dict[str, Any], left: list[date]) -> None:
    assert day_of(only_q3(**fields), gifts, **more) == by_hash(left)


def test_delivery_days_are_the_settings() -> None:
    mondays = [date(2026, 9, day) for day in (7, 14, 21, 28)]
    assert day_of(only_q3(), settings={"delivery_days": ["mon"]}) == by_hash(mondays)


def test_holidays_and_bridge_days_there() -> None:
    days = {"2026-09-03": "A Thursday", "2026-09-08": "A Tuesday", "2026-09-16": "A Wednesday"}
    calendar = written({"countries": {"FR": {"weekend": ["sat", "sun"], "days": days}}})
    settings = {"delivery_days": ["mon", "tue", "wed", "thu", "fri"]}
    workdays = [date(2026, 9, day) for day in range(1, 31) if date(2026, 9, day).weekday() < 5]
    bridges = {4, 7}
    left = [day for day in workdays if day.day not in {3, 8, 16} | bridges]
    found = plan_of(only_q3(), settings=settings, files={"calendar/2026.yaml": calendar})
    assert touch(found, "Q3").day == by_hash(left)
    said = " ".join(touch(found, "Q3").reasons)
    assert "public holiday there (A Wednesday): 2026-09-16" in said
    assert "the one working day between a weekend and A Tuesday: 2026-09-07" in said


def test_the_weekend_is_theirs() -> None:
    found = day_of(only_q3(country="SA"), settings={"delivery_days": ["fri", "sun"]})
    assert found is not None
    assert found.strftime("%a") == "Sun"


def test_a_regional_holiday() -> None:
    regional = {"DE": {"days": {}}, "DE-BY": {"days": {"2026-09-29": "A Bavarian day"}}}
    calendar = {"calendar/2026.yaml": written({"countries": {**regional, "FR": {"days": {}}}})}
    all_but_one = [{"from": "2026-09-01", "until": "2026-09-28"}, {"from": "2026-09-30", "until": "2026-09-30"}]
    assert day_of(only_q3(country="DE", quiet=all_but_one), files=calendar) == date(2026, 9, 29)
    assert plan_of(only_q3(country="DE", subdivision="BY", quiet=all_but_one), files=calendar).blocked


def test_a_custom_window_there() -> None:
    """Qingming 2026 is on 5 April: with three days round it nothing arrives."""
    touches = written([{"id": "Q3", "name": "Spring", "months": ["4"], "weight": "1", "priority": "1"}])
    quiet = [{"from": "2026-04-08", "until": "2026-04-30"}, {"from": "2026-04-01", "until": "2026-04-03"}]
    holidays = {"2026-04-05": "Tomb-Sweeping Day"}
    calendar = written({"countries": {"CN": {"days": holidays}, "FR": {"days": {}}}})
    files = {"touches.yaml": touches, "calendar/2026.yaml": calendar}
    found = plan_of(partner(country="CN", quiet=quiet), files=files)
    assert touch(found, "Q3").day == date(2026, 4, 7)
    later = written({"countries": {"CN": {"days": {"2026-04-06": "Tomb-Sweeping Day"}}, "FR": {"days": {}}}})
    blocked = plan_of(partner(country="CN", quiet=quiet), files={**files, "calendar/2026.yaml": later}).blocked
    assert [stuck.touch for stuck in blocked] == ["Q3"]


def test_only_sensitive_days_left_makes_it_a_card_on_one_of_them() -> None:
    sensitive = [{"from": "2026-08-01", "until": "2026-10-31", "what": "crisis"}]
    found = touch(plan_of(only_q3(sensitive=sensitive)), "Q3")
    assert (found.form, found.day) == ("card", by_hash(TUE_TO_THU_OF_SEPTEMBER_2026))


def test_a_touch_keeps_its_distance_from_the_one_before_it_even_missed() -> None:
    near = {"Q2": {"date": "2026-08-25"}}
    values = partner(touches={"2026": {"Q1": {"skip": "true"}, "Q4": {"skip": "true"}, **near}})
    assert plan_of(values).blocked[0].touch == "Q3"
    for as_of in (date(2026, 1, 5), date(2026, 12, 31)):
        found = plan_of(values, settings={"min_days_between_touches": "21"}, as_of=as_of)
        assert touch(found, "Q3").day == by_hash(except_for(1, 14))


def test_a_blocked_touch_says_what_took_most_and_what_mends_it() -> None:
    quiet = [{"from": "2026-09-01", "until": "2026-09-27", "why": "they move"}]
    sensitive = [{"from": "2026-09-28", "until": "2026-09-29", "what": "tender"}]
    near = [gift(date="2026-10-20", touch="none")]
    found = plan_of(only_q3(quiet=quiet, sensitive=sensitive), near)
    (stuck,) = found.blocked
    assert stuck.reason == "quiet days (they move) took 12 of 14 delivery days"
    assert "partners/nordwind.yaml" in stuck.mend
    assert [other.touch for other in found.touches] == ["Q1", "Q2", "Q4"]


DECIDED: list[tuple[str, Values, str]] = [
    ("on a Sunday", {}, "gift"),
    ("in a tender", {"sensitive": [{"from": "2026-09-01", "until": "2026-09-30", "what": "tender"}]}, "card"),
    ("in a negotiation", {"sensitive": [{"from": "2026-09-01", "until": "2026-09-30", "what": "negotiation"}]}, "gift"),
    (
        "in a negotiation where custom forbids it",
        {"country": "DE", "sensitive": [{"from": "2026-09-01", "until": "2026-09-30", "what": "negotiation"}]},
        "card",
    ),
    ("in a crisis", {"sensitive": [{"from": "2026-09-01", "until": "2026-09-30", "what": "crisis"}]}, "gift"),
    ("in quiet days", {"quiet": [{"from": "2026-09-01", "until": "2026-09-30"}]}, "gift"),
]


@pytest.mark.parametrize(("fields", "form"), [case[1:] for case in DECIDED], ids=[case[0] for case in DECIDED])
def test_a_decided_day_is_taken_as_it_is(fields: Values, form: str) -> None:
    values = only_q3(touches={"Q3": {"date": "2026-09-06"}}, **fields)
    found = touch(plan_of(values), "Q3")
    assert (found.day, found.form) == (date(2026, 9, 6), form)
    assert any("a weekend day there" in reason for reason in found.reasons)


EVENTS: list[tuple[str, Values, str | None]] = [
    ("the first one, even on a Sunday", {}, "2026-05-24"),
    ("not in quiet days", {"quiet": [{"from": "2026-05-24", "until": "2026-05-24"}]}, "2026-06-09"),
    (
        "not in sensitive days",
        {"sensitive": [{"from": "2026-05-01", "until": "2026-05-31", "what": "crisis"}]},
        "2026-06-09",
    ),
    ("else an ordinary day", {"quiet": [{"from": "2026-05-24", "until": "2026-06-09"}]}, None),
]


@pytest.mark.parametrize(("fields", "day"), [case[1:] for case in EVENTS], ids=[case[0] for case in EVENTS])
def test_a_touch_of_events_comes_where_we_meet(fields: Values, day: str | None) -> None:
    events = [
        {"name": "Trade fair", "date": "2026-06-09"},
        {"name": "Open day", "date": "2026-05-24"},
        {"name": "Too early", "date": "2026-04-01"},
    ]
    found = touch(plan_of(partner(events=events, **fields)), "Q2")
    assert found.day is not None
    if day is None:
        assert found.day not in (date(2026, 5, 24), date(2026, 6, 9))
        assert found.day.strftime("%a") in ("Tue", "Wed", "Thu")
    else:
        assert found.day == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("when", "within", "expected"),
    [
        (
            {"from": "12-20", "to": "01-06"},
            ("2026-01-01", "2026-12-31"),
            ["2025-12-20/2026-01-06", "2026-12-20/2027-01-06"],
        ),
        ({"from": "02-28", "to": "02-29"}, ("2026-01-01", "2026-12-31"), ["2026-02-28/2026-02-28"]),
        ({"easter": "western", "from": "-2", "to": "1"}, ("2026-01-01", "2026-12-31"), ["2026-04-03/2026-04-06"]),
        ({"easter": "orthodox", "from": "0", "to": "0"}, ("2026-01-01", "2026-12-31"), ["2026-04-12/2026-04-12"]),
        (
            {"holiday": "Eid al-Fitr", "country": "SA", "from": "-30", "to": "-1"},
            ("2030-01-01", "2030-12-31"),
            ["2030-01-04/2030-02-02", "2030-12-25/2031-01-23"],
        ),
        (
            {"holiday": "Eid al-Fitr", "country": "MY", "from": "0", "to": "0"},  # and a day off on the 29th instead
            ("2028-01-01", "2028-12-31"),
            ["2028-02-27/2028-02-27"],
        ),
        (
            {
                "holiday": "Christmas Day",
                "country": "US",
                "from": "0",
                "to": "0",
            },  # a Saturday: consecutive days are one
            ("2027-01-01", "2027-12-31"),
            ["2027-12-24/2027-12-24"],
        ),
        ({"weekdays": ["fri"]}, ("2026-01-01", "2026-12-31"), []),
    ],
)
def test_windows_in_days(when: Values, within: tuple[str, str], expected: list[str]) -> None:
    """A year can hold two Ramadans: 2030 does."""
    window = {"id": "w", "when": when, "level": "avoid", "why": "w", "source": SOURCE}
    files = {"cultures/fr.yaml": written({"name": "F", "countries": ["FR"], "windows": [window]})}
    found = book({"nordwind": partner()}, files=files).cultures
    made = next(culture for culture in found if "FR" in culture.countries).windows[0]
    start, end = map(date.fromisoformat, within)
    spans = spans_of(made.when, "FR", Span(start, end), Almanac({}))
    assert [f"{span.start}/{span.end}" for span in spans] == expected


def test_days_do_not_depend_on_the_as_of_day() -> None:
    early, late = (plan_of(partner(), as_of=day) for day in (date(2026, 1, 1), date(2026, 12, 31)))
    assert [found.day for found in early.touches] == [found.day for found in late.touches]


def test_an_unwritten_calendar_is_named() -> None:
    assert plan_of(only_q3(country="DE")).unpinned == ((2026, "DE"), (2026, "FR"))
