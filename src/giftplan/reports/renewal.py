"""What newer knowledge changes in a data folder: file by file, and what the company made of each stays its own."""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from difflib import unified_diff
from typing import Literal

from giftplan.book.knowledge import Manifest
from giftplan.book.knowledge import blob_id
from giftplan.book.knowledge import is_knowledge

State = Literal["new", "newer", "merged", "away", "kept", "yours", "same"]
STATES: tuple[State, ...] = ("new", "newer", "merged", "away", "kept", "yours", "same")
WRITTEN: tuple[State, ...] = ("new", "newer", "merged")


@dataclass(frozen=True, slots=True)
class Unusable:
    """A file that is there, or could be made, and why it is not."""

    why: str


Merge = Callable[[bytes, str, bytes], bytes | Unusable]
"""The company's text, the name of what it was made of, and the newer one: both changes, where that can be."""


There = Mapping[str, bytes | Unusable]
"""What lies in the folder, by path; a path that is not in it is not there."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file. `newer` is what ships; `before` and `after` what stands in it now and then, None for nothing.

    `why` says why it is not what ships.
    """

    path: str
    state: State
    before: bytes | None
    newer: bytes | None
    after: bytes | None = None
    why: str = ""

    @property
    def lines(self) -> tuple[int, int]:
        """How many lines come and go: of a file that is kept, as they would if it were what ships."""
        diff = self.diff()
        return sum(line.startswith("+") for line in diff), sum(line.startswith("-") for line in diff)

    def diff(self) -> list[str]:
        """The lines that come and go, each with its sign, and some around them."""
        after = self.newer if self.after is None else self.after
        diff = list(unified_diff(_lines(self.before), _lines(after), lineterm="", n=2))
        return diff[2:]


@dataclass(frozen=True, slots=True)
class Renewal:
    """Every file of knowledge, and the list to be written down afterwards. `errors`: what `check` will find anew."""

    changes: tuple[Change, ...]
    manifest: Manifest
    errors: tuple[str, ...] = ()

    def of(self, *states: State) -> list[Change]:
        """The changes of these kinds, in the order of the kinds."""
        return [change for state in states for change in self.changes if change.state == state]


def renewal_of(known: Manifest, there: There, shipped: Mapping[str, bytes], merge: Merge) -> Renewal:
    """Compares what lies there and what was once written with what ships now."""
    changes = [_change(path, _base(path, known, there), there.get(path), data, merge) for path, data in shipped.items()]
    changes += [_no_longer(path, there[path]) for path in known.ids if path not in shipped and path in there]
    return Renewal(tuple(sorted(changes, key=lambda change: change.path)), _manifest(known, changes))


def _base(path: str, known: Manifest, there: There) -> str | None:
    """What the file was made of. One that is no knowledge, as a schema, is made anew whatever it was."""
    before = there.get(path)
    return blob_id(before) if isinstance(before, bytes) and not is_knowledge(path) else known.ids.get(path)


def kept_instead(renewal: Renewal, known: Manifest, reasons: Mapping[str, str]) -> Renewal:
    """The same, with these merged files left as the company has them, each for its reason."""
    changes = tuple(
        replace(change, state="kept", after=None, why=reasons[change.path]) if change.path in reasons else change
        for change in renewal.changes
    )
    return Renewal(changes, _manifest(known, changes))


def _change(path: str, base: str | None, before: bytes | Unusable | None, newer: bytes, merge: Merge) -> Change:
    if isinstance(before, Unusable):
        return Change(path, "kept", None, newer, why=before.why)
    if before is None:
        if base is None:
            return Change(path, "new", None, newer, newer)
        return Change(path, "away", None, newer, why="you took it away")
    if blob_id(before) == blob_id(newer):
        return Change(path, "same", before, newer)
    if base is None:
        return Change(path, "kept", before, newer, why="yours, and nothing says what it was made of")
    if blob_id(before) == base:
        return Change(path, "newer", before, newer, newer)
    if blob_id(newer) == base:
        return Change(path, "yours", before, newer)
    both = merge(before, base, newer)
    if isinstance(both, Unusable):
        return Change(path, "kept", before, newer, why=both.why)
    return Change(path, "yours", before, newer) if both == before else Change(path, "merged", before, newer, both)


def _no_longer(path: str, before: bytes | Unusable) -> Change:
    return Change(path, "kept", before if isinstance(before, bytes) else None, None, why="ships no longer")


def _manifest(known: Manifest, changes: tuple[Change, ...] | list[Change]) -> Manifest:
    """What has all that ships is made of it from now on; what has not keeps what it was made of."""
    ids = {change.path: known.ids[change.path] for change in changes if change.newer and change.path in known.ids}
    taken = [
        change for change in changes if change.state in ("new", "newer", "merged", "same") and is_knowledge(change.path)
    ]
    ids |= {change.path: blob_id(change.newer) for change in taken if change.newer}
    return Manifest(ids, known.money)


def _lines(data: bytes | None) -> list[str]:
    return (data or b"").decode("utf-8", "replace").splitlines()
