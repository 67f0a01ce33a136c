"""Tables without boxes, that copy and paste as they look.

Nothing is ever cut: cells wrap between words; where even that is too wide, whole columns go, by priority,
and the table says which.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import Style
from giftplan.output.screen.line import chunks
from giftplan.output.screen.line import width_of
from giftplan.output.screen.line import wrap
from giftplan.output.words import visible

GAP = 2
Cell = tuple[Span, ...]
"""The lines of one cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; the one with the highest `goes` is the first to go, 0 never goes.

    A `spare` one goes before any cell has to wrap.
    """

    title: str
    right: bool = False
    goes: int = 0
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """A table as lines, and the titles of the columns that had no room."""

    lines: tuple[Line, ...]
    hidden: tuple[str, ...]


def cell(*texts: str, style: Style = "") -> Cell:
    """A cell of one or more lines, in one style."""
    return tuple(Span(visible(text), style) for text in texts)


def lay_out(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int | None) -> Laid:
    """The table in at most `width` columns of a terminal; None: as wide as it wants to be."""
    kept = list(range(len(columns)))
    while True:
        of_kept = [columns[i] for i in kept], [[row[i] for i in kept] for row in rows]
        widths = _widths(*of_kept, width)
        leaving = max(kept, key=lambda i: columns[i].goes)
        squeezed = widths != _widest(*of_kept) and columns[leaving].spare
        if not squeezed and (widths is not None or columns[leaving].goes == 0):
            break
        kept.remove(leaving)
    shown = [columns[i] for i in kept]
    widths = widths or _least(shown, [[row[i] for i in kept] for row in rows])
    header = [cell(column.title, style="bold") for column in shown]
    lines = [line for row in (header, *([row[i] for i in kept] for row in rows)) for line in _row(shown, row, widths)]
    return Laid(tuple(lines), tuple(column.title for i, column in enumerate(columns) if i not in kept))


def _widest(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[int]:
    return [
        max([width_of(column.title), *(width_of(span.text) for row in rows for span in row[i])])
        for i, column in enumerate(columns)
    ]


def _least(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The width that each column's longest piece needs."""

    def piece(text: str) -> int:
        return max((width_of(chunk) for chunk in chunks(text)), default=0)

    return [
        max([piece(column.title), *(piece(span.text) for row in rows for span in row[i])])
        for i, column in enumerate(columns)
    ]


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int | None) -> list[int] | None:
    """Each column's width; None where they do not fit. The widest give way first."""
    widths = _widest(columns, rows)
    if width is None:
        return widths
    least = _least(columns, rows)
    room = width - 1 - GAP * (len(columns) - 1)
    if sum(least) > room:
        return None
    while sum(widths) > room:
        wider = [i for i in range(len(widths)) if widths[i] > least[i]]
        widths[max(wider, key=lambda i: (widths[i], i))] -= 1
    return widths


def _row(columns: Sequence[Column], row: Sequence[Cell], widths: Sequence[int]) -> list[Line]:
    """A row's lines, as many as its tallest cell has."""
    wrapped = [
        [Span(part, span.style) for span in spans for part in wrap(span.text, widths[i])] for i, spans in enumerate(row)
    ]
    return [
        _joined(columns, [spans[n] if n < len(spans) else Span("") for spans in wrapped], widths)
        for n in range(max(1, *(len(spans) for spans in wrapped)))
    ]


def _joined(columns: Sequence[Column], spans: Sequence[Span], widths: Sequence[int]) -> Line:
    parts: list[Span] = [Span(" ")]
    for i, (column, span) in enumerate(zip(columns, spans, strict=True)):
        pad = Span(" " * (widths[i] - width_of(span.text)))
        parts += [pad, span] if column.right else [span, pad]
        parts.append(Span(" " * GAP))
    while parts and not parts[-1].text.strip():
        parts.pop()
    return tuple(parts)
