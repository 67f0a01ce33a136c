"""What a record says across its fields, as far as a JSON Schema can say it: each stands beside the check it repeats."""

from collections.abc import Mapping
from typing import Any

from giftplan.records.shapes import EDGE
from giftplan.records.shapes import MONTH_DAY
from giftplan.records.shapes import OFFSET
from giftplan.records.words import NO_TOUCH

Schema = dict[str, Any]

_NOTHING: Schema = {"enum": [None, []]}
"""A key without a value, or with an empty list, counts as not written."""
_SOMETHING: Schema = {"not": _NOTHING}
_TRUE: Schema = {"enum": [True, "true", "True", "TRUE"]}
_DAYS: Schema = {"type": EDGE["type"], "pattern": OFFSET["pattern"]}
_DAY_OF_YEAR: Schema = {"type": "string", "pattern": MONTH_DAY["pattern"]}


def _said(*fields: str) -> Schema:
    """Those fields are written, with a value."""
    return {"required": list(fields), "properties": dict.fromkeys(fields, _SOMETHING)}


def _is(field: str, schema: Schema) -> Schema:
    """That field is written, and of that form."""
    return {"required": [field], "properties": {field: schema}}


def _told_by(fields: Mapping[str, Schema], *without: str) -> Schema:
    """A window told by some fields, and by no other."""
    return {"required": list(fields), "properties": {**fields, **dict.fromkeys(without, _NOTHING)}}


_WINDOW = [
    _told_by({"holiday": _SOMETHING, "from": _DAYS, "to": _DAYS}, "easter", "weekdays"),
    _told_by({"easter": _SOMETHING, "from": _DAYS, "to": _DAYS}, "holiday", "weekdays", "country"),
    _told_by({"weekdays": _SOMETHING}, "holiday", "easter", "country", "from", "to"),
    _told_by({"from": _DAY_OF_YEAR, "to": _DAY_OF_YEAR}, "holiday", "easter", "country", "weekdays"),
]
_LATE_RECORD = {"allOf": [_is("topic", {"const": "record"}), {"not": _is("level", {"const": "inform"})}]}

CONDITIONS: dict[str, Schema] = {
    "Partner": {"if": _is("status", {"const": "departed"}), "then": _said("departed")},
    "TouchDecision": {
        "if": _is("skip", _TRUE),
        "then": {"properties": {"date": {"type": "null"}}},
        "else": _said("date"),
    },
    "Gift": {"anyOf": [_said("kind"), _said("gift")]},
    "Match": {"not": {"additionalProperties": _NOTHING}},
    "When": {"anyOf": _WINDOW},
    "Limit": {
        "allOf": [
            {"if": _said("amount"), "then": _said("per")},
            {"not": _said("kinds", "not_kinds")},
            {"if": _LATE_RECORD, "then": _said("days")},
        ]
    },
    "Touch": {"not": _is("id", {"const": NO_TOUCH})},
}
"""By record: what must hold besides its fields."""

ONCE = {("Touch", "months"), ("RegionDays", "weekend")}
"""Lists that say no entry twice."""
