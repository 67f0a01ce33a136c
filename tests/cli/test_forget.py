"""`giftplan forget`: what it asks, what it writes and in which order, and what it says of git's history."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from giftplan.book.book import load
from giftplan.book.texts import Texts
from giftplan.book.trees import DiskTree
from giftplan.cli.erasing import steps_of
from giftplan.cli.erasing import write
from giftplan.errors import CannotWorkError
from giftplan.reports.erasure import erasure_of
from tests.book.test_writing import bound_by_modes
from tests.cli.terminal import GIFTPLAN
from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import answered
from tests.cli.terminal import call
from tests.cli.terminal import clean
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import GIFT
from tests.conftest import PARTNER
from tests.conftest import DataFolder
from tests.conftest import gift
from tests.repository import Repository

ANNA = ("forget", "rivoli", "anna")
RIVOLI = """\
name: Rivoli
country: IT
contacts:
  - id: anna
    name: Anna Rossi
    interests: [{topic: rowing on the lake, source: conversation, noted: 2026-01-05}]   # at dawn
  - {id: luca, name: Luca Bianchi}
meetings:
  - {asked: 2026-01-10, note: long talk with Anna}
"""
ORME = """\
name: Orme
country: FR
contacts:
  - {id: anna, name: Anna Rossi, formerly: {partner: rivoli, contact: anna}}
