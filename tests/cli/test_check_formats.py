"""The formats of `giftplan check` for other programs, and the reports that it writes beside its answer."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import call
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import PARTNER
from tests.conftest import DataFolder
from tests.conftest import gift

DAY = ("--as-of", "2026-06-30")
SCHEMA = REPOSITORY / "tests" / "output" / "sarif-2.1.0.schema.json"
BROKEN = REPOSITORY / "tests" / "screens" / "broken"


@pytest.fixture
def judged(data_folder: DataFolder) -> DataFolder:
    """A folder with warnings in a file that comes first, an error in the last, and advice."""
    data_folder.add("gifts/2026/a.yaml", gift(date="2026-01-05", kind="card", value="0"))
    data_folder.add("partners/zeta.yaml", "name: Zeta\ncountry: IT\nteir: 2\ncontacts: [{id: a, name: A}]\n")
    (data_folder.root.parent / ".git").mkdir()
    return data_folder


def findings(*arguments: str, folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(inside("check", *arguments, "--format", "json", folder=folder).stdout)[
        "findings"
    ]
    return found


# GitHub


class Command(NamedTuple):
    """A line that a step of GitHub Actions obeys."""

    name: str
    properties: dict[str, str]
    text: str


def obeyed(output: str) -> list[Command]:
    """The commands in the output of a step, found and unescaped as the runner does it."""
    commands = []
    for line in output.split("\n"):
        if not line.lstrip().startswith("::"):
            assert "##[" not in line, "the older form of a command"
            continue
        head, _, text = line.lstrip()[2:].partition("::")
        name, _, rest = head.partition(" ")
        properties = dict(part.split("=", 1) for part in rest.split(","))
        commands.append(Command(name, {key: _plain(value) for key, value in properties.items()}, _plain(text)))
    return commands


def _plain(text: str) -> str:
    for code, sign in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_a_step_annotates_the_lines_of_a_pull_request_the_errors_first(judged: DataFolder) -> None:
    done = inside("check", *DAY, "--all", "--format", "github", folder=judged.root.parent)
    commands = obeyed(done.stdout)
    levels = [command.name for command in commands]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)
    assert set(levels) == {"error", "warning", "notice"}
    first = commands[0]
    assert first.properties == {
        "title": "GP003 invalid-record",
        "file": "data/partners/zeta.yaml",
        "line": "3",
        "col": "1",
        "endLine": "3",
        "endColumn": "5",
    }
    assert first.text.startswith("a partner has no field 'teir'")
    assert first.text.endswith("Did you mean 'tier'?")
    assert len(commands) == len(findings(*DAY, "--all", folder=judged.root.parent))
    assert done.stdout.splitlines()[-1].startswith("1 error, ")
    assert done.returncode == 1


FORGED = "%0A::error::x\\n::error file=a::b\\r::stop-commands::t %25 ##[error]c, : ::add-mask::d"


@pytest.mark.parametrize("where", ["value", "field", "file"])
def test_no_words_of_the_data_become_a_command(data_folder: DataFolder, where: str) -> None:
    meant = FORGED.encode().decode("unicode_escape")
    if where == "file":
        data_folder.add(f"partners/{meant}.yaml", "name: A\n")
    else:
        data_folder.extend(PARTNER, f'sector: "{FORGED}"\n' if where == "value" else f'"{FORGED}": 1\n')
    output = call("check", *DAY, "--format", "github", folder=data_folder.root.parent).stdout
    commands = obeyed(output)
    assert {command.name for command in commands} <= {"error", "warning"}
    assert len(commands) == len(output.splitlines()) - 1
    said = [text for command in commands for text in (command.text, command.properties["file"])]
    assert any("%0A::error::x\\n::error file=a" in text for text in said)


@pytest.mark.parametrize("stand", [".", "..", "partners"])
@pytest.mark.parametrize("form", ["github", "sarif"])
def test_paths_are_those_of_the_repository_wherever_one_stands(judged: DataFolder, stand: str, form: str) -> None:
    shown = inside("check", *DAY, "--format", form, folder=judged.root / stand).stdout
    if form == "github":
        paths = {command.properties["file"] for command in obeyed(shown)}
    else:
        paths = {uri for _, uri in places(json.loads(shown))}
    assert "data/partners/zeta.yaml" in paths
    assert all(path.startswith("data/") for path in paths)


# SARIF


def places(log: dict[str, Any]) -> list[tuple[str, str]]:
    """The rule and the file of each result."""
    results = log["runs"][0]["results"]
    at = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    return [(result["ruleId"], uri) for result, uri in zip(results, at, strict=True)]


def marks(log: dict[str, Any]) -> list[str]:
    results = log["runs"][0]["results"]
    return [f"{result['ruleId']} {result['partialFingerprints']['primaryLocationLineHash']}" for result in results]


def sarif(*arguments: str, folder: Path) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(inside("check", *DAY, "--format", "sarif", *arguments, folder=folder).stdout)
    return log


def referee(file: Path) -> subprocess.CompletedProcess[str]:
    """What a validator of JSON Schema says."""
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_sarif_is_valid_against_its_schema(judged: DataFolder, tmp_path: Path) -> None:
    judged.extend(PARTNER, f'"{FORGED}": [{{0}}, "[x](http://a)"]\n')
    for name, folder in {"broken": BROKEN, "well": REPOSITORY, "judged": judged.root.parent}.items():
        file = tmp_path / f"{name}.sarif"
        inside("check", *DAY, "--all", "--format", "sarif", "--output", str(file), folder=folder)
        done = referee(file)
        assert done.returncode == 0, done.stdout
    wrong = tmp_path / "wrong.sarif"
    wrong.write_text(file.read_text().replace('"level": "error"', '"level": "fatal"'))
    assert referee(wrong).returncode == 1, "the referee must be able to refuse"


def test_sarif_tells_what_the_json_tells(judged: DataFolder) -> None:
    log = sarif("--all", folder=judged.root.parent)
    found = findings(*DAY, "--all", folder=judged.root.parent)
    assert places(log) == [(entry["rule"], entry["path"]) for entry in found]
    run = log["runs"][0]
    for result, entry in zip(run["results"], found, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (entry["line"], entry["column"])
        assert result["level"] == {"advice": "note"}.get(entry["level"], entry["level"])
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == entry["rule"]
        assert entry["fix"] in result["message"]["text"].replace("{{", "{").replace("}}", "}")


def test_fingerprints_stay_where_lines_move_and_differ_from_each_other(judged: DataFolder) -> None:
    twice = f"- {{{', '.join(gift(date='2026-01-05').strip().splitlines())}}}\n" * 2
    judged.add("gifts/2026/list.yaml", twice)
    before = marks(sarif("--all", folder=judged.root.parent))
    assert len(set(before)) == len(before)
    for path in ("gifts/2026/list.yaml", "gifts/2026/a.yaml", "partners/zeta.yaml"):
        file = judged.root / path
        file.write_text("# a remark\n\n" + file.read_text())
    assert sorted(marks(sarif("--all", folder=judged.root.parent))) == sorted(before)


def test_a_name_that_is_no_address_is_escaped(data_folder: DataFolder) -> None:
    name = "a b:c?d#e%20é\n[f].yaml"
    data_folder.add(f"partners/{name}", "name: A\n")
    uri = places(sarif(folder=data_folder.root.parent))[0][1]
    assert re.fullmatch(r"data/partners/[A-Za-z0-9%._~-]+", uri)
    assert unquote(uri) == f"data/partners/{name}"


LINKS = ["[x](http://evil)", "[x\\](http://evil)", "[x\\\\](http://evil)", "{0}", "{{0}}"]


@pytest.mark.parametrize("words", LINKS)
def test_words_of_the_data_are_neither_links_nor_places_to_fill(data_folder: DataFolder, words: str) -> None:
    """Read as the standard says (3.11.5, 3.11.6): braces are doubled, an unescaped bracket would end a link's text."""
    data_folder.extend(PARTNER, f"sector: '{words}'\n")
    text = next(
        result["message"]["text"]
        for result in sarif(folder=data_folder.root.parent)["runs"][0]["results"]
        if result["ruleId"] == "GP003"
    )
    assert not re.search(r"\[(?:[^\\\[\]]|\\[\\\[\]])*\]\(", text)
    assert not re.search(r"(?<!\{)(\{\{)*\{\d+\}(?!\})", text)


