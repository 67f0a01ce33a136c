"""`giftplan` alone: five lines whose figures are those of the commands that they name, whatever is broken."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import show
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import GIFT
from tests.conftest import DataFolder
from tests.conftest import gift

DAY = ("--as-of", "2026-10-06")
LINES = {
    "To do": "giftplan next",
    "Problems": "giftplan check",
    "Budget": "giftplan budget 2026",
    "Register": "giftplan register 2026",
    "Portfolio": "giftplan portfolio",
}


def told(*arguments: str, folder: Path = REPOSITORY) -> dict[str, Any]:
    done = inside(*arguments, *DAY, "--format", "json", folder=folder)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def lines(text: str) -> dict[str, str]:
    """The five lines by their first words, each without what it wraps into."""
    return {name: line for line in text.splitlines() for name in LINES if line.startswith(f" {name} ")}


@pytest.mark.parametrize("columns", [80, 120])
def test_five_lines_each_with_its_command(columns: int) -> None:
    found = lines(show(*DAY, "--color", "never", columns=columns))
    assert list(found) == list(LINES)
    assert all(found[name].endswith(command) for name, command in LINES.items())


@pytest.mark.parametrize("day", ["2026-10-06", "2026-01-05"])
def test_each_figure_is_that_of_the_command_behind_it(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also on a day long before what is written down."""
    monkeypatch.setattr("tests.cli.test_dashboard.DAY", ("--as-of", day))
    answer = told()
    assert answer["schema"] == "giftplan/dashboard/1"
    assert answer["to_do"] == {"days": 42, **told("next")["summary"]}
    summary = told("check")["summary"]
    assert answer["problems"] == {level: summary[level] for level in ("error", "warning", "advice")}
    totals = told("budget", "2026")["totals"]
    assert answer["budget"] == {key: totals[key] for key in ("allowance", "planned", "spent")}
    entries = told("register", "2026")["entries"]
    given = [entry for entry in entries if entry["direction"] == "given"]
    assert answer["register"] == {
        "given": len(given),
        "received": len(entries) - len(given),
        "last": max((entry["date"] for entry in entries), default=None),
    }


def test_shared_options_may_stand_alone() -> None:
    assert inside("--data", "data", *DAY).stdout == inside(*DAY).stdout


def test_help_is_still_help() -> None:
    assert inside("--help").stdout.startswith("Usage: giftplan")


def test_without_a_data_folder_it_says_where_to_go(tmp_path: Path) -> None:
    assert "no data/settings.yaml here" in refusal(inside(folder=tmp_path), 3)


@pytest.mark.parametrize("option", [("--format", "xml"), ("--as-of", "tomorrow"), ("--color", "mauve")])
def test_a_wrong_option_is_refused(option: tuple[str, str]) -> None:
    assert refusal(inside(*option), 2)


def test_what_a_broken_file_silences_is_said_and_the_rest_is_there(data_folder: DataFolder) -> None:
    data_folder.add("settings.yaml", "company: [")
    done = inside(*DAY, folder=data_folder.root)
    found = lines(done.stdout)
    assert (done.returncode, list(found)) == (0, list(LINES))
    assert "cannot be said" in found["To do"]
    assert "1 error, 1 warning" in found["Problems"]
    assert "Nothing can be planned without settings.yaml" in done.stdout
    answer = told(folder=data_folder.root)
    assert (answer["to_do"], answer["budget"], answer["left_out"]) == (None, None, ["settings.yaml"])


def test_a_portfolio_without_anybody(data_folder: DataFolder) -> None:
    data_folder.remove("partners/rivoli.yaml")
    found = lines(inside(*DAY, folder=data_folder.root).stdout)
    assert "nothing" in found["To do"]
    assert "no gift in 2026 so far" in found["Register"]
    assert "0.00 given of 0.00 EUR" in found["Budget"]


def test_what_has_no_rate_is_in_no_sum_and_that_is_said(data_folder: DataFolder) -> None:
    data_folder.add(GIFT, gift(value="200", currency="NOK"))
    done = inside(*DAY, folder=data_folder.root)
    assert "0.00 given of" in done.stdout
    assert "In no sum: 1 gift in a currency without a rate" in done.stdout


def test_what_is_ordered_is_not_given_yet() -> None:
    shown = lines(show("--as-of", "2026-01-05", "--color", "never", columns=80))
    assert " 0.00 given of " in shown["Budget"]


def test_the_largest_that_left_is_named_as_one_who_left(data_folder: DataFolder) -> None:
    text = "name: Rivoli\ncountry: IT\ncontacts: [{id: anna, name: Anna}]\nrevenue: {2025: 100}\n"
    data_folder.add("partners/rivoli.yaml", f"{text}status: departed\ndeparted: {{date: 2026-10-01}}\n")
    assert "largest partner, who left," in lines(inside(*DAY, folder=data_folder.root).stdout)["Portfolio"]
    before = inside("--as-of", "2026-09-30", folder=data_folder.root).stdout
    assert "largest partner 100 %" in lines(before)["Portfolio"]
