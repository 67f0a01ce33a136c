"""`giftplan init`: a new folder, whole or not at all, that passes its own check, hook and pull request."""

import json
import os
import re
import resource
import shlex
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.records.currencies import currency_of
from giftplan.records.currencies import euro_countries
from giftplan.rules.engine import judge
from tests.cli.terminal import GIFTPLAN
from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import answered
from tests.cli.terminal import call
from tests.cli.terminal import clean
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.repository import write
from tests.wheel import installed

assert installed  # pytest finds the fixture by its name

TODAY = date(2026, 10, 6)
DAY = ("--as-of", TODAY.isoformat())
AROUND = {
    ".github/pull_request_template.md",
    ".github/workflows/giftplan.yml",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".vscode/settings.json",
    "README.md",
}
ORME = ("--company", "Orme Conseil", "--country", "FR")


def init(folder: Path, *arguments: str) -> CompletedProcess[str]:
    """A call in that folder that nobody watches, and that leaves git and pre-commit alone unless told otherwise."""
    return inside("init", *arguments, *DAY, folder=folder)


def founded(folder: Path, *arguments: str) -> Book:
    """What was written, read again."""
    done = init(folder, "gifts", *arguments)
    assert done.returncode == 0, done.stderr
    return load(DiskTree(folder / "gifts" / "data"))


