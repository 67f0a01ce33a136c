"""`giftplan init --update`: newer knowledge comes, and what a company made its own stays its own."""

import json
import resource
import shutil
import subprocess
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from giftplan.book.book import load
from giftplan.book.knowledge import Manifest
from giftplan.book.knowledge import blob_id
from giftplan.book.knowledge import manifest_of
from giftplan.book.trees import DiskTree
from tests.cli.terminal import GIFTPLAN
from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import answered
from tests.cli.terminal import clean
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.repository import Repository
from tests.repository import write

DAY = ("--as-of", "2026-10-06")
IDEA = "- {id: newer-idea, name: Newer idea, kind: desk, price: {min: 10, max: 20}, tags: [useful]}\n"
LIMITS_HEAD = "# Limits on business gifts, each with its source and the day it was seen. Knowledge, not legal advice."
ADDED = {"cultures/jp.yaml": "# Newer.\n", "letters/policy.en.md": "\nNewer.\n", "catalogue.yaml": IDEA}
NEWER = ("cultures/jp.yaml", "letters/policy.en.md", "catalogue.yaml", "limits/fr.yaml")
FEW = "1 new, 6 newer, 1 kept"


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source of a giftplan that ships newer knowledge, and another example and other tiers."""
    source = tmp_path_factory.mktemp("newer") / "src"
    shutil.copytree(REPOSITORY / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
    shipped = source / "giftplan" / "shipped"
    shutil.copytree(REPOSITORY / "data", shipped)
    for path, text in ADDED.items():
        with (shipped / path).open("a", encoding="utf-8") as stream:
            stream.write(text)
    limits = (shipped / "limits/fr.yaml").read_text(encoding="utf-8")
    assert limits.startswith(LIMITS_HEAD)
    write(shipped, "limits/fr.yaml", limits.replace(LIMITS_HEAD, "# Newer limits."))
    shutil.copy(shipped / "privacy/de.yaml", shipped / "privacy/nl.yaml")
    (shipped / "limits/za.yaml").unlink()
    write(shipped, "tiers.yaml", "# Newer.\n" + (shipped / "tiers.yaml").read_text(encoding="utf-8"))
    return source


@pytest.fixture
def ours(tmp_path: Path) -> Repository:
    """A company's folder as `init` wrote it, with a partner of its own, committed."""
    repository = Repository(tmp_path / "ours")
    begin(repository.top)
    repository.add("partners/rivoli.yaml", "name: Rivoli\ncountry: IT\ncontacts: [{id: anna, name: Anna Rossi}]\n")
    repository.commit()
    return repository


def begin(top: Path, *arguments: str) -> None:
    done = inside("init", str(top), "--company", "Orme", *(arguments or ("--country", "FR")), *DAY)
    assert done.returncode == 0, done.stderr


def update(newer: Path, top: Path, *arguments: str) -> CompletedProcess[str]:
    """The newer giftplan's call in that folder, that nobody watches."""
    command = [*GIFTPLAN, "init", "--update", *arguments, *DAY]
    environment = clean({"PYTHONPATH": str(newer)})
    return subprocess.run(command, cwd=top, env=environment, capture_output=True, text=True, check=False)


def renewed(newer: Path, ours: Repository, *arguments: str) -> dict[str, dict[str, object]]:
    """What an update of the folder says of each file that is not what ships."""
    done = update(newer, ours.top, "--format", "json", *arguments)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["schema"] == "giftplan/init-update/1"
    return {found["path"]: found for found in answer["files"]}


def snapshot(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".git/")}


def extend(ours: Repository, path: str, text: str) -> None:
    """More lines at a file's end."""
    file = ours.root / path
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def prefix(ours: Repository, path: str, text: str) -> None:
    """More lines at a file's beginning."""
    file = ours.root / path
    file.write_text(text + file.read_text(encoding="utf-8"), encoding="utf-8")


def test_a_folder_of_today_has_nothing_to_write(ours: Repository) -> None:
    before = snapshot(ours.top)
    done = inside("init", "--update", *DAY, folder=ours.top)
    assert (done.returncode, done.stderr) == (0, "giftplan: nothing to write\n")
    assert "Nothing is newer here" in done.stdout
    assert snapshot(ours.top) == before


