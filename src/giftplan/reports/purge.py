"""How what was erased is taken out of git's history as well: with the program git filter-repo."""

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from giftplan.book.editing import Edit
from giftplan.book.editing import parsed
from giftplan.book.editing import value_at
from giftplan.book.problem import KeyPath
from giftplan.book.traces import Traces
from giftplan.book.yaml import Value
from giftplan.book.yaml_spans import spans
from giftplan.reports.erasure import Change
from giftplan.reports.erasure import Erasure
from giftplan.reports.naming import NOBODY
from giftplan.reports.naming import Naming

_GENERAL = frozenset({"role", "source", "asked"})
"""Fields whose words stand in many files: replaced only where they name somebody."""
_SHORTEST = 8
"""A shorter text may be a part of another word or note."""


@dataclass(frozen=True, slots=True)
class Purge:
    """What git still holds, the lines of a file for `--replace-text`, and the files that change their names."""

    commits: int
    files: tuple[str, ...]
    lines: tuple[str, ...]
    renames: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    """Files that were deleted earlier and are theirs: nobody has erased a word in them, so they go whole."""
    kept: tuple[str, ...]
    """Words and ids that stay in old versions, since other files have them as well."""

    @property
    def command(self) -> str:
        """The command that rewrites history, where the lines are in ../erased.txt."""
        renames = "".join(f" --path-rename {_quoted(f'{old}:{new}')}" for old, new in self.renames)
        return f"git filter-repo --replace-text ../erased.txt --replace-message ../erased.txt{renames}"

    @property
    def second_command(self) -> str | None:
        """The command that takes out what was deleted earlier; None where nothing was."""
        if not self.gone:
            return None
        paths = "".join(f" --path {_quoted(path)}" for path in self.gone)
        return f"git filter-repo --force --invert-paths{paths}"


def purge_of(erasure: Erasure, traces: Traces, texts: Iterable[tuple[str, str]]) -> Purge:
    """What is to be done about what git holds. `texts` are the folder's as they will be: they must not change."""
    now = [text for _, text in texts]
    erased = {text for change in erasure.changes for text in _erased_texts(change, erasure.naming)}
    common = {text for text in erased if any(text in other for other in now)} - set(erasure.names)
    wanted = sorted((erased | set(erasure.names)) - common, key=lambda text: (-len(text), text))
    identity = erasure.identity
    ids = {**({identity.partner: identity.now} if identity.is_whole else {}), **identity.people}
    words = {name: re.compile(rf"\b{re.escape(name)}\b", re.ASCII) for name in ids}
    borne = {name for name, word in words.items() if any(word.search(other) for other in now)}
    literal = [f"literal:{text}==>{NOBODY}" for text in wanted]
    regex = [f"regex:{words[name].pattern}==>{new}" for name, new in ids.items() if name not in borne]
    renames = {traces.prefix + c.path: traces.prefix + c.to for c in erasure.changes if c.is_moved}
    there = {change.path for change in erasure.changes} | {change.to for change in erasure.changes}
    gone = tuple(path for path in traces.bearing if path.removeprefix(traces.prefix) not in there)
    kept = (*sorted(common), *sorted(borne))
    return Purge(traces.commits, traces.files, (*literal, *regex), tuple(renames.items()), gone, kept)


def _erased_texts(change: Change, naming: Naming) -> Iterator[str]:
    """As they are written in the file, line by line: the longest first, since a name may stand in a note."""
    places = spans(change.before)
    value = parsed(change.before)
    for edit in change.edits:
        for at, text in _texts_in(value_at(value, edit.at), edit) if edit.erases else ():
            written = change.before[places[at].start : places[at].end]
            names_them = naming.is_in(text)
            for line in re.split(r"\r\n|\r|\n", written):
                part = line.strip().strip("\"'")
                is_long = len(part) >= _SHORTEST and " " in part
                if part and (names_them or (is_long and at[-1] not in _GENERAL)) and len(part) > 3:
                    yield part


def _texts_in(value: Value, edit: Edit) -> Iterator[tuple[KeyPath, str]]:
    """Every text inside a value, with its place in the file."""
    inside: list[tuple[KeyPath, Value]] = [(edit.at, value)]
    while inside:
        at, found = inside.pop()
        if isinstance(found, str) and at[-1] not in ("id", "partner", "contact"):
            yield at, found
        elif isinstance(found, dict):
            inside += [((*at, key), entry) for key, entry in found.items()]
        elif isinstance(found, list):
            inside += [((*at, number), entry) for number, entry in enumerate(found)]


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"[\w./:-]+", text) else "'" + text.replace("'", "'\\''") + "'"
