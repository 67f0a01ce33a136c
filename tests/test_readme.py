"""The README holds: its screens are the tool's, its rules the registered ones, its commands those that CI runs.

`python -m tests.test_readme` writes the screens and the list of rules in it anew: read the diff.
"""

import re
import shlex
from pathlib import Path

import pytest

from giftplan.rules import engine
from tests.cli.screens import folder_of
from tests.cli.screens import of_any_commit
from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import call
from tests.cli.terminal import show

assert engine.FAMILIES  # importing the engine registers every rule

README = REPOSITORY / "README.md"
DOCUMENTS = (README, REPOSITORY / "CONTRIBUTING.md")
CI = REPOSITORY / ".ci" / "run"
SET_UP = (
    "python3 -m venv .venv && .venv/bin/pip install -q -e . && .venv/bin/giftplan plan 2026",
    ".venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest",
)
COLUMNS = 80
DAY = "--as-of 2026-10-06"
"""Every screen of the README is of this day, so that it holds on any other."""
LONGEST = 680

SCREEN = re.compile(r"(?<=^```text\n)\$ (giftplan .*)\n((?s:.*?))(?=^```$)", re.MULTILINE)
RULES_LIST = re.compile(r"(?<=<!-- rules -->\n)(?s:.*?)(?=<!-- /rules -->)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PLACE = re.compile(r"`((?:data|tests|src)/[^`\s]*)`")


def text_of(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def screens() -> list[tuple[str, str]]:
    """Every command that the README shows, with the screen under it."""
    return SCREEN.findall(text_of(README))


def answer(command: str) -> str:
    """What a terminal shows after the command; `diff` is called on a branch that changed a little of everything."""
    arguments = shlex.split(command)[1:]
    folder = folder_of("diff") if arguments[0] == "diff" else REPOSITORY
    return of_any_commit(show(*arguments, "--color", "never", columns=COLUMNS, folder=folder))


def rules_list() -> str:
    """The rules as the README lists them: what `giftplan explain --format markdown` prints."""
    return call("explain", "--format", "markdown").stdout


def renewed(text: str) -> str:
    """The README with its screens and its rules as they are now."""
    text = SCREEN.sub(lambda found: f"$ {found[1]}\n{answer(found[1])}", text)
    return RULES_LIST.sub(lambda _: rules_list(), text)


@pytest.mark.parametrize(("command", "screen"), screens(), ids=[command for command, _ in screens()])
def test_a_screen_is_what_the_tool_shows(command: str, screen: str) -> None:
    assert answer(command) == screen


def test_every_command_with_an_answer_is_run_and_is_of_one_day() -> None:
    commands = [command for command, _ in screens()]
    assert len(commands) >= 3
    assert len(commands) == len(re.findall(r"^\s*\$ ", text_of(README), re.MULTILINE))
    assert [command for command in commands if DAY not in command] == []


def test_the_list_of_rules_is_that_of_the_rules() -> None:
    assert RULES_LIST.findall(text_of(README)) == [rules_list()]


def test_two_commands_set_everything_up() -> None:
    lines = text_of(README).splitlines()
    assert [command for command in SET_UP if command not in lines] == []


def test_ci_runs_the_tests_as_the_readme_does() -> None:
    program, *arguments = shlex.split(SET_UP[1].rpartition("&&")[2])
    command = shlex.join([Path(program).name, *arguments])
    assert re.search(rf"\b{re.escape(command)}\b", text_of(CI))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_and_every_path_leads_somewhere(document: Path) -> None:
    text = text_of(document)
    targets = [target.partition("#")[0] for target in LINK.findall(text)]
    assert [target for target in targets if target and not (REPOSITORY / target).exists()] == []
    places = PLACE.findall(text)
    assert places
    assert [place for place in places if not any(REPOSITORY.glob(place.rstrip("/")))] == []


def test_it_says_that_the_companies_are_invented() -> None:
    assert re.search(r"companies.*\binvented\b", text_of(README))


def test_it_is_short_enough_to_be_read() -> None:
    assert len(text_of(README).splitlines()) <= LONGEST


if __name__ == "__main__":
    README.write_text(renewed(text_of(README)), encoding="utf-8")