def snapshot(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder, with what stands in it; git's own left out."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {name: path.read_bytes() if path.is_file() else None for name, path in found.items() if ".git/" not in name}


def files(folder: Path) -> set[str]:
    return {name for name, data in snapshot(folder).items() if data is not None}


# What is written


def test_a_new_folder_has_everything_and_nothing_is_wrong_in_it(tmp_path: Path) -> None:
    done = init(tmp_path, "gifts", *ORME)
    assert done.returncode == 0, done.stderr
    written, shipped = files(tmp_path / "gifts"), files(REPOSITORY / "data")
    assert {name for name in written if not name.startswith("data/")} == AROUND
    knowledge = {f"data/{name}" for name in shipped if not name.startswith(("partners/", "gifts/", "calendar/"))}
    assert knowledge <= written
    assert {"data/calendar/2026.yaml", "data/calendar/2027.yaml", "data/.knowledge"} <= written
    assert not [name for name in written if name.startswith(("data/partners/", "data/gifts/"))]
    folder = tmp_path / "gifts"
    checked = inside("check", "--all", "--strict", *DAY, folder=folder)
    assert (checked.returncode, checked.stdout[:23]) == (0, "0 errors, 0 warnings in"), checked.stdout
    assert judge(load(DiskTree(folder / "data")), TODAY).findings == ()


@pytest.mark.parametrize("command", [(), ("plan", "2026"), ("next",), ("budget", "2026"), ("register", "2026")])
def test_every_screen_works_before_there_is_a_partner(tmp_path: Path, command: tuple[str, ...]) -> None:
    founded(tmp_path, *ORME)
    done = call(*command, *DAY, folder=tmp_path / "gifts")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_the_settings_are_the_company_s_own_and_say_what_each_field_is(tmp_path: Path) -> None:
    settings = founded(tmp_path, *ORME).settings
    assert settings is not None
    assert (settings.company, settings.country, settings.currency) == ("Orme Conseil", "FR", "EUR")
    assert (settings.team, settings.campaigns, settings.judged_from) == ((), (), date(2026, 1, 1))
    text = (tmp_path / "gifts/data/settings.yaml").read_text(encoding="utf-8")
    shipped = (REPOSITORY / "data/settings.yaml").read_text(encoding="utf-8")
    fields = re.compile(r"^(?:# )?([a-z_]+):", re.MULTILINE)
    assert set(fields.findall(text)) >= set(fields.findall(shipped))


@pytest.mark.parametrize(
    "company", ['A: #1 "[x]"\x1b[31m\n- {y}', "%%{country} $x ${{ y }}", "NO", "北京 [a](b) <b>", "'", "null"]
)
def test_any_name_is_written_as_it_is(tmp_path: Path, company: str) -> None:
    done = init(tmp_path, "gifts", "--company", company, "--country", "FR")
    assert (done.returncode, "\x1b" in done.stdout) == (0, False)
    settings = load(DiskTree(tmp_path / "gifts/data")).settings
    assert settings is not None
    assert settings.company == company
    assert "\x1b" not in (tmp_path / "gifts/README.md").read_text(encoding="utf-8")


def test_calendars_are_those_that_calendar_writes(tmp_path: Path) -> None:
    founded(tmp_path, "--company", "Orme", "--country", "Japan")
    folder = tmp_path / "gifts"
    written = (folder / "data/calendar/2026.yaml").read_bytes()
    (folder / "data/calendar/2026.yaml").unlink()
    assert call("calendar", "2026", *DAY, folder=folder).returncode == 0
    assert (folder / "data/calendar/2026.yaml").read_bytes() == written
    assert b'2026-05-05: "Children\'s Day"' in written


def test_the_example_is_judged_as_it_ships(tmp_path: Path) -> None:
    book = founded(tmp_path, "--example")
    shipped = load(DiskTree(REPOSITORY / "data"))
    assert (book.settings, book.partners, book.gifts) == (shipped.settings, shipped.partners, shipped.gifts)
    assert judge(book, TODAY).findings == judge(shipped, TODAY).findings
    assert "invented" in init(tmp_path, "other", "--example", "--dry-run").stdout
    assert "--example" in refusal(init(tmp_path, "third", "--example", "--company", "Orme"), 2)


# Money


def test_the_countries_of_the_euro_are_known_with_their_days() -> None:
    """Bulgaria is the twenty-first, since 1 January 2026; a currency is else known by the letters of its country."""
    assert len(euro_countries()) == 21
    known = ("CHF", "GBP", "JPY")
    assert [currency_of("BG", day, known) for day in (date(2025, 12, 31), date(2026, 1, 1))] == [None, "EUR"]
    assert currency_of("HR", date(2022, 12, 31), known) is None
    assert [currency_of(country, TODAY, known) for country in ("FR", "CH", "JP", "LI", "KR")] == [
        *("EUR", "CHF", "JPY", None, None),
    ]


def test_a_company_in_japan_counts_in_yen(tmp_path: Path) -> None:
    """1 EUR is 1 / 0.0061 = 163.934 JPY; 150 EUR are 24,590 JPY, which is 25,000 in two digits; 1 USD 150.82 JPY."""
    book = founded(tmp_path, "--company", "Orme", "--country", "JP")
    settings = book.settings
    assert settings is not None
    assert settings.currency == "JPY"
    assert (settings.rates["EUR"], settings.rates["USD"]) == (Decimal("163.934"), Decimal("150.82"))
    assert "JPY" not in settings.rates
    assert [settings.smallest_gift, settings.given_limit] == [1600, 25000]
    assert [book.tiers[1].budget.min, book.tiers[1].budget.max, book.tiers[3].budget.max] == [25000, 82000, 4900]
    pen = book.catalogue["engraved-pen"].price
    assert [pen.min, pen.max] == [7400, 16000]
    shipped = load(DiskTree(REPOSITORY / "data"))
    assert book.catalogue.keys() == shipped.catalogue.keys()
    ratios = [book.catalogue[name].price.max / idea.price.max for name, idea in shipped.catalogue.items()]
    assert min(ratios) > 155
    assert max(ratios) < 173
    assert judge(book, TODAY).findings == ()


def test_a_currency_without_a_rate_is_said_and_passes_check(tmp_path: Path) -> None:
    said = refusal(init(tmp_path, "gifts", "--company", "Orme", "--country", "KR"), 2)
    assert "--currency" in said
    done = init(tmp_path, "gifts", "--company", "Orme", "--country", "KR", "--currency", "krw")
    assert done.returncode == 0, done.stderr
    assert "giftplan knows no rate for KRW" in done.stdout
    book = load(DiskTree(tmp_path / "gifts/data"))
    assert book.settings is not None
    assert (book.settings.currency, book.settings.rates) == ("KRW", {})
    assert judge(book, TODAY).findings == ()


# What is asked


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "--company"),
        (("--company", "Orme"), "--country FR, or take what is usual with --defaults"),
        (("--company", "Orme", "--country", "Frnace"), "did you mean FR?"),
        (("--company", " ", "--country", "FR"), "--company"),
        ((*ORME, "--currency", "euro"), "--currency"),
        ((*ORME, "--format", "jsn"), "did you mean 'json'?"),
        ((*ORME, "--hook"), "--hook"),
    ],
)
def test_without_a_terminal_nothing_is_asked_and_what_is_missing_is_named(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    assert says in refusal(init(tmp_path, "gifts", *arguments), 2)
    assert files(tmp_path) == set()


def test_defaults_say_what_they_took(tmp_path: Path) -> None:
    done = init(tmp_path, "our gifts", "--defaults", "--no-git")
    assert done.returncode == 0, done.stderr
    assert "'our gifts'" in done.stdout
    assert "The country is FR because no --country was said" in " ".join(done.stdout.split())
    settings = load(DiskTree(tmp_path / "our gifts/data")).settings
    assert settings is not None
    assert (settings.company, settings.country) == ("our gifts", "FR")


def on_terminal(folder: Path, *arguments: str, answers: Sequence[str]) -> tuple[int, str]:
    return answered("init", *arguments, *DAY, answers=answers, folder=folder)


def test_a_terminal_is_asked_five_questions_and_whether_to_write(tmp_path: Path) -> None:
    """The example: no; a name; the country as it is usually; git and hook: no; written: yes."""
    answers = ["n\n", "Orme Conseil\n", "\n", "y\n", "n\n", "y\n"]
    code, shown = on_terminal(tmp_path, "gifts", answers=answers)
    assert code == 0, shown
    assert shown.count("]: ") == 6
    settings = load(DiskTree(tmp_path / "gifts/data")).settings
    assert settings is not None
    assert (settings.company, settings.country) == ("Orme Conseil", "FR")
    assert (tmp_path / "gifts/.git/HEAD").read_text() == "ref: refs/heads/main\n"
    assert not (tmp_path / "gifts/.git/hooks/pre-commit").exists()
    assert "pre-commit install" in shown


def test_only_what_no_option_answers_is_asked(tmp_path: Path) -> None:
    code, shown = on_terminal(tmp_path, "gifts", *ORME, "--no-example", "--no-git", answers=["n\n"])
    assert (code, shown.count("]: "), files(tmp_path)) == (0, 1, set())
    assert "nothing was written" in shown


@pytest.mark.parametrize("question", range(3))
def test_ctrl_c_at_a_question_writes_nothing(tmp_path: Path, question: int) -> None:
    code, shown = on_terminal(tmp_path, "gifts", "--no-git", answers=[*("n\n", "Orme\n")[:question], "\x03"])
    assert (code, list(tmp_path.iterdir())) == (130, [])
    assert "stopped" in shown


def test_a_dry_run_shows_and_writes_nothing(tmp_path: Path) -> None:
    done = init(tmp_path, "gifts", "--defaults", "--dry-run")
    assert (done.returncode, done.stderr) == (0, "giftplan: nothing was written\n")
    assert "data/cultures/" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_json_says_the_same(tmp_path: Path) -> None:
    write(tmp_path, "gifts/README.md", "ours\n")
    done = init(tmp_path, "gifts", *ORME, "--format", "json")
    answer = json.loads(done.stdout)
    assert (answer["schema"], answer["written"], answer["company"]) == ("giftplan/init/1", True, "Orme Conseil")
    assert set(answer["files"]) | {"README.md"} == files(tmp_path / "gifts")
    (kept,) = answer["kept"]
    assert (kept["path"], kept["text"].splitlines()[0]) == ("README.md", "# The gifts of Orme Conseil")
    assert answer["next"][0] == "cd gifts"


# Where


def test_what_is_there_is_kept_and_named(tmp_path: Path) -> None:
    ours = {name: f"{name}: ours\n" for name in AROUND}
    for name, text in ours.items():
        write(tmp_path, f"gifts/{name}", text)
    done = init(tmp_path, "gifts", *ORME)
    assert done.returncode == 0, done.stderr
    for name, text in ours.items():
        assert (tmp_path / "gifts" / name).read_text() == text
        assert name in done.stdout
    assert "--hook" in refusal(init(tmp_path, "gifts2", *ORME, "--hook"), 2)


def test_a_folder_that_holds_data_is_refused(tmp_path: Path) -> None:
    founded(tmp_path, *ORME)
    before = snapshot(tmp_path)
    assert "giftplan init --update" in refusal(init(tmp_path, "gifts", *ORME), 3)
    for here in ("gifts", "gifts/data/cultures"):
        assert "giftplan init --update" in refusal(init(tmp_path / here, *ORME), 3)
    assert snapshot(tmp_path) == before
    assert init(tmp_path / "gifts", "another", *ORME).returncode == 0


def test_a_place_that_is_none_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "file", "x")
    write(tmp_path, "strange/data/notes.txt", "x")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked/data").symlink_to(tmp_path / "gone")
    subprocess.run(["git", "init", "-q", tmp_path / "repository"], check=True)
    before = snapshot(tmp_path)
    for place, says in {
        "file": "is no folder",
        "file/below": "is no folder",
        "nowhere": "leads nowhere",
        "nowhere/below": "leads nowhere",
        "strange": "is there already",
        "linked": "is there already",
        "repository/.git": "git's own",
        "repository/.git/hooks/x": "git's own",
        "": "DIR",
    }.items():
        assert says in refusal(init(tmp_path, place, *ORME), 3), place
    assert snapshot(tmp_path) == before


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    script = f"rmdir ../gone && exec {sys.executable} -m giftplan init --defaults"
    (tmp_path / "gone").mkdir()
    done = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path / "gone", env=clean(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, "the folder you are in is gone" in done.stderr) == (3, True), done.stderr


