"""Text -> values with their places. The only module that imports yaml.

Built on the events of PyYAML's C parser, which counts depth as it goes: its composer can be crashed by a
file of brackets, and it would give values where we want the text that is written. Every scalar is a `str`;
only a plain `null`, `~` or nothing is None.
"""

from collections.abc import Callable
from collections.abc import Iterator
from sys import intern
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.events import AliasEvent
from yaml.events import DocumentStartEvent
from yaml.events import MappingEndEvent
from yaml.events import MappingStartEvent
from yaml.events import ScalarEvent
from yaml.events import SequenceEndEvent
from yaml.events import SequenceStartEvent
from yaml.events import StreamEndEvent

from giftplan.book.problem import TOP
from giftplan.book.problem import KeyPath
from giftplan.book.problem import Spot
from giftplan.book.problem import YamlError
from giftplan.book.yaml_errors import explained
from giftplan.book.yaml_errors import no_name
from giftplan.book.yaml_errors import not_plain
from giftplan.book.yaml_errors import spot_of
from giftplan.book.yaml_errors import twice

Value = str | None | list[Any] | dict[str, Any]

MAX_DEPTH = 20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Report = Callable[[YamlError], None]


def parse(text: str, report: Report) -> Value:
    """The document's value. What can be passed over (a key twice) goes to `report`; the rest raises `YamlError`."""
    return _Builder(text, report).document()


class _Builder:
    """One pass over the parser's events; each node is built where its first event is met."""

    def __init__(self, text: str, report: Report) -> None:
        self._text = text
        self._next: Callable[[], Any] = CParser(text).get_event
        self._report = report
        self._depth = 0

    def document(self) -> Value:
        try:
            self._next()
            event = self._next()
            if event.__class__ is StreamEndEvent:
                return None
            value = self._node(self._next())
            self._next()
            event = self._next()
        except yaml.MarkedYAMLError as error:
            raise explained(error, self._text) from error
        except (yaml.YAMLError, ValueError) as error:
            raise YamlError(TOP, f"cannot be read as YAML: {error}", "Write the file again as plain text") from error
        if event.__class__ is DocumentStartEvent:
            raise YamlError(
                spot_of(event), "a second document begins here", "Keep one document a file: remove this '---'"
            )
        return value

    def _node(self, event: Any) -> Value:
        kind = event.__class__
        if kind is ScalarEvent:
            if event.tag is not None or event.anchor is not None:
                raise not_plain(event)
            text = intern(event.value)
            return None if event.implicit[0] and text in _NULLS else text
        if kind is AliasEvent or event.tag is not None or event.anchor is not None:
            raise not_plain(event)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise YamlError(
                spot_of(event), f"nested deeper than {MAX_DEPTH} levels", "Close the brackets, or indent less"
            )
        value = self._mapping() if kind is MappingStartEvent else self._sequence()
        self._depth -= 1
        return value

    def _sequence(self) -> list[Value]:
        values: list[Value] = []
        following, node = self._next, self._node
        event = following()
        while event.__class__ is not SequenceEndEvent:
            values.append(node(event))
            event = following()
        return values

    def _mapping(self) -> dict[str, Value]:
        """Nearly every file is made of plain keys and plain values: those are taken without another call."""
        values: dict[str, Value] = {}
        following, node = self._next, self._node
        while True:
            named = following()
            if named.__class__ is MappingEndEvent:
                return values
            if named.__class__ is ScalarEvent and named.tag is None and named.anchor is None:
                key = named.value
                if key in _NULLS and named.implicit[0]:
                    raise no_name(named)
            else:
                node(named)
                raise no_name(named)
            event = following()
            if event.__class__ is ScalarEvent and event.tag is None and event.anchor is None:
                text = intern(event.value)
                value: Value = None if text in _NULLS and event.implicit[0] else text
            else:
                value = node(event)
            if key in values:
                self._report(twice(named, key))
            values[key] = value


