"""The way in: version and help, what is said of a wrong call, and how the data folder is found."""

import json
import re
import shlex
import shutil
from contextlib import redirect_stderr
from contextlib import redirect_stdout
from io import BytesIO
from io import TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from giftplan import __version__
from giftplan.cli.app import call as run_command
from giftplan.cli.commands import COMMANDS
from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import call
from tests.conftest import DataFolder
from tests.repository import Repository

NAMES = [command.name for command in COMMANDS]
HARMFUL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What moves a cursor, or hides or reorders words."""
EXPORTED_PARTNERS = "Company,Country,Contact,Phone\nAtelier Brume,France,Ana Brume,01\n"
EXPORTED_GIFTS = "Date,Company,Recipient,Gift,Type,Coût TTC\n2024-05-21,nordwind,anna,Tea tin,desk,18.00\n"
HOSTILE = "x\x1b[31m\n\x9b2J\u202e[red]"


def refusal(done: CompletedProcess[str], exit_code: int) -> str:
    """What a refused call says: one harmless line on standard error, and nothing on standard output."""
    assert (done.returncode, done.stdout) == (exit_code, ""), done.stderr
    assert done.stderr.startswith("giftplan: ")
    assert done.stderr.endswith("\n")
    line = done.stderr.removesuffix("\n")
    assert HARMFUL.findall(line) == []
    return line.removeprefix("giftplan: ")


def inside(*arguments: str, folder: Path = REPOSITORY) -> CompletedProcess[str]:
    """The same call inside this process: for the many that differ only in their words or files."""
    streams = [TextIOWrapper(BytesIO(), encoding="utf-8", newline="") for _ in range(2)]
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        patch.chdir(folder)
        patch.delenv("GIFTPLAN_DATA", raising=False)
        code = run_command(arguments, COMMANDS)
    texts = []
    for stream in streams:
        stream.seek(0)
        texts.append(stream.read())
    return CompletedProcess(arguments, code, *texts)


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version(option: str) -> None:
    done = call(option)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"giftplan {__version__}\n", "")


def test_help_has_every_command_on_one_line_in_its_group() -> None:
    done = call("--help")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    for command in COMMANDS:
        words = [line.split(maxsplit=1) for line in lines[lines.index(f"{command.group}:") + 1 :]]
        assert [command.name, command.summary] in words


@pytest.mark.parametrize("name", NAMES)
def test_help_fits_a_terminal(name: str) -> None:
    done = inside(name, "--help")
    assert (done.returncode, [line for line in done.stdout.splitlines() if len(line) > 80]) == (0, [])


def examples(name: str) -> list[list[str]]:
    """The calls that a command's help shows, without the words beside them."""
    done = call(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    shown = done.stdout.partition("Examples:")[2].splitlines()
    calls = [line.strip() for line in shown if line.strip().startswith("giftplan ")]
    return [shlex.split(re.split(r"\s{2,}", one)[0]) for one in calls]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_examples_that_work(name: str, tmp_path: Path) -> None:
    shown = examples(name)
    assert len(shown) in (2, 3)
    repository = Repository(tmp_path / "repository")
    shutil.copytree(REPOSITORY / "data", repository.root, dirs_exist_ok=True)
    (repository.top / "crm.csv").write_text(EXPORTED_PARTNERS, encoding="utf-8")
    (repository.top / "gifts.csv").write_text(EXPORTED_GIFTS, encoding="utf-8")
    repository.git("add", "-A")
    repository.commit()
    for _, *arguments in shown:
        done = inside(*arguments, folder=repository.top)
        assert arguments[0] == name
        assert done.returncode == 0, done.stderr


WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "command": (("plna", "2026"), "did you mean 'plan'?"),
    "command far from any": (("qqqq",), "giftplan --help"),
    "option": (("plan", "2026", "--formt", "json"), "did you mean '--format'?"),
    "option without its value": (("plan", "2026", "--format"), "--format"),
    "shared option without its value": (("--data",), "--data"),
    "no year": (("plan",), "YEAR"),
    "year of five digits": (("plan", "20266"), "four digits, as in 2026"),
    "year too early": (("calendar", "1999"), "2000 to 2100"),
    "year in other digits": (("plan", "２０２６"), "four digits, as in 2026"),
    "format": (("plan", "2026", "--format", "jsn"), "did you mean 'json'?"),
    "dialect": (("plan", "2026", "--csv-dialect", "excel"), "did you mean 'excel-fr'?"),
    "colour": (("check", "--color", "red"), "auto, always, never"),
    "partner": (("plan", "2026", "--partner", "rivol"), "did you mean 'rivoli'?"),
    "tier": (("plan", "2026", "--tier", "9"), "1, 2, 3, none"),
    "tier by word": (("plan", "2026", "--tier", "non"), "did you mean 'none'?"),
    "owner": (("plan", "2026", "--owner", "clare"), "did you mean 'claire'?"),
    "country": (("plan", "2026", "--country", "it"), "did you mean 'IT'?"),
    "month": (("plan", "2026", "--month", "13"), "a number from 1 to 12"),
    "day that does not exist": (("plan", "2026", "--as-of", "2026-02-30"), "2026-01-05"),
    "29 February of another year": (("check", "--as-of", "2027-02-29"), "2026-01-05"),
    "a day too far away": (("check", "--as-of", "2150-01-01"), "a day from 2000 to 2100"),
    "no day": (("check", "--as-of", ""), "2026-01-05"),
}


