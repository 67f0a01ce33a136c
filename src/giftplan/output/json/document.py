"""JSON: an interface. It changes only with the number in its `schema`."""

import json
import re
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from giftplan.output.words import HARMFUL
from giftplan.output.words import plain_money

Fields = Mapping[str, object]


def document(schema: str, fields: Fields) -> str:
    """One JSON object. Each entry of its lists stands on a line of its own, so that versions compare line by line."""
    parts = [f'"schema": "giftplan/{schema}"']
    for key, value in fields.items():
        if isinstance(value, Sequence) and not isinstance(value, str) and value:
            rows = ",\n  ".join(text_of(entry) for entry in value)
            parts.append(f"{text_of(key)}: [\n  {rows}]")
        else:
            parts.append(f"{text_of(key)}: {text_of(value)}")
    return "{" + ",\n ".join(parts) + "}\n"


def text_of(value: object) -> str:
    """A value as JSON, on one line."""
    return escaped(json.dumps(value, ensure_ascii=False, allow_nan=False))


def escaped(row: str) -> str:
    """A line of JSON with what could move a cursor, hide or reorder words shown as escapes, which mean the same."""
    return HARMFUL.sub(_escaped, row)


def _escaped(found: re.Match[str]) -> str:
    """Inside a string of JSON, where alone such a character can stand, an escape means the same."""
    return f"\\u{ord(found[0]):04x}"


def amount_or_null(amount: Decimal | None) -> str | None:
    """An amount with two decimals."""
    return None if amount is None else plain_money(amount)


def day_or_null(day: date | None) -> str | None:
    """A day as ISO 8601 has it."""
    return None if day is None else day.isoformat()
