"""`giftplan --format json`."""

from giftplan.output.json.document import Fields
from giftplan.output.json.document import amount_or_null
from giftplan.output.json.document import day_or_null
from giftplan.output.json.document import document
from giftplan.planning.outcome import Totals
from giftplan.reports.agenda.task import Agenda
from giftplan.reports.dashboard import Dashboard
from giftplan.reports.portfolio.concentration import Concentration


def dashboard_json(found: Dashboard) -> str:
    """The five lines; null where one cannot be said."""
    fields: Fields = {
        "company": found.company,
        "partners": found.partners,
        "year": found.as_of.year,
        "as_of": found.as_of.isoformat(),
        "currency": found.currency or None,
        "to_do": _to_do(found.agenda) if found.agenda else None,
        "problems": {level: found.problems.count(level) for level in ("error", "warning", "advice")},
        "budget": _budget(found.budget) if found.budget else None,
        "register": {
            "given": found.register.gifts,
            "received": found.register.received,
            "last": day_or_null(found.register.last),
        },
        "portfolio": _portfolio(found.concentration) if found.concentration else None,
        "left_out": list(found.left_out),
    }
    return document("dashboard/1", fields)


def _portfolio(spread: Concentration) -> Fields:
    largest = spread.largest
    return {"year": spread.year, "largest": largest.partner, "share": f"{largest.share:.4f}", "mark": spread.mark}


def _to_do(agenda: Agenda) -> Fields:
    return {"days": agenda.days, **{when: agenda.count(when) for when in ("late", "today", "soon")}}


def _budget(totals: Totals) -> Fields:
    return {
        "allowance": amount_or_null(totals.allowance),
        "planned": amount_or_null(totals.planned),
        "spent": amount_or_null(totals.spent),
    }
