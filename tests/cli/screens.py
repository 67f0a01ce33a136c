"""The golden screens: which calls, at which widths. `python -m tests.cli.screens` writes them anew: read the diff."""

import re
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import call
from tests.cli.terminal import show
from tests.repository import Repository

FOLDER = REPOSITORY / "tests" / "screens"
DAY = ("--as-of", "2026-10-06")
CALLS: dict[str, tuple[str, ...]] = {
    "dashboard": DAY,
    "next": ("next", *DAY),
    "plan-2026": ("plan", "2026", *DAY),
    "plan-2027": ("plan", "2027", *DAY),
    "plan-2027-explained": ("plan", "2027", *DAY, "--explain", "--partner", "maison-lefevre", "--partner", "almasa"),
    "budget-2026": ("budget", "2026", *DAY),
    "register-2026": ("register", "2026", *DAY),
    "give-ordered": (
        *("give", "nordwind", "metal-bookmark", "--to", "anna", "--value", "24.50", "--why", "two books at once"),
        *("--card", "--date", "2026-11-10", "--dry-run", *DAY),
    ),
    "give-refused": (
        *("give", "maison-lefevre", "Lamp", "--kind", "desk", "--value", "180", "--quantity", "1", "--card"),
        *("--dry-run", *DAY),
    ),
    "receive": ("receive", "sakura", "Box of sweets", "--kind", "food", "--value", "60", "--dry-run", *DAY),
    "suggest-nordwind": ("suggest", "nordwind", "--year", "2027", *DAY),
    "new": (
        *("new", "brindille", "--name", "Papeterie Brindille", "--country", "FR", "--contact", "Léa Martin"),
        *("--dry-run", *DAY),
    ),
    "show": ("show", "nordwind", *DAY),
    "show-lefevre": ("show", "maison-lefevre", *DAY),
    "letter": ("letter", "authorisation", "verdier", *DAY),
    "letter-policy": ("letter", "policy", "nordwind", *DAY),
    "show-contact": ("show", "maison-lefevre", "--contact", "jean", *DAY),
    "init": ("init", "gifts", "--company", "Orme Conseil", "--country", "FR", "--defaults", "--dry-run", *DAY),
    "init-japan": ("init", "gifts", "--company", "Orme Conseil", "--country", "JP", "--defaults", "--dry-run", *DAY),
    "forget-dry-run": ("forget", "maison-lefevre", "jean", "--dry-run", *DAY),
    "portfolio": ("portfolio", *DAY),
    "portfolio-without": ("portfolio", "--without", "maison-lefevre", *DAY),
    "culture-cn": ("culture", "CN", "--year", "2027", *DAY),
    "check": ("check", *DAY),
    "check-all": ("check", *DAY, "--all", "--format", "concise"),
    "check-statistics": ("check", *DAY, "--statistics"),
    "explain": ("explain",),
    "explain-gp108": ("explain", "GP108"),
    "schema": ("schema",),
    "schema-write": ("schema", "--write", "--dry-run"),
    "import-partners": ("import", "partners", "tests/screens/import/crm.csv", "--dry-run", *DAY),
    "import-gifts": ("import", "gifts", "tests/screens/import/gifts.csv", "--dry-run", *DAY),
    "diff": ("diff", *DAY),
    "check-broken": ("check", *DAY, "--data", "tests/screens/broken/data"),
}
WIDTHS = (60, 80, 120)
APART = frozenset({"forget-dry-run", "diff"})
"""Screens that tell of git's history: they are called in a repository of their own, with one commit."""
EDITS = {
    "partners/nordwind.yaml": ("  limit: 100\n", "  limit: 60\n"),
    "partners/maison-lefevre.yaml": ("quiet:\n", "quiet:\n  - {from: 2026-11-23, until: 2026-11-27, why: a fair}\n"),
    "partners/rivoli.yaml": ("tier: 2", "tier: 3"),
    "gifts/2025/2025-02-04-najd.yaml": ("value: 32.00", "value: 45.00"),
    "settings.yaml": ("given_limit: 150", "given_limit: 200"),
}
"""What the screens of `diff` are about: a branch that changed a little of everything."""
_COMMIT = re.compile(r"\b[0-9a-f]{7,12} ->")
OUTSIDE = frozenset({"init", "init-japan"})
"""Screens of where nothing is yet: no data folder, and no repository."""


def screen(name: str, columns: int | None) -> str:
    """One screen, without colour, and with the same commit on any day; None: piped."""
    if columns is None:
        shown = call(*CALLS[name], folder=folder_of(name)).stdout
    else:
        shown = show(*CALLS[name], "--color", "never", columns=columns, folder=folder_of(name))
    return of_any_commit(shown)


def of_any_commit(shown: str) -> str:
    """A screen with the same commit in it on any day."""
    return _COMMIT.sub("4f1c2ab ->", shown)


def folder_of(name: str) -> Path:
    """Where a screen is called."""
    if name in OUTSIDE:
        return Path(_repository(edited=False).name)
    return Path(_repository(name == "diff").name) / "repository" if name in APART else REPOSITORY


@cache
def _repository(edited: bool) -> "TemporaryDirectory[str]":
    """The example, committed, and perhaps edited since: a folder that is gone when the process ends."""
    folder: TemporaryDirectory[str] = TemporaryDirectory()
    repository = Repository(Path(folder.name) / "repository")
    copytree(REPOSITORY / "data", repository.root, dirs_exist_ok=True)
    repository.git("add", "-A")
    repository.commit("the example")
    for path, (old, new) in EDITS.items() if edited else ():
        text = (repository.root / path).read_text(encoding="utf-8")
        assert old in text, path
        repository.write(path, text.replace(old, new))
    return folder


def file_of(name: str, columns: int | None) -> str:
    """The name of a golden file."""
    return f"{name}.{columns or 'piped'}.txt"


def every() -> list[tuple[str, int | None]]:
    """Every golden screen."""
    return [(name, columns) for name in CALLS for columns in (*WIDTHS, None)]


if __name__ == "__main__":
    for one, width in every():
        (FOLDER / file_of(one, width)).write_text(screen(one, width), encoding="utf-8")