def test_what_was_never_touched_becomes_the_newer_and_all_else_stays(newer: Path, ours: Repository) -> None:
    shown = update(newer, ours.top, "--dry-run")
    assert (shown.returncode, shown.stderr) == (0, "giftplan: nothing was written\n")
    assert FEW in shown.stdout
    assert ours.git("status", "--short") == ""
    done = update(newer, ours.top)
    assert (done.returncode, shown.stdout) == (0, done.stdout), done.stderr
    shipped = newer / "giftplan" / "shipped"
    for path in (*NEWER, "privacy/nl.yaml"):
        assert (ours.root / path).read_bytes() == (shipped / path).read_bytes()
    changed = {line.split()[-1] for line in ours.git("status", "--short").splitlines()}
    assert changed == {
        f"data/{path}"
        for path in (*NEWER, "privacy/nl.yaml", ".schema/gift.json", ".schema/partner.json", ".knowledge")
    }
    assert inside("check", "--strict", *DAY, folder=ours.top).returncode == 0
    before = snapshot(ours.top)
    again = update(newer, ours.top)
    assert (again.returncode, again.stderr) == (0, "giftplan: nothing to write\n"), again.stdout
    assert snapshot(ours.top) == before


def test_lines_that_come_and_go_are_counted(newer: Path, ours: Repository) -> None:
    found = renewed(newer, ours, "--dry-run")
    numbers = {path: (found[path]["added"], found[path]["removed"]) for path in NEWER}
    assert numbers == dict(zip(NEWER, [(1, 0), (2, 0), (1, 0), (1, 1)], strict=True))
    assert found["privacy/nl.yaml"]["state"] == "new"
    assert found["limits/za.yaml"]["why"] == "ships no longer"


def test_both_changes_of_a_file_come_together(newer: Path, ours: Repository) -> None:
    prefix(ours, "cultures/jp.yaml", "# We asked Yuko.\n")
    assert renewed(newer, ours)["cultures/jp.yaml"]["state"] == "merged"
    text = (ours.root / "cultures/jp.yaml").read_text(encoding="utf-8")
    assert (text.startswith("# We asked Yuko.\n"), text.endswith("# Newer.\n")) == (True, True)
    before = snapshot(ours.top)
    assert "nothing to write" in update(newer, ours.top).stderr
    assert snapshot(ours.top) == before


def test_what_was_put_together_once_is_put_together_again(newer: Path, ours: Repository, tmp_path: Path) -> None:
    """The newest begins where the newer ended, at lines that are in ours only since the update before."""
    prefix(ours, "cultures/jp.yaml", "# We asked Yuko.\n")
    assert renewed(newer, ours)["cultures/jp.yaml"]["state"] == "merged"
    newest = tmp_path / "newest"
    shutil.copytree(newer, newest)
    with (newest / "giftplan/shipped/cultures/jp.yaml").open("a", encoding="utf-8") as stream:
        stream.write("# Newest.\n")
    assert renewed(newest, ours)["cultures/jp.yaml"]["state"] == "merged"
    text = (ours.root / "cultures/jp.yaml").read_text(encoding="utf-8")
    assert (text.startswith("# We asked Yuko.\n"), text.endswith("# Newer.\n# Newest.\n")) == (True, True)
    ours.git("add", "-A")
    for check in ("check", "--strict"), ("check", "--staged", "--strict"):
        assert inside(*check, *DAY, folder=ours.top).returncode == 0


def test_lines_of_windows_stay_lines_of_windows(newer: Path, ours: Repository) -> None:
    file = ours.root / "cultures/jp.yaml"
    prefix(ours, "cultures/jp.yaml", "# We asked Yuko.\n")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert renewed(newer, ours)["cultures/jp.yaml"]["state"] == "merged"
    data = file.read_bytes()
    assert (data.count(b"\r\n"), data.endswith(b"# Newer.\r\n")) == (data.count(b"\n"), True)


def test_where_both_changed_the_same_lines_ours_stays_and_theirs_is_shown(newer: Path, ours: Repository) -> None:
    file = ours.root / "limits/fr.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(LIMITS_HEAD, "# As our lawyer says."), encoding="utf-8")
    before = file.read_bytes()
    done = update(newer, ours.top, "--explain")
    assert done.returncode == 0, done.stderr
    assert "  -# As our lawyer says.\n  +# Newer limits.\n" in done.stdout
    assert file.read_bytes() == before
    assert renewed(newer, ours)["limits/fr.yaml"]["state"] == "kept"


def test_an_own_change_is_no_news_where_nothing_newer_ships(newer: Path, ours: Repository) -> None:
    extend(ours, "cultures/cn.yaml", "# We asked Wei.\n")
    before = (ours.root / "cultures/cn.yaml").read_bytes()
    assert "cultures/cn.yaml" not in renewed(newer, ours)
    assert (ours.root / "cultures/cn.yaml").read_bytes() == before


def test_without_the_history_an_edited_file_is_kept(newer: Path, tmp_path: Path) -> None:
    begin(tmp_path / "ours")
    write(tmp_path, "ours/data/cultures/jp.yaml", "name: Japan\ncountries: [JP]\n")
    done = update(newer, tmp_path / "ours")
    assert done.returncode == 0, done.stderr
    assert "git does not have what it was made of" in " ".join(done.stdout.split())
    assert (tmp_path / "ours/data/cultures/jp.yaml").read_text() == "name: Japan\ncountries: [JP]\n"


