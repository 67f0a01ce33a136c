"""`giftplan import`: what is new, changed and the same, then the rows that could not be taken."""

from collections.abc import Sequence

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
from giftplan.output.words import listed
from giftplan.output.words import money
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.reports.imports.outcome import Change
from giftplan.reports.imports.outcome import Entry
from giftplan.reports.imports.outcome import Import
from giftplan.reports.imports.outcome import State

READING_WIDTH = 80
MOST_ROWS = 40
"""A terminal shows up to so many records, and half as many errors: more is no screen."""
_STYLES: dict[str, Style] = {"new": "green", "changed": "green", "differs": "yellow"}
_TOLD: tuple[State, ...] = ("new", "changed", "differs")
_ALL: tuple[State, ...] = (*_TOLD, "same")


def import_screen(found: Import, file: str, width: int | None, dry_run: bool) -> list[Line]:
    """The preview. `width` None: nobody looks, so nothing is dropped and nothing summed up."""
    across = width or READING_WIDTH
    lines = [*_title(found, file, across), BLANK, *_columns(found, across)]
    told = found.of(*_TOLD)
    most = len(told) if width is None else MOST_ROWS
    hidden: tuple[str, ...] = ()
    if told:
        table = lay_out(*_table(found, told[:most]), width)
        hidden = table.hidden
        lines += [BLANK, *table.lines]
    if len(told) > most:
        lines.append(line(f" and {counted(len(told) - most, 'more record')}"))
    lines += _remarks(found, across)
    lines += _errors(found, across, len(found.errors) if width is None else MOST_ROWS // 2)
    return [*lines, BLANK, *_next(found, across, hidden, dry_run, len(told) > most)]


def _title(found: Import, file: str, width: int) -> list[Line]:
    counts = [(len(found.of(state)), state) for state in _ALL]
    parts = [f"{number:,} {state}" for number, state in counts if number]
    if found.errors:
        parts.append(f"{counted(len({error.row for error in found.errors}), 'row')} with errors")
    words = f"{file} · {counted(found.rows, 'row')} · {', '.join(parts)}"
    return paragraph(words, width, "  ", Span(f"Import {found.what}", "bold"), " · ")


def _columns(found: Import, width: int) -> list[Line]:
    """Which column fills which field, which is not taken, and what was found out about the file."""
    taken = ", ".join(_column(column.name, column.field) for column in found.columns)
    lines = paragraph(taken, width, "  ", "Columns: ")
    if found.not_taken:
        number = counted(len(found.not_taken), "column")
        are = "is" if len(found.not_taken) == 1 else "are"
        example = f"--map '{found.not_taken[0]}=FIELD' takes one"
        lines += paragraph(f"{number} {are} not taken: {listed(found.not_taken)}; {example}", width, "  ")
    return lines + [part for note in found.notes for part in paragraph(note, width, "  ")]


def _column(name: str, field: str) -> str:
    return name if name.casefold() == field else f"{name} -> {field}"


def _table(found: Import, entries: Sequence[Entry]) -> tuple[list[Column], list[list[Cell]]]:
    """The columns and a row for each record. Amounts of several currencies each have theirs beside them."""
    if found.what == "partners":
        columns = [Column("Row"), Column(""), Column("Partner"), Column("Name", goes=1), Column("Country", goes=2)]
        return [*columns, Column("What")], [_partner(entry) for entry in entries]
    columns = [Column("Row"), Column(""), Column("Date"), Column("Partner"), Column("Nature")]
    used = sorted({_currency(entry, found.currency) for entry in entries})
    amounts = [Column("Value", right=True), Column("")] if len(used) > 1 else [Column(used[0], right=True)]
    rows = [_gift(entry, found.currency) for entry in entries]
    return columns + amounts, [row[: len(columns) + len(amounts)] for row in rows]


def _head(entry: Entry) -> list[Cell]:
    return [cell(_runs(entry.rows)), cell(entry.state, style=_STYLES[entry.state])]


def _runs(rows: Sequence[int]) -> str:
    """2-4, 7: row numbers that follow each other as one run."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _partner(entry: Entry) -> list[Cell]:
    record = entry.record
    assert isinstance(record, Partner)
    people = [f"with {', '.join(contact.name for contact in record.contacts)}"]
    what = people if entry.state == "new" else [_change(change) for change in entry.changes]
    return [*_head(entry), cell(record.id), cell(record.name), cell(record.country), cell(*what)]


def _gift(entry: Entry, home: str) -> list[Cell]:
    gift = entry.record
    assert isinstance(gift, Gift)
    nature = cell(gift.nature, *(_change(change) for change in entry.changes))
    day = cell(gift.date.isoformat())
    return [*_head(entry), day, cell(gift.partner), nature, cell(money(gift.value)), cell(_currency(entry, home))]


def _currency(entry: Entry, home: str) -> str:
    gift = entry.record
    return gift.currency or home if isinstance(gift, Gift) else home


def _change(change: Change) -> str:
    if change.written:
        return (
            f"{change.field}: {change.before} -> {change.after}" if change.before else f"{change.field}: {change.after}"
        )
    return f"{change.field}: {change.after}, the file has {change.before or 'none'}"


def _remarks(found: Import, width: int) -> list[Line]:
    """What is not written over, and what `check` would say."""
    lines: list[Line] = []
    if differing := [entry for entry in found.entries if not all(change.written for change in entry.changes)]:
        name = differing[0].path.rpartition("/")[2].removesuffix(".yaml")
        text = f"decisions and gifts are not written over; where the export is right: giftplan edit {name}"
        lines += [BLANK, *paragraph(text, width, "  ", Span("differs", "yellow"), ": ")]
    if found.findings:
        rules = ", ".join(f"{rule} {name} ({count})" for rule, name, count in found.findings)
        number = counted(sum(count for *_, count in found.findings), "error")
        lines += [BLANK, *paragraph(f"check will find {number} in what is written: {rules}", width, "  ")]
    return lines


def _errors(found: Import, width: int, most: int) -> list[Line]:
    lines = [BLANK] if found.errors else []
    for error in found.errors[:most]:
        where = f"row {error.row}, {error.column}" if error.column else f"row {error.row}"
        lines += paragraph(f"{where}: {error.message}: {error.fix}", width, "  ", Span("error", "red"), " ")
    if len(found.errors) > most:
        lines.append(line(f"and {counted(len(found.errors) - most, 'more error')}"))
    return lines


def _next(found: Import, width: int, hidden: Sequence[str], dry_run: bool, is_cut: bool) -> list[Line]:
    lines: list[Line] = []
    if hidden or is_cut:
        words = f"Hidden at this width: {', '.join(hidden)}. All of it" if hidden else "All of it"
        lines += paragraph(f"{words}: the same with --dry-run --format json", width)
    if not found.to_write:
        return [*lines, *paragraph("Nothing to write. What the book holds: giftplan check", width)]
    files = counted(len(found.to_write), "file")
    if dry_run:
        return [
            *lines,
            *paragraph(f"A dry run, nothing is written. To write {files}: the same without --dry-run", width),
        ]
    return [*lines, *paragraph(f"To be written: {files}. What check says of them: giftplan check", width)]
