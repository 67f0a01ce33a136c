"""Everything that is to be done, most urgent first."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import timedelta

from giftplan.book.book import Book
from giftplan.planning.almanac import Almanac
from giftplan.planning.known import known_on
from giftplan.planning.known import known_to_plan_on
from giftplan.planning.outcome import Plan
from giftplan.planning.plan import left_out
from giftplan.planning.plan import make_plan
from giftplan.planning.plan import settings_of
from giftplan.records.settings import Settings
from giftplan.reports.agenda.departed import departures
from giftplan.reports.agenda.departed import goodbyes
from giftplan.reports.agenda.desk import AHEAD
from giftplan.reports.agenda.desk import Desk
from giftplan.reports.agenda.found import from_findings
from giftplan.reports.agenda.owed import to_meet
from giftplan.reports.agenda.owed import to_mend
from giftplan.reports.agenda.owed import to_note
from giftplan.reports.agenda.owed import to_thank
from giftplan.reports.agenda.policies import to_authorise
from giftplan.reports.agenda.policies import to_verify
from giftplan.reports.agenda.reviews import to_hear
from giftplan.reports.agenda.reviews import to_look_again
from giftplan.reports.agenda.reviews import to_review
from giftplan.reports.agenda.reviews import to_visit
from giftplan.reports.agenda.sending import for_ordered
from giftplan.reports.agenda.sending import for_touches
from giftplan.reports.agenda.sending import to_decide
from giftplan.reports.agenda.stillness import to_hold
from giftplan.reports.agenda.task import Agenda
from giftplan.reports.agenda.task import Task
from giftplan.reports.agenda.task import urgency
from giftplan.reports.agenda.turns import in_its_turn
from giftplan.rules._rule import RULES
from giftplan.rules.asked import Asked
from giftplan.rules.engine import Finding
from giftplan.rules.engine import Report

DAYS_A_WORKING_DAY = 2
"""Working days are counted back; with weekends and holidays they take no more than so many days each."""
SOURCES = (
    to_mend,
    to_verify,
    to_authorise,
    for_touches,
    for_ordered,
    to_decide,
    to_thank,
    to_meet,
    to_note,
    to_review,
    to_look_again,
    to_hear,
    to_visit,
    departures,
    goodbyes,
)
"""Where tasks come from: a new reason to act is one function, and one line here."""


def plans_ahead(book: Book, as_of: date, days: int) -> tuple[Plan, ...]:
    """The plan of this year as things were known that day, and the next one's where something may be due for it.

    Raises `CannotWorkError` where nothing can be planned.
    """
    book = known_to_plan_on(book, as_of)
    years = [as_of.year]
    if _reaches_next_year(book, as_of, days):
        years.append(as_of.year + 1)
    return tuple(make_plan(book, year, as_of) for year in years)


def _reaches_next_year(book: Book, as_of: date, days: int) -> bool:
    """What arrives in February is asked for, ordered or written in January or before."""
    settings, year = settings_of(book), as_of.year + 1
    leads = [settings.lead_days, *(idea.lead_days or 0 for idea in book.catalogue.values())]
    reach = timedelta(days=days) + AHEAD + timedelta(days=DAYS_A_WORKING_DAY * max(leads))
    first = date(year, min(month for touch in book.touches for month in touch.months), 1)
    return as_of + reach >= first or any(year in partner.touches for partner in book.partners.values())


def agenda_of(book: Book, as_of: date, days: int, report: Report, plans: Sequence[Plan]) -> Agenda:
    """What is to be done from a day on, for so many days; what is late comes first, however old.

    `report` is what `check` says: what is left to do of it, and what was set aside on purpose.

    Raises `CannotWorkError` where the settings cannot be read.
    """
    settings = settings_of(book)
    desk = Desk(Asked(known_on(book, as_of), as_of), tuple(plans), days, Almanac(book.calendars))
    every = (task for task in _every(desk, report.findings) if not _is_set_aside(task, report, settings))
    tasks = [task for task in every if task.by is None or task.by <= desk.until]
    tasks = [in_its_turn(task, tasks, desk) for task in tasks]
    tasks += to_hold(desk, tuple(tasks))
    return Agenda(
        as_of=as_of,
        days=days,
        currency=settings.currency,
        tasks=tuple(sorted(tasks, key=lambda task: urgency(task, as_of))),
        left_out=left_out(book),
        unpinned=tuple(sorted({missing for plan in plans for missing in plan.unpinned})),
    )


def _is_set_aside(task: Task, report: Report, settings: Settings) -> bool:
    """By a waiver, or by the company for all partners."""
    if task.rule is None:
        return False
    silent = {settings.rules.get(task.rule), settings.rules.get(RULES[task.rule].name)}
    return "silent" in silent or (task.rule, task.place or task.partner.path) in report.set_aside


def _every(desk: Desk, findings: Iterable[Finding]) -> Iterator[Task]:
    for source in SOURCES:
        yield from source(desk)
    yield from from_findings(desk, findings)
