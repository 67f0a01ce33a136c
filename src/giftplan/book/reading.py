"""One file -> its records, or the problems that kept them from being read."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from typing import Any

from pydantic import TypeAdapter
from pydantic import ValidationError

from giftplan.book import misfit
from giftplan.book.decoding import decode
from giftplan.book.kinds import Kind
from giftplan.book.problem import INVALID
from giftplan.book.problem import MISFIT
from giftplan.book.problem import TOP
from giftplan.book.problem import KeyPath
from giftplan.book.problem import Problem
from giftplan.book.problem import Spot
from giftplan.book.problem import YamlError
from giftplan.book.trees import Tree
from giftplan.book.trees import UnreadableError
from giftplan.book.yaml import Places
from giftplan.book.yaml import Value
from giftplan.book.yaml import parse

_WHY = {
    INVALID: "A file that cannot be read is a partner, a gift or a rule that nobody plans with.",
    "GP002": "Only one of the two would count, and nobody could say which.",
    MISFIT: "Every field has a name, so that it can be found again.",
}

MANY = 100
"""So many problems of one file are told: who has more has one, which is not in any of its lines."""


class Reader:
    """Reads records from a tree; what is wrong with them gathers in `problems`, file by file in `lost`."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []
        self.lost: set[str] = set()
        self._told: Counter[str] = Counter()
        self._text_of = ("", "")
        self._places_of: tuple[str, Places] | None = None

    def records(self, path: str, kind: Kind, stem: str) -> Iterator[Any]:
        """The records of one file that could be read."""
        text = self._text(path)
        if text is None:
            return
        self._text_of = path, text
        value = self._value(path, text)
        if path in self.lost:
            return
        if isinstance(value, list) and (kind.many or "index" in kind.told):
            yield from self._once(path, kind, value)
        elif kind.many:
            self._misshapen(path, f"{path} is not a list", "Begin each entry with '- '")
        else:
            yield from self._record(path, kind, value, {"id": stem, "path": path, "index": None}, ())

    def _once(self, path: str, kind: Kind, entries: list[Any]) -> Iterator[Any]:
        """The entries of a list, each id once: of two only one could count."""
        seen: set[object] = set()
        for index, entry in enumerate(entries):
            for record in self._record(path, kind, entry, {"path": path, "index": index}, (index,)):
                name = getattr(record, kind.many) if kind.many else index
                if name in seen:
                    spot = self.places(path).value((index, kind.many or ""))
                    why = "Only one of the two would count, and nobody could say which."
                    message = f"{kind.name} '{name}' stands here for the second time"
                    fix = "Give one of the two another id, or delete it"
                    self.lose(Problem(MISFIT, path, spot, message, why, fix))
                seen.add(name)
                yield record

    def lose(self, problem: Problem) -> None:
        """Note a problem that keeps the file's record from being used."""
        self.lost.add(problem.path)
        self.note(problem)

    def note(self, problem: Problem) -> None:
        """Note a problem; of a file in which everything is wrong, the first ones."""
        self._told[problem.path] += 1
        if self._told[problem.path] == MANY + 1:
            message = f"more than {MANY} problems in this file: the rest of them is not told"
            problem = replace(problem, message=message, fix="Mend those above, and check again")
        if self._told[problem.path] <= MANY + 1:
            self.problems.append(problem)

    def places(self, path: str) -> Places:
        """Where things stand in the file that is being read: looked up once, however much is wrong in it."""
        read, text = self._text_of
        assert read == path, f"{path} is not being read"
        if self._places_of is None or self._places_of[0] != path:
            self._places_of = path, Places(text)
        return self._places_of[1]

    def _text(self, path: str) -> str | None:
        try:
            return decode(self.tree.read(path))
        except UnreadableError as error:
            self.lose(Problem(INVALID, path, TOP, str(error), _WHY[INVALID], "Put a file that can be read here"))
        except YamlError as error:
            self._yaml_error(path, error)
        return None

    def _yaml_error(self, path: str, error: YamlError) -> None:
        self.lose(Problem(error.code, path, error.spot, error.message, _WHY[error.code], error.fix))

    def _value(self, path: str, text: str) -> Value:
        try:
            return parse(text, lambda error: self._yaml_error(path, error))
        except YamlError as error:
            self._yaml_error(path, error)
            return None

    def _misshapen(self, path: str, message: str, fix: str, spot: Spot = TOP) -> None:
        self.lose(Problem(MISFIT, path, spot, message, "What stands in it cannot be told apart.", fix))

    def _record(self, path: str, kind: Kind, value: Value, place: dict[str, Any], at: KeyPath) -> Iterator[Any]:
        if not isinstance(value, dict):
            what = "is empty" if value is None else "holds a list or one text, not fields"
            fix = f"Write its fields, each as 'name: value', as in {kind.example}"
            spot = self.places(path).value(at) if at else TOP
            self._misshapen(path, f"{kind.name} {what}", fix, spot)
            return
        if told := [name for name in kind.told if name in value]:
            self._lose_told(path, self.places(path), kind, told, at)
            return
        if kind.told:
            value = value | {name: place[name] for name in kind.told}
        try:
            yield adapter(kind.model).validate_python(value)
        except ValidationError as error:
            self._misfits(path, self.places(path), kind, error, at)

    def _lose_told(self, path: str, places: Places, kind: Kind, names: Iterable[str], at: KeyPath) -> None:
        for name in names:
            message, why, _ = misfit.unknown_field(name, kind.name, [])
            why += " The file's own name and place tell it."
            self.lose(Problem(MISFIT, path, places.key((*at, name)), message, why, f"Remove '{name}:'"))

    def _misfits(self, path: str, places: Places, kind: Kind, error: ValidationError, at: KeyPath) -> None:
        model = record_class(kind.model)
        for detail in misfit.misfits(error.errors(include_url=False)[: MANY + 1]):
            where = (*at, *misfit.key_path(detail))
            if detail["type"] == "missing" and places.is_written(where):
                message, why, fix = misfit.nothing_behind(str(where[-1]))
            else:
                message, why, fix = misfit.words(detail, kind.name, model, kind.told)
            spot = places.key(where) if misfit.is_about_the_key(detail) else places.value(where)
            self.lose(Problem(MISFIT, path, spot, message, why, fix))


@lru_cache(maxsize=32)
def record_class(model: str) -> type:
    """The record class named `module:class`."""
    module, name = model.split(":")
    found: type = getattr(import_module(f"giftplan.records.{module}"), name)
    return found


@lru_cache(maxsize=32)
def adapter(model: str) -> TypeAdapter[Any]:
    """What checks a value against that record class, and makes one."""
    return TypeAdapter(record_class(model))
