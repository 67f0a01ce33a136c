"""Where `init` may write: a folder that is none of git's own, and holds no data folder yet."""

import os
from dataclasses import dataclass
from pathlib import Path

from giftplan.cli.context import DATA
from giftplan.cli.context import find_data
from giftplan.cli.context import has_settings
from giftplan.errors import CannotWorkError


@dataclass(frozen=True, slots=True)
class Place:
    """The folder that `data/` is to lie in, and the top of the repository around it, if there is one."""

    top: Path
    repository: Path | None

    @property
    def is_below_a_repository(self) -> bool:
        """Does it lie in a repository whose top is another folder?"""
        return self.repository is not None and self.repository != Path(os.path.realpath(self.top))

    @property
    def shown(self) -> str:
        """The folder as it can be named from here."""
        here = Path.cwd()
        return self.top.relative_to(here).as_posix() if self.top.is_relative_to(here) else str(self.top)


def place_for(given: str | None) -> Place:
    """The folder that was named, else the one we are in. Raises `CannotWorkError` where nothing may be begun there."""
    top = _here() if given is None else _named(given)
    real = Path(os.path.realpath(top))
    if ".git" in real.parts:
        raise CannotWorkError(f"{top} is git's own folder: name one of yours")
    above = (real, *real.parents)
    if inside := next((folder for folder in above if has_settings(folder)), None):
        raise CannotWorkError(f"{top} lies in the data folder {inside}: what is put there would be read as records")
    if bare := next((folder for folder in above if _is_bare(folder)), None):
        raise CannotWorkError(f"{top} lies in a repository without working files ({bare}): name a folder elsewhere")
    data = top / DATA
    if has_settings(data):
        raise CannotWorkError(
            f"{data} is a giftplan folder already: giftplan init --update brings newer knowledge into it"
        )
    if os.path.lexists(data) and not (data.is_dir() and not data.is_symlink() and not any(data.iterdir())):
        raise CannotWorkError(f"{data} is there already, and nothing is written over it: move it, or name another DIR")
    return Place(top, next((folder for folder in above if os.path.lexists(folder / ".git")), None))


def _is_bare(folder: Path) -> bool:
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def _here() -> Path:
    try:
        found = find_data(None)
    except CannotWorkError as error:
        try:
            return Path.cwd()
        except FileNotFoundError:  # a folder that is gone, which is what was said
            raise error from None
    raise CannotWorkError(
        f"you are in a giftplan folder already ({found}): giftplan init --update brings newer knowledge into it, and "
        "giftplan init DIR begins another one"
    )


def _named(given: str) -> Path:
    if "\0" in given or not given.strip():
        raise CannotWorkError("DIR is no name that a folder can have: write another one")
    path = Path(os.path.normpath(Path(given).absolute()))
    for above in (path, *path.parents):
        if not os.path.lexists(above):
            continue
        if above.is_dir():
            break
        what = "is a link that leads nowhere" if above.is_symlink() and not above.exists() else "is no folder"
        raise CannotWorkError(f"{above} {what}: name a folder, or one that is to be made")
    if not os.access(above, os.W_OK | os.X_OK):
        raise CannotWorkError(f"{above} may not be written to: its permissions do not let us")
    return path
