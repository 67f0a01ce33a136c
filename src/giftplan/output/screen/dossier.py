"""`giftplan show PARTNER`: the dossier, on one screen."""

from collections.abc import Sequence

from giftplan.output.dossier import Field
from giftplan.output.dossier import fields_of
from giftplan.output.dossier import title_parts
from giftplan.output.dossier_notes import blocked_of
from giftplan.output.dossier_notes import finding_words
from giftplan.output.dossier_notes import next_calls
from giftplan.output.dossier_notes import notes_of
from giftplan.output.dossier_notes import older_words
from giftplan.output.dossier_rows import Row
from giftplan.output.dossier_rows import coming_rows
from giftplan.output.dossier_rows import past_rows
from giftplan.output.screen.budget import bar
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import Style
from giftplan.output.screen.line import paragraph
from giftplan.output.screen.line import width_of
from giftplan.output.screen.table import Cell
from giftplan.output.screen.table import Column
from giftplan.output.screen.table import cell
from giftplan.output.screen.table import lay_out
from giftplan.output.words import counted
from giftplan.output.words import visible
from giftplan.reports.dossier import Dossier
from giftplan.reports.dossier_year import YearOf
from giftplan.rules.engine import Finding

READING_WIDTH = 80
MOST_GIFTS = 10
"""A terminal shows so many of the gifts, the newest; the rest are counted."""
MOST_OF_A_KIND = 5
"""And so many people, meetings, answers and signs."""
_LABEL = 15
"""What stands before a field's words."""
_NARROW = 45
"""Below so many columns nothing is set in: each field begins with its name."""
_CELLS = 10
_STATES: dict[str, Style] = {
    "given": "green",
    "shared": "green",
    "received": "cyan",
    "ordered": "green",
    "due": "yellow",
    "overdue": "red",
    "blocked": "red",
    "missed": "dim",
}
_LEVELS: dict[str, Style] = {"error": "red", "warning": "yellow"}


def dossier_screen(dossier: Dossier, width: int | None, whole: bool) -> list[Line]:
    """The dossier as lines. `width` None: nobody looks, so nothing is dropped and nothing summed up."""
    across, call = width or READING_WIDTH, f"giftplan show {dossier.partner.id}"
    whole = whole or width is None
    name = Span(visible(dossier.partner.name), "bold")
    lines = [*paragraph(" · ".join(title_parts(dossier)), across, "  ", name, " · "), BLANK]
    for field in fields_of(dossier, None if whole else MOST_OF_A_KIND, call):
        lines += _field(dossier, field, across)
    table, hidden = _gifts(dossier, width, None if whole else MOST_GIFTS, call)
    lines += [BLANK, *table, *_problems(dossier, across, whole, call)]
    for note in (*notes_of(dossier), *hidden):
        lines += [BLANK, *paragraph(note, across)]
    return [*lines, BLANK, *_next(next_calls(dossier), across)]


def _field(dossier: Dossier, field: Field, width: int) -> list[Line]:
    year, strong, text = dossier.year, visible(field.strong), field.text
    if field.name.startswith("Budget") and isinstance(year, YearOf) and year.budget.money.allowance:
        text = f"{bar(year.budget.money, _CELLS)} {text}"
    is_narrow = width < _NARROW
    name = f" {field.name} ".replace("  ", " ") if is_narrow else f" {field.name:<{_LABEL - 1}}"
    if width_of(name + strong) > width:  # what stands first is never broken
        strong, text = "", field.strong + text
    return paragraph(text, width, "   " if is_narrow else " " * _LABEL, name, Span(strong, "bold"))


def _gifts(dossier: Dossier, width: int | None, most: int | None, call: str) -> tuple[list[Line], list[str]]:
    """What was given and received, the newest of it, and what is to come; and which columns have no room."""
    past, across = past_rows(dossier), width or READING_WIDTH
    shown = past[-most:] if most is not None else past
    rows = [_row(row) for row in (*shown, *coming_rows(dossier))]
    if not rows:
        return paragraph("Nothing was given or received yet, and nothing is planned this year.", across), []
    columns = [Column("Date"), Column("Touch", goes=3), Column("What"), Column("For", goes=4)]
    columns += [Column(dossier.currency or "Value", right=True), Column("State"), Column("Reaction", goes=2)]
    table = lay_out(columns, rows, width)
    lines, earlier = list(table.lines), len(past) - len(shown)
    if earlier:
        text = f"{counted(earlier, 'earlier gift or card', 'earlier gifts and cards')}: {call} --all"
        lines += paragraph(text, across, " ")
    if not table.hidden:
        return lines, []
    return lines, [f"Hidden at this width: {', '.join(table.hidden)}. All of it: {call} --format markdown"]


def _row(row: Row) -> list[Cell]:
    day = cell(row.day.isoformat()) if row.day else cell("-", style="dim")
    quiet: Style = "dim" if row.reaction in ("not noted", "not thanked yet") else ""
    state = cell(row.state, style=_STATES.get(row.state, ""))
    texts = [cell(text) for text in (row.touch, row.what, row.who, row.amount)]
    return [day, *texts, state, cell(row.reaction, style=quiet)]


def _problems(dossier: Dossier, width: int, whole: bool, call: str) -> list[Line]:
    """What cannot be placed and what the rules say, the gravest first."""
    lines: list[Line] = []
    for text in blocked_of(dossier):
        lines += paragraph(text, width, "  ", Span("Blocked", "red"), " ")
    lines += _findings(dossier, dossier.findings, width)
    if whole:
        lines += _findings(dossier, dossier.older, width)
    elif dossier.older:
        lines += paragraph(older_words(dossier.older, call), width)
    return [BLANK, *lines] if lines else []


def _findings(dossier: Dossier, findings: Sequence[Finding], width: int) -> list[Line]:
    lines: list[Line] = []
    for finding in findings:
        level = Span(finding.level, _LEVELS.get(finding.level, ""))
        lines += paragraph(finding_words(finding, dossier.partner.path), width, "  ", level, " ")
    return lines


def _next(calls: Sequence[str], width: int) -> list[Line]:
    """On one line, or each on its own: a command that is broken cannot be copied."""
    together = "   ".join(calls)
    texts = [together] if width_of(together) <= width else calls
    return [found for text in texts for found in paragraph(text, width)]