def test_an_empty_data_folder_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "gifts/data").mkdir(parents=True)
    assert founded(tmp_path, *ORME).settings is not None


def test_below_the_top_of_a_repository_only_what_works_there_is_written(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    done = init(tmp_path, "gifts", *ORME, "--defaults")
    assert done.returncode == 0, done.stderr
    assert {name for name in files(tmp_path / "gifts") if not name.startswith("data/")} == {
        *(".gitignore", ".vscode/settings.json", "README.md"),
    }
    assert "only the top of a repository" in done.stdout
    assert not (tmp_path / "gifts/.git").exists()


# Whole or not at all


def test_modes_are_those_of_any_new_file(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        founded(tmp_path, *ORME)
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "gifts").rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "gifts").rglob("*") if path.is_dir()}
    assert (modes, folders) == ({0o640}, {0o750})


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    write(tmp_path, "gifts/.github", "a file where a folder should be")
    write(tmp_path, "gifts/notes.txt", "ours")
    before = snapshot(tmp_path)
    assert ".github" in inside("init", "gifts", *ORME, "--quiet", *DAY, folder=tmp_path).stderr
    assert snapshot(tmp_path) == before


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "gifts").mkdir()
    (tmp_path / "gifts/.github").symlink_to(tmp_path / "elsewhere")
    before = snapshot(tmp_path)
    done = init(tmp_path, "gifts", *ORME)
    assert (done.returncode, "leads elsewhere" in done.stderr) == (3, True)
    assert snapshot(tmp_path) == before


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    """No file may be longer than 20,000 bytes, and the catalogue is."""

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    command = [*GIFTPLAN, "init", "new/gifts", *ORME, *DAY]
    done = subprocess.run(
        command, cwd=tmp_path, env=clean(), capture_output=True, text=True, check=False, preexec_fn=small_files
    )
    assert (done.returncode, "cannot be written" in done.stderr) == (3, True), done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_whoever_stops_it_meets_no_half_of_a_folder(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "gifts").mkdir()
    command = [*GIFTPLAN, "init", "gifts", *ORME, *DAY]
    nobody = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=tmp_path, env=clean(), stdin=nobody, stdout=nobody, stderr=nobody)
    while process.poll() is None and not list((tmp_path / "gifts").glob(".giftplan-*/data/cultures")):
        time.sleep(0.0005)
    process.send_signal(number)
    code = process.wait(timeout=30)
    if code == 130:
        assert snapshot(tmp_path) == {"gifts": None}
    elif code == 0:
        assert inside("check", *DAY, folder=tmp_path / "gifts").returncode == 0
    else:
        assert (code, (tmp_path / "gifts/data").exists()) == (-9, False)
    if code != 0:
        again = init(tmp_path, "gifts", *ORME)
        assert again.returncode == 0, again.stderr


