"""JSON: an interface. It changes only with the number in its `schema`."""

import json
import re
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from giftplan.output.words import HARMFUL
from giftplan.output.words import plain_money
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import BudgetRow
from giftplan.planning.outcome import Plan
from giftplan.planning.outcome import PlannedTouch

Fields = Mapping[str, object]


def document(schema: str, fields: Fields) -> str:
    """One JSON object. Each entry of its lists stands on a line of its own, so that versions compare line by line."""
    parts = [f'"schema": "giftplan/{schema}"']
    for key, value in fields.items():
        if isinstance(value, Sequence) and not isinstance(value, str) and value:
            rows = ",\n  ".join(_one_line(entry) for entry in value)
            parts.append(f"{_one_line(key)}: [\n  {rows}]")
        else:
            parts.append(f"{_one_line(key)}: {_one_line(value)}")
    return "{" + ",\n ".join(parts) + "}\n"


def _one_line(value: object) -> str:
    return HARMFUL.sub(_escaped, json.dumps(value, ensure_ascii=False, allow_nan=False))


def _escaped(found: re.Match[str]) -> str:
    """Inside a string of JSON, where alone such a character can stand, an escape means the same."""
    return f"\\u{ord(found[0]):04x}"


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else plain_money(amount)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def plan_json(plan: Plan) -> str:
    """The plan in the shape of cli.md."""
    totals = plan.totals
    fields: Fields = {
        "year": plan.year,
        "as_of": plan.as_of.isoformat(),
        "currency": plan.currency,
        "budgets": [_budget(row) for row in plan.budgets],
        "touches": [_touch(touch) for touch in plan.touches],
        "blocked": [_blocked(touch) for touch in plan.blocked],
        "totals": {
            "partners": totals.partners,
            "touches": totals.touches,
            "allowance": _amount(totals.allowance),
            "planned": _amount(totals.planned),
            "spent": _amount(totals.spent),
        },
    }
    return document("plan/1", fields)


def _budget(row: BudgetRow) -> Fields:
    allowance = row.allowance
    has_share = allowance.share_min is not None
    return {
        "partner": row.partner.id,
        "name": row.partner.name,
        "tier": row.tier,
        "owner": row.partner.owner,
        "lifetime_value": _amount(allowance.base),
        "share": {"min": _amount(allowance.share_min), "max": _amount(allowance.share_max)} if has_share else None,
        "allowance": _amount(allowance.amount),
        "usable": _amount(row.usable),
        "bound_by": row.bound_by,
        "planned": _amount(row.planned),
        "spent": _amount(row.spent),
        "left": _amount(row.left),
    }


def _touch(touch: PlannedTouch) -> Fields:
    return {
        "partner": touch.partner,
        "touch": touch.touch,
        "date": _day(touch.day),
        "order_by": _day(touch.order_by),
        "form": touch.form,
        "recipient": touch.recipient,
        "budget": _amount(touch.budget),
        "idea": touch.idea,
        "status": touch.status,
        "reasons": list(touch.reasons),
    }


def _blocked(touch: BlockedTouch) -> Fields:
    return {"partner": touch.partner, "touch": touch.touch, "reason": touch.reason, "mend": touch.mend}
