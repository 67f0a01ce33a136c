"""`giftplan check`: exit codes, its formats, places that can be opened, and hostile files."""

import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import call
from tests.cli.terminal import show
from tests.cli.test_main import HARMFUL
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import MINIMAL
from tests.conftest import PARTNER
from tests.conftest import DataFolder
from tests.conftest import gift
from tests.repository import Repository

DAY = ("--as-of", "2026-06-30")
FILES = ("--select", "GP0")
"""The rules on files alone: what they say of such small folders is all there is."""
CONCISE = re.compile(r"(?P<path>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<level>error|warning|advice) GP\d{3} .+")


@pytest.fixture
def twice(data_folder: DataFolder) -> DataFolder:
    """A folder in which a gift is written down twice: a warning, and nothing else."""
    data_folder.add("gifts/2026/a.yaml", gift())
    data_folder.add("gifts/2026/b.yaml", gift())
    return data_folder


@pytest.fixture
def broken(data_folder: DataFolder) -> DataFolder:
    """A folder in which a partner has a slip in line 5."""
    data_folder.extend(PARTNER, "teir: 1\n")
    return data_folder


def findings(*arguments: str, folder: Path) -> list[dict[str, Any]]:
    """What `check` finds, from its JSON."""
    done = inside("check", *DAY, *FILES, "--format", "json", *arguments, folder=folder)
    assert done.stderr == ""
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


# Exit codes