class Places:
    """Where each key and each value of a text stands."""

    def __init__(self, text: str) -> None:
        self._values: dict[KeyPath, Spot] = {}
        self._keys: dict[KeyPath, Spot] = {}
        self._lists: set[KeyPath] = set()
        self._passed: set[KeyPath] = set()
        self._reading = self._follow(CParser(text).get_event)

    def key(self, path: KeyPath) -> Spot:
        """The place of the field's name at `path`, or of the nearest thing around it that is written."""
        found, whole = self._written(path)
        return self._keys.get(found, TOP) if whole and found in self._keys else self._values.get(found, TOP)

    def is_written(self, path: KeyPath) -> bool:
        """Does the field's name stand there, whatever stands behind it?"""
        return self._written(path)[1]

    def value(self, path: KeyPath) -> Spot:
        """The place of the value at `path`, or of the nearest thing around it that is written."""
        return self._values.get(self._written(path)[0], TOP)

    def _written(self, path: KeyPath) -> tuple[KeyPath, bool]:
        """As far as `path` is written, and whether all of it is.

        A list of one may be written without its brackets: then its position is no step.
        """
        self._read_to(path)
        found: KeyPath = ()
        for step in path:
            if isinstance(step, int) and found not in self._lists:
                continue
            if (*found, step) not in self._values:
                return found, False
            found = (*found, step)
        return found, True

    def _read_to(self, path: KeyPath) -> None:
        """Read on until what `path` begins with has been passed: few places are asked for, most near the top."""
        if path[:1] not in self._passed:
            for done in self._reading:
                self._passed.add(done)
                if done == path[:1] or not path:
                    return

    def _follow(self, following: Callable[[], Any]) -> Iterator[KeyPath]:
        """Each entry at the top, once it is passed; a text that cannot be read any more has the places up to there."""
        try:
            following()
            if following().__class__ is DocumentStartEvent:
                yield from self._top(following(), following)
        except yaml.YAMLError:
            return

    def _top(self, event: Any, following: Callable[[], Any]) -> Iterator[KeyPath]:
        self._values[()] = spot_of(event)
        if event.__class__ is MappingStartEvent:
            yield from self._mapping(following, [])
        elif event.__class__ is SequenceStartEvent:
            self._lists.add(())
            yield from self._sequence(following, [])

    def _node(self, event: Any, following: Callable[[], Any], path: list[str | int]) -> None:
        self._values.setdefault(tuple(path), spot_of(event))
        if event.__class__ is MappingStartEvent:
            for _ in self._mapping(following, path):
                pass
        elif event.__class__ is SequenceStartEvent:
            self._lists.add(tuple(path))
            for _ in self._sequence(following, path):
                pass

    def _mapping(self, following: Callable[[], Any], path: list[str | int]) -> Iterator[KeyPath]:
        while (event := following()).__class__ is not MappingEndEvent:
            key = getattr(event, "value", "")
            path.append(key)
            self._keys.setdefault(tuple(path), spot_of(event))
            self._node(following(), following, path)
            yield tuple(path)
            path.pop()

    def _sequence(self, following: Callable[[], Any], path: list[str | int]) -> Iterator[KeyPath]:
        position = 0
        while (event := following()).__class__ is not SequenceEndEvent:
            path.append(position)
            self._node(event, following, path)
            yield tuple(path)
            path.pop()
            position += 1


def events(text: str) -> Iterator[Any]:
    """The parser's events of a text that can be read, each with the marks where it begins and ends."""
    yield from yaml.parse(text, Loader=yaml.CSafeLoader)


def end_of_block(text: str, field: str) -> tuple[int, int] | None:
    """Where the lines of a block at the document's top level end, and how far its names are indented.

    None where there is no such block; one that holds nothing yet is indented by two.
    """
    depth = 0
    wanted = False
    indent = 2
    for event in events(text):
        mark: Any = event.start_mark
        if isinstance(event, ScalarEvent) and depth == 1:
            if wanted and event.value in _NULLS:
                return sum(len(part) for part in text.splitlines(keepends=True)[: mark.line + 1]), indent
            wanted = event.value == field and mark.column == 0
        elif isinstance(event, ScalarEvent) and depth == 2 and wanted:
            indent = mark.column
        elif isinstance(event, MappingStartEvent):
            depth += 1
            if depth == 2 and wanted and event.flow_style:
                return None
        elif isinstance(event, MappingEndEvent):
            depth -= 1
            if depth == 1 and wanted:
                return sum(len(part) for part in text.splitlines(keepends=True)[: mark.line]), indent
    return None
