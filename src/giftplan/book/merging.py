"""Two changes of one file put together, as git does it: what the company changed, and what giftplan changed."""

import tempfile
from pathlib import Path

from giftplan.book.git import git
from giftplan.errors import CannotWorkError

_OF_WINDOWS = b"\r\n"


def blob(folder: Path, name: str) -> bytes | None:
    """The contents of that name, where the repository around the folder still has them."""
    try:
        return git(folder, "cat-file", "blob", name)
    except CannotWorkError:
        return None


def merged(ours: bytes, base: bytes, theirs: bytes) -> bytes | None:
    """Both changes since `base`, with the line ends of `ours`; None where they touch the same lines."""
    names = {"ours": ours, "base": base, "theirs": theirs}
    with tempfile.TemporaryDirectory() as place:
        for name, data in names.items():
            (Path(place) / name).write_bytes(data.replace(_OF_WINDOWS, b"\n"))
        try:
            both = git(Path(place), "merge-file", "--stdout", "--quiet", *names)
        except CannotWorkError:  # how it says that there are conflicts
            return None
    return both.replace(b"\n", _OF_WINDOWS) if _OF_WINDOWS in ours else both
