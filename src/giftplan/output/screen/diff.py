"""`giftplan diff`: what a change does, on one screen; what speaks of the past comes first."""

from collections.abc import Iterable

from giftplan.output.change import Item
from giftplan.output.change import Sides
from giftplan.output.change import blocked_items
from giftplan.output.change import budget_items
from giftplan.output.change import decision_items
from giftplan.output.change import finding_items
from giftplan.output.change import notes_of
from giftplan.output.change import partner_items
from giftplan.output.change import register_items
from giftplan.output.change import waiver_items
from giftplan.output.change_summary import verdict_words
from giftplan.output.change_words import ARROW
from giftplan.output.change_words import signed
from giftplan.output.change_words import touch_words
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
from giftplan.output.words import money
from giftplan.reports.change.directory import Directory
from giftplan.reports.change.touches import TouchChange
from giftplan.reports.change.whole import Change
from giftplan.reports.change.whole import PlanChange

READING_WIDTH = 80
MOST_ROWS = 40
"""A terminal shows so many touches: more is no screen."""
_STYLES: dict[str, Style] = {"added": "green", "removed": "red", "moved": "cyan", "changed": "yellow"}
_IDS = Directory()
"""On a screen a partner is called as in a command."""


def diff_screen(change: Change, sides: Sides, width: int | None, whole: bool) -> list[Line]:
    """The change as lines. `width` None: nobody looks, so nothing is left out."""
    across = width or READING_WIDTH
    lines = [*_title(change, sides, across)]
    if change.is_empty:
        return [*lines, BLANK, *paragraph(_SAME, across), *_notes(change, sides, across)]
    most = None if width is None or whole else MOST_ROWS
    lines += _part(register_items(change.alarms, _IDS, sides.folder), across)
    plan = change.plan
    if plan and plan.touches:
        lines += [BLANK, *_touches(plan, width, most, sides)]
    lines += _part(_consequences(change, sides), across, most)
    lines += _part(_problems(change, sides), across, most)
    is_bad = bool(change.findings.count("error"))
    verdict = paragraph(verdict_words(change, sides), across, "", Span("", "red" if is_bad else "bold"))
    return [*lines, *_notes(change, sides, across), BLANK, *verdict, *_end(change, sides, across)]


_SAME = "Nothing that anybody plans with, judges by or reports. Order of keys, comments and quotes do not count."


def _title(change: Change, sides: Sides, width: int) -> list[Line]:
    """On one line where it fits; the sums are not torn apart."""
    title = Span("What this branch changes", "bold")
    plan = change.plan
    words = f"{sides.base} {sides.short} {ARROW} {sides.head}"
    before = f"{money(plan.before)}{'' if plan.is_comparable else ' ' + plan.currency_before}" if plan else ""
    sums = f"plan {plan.year} · {before} {ARROW} {money(plan.after)} {plan.currency}" if plan else ""
    if plan and plan.left_out:
        sums += f", all but {counted(plan.left_out, 'partner')}"
    if len(f"{title.text} · {words} · {sums}") < width or not sums:
        return paragraph(f"{words} · {sums}".removesuffix(" · "), width, "  ", title, " · ")
    return [*paragraph(words, width, "  ", title, " · "), *paragraph(sums, width, "  ")]


def _part(items: Iterable[Item], width: int, most: int | None = None) -> list[Line]:
    """Items one below the other, each label once."""
    every = list(items)
    if not every:
        return []
    left = len(every) - most if most is not None else 0
    if left > 0:
        every = [*every[:most], Item("...", f"and {left:,} more, with --all")]
    wide = max(len(item.label) for item in every) + 2
    lines: list[Line] = [BLANK]
    label = ""
    for item in every:
        shown = "" if item.label == label else item.label
        label = item.label
        place = f" ({item.place})" if item.place else ""
        head = Span(f" {shown:<{wide}}", "red" if item.is_bad else "bold")
        lines += paragraph(f"{item.text}{place}", width, " " * (wide + 1), head)
    return lines


def _touches(plan: PlanChange, width: int | None, most: int | None, sides: Sides) -> list[Line]:
    columns = [Column(""), Column("Partner"), Column("Touch"), Column("Before"), Column("After")]
    columns.append(Column(plan.currency, right=True, goes=1))
    laid = lay_out(columns, [_row(found) for found in plan.touches[:most]], width)
    lines = list(laid.lines)
    if most is not None and len(plan.touches) > most:
        rest = counted(len(plan.touches) - most, "more touch", "more touches")
        lines.append(line(f" and {rest}: giftplan diff {sides.base} --all"))
    if laid.hidden:
        lines.append(line(f" Hidden at this width: {', '.join(laid.hidden)}"))
    return lines


def _row(found: TouchChange) -> list[tuple[Span, ...]]:
    before = touch_words(found.before, None if found.after is None else found.after, _IDS) if found.before else "-"
    after = touch_words(found.after, None if found.before is None else found.before, _IDS) if found.after else "-"
    change = cell(found.change, style=_STYLES[found.change])
    return [change, *(cell(text) for text in (found.partner, found.touch, before, after, signed(found.cost)))]


def _consequences(change: Change, sides: Sides) -> Iterable[Item]:
    """What is different beside the touches: people, money, what decides, what is written down."""
    yield from partner_items(change.partners, sides.folder)
    if change.plan:
        yield from budget_items(change.plan.budgets, _IDS)
    yield from decision_items((*change.policies, *change.facts), _IDS, sides.folder)
    yield from register_items((entry for entry in change.entries if not entry.is_alarm), _IDS, sides.folder)
    yield from waiver_items(change.waivers, _IDS, sides.folder)


def _problems(change: Change, sides: Sides) -> Iterable[Item]:
    """What `check` says otherwise than before, and what has no day any more."""
    yield from finding_items(change.findings.solved, "Solved", _IDS, sides.folder)
    yield from finding_items(change.findings.set_aside, "Set aside", _IDS, sides.folder)
    yield from blocked_items(change.plan.blocked if change.plan else (), _IDS)
    yield from finding_items(change.findings.changed, "Changed", _IDS, sides.folder)
    yield from finding_items(change.findings.new, "New", _IDS, sides.folder)


def _notes(change: Change, sides: Sides, width: int) -> list[Line]:
    return [found for note in notes_of(change, sides) for found in (BLANK, *paragraph(note, width))]


def _end(change: Change, sides: Sides, width: int) -> list[Line]:
    first = next(iter((*change.findings.new, *change.findings.changed)), None)
    words = f"What a code means: giftplan explain {first.rule}" if first else _COMMENT.format(base=sides.base)
    return [*paragraph("Order of keys, comments and quotes do not count.", width), *paragraph(words, width)]


_COMMENT = "As a comment for the pull request: giftplan diff {base} --format markdown"
