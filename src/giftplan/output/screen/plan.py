"""`giftplan plan YEAR`: the year on one screen."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from decimal import Decimal

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
from giftplan.output.words import MONTHS
from giftplan.output.words import counted
from giftplan.output.words import left_out_words
from giftplan.output.words import listed
from giftplan.output.words import money
from giftplan.output.words import short_day
from giftplan.planning.outcome import BudgetRow
from giftplan.planning.outcome import Plan
from giftplan.planning.outcome import PlannedTouch

READING_WIDTH = 80
"""How wide sentences run where nobody says how wide the screen is."""
MOST_ROWS = 40
"""A terminal shows up to so many partners one by one: more is no screen, and rich is slow with it."""
_YEAR_WIDTH = 72
"""What twelve months in one row need."""
_STYLES: dict[str, Style] = {"done": "green", "ordered": "green", "due": "yellow", "overdue": "red", "missed": "dim"}


def plan_screen(plan: Plan, width: int | None, whole: bool) -> list[Line]:
    """The plan as lines. `width` None: nobody looks, so nothing is dropped and nothing summed up."""
    summed_up = width is not None and not whole and len(plan.budgets) > MOST_ROWS
    table = _by_tier(plan, width) if summed_up else _by_partner(plan, width)
    lines = [*_title(plan, width), BLANK, *table.lines, BLANK, *_months(plan, width), *_blocked(plan, width, summed_up)]
    return [*lines, *_notes(plan, width), *_next(plan, table, width, summed_up)]


def _title(plan: Plan, width: int | None) -> list[Line]:
    totals = plan.totals
    used = totals.planned + totals.spent
    share = f" ({used / totals.allowance * 100:.0f} %)" if totals.allowance else ""
    words = f"{counted(totals.partners, 'partner')} · {counted(totals.touches, 'touch', 'touches')}"
    amount = f"{money(used)} of {money(totals.allowance)} {plan.currency}{share}"
    return paragraph(f"{words} · {amount}", width or READING_WIDTH, "  ", Span(f"Plan {plan.year}", "bold"), " · ")


def _touch_ids(plan: Plan) -> list[str]:
    """The touches that somebody gets, in the order of the year."""
    used = {touch.touch for touch in plan.touches} | {blocked.touch for blocked in plan.blocked}
    return [name for name in plan.touch_ids if name in used]


def _by_partner(plan: Plan, width: int | None) -> Laid:
    names = _touch_ids(plan)
    columns = [Column("Partner"), *(Column(name) for name in names)]
    columns += [
        Column(plan.currency, right=True, goes=1),
        Column("Owner", goes=3, spare=True),
        Column("Country", goes=2, spare=True),
    ]
    touches = {(touch.partner, touch.touch): touch for touch in plan.touches}
    blocked = {(touch.partner, touch.touch) for touch in plan.blocked}
    rows: list[list[Cell]] = []
    for row in sorted(plan.budgets, key=lambda row: (row.tier is None, row.tier or 0, row.partner.id)):
        keys = [(row.partner.id, name) for name in names]
        tier = f"tier {row.tier}" if row.tier else "no tier"
        stands = tier if row.partner.status == "active" else row.partner.status
        cells = [_touch_cell(touches.get(key), key in blocked) for key in keys]
        used = _used_of(row.planned + row.spent, row.allowance.amount)
        end = [used, cell(row.partner.owner or "-"), cell(row.partner.country)]
        rows.append([(*cell(row.partner.id), *cell(stands, style="dim")), *cells, *end])
    return lay_out(columns, [*rows, _totals_row(plan, names)], width)


def _used_of(used: Decimal, allowed: Decimal, style: Style = "") -> Cell:
    return cell(money(used), f"of {money(allowed)}", style=style)


def _totals_row(plan: Plan, names: Iterable[str]) -> list[Cell]:
    per_touch = Counter(touch.touch for touch in plan.touches)
    totals = plan.totals
    numbers = [cell(counted(per_touch[name], "touch", "touches")) for name in names]
    amounts = _used_of(totals.planned + totals.spent, totals.allowance, "bold")
    return [cell(counted(totals.partners, "partner"), style="bold"), *numbers, amounts, cell(""), cell("")]


def _touch_cell(touch: PlannedTouch | None, blocked: bool) -> Cell:
    if touch is None:
        return cell("blocked", style="red") if blocked else cell("-", style="dim")
    if touch.day is None:
        return cell(touch.note, style="dim")
    when, style = short_day(touch.day), _STYLES.get(touch.status, "")
    if touch.status == "upcoming":
        is_card = touch.form == "card"
        return cell(f"{when} card", touch.note) if is_card else cell(when, touch.idea or "no idea left")
    return (*cell(f"{when} {touch.status}", style=style), *cell(_what(touch)))


def _what(touch: PlannedTouch) -> str:
    if touch.idea and touch.status != "missed":
        return touch.idea
    if touch.status in ("done", "ordered"):
        return touch.note
    if touch.form == "card" and touch.note and touch.status != "missed":
        return f"card ({touch.note})"
    return touch.form if touch.form == "card" or touch.status == "missed" else "no idea left"


def _by_tier(plan: Plan, width: int | None) -> Laid:
    names = _touch_ids(plan)
    columns = [Column("Tier"), Column("Partners", right=True), *(Column(name, right=True) for name in names)]
    columns += [Column("Gifts", right=True, goes=2), Column("Cards", right=True, goes=3)]
    columns += [Column(plan.currency, right=True), Column("of", right=True, goes=1)]
    tiers = sorted({row.tier for row in plan.budgets}, key=lambda tier: (tier is None, tier or 0))
    rows = [
        _tier_row(plan, names, str(tier) if tier else "none", [r for r in plan.budgets if r.tier == tier])
        for tier in tiers
    ]
    return lay_out(columns, [*rows, _tier_row(plan, names, "all", plan.budgets)], width)


def _tier_row(plan: Plan, names: Iterable[str], title: str, rows: Sequence[BudgetRow]) -> list[Cell]:
    partners = {row.partner.id for row in rows}
    touches = [touch for touch in plan.touches if touch.partner in partners and touch.status != "skipped"]
    per_touch = Counter(touch.touch for touch in touches)
    cards = sum(touch.form == "card" for touch in touches)
    used = sum((row.planned + row.spent for row in rows), start=Decimal(0))
    allowed = sum((row.allowance.amount for row in rows), start=Decimal(0))
    numbers = [len(rows), *(per_touch[name] for name in names), len(touches) - cards, cards]
    return [cell(title), *(cell(f"{number:,}") for number in numbers), cell(money(used)), cell(money(allowed))]


def _months(plan: Plan, width: int | None) -> list[Line]:
    sends = Counter(touch.day.month for touch in plan.touches if touch.day is not None and touch.status != "missed")
    columns = [Column("Month"), *(Column(name, right=True) for name in MONTHS)]
    row = [cell("Sends"), *(cell(str(sends[month + 1] or "-")) for month in range(12))]
    if width is None or width >= _YEAR_WIDTH:
        return list(lay_out(columns, [row], width).lines)
    halves = (columns[:1] + columns[1:7], columns[:1] + columns[7:]), (row[:1] + row[1:7], row[:1] + row[7:])
    return [found for part in zip(*halves, strict=True) for found in lay_out(part[0], [part[1]], width).lines]


def _blocked(plan: Plan, width: int | None, summed_up: bool) -> list[Line]:
    most = 5 if summed_up else len(plan.blocked)
    lines = [BLANK] if plan.blocked else []
    for touch in plan.blocked[:most]:
        lines += paragraph(
            f"{touch.partner} {touch.touch}, {touch.reason}: {touch.mend}",
            width or READING_WIDTH,
            "  ",
            Span("Blocked", "red"),
            ": ",
        )
    if len(plan.blocked) > most:
        lines.append(line(f"Blocked: {len(plan.blocked) - most} more"))
    return lines


def _notes(plan: Plan, width: int | None) -> list[Line]:
    """What was left out, and what the plan rests on that is not written down."""
    return [found for note in notes_of(plan) for found in [BLANK, *paragraph(note, width or READING_WIDTH)]]


def notes_of(plan: Plan) -> list[str]:
    """The same notes for formats that have no room for them."""
    notes: list[str] = []
    if plan.left_out:
        notes.append(left_out_words(plan.left_out))
    if plan.unpinned:
        where = listed((f"{region} {year}" for year, region in plan.unpinned), 6)
        years = " and ".join(f"giftplan calendar {year}" for year in sorted({year for year, _ in plan.unpinned}))
        notes.append(f"Public holidays not written down: {where}. {years} writes them, so that everybody plans alike")
    return notes


def _next(plan: Plan, table: Laid, width: int | None, summed_up: bool) -> list[Line]:
    lines = [BLANK]
    if table.hidden:
        hidden = f"Hidden at this width: {', '.join(table.hidden)}. All of it: giftplan plan {plan.year} --format csv"
        lines += paragraph(hidden, width or READING_WIDTH)
    if summed_up:
        return [*lines, line(f"Every partner: giftplan plan {plan.year} --all")]
    return [*lines, line(f"Why a day, a sum, an idea: giftplan plan {plan.year} --explain")]
