"""`giftplan next`: its counts are its lines, its filters, its JSON, and every command that it names can be called."""

import json
import re
import shlex
from collections import Counter
from typing import Any

import pytest

from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import show
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import PARTNER
from tests.conftest import DataFolder

DAY = ("--as-of", "2026-10-06")
HEAD = re.compile(r"^ (late|today|soon) +(-|\d+ \w{3}(?: \d{4})?)  (\S+) ", re.MULTILINE)
KEYS = {
    *("task", "when", "by", "partner", "name", "owner", "contact", "touch", "what", "because", "waits_for"),
    *("command", "write", "mention"),
}


def told(*arguments: str, data: DataFolder | None = None) -> dict[str, Any]:
    done = inside("next", *DAY, "--format", "json", *arguments, folder=data.root if data else REPOSITORY)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_json_is_whole() -> None:
    answer = told()
    assert list(answer) == ["schema", "as_of", "days", "currency", "tasks", "left_out", "summary"]
    assert (answer["schema"], answer["days"]) == ("giftplan/next/1", 42)
    assert {frozenset(task) for task in answer["tasks"]} == {frozenset(KEYS)}
    assert Counter(task["when"] for task in answer["tasks"]) == answer["summary"]


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_counts_are_the_lines_shown(columns: int) -> None:
    shown = show("next", *DAY, "--all", "--color", "never", columns=columns)
    answer = told()
    assert [(when, name) for when, _, name in HEAD.findall(shown)] == [
        (task["when"], task["partner"]) for task in answer["tasks"]
    ]
    said = " ".join(shown.split())
    summary = ", ".join(f"{number} {when}" for when, number in answer["summary"].items() if number)
    assert f"{len(answer['tasks'])} things to do in the next 6 weeks: {summary}" in said


def test_a_terminal_is_told_of_twenty_and_how_to_see_the_rest() -> None:
    total = len(told("--days", "366")["tasks"])
    assert total > 20
    shown = " ".join(show("next", *DAY, "--days", "366", "--color", "never", columns=80).split())
    assert "here the 20 most urgent" in shown
    assert f"{total - 20} more: giftplan next --all" in shown
    assert len(HEAD.findall(show("next", *DAY, "--days", "366", "--color", "never", columns=80))) == 20


def test_every_command_that_it_names_can_be_called() -> None:
    """Words in capitals filled in, and nothing written: each is taken as it is."""
    commands = {task["command"] for days in ("0", "366") for task in told("--days", days)["tasks"]}
    assert {command.split()[1] for command in commands} >= {"edit", "give", "letter"}
    for command in commands:
        words = shlex.split(command.replace("PRICE", "12").replace("GIFT", "2026-02-26-nordwind"))[1:]
        dry = ("--dry-run",) if words[0] in ("edit", "give") else ()
        done = inside(*words, *dry, *([] if words[0] == "edit" else DAY))
        assert done.returncode in (0, 1), (command, done.stderr)


def test_what_is_written_is_taken_off_the_list(data_folder: DataFolder) -> None:
    """The line that a task names, in the file that it names."""
    data_folder.add(PARTNER, PARTNER_WITH_A_WISH)
    (task,) = [task for task in told(data=data_folder)["tasks"] if task["task"] == "meet"]
    assert (task["command"], task["write"]) == ("giftplan edit rivoli", WRITE_THE_DAY)
    data_folder.add(PARTNER, PARTNER_WITH_A_WISH.replace("by: them", "by: them, held: 2026-10-05"))
    assert [task for task in told(data=data_folder)["tasks"] if task["task"] == "meet"] == []


WRITE_THE_DAY = "held: DAY under meetings, entry 1; a day to come is one that is agreed"
PARTNER_WITH_A_WISH = """\
name: Rivoli
country: IT
contacts: [{id: anna, name: Anna Rossi}]
meetings:
  - {asked: 2026-09-02, by: them}
"""


@pytest.mark.parametrize(
    ("option", "word", "field"),
    [("--partner", "kestrel", "partner"), ("--owner", "claire", "owner"), ("--country", "FR", "partner")],
)
def test_filters_keep_whole_tasks(option: str, word: str, field: str) -> None:
    every, some = told(), told(option, word)
    assert some["tasks"]
    french = {"hautclair", "maison-lefevre", "orme", "verdier", "astrane"}
    wanted = french if option == "--country" else {word}
    assert some["tasks"] == [task for task in every["tasks"] if task[field] in wanted]
    assert Counter(task["when"] for task in some["tasks"]) == Counter(some["summary"])


def test_a_month_is_that_of_the_day_to_act() -> None:
    assert {task["by"][:7] for task in told("--month", "11")["tasks"]} == {"2026-11"}


@pytest.mark.parametrize("words", [("--partner", "nordwin"), ("--month", "13"), ("--owner", "nobody"), ("--tier", "9")])
def test_a_filter_that_names_nothing_is_refused(words: tuple[str, ...]) -> None:
    assert words[0] in refusal(inside("next", *words), 2) or "nordwind" in refusal(inside("next", *words), 2)


@pytest.mark.parametrize("days", ["-1", "367", "many", "9" * 5000, "1.5", ""])
def test_days_are_a_number_up_to_a_year(days: str) -> None:
    assert "--days" in refusal(inside("next", "--days", days), 2)


def test_nothing_to_do_is_said(data_folder: DataFolder) -> None:
    data_folder.remove(PARTNER)
    done = inside("next", *DAY, folder=data_folder.root)
    assert done.stdout.splitlines()[0] == "Tue 6 Oct 2026 · nothing to do in the next 6 weeks"


def test_a_file_that_cannot_be_used_is_told_beside_the_rest(data_folder: DataFolder) -> None:
    data_folder.add("partners/torn.yaml", "name: [")
    done = inside("next", *DAY, "--format", "json", folder=data_folder.root)
    assert done.returncode == 0
    assert json.loads(done.stdout)["left_out"] == ["partners/torn.yaml"]
    assert "1 file that cannot be used" in done.stderr
    data_folder.add("settings.yaml", "company: [")
    assert "settings.yaml" in refusal(inside("next", *DAY, folder=data_folder.root), 3)


def test_no_card_is_written_for_anybody() -> None:
    """What to mention are facts; nothing that greets or signs."""
    cards = [task for task in told("--days", "366")["tasks"] if task["mention"]]
    assert cards
    for card in cards:
        assert set(card["mention"]) == {"reason", "heard", "common", "lately", "customs", "language"}
        assert not re.search(r"\b(Dear|Cher|Chère|Hello|Bonjour|Sincerely|regards)\b", json.dumps(card["mention"]))
