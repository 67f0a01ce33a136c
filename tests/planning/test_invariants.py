"""What holds for every plan of every portfolio."""

from datetime import date
from datetime import timedelta
from decimal import Decimal

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.book.book import Book
from giftplan.output.json.plan import plan_json
from giftplan.planning.allowance import policy_on
from giftplan.planning.almanac import Almanac
from giftplan.planning.days import Days
from giftplan.planning.form import authorisation_on
from giftplan.planning.history import History
from giftplan.planning.outcome import OPEN
from giftplan.planning.outcome import Plan
from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.plan import make_plan
from giftplan.planning.touches import last_day
from giftplan.records.partner import Partner
from tests.planning.books import Values
from tests.planning.books import book
from tests.planning.portfolios import partners
from tests.planning.portfolios import portfolios

Portfolio = tuple[dict[str, Values], list[Values], date]
MIN_DAYS = timedelta(days=42)
thorough = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def planned(portfolio: Portfolio) -> tuple[Book, Plan]:
    every, gifts, as_of = portfolio
    made = book(every, gifts)
    return made, make_plan(made, 2026, as_of)


def placed_by_us(made: Book, plan: Plan) -> list[tuple[Partner, PlannedTouch, date]]:
    """The touches whose day the planner chose: not given, not decided by a person, not at an event."""
    found: list[tuple[Partner, PlannedTouch, date]] = []
    for touch in plan.touches:
        partner = made.partners[touch.partner]
        decision = partner.decision(2026, touch.touch)
        event = touch.day in [event.date for event in partner.events]
        if touch.day and touch.status not in ("done", "ordered") and not decision and not event:
            found.append((partner, touch, touch.day))
    return found


@thorough
@given(portfolios())
def test_days_lie_in_their_months_and_on_working_days_there(portfolio: Portfolio) -> None:
    made, plan = planned(portfolio)
    almanac = Almanac({})
    months = {touch.id: touch.months for touch in made.touches}
    for partner, touch, day in placed_by_us(made, plan):
        assert day.month in months[touch.touch]
        assert day.strftime("%a") in ("Tue", "Wed", "Thu")
        assert almanac.closed(partner.country, day) is None


@thorough
@given(portfolios())
def test_days_disturb_nobody(portfolio: Portfolio) -> None:
    made, plan = planned(portfolio)
    for partner, touch, day in placed_by_us(made, plan):
        assert not any(period.holds(day) for period in partner.quiet)
        assert not date(2026, 3, 2) <= day <= date(2026, 3, 13)
        if touch.form != "card":
            assert not any(period.holds(day) for period in partner.sensitive)


@thorough
@given(portfolios())
def test_no_object_where_a_gift_reads_as_a_price(portfolio: Portfolio) -> None:
    """Decided days and events too."""
    made, plan = planned(portfolio)
    for touch in plan.touches:
        partner = made.partners[touch.partner]
        if touch.day and touch.form != "card" and touch.status not in ("done", "ordered"):
            held = {period.what for period in partner.sensitive if period.holds(touch.day)}
            assert held.isdisjoint({"tender", "renewal", "dispute"})
            assert partner.country != "DE" or "negotiation" not in held


@thorough
@given(portfolios())
def test_touches_keep_their_distance(portfolio: Portfolio) -> None:
    made, plan = planned(portfolio)
    order = ["Q1", "Q2", "Q3", "Q4"]
    for partner, touch, day in placed_by_us(made, plan):
        mine = [other for other in plan.touches if other.partner == partner.id and other.day is not None]
        before = [t.day for t in mine if order.index(t.touch) < order.index(touch.touch) and t.day]
        if before and before[-1] <= day:
            assert day - before[-1] >= MIN_DAYS
        history = History(made, partner)
        assert all(abs(day - given) >= MIN_DAYS for given in history.encounters)
        assert day.isocalendar().week not in history.weeks(touch.touch, 2026)


@thorough
@given(portfolios())
def test_money_never_passes_what_bounds_it(portfolio: Portfolio) -> None:
    _, plan = planned(portfolio)
    smallest, ours = Decimal(10), Decimal(150)
    for row in plan.budgets:
        mine = [touch for touch in plan.touches if touch.partner == row.partner.id]
        coming = [touch for touch in mine if touch.status in OPEN]
        policy, _ = policy_on(row.partner, plan.as_of)
        assert row.planned == sum((touch.budget for touch in coming), start=Decimal(0))
        if row.bound_by != "status":
            assert row.planned <= max(Decimal(0), row.left)
            assert row.usable <= row.allowance.amount
            assert row.allowance.ceiling is None or row.allowance.amount <= row.allowance.ceiling
        for touch in coming:
            assert touch.budget <= ours
            assert touch.budget == 0 if touch.form == "card" else touch.budget >= smallest
            assert touch.budget == touch.budget.quantize(Decimal("0.01"))
            if policy.gifts == "limited" and policy.limit is not None:
                assert touch.budget <= policy.limit


