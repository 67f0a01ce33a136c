"""A record as the text of its file: one field a line, readable and mendable by hand."""

import re
from collections.abc import Mapping
from collections.abc import Sequence

Written = str | Sequence["Written"] | Mapping[str, "Written"]
"""What stands behind a field: a scalar as it is to be written, several, or fields of its own."""

_PLAIN = re.compile(r"[^\W_](?:[\w .()&+/%@’'-]*[\w.)%’'])?")
"""A text that any program reads as it is written, in a block and between brackets."""
_NOTHING = frozenset({"null", "Null", "NULL"})


def record_text(fields: Mapping[str, Written]) -> str:
    """The text of a file that holds one record. A list of records stands one a line, all else on the field's line."""
    return "".join(_field(name, value) for name, value in fields.items())


def _field(name: str, value: Written) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str) and any(isinstance(one, Mapping) for one in value):
        return f"{name}:\n" + "".join(f"  - {inline(one)}\n" for one in value)
    return f"{name}: {inline(value)}\n"


def inline(value: Written) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return _scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(name)}: {inline(one)}" for name, one in value.items()) + "}"
    return "[" + ", ".join(inline(one) for one in value) + "]"


def _scalar(text: str) -> str:
    """Plain where that says the same to everybody, else between quotes."""
    if _PLAIN.fullmatch(text) and text not in _NOTHING:
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else _escaped(c) for c in quoted) + '"'


def _escaped(character: str) -> str:
    code = ord(character)
    return "\\n" if character == "\n" else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
