"""`plan --format markdown`."""

from giftplan.output.markdown.text import escaped
from giftplan.output.markdown.text import table
from giftplan.output.screen.plan import notes_of
from giftplan.output.words import counted
from giftplan.output.words import money
from giftplan.planning.outcome import Plan
from giftplan.planning.outcome import PlannedTouch


def plan_markdown(plan: Plan) -> str:
    """The touches by partner, then what is blocked."""
    totals = plan.totals
    used = f"{money(totals.planned + totals.spent)} of {money(totals.allowance)} {plan.currency}"
    lines = [f"# Plan {plan.year}", ""]
    lines += [f"{counted(totals.partners, 'partner')}, {counted(totals.touches, 'touch', 'touches')}, {used}", ""]
    columns = ("Partner", "Touch", "Date", "What", "For", plan.currency, "Status")
    lines += table(columns, [_row(touch) for touch in plan.touches], frozenset({plan.currency}))
    if plan.blocked:
        lines += ["", "## Blocked", ""]
        lines += [
            f"- {escaped(b.partner)} {escaped(b.touch)}: {escaped(b.reason)}. {escaped(b.mend)}" for b in plan.blocked
        ]
    lines += [line for note in notes_of(plan) for line in ("", escaped(note))]
    return "\n".join(lines) + "\n"


def _row(touch: PlannedTouch) -> list[str]:
    what = touch.idea or touch.form
    note = f"{what} ({touch.note})" if touch.note else what
    day = touch.day.isoformat() if touch.day else ""
    words = (touch.partner, touch.touch, day, note, touch.recipient or "", money(touch.budget), touch.status)
    return [escaped(word) for word in words]