@thorough
@given(portfolios())
def test_nobody_is_planned_more_than_the_tax_leaves_room_for(portfolio: Portfolio) -> None:
    made, plan = planned(portfolio)
    for partner in made.partners.values():
        for person in partner.contacts:
            coming = [
                touch.budget
                for touch in plan.touches
                if (touch.partner, touch.recipient) == (partner.id, person.id)
                and touch.status in OPEN
                and not (touch.idea and made.catalogue[touch.idea].kind in ("service", "donation"))
            ]
            given = [
                (gift.value + (gift.extras or 0)) / gift.people
                for gift in History(made, partner).in_year(2026)
                if person.id in gift.recipients and gift.kind not in ("service", "donation", "card")
            ]
            assert not any(coming) or sum(coming) + sum(given) <= 73


@thorough
@given(portfolios())
def test_no_gift_where_the_policy_is_not_settled(portfolio: Portfolio) -> None:
    made, plan = planned(portfolio)
    for touch in plan.touches:
        partner = made.partners[touch.partner]
        policy, verified = policy_on(partner, plan.as_of)
        if touch.form == "card" or touch.status not in OPEN or touch.day is None:
            continue
        assert verified is not None
        assert policy.gifts != "unknown"
        assert policy.gifts != "approval" or authorisation_on(partner, touch.day) is not None
        kind = made.catalogue[touch.idea].kind if touch.idea else None
        assert kind is None or kind not in policy.refuses
        if policy.gifts == "refused":
            assert touch.form == "alternative"
            assert kind is None or kind in policy.accepts
        if policy.at_most is not None:
            history = History(made, partner)
            coming = [t for t in plan.touches if t.partner == partner.id and t.form != "card" and t.status in OPEN]
            assert len(coming) + len(history.objects(history.in_year(2026))) <= policy.at_most


@thorough
@given(portfolios())
def test_each_touch_is_planned_or_blocked_and_its_status_fits_the_day(portfolio: Portfolio) -> None:
    made, plan = planned(portfolio)
    keys = [(touch.partner, touch.touch) for touch in plan.touches]
    stuck = [(touch.partner, touch.touch) for touch in plan.blocked]
    assert len({*keys, *stuck}) == len(keys) + len(stuck)
    touches = {touch.id: touch for touch in made.touches}
    for touch in plan.touches:
        assert touch.reasons
        over = last_day(touches[touch.touch], 2026) < plan.as_of
        if touch.status == "missed":
            assert over
            assert touch.budget == 0
        elif touch.status in OPEN and touch.day and touch.order_by:
            assert (touch.status == "overdue") == (touch.day < plan.as_of)
            assert not (over and touch.day < plan.as_of)
            assert touch.order_by < touch.day
            assert (touch.status == "upcoming") == (touch.order_by > plan.as_of and touch.day >= plan.as_of)
        else:
            assert touch.order_by is None


@thorough
@given(portfolios(), partners())
def test_one_partner_changes_no_other_partners_plan(portfolio: Portfolio, another: Values) -> None:
    """Byte for byte in the JSON: adding one, editing it, removing it."""

    def lines(every: dict[str, Values], without: str) -> list[str]:
        text = plan_json(make_plan(book(every, portfolio[1]), 2026, portfolio[2]))
        rows = [line.strip().rstrip("],") for line in text.splitlines() if line.startswith("  ")]
        return [row for row in rows if f'"partner": "{without}"' not in row]

    every = portfolio[0]
    before = lines(every, "zephyr")
    assert lines({**every, "zephyr": another}, "zephyr") == before
    assert lines({**every, "zephyr": {**another, "tier": "2", "country": "FR"}}, "zephyr") == before


@thorough
@given(portfolios(), st.integers(0, 364))
def test_a_day_taken_away_moves_only_the_touch_that_stood_on_it(portfolio: Portfolio, offset: int) -> None:
    """Of the first touch: the later ones keep their distance from the ones before."""
    day = date(2026, 1, 1) + timedelta(days=offset)
    _, before = planned(portfolio)
    quiet = {"from": day.isoformat(), "until": day.isoformat()}
    every = {name: {**values, "quiet": [*values["quiet"], quiet]} for name, values in portfolio[0].items()}
    after = make_plan(book(every, portfolio[1]), 2026, portfolio[2])
    for touch in before.touches:
        if touch.touch == "Q1" and touch.day not in (day, None):
            same = next(t for t in after.touches if (t.partner, t.touch) == (touch.partner, "Q1"))
            assert same.day == touch.day


@thorough
@given(portfolios())
def test_a_touch_that_is_surely_free_gets_a_day(portfolio: Portfolio) -> None:
    """The short cut of the rule on touches without a day: where it says yes, the planner finds one."""
    made, plan = planned(portfolio)
    blocked = {(touch.partner, touch.touch) for touch in plan.blocked if "contact" not in touch.reason}
    assert made.settings is not None
    days = Days(made, made.settings, Almanac({}), 2026)
    for partner in made.partners.values():
        for index, touch in enumerate(made.touches):
            if days.is_surely_free(partner, touch, made.touches[:index], History(made, partner)):
                assert (partner.id, touch.id) not in blocked