referred_by: {partner: rivoli}
"""


@pytest.fixture
def folder(data_folder: DataFolder) -> DataFolder:
    """A partner with two people, one of whom went on to another one; three gifts, two of them in one file."""
    data_folder.add(PARTNER, RIVOLI)
    data_folder.add("partners/orme.yaml", ORME)
    data_folder.add(GIFT, gift(why="she rows  # in any weather"))
    second = gift(date="2026-03-17", recipients="[luca]", why="he sings", value="11.00").replace("\n", "\n  ")
    third = gift(date="2026-04-17", partner="orme", recipients="[anna]", value="12.00").replace("\n", "\n  ")
    data_folder.add("gifts/2026/spring.yaml", f"# Kept together.\n- {second.rstrip()}\n- {third.rstrip()}\n")
    return data_folder


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file with what stands in it; of a link, where it leads as well."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ".git" not in path.relative_to(folder).parts:
            leads = str(path.readlink()).encode() + b" -> " if path.is_symlink() else b""
            found[path.relative_to(folder).as_posix()] = leads + path.read_bytes()
    return found


def errors(folder: DataFolder) -> list[str]:
    """What cannot be read, or leads nowhere."""
    return [f"{found.path}: {found.message}" for found in folder.judge().findings if found.rule.startswith("GP0")]


def answer(folder: DataFolder, *arguments: str) -> dict[str, Any]:
    done = inside("forget", *arguments, "--format", "json", folder=folder.root.parent)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


# What is written


def test_a_person_goes_and_every_other_byte_stays(folder: DataFolder) -> None:
    before = snapshot(folder.root)
    done = inside(*ANNA, "--yes", folder=folder.root.parent)
    assert (done.returncode, done.stderr) == (0, "giftplan: erased in 3 files: giftplan check looks through them\n")
    changed = {path: data for path, data in snapshot(folder.root).items() if before.get(path) != data}
    assert changed == {
        PARTNER: b"name: Rivoli\ncountry: IT\ncontacts:\n  - {id: person-1, name: erased}\n"
        b"  - {id: luca, name: Luca Bianchi}\nmeetings:\n  - {asked: 2026-01-10, note: null}\n",
        "partners/orme.yaml": ORME.replace("contact: anna}}", "contact: person-1}}").encode(),
        GIFT: gift(recipients="[person-1]", why="null").encode(),
    }
    assert snapshot(folder.root).keys() == before.keys()
    assert errors(folder) == []


def test_a_whole_partner_goes_with_its_files_names(folder: DataFolder) -> None:
    done = inside("forget", "rivoli", "--yes", folder=folder.root.parent)
    assert done.returncode == 0, done.stderr
    files = snapshot(folder.root)
    assert PARTNER not in files
    assert GIFT not in files
    assert files["partners/erased-1.yaml"] == (
        b"name: erased\ncountry: IT\ncontacts:\n  - {id: person-1, name: erased}\n  - {id: person-2, name: erased}\n"
        b"meetings:\n  - {asked: 2026-01-10, note: null}\n"
    )
    assert (
        files["gifts/2026/2026-02-17-erased-1.yaml"]
        == gift(partner="erased-1", recipients="[person-1]", why="null").encode()
    )
    spring = files["gifts/2026/spring.yaml"].decode()
    assert "# Kept together.\n- partner: erased-1\n" in spring
    assert "recipients: [person-2]" in spring
    assert spring.count("anna") == 1
    assert files["partners/orme.yaml"].decode().count("erased-1") == 2
    assert errors(folder) == []


def test_a_dry_run_writes_nothing_and_shows_everything(folder: DataFolder) -> None:
    before = snapshot(folder.root)
    done = call(*ANNA, "--dry-run", folder=folder.root.parent)
    assert (done.returncode, done.stderr) == (
        0,
        "giftplan: nothing was written. To do it: giftplan forget rivoli anna --yes\n",
    )
    assert snapshot(folder.root) == before
    assert "Forget Anna Rossi · Rivoli · 3 files to change" in done.stdout
    assert " -   - id: anna" in done.stdout
    assert " +   - {id: person-1, name: erased}" in done.stdout
    assert "The same person is still stored as anna of orme: giftplan forget orme anna" in done.stdout
    assert "git" not in done.stdout.replace("giftplan", "")


def test_the_json_says_every_edit(folder: DataFolder) -> None:
    found = answer(folder, "rivoli", "anna", "--dry-run")
    assert found["schema"] == "giftplan/forget/1"
    assert (found["partner"], found["contact"], found["written"]) == ("rivoli", "anna", False)
    assert found["ids"] == {"anna": "person-1"}
    fields = {(edit["path"], edit["field"]): (edit["before"], edit["after"]) for edit in found["edits"]}
    assert fields["data/" + GIFT, "why"] == ("she rows", None)
    assert fields["data/" + GIFT, "recipients.0"] == ("anna", "person-1")
    assert fields["data/" + PARTNER, "contacts.0"][0]["name"] == "Anna Rossi"
    assert found["renames"] == []
    assert found["elsewhere"] == [{"partner": "orme", "contact": "anna"}]
    assert [(place["path"], place["line"]) for place in found["remaining"]] == [
        ("data/gifts/2026/spring.yaml", 11),  # as somebody of the other partner
        ("data/partners/orme.yaml", 4),
    ]
    assert found["history"] is None
    whole = answer(folder, "rivoli", "--yes")
    assert whole["written"] is True
    assert whole["ids"] == {"rivoli": "erased-1", "anna": "person-1", "luca": "person-2"}
    assert whole["renames"] == [
        {"from": "data/partners/rivoli.yaml", "to": "data/partners/erased-1.yaml"},
        {"from": "data/" + GIFT, "to": "data/gifts/2026/2026-02-17-erased-1.yaml"},
    ]


def test_who_is_erased_already_is_told_so(folder: DataFolder) -> None:
    inside(*ANNA, "--yes", folder=folder.root.parent)
    before = snapshot(folder.root)
    done = inside("forget", "rivoli", "person-1", folder=folder.root.parent)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "giftplan: rivoli person-1 is erased already: nothing to write\n"
    inside("forget", "rivoli", "--yes", folder=folder.root.parent)
    assert "erased-1 is erased already" in inside("forget", "erased-1", folder=folder.root.parent).stderr
    assert before != snapshot(folder.root)


def test_a_letter_and_a_comment_that_name_them_are_told(folder: DataFolder) -> None:
    folder.add("letters/thanks.en.md", "Dear friend,\n\nROSSI\n")
    folder.extend("touches.yaml", "# ask Anna Rossi\n")
    folder.add("letters/picture.png", b"\x89PNG\x00anna")
    shown = inside(*ANNA, "--dry-run", folder=folder.root.parent).stdout
    assert "Still named in 4 places: look at these by hand" in shown
    assert " data/letters/thanks.en.md:3 ROSSI" in shown
    assert " data/touches.yaml:5 # ask Anna Rossi" in shown


def test_words_of_the_data_are_shown_as_they_are(folder: DataFolder) -> None:
    folder.add(PARTNER, RIVOLI.replace("name: Anna Rossi", 'name: "[red]\\e[31m\\u202eAnna | `x`"'))
    for arguments in ((*ANNA, "--dry-run"), ("show", "rivoli", "--contact", "anna")):
        shown = call(*arguments, folder=folder.root.parent, environment={"PYTHONIOENCODING": "ascii"}).stdout
        assert r"[red]\x1b[31m\u202eAnna | `x`" in shown
        assert not any(sign in shown for sign in ("\x1b", "\u202e"))


# What is asked, and what is refused


def test_without_a_terminal_it_does_nothing_unless_told_to(folder: DataFolder) -> None:
    before = snapshot(folder.root)
    for arguments in (ANNA, (*ANNA, "--format", "json"), ("forget", "rivoli")):
        assert "do it with --yes" in refusal(call(*arguments, folder=folder.root.parent), 2)
    assert snapshot(folder.root) == before


@pytest.mark.parametrize(("typed", "is_written"), [("\n", False), ("n\n", False), ("y\n", True), ("\x03", False)])
def test_a_person_is_asked_and_the_answer_is_no_unless_it_is_yes(
    folder: DataFolder, typed: str, is_written: bool
) -> None:
    before = snapshot(folder.root)
    _, shown = answered(*ANNA, folder=folder.root.parent, answers=[typed])
    assert "Erase it?" in shown
    assert (snapshot(folder.root) != before) is is_written
    assert ("erased in 3 files" in shown) is is_written


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("rivol", "anna"), "no partner 'rivol': did you mean 'rivoli'?"),
        (("rivoli", "ana"), "no contact 'ana' at rivoli: did you mean 'anna'?"),
        (("rivoli", "zzz"), "no contact 'zzz' at rivoli: its contacts are anna, luca"),
        (("rivoli", "anna", "--format", "csv"), "--format 'csv'"),
    ],
)
def test_who_is_not_there_is_refused_with_a_hint(folder: DataFolder, arguments: tuple[str, ...], says: str) -> None:
    assert says in refusal(inside("forget", *arguments, "--yes", folder=folder.root.parent), 2)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("gifts/2026/2026-05-05-rivoli.yaml", b"partner: ["),
        ("partners/broken.yaml", b"\xff"),
        ("gifts/2026/2026-05-05-orme.yaml", gift(partner="orme", recipients="[anna]", value="-1").encode()),
        ("gifts/2026/Copy of rivoli.yaml", gift().encode()),
    ],
)
def test_nothing_is_erased_where_something_could_remain(folder: DataFolder, path: str, content: bytes) -> None:
    folder.add(path, content)
    before = snapshot(folder.root)
    said = refusal(inside(*ANNA, "--yes", folder=folder.root.parent), 3)
    assert path in said
    assert "something could remain" in said
    assert snapshot(folder.root) == before


# How it is written


def test_a_link_stays_one_and_modes_are_kept(folder: DataFolder) -> None:
    kept = folder.root.parent / "kept"
    kept.mkdir()
    for path, mode in ((PARTNER, 0o600), (GIFT, 0o640)):
        file = folder.root / path
        file.chmod(mode)
        shutil.move(file, kept / file.name)
        file.symlink_to(os.path.relpath(kept / file.name, file.parent))
    inside("forget", "rivoli", "--yes", folder=folder.root.parent)
    for path, target, mode in (
        ("partners/erased-1.yaml", "rivoli.yaml", 0o600),
        ("gifts/2026/2026-02-17-erased-1.yaml", "2026-02-17-rivoli.yaml", 0o640),
    ):
        file = folder.root / path
        assert file.is_symlink()
        assert file.resolve() == (kept / target).resolve()
        assert file.stat().st_mode & 0o777 == mode
        assert b"Anna" not in file.read_bytes()
        assert b"erased" in file.read_bytes()


def test_crlf_and_a_byte_order_mark_are_kept(folder: DataFolder) -> None:
    folder.add(PARTNER, b"\xef\xbb\xbf" + RIVOLI.replace("\n", "\r\n").encode())
    inside(*ANNA, "--yes", folder=folder.root.parent)
    data = (folder.root / PARTNER).read_bytes()
    assert data.startswith(b"\xef\xbb\xbfname: Rivoli\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 7


WHO: Mapping[str, tuple[str, ...]] = {"person": ("rivoli", "anna"), "partner": ("rivoli",)}


def steps(folder: DataFolder, who: tuple[str, ...]) -> list[Any]:
    book = load(DiskTree(folder.root))
    texts = Texts(book)
    contact = who[1] if len(who) > 1 else None
    return list(steps_of(folder.root, erasure_of(book, texts, book.partners[who[0]], contact), texts))


@pytest.mark.parametrize("who", WHO.values(), ids=WHO)
def test_a_stop_between_any_two_writes_loses_nothing_and_a_second_run_finishes(
    folder: DataFolder, who: tuple[str, ...]
) -> None:
    before = folder.root.parent / "before"
    shutil.copytree(folder.root, before)
    total = len(steps(folder, who))
    inside("forget", *who, "--yes", folder=folder.root.parent)
    wanted = snapshot(folder.root)
    assert total == (4 if who == WHO["person"] else 7)
    for stop in range(total):
        shutil.rmtree(folder.root)
        shutil.copytree(before, folder.root)
        for step in steps(folder, who)[:stop]:
            step()
        half = load(DiskTree(folder.root))
        assert len(half.gifts) == 3
        assert half.lost == frozenset()
        assert sum(one.value for one in half.gifts) == 43
        done = inside("forget", *who, "--yes", folder=folder.root.parent)
        assert done.returncode == 0, done.stderr
        assert snapshot(folder.root) == wanted, stop


def test_between_two_writes_nobody_else_gets_the_same_neutral_id(folder: DataFolder) -> None:
    for step in steps(folder, ("rivoli", "anna"))[:2]:
        step()
    assert (folder.root / PARTNER).read_text().startswith("# Not finished, run it again: giftplan forget rivoli anna")
    inside("forget", "rivoli", "luca", "--yes", folder=folder.root.parent)
    book = folder.load()
    assert [contact.id for contact in book.partners["rivoli"].contacts] == ["person-1", "person-2"]
    assert [one.recipients for one in book.gifts_of("rivoli")] == [("person-1",), ("person-2",)]
    assert "Not finished" not in (folder.root / PARTNER).read_text()
    assert errors(folder) == []


def test_a_person_half_erased_goes_with_the_whole_partner(folder: DataFolder) -> None:
    for step in steps(folder, ("rivoli", "anna"))[:1]:
        step()
    inside("forget", "rivoli", "--yes", folder=folder.root.parent)
    assert errors(folder) == []
    assert [one.recipients for one in folder.load().gifts_of("erased-1")] == [("person-1",), ("person-2",)]
    assert not any(b"Not finished" in data for data in snapshot(folder.root).values())


@pytest.mark.parametrize("who", WHO.values(), ids=WHO)
def test_a_kill_at_any_moment_loses_nothing(folder: DataFolder, who: tuple[str, ...]) -> None:
    for number in range(40):
        folder.add(f"gifts/2026/2026-05-05-rivoli-{number}.yaml", gift(date="2026-05-05", value="1.00"))
    before = folder.root.parent / "before"
    shutil.copytree(folder.root, before)
    inside("forget", *who, "--yes", folder=folder.root.parent)
    wanted = snapshot(folder.root)
    for moment in range(4):
        shutil.rmtree(folder.root)
        shutil.copytree(before, folder.root)
        command = [*GIFTPLAN, "forget", *who, "--yes", "--quiet"]
        with subprocess.Popen(
            command, cwd=folder.root.parent, env=clean(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.004 * moment)
            process.send_signal(signal.SIGKILL)
        assert sum(one.value for one in folder.load().gifts) == 83
        done = inside("forget", *who, "--yes", folder=folder.root.parent)
        assert done.returncode in (0, 2), done.stderr  # it may have been finished already
        found = {path: data for path, data in snapshot(folder.root).items() if "/.giftplan-" not in path}
        assert found == wanted


@pytest.mark.parametrize("moment", range(6))
def test_an_interrupt_leaves_every_file_as_it_was_or_finishes(folder: DataFolder, moment: int) -> None:
    before = snapshot(folder.root)
    command = [*GIFTPLAN, "forget", "rivoli", "--yes", "--quiet"]
    with subprocess.Popen(
        command, cwd=folder.root.parent, env=clean(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.003 * moment)
        process.send_signal(signal.SIGINT)
    after = snapshot(folder.root)
    if after != before:
        assert errors(folder) == []
        assert not any(
            b"Not finished" in data or b"anna" in data
            for path, data in after.items()
            if "orme" not in path and "spring" not in path
        )


def test_what_somebody_changes_meanwhile_is_not_overwritten(folder: DataFolder) -> None:
    book = load(DiskTree(folder.root))
    texts = Texts(book)
    erasure = erasure_of(book, texts, book.partners["rivoli"], "anna")
    folder.extend(GIFT, "colour: navy\n")
    before = snapshot(folder.root)
    with pytest.raises(CannotWorkError, match="was changed meanwhile, and nothing is written: run it again"):
        write(folder.root, erasure, texts)
    assert snapshot(folder.root) == before


def test_a_folder_that_may_not_be_written_to_says_how_to_go_on(folder: DataFolder) -> None:
    before = snapshot(folder.root)
    closed = folder.root / "gifts" / "2026"
    closed.chmod(0o555)
    done = subprocess.run(
        [*bound_by_modes(), *GIFTPLAN, *ANNA, "--yes", "--quiet"],
        cwd=folder.root.parent,
        env=clean(),
        capture_output=True,
        text=True,
        check=False,
    )
    closed.chmod(0o755)
    assert done.returncode == 3
    assert "cannot be written: Permission denied; 1 of 4 steps are done: run the same command again" in done.stderr
    assert {path for path, data in snapshot(folder.root).items() if before[path] != data} == {PARTNER}
    assert inside(*ANNA, "--yes", folder=folder.root.parent).returncode == 0
    assert errors(folder) == []


def test_a_read_only_folder_leaves_every_file_as_it_was(folder: DataFolder) -> None:
    before = snapshot(folder.root)
    folders = [folder.root / name for name in ("partners", "gifts/2026")]
    for closed in folders:
        closed.chmod(0o555)
    call_it = [*bound_by_modes(), *GIFTPLAN, "forget", "rivoli", "--yes", "--quiet"]
    done = subprocess.run(call_it, cwd=folder.root.parent, env=clean(), capture_output=True, text=True, check=False)
    for closed in folders:
        closed.chmod(0o755)
    assert done.returncode == 3
    assert "cannot be written: Permission denied" in done.stderr
    assert "again" not in done.stderr
    assert snapshot(folder.root) == before


# What git holds


@pytest.fixture
def committed(repository: Repository, folder: DataFolder) -> Repository:
    """The same folder in a git repository, with a second commit that changes a note."""
    shutil.copytree(folder.root, repository.root, dirs_exist_ok=True)
    repository.git("add", "-A")
    repository.commit("first")
    repository.add("letters/thanks.en.md", "Dear Anna Rossi,\n")
    repository.commit("a letter")
    repository.git("rm", "-q", "data/letters/thanks.en.md")
    repository.commit("and none")
    return repository


def test_git_s_history_is_told_with_what_purges_it(committed: Repository) -> None:
    done = inside(*ANNA, "--dry-run", folder=committed.top)
    words = " ".join(done.stdout.split())
    assert "Git's history still holds it: 3 commits of 4 files" in words
    assert "data/letters/thanks.en.md" in words
    assert "then commit everything, push it" in words
    assert "git filter-repo --replace-text ../erased.txt --replace-message ../erased.txt" in done.stdout
    assert "\n  literal:long talk with Anna==>erased\n" in done.stdout
    assert "\n  literal:rowing on the lake==>erased\n" in done.stdout
    assert "Not among them, since other files have the same words: 'anna'" in words
    assert "Everybody else must clone anew" in words
    assert "pull requests" in words
    history = answer(DataFolder(committed.root), "rivoli", "--dry-run")["history"]
    assert history["commits"] == 3
    assert "--path-rename data/partners/rivoli.yaml:data/partners/erased-1.yaml" in history["command"]
    assert r"regex:\brivoli\b==>erased-1" in history["replace_text"]


def test_a_repository_without_a_commit_holds_nothing(repository: Repository, folder: DataFolder) -> None:
    shutil.copytree(folder.root, repository.root, dirs_exist_ok=True)
    assert answer(DataFolder(repository.root), "rivoli", "anna", "--dry-run")["history"] is None


def test_git_sees_the_changed_files_and_no_other(committed: Repository) -> None:
    inside(*ANNA, "--yes", folder=committed.top)
    changed = committed.git("status", "--porcelain").split()
    assert sorted(changed[1::2]) == [f"data/{GIFT}", "data/partners/orme.yaml", f"data/{PARTNER}"]
    assert set(changed[::2]) == {"M"}


def filter_repo() -> str:
    found = shutil.which("git-filter-repo")
    if found is None:
        pytest.skip("git filter-repo is not installed")
    return found


def purged(repository: Repository, history: dict[str, Any], place: Path) -> Path:
    """A fresh clone in which the commands that are told were run."""
    repository.git("add", "-A")
    repository.commit("erased")
    (place / "erased.txt").write_text("\n".join(history["replace_text"]) + "\n", encoding="utf-8")
    repository.git("clone", "-q", "--no-local", str(repository.top), str(place / "fresh"))
    for command in filter(None, (history["command"], history["second_command"])):
        done = subprocess.run(command, shell=True, cwd=place / "fresh", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return place / "fresh"


def test_the_command_that_is_told_purges_history(committed: Repository, tmp_path: Path) -> None:
    filter_repo()
    found = answer(DataFolder(committed.root), "rivoli", "--yes")["history"]
    clone = purged(committed, found, tmp_path)
    log = committed.git("-C", str(clone), "log", "-p", "--all")
    assert not any(word in log for word in ("Rossi", "rowing", "Bianchi", "rivoli", "she rows"))
    after, working = snapshot(clone / "data"), snapshot(committed.root)
    assert {path for path in working if after[path] != working[path]} <= {"partners/orme.yaml"}


def test_what_was_deleted_earlier_goes_whole(committed: Repository, tmp_path: Path) -> None:
    """Its words were never erased from a file that is there: nobody could name them."""
    filter_repo()
    old = "gifts/2024/2024-05-14-rivoli-2.yaml"
    committed.add(old, gift(date="2024-05-14", why="she told us of her knee"))
    committed.commit("a gift")
    committed.git("rm", "-q", f"data/{old}")
    committed.commit("and none")
    found = answer(DataFolder(committed.root), "rivoli", "--yes")["history"]
    assert f"data/{old}" in found["second_command"]
    log = committed.git("-C", str(purged(committed, found, tmp_path)), "log", "-p", "--all")
    assert ("her knee" in log, "rivoli" in log) == (False, False)


def test_words_of_other_files_of_the_repository_stay(committed: Repository, tmp_path: Path) -> None:
    filter_repo()
    readme = "Ask Anna Rossi. The branch rivoli is ours, and so is luca.sh.\n"
    (committed.top / "README.md").write_text(readme, encoding="utf-8")
    committed.git("add", "-A")
    committed.commit("a readme")
    told = answer(DataFolder(committed.root), "rivoli", "--yes")
    places = [(place["path"], place["line"]) for place in told["remaining"] if place["path"].endswith("README.md")]
    assert [line for _, line in places] == [1]
    assert {"rivoli", "luca"} <= set(told["history"]["kept"])
    clone = purged(committed, told["history"], tmp_path)
    assert "The branch rivoli is ours, and so is luca.sh." in (clone / "README.md").read_text(encoding="utf-8")


def test_the_example_can_be_erased(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "data", tmp_path / "data")
    done = inside("forget", "maison-lefevre", "jean", "--yes", folder=tmp_path)
    assert done.returncode == 0
    assert inside("check", "--as-of", "2026-10-06", "--select", "GP0", folder=tmp_path).returncode == 0
