"""Where giftplan is called from: pipes, full disks, interrupts, odd terminals, locales and time zones."""

import json
import os
import pty
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from subprocess import PIPE
from typing import IO

import pytest

from tests.cli.terminal import GIFTPLAN
from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import call
from tests.cli.terminal import clean
from tests.cli.test_main import refusal
from tests.conftest import DataFolder
from tests.conftest import gift

DAY = ("--as-of", "2026-10-06")
PLAN = ("plan", "2026", *DAY)


@lru_cache
def usual(*arguments: str) -> str:
    """What is printed where nothing is odd."""
    done = call(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def in_shell(script: str, folder: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    """A script of bash in which `giftplan` is ours."""
    ours = f'giftplan() {{ {shlex.join(GIFTPLAN)} "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", ours + script],
        cwd=folder,
        env=clean(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with 400 partners, whose explained plan is more than a pipe holds."""
    folder = tmp_path_factory.mktemp("big")
    shutil.copytree(REPOSITORY / "data", folder / "data")
    partners = folder / "data" / "partners"
    for number in range(382):
        shutil.copy(partners / "funkelwerk.yaml", partners / f"small-{number:03}.yaml")
    return folder


# Who reads


def test_a_reader_that_leaves_is_no_error(big: Path) -> None:
    done = in_shell('giftplan plan 2026 --explain | head -1; echo "${PIPESTATUS[0]}"', big)
    first, code = done.stdout.splitlines()
    assert first.startswith("Plan 2026, explained")
    assert code in ("0", "141")
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--format", "json")])
def test_a_reader_that_never_was_is_no_error(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        command = [*GIFTPLAN, *arguments]
        done = subprocess.run(command, cwd=REPOSITORY, env=clean(), stdout=gone, stderr=PIPE, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode in (0, 141)  # 1 would say that an error was found in the data


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("arguments", ["--version", "plan 2026", "calendar 2030"])
def test_a_full_disk_is_told(arguments: str, data_folder: DataFolder) -> None:
    done = in_shell(f"giftplan {arguments} >/dev/full", data_folder.root)
    assert done.returncode == 3
    assert done.stderr.endswith("giftplan: the answer cannot be written: No space left on device\n")
    assert not (data_folder.root / "calendar").exists()


@pytest.mark.parametrize("arguments", ["--version", "plan 2026 --format csv"])
def test_an_answer_that_nobody_can_get_is_told(arguments: str) -> None:
    assert "written" in refusal(in_shell(f"giftplan {arguments} >&-"), 3)


NOBODY_HEARS = pytest.mark.parametrize("redirect", ["2>&-", "2>/dev/full"])


@NOBODY_HEARS
def test_notes_that_nobody_can_get_do_not_spoil_the_answer(data_folder: DataFolder, redirect: str) -> None:
    done = in_shell(f"giftplan plan 2026 --format json {redirect}", data_folder.root)
    assert json.loads(done.stdout)["year"] == 2026
    assert done.returncode == 0


@NOBODY_HEARS
def test_a_refusal_that_nobody_can_get_is_a_refusal(redirect: str) -> None:
    done = in_shell(f"giftplan plna {redirect}")
    assert (done.returncode, done.stdout) == (2, "")


def test_nothing_is_asked_where_nobody_can_answer() -> None:
    done = in_shell("giftplan plan 2026 --as-of 2026-10-06 <&-")
    assert (done.returncode, done.stderr) == (0, "")


# Ctrl-C


def rest_of(stream: IO[bytes] | None) -> str:
    """What a process says further on."""
    return stream.read().decode() if stream else ""


def said_of(stderr: str) -> list[str]:
    return [line for line in stderr.splitlines() if not line.startswith("import time:")]


def test_an_interrupt_while_reading_leaves_every_file_as_it_was(big: Path) -> None:
    file = big / "plan.txt"
    file.write_text("old\n")
    before = sorted(path.name for path in big.iterdir())
    command = [sys.executable, "-X", "importtime", *GIFTPLAN[1:], *PLAN, "--output", "plan.txt"]
    last = b"giftplan.planning.plan"  # what `plan` imports last, before it reads the data
    with subprocess.Popen(command, cwd=big, env=clean(), stdout=subprocess.DEVNULL, stderr=PIPE) as process:
        assert process.stderr is not None
        assert any(line.strip().endswith(last) for line in process.stderr)
        process.send_signal(signal.SIGINT)
        said = said_of(rest_of(process.stderr))
    assert process.returncode == 130
    assert said == ["giftplan: stopped, every file is as it was"]
    assert file.read_text() == "old\n"
    assert sorted(path.name for path in big.iterdir()) == before


DEAF = """
import signal, sys, time
from giftplan.cli import main

class Deaf:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
        time.sleep(1)

def run(_):
    Deaf()
    return 0

main.run = run
main.main()
"""


def test_an_interrupt_where_nothing_can_be_raised_is_heard() -> None:
    """The interpreter would print a traceback there, and go on."""
    done = subprocess.run([sys.executable, "-c", DEAF], env=clean(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "giftplan: stopped, every file is as it was\n"


def test_an_interrupt_while_writing_ends_without_a_traceback(big: Path) -> None:
    command = [*GIFTPLAN, *PLAN, "--explain"]
    with subprocess.Popen(command, cwd=big, env=clean(), stdout=PIPE, stderr=PIPE, bufsize=0) as process:
        assert process.stdout is not None
        assert process.stdout.read(1) == b"P"  # the rest is more than a pipe holds: it waits for us
        process.send_signal(signal.SIGINT)
        rest_of(process.stdout)
        said = rest_of(process.stderr)
    assert process.returncode == 130
    assert said in ("", "giftplan: stopped, every file is as it was\n")


# Folders


def from_a_deleted_folder(tmp_path: Path, arguments: str) -> subprocess.CompletedProcess[str]:
    return in_shell(f"mkdir gone; cd gone; rmdir ../gone; giftplan {arguments}", tmp_path)


def test_a_working_directory_that_was_deleted_is_told(tmp_path: Path) -> None:
    said = refusal(from_a_deleted_folder(tmp_path, "plan 2026"), 3)
    assert "written" not in said
    assert "--data" in said


@pytest.mark.parametrize("arguments", ["plan 2026", "check", "calendar 2026"])
def test_a_working_directory_that_was_deleted_does_not_matter_where_the_data_are_named(
    tmp_path: Path, arguments: str
) -> None:
    done = from_a_deleted_folder(tmp_path, f"{arguments} --data {REPOSITORY / 'data'}")
    assert done.returncode == 0, done.stderr


def test_no_home_is_needed() -> None:
    done = in_shell("unset HOME; giftplan plan 2026 --as-of 2026-10-06")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == usual(*PLAN)


def test_variables_of_git_in_a_hook_change_no_answer(data_folder: DataFolder) -> None:
    arguments = ("check", "--format", "json", *DAY)
    hook = {"GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/nowhere", "GIT_INDEX_FILE": "/nowhere/index"}
    done = call(*arguments, folder=data_folder.root, environment=hook)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == call(*arguments, folder=data_folder.root).stdout


# Terminals and locales


def on_a_terminal(*arguments: str, environment: Mapping[str, str]) -> str:
    """What a terminal gets of a process with this environment."""
    ours, theirs = pty.openpty()
    command = [*GIFTPLAN, *arguments]
    process = subprocess.Popen(
        command, cwd=REPOSITORY, env=clean(environment), stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # how a terminal says that the process is gone
            break
        if not part:
            break
        shown += part
    os.close(ours)
    process.wait()
    return shown.decode()


def test_a_dumb_terminal_gets_no_escapes() -> None:
    assert "\x1b[" in on_a_terminal(*PLAN, environment={"COLUMNS": "80"})
    dumb = on_a_terminal(*PLAN, environment={"COLUMNS": "80", "TERM": "dumb"})
    assert "maison-" in dumb
    assert "\x1b" not in dumb


def test_columns_are_for_terminals() -> None:
    assert call(*PLAN, environment={"COLUMNS": "40"}).stdout == usual(*PLAN)


C_LOCALE = {"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.mark.parametrize(
    ("locale", "form"), [({"PYTHONIOENCODING": "ascii"}, "json"), (C_LOCALE, "json"), (C_LOCALE, "csv")]
)
def test_formats_for_programs_are_the_same_in_every_locale(locale: dict[str, str], form: str) -> None:
    arguments = (*PLAN, "--partner", "maison-lefevre", "--format", form)
    done = call(*arguments, environment=locale)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Maison Lefèvre" in done.stdout
    assert done.stdout == usual(*arguments)


@pytest.mark.parametrize("arguments", [PLAN, ("check",)])
def test_words_for_people_are_shown_in_every_locale(arguments: tuple[str, ...]) -> None:
    done = call(*arguments, environment=C_LOCALE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()
    assert done.stdout.count("\n") == usual(*arguments).count("\n")


SCREENS = {
    "plan": PLAN,
    "plan explained": (*PLAN, "--explain"),
    "suggest": ("suggest", "maison-lefevre", "--year", "2027", *DAY),
    "culture": ("culture", "JP", *DAY),
    "check": ("check", *DAY, "--format", "full"),
    "concise": ("check", *DAY, "--format", "concise"),
    "explain": ("explain", "GP104"),
}


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("arguments", SCREENS.values(), ids=SCREENS)
def test_a_terminal_that_lacks_letters_gets_every_line(arguments: tuple[str, ...], encoding: str) -> None:
    """What it has is shown as it is; for a sign it lacks stands another, for a letter its code."""
    done = call(*arguments, environment={"PYTHONIOENCODING": encoding}, encoding=encoding)
    assert (done.returncode, done.stderr) == (0, "")
    codes = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")
    letters = codes.sub(lambda code: code[0].encode().decode("unicode_escape"), done.stdout)
    assert plainer(letters).splitlines() == plainer(usual(*arguments)).splitlines()
    missing = {letter for letter in usual(*arguments) if not letter.encode(encoding, "ignore")}
    assert (done.stdout == usual(*arguments)) == (not missing)


def plainer(text: str) -> str:
    """With a plain sign for each drawn one."""
    for drawn, sign in {"·": "-", "–": "-", "█": "#", "░": ".", "✓": "ok", "→": "->"}.items():
        text = text.replace(drawn, sign)
    return text


# Time


@pytest.mark.parametrize(("zone", "hours"), [("EAST-14", 14), ("WEST+12", -12)])
def test_today_is_the_day_where_one_is(data_folder: DataFolder, zone: str, hours: int) -> None:
    def there() -> date:
        return (datetime.now(UTC) + timedelta(hours=hours)).date()

    before = there()
    done = call("check", "--format", "json", folder=data_folder.root, environment={"TZ": zone})
    assert before <= date.fromisoformat(json.loads(done.stdout)["as_of"]) <= there()


def test_a_day_that_is_given_is_the_same_in_every_time_zone() -> None:
    for zone in ("EAST-14", "WEST+12"):
        assert call(*PLAN, environment={"TZ": zone}).stdout == usual(*PLAN)


def test_29_february_is_a_day(data_folder: DataFolder) -> None:
    data_folder.add("gifts/2028/leap.yaml", gift(date="2028-02-29"))
    done = call("plan", "2028", "--as-of", "2028-02-29", "--format", "json", folder=data_folder.root)
    found = json.loads(done.stdout)
    assert found["as_of"] == "2028-02-29"
    assert [(touch["date"], touch["status"]) for touch in found["touches"]] == [("2028-02-29", "done")]