@pytest.mark.parametrize(("arguments", "says"), WRONG.values(), ids=WRONG)
def test_wrong_usage_is_told_in_one_line(data_folder: DataFolder, arguments: tuple[str, ...], says: str) -> None:
    assert says in refusal(inside(*arguments, folder=data_folder.root), 2)


def test_wrong_usage_ends_the_process(data_folder: DataFolder) -> None:
    assert "did you mean 'plan'?" in refusal(call("plna", folder=data_folder.root), 2)
    assert "did you mean 'rivoli'?" in refusal(call("plan", "2026", "--partner", "rivol", folder=data_folder.root), 2)


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        ((HOSTILE,), 2),
        (("check", f"--{HOSTILE}"), 2),
        (("plan", HOSTILE), 2),
        (("check", HOSTILE), 2),
        (("check", "--data", HOSTILE), 3),
        (("plan", "2026", "--output", f"{HOSTILE}/plan.txt"), 3),
    ],
)
def test_control_characters_of_an_argument_never_reach_the_terminal(arguments: tuple[str, ...], exit_code: int) -> None:
    said = refusal(call(*arguments), exit_code)
    assert r"x\x1b[31m" in said
    assert r"\u202e[red]" in said


def test_shared_options_may_stand_before_the_command(data_folder: DataFolder) -> None:
    root = str(data_folder.root)
    after = call("check", "--data", root, "--format", "json", "--as-of", "2026-06-30")
    before = call("--data", root, "--format=json", "--quiet", "--as-of", "2026-06-30", "check")
    assert json.loads(after.stdout)["as_of"] == "2026-06-30"
    assert (before.returncode, before.stdout, before.stderr) == (0, after.stdout, "")


@pytest.mark.parametrize("more", [(), ("--help",), ("--version",)])
def test_shared_options_are_known_where_no_command_follows(data_folder: DataFolder, more: tuple[str, ...]) -> None:
    done = call("--data", str(data_folder.root), *more)
    assert "No such option: --data" not in done.stderr
    assert done.returncode == 0


def files_checked(done: CompletedProcess[str]) -> int:
    """How many files a check has read."""
    assert done.returncode == 0, done.stderr
    found: int = json.loads(done.stdout)["files"]
    return found


def test_the_data_folder_is_found_from_inside_and_from_above_it(data_folder: DataFolder) -> None:
    files = len(list(data_folder.root.rglob("*.yaml")))
    json_check = ("check", "--format", "json")
    assert files_checked(call(*json_check, folder=data_folder.root.parent)) == files
    assert files_checked(call(*json_check, folder=data_folder.root / "partners")) == files


def test_the_environment_names_the_data_folder_and_the_option_overrides_it(data_folder: DataFolder) -> None:
    files = len(list(data_folder.root.rglob("*.yaml")))
    named = {"GIFTPLAN_DATA": str(data_folder.root)}
    assert files_checked(call("check", "--format", "json", environment=named)) == files
    nowhere = {"GIFTPLAN_DATA": "/nowhere"}
    assert "/nowhere" in refusal(call("check", environment=nowhere), 3)
    assert files_checked(call("check", "--format", "json", "--data", named["GIFTPLAN_DATA"], environment=nowhere))


def test_a_folder_without_data_says_what_to_do(tmp_path: Path) -> None:
    for arguments in (("plan", "2026"), ("check",), ("calendar", "2026")):
        said = refusal(call(*arguments, folder=tmp_path), 3)
        assert "data/settings.yaml" in said
        assert "--data DIR" in said


def test_an_empty_data_folder_is_not_all_well(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert "--data DIR" in refusal(call("check", folder=tmp_path), 3)
    assert "no settings.yaml" in refusal(call("check", "--data", "data", folder=tmp_path), 3)


def test_data_that_is_no_data_folder_is_named(data_folder: DataFolder) -> None:
    repository = data_folder.root.parent
    assert "settings.yaml" in refusal(call("check", "--data", "data/settings.yaml", folder=repository), 3)
    assert "nowhere" in refusal(call("check", "--data", "nowhere", folder=repository), 3)
    above = refusal(call("check", "--data", str(repository), folder=Path("/")), 3)
    assert f"did you mean --data {data_folder.root}?" in above
