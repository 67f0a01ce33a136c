"""Fields -> a record, by the same reader that reads files: what a file may not say, an import may not either."""

from collections.abc import Mapping
from typing import Any

from giftplan.book.decoding import decode
from giftplan.book.kinds import Kind
from giftplan.book.overlay import Overlay
from giftplan.book.problem import YamlError
from giftplan.book.reading import Reader
from giftplan.book.suggest import as_clause
from giftplan.book.trees import Tree
from giftplan.book.trees import UnreadableError
from giftplan.book.yaml import Value
from giftplan.book.yaml import parse
from giftplan.reports.imports.outcome import RefusedError
from giftplan.reports.imports.outcome import Told


def assembled(given: Mapping[str, Told]) -> dict[str, Told]:
    """`policy.limit` and `policy.per` as the two fields of one `policy`."""
    made: dict[str, Told] = {}
    for name, value in given.items():
        outer, dot, inner = name.partition(".")
        if not dot:
            made[name] = value
            continue
        block = made.setdefault(outer, {})
        assert isinstance(block, dict)
        block[inner] = value
    return made


def checked(tree: Tree, path: str, kind: Kind, data: bytes) -> Any:
    """The record that the file at `path` would hold with these bytes. Raises `RefusedError` with our reader's words."""
    reader = Reader(Overlay(tree, {path: data}))
    found = list(reader.records(path, kind, path.rpartition("/")[2].rpartition(".")[0]))
    if reader.problems:
        problem = reader.problems[0]
        field = _field_at(data.decode(), problem.spot.line)
        raise RefusedError(problem.message, as_clause(problem.fix), field)
    return found[0]


def _field_at(text: str, line: int) -> str:
    """The field at the top level in which a line stands."""
    names = [part.partition(":")[0] for part in text.split("\n")[:line] if part[:1].isalpha()]
    return names[-1] if names else ""


def written(tree: Tree, path: str) -> tuple[bytes, Value]:
    """A file's bytes and its values; no value where it cannot be read."""
    try:
        data = tree.read(path)
        return data, _parsed(data)
    except UnreadableError:
        return b"", None


def completed(data: bytes, before: Value, addition: str) -> bytes | None:
    """The file with further fields at its end; None where that would change anything that stands in it."""
    if not isinstance(before, dict):
        return None
    end = b"\r\n" if b"\r\n" in data else b"\n"
    begun = data if data.endswith(b"\n") else data + end
    whole = begun + addition.encode().replace(b"\n", end)
    added = _parsed(addition.encode())
    is_safe = isinstance(added, dict) and not added.keys() & before.keys() and _parsed(whole) == before | added
    return whole if is_safe else None


def _parsed(data: bytes) -> Value:
    """A text's values; None where something is wrong with it."""
    wrong: list[YamlError] = []
    try:
        value = parse(decode(data), wrong.append)
    except YamlError:
        return None
    return None if wrong else value
