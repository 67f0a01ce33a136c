"""What pydantic found wrong with a record, in a partner manager's words."""

import re
from dataclasses import fields
from dataclasses import is_dataclass
from functools import lru_cache
from typing import Any
from typing import get_args
from typing import get_type_hints

from pydantic_core import ErrorDetails

from giftplan.book.problem import KeyPath
from giftplan.book.suggest import did_you_mean
from giftplan.records.base import AT
from giftplan.records.base import shortened
from giftplan.records.scalars import FIRST_YEAR

Words = tuple[str, str, str]
"""Message, why, fix."""


def misfits(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """The errors without those that only follow from another one further inside."""
    inner = [tuple(error["loc"]) for error in errors if error["type"] != "too_short"]
    return [error for error in errors if error["type"] != "too_short" or not _holds_one(tuple(error["loc"]), inner)]


def _holds_one(loc: tuple[Any, ...], inner: list[tuple[Any, ...]]) -> bool:
    return any(len(other) > len(loc) and other[: len(loc)] == loc for other in inner)


def key_path(error: ErrorDetails) -> KeyPath:
    """Where in the file the error is."""
    inside = error.get("ctx", {}).get(AT, ())
    return tuple(step for step in (*error["loc"], *inside) if step != "[key]")


def is_about_the_key(error: ErrorDetails) -> bool:
    """Does the error speak of a field's name, not of its value?"""
    return error["type"] == "unexpected_keyword_argument" or error["loc"][-1:] == ("[key]",)


def words(error: ErrorDetails, what: str, model: type, told: tuple[str, ...]) -> Words:
    """Message, why and fix for an error in a record that messages call `what` ('a partner').

    `told` are the fields that its place tells: they cannot be written in the file.
    """
    loc = _as_written(error["loc"])
    field = str(next((step for step in reversed(_as_written(key_path(error))) if isinstance(step, str)), what))
    owner = f"{what}'s '{_inside(loc)}'" if _inside(loc) else what
    match error["type"]:
        case "unexpected_keyword_argument":
            known = [name for name in _field_names(model, loc[:-1]) if loc[:-1] or name not in told]
            return unknown_field(field, owner, known, is_empty=error["input"] is None)
        case "missing":
            return (
                f"{owner} lacks the field '{field}'",
                f"Without '{field}' nothing can be planned.",
                f"Add '{field}:'",
            )
        case "literal_error":
            return _unknown_word(error["input"], field, error["ctx"]["expected"])
        case "too_short":
            return (
                f"'{field}' is empty",
                "At least one entry is needed here.",
                f"Add an entry under '{field}:'",
            )
        case "string_type" | "string_too_short":
            return f"'{field}' is not one text", f"{_shape(error['input'])} stands here.", f"Write '{field}: text'"
        case "not_one_value":
            said = error["msg"][:1].upper() + error["msg"][1:]
            return f"'{field}' is not one value", f"{_shape(error['input'])} stands here.", said
        case "tuple_type":
            return (
                f"'{field}' is not a list",
                f"{_shape(error['input'])} stands here.",
                _as_a_list(field, error["input"]),
            )
        case "dict_type" | "dataclass_type":
            fix = f"Indent its fields below it, each as 'name: value', as in {_field_names(model, loc)[0]}:"
            return f"'{field}' is not a block of fields", f"{_shape(error['input'])} stands here.", fix
        case _:
            return _refused(field, error["msg"])


def nothing_behind(field: str) -> Words:
    """The words for a field whose name is written, and nothing else."""
    why = "Nothing stands behind its name: what follows a # is a remark."
    return f"'{field}' is empty", why, f"Write '{field}: ...'; put a text that begins with # in quotes"


def _as_a_list(field: str, value: Any) -> str:
    if isinstance(value, str) and value != "none":
        return f"Write '{field}: [{shortened(value, 40)}]'"
    return f"Leave '{field}:' out" if value == "none" else f"Begin each entry below '{field}:' with '- '"


def _refused(field: str, said: str) -> Words:
    """Most of our own refusals say what is wrong and, after a colon, what to do."""
    wrong, _, instead = said.partition(": ")
    if not instead.startswith(("write ", "use ", "give ", "leave ")):
        wrong, instead = said, f"mend '{field}'"
    return f"'{field}': {wrong}", "The value cannot be used as it is written.", instead[:1].upper() + instead[1:]


def _as_written(loc: tuple[Any, ...]) -> tuple[Any, ...]:
    """A tier that is one number is read as the tier since ever: nobody wrote that year."""
    return tuple(step for i, step in enumerate(loc) if step != str(FIRST_YEAR) or loc[i - 1 : i] != ("tier",))


def _inside(loc: tuple[Any, ...]) -> str:
    return ".".join(str(step) for step in loc[:-1] if isinstance(step, str))


def _shape(value: Any) -> str:
    if isinstance(value, list):
        return "A list"
    if isinstance(value, dict):
        return "A block of fields"
    return "Nothing" if value is None or value == "" else f"The text '{shortened(value, 40)}'"


def unknown_field(field: str, owner: str, known: list[str], is_empty: bool = False) -> Words:
    """The words for a field that `owner` does not have; one with nothing behind it is most likely a piece of a text."""
    why = "A field that nobody reads is a decision that nobody takes."
    otherwise = f"Its fields: {', '.join(known)}"
    if field.isdigit():
        otherwise = "A comma between { and } begins a new field: write cents with a dot, as in 45.50, and no separator"
    elif is_empty:
        otherwise = f"Put a text that holds a comma in quotes; else, its fields: {', '.join(known)}"
    return f"{owner} has no field '{shortened(field, 40)}'", why, did_you_mean(field, known, otherwise)


def _unknown_word(word: Any, field: str, expected: str) -> Words:
    choices = re.findall(r"'([^']*)'", expected)
    why = f"What can stand there: {', '.join(choices)}."
    if not isinstance(word, str):
        return f"'{field}' is not one word", f"{_shape(word)} stands here. {why}", "Write one of those words"
    return (
        f"'{shortened(word, 40)}' cannot stand at '{field}'",
        why,
        did_you_mean(word, choices, "Write one of those words"),
    )


def _field_names(model: type, loc: tuple[Any, ...]) -> list[str]:
    """The names that may be written in the record at `loc` inside `model`."""
    for step in loc:
        if isinstance(step, str) and is_dataclass(model):
            inner = _record_inside(_hints(model).get(_python_name(model, step)))
            model = inner or model
    return _written_names(model)


@lru_cache(maxsize=64)
def _hints(model: type) -> dict[str, Any]:
    return get_type_hints(model)


def _aliases(model: type) -> dict[str, str]:
    declared: dict[str, Any] = getattr(model, "__pydantic_fields__", {})
    return {name: info.alias for name, info in declared.items() if info.alias}


def _python_name(model: type, written: str) -> str:
    return next((name for name, alias in _aliases(model).items() if alias == written), written)


def _written_names(model: type) -> list[str]:
    aliases = _aliases(model)
    return [aliases.get(field.name, field.name) for field in fields(model)]


def _record_inside(hint: Any) -> type | None:
    """The record class that a type hint holds, however it is wrapped."""
    if isinstance(hint, type) and is_dataclass(hint):
        return hint
    for argument in get_args(hint):
        if found := _record_inside(argument):
            return found
    return None
