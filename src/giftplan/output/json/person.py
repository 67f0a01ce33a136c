"""`show PARTNER --contact C --format json`: a person's own data, complete."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from giftplan.output.json.document import Fields
from giftplan.output.json.document import amount_or_null
from giftplan.output.json.document import day_or_null
from giftplan.output.json.document import document
from giftplan.records.base import Record
from giftplan.records.gift import Gift
from giftplan.reports.person import PersonFile
from giftplan.reports.person import Role


def person_json(found: PersonFile, purpose: str, shown: Callable[[str], str]) -> str:
    """Every field that is written about the person, every gift to them, and every line that names them."""
    answer: Fields = {
        "partner": found.partner.id,
        "contact": found.contact.id,
        "purpose": purpose,
        "retention_months": found.months,
        "kept_until": day_or_null(found.until),
        "roles": [_role(role, shown) for role in found.roles],
        "gifts": [_gift(gift, shown) for gift in found.gifts],
        "places": [{"path": shown(p.path), "line": p.line, "text": p.text.strip()} for p in found.places],
        "left_out": [shown(path) for path in found.left_out],
    }
    return document("contact/1", answer)


def _role(role: Role, shown: Callable[[str], str]) -> Fields:
    place = {"partner": role.partner.id, "company": role.partner.name, "path": shown(role.partner.path)}
    return {**place, "line": role.line, **_fields(role.contact)}


def _gift(gift: Gift, shown: Callable[[str], str]) -> Fields:
    amounts = {"value": amount_or_null(gift.value), "extras": amount_or_null(gift.extras)}
    return {**_fields(gift), **amounts, "path": shown(gift.path)}


def _fields(record: Record) -> dict[str, Any]:
    known: Any = record
    return {field.name: _plain(getattr(record, field.name)) for field in fields(known)}


def _plain(value: object) -> Any:
    if isinstance(value, Record):
        return _fields(value)
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
