"""What is different, in words: a field, a touch, a gift."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from giftplan.output.words import dated
from giftplan.output.words import listed
from giftplan.output.words import money
from giftplan.output.words import short_day
from giftplan.planning.outcome import PlannedTouch
from giftplan.records.base import Record
from giftplan.records.base import written_fields
from giftplan.records.scalars import FIRST_YEAR
from giftplan.reports.change.directory import Directory
from giftplan.reports.change.fields import FieldChange

ARROW = "->"
NO_MONEY = frozenset({"lifetime_percent", "rates", "rate", "vat_percent", "watch", "alarm"})
PRIVATE = frozenset({"why", "note", "text", "effect", "instead", "exception", "also", "title", "url", "seen"})
"""Long words, and what was written about a person: that they are different is told, not what they say."""
MOST = 160
"""So many characters of a value are shown: more is no value but a text."""


def field_words(change: FieldChange) -> str:
    """value 20.00 -> 45.00."""
    name = _called(change.name)
    if change.name and change.name[-1] in PRIVATE:
        return f"{name} {_what_became(change)}"
    before, after = (value_words(value, change.name) for value in (change.before, change.after))
    if change.before is None:
        return f"{name} {after} (new)"
    return f"{name} {before} removed" if change.after is None else f"{name} {before} {ARROW} {after}"


def _called(name: Iterable[str]) -> str:
    """What holds since ever, a tier, needs no year."""
    return " ".join(part.replace("_", " ") for part in name if part != str(FIRST_YEAR))


def _what_became(change: FieldChange) -> str:
    if change.before is None and change.after is None:
        return "different"
    return "added" if change.before is None else "removed" if change.after is None else "reworded"


def fields_words(changes: Iterable[FieldChange], most: int = 6) -> str:
    """Several fields in one line."""
    return listed((field_words(change) for change in changes), most)


def value_words(value: object, name: Iterable[str] = ()) -> str:
    """A value of a record as a person would write it."""
    if isinstance(value, Decimal):
        return f"{value:f}" if NO_MONEY & set(name) else money(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return dated(value)
    if isinstance(value, tuple):
        return listed(value_words(entry, name) for entry in value)
    if isinstance(value, dict):
        return listed(f"{key} {value_words(entry, name)}" for key, entry in value.items())
    if isinstance(value, Record):
        return " ".join(_parts(value))
    text = "-" if value is None else str(value)
    return text if len(text) <= MOST else f"{text[:MOST]} [{len(text) - MOST:,} more characters]"


_IN_THE_NAME = frozenset({"id", "email"})
"""What is told already, and what nobody has to know."""


def _parts(record: Record) -> Iterator[str]:
    """What a record says that it need not say, field by field."""
    for field, written in written_fields(type(record)).items():
        value = getattr(record, field)
        if value is not None and value != () and value != {} and written not in PRIVATE | _IN_THE_NAME:
            yield f"{written.replace('_', ' ')} {value_words(value, (written,))}"


_STATES = {"done": "given", "ordered": "ordered", "missed": "missed", "overdue": "overdue", "due": "to order now"}
"""What is said of a touch that is not simply to come."""


def touch_words(touch: PlannedTouch, other: PlannedTouch | None, directory: Directory) -> str:
    """A touch as far as it is not the other one, and what it is where its day is the same; whole where none is."""
    if touch.day is None:
        return "skipped"
    is_whole = other is None or other.day is None
    has_moved = other is not None and touch.day != other.day
    parts = [short_day(touch.day)] if is_whole or has_moved else []
    if is_whole or not has_moved or (other and _thing(touch) != _thing(other)):
        parts.append(thing_words(touch, directory))
    if touch.budget and (is_whole or (other and touch.budget != other.budget)):
        parts.append(money(touch.budget))
    if touch.recipient and other and touch.recipient != other.recipient:
        parts.append(f"to {directory.person(touch.partner, touch.recipient)}")
    if touch.status in _STATES and (other is None or touch.status != other.status):
        parts.append(_STATES[touch.status])
    return ", ".join(parts)


def _thing(touch: PlannedTouch) -> tuple[str, str | None]:
    return touch.form, touch.idea


def thing_words(touch: PlannedTouch, directory: Directory) -> str:
    """A card, or what it will be."""
    if touch.form == "card":
        return "card"
    if touch.idea is None and touch.status in ("done", "ordered"):
        return "gift"
    what = directory.idea(touch.idea) if touch.idea else "no idea yet"
    return what if touch.form == "gift" else f"instead of a gift: {what}"


def signed(amount: Decimal) -> str:
    """+60.00, -65.00 or 0.00."""
    return f"{amount:+,.2f}" if amount else money(amount)
