"""A record class -> its JSON Schema: what pydantic knows of it, and what a person wants to read beside it."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from giftplan.records.shapes import NAMES
from giftplan.reports.schema.conditions import CONDITIONS
from giftplan.reports.schema.conditions import ONCE
from giftplan.reports.schema.conditions import Schema
from giftplan.reports.schema.told import field_words
from giftplan.reports.schema.told import title_of

_OF_KEYS = ("pattern", "patternErrorMessage", "minLength", "enum", NAMES)
"""What can be said of a key, which is a text to every program."""


class Generator(GenerateJsonSchema):
    """pydantic's own, which says of a key without a value, and of a mapping's keys, what giftplan does."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        """A value, or none."""
        return _or_nothing(self.generate_inner(schema["schema"]))

    def dict_schema(self, schema: core_schema.DictSchema) -> Schema:
        """A mapping whose every key is of a form, and not only those that happen to match it."""
        keys = self.generate_inner(schema["keys_schema"]) if "keys_schema" in schema else {}
        values = self.generate_inner(schema["values_schema"]) if "values_schema" in schema else {}
        names = {said: keys[said] for said in _OF_KEYS if said in keys}
        return {"type": "object", "propertyNames": names, "additionalProperties": values}

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> Schema:
        """A record: each field with its words, and what it says across them."""
        record = schema["cls"]
        shape = super().dataclass_schema(schema)
        shape["description"] = " ".join((record.__doc__ or "").split())
        _explain(record, shape["properties"], shape.get("required", ()))
        return shape | CONDITIONS.get(record.__name__, {})


def _explain(record: type, properties: dict[str, Schema], required: Iterable[str]) -> None:
    words = field_words(record)
    for field in fields(record):
        name = _written_name(record, field.name)
        told: Schema = {"title": title_of(name), "description": words.get(field.name, "")}
        told |= {"uniqueItems": True} if (record.__name__, name) in ONCE else {}
        shape = _with_plain_default(properties[name])
        properties[name] = {**(shape if name in required else _or_nothing(shape)), **told}


def _written_name(record: type, field: str) -> str:
    declared: dict[str, Any] = getattr(record, "__pydantic_fields__", {})
    return declared[field].alias or field


def _with_plain_default(shape: Schema) -> Schema:
    """Nothing, and an empty list, go without saying; amounts are numbers to an editor."""
    default = shape.pop("default", None)
    if default in (None, [], {}):
        return shape
    is_number = isinstance(default, str) and "minimum" in shape
    return shape | {"default": (float if "." in default else int)(default) if is_number else default}


def _or_nothing(shape: Schema) -> Schema:
    """The same where a key may stand without a value."""
    if "anyOf" in shape:
        return shape if {"type": "null"} in shape["anyOf"] else {**shape, "anyOf": [*shape["anyOf"], {"type": "null"}]}
    if "$ref" in shape or not ("type" in shape or "enum" in shape):
        return {"anyOf": [shape, {"type": "null"}]}
    more: Schema = {}
    if "const" in shape:
        shape = {key: value for key, value in shape.items() if key != "const"} | {"enum": [shape["const"]]}
    if "enum" in shape:
        more["enum"] = [*(word for word in shape["enum"] if word is not None), None]
    if "type" in shape:
        types = [shape["type"]] if isinstance(shape["type"], str) else shape["type"]
        more["type"] = [*(name for name in types if name != "null"), "null"]
    return {**shape, **more}
