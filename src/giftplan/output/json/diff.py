"""`diff --format json`, in the shape of cli.md, with what else a change does."""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from giftplan.output.change import Sides
from giftplan.output.change_words import NO_MONEY
from giftplan.output.change_words import PRIVATE
from giftplan.output.json.document import Fields
from giftplan.output.json.document import amount_or_null
from giftplan.output.json.document import document
from giftplan.output.json.plan import blocked_fields
from giftplan.output.json.plan import touch_fields
from giftplan.output.words import plain_money
from giftplan.records.base import Record
from giftplan.records.base import written_fields
from giftplan.reports.change.decisions import Decision
from giftplan.reports.change.fields import FieldChange
from giftplan.reports.change.partners import PartnerChange
from giftplan.reports.change.register import EntryChange
from giftplan.reports.change.touches import BudgetChange
from giftplan.reports.change.touches import TouchChange
from giftplan.reports.change.waivers import WaiverChange
from giftplan.reports.change.whole import Change
from giftplan.reports.change.whole import PlanChange
from giftplan.rules.engine import Finding


def diff_json(change: Change, sides: Sides) -> str:
    """The change. `register` holds entries of the past that were edited or removed, `gifts` every other gift."""
    plan = change.plan
    fields: Fields = {
        "base": sides.number,
        "base_name": sides.base,
        "head": sides.head_number,
        "as_of": change.as_of.isoformat(),
        "year": plan.year if plan else None,
        "currency": plan.currency if plan else None,
        "currency_before": plan.currency_before if plan else None,
        "register": [_entry(entry, sides) for entry in change.alarms],
        "touches": [_touch(found) for found in plan.touches] if plan else [],
        "blocked": [blocked_fields(found) for found in plan.blocked] if plan else [],
        "budgets": [_budget(found) for found in plan.budgets] if plan else [],
        "policies": [{"partner": found.of[0], **_decision(found, sides)} for found in change.policies],
        "facts": [_fact(found, sides) for found in change.facts if found.change != "reworded"],
        "reworded": [_fact(found, sides) for found in change.facts if found.change == "reworded"],
        "partners": [_partner(found, sides) for found in change.partners],
        "gifts": [_entry(entry, sides) for entry in change.entries if not entry.is_alarm],
        "waivers": [_waiver(found, sides) for found in change.waivers],
        "findings": {
            "new": [_finding(found, sides) for found in change.findings.new],
            "changed": [_finding(found, sides) for found in change.findings.changed],
            "solved": [_finding(found, sides) for found in change.findings.solved],
            "set_aside": [_finding(found, sides) for found in change.findings.set_aside],
            "same": change.findings.same,
        },
        "totals": _totals(plan),
        "further_years": [
            {"year": further.year, "touches": len(further.touches), **_totals(further)} for further in change.plans[1:]
        ],
        "not_compared": [{"path": f"{sides.folder}/{path}", "sides": list(on)} for path, on in change.unread],
        "no_plan": change.no_plan or None,
        "is_first": change.is_first,
        "asks_compliance": change.asks_compliance,
        "needs_a_yes": change.needs_a_yes,
    }
    return document("diff/1", fields)


def _totals(plan: PlanChange | None) -> dict[str, str | None]:
    return {
        "before": amount_or_null(plan.before if plan else None),
        "after": amount_or_null(plan.after if plan else None),
    }


def _touch(found: TouchChange) -> Fields:
    return {
        "change": found.change,
        "partner": found.partner,
        "touch": found.touch,
        "before": touch_fields(found.before) if found.before else None,
        "after": touch_fields(found.after) if found.after else None,
        "cost": amount_or_null(found.cost),
    }


def _budget(found: BudgetChange) -> Fields:
    before, after = found.before, found.after
    return {
        "partner": found.partner,
        "before": amount_or_null(before.allowance.amount if before else None),
        "after": amount_or_null(after.allowance.amount if after else None),
        "usable": {
            "before": amount_or_null(before.usable if before else None),
            "after": amount_or_null(after.usable if after else None),
        },
    }


def _entry(found: EntryChange, sides: Sides) -> Fields:
    gift = found.now
    return {
        "change": found.change,
        "path": f"{sides.folder}/{gift.path}",
        "partner": gift.partner,
        "date": gift.date.isoformat(),
        "direction": gift.direction,
        "nature": gift.nature,
        "value": amount_or_null(gift.value),
        "extras": amount_or_null(gift.extras),
        "currency": gift.currency,
        "fields": _fields(found.fields),
    }


def _fields(changes: Iterable[FieldChange]) -> list[Fields]:
    """Each field with its values; what was written about a person is not repeated."""
    return [
        {"field": ".".join(change.name), "before": _value(change.before, change), "after": _value(change.after, change)}
        for change in changes
    ]


def _value(value: object, change: FieldChange) -> object:
    return None if change.name[-1] in PRIVATE else _plain(value, change.name)


def _plain(value: object, name: Sequence[str]) -> object:
    """Amounts as text, days as ISO 8601, lists and records as they are."""
    if isinstance(value, Record):
        written = written_fields(type(value)).items()
        told = {key: getattr(value, field) for field, key in written if key not in PRIVATE}
        return {key: _plain(known, (*name, key)) for key, known in told.items() if known not in (None, (), {})}
    if isinstance(value, dict):
        return {str(key): _plain(known, (*name, str(key))) for key, known in value.items()}
    if isinstance(value, tuple):
        return [_plain(entry, name) for entry in value]
    if isinstance(value, Decimal):
        return f"{value:f}" if NO_MONEY & set(name) else plain_money(value)
    return value.isoformat() if isinstance(value, date) else value


def _fact(found: Decision, sides: Sides) -> Fields:
    return {"of": list(found.of), **_decision(found, sides)}


def _decision(found: Decision, sides: Sides) -> Fields:
    return {
        "kind": found.kind,
        "change": found.change,
        "sense": found.sense,
        "entries": found.count,
        "fields": _fields(found.fields),
        "path": f"{sides.folder}/{found.path}",
        "line": found.line,
    }


def _partner(found: PartnerChange, sides: Sides) -> Fields:
    return {
        "change": found.change,
        "partner": found.now.id,
        "before": found.before.id if found.before else None,
        "after": found.after.id if found.after else None,
        "name": found.now.name,
        "fields": sorted({change.name[0] for change in found.fields}),
        "path": f"{sides.folder}/{found.now.path}",
    }


def _waiver(found: WaiverChange, sides: Sides) -> Fields:
    waiver = found.now
    return {
        "change": found.change,
        "partner": found.partner,
        "rule": found.code,
        "why": waiver.why,
        "by": waiver.by,
        "until": waiver.until.isoformat(),
        "until_before": found.before.until.isoformat() if found.before else None,
        "path": f"{sides.folder}/{found.path}",
        "line": found.line,
    }


def _finding(found: Finding, sides: Sides) -> Fields:
    return {
        "rule": found.rule,
        "name": found.name,
        "level": found.level,
        "path": f"{sides.folder}/{found.path}",
        "line": found.line,
        "column": found.column,
        "partner": found.partner,
        "message": found.message,
        "why": found.why,
        "fix": found.fix,
    }