def test_what_the_company_took_away_stays_away(newer: Path, ours: Repository) -> None:
    (ours.root / "cultures/jp.yaml").unlink()
    assert renewed(newer, ours)["cultures/jp.yaml"]["state"] == "away"
    assert not (ours.root / "cultures/jp.yaml").exists()
    assert renewed(newer, ours)["cultures/jp.yaml"]["state"] == "away"


def test_a_folder_that_nothing_is_known_of_keeps_what_differs(newer: Path, ours: Repository) -> None:
    (ours.root / ".knowledge").unlink()
    (ours.root / "cultures/cn.yaml").unlink()
    found = renewed(newer, ours)
    assert {path for path, told in found.items() if told["state"] == "kept"} == set(NEWER)
    assert {path for path, told in found.items() if told["state"] == "new"} == {"privacy/nl.yaml", "cultures/cn.yaml"}
    ids = manifest_of((ours.root / ".knowledge").read_text()).ids
    assert ("cultures/cn.yaml" in ids, "cultures/fr.yaml" in ids, "cultures/jp.yaml" in ids) == (True, True, False)


def test_links_and_other_endings_are_left_alone(newer: Path, ours: Repository) -> None:
    data = ours.root
    (data / "cultures/jp.yaml").rename(ours.top / "japan.yaml")
    (data / "cultures/jp.yaml").symlink_to(ours.top / "japan.yaml")
    (data / "limits").rename(ours.top / "limits")
    (data / "limits").symlink_to(ours.top / "limits")
    (data / "catalogue.yaml").rename(data / "catalogue.yml")
    before = snapshot(ours.top)
    found = renewed(newer, ours)
    assert {found[path]["state"] for path in ("cultures/jp.yaml", "limits/fr.yaml", "catalogue.yaml")} == {"kept"}
    after = snapshot(ours.top)
    assert {path for path in after if after[path] != before.get(path)} == {
        *("data/.knowledge", "data/letters/policy.en.md", "data/privacy/nl.yaml"),
    }


def test_what_could_not_be_read_together_is_kept(newer: Path, ours: Repository) -> None:
    """Each adds an idea of the same name, at another place: no line collides, and the two are one too many."""
    file = ours.root / "catalogue.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("# On the desk\n", f"# On the desk\n{IDEA}"), encoding="utf-8")
    before = file.read_bytes()
    found = renewed(newer, ours)["catalogue.yaml"]
    assert (found["state"], "newer-idea" in str(found["why"])) == ("kept", True)
    assert file.read_bytes() == before


def test_errors_that_the_newer_bring_are_told_before(newer: Path, ours: Repository, tmp_path: Path) -> None:
    """An idea comes with a word of the newer vocabulary, and the company has a vocabulary of its own."""
    worded = tmp_path / "worded"
    shutil.copytree(newer, worded)
    shipped = worded / "giftplan" / "shipped"
    with (shipped / "catalogue.yaml").open("a", encoding="utf-8") as stream:
        stream.write(IDEA.replace("newer-idea", "another-idea").replace("[useful]", "[newer-word]"))
    words = (shipped / "vocabulary.yaml").read_text(encoding="utf-8")
    write(shipped, "vocabulary.yaml", "# Newer.\n" + words.replace("tags:", "tags:  # with newer-word", 1))
    prefix(ours, "vocabulary.yaml", "# Our own.\n")
    done = update(worded, ours.top, "--dry-run")
    assert done.returncode == 0, done.stderr
    (error,) = [line for line in done.stdout.splitlines() if line.startswith("error ")]
    assert "GP003 catalogue.yaml" in error
    assert "newer-word" in error
    (ours.root / "catalogue.yaml").write_text("[\n", encoding="utf-8")
    assert "error " not in update(worded, ours.top, "--dry-run").stdout, "what was wrong before is no news"


def test_a_company_in_japan_gets_newer_prices_in_yen(newer: Path, tmp_path: Path) -> None:
    """10 EUR are 1,639 JPY, 1,600 in two digits; 20 EUR are 3,300."""
    begin(tmp_path / "ours", "--country", "JP")
    assert update(newer, tmp_path / "ours").returncode == 0
    price = load(DiskTree(tmp_path / "ours/data")).catalogue["newer-idea"].price
    assert [price.min, price.max] == [1600, 3300]
    assert "nothing to write" in update(newer, tmp_path / "ours").stderr