# What others make of it


def test_pre_commit_takes_the_configuration(tmp_path: Path) -> None:
    founded(tmp_path, *ORME)
    config = tmp_path / "gifts/.pre-commit-config.yaml"
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(config)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_hook_stops_a_bad_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a company has it: giftplan and pre-commit on the path, nothing else."""
    programs = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.defpath}")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Claire")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "claire@example.org")
    done = init(tmp_path, "gifts", *ORME, "--defaults")
    assert done.returncode == 0, done.stderr
    assert "pre-commit install" not in done.stdout
    top = tmp_path / "gifts"

    def commit() -> CompletedProcess[str]:
        subprocess.run(["git", "add", "-A"], cwd=top, check=True)
        return subprocess.run(["git", "commit", "-m", "x"], cwd=top, capture_output=True, text=True, check=False)

    first = commit()
    assert first.returncode == 0, first.stdout + first.stderr
    write(top, "data/partners/rivoli.yaml", "name: Rivoli\ncontry: IT\n")
    second = commit()
    assert (second.returncode, "GP003" in second.stdout + second.stderr) == (1, True)


def valid_workflow(file: Path) -> str:
    """What is wrong with a workflow by GitHub's own schema; nothing where it is well."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_github_takes_the_workflow_also_with_its_comment_switched_on(tmp_path: Path) -> None:
    founded(tmp_path, *ORME)
    file = tmp_path / "gifts/.github/workflows/giftplan.yml"
    assert valid_workflow(file) == ""
    text = file.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    scripts = [step.get("run", "") for step in workflow["jobs"]["check"]["steps"]]
    assert "giftplan check --format github" in scripts
    assert workflow["permissions"] == {"contents": "read"}
    head, mark, tail = text.partition("      # - name: Say it")
    whole = head + (mark + tail).replace("      # ", "      ")
    file.write_text(whole.replace("contents: read", "contents: read\n  pull-requests: write"), encoding="utf-8")
    assert valid_workflow(file) == ""
    for step in yaml.safe_load(whole)["jobs"]["check"]["steps"]:
        assert "${{" not in step.get("run", ""), "nothing of a pull request is put into a script"
        subprocess.run(["bash", "-n", "-c", step.get("run", "")], check=True)


