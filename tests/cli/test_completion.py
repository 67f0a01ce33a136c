"""What a shell offers at a press of the tab key, and that it is what the commands really take."""

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from giftplan.cli.commands import COMMANDS
from tests.cli.terminal import GIFTPLAN
from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import call
from tests.cli.terminal import clean
from tests.conftest import DataFolder

PARTNERS = {path.stem for path in (REPOSITORY / "data" / "partners").glob("*.yaml")}
NAMES = {command.name for command in COMMANDS}


def sent(shell: str, line: str) -> dict[str, str]:
    """What the shell's own script puts into the environment for a line typed up to the cursor."""
    if shell != "bash":
        return {"_GIFTPLAN_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line}
    words = line.split(" ")
    script = {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    return {"_GIFTPLAN_COMPLETE": "complete_bash", **script}


def offers(shell: str, line: str, folder: Path = REPOSITORY, environment: Mapping[str, str] | None = None) -> set[str]:
    """The words that the shell gets."""
    done = call(folder=folder, environment={**sent(shell, line), **(environment or {})})
    assert (done.returncode, done.stderr) == (0, "")
    if shell == "zsh":
        assert done.stdout.startswith("_arguments '*: :((") or done.stdout == "_files\n"
        return set(re.findall(r'"([^"]*)"', done.stdout))
    return set(done.stdout.splitlines()) - {""}


EVERY_SHELL = pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
OFFERED: dict[str, set[str]] = {
    "giftplan ": NAMES,
    "giftplan pl": {"plan"},
    "giftplan plan ": {"2025", "2026", "2027"},
    "giftplan plan 2026 --part": {"--partner"},
    "giftplan --color always plan 2026 --partner ": PARTNERS,
    "giftplan portfolio --without nor": {"nordwind"},
    "giftplan check --format ": {"full", "concise", "json", "github", "sarif"},
}


FEW = ("giftplan ", "giftplan pl", "giftplan --color always plan 2026 --partner ")


@pytest.mark.parametrize(
    ("shell", "line"),
    [*(("fish", line) for line in OFFERED), *((shell, line) for shell in ("bash", "zsh") for line in FEW)],
)
def test_every_shell_is_offered_what_may_stand_there(shell: str, line: str) -> None:
    assert offers(shell, line) == OFFERED[line]


NOTHING = (
    *("giftplan give nordwind ", "giftplan give nordwind card --to ", "giftplan give nordwind --kind "),
    *("giftplan forget nordwind ", "giftplan register 2026 --from ", "giftplan register 2026 --at ", "giftplan new "),
    *("giftplan letter policy nordwind ", "giftplan letter authorisation nordwind --nature "),
)


@pytest.mark.parametrize("line", NOTHING)
def test_where_somebody_s_own_words_stand_nothing_is_offered(line: str) -> None:
    assert offers("fish", line) == set()


def test_what_a_record_is_made_with_is_offered() -> None:
    assert offers("fish", "giftplan import ") == {"partners", "gifts"}
    assert offers("fish", "giftplan letter ") == {"policy", "authorisation", "donation"}
    assert offers("fish", "giftplan letter --by claire policy ") == PARTNERS
    assert offers("fish", "giftplan schema --write pa") == {"partner"}
    assert {"GP206", "over-allowance"} <= offers("fish", "giftplan give nordwind card --waive ")
    assert offers("fish", "giftplan import gifts x.csv --dates ") == {"day-first", "month-first"}
    assert "nordwind" in offers("fish", "giftplan give --yes ")


@pytest.fixture(scope="module")
def on_the_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `giftplan` in it, as an installation leaves it."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "giftplan"
    script.write_text(f'#!/bin/sh\nexec {shlex.join(GIFTPLAN)} "$@"\n')
    script.chmod(0o755)
    return folder


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "offered"),
    [(["giftplan", "ch"], ["check"]), (["giftplan", "plan", "2026", "--partner", "sa"], ["sakura"])],
)
def test_bash_completes_with_the_script_that_giftplan_writes(
    on_the_path: Path, words: list[str], offered: list[str]
) -> None:
    line = f"COMP_WORDS=({shlex.join(words)}); COMP_CWORD={len(words) - 1}"
    asked = 'eval "$(giftplan --show-completion)"; ' + line + "; _giftplan_completion giftplan"
    done = subprocess.run(
        ["bash", "-c", asked + '; printf "%s\\n" "${COMPREPLY[@]}"'],
        cwd=REPOSITORY,
        env=clean({"PATH": f"{on_the_path}:{os.environ['PATH']}"}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stderr, done.stdout.split()) == ("", offered)


def test_words_are_from_the_data_that_is_meant(data_folder: DataFolder) -> None:
    root = str(data_folder.root)
    assert offers("fish", f"giftplan --data {root} plan 2026 --partner ") == {"rivoli"}
    assert offers("fish", f"giftplan plan 2026 --data={root} --partner ") == {"rivoli"}
    assert offers("fish", "giftplan plan 2026 --partner ", environment={"GIFTPLAN_DATA": root}) == {"rivoli"}
    assert offers("fish", "giftplan plan 2026 --partner ", folder=data_folder.root / "partners") == {"rivoli"}


@EVERY_SHELL
def test_a_file_whose_name_is_no_id_is_never_offered(data_folder: DataFolder, shell: str) -> None:
    for stem in ("$(touch harm)", 'a b"; touch harm', "\x1b[31mred", "Upper"):
        data_folder.add(f"partners/{stem}.yaml", "name: A\n")
    assert offers(shell, "giftplan plan 2026 --partner ", folder=data_folder.root) == {"rivoli"}


def test_fish_is_told_where_file_names_are_wanted() -> None:
    asks = {**sent("fish", "giftplan check "), "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    assert call(environment=asks).returncode == 1
    asks = {**sent("fish", "giftplan pl"), "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    assert call(environment=asks).returncode == 0


@pytest.mark.parametrize("place", ["x", "-5", "99", ""])
def test_an_odd_question_gets_no_traceback(place: str) -> None:
    asks = {"_GIFTPLAN_COMPLETE": "complete_bash", "COMP_WORDS": "giftplan\npl", "COMP_CWORD": place}
    assert "Traceback" not in call(environment=asks).stderr


def test_a_press_of_the_tab_key_does_not_wait_for_typer() -> None:
    command = [sys.executable, "-X", "importtime", *GIFTPLAN[1:]]
    asks = clean(sent("zsh", "giftplan plan 2026 --partner "))
    done = subprocess.run(command, cwd=REPOSITORY, env=asks, capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "giftplan.cli.completion" in loaded
    assert loaded & {"typer", "click", "pydantic", "yaml", "rich", "giftplan.cli.app", "giftplan.book.book"} == set()


# The table of commands, and what the commands take


def taken(name: str) -> dict[str, str]:
    """Every option that a command's own help has, with what it takes."""
    shown = call(name, "--help").stdout.partition("Options:")[2].partition("Examples:")[0]
    return dict(re.findall(r"^  (--[a-z-]+)(?: (\S+))?", shown, re.MULTILINE))


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_table_has_the_options_and_formats_that_the_command_takes(name: str) -> None:
    options = taken(name)
    assert next(set(command.options) for command in COMMANDS if command.name == name) == set(options)
    assert offers("fish", f"giftplan {name} --") == set(options)
    for option in {"--format", "--color", "--csv-dialect"} & set(options):
        assert offers("fish", f"giftplan {name} {option} ") == set(options[option].split("|"))


def test_every_command_of_the_source_is_in_the_table() -> None:
    folder = REPOSITORY / "src" / "giftplan" / "cli"
    words = {path.stem: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) for path in folder.glob("*.py")}
    names = {stem: stem.removesuffix("_") for stem in words}  # import_: `import` is a word of Python
    commands = {names[stem] for stem, said in words.items() if (said or "").startswith(f"`giftplan {names[stem]}")}
    assert commands == NAMES
    assert len(NAMES) == len(COMMANDS)


def test_every_summary_is_a_sentence() -> None:
    assert [command.name for command in COMMANDS if not re.fullmatch(r"[A-Z][^.]+\.", command.summary)] == []
