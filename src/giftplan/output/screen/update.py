"""`giftplan init --update`: which knowledge is new, newer, put together with the company's own, or kept."""

from collections.abc import Iterable

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
from giftplan.output.words import visible
from giftplan.reports.renewal import STATES
from giftplan.reports.renewal import Change
from giftplan.reports.renewal import Renewal
from giftplan.reports.renewal import State

READING_WIDTH = 80
MOST_ROWS = 40
"""A terminal shows up to so many files that are new or newer; those that need a person are always shown."""
_STYLES: dict[State, Style] = {"new": "green", "newer": "green", "merged": "green", "away": "dim", "kept": "yellow"}
_WORDS: dict[State, str] = {
    "new": "comes",
    "newer": "takes the place of the one you never changed",
    "merged": "your changes and the newer ones, together",
}


def update_screen(renewal: Renewal, folder: str, version: str, width: int | None, explain: bool) -> list[Line]:
    """Every file that is not the same; with `explain` the lines in which those that are kept differ."""
    across = width or READING_WIDTH
    counts = [(len(renewal.of(state)), state) for state in STATES]
    said = ", ".join(f"{number:,} {state}" for number, state in counts if number)
    lines = paragraph(f"{folder} · giftplan {version} · {said}", across, "  ", Span("Knowledge", "bold"), " · ")
    plenty, few = renewal.of("new", "newer"), renewal.of("merged", "away", "kept")
    most = len(plenty) if width is None else MOST_ROWS
    if plenty or few:
        columns = [Column(""), Column("File"), Column("Lines", right=True), Column("What happens")]
        table = lay_out(columns, [_row(change, folder) for change in (*plenty[:most], *few)], width)
        lines += [BLANK, *table.lines]
    if len(plenty) > most:
        lines.append(line(f" and {counted(len(plenty) - most, 'more file')} that is new or newer"))
    kept = [change for change in renewal.of("kept") if change.before and change.newer]
    lines += _explained(kept, folder) if explain else []
    for error in renewal.errors:
        lines += [BLANK, *paragraph(f"{error} (giftplan check says more, once it is written)", across, "  ", *_ERROR)]
    return [*lines, *_last(renewal, kept, explain, across)]


_ERROR = (Span("error", "red"), " ")


def _row(change: Change, folder: str) -> list[Cell]:
    come, go = change.lines if change.newer and change.state != "away" else (0, 0)
    lines = " ".join(f"{sign}{number}" for sign, number in (("+", come), ("-", go)) if number)
    words = change.why or _WORDS[change.state]
    return [cell(change.state, style=_STYLES[change.state]), cell(f"{folder}/{change.path}"), cell(lines), cell(words)]


def _explained(kept: Iterable[Change], folder: str) -> list[Line]:
    lines: list[Line] = []
    for change in kept:
        lines += [BLANK, line(Span(visible(f"{folder}/{change.path}"), "bold"), ": yours (-), and what ships (+)")]
        lines += [line(f"  {visible(row)}") for row in change.diff()]
    return lines


def _last(renewal: Renewal, kept: list[Change], explain: bool, width: int) -> list[Line]:
    if kept and not explain:
        words = "What ships in place of a file that is kept: giftplan init --update --explain --dry-run"
        return [BLANK, *paragraph(words, width)]
    if not renewal.of("new", "newer", "merged", "kept"):
        return [BLANK, line("Nothing is newer here. Your year: giftplan")]
    return []
