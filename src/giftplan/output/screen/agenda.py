"""`giftplan next`: what to do, most urgent first, each with why and with what settles it."""

from collections.abc import Iterator
from collections.abc import Sequence

from giftplan.output.agenda import day_words
from giftplan.output.agenda import mention_words
from giftplan.output.agenda import notes_of
from giftplan.output.agenda import said
from giftplan.output.agenda import span_words
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import Style
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.screen.line import width_of
from giftplan.output.words import counted
from giftplan.output.words import long_day
from giftplan.output.words import visible
from giftplan.reports.agenda.task import Agenda
from giftplan.reports.agenda.task import Task
from giftplan.reports.agenda.task import When

READING_WIDTH = 80
WIDEST = 120
MOST_TASKS = 20
"""A terminal is told of so many at once; the rest are counted."""
_STYLES: dict[When, Style] = {"late": "red", "today": "yellow", "soon": ""}
_LABELS = {"giftplan edit": "write: ", "giftplan letter": "then write: "}
"""What stands before the line to write, where the command leads to a file."""
_WHEN = 7
"""Below it begins everything but how urgent it is."""


def agenda_screen(agenda: Agenda, width: int | None, whole: bool) -> list[Line]:
    """The tasks as lines. `width` None: nobody looks, so all of them."""
    across = min(width or READING_WIDTH, WIDEST)
    shown = agenda.tasks if whole or width is None else agenda.tasks[:MOST_TASKS]
    lines = _title(agenda, len(shown), across)
    days = max((width_of(_by(task, agenda)) for task in shown), default=0)
    names = max((width_of(task.partner.id) for task in shown), default=0)
    for task in shown:
        lines += [BLANK, *_task(task, agenda, days, min(names, across // 4), across)]
    for note in notes_of(agenda):
        lines += [BLANK, *paragraph(note, across)]
    return [*lines, BLANK, *paragraph(_next(agenda, shown), across)]


def _title(agenda: Agenda, shown: int, width: int) -> list[Line]:
    number = counted(len(agenda.tasks), "thing") if agenda.tasks else "nothing"
    words = f"{number} to do {f'in the next {span_words(agenda.days)}' if agenda.days else 'today'}"
    counts = ", ".join(f"{agenda.count(when)} {when}" for when in _STYLES if agenda.count(when))
    words += f": {counts}" if counts else ""
    words += f" · here the {shown} most urgent" if shown < len(agenda.tasks) else ""
    return paragraph(words, width, "  ", Span(long_day(agenda.as_of), "bold"), " · ")


def _by(task: Task, agenda: Agenda) -> str:
    return day_words(task.by, agenda) if task.by else "-"


def _task(task: Task, agenda: Agenda, days: int, names: int, width: int) -> Iterator[Line]:
    """How urgent, for whom and what in one line; why, and what settles it, below."""
    when = task.when(agenda.as_of)
    start = f"{_by(task, agenda):>{days}}  "
    name = visible(task.partner.id)
    first = (
        Span(f" {when:<{_WHEN - 1}}", _STYLES[when]),
        start,
        Span(name, "bold"),
        " " * (max(0, names - len(name)) + 2),
    )
    indent = " " * _WHEN
    yield from paragraph(said(task.what, agenda), width, indent + " " * (len(start) + names + 2), *first)
    yield from paragraph(said(task.because, agenda), width, indent)
    if task.waits:
        yield from paragraph(said(task.waits, agenda), width, indent, indent, Span("waits for", "yellow"), " ")
    for name, text in mention_words(task.mention, agenda) if task.mention else ():
        yield from paragraph(text, width, indent + "  ", indent, Span(f"{name}:", "dim"), " ")
    yield from _settled(task, width, indent)


def _settled(task: Task, width: int, indent: str) -> Iterator[Line]:
    """The command on a line of its own, to be copied, and what to write where it leads."""
    if len(indent) + width_of(task.command) < width:
        yield line(indent, Span(visible(task.command), "cyan"))
    else:
        yield from paragraph(task.command, width, indent)
    if task.write:
        label = next((words for start, words in _LABELS.items() if task.command.startswith(start)), "")
        yield from paragraph(task.write, width, indent + "  ", indent, Span(label, "dim"))


def _next(agenda: Agenda, shown: Sequence[Task]) -> str:
    rest = len(agenda.tasks) - len(shown)
    if rest > 0:
        return f"{rest} more: giftplan next --all, or a part of it: --owner, --partner, --tier, --month"
    if not shown:
        return f"The year: giftplan plan {agenda.as_of.year}"
    return f"Words in capitals are yours (DAY: 2026-01-31). Who they are: giftplan show {shown[0].partner.id}"
