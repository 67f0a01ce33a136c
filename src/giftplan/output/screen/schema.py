"""The kinds of data files as a table, and what `schema --write` writes."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence

from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import Style
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.screen.table import Column
from giftplan.output.screen.table import cell
from giftplan.output.screen.table import lay_out
from giftplan.output.words import counted
from giftplan.reports.schema.written import SAME
from giftplan.reports.schema.written import STATES
from giftplan.reports.schema.written import FileKind
from giftplan.reports.schema.written import Schema

READING_WIDTH = 80
_STYLES: Mapping[str, Style] = {"new": "green", "changed": "yellow", SAME: "dim"}


def kinds_screen(folder: str, kinds: Sequence[FileKind], width: int | None) -> list[Line]:
    """Every kind: its word, its files, and what they are."""
    across = width or READING_WIDTH
    title = paragraph(f"What the files of {folder}/ may say · {counted(len(kinds), 'kind')}", across)
    head = [tuple(Span(span.text, "bold") for span in row) for row in title]
    columns = (Column("Kind"), Column("Files", goes=1), Column("What it is"))
    rows = [[cell(kind.word), cell(*kind.files), cell(kind.meaning)] for kind in kinds]
    table = lay_out(columns, rows, across)
    hidden = paragraph(f"Hidden at this width: {', '.join(table.hidden)}", across) if table.hidden else []
    return [*head, BLANK, *table.lines, BLANK, *hidden, line("For your editor: giftplan schema --write")]


def written_screen(schemas: Sequence[Schema], dry_run: bool, width: int | None) -> list[Line]:
    """Which schemas are new, changed, and the same."""
    across = width or READING_WIDTH
    counts = [(sum(schema.state == state for schema in schemas), state) for state in STATES]
    said = ", ".join(f"{number} {state}" for number, state in counts if number)
    lines = paragraph(f"Schemas for your editor · {said}", across)
    lines = [tuple(Span(span.text, "bold") for span in row) for row in lines]
    columns = (Column("Kind"), Column("File"), Column("State"))
    rows = [
        [cell(schema.word), cell(schema.file), cell(_state(schema.state, dry_run), style=_STYLES[schema.state])]
        for schema in schemas
    ]
    return [*lines, BLANK, *lay_out(columns, rows, across).lines]


def _state(state: str, dry_run: bool) -> str:
    """A file that would be written anew is out of date."""
    return "out of date" if dry_run and state == "changed" else state


def editor_screen(setting: Iterable[str], modeline: str, path: str, width: int | None) -> list[Line]:
    """What an editor needs to find the schemas."""
    across = width or READING_WIDTH
    lines = [BLANK, *paragraph("VS Code, with the YAML extension: in .vscode/settings.json", across)]
    lines += [line(f"  {row}") for row in setting]
    lines += [BLANK, *paragraph(f"Any other: begin the file with its schema, as {path} with", across)]
    lines += [line(f"  {modeline}")]
    return [*lines, BLANK, line("What one says: giftplan schema partner")]
