"""A plan changes only where its data did: for any portfolio, committed in a real repository."""

from datetime import date
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck
from hypothesis import assume
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.book.book import load
from giftplan.book.commits import parting
from giftplan.book.git_tree import GitTree
from giftplan.book.trees import DiskTree
from giftplan.planning.plan import make_plan
from giftplan.reports.change.whole import Change
from giftplan.reports.change.whole import change_of
from tests.planning.books import Values
from tests.planning.books import files_of
from tests.planning.books import written
from tests.planning.portfolios import partners
from tests.planning.portfolios import portfolios
from tests.repository import Repository

Portfolio = tuple[dict[str, Values], list[Values], date]
COUNTRIES = ("FR", "DE", "CN", "SA", "US")
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def calendar(holidays: dict[str, list[date]]) -> str:
    """Every weekend, and no public holiday but these."""
    days = {country: {day.isoformat(): "A feast" for day in holidays.get(country, [])} for country in COUNTRIES}
    weekend = ["sat", "sun"]
    return written({"countries": {country: {"weekend": weekend, "days": days[country]} for country in COUNTRIES}})


def committed(top: Path, portfolio: Portfolio) -> Repository:
    """The portfolio as main has it, on a branch that changed nothing yet."""
    every, gifts, _ = portfolio
    calendars = {f"calendar/{year}.yaml": calendar({}) for year in range(2025, 2029)}
    made = Repository(top / "office")
    for path, text in files_of(every, gifts, files=calendars).items():
        made.write(path, text)
    made.git("add", "-A")
    made.commit("what there is")
    made.git("checkout", "-q", "-b", "work")
    return made


def change(made: Repository, as_of: date) -> Change:
    """What the working files change."""
    base = parting(made.root, "main")
    return change_of(load(GitTree(made.root, base.number)), load(DiskTree(made.root)), (2026,), as_of)


@few
@given(portfolios(), partners(), st.sampled_from(["aachen", "miller", "zurich"]))
def test_a_new_partner_changes_nothing_for_any_other(portfolio: Portfolio, newcomer: Values, name: str) -> None:
    with TemporaryDirectory() as folder:
        made = committed(Path(folder), portfolio)
        assert change(made, portfolio[2]).is_empty
        made.write(f"partners/{name}.yaml", written({**newcomer, "name": "Somebody new"}))
        found = change(made, portfolio[2])
    assert found.plan is not None
    assert {touch.partner for touch in found.plan.touches} <= {name}
    assert {touch.change for touch in found.plan.touches} <= {"added"}
    assert {budget.partner for budget in found.plan.budgets} <= {name}
    assert [(partner.change, partner.now.id) for partner in found.partners] == [("added", name)]
    assert {finding.partner for finding in (*found.findings.new, *found.findings.solved)} <= {name, None}
    assert [*found.entries, *found.policies, *found.facts, *found.waivers] == []


@few
@given(portfolios(), st.data())
def test_a_new_holiday_moves_only_the_touches_that_stood_on_it(portfolio: Portfolio, data: st.DataObject) -> None:
    """Or on the single working day that it leaves before a weekend; and what must keep its distance from those."""
    with TemporaryDirectory() as folder:
        made = committed(Path(folder), portfolio)
        book = load(DiskTree(made.root))
        planned = [(touch.day, touch.partner) for touch in make_plan(book, 2026, portfolio[2]).touches if touch.day]
        assume(planned)
        day, partner = data.draw(st.sampled_from(planned))
        country = book.partners[partner].country
        made.write("calendar/2026.yaml", calendar({country: [day]}))
        found = change(made, portfolio[2])
    assert found.plan is not None
    near = {day, *(day + timedelta(days=step) for step in (-1, 1))}
    first: dict[str, date | None] = {}
    for touch in sorted(found.plan.touches, key=lambda touch: str(touch.before.day if touch.before else "")):
        assert touch.before is not None
        assert portfolio[0][touch.partner]["country"] == country
        first.setdefault(touch.partner, touch.before.day)
    assert set(first.values()) <= near
    assert {fact.kind for fact in found.facts} == {"calendar"}


@few
@given(portfolios())
def test_files_that_say_the_same_in_another_order_change_nothing(portfolio: Portfolio) -> None:
    every, _, as_of = portfolio
    with TemporaryDirectory() as folder:
        made = committed(Path(folder), portfolio)
        for name, values in every.items():
            made.write(f"partners/{name}.yaml", written(dict(reversed(values.items()))))
        assert change(made, as_of).is_empty