def test_all_well_is_0_and_says_how_much_was_read(data_folder: DataFolder) -> None:
    done = inside("check", *FILES, "--strict", folder=data_folder.root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 errors, 0 warnings in 5 files\n", "")
    assert inside("check", *FILES, "--quiet", folder=data_folder.root).stdout == ""


def test_an_error_is_1(broken: DataFolder) -> None:
    for arguments in (("--quiet",), ("--format", "json", "--output", os.devnull)):
        assert inside("check", *arguments, folder=broken.root).returncode == 1


def test_a_warning_fails_a_strict_check_only(twice: DataFolder) -> None:
    assert inside("check", *DAY, *FILES, folder=twice.root).returncode == 0
    strict = inside("check", *DAY, *FILES, "--strict", folder=twice.root)
    assert strict.returncode == 1
    assert "warning GP006" in strict.stdout


def test_broken_settings_are_a_finding(data_folder: DataFolder) -> None:
    data_folder.add("settings.yaml", "company: [\n")
    done = inside("check", "--format", "concise", folder=data_folder.root)
    assert done.returncode == 1
    assert "data/settings.yaml:1:11: error GP001 " in done.stdout


def test_a_file_gets_what_the_screen_would_and_the_exit_code_stays(broken: DataFolder) -> None:
    repository = broken.root.parent
    shown = inside("check", *DAY, folder=repository).stdout
    done = inside("check", *DAY, "--output", "found", folder=repository)
    assert (done.returncode, done.stdout) == (1, "")
    assert (repository / "found").read_text(encoding="utf-8") == shown
    assert "nowhere/found" in refusal(inside("check", "--output", "nowhere/found", folder=repository), 3)


# The JSON, to the letter


def test_the_json_is_to_the_letter(twice: DataFolder) -> None:
    twice.add("partners/bad.yaml", "name: Bad\ncountry: IT\nteir: 1\ncontacts: [{id: anna, name: Anna}]\n")
    found = json.loads(inside("check", *DAY, *FILES, "--format", "json", folder=twice.root.parent).stdout)
    assert list(found) == ["schema", "as_of", "files", "findings", "summary"]
    assert (found["schema"], found["as_of"], found["files"]) == ("giftplan/check/1", "2026-06-30", 8)
    assert found["summary"] == {"error": 1, "warning": 1, "advice": 0, "waived": 0}
    warning, error = found["findings"]
    for entry in found["findings"]:
        assert all(isinstance(entry[key], str) and entry[key] for key in ("message", "why", "fix"))
    shared = ("rule", "name", "level", "path", "line", "column", "partner")
    assert {key: error[key] for key in shared} == {
        "rule": "GP003",
        "name": "invalid-record",
        "level": "error",
        "path": "data/partners/bad.yaml",
        "line": 3,
        "column": 1,
        "partner": "bad",
    }
    assert (warning["rule"], warning["level"], warning["path"]) == ("GP006", "warning", "data/gifts/2026/b.yaml")
    assert set(error) == set(warning) == {*shared, "message", "why", "fix"}


def test_advice_is_counted_and_shown_only_on_request(twice: DataFolder) -> None:
    twice.extend("settings.yaml", "rules: {GP006: advice}\n")
    found = json.loads(inside("check", *DAY, *FILES, "--format", "json", folder=twice.root).stdout)
    assert (found["findings"], found["summary"]["advice"]) == ([], 1)
    assert [entry["level"] for entry in findings("--all", folder=twice.root)] == ["advice"]
    assert "giftplan check --all" in inside("check", *DAY, *FILES, folder=twice.root).stdout


# One line each


def slips(data_folder: DataFolder, count: int) -> DataFolder:
    data_folder.extend(PARTNER, "".join(f"x{number}: 1\n" for number in range(count)))
    return data_folder


def test_concise_is_a_line_a_finding_and_the_summary(data_folder: DataFolder) -> None:
    slips(data_folder, 3)
    *lines, summary = inside("check", *FILES, "--format", "concise", folder=data_folder.root.parent).stdout.splitlines()
    found = [match for line in lines if (match := CONCISE.fullmatch(line))]
    assert [match["line"] for match in found] == ["5", "6", "7"]
    assert {(match["path"], match["column"], match["level"]) for match in found} == {
        ("data/partners/rivoli.yaml", "1", "error")
    }
    assert len(lines) == 3
    assert summary == "3 errors, 0 warnings in 5 files"


@pytest.mark.parametrize(("count", "lines"), [(20, False), (21, True)])
def test_beyond_twenty_findings_each_gets_a_line(data_folder: DataFolder, count: int, lines: bool) -> None:
    shown = inside("check", *FILES, folder=slips(data_folder, count).root).stdout
    assert len(re.findall(r"error GP003", shown)) == count
    assert ("   fix  " not in shown) == lines


@pytest.mark.parametrize("variable", ["PRE_COMMIT", "GIT_INDEX_FILE"])
def test_a_hook_gets_a_line_a_finding(broken: DataFolder, variable: str) -> None:
    short = call("check", *FILES, folder=broken.root, environment={variable: "1"}).stdout.splitlines()
    assert [CONCISE.fullmatch(line) is not None for line in short] == [True, False]


def test_a_hook_gets_more_where_it_asks(broken: DataFolder) -> None:
    done = call("check", "--format", "full", folder=broken.root, environment={"PRE_COMMIT": "1"})
    assert "   fix  " in done.stdout


# Places

STANDS = {
    "in the repository": (".", ()),
    "above it": ("..", ("--data", "work/data")),
    "in a folder beside the data": ("beside", ()),
    "elsewhere": ("../elsewhere", ("--data", "../work/data")),
}


@pytest.mark.parametrize(("stand", "options"), STANDS.values(), ids=STANDS)
def test_a_place_can_be_opened_from_where_one_stands(tmp_path: Path, stand: str, options: tuple[str, ...]) -> None:
    repository = tmp_path / "work"
    for folder in (repository / "beside", tmp_path / "elsewhere"):
        folder.mkdir(parents=True)
    data = DataFolder(repository / "data")
    files = {data.add(f"partners/{name}.yaml", "teir: 1\n").resolve() for name in ("rivoli", "sakura")}
    for name in ("settings.yaml", "tiers.yaml", "touches.yaml"):
        data.add(name, MINIMAL[name])
    here = (repository / stand).resolve()
    shown = inside("check", *options, folder=here).stdout
    assert {(here / place).resolve() for place in re.findall(r"--> (.+):1:1\n", shown)} == files


def test_paths_choose_whose_findings_are_shown(broken: DataFolder) -> None:
    broken.add("partners/bad.yaml", "")
    repository, partners = broken.root.parent, broken.root / "partners"

    def stems(*paths: str, folder: Path) -> set[str]:
        return {Path(entry["path"]).stem for entry in findings(*paths, folder=folder)}

    assert stems("data/partners/bad.yaml", folder=repository) == {"bad"}
    assert stems("bad.yaml", "../settings.yaml", folder=partners) == {"bad"}
    assert stems(str(partners), folder=repository) == {"bad", "rivoli"}
    assert inside("check", "data/settings.yaml", folder=repository).returncode == 0


def test_a_path_that_is_not_there_or_not_ours_is_wrong_usage(data_folder: DataFolder) -> None:
    elsewhere = data_folder.root.parent / "rivoli.yaml"
    elsewhere.touch()
    assert "data/nowhere.yaml" in refusal(inside("check", "data/nowhere.yaml", folder=elsewhere.parent), 2)
    assert "rivoli.yaml" in refusal(inside("check", "data", "rivoli.yaml", folder=elsewhere.parent), 2)


def test_a_folder_of_records_may_be_named_though_it_is_a_link(broken: DataFolder) -> None:
    broken.root.joinpath("partners").rename(broken.root.parent / "shared")
    broken.root.joinpath("partners").symlink_to("../shared")
    for asked in ("data/partners", "data/partners/rivoli.yaml"):
        done = inside("check", asked, "--format", "json", folder=broken.root.parent)
        assert [entry["path"] for entry in json.loads(done.stdout)["findings"]] == ["data/partners/rivoli.yaml"]


@pytest.mark.parametrize("options", [(), ("--staged",)])
def test_a_path_that_leads_back_to_itself_is_wrong_usage(data_folder: DataFolder, options: tuple[str, ...]) -> None:
    repository = Repository(data_folder.root.parent / "git")
    (repository.top / "loop").symlink_to("loop")
    data_folder.root.replace(repository.root)
    repository.git("add", "data")
    assert "no such file" in refusal(inside("check", *options, "loop", folder=repository.top), 2)
    assert "no such folder" in refusal(inside("check", *options, "--data", "loop", folder=repository.top), 3)


def test_a_line_of_a_whole_text_is_shown_around_the_place(data_folder: DataFolder) -> None:
    data_folder.extend(PARTNER, f"causes: [{'river, ' * 100_000}teir: 1]\n")
    shown = inside("check", "--select", "GP0", folder=data_folder.root).stdout
    assert len(shown) < 3_000
    assert "| causes: [river, river" in shown or "characters)" in shown


UNREAD = [
    (("--select", "GP1"), "partners/rivoli.yaml", 1),
    (("--select", "GP1", "--ignore", "GP0"), "partners/rivoli.yaml", 0),
    (("data/gifts",), "partners/rivoli.yaml", 1),
    (("data/gifts",), "settings.yaml", 1),
    (("data/gifts/2026/b.yaml",), "partners/rivoli.yaml", 0),
    (("data/gifts",), "notes.yaml", 0),
    (("data/partners/zeta.yaml",), "partners/rivoli.yaml", 0),
]


@pytest.mark.parametrize(("arguments", "lost", "code"), UNREAD)
def test_what_cannot_be_judged_is_no_green_light(
    data_folder: DataFolder, arguments: tuple[str, ...], lost: str, code: int
) -> None:
    """A file that is needed for what is asked is named, though it is not among what is asked for."""
    data_folder.add("partners/zeta.yaml", "name: Z\ncountry: FR\ncontacts: [{id: zeta, name: Z}]\n")
    for name, partner, person in (("a", "rivoli", "anna"), ("b", "zeta", "zeta")):
        data_folder.add(f"gifts/2026/{name}.yaml", gift(partner=partner, recipients=f"[{person}]", kind="card"))
    with (data_folder.root / lost).open("a") as file:
        file.write("teir: 1\n")
    done = inside("check", *DAY, *arguments, "--format", "json", folder=data_folder.root.parent)
    named = {entry["path"] for entry in json.loads(done.stdout)["findings"] if entry["rule"] == "GP003"}
    assert named == ({f"data/{lost}"} if code else set())
    assert done.returncode == code


# Bad files


def test_every_bad_file_is_named_at_its_place_and_the_rest_is_judged(broken: DataFolder) -> None:
    broken.add("partners/binary.yaml", bytes(range(256)))
    broken.add("partners/conflict.yaml", "name: A\n<<<<<<< HEAD\ncountry: IT\n=======\ncountry: FR\n>>>>>>> b\n")
    broken.add("partners/sakura.yaml", "name: S\ncountry: JP\nowner: clair\ncontacts: [{id: yuki, name: Yuki}]\n")
    found = findings(folder=broken.root.parent)
    assert [(entry["path"], entry["rule"], entry["line"], entry["column"]) for entry in found] == [
        ("data/partners/binary.yaml", "GP001", 3, 115),
        ("data/partners/conflict.yaml", "GP001", 2, 1),
        ("data/partners/rivoli.yaml", "GP003", 5, 1),
        ("data/partners/sakura.yaml", "GP004", 3, 8),
    ]
    assert "Did you mean 'tier'?" in found[2]["fix"]
    assert "Did you mean 'claire'?" in found[3]["fix"]


WORDS = r"[red]\x1b[2J:smile:\n\x9b1m\u202e%0A::error::"
"""As YAML, Python and the screen write it."""
MEANT = WORDS.encode("ascii").decode("unicode_escape")


@pytest.fixture
def hostile(data_folder: DataFolder) -> DataFolder:
    """A folder with hostile words in a value, in a name of a field and in a path."""
    data_folder.extend(PARTNER, f'owner: "{WORDS}"\n')
    data_folder.add("partners/sakura.yaml", f'"{WORDS}": 1\nname: S\ncountry: JP\ncontacts: [{{id: a, name: A}}]\n')
    data_folder.add(f"partners/{MEANT}.yaml", "name: A\n")
    return data_folder


@pytest.mark.parametrize("form", ["full", "concise"])
def test_hostile_words_are_shown_as_they_are_and_do_no_harm(hostile: DataFolder, form: str) -> None:
    shown = inside("check", "--format", form, folder=hostile.root.parent).stdout
    assert set(HARMFUL.findall(shown)) == {"\n"}
    for beginning in ("data/partners/", "'"):
        assert f"{beginning}{WORDS}" in shown
    if form == "concise":
        lines = shown.splitlines()
        assert [" error GP" in line for line in lines] == [True] * (len(lines) - 1) + [False]


def test_hostile_words_come_back_from_the_json(hostile: DataFolder) -> None:
    text = inside("check", "--format", "json", folder=hostile.root.parent).stdout
    found = json.loads(text)["findings"]
    assert f"data/partners/{MEANT}.yaml" in {entry["path"] for entry in found}
    assert any(f"'{MEANT}'" in entry["message"] for entry in found)
    assert {character for character in text if unicodedata.category(character) == "Cc"} == {"\n"}


def test_colours_are_the_only_escapes_on_a_terminal(hostile: DataFolder) -> None:
    shown = show("check", columns=80, folder=hostile.root.parent)
    plain = re.sub(r"\x1b\[(0|1|2|3[1-6])m", "", shown)
    assert plain != shown
    assert set(HARMFUL.findall(plain)) == {"\n"}


@pytest.mark.parametrize("form", ["full", "json"])
def test_a_file_name_that_is_not_utf8_is_a_finding_in_every_format(data_folder: DataFolder, form: str) -> None:
    name = os.fsencode(data_folder.root / "partners") + b"/caf\xe9.yaml"
    Path(os.fsdecode(name)).write_bytes(b"name: A\n")
    shown = inside("check", "--format", form, folder=data_folder.root)
    assert (shown.returncode, shown.stderr) == (1, "")
    assert r"caf\udce9.yaml" in shown.stdout
    written = inside("check", "--format", form, "--output", "found", folder=data_folder.root.parent)
    assert (written.returncode, written.stderr) == (1, "")


# Which rules


@pytest.fixture
def judged(data_folder: DataFolder) -> DataFolder:
    """A folder with a gift that came too early, in December, without a card: an error, warnings and advice."""
    data_folder.add("gifts/2026/a.yaml", gift(date="2026-12-10"))
    return data_folder


def rules_shown(*arguments: str, folder: Path) -> list[str]:
    done = inside("check", *DAY, "--all", "--format", "json", *arguments, folder=folder)
    return [entry["rule"] for entry in json.loads(done.stdout)["findings"]]


SELECTED = [
    (("--select", "GP101"), {"GP101"}),
    (("--select", "policy-unverified"), {"GP101"}),
    (("--select", "GP101,GP301"), {"GP101", "GP301"}),
    (("--select", "GP3", "--select", "GP501"), {"GP301", "GP501"}),
    (("--select", "GP3,GP5", "--ignore", "december-rush,GP511"), {"GP501"}),
    (("--select", "GP7", "--ignore", "GP7"), set()),
]


@pytest.mark.parametrize(("arguments", "rules"), SELECTED)
def test_rules_are_chosen_by_code_name_or_family(
    judged: DataFolder, arguments: tuple[str, ...], rules: set[str]
) -> None:
    assert set(rules_shown(*arguments, folder=judged.root)) == rules


def test_what_is_ignored_is_neither_counted_nor_fails(judged: DataFolder) -> None:
    everything = rules_shown(folder=judged.root)
    assert set(rules_shown("--ignore", "GP1", folder=judged.root)) == {r for r in everything if r[:3] != "GP1"}
    done = inside("check", *DAY, "--select", "GP301", folder=judged.root)
    assert done.returncode == 0
    assert done.stdout.endswith("0 errors, 1 warning in 6 files\n")
    assert inside("check", *DAY, "--select", "GP301", "--strict", folder=judged.root).returncode == 1
    assert inside("check", *DAY, "--select", "GP101", folder=judged.root).returncode == 1


def test_a_rule_that_is_none_is_wrong_usage(judged: DataFolder) -> None:
    assert "did you mean 'december-rush'?" in refusal(
        inside("check", "--select", "decembr-rush", folder=judged.root), 2
    )
    assert "no rule 'GP9'" in refusal(inside("check", "--ignore", "GP9", folder=judged.root), 2)


def test_statistics_count_by_rule_the_errors_first(judged: DataFolder) -> None:
    lines = inside("check", *DAY, "--statistics", folder=judged.root).stdout.splitlines()
    assert lines[0].split() == ["1", "error", "GP101", "policy-unverified"]
    levels = [line.split()[1] for line in lines[:-1]]
    assert levels == sorted(levels, key=["error", "warning", "advice"].index)
    found = json.loads(inside("check", *DAY, "--statistics", "--format", "json", folder=judged.root).stdout)
    assert found["statistics"][0] == {"rule": "GP101", "name": "policy-unverified", "level": "error", "findings": 1}
    counted = sum(found["summary"][level] for level in ("error", "warning", "advice"))
    assert sum(row["findings"] for row in found["statistics"]) == counted


def test_all_says_that_nothing_is_left_out(judged: DataFolder) -> None:
    assert "not shown" in inside("check", *DAY, folder=judged.root).stdout
    assert "not shown" not in inside("check", *DAY, "--all", folder=judged.root).stdout


def test_completion_offers_rules_where_a_rule_is_asked_for() -> None:
    words = ["giftplan", "check", "--select", "GP60"]
    environment = {"_GIFTPLAN_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": "3"}
    assert call(environment=environment).stdout.split() == ["GP601", "GP602", "GP603", "GP604"]


def test_strict_fails_on_what_it_shows(data_folder: DataFolder) -> None:
    """A warning about a closed year is shown, and fails, with --all only."""
    data_folder.add("gifts/2025/a.yaml", gift(date="2025-12-10"))
    strict = ("check", *DAY, "--select", "GP301", "--strict")
    assert inside(*strict, folder=data_folder.root).returncode == 0
    assert inside(*strict, "--all", folder=data_folder.root).returncode == 1


def test_only_waivers_of_the_chosen_rules_are_counted(judged: DataFolder) -> None:
    waiver = "[{rule: GP301, why: agreed, by: claire, until: 2026-12-31}]"
    judged.add("gifts/2026/a.yaml", gift(date="2026-12-10", waivers=waiver))
    for rule, waived in (("GP301", 1), ("GP501", 0)):
        done = inside("check", *DAY, "--select", rule, "--format", "json", folder=judged.root)
        assert json.loads(done.stdout)["summary"]["waived"] == waived
