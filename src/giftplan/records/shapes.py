"""What an editor is told of each type of value: its JSON Schema, with a message a person can follow.

An editor reads YAML 1.2: `68.00` is a number to it and `true` a truth value, where giftplan reads the text that is
written. So every type takes both, and quotes are never wrong.
"""

from dataclasses import dataclass
from typing import Any

from pydantic import GetJsonSchemaHandler

Shape = dict[str, Any]

NAMES = "x-names"
"""The key by which a type says in which list of the data folder its words stand."""


@dataclass(frozen=True, slots=True)
class Names:
    """Marks a type whose values name something that stands elsewhere: a word of the vocabulary, one of the team."""

    what: str

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> Shape:
        return {**handler(core), NAMES: self.what}


class OrAlone:
    """Marks a list of which one entry may stand without brackets."""

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> Shape:
        several = handler(core)
        return {"anyOf": [several["items"], several]}


def text_like(pattern: str, message: str, *examples: str) -> Shape:
    """A text of that form; what is wrong is told in those words."""
    shape = {"type": "string", "pattern": f"^({pattern})$", "patternErrorMessage": message}
    return shape | {"examples": list(examples)}


def _number(pattern: str, message: str, least: int, most: float, *examples: float | str) -> Shape:
    """A number, which may stand in quotes. Without the `not`, one that is no number (.nan) would lie in any bounds."""
    shape = text_like(pattern, message) | {"type": ["number", "string"], "examples": list(examples)}
    return shape | {"minimum": least, "maximum": most, "not": {"type": "number", "exclusiveMaximum": least}}


def _whole(pattern: str, message: str, least: int, most: int, *examples: int | str) -> Shape:
    shape = text_like(pattern, message) | {"type": ["integer", "string"], "examples": list(examples)}
    return shape | {"minimum": least, "maximum": most}


_LONG = r"(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
_SHORT = r"(0[469]|11)-(0[1-9]|[12][0-9]|30)"
_LEAP = r"((19|20|21)(0[48]|[2468][048]|[13579][26])|2000)-02-29"
_DIGITS = "plain digits, as in 42"

TEXT: Shape = {
    "type": ["string", "number", "boolean"],
    "minLength": 1,
    "pattern": r"[^\s\u001c-\u001f\u0085\u200b-\u200f\u2028-\u202e\ufeff]",
    "patternErrorMessage": "write a text that can be seen, or leave the field out",
}
DAY = text_like(
    rf"(19|20|21)[0-9]{{2}}-({_LONG}|{_SHORT}|02-(0[1-9]|1[0-9]|2[0-8]))|{_LEAP}",
    "write a day of the calendar as 2026-02-17, from 1900 to 2199, without a time",
    "2026-02-17",
)
_MONTH_DAYS = rf"{_LONG}|{_SHORT}|02-(0[1-9]|[12][0-9])"
MONTH_DAY = text_like(_MONTH_DAYS, "write month and day, as in 08-01 for the first of August", "08-01")
AMOUNT = _number(
    r"[0-9]{1,12}(\.[0-9]{1,2})?",
    "write an amount as 49.90: with a dot, without a sign, a currency or a separator between thousands",
    *(0, 999999999999.99, 49.9, 1234),
)
FACTOR = _number(r"[0-9]{1,9}(\.[0-9]{1,9})?", "write a number as 1.5, with a dot", 0, 999999999.999999999, 1.5)
PERCENT = _number(
    r"0{0,6}(100(\.0{1,9})?|[0-9]{1,2}(\.[0-9]{1,9})?)", "write percent from 0 to 100, as in 5.5", 0, 100, 20, 5.5
)
SHARE = _number(r"0{0,8}(1(\.0{1,9})?|0(\.[0-9]{1,9})?)", "write a share from 0 to 1, as in 0.25", 0, 1, 0.25)
RATE = _number(
    r"(?=.*[1-9])[0-9]{1,9}(\.[0-9]{1,9})?",
    "write what one unit of the currency is worth at home, above 0, as in 0.92",
    *(0, 999999999.999999999, 0.92),
) | {"exclusiveMinimum": 0}
WHOLE = _whole("[0-9]{1,6}", f"write {_DIGITS}", 0, 999999, 42)
SPAN = _whole("0{0,3}([0-9]{1,2}|[12][0-9]{2}|3[0-5][0-9]|36[0-6])", "write a number of days from 0 to 366", 0, 366, 15)
COUNT = _whole("(?=.*[1-9])[0-9]{1,6}", f"write a number from 1 on in {_DIGITS}", 1, 999999, 3)
SCORE = _whole("0{0,5}[1-5]", "write a score from 1 (unhappy) to 5 (delighted)", 1, 5, 5)
MONTH = _whole("0{0,4}(0?[1-9]|1[0-2])", "write a month from 1 to 12", 1, 12, 9)
YEAR = _whole("(19|20|21)[0-9]{2}", "write a year with four digits, as in 2026", 1900, 2199, 2026)
OFFSET = _whole("-?[0-9]{1,6}", "write days before (-28) or after (2) that day", -999999, 999999, -28, 2)
EDGE = (
    OFFSET
    | text_like(
        rf"-?[0-9]{{1,6}}|{_MONTH_DAYS}",
        "write a number of days, as in -28, or month and day, as in 08-01",
    )
    | {"type": ["integer", "string"], "examples": [-28, "08-01"]}
)
QUANTITY = (
    COUNT
    | text_like("(?=.*[1-9])[0-9]{1,6}|even|odd", "write a number from 1 on, or even or odd")
    | {
        "type": ["integer", "string"],
        "examples": [4, "even"],
    }
)
FLAG: Shape = {"enum": [True, False, "true", "True", "TRUE", "false", "False", "FALSE"], "examples": [True]}
ID = text_like(
    "[a-z0-9]+(-[a-z0-9]+)*", "write a to z, 0 to 9 and single hyphens, as in maison-lefevre", "maison-lefevre"
) | {"type": ["string", "integer", "boolean"], "minimum": 0}
COUNTRY = text_like("[A-Z]{2}", "write a country as two capitals, as in FR (ISO 3166-1)", "FR", "JP")
CURRENCY = text_like("[A-Z]{3}", "write a currency as three capitals, as in EUR (ISO 4217)", "EUR", "CHF")
TIER_BY_YEAR: Shape = {
    "anyOf": [
        COUNT | {NAMES: "tier"},
        {
            "type": "object",
            "propertyNames": {key: YEAR[key] for key in ("pattern", "patternErrorMessage")},
            "additionalProperties": COUNT | {"type": [*COUNT["type"], "null"], NAMES: "tier"},
        },
    ]
}
MARK: Shape = {"enum": ["ordinary", "regulated"]}
_MARKED: Shape = {
    "type": "object",
    "propertyNames": {key: TEXT[key] for key in ("pattern", "patternErrorMessage", "minLength")},
    "additionalProperties": MARK,
}
SECTORS: Shape = {"anyOf": [{"type": "array", "uniqueItems": True, "items": {"anyOf": [TEXT, _MARKED]}}, _MARKED]}
