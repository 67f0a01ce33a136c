"""`giftplan portfolio`: who carries the house, who waits, who left, on one or two screens."""

from collections.abc import Iterable
from collections.abc import Sequence

from giftplan.output.portfolio import growth_lead
from giftplan.output.portfolio import notes
from giftplan.output.portfolio import revenue_words
from giftplan.output.portfolio import sections
from giftplan.output.portfolio import title_words
from giftplan.output.portfolio_parts import YEAR_TITLES
from giftplan.output.portfolio_parts import Section
from giftplan.output.portfolio_parts import growth_rows
from giftplan.output.portfolio_parts import growth_titles
from giftplan.output.portfolio_parts import year_cells
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import Style
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.screen.plan import READING_WIDTH
from giftplan.output.screen.table import Column
from giftplan.output.screen.table import Laid
from giftplan.output.screen.table import cell
from giftplan.output.screen.table import lay_out
from giftplan.output.words import visible
from giftplan.reports.portfolio.concentration import Concentration
from giftplan.reports.portfolio.growth import Growth
from giftplan.reports.portfolio.whole import Portfolio

MOST_YEARS = 5
MOST_ROWS = 8
MOST_LINES = 3
MOST_NAMES = 5
"""A terminal is told of so many years, rows of a table, lines of a part, names; the rest are counted."""
WHOLE = "giftplan portfolio --all"
_STYLES: dict[str, Style] = {"alarm": "red", "watch": "yellow", "not over": "dim", "departed": "dim"}
_GOES = {"First three %": 3, "Herfindahl": 2, "Mark": 1}
"""Which columns of the years go where there is no room: the one with the highest number first."""


def portfolio_screen(found: Portfolio, width: int | None, whole: bool) -> list[Line]:
    """The portfolio as lines. `width` None: nobody looks, so nothing is dropped and nothing cut."""
    across, is_cut = width or READING_WIDTH, width is not None and not whole
    lines = paragraph(title_words(found), across, "  ", Span("Portfolio", "bold"), " · ")
    if not found.statuses:
        return [*lines, BLANK, *paragraph("The first one: giftplan new PARTNER --name ... --country ...", across)]
    tables = [years_table([(str(y.year), y) for y in found.course], found.currency, width, is_cut)]
    if found.course:
        earlier = len(found.course) - MOST_YEARS if is_cut else 0
        lines += [BLANK, *tables[0].lines, *more(earlier, across, word="earlier")]
    for words in revenue_words(found):
        lines += [BLANK, *paragraph(words, across)]
    if found.growth and found.growth.changes:
        head = Span("What they bought", "bold")
        lead = growth_lead(found)
        lines += [BLANK, *(paragraph(lead, across, "  ", head, " · ") if lead else [line(head)])]
        tables.append(_growth(found.growth, found, width, is_cut))
        rest = len(found.growth.changes) - MOST_ROWS if is_cut else 0
        lines += [*tables[1].lines, *more(rest, across)]
    for part in sections(found):
        lines += section_lines(part, across, is_cut)
    for note in notes(found):
        lines += [BLANK, *paragraph(note, across)]
    return [*lines, BLANK, *_next(found, tables, across)]


def years_table(
    years: Sequence[tuple[str, Concentration]], currency: str | None, width: int | None, is_cut: bool
) -> Laid:
    """Years with their names, the last one last; on a terminal only the latest of many."""
    columns = [Column("Year"), Column(currency or "Revenue", right=True)]
    right = ("Share %", "First three %", "Herfindahl")
    columns += [Column(title, right=title in right, goes=_GOES.get(title, 0)) for title in YEAR_TITLES]
    shown = years[-MOST_YEARS:] if is_cut else years
    rows = [
        [cell(name), *(cell(text, style=_STYLES.get(text, "")) for text in year_cells(year))] for name, year in shown
    ]
    return lay_out(columns, rows, width)


def _growth(growth: Growth, found: Portfolio, width: int | None, is_cut: bool) -> Laid:
    titles = growth_titles(growth, found.currency)
    last = len(titles) - 1
    columns = [Column(title, right=0 < i < last, goes=int(title == "Share %")) for i, title in enumerate(titles)]
    every = growth_rows(growth, found.latest, MOST_ROWS if is_cut else None)
    rows = [[cell(text, style=_STYLES.get(text, "")) for text in row] for row in every]
    return lay_out(columns, rows, width)


def section_lines(part: Section, width: int, is_cut: bool) -> list[Line]:
    """A part with its title, and a line for each partner; nothing for an empty one."""
    if part.is_empty:
        return []
    style: Style = "yellow" if part.urgent else "bold"
    lead = part.lead
    if part.names:
        shown = part.names[:MOST_NAMES] if is_cut else part.names
        rest = len(part.names) - len(shown)
        lead += f": {', '.join(shown)}" + (f" and {rest:,} more: {WHOLE}" if rest else "")
    lines = [BLANK, *paragraph(lead, width, "  ", Span(part.title, style), " · ")]
    for item in part.items[:MOST_LINES] if is_cut else part.items:
        first, *further = item.words
        lines += paragraph(first, width, "   ", " ", Span(visible(item.head), "bold"), ": ")
        for words in further:
            lines += paragraph(words, width, "     ", "   ")
    return lines + more(len(part.items) - MOST_LINES if is_cut else 0, width)


def more(rest: int, width: int, command: str = WHOLE, word: str = "more") -> list[Line]:
    """How many lines a terminal was spared, and how to see them; nothing where it was spared none."""
    return paragraph(f"and {rest:,} {word}: {command}", width, "   ", " ") if rest > 0 else []


def hidden_note(tables: Iterable[Laid], command: str, width: int) -> list[Line]:
    """Which columns had no room."""
    hidden = [title for table in tables for title in table.hidden]
    text = f"Hidden at this width: {', '.join(hidden)}. All of it: {command} --format markdown"
    return paragraph(text, width) if hidden else []


def _next(found: Portfolio, tables: Iterable[Laid], width: int) -> list[Line]:
    lines = hidden_note(tables, "giftplan portfolio", width)
    largest = found.latest.largest.partner if found.latest else "PARTNER"
    return [*lines, *paragraph(f"As if one were not there: giftplan portfolio --without {largest}", width)]