def test_schemas_are_made_anew(ours: Repository) -> None:
    schemas = sorted((ours.root / ".schema").iterdir())
    before = schemas[0].read_bytes()
    schemas[0].write_text("{}\n", encoding="utf-8")
    assert inside("init", "--update", *DAY, folder=ours.top).returncode == 0
    assert schemas[0].read_bytes() == before
    shutil.rmtree(ours.root / ".schema")
    assert "nothing to write" in inside("init", "--update", *DAY, folder=ours.top).stderr


def test_what_cannot_be_written_leaves_every_file_as_it_was(newer: Path, ours: Repository, tmp_path: Path) -> None:
    """The last file is longer than any may be; those before it are written, and put back."""
    longer = tmp_path / "longer"
    shutil.copytree(newer, longer)
    with (longer / "giftplan/shipped/privacy/nl.yaml").open("a", encoding="utf-8") as stream:
        stream.write("# more\n" * 20_000)
    before = snapshot(ours.top)

    def short_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    command = [*GIFTPLAN, "init", "--update", *DAY]
    environment = clean({"PYTHONPATH": str(longer)})
    done = subprocess.run(
        command, cwd=ours.top, env=environment, capture_output=True, text=True, check=False, preexec_fn=short_files
    )
    assert (done.returncode, "nl.yaml cannot be written" in done.stderr) == (3, True), done.stderr
    assert snapshot(ours.top) == before
    assert "giftplan-" not in ours.git("status", "--short")


def test_a_terminal_is_asked(ours: Repository) -> None:
    (ours.root / "cultures/jp.yaml").unlink()
    (ours.root / ".knowledge").unlink()
    before = snapshot(ours.top)
    code, shown = answered("init", "--update", *DAY, answers=["n\n"], folder=ours.top)
    assert (code, "Write it? [Y/n]" in shown, snapshot(ours.top) == before) == (0, True, True)
    code, shown = answered("init", "--update", "--yes", *DAY, folder=ours.top)
    assert (code, "Write it?" in shown, (ours.root / "cultures/jp.yaml").exists()) == (0, False, True)


def test_the_folder_is_found_as_every_command_finds_it(ours: Repository, tmp_path: Path) -> None:
    for place in ((str(ours.top),), (str(ours.root),), ("--data", str(ours.root))):
        assert inside("init", "--update", *place, *DAY, folder=tmp_path).returncode == 0
    assert "data/settings.yaml" in refusal(inside("init", "--update", *DAY, folder=tmp_path), 3)
    assert "giftplan init empty" in refusal(inside("init", "--update", "empty", *DAY, folder=tmp_path), 3)
    for option in (("--company", "Orme"), ("--no-git",)):
        assert "--update" in refusal(inside("init", "--update", *option, *DAY, folder=ours.top), 2)
    assert "--update" in refusal(inside("init", "new", "--explain", *DAY, folder=tmp_path), 2)


def test_a_list_in_conflict_is_settled_first(ours: Repository) -> None:
    extend(ours, ".knowledge", "<<<<<<< main\n")
    assert "conflict that nobody settled: mend it" in refusal(inside("init", "--update", *DAY, folder=ours.top), 3)


def test_the_names_of_contents_are_those_of_git(ours: Repository) -> None:
    path = "cultures/jp.yaml"
    known = manifest_of((ours.root / ".knowledge").read_text(encoding="utf-8"))
    assert known.ids[path] == ours.git("rev-parse", f"HEAD:data/{path}").strip()
    assert blob_id((ours.root / path).read_bytes().replace(b"\n", b"\r\n")) == known.ids[path]
    assert manifest_of("# x\nnothing\n" + "0" * 40 + " settings.yaml\n") == Manifest({})


def test_prices_never_come_in_another_currency_than_ours(tmp_path: Path) -> None:
    begin(tmp_path / "ours", "--country", "CH")
    folder = tmp_path / "ours"
    prices = load(DiskTree(folder / "data")).catalogue
    (folder / "data/.knowledge").unlink()
    (folder / "data/catalogue.yaml").unlink()
    assert inside("init", "--update", "--yes", *DAY, folder=folder).returncode == 0
    again = load(DiskTree(folder / "data")).catalogue
    assert {name: idea.price for name, idea in again.items()} == {name: idea.price for name, idea in prices.items()}
    settings = folder / "data/settings.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("currency: CHF", "currency: SEK"), encoding="utf-8"
    )
    (folder / "data/catalogue.yaml").unlink()
    done = inside("init", "--update", "--dry-run", *DAY, folder=folder)
    assert "its prices would come in CHF, and settings.yaml counts in SEK" in " ".join(done.stdout.split())


def test_where_something_newer_was_kept_back_nobody_says_that_nothing_is_newer(newer: Path, ours: Repository) -> None:
    (ours.root / ".knowledge").unlink()
    done = update(newer, ours.top, "--explain", "--dry-run")
    assert "kept" in done.stdout
    assert "Nothing is newer here" not in done.stdout