def test_the_editor_finds_every_schema(tmp_path: Path) -> None:
    founded(tmp_path, *ORME)
    top = tmp_path / "gifts"
    settings = json.loads((top / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert list(settings) == ["yaml.schemas"]
    for schema, globs in settings["yaml.schemas"].items():
        assert json.loads((top / schema).read_text(encoding="utf-8"))["$schema"]
        assert all(glob.startswith("data/") for glob in globs)


COMMAND = re.compile(r"`(giftplan [^`]*)`")


def test_every_command_of_the_readme_is_one(tmp_path: Path) -> None:
    founded(tmp_path, *ORME)
    text = (tmp_path / "gifts/README.md").read_text(encoding="utf-8")
    names = {found.split()[1] for found in COMMAND.findall(text)}
    assert {"next", "plan", "new", "give", "check", "init"} <= names
    for name in names:
        assert inside(name, "--help").returncode == 0, name
    places = set(re.findall(r"`(data/[^`]*)`", text))
    missing = {path for path in places if not (tmp_path / "gifts" / path).exists()}
    assert missing == {"data/partners/", "data/gifts/"}, "what the first record makes"


def test_installed_from_a_wheel_it_has_all_it_needs(installed: Path, tmp_path: Path) -> None:
    """Outside the repository, and with nothing of it on the path."""

    def run(*arguments: str, folder: Path = tmp_path) -> CompletedProcess[str]:
        command = [str(installed / "giftplan"), *arguments, *DAY]
        return subprocess.run(command, cwd=folder, env=clean(), capture_output=True, text=True, check=False)

    done = run("init", "gifts", "--defaults", "--no-hook")
    assert done.returncode == 0, done.stderr
    checked = run("check", "--strict", folder=tmp_path / "gifts")
    assert (checked.returncode, checked.stdout[:20]) == (0, "0 errors, 0 warnings"), checked.stdout
    assert run("init", "example", "--example", "--defaults").returncode == 0
    assert len(load(DiskTree(tmp_path / "example/data")).partners) == 18


def test_a_slip_does_not_begin_a_folder_inside_a_data_folder_or_a_bare_repository(tmp_path: Path) -> None:
    founded(tmp_path, *ORME)
    for inner in ("data", "data/partners"):
        assert "lies in the data folder" in refusal(init(tmp_path / "gifts", inner, "--defaults"), 3)
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "bare")], check=True)
    assert "a repository without working files" in refusal(init(tmp_path, "bare/refs/x", "--defaults"), 3)
    assert not (tmp_path / "bare/refs/x").exists()


