"""`giftplan` alone: everything at a glance, each line with the command behind it."""

from collections.abc import Iterator
from decimal import Decimal

from giftplan.money import ZERO
from giftplan.output.screen.budget import bar
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import Style
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.screen.table import Cell
from giftplan.output.screen.table import Column
from giftplan.output.screen.table import cell
from giftplan.output.screen.table import lay_out
from giftplan.output.words import counted
from giftplan.output.words import left_out_words
from giftplan.output.words import long_day
from giftplan.output.words import money
from giftplan.output.words import short_day
from giftplan.planning.outcome import Totals
from giftplan.reports.agenda.task import Agenda
from giftplan.reports.budget import Money
from giftplan.reports.dashboard import Dashboard
from giftplan.reports.dashboard import Given

READING_WIDTH = 80
_COLUMNS = (Column(""), Column(""), Column(""))


def dashboard_screen(found: Dashboard, width: int | None) -> list[Line]:
    """A title, five lines, what could not be said, and where to go on."""
    across = width or READING_WIDTH
    year = found.as_of.year
    rows = [
        _row("To do", _to_do(found.agenda), "giftplan next"),
        _row("Problems", _problems(found), "giftplan check"),
        _row("Budget", _budget(found, across), f"giftplan budget {year}"),
        _row("Register", _register(found.register, year), f"giftplan register {year}"),
        _row("Portfolio", _portfolio(found), "giftplan portfolio"),
    ]
    lines = [*_title(found, across), BLANK, *lay_out(_COLUMNS, rows, width).lines[1:]]
    for note in notes_of(found):
        lines += [BLANK, *paragraph(note, across)]
    return [*lines, BLANK, line("All commands: giftplan --help")]


def _title(found: Dashboard, width: int) -> list[Line]:
    words = f"{counted(found.partners, 'partner')} · plan {found.as_of.year} · today {long_day(found.as_of)}"
    return paragraph(words, width, "  ", Span(found.company or "Whose settings cannot be read", "bold"), " · ")


def _row(name: str, text: tuple[str, Style], command: str) -> list[Cell]:
    return [cell(name), cell(text[0], style=text[1]), cell(command, style="cyan")]


NOT_KNOWN: tuple[str, Style] = ("cannot be said, see below", "yellow")


def _to_do(agenda: Agenda | None) -> tuple[str, Style]:
    if agenda is None:
        return NOT_KNOWN
    counts = ", ".join(f"{agenda.count(when)} {when}" for when in ("late", "today", "soon"))
    return (counts, "red" if agenda.count("late") else "") if agenda.tasks else ("nothing", "")


def _problems(found: Dashboard) -> tuple[str, Style]:
    errors, warnings = found.problems.count("error"), found.problems.count("warning")
    return f"{counted(errors, 'error')}, {counted(warnings, 'warning')}", "red" if errors else ""


def _budget(found: Dashboard, width: int) -> tuple[str, Style]:
    if found.budget is None:
        return NOT_KNOWN
    words = f"{money(found.register.spent)} given of {money(found.budget.allowance)} {found.currency}"
    if not found.budget.allowance:
        return words, ""
    return (
        f"{bar(_money(found.budget, found.register.spent), 8 if width < 72 else 12 if width < 100 else 16)}   {words}",
        "",
    )


def _money(totals: Totals, given: Decimal) -> Money:
    """What is ordered is shown as planned: it has not been given yet."""
    left = totals.allowance - given
    return Money(totals.allowance, totals.planned + totals.spent - given, given, left, max(ZERO, -left))


def _register(given: Given, year: int) -> tuple[str, Style]:
    if given.last is None:
        return f"no gift in {year} so far", ""
    number = given.gifts + given.received
    return f"{counted(number, 'gift')} in {year}, {'the last ' if number > 1 else ''}on {short_day(given.last)}", ""


def _portfolio(found: Dashboard) -> tuple[str, Style]:
    spread = found.concentration
    if spread is None:
        return ("cannot be said, a partner's file is left out", "yellow") if found.left_out else ("no revenue yet", "")
    who = "largest partner, who left," if found.largest_left else "largest partner"
    part = spread.largest.share * 100
    share = f"{who} {f'{part:.0f}' if part >= 1 else 'under 1'} % of"
    if spread.mark is None:
        return f"{share} {spread.year}'s revenue", ""
    return f"{share} revenue {spread.year}: {spread.mark}", "red" if spread.mark == "alarm" else "yellow"


def notes_of(found: Dashboard) -> Iterator[str]:
    """What could not be said, and what was left out."""
    if found.why:
        yield found.why[:1].upper() + found.why[1:]
    if found.register.without_rate:
        gifts = counted(found.register.without_rate, "gift")
        yield f"In no sum: {gifts} in a currency without a rate. giftplan check says more"
    if found.left_out:
        yield left_out_words(found.left_out)
