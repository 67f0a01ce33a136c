"""Where files come from: the disk, with all that may lie about there."""

import os
import re
import stat
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.book.trees import Tree
from giftplan.book.trees import UnreadableError
from tests.repository import write

NOBODY = 65534


def reason(tree: Tree, path: str) -> str:
    """Why a file that is listed cannot be read."""
    assert path in tree.listing().files
    with pytest.raises(UnreadableError) as unreadable:
        tree.read(path)
    return str(unreadable.value)


def test_the_files_of_a_folder_are_listed_in_order(tmp_path: Path) -> None:
    for path in ("settings.yaml", "partners/b.yaml", "partners/a.yml", "gifts/2026/x.yaml", "letters/thanks.en.md"):
        write(tmp_path, path)
    listing = DiskTree(tmp_path).listing()
    assert listing.files == ("gifts/2026/x.yaml", "partners/a.yml", "partners/b.yaml", "settings.yaml")
    assert listing.closed == ()


def test_a_file_is_read_byte_by_byte_as_it_is(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfname: \xff\r\n\x00"
    (tmp_path / "a.yaml").write_bytes(data)
    (tmp_path / "empty.yaml").write_bytes(b"")
    assert DiskTree(tmp_path).read("a.yaml") == data
    assert DiskTree(tmp_path).read("empty.yaml") == b""


LEFTOVERS = (
    ".a.yaml",
    ".a.yaml.swp",
    ".#a.yaml",
    "#a.yaml#",
    "#a.yaml",
    "a.yaml~",
    "a.yaml.bak",
    "a.yaml.orig",
    "a.yaml.tmp",
    "4913",
    "partners/.a.yaml.un~",
    "partners/.giftplan-x.yaml",
    ".git/a.yaml",
    ".idea/a.yaml",
    "partners/.trash/a.yaml",
    "README.md",
    "yaml",
    "x.yaml.d/readme",
)


@pytest.mark.parametrize("path", LEFTOVERS)
def test_an_editors_leftovers_and_hidden_folders_are_ignored(tmp_path: Path, path: str) -> None:
    write(tmp_path, "a.yaml")
    write(tmp_path, path)
    assert DiskTree(tmp_path).listing().files == ("a.yaml",)


MEANT = ("a.txt", "a.yaml.txt", "a.json", "Copy of a.csv", "a.ymal", "a.yalm", "a.yaml ", "a.yaml.docx", "a", "a-b")


@pytest.mark.parametrize("name", MEANT)
def test_a_record_under_another_ending_is_not_left_out_without_a_word(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"gifts/2026/{name}")
    write(tmp_path, name)
    assert DiskTree(tmp_path).listing().files == (f"gifts/2026/{name}",)
    problems = [problem for problem in load(DiskTree(tmp_path)).problems if problem.path.startswith("gifts")]
    assert [problem.code for problem in problems] == ["GP005"]
    assert re.match(r"Rename it to gifts/2026/[a-z-]+\.yaml, or move it out of gifts/$", problems[0].fix)


@pytest.mark.parametrize("name", ["policy.pdf", "policy.docx", "photo.png", "README.md", "README", "Makefile", "4913"])
def test_a_document_beside_the_records_is_none_of_them(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"partners/{name}")
    assert DiskTree(tmp_path).listing().files == ()


def test_a_folder_called_like_a_file_is_named(tmp_path: Path) -> None:
    write(tmp_path, "partners/x.yaml/inside.yaml")
    assert reason(DiskTree(tmp_path), "partners/x.yaml") == "is a folder, not a file"


def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert reason(DiskTree(tmp_path), "pipe.yaml") == "is a device or a pipe, not a file"


LINKS = [
    ("a.yaml", "leads back to itself"),
    ("nowhere.yaml", "leads nowhere"),
    ("/dev/zero", "is a device or a pipe"),
    (".", "is a folder"),
]


@pytest.mark.parametrize(("target", "says"), LINKS)
def test_a_link_to_what_is_no_file_is_named(tmp_path: Path, target: str, says: str) -> None:
    (tmp_path / "a.yaml").symlink_to(target)
    assert says in reason(DiskTree(tmp_path), "a.yaml")


def test_a_link_to_a_file_is_that_file(tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/a.yaml", "name: A\n")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "b.yaml").symlink_to("../elsewhere/a.yaml")
    (tmp_path / "data" / "partners").symlink_to("../elsewhere")
    tree = DiskTree(tmp_path / "data")
    assert tree.listing().files == ("b.yaml", "partners/a.yaml")
    assert tree.read("b.yaml") == tree.read("partners/a.yaml") == b"name: A\n"


def test_folders_that_lead_back_are_walked_once(tmp_path: Path) -> None:
    write(tmp_path, "partners/a.yaml")
    (tmp_path / "partners" / "round").symlink_to("..")
    (tmp_path / "partners" / "again").symlink_to("again")
    assert DiskTree(tmp_path).listing().files == ("partners/a.yaml",)


@pytest.mark.parametrize(
    ("target", "says"), [("nowhere", "leads nowhere"), ("limits", "back to itself"), ("settings.yaml", "is a file")]
)
def test_a_record_folder_that_is_a_link_to_none_is_named(tmp_path: Path, target: str, says: str) -> None:
    """What it should hold would be left out, and nobody would be warned of a limit."""
    write(tmp_path, "settings.yaml")
    (tmp_path / "limits").symlink_to(target)
    (tmp_path / "note.txt").symlink_to("nowhere")
    listing = DiskTree(tmp_path).listing()
    assert [path for path, _ in listing.closed] == ["limits"]
    assert says in listing.closed[0][1]


def test_a_year_of_gifts_that_is_a_link_to_nothing_is_named(tmp_path: Path) -> None:
    write(tmp_path, "gifts/2025/a.yaml")
    (tmp_path / "gifts" / "2026").symlink_to("elsewhere")
    assert [path for path, _ in DiskTree(tmp_path).listing().closed] == ["gifts/2026"]


@pytest.mark.parametrize("make", [Path.touch, os.mkfifo])
def test_a_file_in_the_place_of_a_record_folder_is_named(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "partners")
    assert [path for path, _ in DiskTree(tmp_path).listing().closed] == ["partners"]


def test_folders_far_inside_each_other_are_named_and_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "partners"
    write(folder, "/".join(["d"] * 30) + "/a.yaml")
    listing = DiskTree(tmp_path).listing()
    assert (listing.files, len(listing.closed)) == ((), 1)
    assert "folders deep" in listing.closed[0][1]


def test_a_folder_is_known_by_its_own_name_and_not_by_a_link(tmp_path: Path) -> None:
    write(tmp_path, "partners/a.yaml")
    for name in ("a", "partner", "z"):
        (tmp_path / name).symlink_to("partners")
    assert DiskTree(tmp_path).listing().files == ("partners/a.yaml",)


NAMES = ["a\nb.yaml", "a b.yaml", "[a].yaml", "\x1b[31m.yaml", "%0A::error::.yaml", "é.yaml", "e\u0301.yaml", "-a.yaml"]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_listed_and_read_as_it_is(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"partners/{name}", "name: A\n")
    tree = DiskTree(tmp_path)
    assert tree.listing().files == (f"partners/{name}",)
    assert tree.read(f"partners/{name}") == b"name: A\n"


def test_a_name_that_is_not_even_text_is_listed_and_read(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.yaml")
    write(tmp_path, name)
    tree = DiskTree(tmp_path)
    assert tree.listing().files == (name,)
    assert tree.read(name) == b"name: A\n"


def test_a_file_too_large_for_the_memory_is_not_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "a.yaml").open("wb") as stream:
        stream.truncate(1 << 40)
    try:
        read = len(DiskTree(tmp_path).read("a.yaml"))
    except UnreadableError:
        read = 0
    assert read < 100_000_000


@contextmanager
def without_rights() -> Iterator[None]:
    """As somebody who is not root: root may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that anybody may read, from inside: the way to it may be closed to others."""
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    return Path()


def test_a_file_that_may_not_be_read_is_named(here: Path) -> None:
    file = write(here, "partners/a.yaml")
    write(here, "partners/b.yaml")
    file.chmod(0)
    with without_rights():
        assert "may not be read" in reason(DiskTree(here), "partners/a.yaml")
        assert DiskTree(here).read("partners/b.yaml") == b"name: A\n"


@pytest.mark.parametrize("mode", [0, 0o444, 0o111])
def test_a_folder_that_may_not_be_looked_into_is_named(here: Path, mode: int) -> None:
    write(here, "gifts/2026/a.yaml")
    write(here, "partners/a.yaml")
    folder = here / "gifts"
    folder.chmod(mode)
    try:
        with without_rights():
            listing = DiskTree(here).listing()
            problems = load(DiskTree(here)).problems
    finally:
        folder.chmod(stat.S_IRWXU)
    assert [path.split("/")[0] for path, _ in listing.closed] == ["gifts"]
    assert "may not be read" in listing.closed[0][1]
    assert listing.files == ("partners/a.yaml",)
    assert ("GP001", listing.closed[0][0]) in [(problem.code, problem.path) for problem in problems]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    listing = DiskTree(tmp_path / "nowhere").listing()
    assert listing.files == ()
    assert [path for path, _ in listing.closed] == [""]