def test_a_folder_that_git_ignores_and_a_tax_that_is_another_s_are_said(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path / "ours")], check=True)
    write(tmp_path, "ours/.gitignore", "data/\n")
    done = init(tmp_path, "ours", "--company", "Orme", "--country", "DE", "--defaults", "--no-hook")
    words = " ".join(done.stdout.split())
    assert "git is told to ignore data/ here" in done.stderr
    assert "vat_percent in settings.yaml is 20, that of France: write the one of DE." in words


def test_a_country_that_is_none_is_asked_again_and_an_unknown_currency_is_asked(tmp_path: Path) -> None:
    answers = ("n\n", "Orme\n", "Deutchland\n", "Brazil\n", "BRL\n", "n\n", "n\n", "n\n")
    code, shown = answered("init", "ours", *DAY, answers=answers, folder=tmp_path)
    assert code == 0
    assert "no country" in " ".join(shown.split())
    assert "The home currency in BR" in " ".join(shown.split())
    assert "BR, BRL" in shown


def test_the_first_lines_of_its_readme_work_as_they_stand(tmp_path: Path) -> None:
    founded(tmp_path, *ORME)
    folder = tmp_path / "gifts"
    new = ("new", "papeterie-brindille", "--name", "Papeterie Brindille", "--country", "FR", "--contact", "Léa Martin")
    assert inside(*new, "--yes", folder=folder).returncode == 0
    text = (folder / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"\| `giftplan ([^`]+)` \|", text)
    assert len(lines) >= 8
    for line in lines:
        done = inside(*shlex.split(line), folder=folder)
        if line.startswith(("new ", "receive ")):
            continue
        assert done.returncode == 0, f"{line}: {done.stderr}"
    assert (
        "add a line to team:"
        in inside(*shlex.split(next(x for x in lines if x.startswith("receive"))), folder=folder).stderr
    )
