"""Days on which to send nothing: their own quiet and sensitive ones, and those of the customs there."""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from giftplan.planning.windows import Span
from giftplan.planning.windows import spans_of
from giftplan.records.partner import Partner
from giftplan.reports.agenda.desk import Desk
from giftplan.reports.agenda.task import Task
from giftplan.reports.agenda.task import Words

_LEVELS = ("avoid", "never")


@dataclass(frozen=True, slots=True)
class Stillness:
    """A stretch of such days, both ends included, and what they are."""

    start: date
    until: date
    what: str
    is_theirs: bool
    """Is it written in their own file? Else it is a custom there."""
    is_hard: bool = False
    """Is it a hard time for them?"""


def stillness_on(desk: Desk, partner: Partner, day: date) -> Stillness | None:
    """The stretch that holds that day and ends last."""
    return max(stillnesses(desk, partner, Span(day, day)), key=lambda found: found.until, default=None)


def stillnesses(desk: Desk, partner: Partner, within: Span) -> Iterator[Stillness]:
    """Every stretch that touches those days."""
    for period in partner.quiet:
        if period.start <= within.end and within.start <= period.until:
            yield Stillness(
                period.start, period.until, f"their quiet days{f' ({period.why})' if period.why else ''}", True
            )
    for sensitive in partner.sensitive:
        if sensitive.start <= within.end and within.start <= sensitive.until:
            is_hard = sensitive.what == "crisis"
            what = "their crisis" if is_hard else f"the open {sensitive.what}"
            yield Stillness(sensitive.start, sensitive.until, what, True, is_hard)
    for culture in desk.book.cultures_of(partner.country):
        for window in culture.windows:
            if window.level in _LEVELS:
                for span in spans_of(window.when, partner.country, within, desk.almanac):
                    yield Stillness(span.start, span.end, f"the days to avoid there ({window.why})", False)


def to_hold(desk: Desk, tasks: Iterable[Task]) -> Iterator[Task]:
    """For whoever has something to send: the days before it on which nothing goes out."""
    last: dict[str, date] = {}
    for task in tasks:
        if task.kind in ("order", "write-card", "send") and task.by is not None:
            last[task.partner.id] = max(last.get(task.partner.id, desk.today), task.by)
    for name, day in last.items():
        partner = desk.book.partners[name]
        for found in dict.fromkeys(stillnesses(desk, partner, Span(desk.today, day))):
            from_later: Words = (" from ", found.start) if found.start > desk.today else ()
            yield Task(
                kind="hold",
                partner=partner,
                what=("Send nothing", *from_later, " until ", found.until),
                because=(found.what, ": a word or a call is welcome" if found.is_hard else ""),
                command=f"giftplan show {partner.id}" if found.is_theirs else f"giftplan culture {partner.country}",
                write=None if found.is_theirs else "nothing to write: the plan keeps away from these days",
                by=max(found.start, desk.today),
            )
