"""`plan --format csv`."""

from collections.abc import Sequence

from giftplan.output.csv.table import Dialect
from giftplan.output.csv.table import Value
from giftplan.output.csv.table import table
from giftplan.planning.outcome import Plan

PLAN_COLUMNS = (
    *("partner", "name", "tier", "owner", "country", "touch", "date", "order_by", "form", "recipient"),
    *("budget", "currency", "idea", "status", "reason"),
)


def plan_csv(plan: Plan, dialect: Dialect) -> str:
    """One row a touch; a blocked one has its reason."""
    partners = {row.partner.id: row for row in plan.budgets}

    def head(partner: str, touch: str) -> tuple[Value, ...]:
        row = partners[partner]
        return (partner, row.partner.name, row.tier, row.partner.owner, row.partner.country, touch)

    rows: list[Sequence[Value]] = []
    for touch in plan.touches:
        days = [day.isoformat() if day else None for day in (touch.day, touch.order_by)]
        what = (touch.form, touch.recipient, touch.budget, plan.currency, touch.idea, touch.status, touch.note)
        rows.append((*head(touch.partner, touch.touch), *days, *what))
    for stuck in plan.blocked:
        nothing: tuple[Value, ...] = (None, None, None, None, None, plan.currency, None)
        rows.append((*head(stuck.partner, stuck.touch), *nothing, "blocked", stuck.reason))
    return table(PLAN_COLUMNS, rows, dialect)
