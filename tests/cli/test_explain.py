"""`giftplan explain`: one rule by code or name, a family, or the list."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import call
from tests.cli.terminal import show
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.rules.table import ORDER


@pytest.mark.parametrize("word", ["GP403", "gp403", "gift-during-negotiation"])
def test_a_rule_is_explained_by_its_code_or_its_name(word: str, tmp_path: Path) -> None:
    """Where there is no data as well."""
    shown = inside("explain", word, folder=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    first, *rest = shown.stdout.splitlines()
    assert first == "GP403 gift-during-negotiation · error · Culture"
    titles = [line for line in rest if re.fullmatch(r"[A-Z][a-z ]+", line)]
    assert titles == ["Why it matters", "Flagged", "Instead", "To set it aside"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("GP001", "It cannot be set aside."),
        ("GP104", "role: compliance"),
        ("GP108", "on the gift itself"),
        ("GP206", "rules: {GP206: silent}"),
    ],
)
def test_it_says_how_a_rule_is_set_aside(code: str, said: str) -> None:
    assert said in inside("explain", code, "--format", "json", folder=REPOSITORY).stdout


def test_without_a_rule_all_are_listed_in_their_order() -> None:
    listed = re.findall(r"^ (GP\d{3})  (\w+) +([a-z-]+):", inside("explain", folder=REPOSITORY).stdout, re.MULTILINE)
    assert {code: (name, level) for code, level, name in listed} == ORDER
    assert [code for code, _, _ in listed] == list(ORDER)


def test_a_family_is_listed_by_the_beginning_of_its_codes() -> None:
    found = json.loads(inside("explain", "GP6", "--format", "json", folder=REPOSITORY).stdout)
    assert found["schema"] == "giftplan/explain/1"
    assert [rule["rule"] for rule in found["rules"]] == ["GP601", "GP602", "GP603", "GP604"]
    assert set(found["rules"][0]) == {
        "rule",
        "name",
        "level",
        "family",
        "says",
        "why_it_matters",
        "flagged",
        "instead",
        "set_aside",
    }
    assert all(value for rule in found["rules"] for value in rule.values())


def test_a_slip_gets_the_rule_that_was_meant() -> None:
    assert "did you mean 'sensitive-note'?" in refusal(call("explain", "sensitve-note"), 2)
    assert "giftplan explain lists the rules" in refusal(call("explain", "qqqq"), 2)
    assert "did you mean 'json'?" in refusal(call("explain", "--format", "jsn"), 2)


def test_markdown_is_a_table_of_many_and_a_page_of_one() -> None:
    table = inside("explain", "--format", "markdown", folder=REPOSITORY).stdout.splitlines()
    assert len(table) == len(ORDER) + 2
    page = inside("explain", "GP601", "--format", "markdown", folder=REPOSITORY).stdout
    assert page.startswith("# GP601 `sensitive-note`\n")
    assert "**Instead**: " in page


@pytest.mark.parametrize("columns", [20, 40, 200])
def test_it_fits_any_terminal(columns: int) -> None:
    shown = show("explain", "GP601", "--color", "never", columns=columns)
    assert max(len(line) for line in shown.splitlines()) <= max(columns, 45)
