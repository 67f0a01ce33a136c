"""`giftplan schema`: what an editor is told, written where it finds it, and true to a real validator."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from giftplan.book.kinds import KINDS
from giftplan.book.kinds import Kind
from giftplan.reports.schema.files import globs_of
from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import call
from tests.cli.test_calendar import snapshot
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import MINIMAL
from tests.conftest import DataFolder
from tests.repository import Repository

WORDS = [kind.word for kind in KINDS]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's data folder, with its schemas."""
    folder = tmp_path_factory.mktemp("example") / "data"
    shutil.copytree(REPOSITORY / "data", folder)
    assert call("schema", "--write", "--quiet", folder=folder.parent).returncode == 0
    return folder


@pytest.mark.parametrize("kind", KINDS, ids=WORDS)
def test_the_files_of_the_example_are_valid_to_another_program(written: Path, kind: Kind) -> None:
    files = [str(file) for glob in globs_of(kind) for file in written.glob(glob)]
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(written / f".schema/{kind.word}.json")]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert (files != [], done.returncode, done.stdout) == (True, 0, "ok -- validation done\n")


SLIPS = {
    "a comma": ("    limit: 100", "    limit: 100,50", "100,50"),
    "a word of no list": ("relation: client", "relation: cliant", "cliant"),
    "a member of no team": ("owner: claire", "owner: clare", "clare"),
    "a field of no record": ("owner: claire", "ownr: claire", "ownr"),
}


@pytest.mark.parametrize(("right", "wrong", "says"), SLIPS.values(), ids=SLIPS)
def test_another_program_sees_a_slip(written: Path, tmp_path: Path, right: str, wrong: str, says: str) -> None:
    text = (written / "partners/maison-lefevre.yaml").read_text(encoding="utf-8")
    assert right in text
    file = tmp_path / "slip.yaml"
    file.write_text(text.replace(right, wrong), encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(written / ".schema/partner.json")]
    done = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert says in done.stdout


