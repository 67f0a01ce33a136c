"""What there is to do for one partner, or for a whole book, for tests of each kind of task."""

from collections.abc import Mapping
from datetime import date

from giftplan.book.book import Book
from giftplan.output.agenda import said
from giftplan.reports.agenda.task import Agenda
from giftplan.reports.agenda.task import Task
from giftplan.reports.agenda.whole import agenda_of
from giftplan.reports.agenda.whole import plans_ahead
from giftplan.rules.engine import judge
from tests.planning.books import SOURCE
from tests.planning.books import Values
from tests.planning.books import book
from tests.planning.books import partner

JANUARY = date(2026, 1, 5)
WELL: Values = {
    "since": "2024-06-03",
    "reviewed": "2025-12-01",
    "feedback": [{"date": "2025-12-01", "score": "4"}],
    "meetings": [{"held": "2025-12-01"}],
}
"""Nothing is owed to a partner like this."""
RUDE = [{"id": "private", "level": "never", "why": "it is private", "asking": "rude", "source": SOURCE}]


def agenda(made: Book, as_of: date = JANUARY, days: int = 42) -> Agenda:
    report = judge(made, as_of, places=False)
    return agenda_of(made, as_of, days, report, plans_ahead(made, as_of, days))


def tasks(
    values: Mapping[str, object],
    gifts: list[Values] | None = None,
    as_of: date = JANUARY,
    days: int = 42,
    files: Mapping[str, str] | None = None,
) -> dict[str, Task]:
    """The first task of each kind for one partner, nordwind, to whom nothing else is owed."""
    made = book({"nordwind": partner(**{**WELL, **values})}, gifts, files=files)
    found: dict[str, Task] = {}
    for task in agenda(made, as_of, days).tasks:
        found.setdefault(task.kind, task)
    return found


def words(task: Task, as_of: date = JANUARY) -> tuple[str, str]:
    """What, and why."""
    around = Agenda(as_of, 42, "EUR", (), (), ())
    return said(task.what, around), said(task.because, around)


APPROVAL: Values = {"gifts": "approval", "verified": "2025-11-12"}