# Reports beside the answer


def test_reports_are_written_beside_the_answer(judged: DataFolder, tmp_path: Path) -> None:
    folder = judged.root.parent
    plain = inside("check", *DAY, folder=folder).stdout
    reports = {form: tmp_path / f"found.{form}" for form in ("json", "sarif", "github", "concise", "full")}
    options = [f"--report={form}={file}" for form, file in reports.items()]
    done = inside("check", *DAY, *options, folder=folder)
    assert (done.returncode, done.stdout) == (1, plain)
    for form, file in reports.items():
        assert file.read_text() == inside("check", *DAY, "--format", form, folder=folder).stdout


def test_a_report_is_whole_where_the_screen_is_quiet_or_counts(data_folder: DataFolder, tmp_path: Path) -> None:
    done = inside(
        *("check", *DAY, "--select", "GP0", "--quiet", "--report", f"concise={tmp_path / 'a'}"),
        folder=data_folder.root,
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "a").read_text() == "0 errors, 0 warnings in 5 files\n"
    inside("check", *DAY, "--statistics", "--report", f"json={tmp_path / 'b'}", folder=data_folder.root)
    assert "statistics" not in json.loads((tmp_path / "b").read_text())


WRONG = {
    "no such format": (("--report", "srif=a"), "did you mean 'sarif'?"),
    "no file": (("--report", "sarif"), "name a file, as in --report sarif=findings.sarif"),
    "an empty name": (("--report", "sarif="), "name a file"),
    "standard output": (("--report", "sarif=-"), "name a file"),
    "the same file twice": (("--report", "sarif=a", "--report", "json=./a"), "another answer goes to that file"),
    "the same file by another way": (("--report", "sarif=a", "--report", "json=../data/a"), "another answer goes"),
    "a record": (("--report", "sarif=settings.yaml"), "would be read as a record"),
    "a record to be": (("--report", "json=partners/new.yml"), "would be read as a record"),
    "an answer over a record": (("--output", "tiers.yaml"), "would be read as a record"),
    "the file of the answer": (("--output", "a", "--report", "json=a"), "another answer goes to that file"),
    "a format that cannot count": (("--statistics", "--format", "sarif"), "full, concise, json"),
}


@pytest.mark.parametrize(("arguments", "says"), WRONG.values(), ids=WRONG)
def test_a_report_that_cannot_be_meant_is_wrong_usage(
    data_folder: DataFolder, arguments: tuple[str, ...], says: str
) -> None:
    assert says in refusal(inside("check", *arguments, folder=data_folder.root), 2)
    assert not (data_folder.root / "a").exists()


def test_a_report_that_cannot_be_written_is_told(judged: DataFolder) -> None:
    """The answer, and the other report, are there all the same."""
    reports = ("--report", "json=nowhere/found.json", "--report", "concise=found.txt")
    done = inside("check", *DAY, *reports, folder=judged.root)
    assert (done.returncode, done.stdout) == (3, inside("check", *DAY, folder=judged.root).stdout)
    assert "nowhere/found.json cannot be written" in done.stderr
    assert (judged.root / "found.txt").exists()