def test_the_list_has_every_kind_with_its_files() -> None:
    done = call("schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("What the files of data/ may say · 11 kinds\n")
    assert [word for word in WORDS if f" {word} " not in done.stdout] == []
    assert "cultures/shared/*.yaml" in done.stdout
    assert done.stdout.endswith("\nFor your editor: giftplan schema --write\n")


@pytest.mark.parametrize("word", WORDS)
def test_one_is_printed_as_it_is_written(written: Path, word: str) -> None:
    done = inside("schema", word, folder=written.parent)
    assert done.returncode == 0
    assert json.loads(done.stdout)["title"] == word.capitalize()
    assert done.stdout == (written / f".schema/{word}.json").read_text(encoding="utf-8")
    assert "# yaml-language-server: $schema=" in done.stderr
    assert inside("schema", word, "--quiet", folder=written.parent).stderr == ""


def test_check_says_where_the_editor_knows_another_team(data_folder: DataFolder) -> None:
    folder = data_folder.root.parent
    assert "your editor" not in inside("check", folder=folder).stderr
    assert inside("schema", "--write", folder=folder).returncode == 0
    assert "your editor" not in inside("check", folder=folder).stderr
    data_folder.add("settings.yaml", MINIMAL["settings.yaml"].replace("id: paul", "id: pauline"))
    assert "giftplan schema --write" in inside("check", folder=folder).stderr
    assert inside("check", "--quiet", folder=folder).stderr == ""


def test_a_dry_run_says_what_is_out_of_date_and_writes_nothing(data_folder: DataFolder) -> None:
    top = data_folder.root.parent
    before = snapshot(data_folder)
    done = inside("schema", "--write", "--dry-run", folder=top)
    assert (done.returncode, snapshot(data_folder)) == (0, before)
    assert done.stdout.startswith("Schemas for your editor · 11 new\n")
    inside("schema", "--write", folder=top)
    data_folder.add("touches.yaml", "- {id: S1, name: Summer, months: [7], weight: 1, priority: 1}\n")
    before = snapshot(data_folder)
    done = inside("schema", "--write", "--dry-run", folder=top)
    assert (done.returncode, snapshot(data_folder)) == (0, before)
    assert done.stdout.startswith("Schemas for your editor · 2 changed, 9 same\n")
    assert [line.split()[0] for line in done.stdout.splitlines() if line.endswith("out of date")] == ["partner", "gift"]


def test_writing_replaces_what_is_out_of_date_and_a_second_run_changes_nothing(data_folder: DataFolder) -> None:
    top = data_folder.root.parent
    inside("schema", "--write", folder=top)
    data_folder.add("touches.yaml", "- {id: S1, name: Summer, months: [7], weight: 1, priority: 1}\n")
    assert "2 changed, 9 same" in inside("schema", "--write", folder=top).stdout
    gift = json.loads((data_folder.root / ".schema/gift.json").read_text(encoding="utf-8"))
    assert gift["$defs"]["touch-or-none"]["enum"] == ["S1", "none"]
    before = snapshot(data_folder)
    assert "· 11 same" in inside("schema", "--write", folder=top).stdout
    assert snapshot(data_folder) == before


def test_one_kind_alone_is_written_and_told_how_to_be_named(data_folder: DataFolder) -> None:
    done = inside("schema", "partner", "--write", folder=data_folder.root.parent)
    assert [file.name for file in (data_folder.root / ".schema").iterdir()] == ["partner.json"]
    assert '      "./data/.schema/partner.json": [\n        "data/partners/*.yaml",\n' in done.stdout
    assert "  # yaml-language-server: $schema=../.schema/partner.json\n" in done.stdout
    assert done.stdout.endswith("\nWhat one says: giftplan schema partner\n")


def test_check_and_git_do_not_take_them_for_records(repository: Repository) -> None:
    shutil.copytree(REPOSITORY / "data", repository.root, dirs_exist_ok=True)
    files = json.loads(call("check", "--format", "json", folder=repository.top).stdout)["files"]
    assert call("schema", "--write", folder=repository.top).returncode == 0
    repository.git("add", "-A")
    assert json.loads(call("check", "--format", "json", folder=repository.top).stdout)["files"] == files
    staged = call("check", "--staged", "--format", "json", folder=repository.top)
    assert (staged.returncode, json.loads(staged.stdout)["files"]) == (0, files)


def test_what_giftplan_did_not_write_is_never_written_over(data_folder: DataFolder) -> None:
    data_folder.add(".schema/gift.json", "{}\n")
    before = snapshot(data_folder)
    done = inside("schema", "--write", folder=data_folder.root.parent)
    assert "data/.schema/gift.json was not written by giftplan" in refusal(done, 3)
    assert snapshot(data_folder) == before


def test_a_link_out_of_the_data_folder_is_not_followed(data_folder: DataFolder, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (data_folder.root / ".schema").symlink_to(elsewhere)
    done = inside("schema", "--write", folder=data_folder.root.parent)
    assert (done.returncode, list(elsewhere.iterdir())) == (3, [])
    assert "leads out of the data folder" in done.stderr


def test_a_folder_with_a_bad_file_still_gets_its_schemas(data_folder: DataFolder) -> None:
    data_folder.add("settings.yaml", "company: [\n")
    done = inside("schema", "--write", folder=data_folder.root.parent)
    assert done.returncode == 0
    assert "without the ids and words of settings.yaml" in done.stderr
    assert "team-member" not in (data_folder.root / ".schema/partner.json").read_text(encoding="utf-8")


def test_words_of_a_user_are_escaped_and_come_back(data_folder: DataFolder) -> None:
    words = ["a\x1b[31m", "\u202eb", '[red] "c"', "été", "::error::d"]
    listed = ", ".join(json.dumps(word) for word in words)
    data_folder.add("vocabulary.yaml", f"tags: [{listed}]\n")
    done = inside("schema", "gift", folder=data_folder.root)
    assert not set("\x1b\u202e") & set(done.stdout)
    assert json.loads(done.stdout)["$defs"]["tag"]["enum"] == sorted(words)


def test_a_new_partner_s_file_names_its_schema_where_there_is_one(data_folder: DataFolder) -> None:
    new = ("new", "nord", "--name", "Nord", "--country", "NO", "--contact", "Kari Vik", "--dry-run")
    assert "yaml-language-server" not in inside(*new, folder=data_folder.root.parent).stdout
    inside("schema", "partner", "--write", folder=data_folder.root.parent)
    inside(*new[:-1], folder=data_folder.root.parent)
    text = (data_folder.root / "partners/nord.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.schema/partner.json\nname: Nord ")
    assert "partners/nord.yaml" not in {problem.path for problem in data_folder.load().problems}


WRONG = {
    "a slip": (("schema", "partnr"), "did you mean 'partner'?"),
    "an answer to a file beside": (("schema", "--write", "--output", "x.json"), "--output"),
    "a dry run of nothing": (("schema", "partner", "--dry-run"), "--write"),
}


@pytest.mark.parametrize(("arguments", "says"), WRONG.values(), ids=WRONG)
def test_wrong_usage_is_told_in_one_line(data_folder: DataFolder, arguments: tuple[str, ...], says: str) -> None:
    before = snapshot(data_folder)
    assert says in refusal(inside(*arguments, folder=data_folder.root.parent), 2)
    assert snapshot(data_folder) == before


def test_one_can_be_put_into_a_file(data_folder: DataFolder, tmp_path: Path) -> None:
    target = tmp_path / "partner.json"
    done = inside("schema", "partner", "--output", str(target), folder=data_folder.root)
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["title"] == "Partner"
