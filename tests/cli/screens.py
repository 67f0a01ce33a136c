"""The golden screens: which calls, at which widths. `python -m tests.cli.screens` writes them anew: read the diff."""

from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import call
from tests.cli.terminal import show

FOLDER = REPOSITORY / "tests" / "screens"
DAY = ("--as-of", "2026-10-06")
CALLS: dict[str, tuple[str, ...]] = {
    "plan-2026": ("plan", "2026", *DAY),
    "plan-2027": ("plan", "2027", *DAY),
    "plan-2027-explained": ("plan", "2027", *DAY, "--explain", "--partner", "maison-lefevre", "--partner", "almasa"),
    "suggest-nordwind": ("suggest", "nordwind", "--year", "2027", *DAY),
    "culture-cn": ("culture", "CN", "--year", "2027", *DAY),
    "check": ("check", *DAY),
    "check-all": ("check", *DAY, "--all", "--format", "concise"),
    "check-statistics": ("check", *DAY, "--statistics"),
    "explain": ("explain",),
    "explain-gp108": ("explain", "GP108"),
    "check-broken": ("check", *DAY, "--data", "tests/screens/broken/data"),
}
WIDTHS = (60, 80, 120)


def screen(name: str, columns: int | None) -> str:
    """One screen, without colour; None: piped."""
    if columns is None:
        return call(*CALLS[name]).stdout
    return show(*CALLS[name], "--color", "never", columns=columns)


def file_of(name: str, columns: int | None) -> str:
    """The name of a golden file."""
    return f"{name}.{columns or 'piped'}.txt"


def every() -> list[tuple[str, int | None]]:
    """Every golden screen."""
    return [(name, columns) for name in CALLS for columns in (*WIDTHS, None)]


if __name__ == "__main__":
    for one, width in every():
        (FOLDER / file_of(one, width)).write_text(screen(one, width), encoding="utf-8")
