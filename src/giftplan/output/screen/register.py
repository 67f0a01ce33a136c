"""`giftplan register YEAR`: what was given and received, and what it comes to."""

from collections.abc import Sequence

from giftplan.output.register_words import notes_of
from giftplan.output.register_words import passed_words
from giftplan.output.register_words import sum_words
from giftplan.output.register_words import title_of
from giftplan.output.register_words import total_words
from giftplan.output.register_words import who_words
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import Style
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.screen.table import Cell
from giftplan.output.screen.table import Column
from giftplan.output.screen.table import Laid
from giftplan.output.screen.table import cell
from giftplan.output.screen.table import lay_out
from giftplan.output.words import money
from giftplan.reports.register import Entry
from giftplan.reports.register import Register
from giftplan.reports.register_sums import CompanySum
from giftplan.reports.register_sums import PersonSum

READING_WIDTH = 80


def register_screen(register: Register, width: int | None, again: str) -> list[Line]:
    """The entries by day, the sums of each person and of our company, and what is to be looked at.

    `again` is the command that asks for the same.
    """
    across = width or READING_WIDTH
    lines = paragraph(total_words(register), across, "  ", Span(title_of(register), "bold"), " · ")
    entries = _entries(register, width)
    lines += (
        [BLANK, *entries.lines]
        if register.entries
        else [BLANK, line("Nothing was given or received. To write something down: giftplan give PARTNER NATURE")]
    )
    lines += [*_sums("Person", register.people, width), *_sums("Company", register.companies, width)]
    for note in notes_of(register):
        lines += [BLANK, *paragraph(note, across)]
    return [*lines, BLANK, *_next(entries, across, again)]


def _entries(register: Register, width: int | None) -> Laid:
    columns = [
        Column("Date"),
        Column("Partner"),
        Column("What"),
        Column(register.currency, right=True),
        Column("State"),
        Column("For", goes=1),
        Column("Kind", goes=2, spare=True),
        Column("Authorisation", goes=3, spare=True),
        Column("Invoice", goes=4, spare=True),
        Column("File", goes=5, spare=True),
    ]
    return lay_out(columns, [_row(entry) for entry in register.entries], width)


def _row(entry: Entry) -> list[Cell]:
    gift = entry.gift
    amount = "no rate" if entry.value_home is None else money(entry.value_home)
    return [
        cell(gift.date.isoformat()),
        cell(gift.partner),
        cell(gift.nature),
        cell(amount),
        _state(entry),
        cell(*(entry.recipients or ("-",))),
        cell(entry.kind),
        cell(entry.authorisation or "-"),
        cell(gift.invoice or "-"),
        cell(entry.path),
    ]


def _state(entry: Entry) -> Cell:
    gift = entry.gift
    word = gift.outcome if gift.outcome != "accepted" else gift.direction
    style: Style = "yellow" if not entry.gift.is_kept else "cyan" if gift.direction == "received" else ""
    words = [word] if gift.direction == "given" or word == "received" else ["received", word]
    return (*cell(*words, style=style), *(cell("breach", style="red") if entry.is_breach else ()))


def _sums(title: str, sums: Sequence[PersonSum | CompanySum], width: int | None) -> list[Line]:
    """A table of sums, then what follows from those that are passed."""
    if not sums:
        return []
    columns = [Column(title), Column("Partner", goes=2), Column("Counted"), Column("Left", right=True)]
    columns += [Column("Limit", goes=1), Column("Period", goes=3, spare=True)]
    laid = lay_out(columns, [_sum_row(one) for one in sums], width)
    lines = [BLANK, *laid.lines]
    for one in sums:
        if one.is_passed:
            words = f"{who_words(one)}: {passed_words(one)} ({one.limit.id})"
            lines += [BLANK, *paragraph(words, width or READING_WIDTH, "  ", Span("Passed", _style(one)), " for ")]
    return lines


def _sum_row(one: PersonSum | CompanySum) -> list[Cell]:
    who = one.contact.name if isinstance(one, PersonSum) else "all gifts to them" if one.partner else "all our gifts"
    return [
        cell(who),
        cell(one.partner.id if one.partner else "-"),
        cell(sum_words(one)),
        cell(money(one.left), style=_style(one)),
        cell(one.limit.id),
        cell(one.period),
    ]


def _style(one: PersonSum | CompanySum) -> Style:
    if not one.is_passed:
        return ""
    return "red" if one.limit.level == "refuse" else "yellow"


def _next(entries: Laid, width: int, again: str) -> list[Line]:
    lines: list[Line] = []
    if entries.hidden:
        lines += paragraph(f"Hidden at this width: {', '.join(entries.hidden)}. All of it: {again} --format csv", width)
    return [*lines, *paragraph(f"For finance: {again} --format xlsx --output register.xlsx", width)]
