"""The portfolio's figures, worked out by hand, and the same partners as the rules find."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.planning.known import known_on
from giftplan.planning.plan import make_plan
from giftplan.reports.portfolio.concentration import concentration_of
from giftplan.reports.portfolio.departed import Left
from giftplan.reports.portfolio.whole import portfolio_of
from giftplan.reports.portfolio.without import without_of
from giftplan.rules.engine import judge
from tests.cli.terminal import REPOSITORY
from tests.planning.books import book
from tests.planning.books import contact
from tests.planning.books import gift
from tests.planning.books import partner

AS_OF = date(2026, 10, 6)
SHIPPED = load(DiskTree(REPOSITORY / "data"))


def bought(*amounts: str, year: str = "2025") -> Book:
    """Partners `p0`, `p1` ... that bought so much."""
    return book({f"p{number}": partner(revenue={year: amount}) for number, amount in enumerate(amounts)})


def test_three_partners_of_half_three_tenths_and_two_tenths() -> None:
    found = concentration_of(bought("300.00", "500.00", "200.00"), AS_OF)
    assert found is not None
    assert (found.year, found.total, found.largest.partner, found.largest.share) == (
        2025,
        Decimal(1000),
        "p1",
        Decimal("0.5"),
    )
    assert (found.first_three, found.herfindahl, found.mark) == (Decimal(1), Decimal(2500 + 900 + 400), "alarm")


def test_four_of_one_size_are_a_quarter_each_and_pass_no_mark() -> None:
    found = concentration_of(bought("10.00", "10.00", "10.00", "10.00"), AS_OF)
    assert found is not None
    assert (found.herfindahl, found.alike, found.first_three, found.mark) == (
        Decimal(2500),
        Decimal(4),
        Decimal("0.75"),
        None,
    )


def test_one_partner_alone_is_ten_thousand() -> None:
    found = concentration_of(bought("7.00", "0.00"), AS_OF)
    assert found is not None
    assert (found.herfindahl, found.mark, len(found.shares)) == (Decimal(10000), "alarm", 1)


@pytest.mark.parametrize("without", [bought("0.00"), bought("5.00", year="2026"), book({}), book({"p0": partner()})])
def test_without_revenue_of_a_closed_year_there_are_no_shares(without: Book) -> None:
    assert concentration_of(without, AS_OF) is None
    assert portfolio_of(without, AS_OF).latest is None


AMOUNTS = st.lists(st.decimals(0, 10**12 - 1, places=2, allow_nan=False), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(AMOUNTS)
def test_what_holds_for_any_revenue(amounts: list[Decimal]) -> None:
    found = bought(*map(str, amounts))
    year = concentration_of(found, AS_OF)
    if year is None:
        assert not any(amounts)
        return
    parts = len(year.shares)
    assert year.total == sum(amounts)
    assert abs(sum((share.share for share in year.shares), start=Decimal(-1))) < Decimal("1e-20")
    assert year.largest.share <= year.first_three <= Decimal("1.0000000001")
    assert Decimal(10000) / parts - Decimal("1e-9") <= year.herfindahl <= Decimal(10000) + Decimal("1e-9")
    flagged = {hit.partner for hit in judge(found, AS_OF).findings if hit.rule == "GP701"}
    assert {share.partner for share in year.shares if share.mark} == flagged
    less = without_of(found, [found.partners["p0"]], AS_OF)
    assert (less.after.total if less.after else 0) == year.total - amounts[0]
    assert all(one.after >= one.before for one in less.staying)


def test_the_year_that_is_not_over_is_in_the_course_and_not_judged() -> None:
    found = portfolio_of(book({"p0": partner(revenue={"2024": "10", "2025": "30", "2026": "5", "2027": "9"})}), AS_OF)
    assert [(year.year, year.is_closed, year.mark) for year in found.course] == [
        (2024, True, "alarm"),
        (2025, True, "alarm"),
        (2026, False, None),
    ]
    assert found.latest is not None
    assert found.latest.year == 2025


def test_growth_says_who_bought_less_and_who_is_new() -> None:
    values = {
        "more": partner(revenue={"2024": "100", "2025": "130"}),
        "less": partner(revenue={"2024": "100", "2025": "40"}),
        "new": partner(revenue={"2025": "50"}),
        "none": partner(revenue={"2024": "20"}),
        "never": partner(),
    }
    growth = portfolio_of(book(values), AS_OF).growth
    assert growth is not None
    changes = [(one.partner.id, one.before, one.last, one.change) for one in growth.changes]
    assert changes == [
        ("more", Decimal(100), Decimal(130), Decimal("0.3")),
        ("new", Decimal(0), Decimal(50), None),
        ("less", Decimal(100), Decimal(40), Decimal("-0.6")),
        ("none", Decimal(20), Decimal(0), Decimal(-1)),
    ]


def test_with_one_year_alone_nothing_is_compared() -> None:
    growth = portfolio_of(bought("50.00"), AS_OF).growth
    assert growth is not None
    assert (growth.year, growth.has_before) == (2025, False)


def test_what_brought_partners_bought_counts_from_the_year_they_came() -> None:
    brought = partner(revenue={"2023": "5", "2024": "10", "2025": "20", "2027": "99"})
    values = {
        "by": partner(),
        "early": {**brought, "referred_by": {"partner": "by", "date": "2024-06-01"}},
        "undated": {**brought, "referred_by": {"partner": "by"}},
        "late": {**brought, "referred_by": {"partner": "by", "date": "2027-06-01"}},
    }
    found = {one.partner.id: one for one in portfolio_of(book(values), AS_OF).referrals}
    assert set(found) == {"early", "undated"}
    assert found["early"].bought == ((2024, Decimal(10)), (2025, Decimal(20)))
    assert (found["early"].total, found["undated"].total) == (Decimal(30), Decimal(35))
    assert (found["early"].has_had_word, found["early"].is_word_due) == (False, True)
    assert (found["undated"].has_had_word, found["undated"].is_word_due) == (None, False)


def test_a_card_since_is_a_word() -> None:
    values = {"nordwind": partner(), "new": partner(referred_by={"partner": "nordwind", "date": "2026-02-01"})}
    card = gift(kind="card", nature="Thanks", value="0.00")
    (found,) = portfolio_of(book(values, [card]), AS_OF).referrals
    assert (found.has_had_word, found.is_word_due) == (True, False)


def left(values: dict[str, Any], gifts: list[dict[str, Any]] | None = None, as_of: date = AS_OF) -> Left:
    (found,) = portfolio_of(book({"nordwind": partner(status="departed", **values)}, gifts), as_of).departed
    return found


GONE = {"departed": {"date": "2026-02-06"}}


def test_what_a_departure_sets_free_is_what_the_year_would_have_been() -> None:
    """84,000 EUR earn 252 to 420, so 336; in tier 1 four touches, of which one was skipped."""
    lifetime = {"amount": "84000", "basis": "realised", "as_of": "2024-12-31"}
    skipped = {"2026": {"Q3": {"skip": "true"}}}
    freed = left({**GONE, "lifetime_value": lifetime, "touches": skipped}).freed
    assert freed is not None
    assert (freed.year, freed.amount, freed.touches) == (2026, Decimal("336.00"), 3)


def test_the_one_card_is_on_the_day_of_the_plan() -> None:
    as_of = date(2026, 2, 10)
    found = left(GONE, as_of=as_of)
    plan = make_plan(book({"nordwind": partner(status="departed", **GONE)}), 2026, as_of)
    assert [touch.day for touch in plan.touches] == [found.card]
    assert (found.since, found.had_word) == (None, False)


def test_once_the_card_was_sent_none_is_planned() -> None:
    found = left(GONE, [gift(kind="card", nature="Goodbye", value="0.00")], date(2026, 2, 20))
    assert (found.since.nature if found.since else "", found.card, found.had_word) == ("Goodbye", None, True)


def test_after_a_year_no_card_is_planned() -> None:
    assert left({"departed": {"date": "2025-02-06"}}).card is None


def test_a_departure_late_in_the_year_has_its_card_in_the_next() -> None:
    found = left({"departed": {"date": "2025-12-10"}}, as_of=date(2025, 12, 20))
    assert found.card is not None
    assert found.card.year == 2026


def test_who_came_lately_and_who_is_loyal() -> None:
    values = {
        "nordwind": partner(since="2019-05-01"),
        "old": partner(since="2024-12-31"),
        "new": partner(since="2025-01-01"),
        "hope": partner(since="2010-01-01", status="prospect"),
        "undated": partner(),
    }
    gifts = [
        gift(date="2026-02-17"),
        gift(date="2025-10-07", kind="card", value="0.00"),
        gift(date="2025-10-06"),
        gift(date="2026-10-07"),
        gift(date="2026-10-06", partner="new", kind="card", value="0.00"),
    ]
    found = portfolio_of(book(values, gifts), AS_OF).attention
    assert [(one.kind, one.partners, one.gifts, one.cards, one.without) for one in found] == [
        ("newcomer", 2, 0, 1, 1),
        ("loyal", 2, 1, 1, 1),
        ("unknown", 1, 0, 0, 1),
    ]


def test_without_one_the_others_stay_and_so_does_whom_it_brought() -> None:
    values = {
        "big": partner(
            revenue={"2025": "600"},
            attachment=["first-trust"],
            contacts=[contact("anna"), contact("ben", left="2026-01-31")],
        ),
        "brought": partner(revenue={"2025": "300"}, referred_by={"partner": "big", "date": "2024-01-01"}),
        "small": partner(revenue={"2025": "100"}),
    }
    made = book(values)
    found = without_of(made, [made.partners["big"], made.partners["big"]], AS_OF)
    (gone,) = found.gone
    assert (gone.amount, gone.share, [one.partner.id for one in gone.brought]) == (
        Decimal(600),
        Decimal("0.6"),
        ["brought"],
    )
    assert [person.id for person in gone.people] == ["anna"]
    assert found.after is not None
    assert (found.after.total, found.after.largest.partner, found.after.herfindahl) == (
        Decimal(400),
        "brought",
        Decimal(5625 + 625),
    )
    assert [(one.partner.id, one.before, one.after) for one in found.staying] == [
        ("brought", Decimal("0.3"), Decimal("0.75")),
        ("small", Decimal("0.1"), Decimal("0.25")),
    ]


def test_without_everybody_nothing_is_left() -> None:
    made = bought("5.00")
    found = without_of(made, list(made.partners.values()), AS_OF)
    assert (found.after, found.staying, found.course) == (None, (), ())


def found_by_report(made: Book, as_of: date) -> dict[str, set[str]]:
    """Whom the report names, by the rule that names them too."""
    found = portfolio_of(made, as_of)
    return {
        "GP506": {one.by for one in found.referrals if one.is_word_due},
        "GP702": {one.id for one in found.dormant},
        "GP703": {one.id for one in found.reviews_due},
        "GP704": {one.partner.id for one in found.again},
        "GP705": {one.partner.id for one in found.wishes if one.is_late},
        "GP706": {one.partner.id for one in found.moods.unsettled},
        "GP707": {one.partner.id for one in found.moods.unheard},
        "GP709": {one.partner.id for one in found.attached if one.is_more_than_money},
        "GP710": {one.partner.id for one in found.not_met},
    }


@pytest.mark.parametrize("day", [AS_OF, date(2025, 6, 30), date(2028, 3, 1)])
def test_the_report_names_whom_the_rules_name(day: date) -> None:
    named = found_by_report(SHIPPED, day)
    findings = judge(known_on(SHIPPED, day), day).findings
    assert named == {code: {hit.partner for hit in findings if hit.rule == code} for code in named}
    assert any(named.values())


def test_who_leaves_later_is_still_with_us() -> None:
    leaving = partner(status="departed", departed={"date": "2026-12-01"}, revenue={"2025": "10"}, attachment=["pride"])
    found = portfolio_of(book({"p0": leaving}), AS_OF)
    assert (dict(found.statuses), [one.partner.id for one in found.attached]) == ({"active": 1}, ["p0"])
    assert [one.how.date for one in found.departed] == [date(2026, 12, 1)]
    gone = portfolio_of(book({"p0": leaving}), date(2026, 12, 1))
    assert (dict(gone.statuses), gone.attached) == ({"departed": 1}, ())


def test_nothing_of_tomorrow_is_known_today() -> None:
    """A tie that is disclosed later, a review, a feedback, a wish, a partner that is brought: all after today."""
    later = "2026-11-01"
    tomorrow = partner(
        ties="friend",
        disclosed=later,
        reviewed=later,
        feedback=[{"date": later, "score": "1"}],
        meetings=[{"asked": later, "by": "them"}],
        referred_by={"partner": "p1", "date": later},
    )
    found = portfolio_of(book({"p0": tomorrow, "p1": partner()}), AS_OF)
    assert [(one.disclosed, one.last, one.partner.reviewed) for one in found.ties] == [(None, None, None)]
    assert (found.moods.unsettled, found.wishes, found.referrals) == ((), (), ())


def test_who_gave_us_something_is_named_and_who_got_something_is_not() -> None:
    came = gift(direction="received", partner="p0", recipients=["claire"], date="2026-03-01")
    found = portfolio_of(book({"p0": partner(), "p1": partner()}, [came, gift(partner="p1")]), AS_OF)
    assert [one.id for one in found.givers] == ["p0"]


def test_the_card_for_who_leaves_later_is_the_farewell_of_the_plan() -> None:
    leaving = partner(status="departed", departed={"date": "2026-06-15"})
    made, day = book({"nordwind": leaving}), date(2026, 3, 1)
    (gone,) = portfolio_of(made, day).departed
    planned = [touch.day for touch in make_plan(made, 2026, day).touches if touch.note == "departed"]
    assert [gone.card] == planned
