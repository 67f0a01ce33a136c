"""The whole round, as a team goes it: the wheel, a new folder, a partner, the hook, two branches, a pull request."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.terminal import clean
from tests.wheel import installed as installed

TODAY = date.today()  # noqa: DTZ011 - the hook asks the clock as well
PARTNER = "data/partners/brindille.yaml"
POLICY = f"""\
policy:
  - {{gifts: limited, limit: 60, per: gift, asked: procurement, verified: {TODAY - timedelta(days=30)}, source: mail}}
"""
VALUE = f"lifetime_value: {{amount: 60000, basis: realised, as_of: {TODAY.year - 1}-12-31}}\n"


class Office:
    """A team's folder, in which giftplan, git and pre-commit are whatever is first on the path."""

    def __init__(self, top: Path, environment: Mapping[str, str]) -> None:
        self.top = top
        self.environment = environment

    def run(self, *command: str, folder: Path | None = None, code: int = 0) -> str:
        done = subprocess.run(
            command,
            cwd=folder or self.top,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def commit(self, message: str, code: int = 0) -> str:
        self.run("git", "add", "-A")
        return self.run("git", "commit", "-m", message, code=code)

    def give(self, day: date, what: str, value: str) -> None:
        self.run(
            *(
                "giftplan",
                "give",
                "brindille",
                what,
                "--to",
                "lea",
                "--kind",
                "desk",
                "--value",
                value,
                "--quantity",
                "1",
            ),
            *("--date", day.isoformat(), "--card", "--why", "she told us of her desk", "--yes"),
        )


@pytest.fixture
def office(tmp_path: Path, installed: Path) -> Office:
    """Somebody's first day: `init --defaults` in an empty place, with what the wheel brought and nothing else."""
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in _CLAIRE.items()}
    paths = os.pathsep.join([str(installed), str(Path(sys.executable).parent), os.environ["PATH"]])
    alone = {"PATH": paths, "HOME": str(tmp_path), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    office = Office(tmp_path / "office", {**clean(), **who, **alone})
    said = office.run(
        "giftplan", "init", "office", "--company", "Orme Conseil", "--country", "FR", "--defaults", folder=tmp_path
    )
    assert "pre-commit install" not in said, "the hook is on, since both programs are there"
    return office


_CLAIRE = {"NAME": "Claire", "EMAIL": "claire@example.org"}


def test_from_the_wheel_to_the_merged_branches(office: Office) -> None:
    assert office.run("which", "giftplan").startswith(office.environment["PATH"].split(os.pathsep)[0])

    office.run(
        "giftplan",
        "new",
        "brindille",
        "--name",
        "Papeterie Brindille",
        "--country",
        "FR",
        "--contact",
        "Léa Martin",
        "--tier",
        "2",
    )
    file = office.top / PARTNER
    file.write_text(file.read_text(encoding="utf-8") + VALUE + POLICY, encoding="utf-8")
    assert "giftplan check" in office.commit("Our first partner")
    assert office.run("git", "branch", "--show-current") == "main\n"

    office.run("git", "switch", "-q", "-c", "a-pen")
    office.give(TODAY, "Engraved pen", "45")
    (pen,) = (office.top / "data/gifts").glob("*/*.yaml")
    asked = pen.read_text(encoding="utf-8")
    pen.write_text(asked.replace("45.00", "90.00"), encoding="utf-8")
    refused = office.commit("A pen", code=1)
    assert "GP104" in refused
    assert "above the 60.00 of their policy" in refused
    assert office.run("git", "log", "--format=%s") == "Our first partner\n"
    pen.write_text(asked, encoding="utf-8")
    office.commit("A pen")

    comment = office.run("giftplan", "diff", "main", "--format", "markdown")
    first = comment.splitlines()[1]
    assert "writes down 1 gift" in first
    assert "Papeterie Brindille" in first
    assert "It may not be merged" not in comment
    assert "Engraved pen, 45.00 EUR to Léa Martin \\(Papeterie Brindille\\)" in comment
    assert office.run("giftplan", "diff", "--exit-code").startswith("What this branch changes")

    office.run("git", "switch", "-q", "-c", "a-book", "main")
    office.give(TODAY - timedelta(days=1), "A book on paper", "20")
    office.commit("A book")
    office.run("git", "switch", "-q", "main")
    for branch in ("a-pen", "a-book"):
        office.run("git", "merge", "--no-edit", "--no-ff", "-q", branch)
    assert len(list((office.top / "data/gifts").glob("*/*.yaml"))) == 2
    assert office.run("git", "status", "--short") == ""
    office.run("giftplan", "check")
