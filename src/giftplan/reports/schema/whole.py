"""The JSON Schema of a kind of data file, with the ids and words that this data folder knows."""

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from giftplan.book import kinds
from giftplan.book.book import Book
from giftplan.book.kinds import Kind
from giftplan.book.reading import record_class
from giftplan.records.shapes import NAMES
from giftplan.reports.schema.conditions import Schema
from giftplan.reports.schema.files import MARKED
from giftplan.reports.schema.files import OURS
from giftplan.reports.schema.generating import Generator
from giftplan.reports.schema.lists import known_lists
from giftplan.reports.schema.lists import mark_of
from giftplan.reports.schema.told import meaning_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NEVER_EMPTY = (kinds.TIERS, kinds.TOUCHES)


def schema_of(book: Book, kind: Kind) -> Schema:
    """The schema of files of that kind."""
    name = record_class(kind.model).__name__
    whole: Schema = {
        "$schema": DIALECT,
        "$comment": f"{OURS} {mark_of(book)}" if kind is MARKED else OURS,
        "title": kind.word.capitalize(),
    }
    whole |= {"description": meaning_of(kind)} | _file(kind, f"#/$defs/{name}")
    used: dict[str, Schema] = {}
    known = known_lists(book)
    definitions = {key: _named(shape, known, used) for key, shape in _records(kind).items()}
    return whole | {"$defs": definitions | dict(sorted(used.items()))}


@lru_cache(maxsize=16)
def _records(kind: Kind) -> dict[str, Schema]:
    """The record of that kind and those inside it, before anything is known of a data folder."""
    model = record_class(kind.model)
    record = TypeAdapter(model).json_schema(schema_generator=Generator)
    inside: dict[str, Schema] = record.pop("$defs", {})
    record = inside.pop(model.__name__, record)
    for told in kind.told:
        del record["properties"][told]
    record["required"] = [name for name in record.get("required", ()) if name not in kind.told]
    if kind is kinds.GIFT:
        _ask_the_team(record)
    return {model.__name__: record} | inside


def _file(kind: Kind, record: str) -> Schema:
    """One record, a list of them, or either."""
    one, several = {"$ref": record}, {"type": "array", "items": {"$ref": record}}
    if kind.many:
        return several | ({"minItems": 1} if kind in _NEVER_EMPTY else {})
    return {"if": {"type": "array"}, "then": several, "else": one} if "index" in kind.told else one


def _ask_the_team(gift: Schema) -> None:
    """What came to us was received by our team; what was given, by contacts, whom only the partner's file knows."""
    received = {"required": ["direction"], "properties": {"direction": {"const": "received"}}}
    gift["if"] = received
    gift["then"] = {"properties": {"recipients": {"items": {NAMES: "team member"}}}}


def _named(shape: Any, known: dict[str, Schema], used: dict[str, Schema]) -> Any:
    """The shape with every word that names something taken out of its list; the lists go to `used`."""
    if isinstance(shape, list):
        return [_named(part, known, used) for part in shape]
    if not isinstance(shape, dict):
        return shape
    inside = {key: _named(part, known, used) for key, part in shape.items() if key != NAMES}
    what = shape.get(NAMES)
    if not isinstance(what, str) or what not in known:
        return inside
    key = what.replace(",", "").replace(" ", "-")
    used[key] = {"title": what.capitalize()} | known[what]
    kept = {name: inside[name] for name in ("title", "description", "default") if name in inside}
    one: Schema = {"$ref": f"#/$defs/{key}"}
    return {**({"anyOf": [one, {"type": "null"}]} if "null" in inside.get("type", ()) else one), **kept}
