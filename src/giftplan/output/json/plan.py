"""`plan --format json`, in the shape of cli.md."""

from giftplan.output.json.document import Fields
from giftplan.output.json.document import amount_or_null
from giftplan.output.json.document import day_or_null
from giftplan.output.json.document import document
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import BudgetRow
from giftplan.planning.outcome import Plan
from giftplan.planning.outcome import PlannedTouch


def plan_json(plan: Plan) -> str:
    """The plan in the shape of cli.md."""
    totals = plan.totals
    fields: Fields = {
        "year": plan.year,
        "as_of": plan.as_of.isoformat(),
        "currency": plan.currency,
        "budgets": [_budget(row) for row in plan.budgets],
        "touches": [touch_fields(touch) for touch in plan.touches],
        "blocked": [blocked_fields(touch) for touch in plan.blocked],
        "totals": {
            "partners": totals.partners,
            "touches": totals.touches,
            "allowance": amount_or_null(totals.allowance),
            "planned": amount_or_null(totals.planned),
            "spent": amount_or_null(totals.spent),
        },
    }
    return document("plan/1", fields)


def _budget(row: BudgetRow) -> Fields:
    allowance = row.allowance
    share = {"min": amount_or_null(allowance.share_min), "max": amount_or_null(allowance.share_max)}
    return {
        "partner": row.partner.id,
        "name": row.partner.name,
        "tier": row.tier,
        "owner": row.partner.owner,
        "lifetime_value": amount_or_null(allowance.base),
        "share": None if allowance.share_min is None else share,
        "allowance": amount_or_null(allowance.amount),
        "usable": amount_or_null(row.usable),
        "bound_by": row.bound_by,
        "planned": amount_or_null(row.planned),
        "spent": amount_or_null(row.spent),
        "left": amount_or_null(row.left),
    }


def touch_fields(touch: PlannedTouch) -> Fields:
    """A touch that can be placed."""
    return {
        "partner": touch.partner,
        "touch": touch.touch,
        "date": day_or_null(touch.day),
        "order_by": day_or_null(touch.order_by),
        "form": touch.form,
        "recipient": touch.recipient,
        "budget": amount_or_null(touch.budget),
        "idea": touch.idea,
        "status": touch.status,
        "reasons": list(touch.reasons),
    }


def blocked_fields(touch: BlockedTouch) -> Fields:
    """A touch for which no day is left."""
    return {"partner": touch.partner, "touch": touch.touch, "reason": touch.reason, "mend": touch.mend}
