"""Single values of a YAML text changed, and every other byte left as it is."""

import re
from collections.abc import Iterable
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from giftplan.book.problem import KeyPath
from giftplan.book.problem import YamlError
from giftplan.book.yaml import Value
from giftplan.book.yaml import parse
from giftplan.book.yaml_spans import Span
from giftplan.book.yaml_spans import spans
from giftplan.errors import CannotWorkError

_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*", re.ASCII)
_NULL_WORDS = frozenset({"null", "Null", "NULL"})
_COMMENT_BEHIND = re.compile(r"(?P<kept>[ \t,\]}]*?)[ \t]+#[^\r\n]*")
_LAST_LINE = re.compile(r"(?P<kept>.*?(?:^|[ \t])-|.*?:)[ \t]*(?:#.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Edit:
    """Another value for the one at `at`. `erases`: the comments inside it, and the one behind it, go as well."""

    at: KeyPath
    value: Value
    erases: bool = True


def edited(path: str, text: str, edits: Iterable[Edit]) -> str:
    """The text with these values in it. Raises `CannotWorkError` where it would say anything else than that."""
    wanted = list(edits)
    new = text
    try:
        before = parsed(text)
        places = spans(text)
        for edit in sorted(wanted, key=lambda edit: places[edit.at].start, reverse=True):
            new = _replaced(new, places[edit.at], edit)
        is_right = parsed(new) == with_edits(before, wanted)
    except (YamlError, ValueError, KeyError):
        is_right = False
    if not is_right:
        raise CannotWorkError(f"{path} is written in a way that cannot be changed safely: edit it by hand")
    return new


def with_edits(value: Value, edits: Iterable[Edit]) -> Value:
    """A file's value with these edits made."""
    whole: Any = {"": deepcopy(value)}
    for edit in edits:
        *way, last = ("", *edit.at)
        around = whole
        for step in way:
            around = around[step]
        around[last] = deepcopy(edit.value)
    changed: Value = whole[""]
    return changed


def value_at(value: Value, at: KeyPath) -> Value:
    """What stands at a place of a file's value; None where nothing does."""
    found: Any = value
    for step in at:
        is_there = step in found if isinstance(found, dict) else isinstance(found, list) and isinstance(step, int)
        found = found[step] if is_there else None
    changed: Value = found
    return changed


def parsed(text: str) -> Value:
    """The value of a text that the reader took. Raises `YamlError` for any other."""

    def refuse(error: YamlError) -> None:
        raise error

    return parse(text, refuse)


def flow(value: Value) -> str:
    """A value in flow style, on one line."""
    if value is None:
        return "null"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(entry) for entry in value) + "]"
    if _BARE.fullmatch(value) and value not in _NULL_WORDS:
        return value
    return "'" + value.replace("'", "''") + "'"


def _replaced(text: str, span: Span, edit: Edit) -> str:
    """Edits are made from the end: what stands before a span is still where it was."""
    before, after = text[: span.start], text[span.end :]
    if edit.erases:
        if span.block:
            after = _without_comments_inside(after, _column(before))
        if behind := _COMMENT_BEHIND.match(after):
            after = behind["kept"] + after[behind.end() :]
        before = _drawn_up(before)
    gap = "" if before[-1:] in ("", " ", "\t", "[", "{", "\n", "\r") else " "
    return before + gap + flow(edit.value) + after


def _column(before: str) -> int:
    return len(before) - _line_start(before)


def _line_start(text: str) -> int:
    return max(text.rfind("\n"), text.rfind("\r")) + 1


def _without_comments_inside(after: str, column: int) -> str:
    """Without the lines of comment that stand as deep as the block's own fields, right behind its last."""
    head, *rest = after.splitlines(keepends=True) or [""]
    kept = 0
    for number, found in enumerate(rest, 1):
        words = found.strip()
        if words and not (words.startswith("#") and len(found) - len(found.lstrip(" ")) >= column):
            break
        if words:
            kept = number
    return head + "".join(rest[kept:])


def _drawn_up(before: str) -> str:
    """Where the value began on a line of its own: up to the end of the name or hyphen that it belongs to."""
    start = _line_start(before)
    if before[start:].strip():
        return before
    lines = before[:start].splitlines(keepends=True)
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    if not lines:
        return before
    found = _LAST_LINE.fullmatch(lines[-1].rstrip("\r\n"))
    return "".join(lines[:-1]) + found["kept"] if found else before


def commented_lines(text: str) -> Iterator[int]:
    """The lines, from 1, on which there is most likely a comment."""
    for number, found in enumerate(text.splitlines(), 1):
        if found.lstrip().startswith("#") or " #" in found or "\t#" in found:
            yield number
