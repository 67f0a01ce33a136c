"""What a person sees, at 60, 80 and 120 columns and through a pipe, compared with the screens we looked at."""

import pytest

from giftplan.output.screen.line import width_of
from tests.cli.screens import CALLS
from tests.cli.screens import FOLDER
from tests.cli.screens import WIDTHS
from tests.cli.screens import every
from tests.cli.screens import file_of
from tests.cli.screens import screen
from tests.cli.terminal import call
from tests.cli.terminal import show


@pytest.mark.parametrize(("name", "columns"), every())
def test_the_screen_is_as_we_looked_at_it(name: str, columns: int | None) -> None:
    assert screen(name, columns) == (FOLDER / file_of(name, columns)).read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [*WIDTHS, 72, 100, 200])
@pytest.mark.parametrize("name", ["plan-2026", "plan-2027-explained", "check-broken"])
def test_nothing_is_wider_than_the_terminal_and_nothing_is_cut(name: str, columns: int) -> None:
    shown = screen(name, columns)
    copied = (" | ", "   --> ")  # a line of a file, and its place, are never broken
    wide = [line for line in shown.splitlines() if width_of(line) > columns]
    assert [line for line in wide if not any(sign in line for sign in copied)] == []
    assert "…" not in shown
    assert "\x1b" not in shown


def test_every_number_of_the_pipe_is_on_the_screen() -> None:
    piped, narrow = screen("plan-2026", None), screen("plan-2026", 80)
    amounts = {word for word in piped.split() if word.replace(",", "").replace(".", "").isdigit()}
    assert amounts
    assert amounts <= set(narrow.split())


def test_a_narrow_screen_says_what_it_hides() -> None:
    assert "Hidden at this width: EUR" in screen("plan-2027", 60)
    assert "Hidden" not in screen("plan-2027", 120)
    assert "Hidden" not in screen("plan-2027", None)


@pytest.mark.parametrize("columns", [1, 20, 40])
def test_a_tiny_terminal_gets_an_answer(columns: int) -> None:
    assert "maison-" in show(*CALLS["plan-2026"], columns=columns).replace("\n", "")


def test_colour_is_for_terminals_and_for_who_asks() -> None:
    assert "\x1b[" in show(*CALLS["plan-2026"], columns=80)
    assert "\x1b[" not in call(*CALLS["plan-2026"]).stdout
    assert "\x1b[" in call(*CALLS["plan-2026"], "--color", "always").stdout
    assert "\x1b[" in call(*CALLS["plan-2026"], environment={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" not in call(*CALLS["plan-2026"], environment={"NO_COLOR": "1", "FORCE_COLOR": "1"}).stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_terminals_without_utf8_get_plainer_signs(encoding: str) -> None:
    done = call(*CALLS["plan-2026"], environment={"PYTHONIOENCODING": encoding}, encoding=encoding)
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith("Plan 2026 ")
    assert "maison-lefevre" in done.stdout


def test_hostile_words_are_shown_as_they_are_and_do_no_harm() -> None:
    shown = screen("check-broken", 120)
    assert r"\x1b[31m" in shown or "yuko" in shown
    assert "\x1b" not in shown
