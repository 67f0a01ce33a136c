"""`giftplan budget YEAR`: the year's money on one screen."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from giftplan.output.budget import budget_notes
from giftplan.output.budget import key_name
from giftplan.output.budget import loss_words
from giftplan.output.budget import month_name
from giftplan.output.budget import over
from giftplan.output.budget import over_words
from giftplan.output.budget import title_words
from giftplan.output.budget import vat_words
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.screen.plan import MOST_ROWS
from giftplan.output.screen.plan import READING_WIDTH
from giftplan.output.screen.table import Cell
from giftplan.output.screen.table import Column
from giftplan.output.screen.table import Laid
from giftplan.output.screen.table import cell
from giftplan.output.screen.table import lay_out
from giftplan.output.words import counted
from giftplan.output.words import money
from giftplan.reports.budget import Budget
from giftplan.reports.budget import GroupBudget
from giftplan.reports.budget import Money
from giftplan.reports.budget import PartnerBudget

MOST_LINES = 8
"""A terminal is told of so many losses, and of so many partners over their allowance; the rest are counted."""
_BAR = "Used"
_NOTHING = cell("-", style="dim")


def budget_screen(budget: Budget, width: int | None, whole: bool) -> list[Line]:
    """The budget as lines. `width` None: nobody looks, so nothing is dropped and nothing summed up."""
    across = width or READING_WIDTH
    summed_up = width is not None and not whole and len(budget.partners) > MOST_ROWS
    most = MOST_LINES if width is not None and not whole else None
    year = Span(f"Budget {budget.plan.year}", "bold")
    title = paragraph(title_words(budget), across, "  ", year, " · ")
    if not budget.partners:
        return [
            *title,
            BLANK,
            *paragraph("No partner is in it. The first one: giftplan new PARTNER --name ...", across),
        ]
    table = _table(budget, width, summed_up)
    lines = [*title, BLANK, *table.lines]
    if _BAR not in table.hidden:
        rest = "the rest of the year's allowance" if budget.only else "left"
        lines += [BLANK, line(" ", Span(f"█ spent  ▒ planned  ░ {rest}", "dim"))]
    lines += [BLANK, *paragraph(vat_words(budget), across, "  ", Span("VAT", "bold"), " ")]
    lines += _problems(budget, across, most)
    for note in budget_notes(budget):
        lines += [BLANK, *paragraph(note, across)]
    return [*lines, BLANK, *_next(budget, table, across, summed_up)]


def _table(budget: Budget, width: int | None, summed_up: bool) -> Laid:
    cells = 8 if width is not None and width < 72 else 12 if width is not None and width < 100 else 20
    columns = [Column("Tier"), Column("Partners", right=True, goes=2)]
    columns += [Column(f"Allowance {budget.plan.currency}", right=True)]
    columns += [Column(name, right=True) for name in ("Planned", "Spent", "Left")]
    columns += [Column(_BAR, goes=1)]
    rows = [_group(group, cells) for group in budget.tiers]
    rows += [*_head("Owner", "Partners"), *(_group(group, cells) for group in budget.owners)]
    rows += [*_head("Month"), *_months(budget)]
    if not summed_up:
        rows += [*_head("Partner", "Tier"), *(_partner(one, cells) for one in _in_order(budget))]
    whole = cell(counted(len(budget.partners), "partner"), style="bold")
    return lay_out(columns, [*rows, _space(), [whole, cell(""), *_amounts(budget.total, cells)]], width)


def _space() -> list[Cell]:
    return [cell("")] * 7


def _head(*titles: str) -> list[list[Cell]]:
    """The titles of a further part of the table, below an empty line."""
    named = [cell(title, style="bold") for title in titles]
    return [_space(), [*named, *[cell("")] * (7 - len(named))]]


def _in_order(budget: Budget) -> list[PartnerBudget]:
    return sorted(budget.partners, key=lambda one: (one.row.tier is None, one.row.tier or 0, one.row.partner.id))


def _group(group: GroupBudget, cells: int) -> list[Cell]:
    return [cell(key_name(group)), cell(f"{group.partners:,}"), *_amounts(group.money, cells)]


def _partner(one: PartnerBudget, cells: int) -> list[Cell]:
    tier = cell(str(one.row.tier) if one.row.tier else "none")
    return [cell(one.row.partner.id), tier, *_amounts(one.money, cells, _why_nothing(one))]


def _why_nothing(one: PartnerBudget) -> str:
    """Why a partner has no allowance, in a word or two."""
    row = one.row
    if row.partner.status != "active":
        return row.partner.status
    if row.bound_by == "policy":
        return "policy"
    return "no tier" if row.tier is None else "no value"


def _months(budget: Budget) -> list[list[Cell]]:
    """The months in which money moves."""
    rows = [
        [cell(month_name(one.month, budget.plan.year)), cell(""), _NOTHING, *_pair(one.planned, one.spent)]
        for one in budget.months
        if one.planned or one.spent
    ]
    return [[*row, _NOTHING, cell("")] for row in rows] or [[cell("none"), cell(""), *[_NOTHING] * 4, cell("")]]


def _pair(planned: Decimal, spent: Decimal) -> list[Cell]:
    return [cell(money(planned)), cell(money(spent))]


def _amounts(sums: Money, cells: int, nothing: str = "no budget") -> list[Cell]:
    left = cell(money(sums.left), style="red" if sums.left < 0 and sums.over else "")
    return [cell(money(sums.allowance)), *_pair(sums.planned, sums.spent), left, _used(sums, cells, nothing)]


def _used(sums: Money, cells: int, nothing: str) -> Cell:
    """A bar, or the words for what no bar can show."""
    if sums.over:
        return cell(f"over by {money(sums.over)}{' as planned' if sums.planned else ''}", style="red")
    return cell(bar(sums, cells)) if sums.allowance else cell(nothing, style="dim")


def bar(sums: Money, cells: int) -> str:
    """What is spent and planned of an allowance. A little shows as one sign, and almost all leaves one."""
    used = sums.spent + sums.planned
    spent, end = (min(cells, ceil(amount * cells / sums.allowance)) for amount in (sums.spent, used))
    if used < sums.allowance:
        end = min(end, cells - 1)
    if sums.planned:
        spent = min(spent, end - 1)
    spent = min(spent, end)
    return "█" * spent + "▒" * (end - spent) + "░" * (cells - end)


def _problems(budget: Budget, width: int, most: int | None) -> list[Line]:
    """What is lost and what is over, each with its reason."""
    currency = budget.plan.currency
    lost = [loss_words(loss, currency) for loss in budget.vat.losses]
    beyond = [over_words(one, currency) for one in over(budget)]
    return [*_several("VAT lost", lost, width, most), *_several("Over the allowance", beyond, width, most)]


def _several(what: str, texts: Sequence[str], width: int, most: int | None) -> list[Line]:
    lines = [BLANK] if texts else []
    for text in texts[:most]:
        lines += paragraph(text, width, "  ", Span(what, "red"), ": ")
    rest = len(texts) - (len(texts) if most is None else most)
    return lines + ([line(f"{what}: {rest} more")] if rest > 0 else [])


def _next(budget: Budget, table: Laid, width: int, summed_up: bool) -> list[Line]:
    lines: list[Line] = []
    command = f"giftplan budget {budget.plan.year}"
    if table.hidden:
        hidden = f"Hidden at this width: {', '.join(table.hidden)}. All of it: {command} --format csv"
        lines += paragraph(hidden, width)
    if summed_up:
        return [*lines, line(f"Every partner: {command} --all")]
    return [*lines, line(f"What is planned, and when: giftplan plan {budget.plan.year}")]
