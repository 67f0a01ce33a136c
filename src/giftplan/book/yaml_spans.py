"""Where each value of a YAML text begins and ends, to the character."""

from dataclasses import dataclass
from typing import Any
from typing import NamedTuple

from giftplan.book.problem import KeyPath
from giftplan.book.yaml import events

_OPENS = {"MappingStartEvent": True, "SequenceStartEvent": False}
_CLOSES = frozenset({"MappingEndEvent", "SequenceEndEvent"})


class Span(NamedTuple):
    """A value's characters, from `start` up to `end`; `block`: a mapping or a list without brackets."""

    start: int
    end: int
    block: bool = False


@dataclass
class _Open:
    """A mapping or a list that is being read."""

    at: KeyPath
    start: int
    flow: bool
    is_mapping: bool
    end: int
    """Where the last thing in it ends: a block's own end is only seen behind the comments that follow it."""
    key: str | None = None
    count: int = 0

    def next_at(self) -> KeyPath:
        step: str | int = self.key if self.is_mapping and self.key is not None else self.count
        return (*self.at, step)

    def passed(self, end: int) -> None:
        self.end, self.key, self.count = end, None, self.count + 1


def spans(text: str) -> dict[KeyPath, Span]:
    """Every value's characters. `text` is one that the reader took: one document, no tags, no anchors."""
    found: dict[KeyPath, Span] = {}
    stack: list[_Open] = []
    for event in events(text):
        kind = type(event).__name__
        if kind in _OPENS:
            at = stack[-1].next_at() if stack else ()
            start = event.start_mark.index
            stack.append(_Open(at, start, bool(event.flow_style), _OPENS[kind], start))
        elif kind in _CLOSES:
            done = stack.pop()
            span = Span(done.start, event.end_mark.index if done.flow else done.end, not done.flow)
            _note(found, stack, done.at, span)
        elif kind == "ScalarEvent":
            _scalar(found, stack, event, text)
    return found


def _scalar(found: dict[KeyPath, Span], stack: list[_Open], event: Any, text: str) -> None:
    start = event.start_mark.index
    end = start + len(text[start : event.end_mark.index].rstrip())  # a block text ends behind its empty lines
    if stack and stack[-1].is_mapping and stack[-1].key is None:
        stack[-1].key, stack[-1].end = event.value, end
    else:
        _note(found, stack, stack[-1].next_at() if stack else (), Span(start, end))


def _note(found: dict[KeyPath, Span], stack: list[_Open], at: KeyPath, span: Span) -> None:
    found[at] = span
    if stack:
        stack[-1].passed(span.end)
