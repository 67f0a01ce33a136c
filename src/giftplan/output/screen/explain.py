"""`giftplan plan YEAR --explain`: every figure and every day with its reasons."""

from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.screen.plan import READING_WIDTH
from giftplan.output.screen.plan import notes_of
from giftplan.output.words import money
from giftplan.output.words import short_day
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import BudgetRow
from giftplan.planning.outcome import Plan
from giftplan.planning.outcome import PlannedTouch


def explain_screen(plan: Plan, width: int | None) -> list[Line]:
    """Partner by partner, in the order of the plan's JSON."""
    across = width or READING_WIDTH
    touches = {(touch.partner, touch.touch): (touch,) for touch in plan.touches}
    blocked = {(stuck.partner, stuck.touch): (stuck,) for stuck in plan.blocked}
    lines: list[Line] = [line(Span(f"Plan {plan.year}, explained", "bold"), f" · as of {plan.as_of.isoformat()}")]
    for row in plan.budgets:
        lines += [BLANK, *_budget(row, plan.currency, across)]
        for name in plan.touch_ids:
            lines += [
                found for touch in touches.get((row.partner.id, name), ()) for found in _touch(touch, plan, across)
            ]
            lines += [found for stuck in blocked.get((row.partner.id, name), ()) for found in _blocked(stuck, across)]
    for note in notes_of(plan):
        lines += [BLANK, *paragraph(note, across)]
    return [*lines, BLANK, line(f"The year on one screen: giftplan plan {plan.year}")]


def _budget(row: BudgetRow, currency: str, width: int) -> list[Line]:
    allowance = row.allowance
    tier = f"tier {row.tier}" if row.tier else "unclassed"
    about = f" · {row.partner.name} · {tier} · {row.partner.country}"
    head = paragraph(about, width, "  ", Span(row.partner.id, "bold"))
    words = f"allowance {money(allowance.amount)} {currency}: {allowance.reason}"
    if allowance.base is not None and allowance.share_min is not None and allowance.share_max is not None:
        share = f"{money(allowance.share_min)} to {money(allowance.share_max)}"
        words += f"; worth {money(allowance.base)}, of which the tier's share is {share}"
    lines = [*head, *_reason(words, width)]
    if row.bound_by == "limit":
        lines += _reason(f"usable {money(row.usable)} {currency}: the room its people have under the tax limits", width)
    return lines


def _blocked(touch: BlockedTouch, width: int) -> list[Line]:
    head = line(f"  {touch.touch} ", Span("blocked", "red"))
    return [head, *_reason(touch.reason, width), *_reason(touch.mend, width)]


def _touch(touch: PlannedTouch, plan: Plan, width: int) -> list[Line]:
    when = short_day(touch.day) if touch.day else "no day"
    what = f"{touch.form} {money(touch.budget)} {plan.currency}" if touch.form != "card" else "card"
    head = touch.status if touch.status == "skipped" else f"{when}, {what}, {touch.status}"
    lines = [line(f"  {touch.touch} ", Span(head, "cyan"))]
    for reason in touch.reasons:
        lines += _reason(reason, width)
    if touch.order_by is not None:
        verb = "write it" if touch.form == "card" else "order"
        lines += _reason(f"{verb} by {touch.order_by.isoformat()}", width)
    return lines


def _reason(text: str, width: int) -> list[Line]:
    return paragraph(text, width, "      ", "    - ")
