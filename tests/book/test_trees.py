"""Where files come from: the disk, git's index, a git revision, with all that may lie about there."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.book.trees import GitTree
from giftplan.book.trees import Tree
from giftplan.book.trees import UnreadableError
from giftplan.errors import CannotWorkError

NOBODY = 65534


@pytest.fixture(autouse=True)
def outside_of_a_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests may themselves run in a hook, whose variables speak of another repository."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"):
        monkeypatch.delenv(name, raising=False)


def add(root: Path, path: str, text: str = "name: A\n") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def reason(tree: Tree, path: str) -> str:
    """Why a file that is listed cannot be read."""
    assert path in tree.listing().files
    with pytest.raises(UnreadableError) as unreadable:
        tree.read(path)
    return str(unreadable.value)


def test_the_files_of_a_folder_are_listed_in_order(tmp_path: Path) -> None:
    for path in ("settings.yaml", "partners/b.yaml", "partners/a.yml", "gifts/2026/x.yaml", "letters/thanks.en.md"):
        add(tmp_path, path)
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
    add(tmp_path, "a.yaml")
    add(tmp_path, path)
    assert DiskTree(tmp_path).listing().files == ("a.yaml",)


def test_a_folder_called_like_a_file_is_named(tmp_path: Path) -> None:
    add(tmp_path, "partners/x.yaml/inside.yaml")
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
    add(tmp_path, "elsewhere/a.yaml", "name: A\n")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "b.yaml").symlink_to("../elsewhere/a.yaml")
    (tmp_path / "data" / "partners").symlink_to("../elsewhere")
    tree = DiskTree(tmp_path / "data")
    assert tree.listing().files == ("b.yaml", "partners/a.yaml")
    assert tree.read("b.yaml") == tree.read("partners/a.yaml") == b"name: A\n"


def test_folders_that_lead_back_are_walked_once(tmp_path: Path) -> None:
    add(tmp_path, "partners/a.yaml")
    (tmp_path / "partners" / "round").symlink_to("..")
    (tmp_path / "partners" / "again").symlink_to("again")
    assert DiskTree(tmp_path).listing().files == ("partners/a.yaml",)


NAMES = ["a\nb.yaml", "a b.yaml", "[a].yaml", "\x1b[31m.yaml", "%0A::error::.yaml", "é.yaml", "e\u0301.yaml", "-a.yaml"]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_listed_and_read_as_it_is(tmp_path: Path, name: str) -> None:
    add(tmp_path, f"partners/{name}", "name: A\n")
    tree = DiskTree(tmp_path)
    assert tree.listing().files == (f"partners/{name}",)
    assert tree.read(f"partners/{name}") == b"name: A\n"


def test_a_name_that_is_not_even_text_is_listed_and_read(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.yaml")
    add(tmp_path, name)
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
    file = add(here, "partners/a.yaml")
    add(here, "partners/b.yaml")
    file.chmod(0)
    with without_rights():
        assert "may not be read" in reason(DiskTree(here), "partners/a.yaml")
        assert DiskTree(here).read("partners/b.yaml") == b"name: A\n"


@pytest.mark.parametrize("mode", [0, 0o444, 0o111])
def test_a_folder_that_may_not_be_looked_into_is_named(here: Path, mode: int) -> None:
    add(here, "gifts/2026/a.yaml")
    add(here, "partners/a.yaml")
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


class Repository:
    """A git repository with a data folder in it."""

    def __init__(self, top: Path, data: str = "data") -> None:
        self.top = top
        self.root = top / data
        self.root.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, check: bool = True, **environment: str) -> str:
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        call = ["git", "-c", "user.name=Claire", "-c", "user.email=claire@example.org", *arguments]
        done = subprocess.run(
            call, cwd=self.top, env=os.environ | own | environment, capture_output=True, text=True, check=False
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def add(self, path: str, text: str = "name: A\n") -> None:
        """Write a file of the data folder and add it to the index."""
        add(self.root, path, text)
        self.git("add", "-A")

    def commit(self, message: str = "more") -> None:
        self.git("commit", "-q", "-m", message)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def contents(tree: Tree) -> dict[str, str]:
    return {path: tree.read(path).decode() for path in tree.listing().files}


def test_the_index_is_read_and_not_the_working_files(repository: Repository) -> None:
    repository.add("partners/a.yaml", "name: staged\n")
    repository.add("partners/gone.yaml", "name: staged\n")
    add(repository.root, "partners/a.yaml", "name: not yet\n")
    add(repository.root, "partners/new.yaml", "name: not yet\n")
    (repository.root / "partners" / "gone.yaml").unlink()
    assert contents(GitTree(repository.root)) == {
        "partners/a.yaml": "name: staged\n",
        "partners/gone.yaml": "name: staged\n",
    }


def test_a_revision_is_read_as_it_was(repository: Repository) -> None:
    repository.add("partners/a.yaml", "name: first\n")
    repository.commit()
    repository.add("partners/a.yaml", "name: second\n")
    repository.add("partners/b.yaml")
    repository.commit()
    assert contents(GitTree(repository.root, "HEAD~1")) == {"partners/a.yaml": "name: first\n"}
    assert contents(GitTree(repository.root, "main")) == {
        "partners/a.yaml": "name: second\n",
        "partners/b.yaml": "name: A\n",
    }


def test_a_repository_without_a_commit_has_an_index(repository: Repository) -> None:
    repository.add("settings.yaml")
    assert contents(GitTree(repository.root)) == {"settings.yaml": "name: A\n"}
    with pytest.raises(CannotWorkError, match="HEAD"):
        GitTree(repository.root, "HEAD").listing()


def test_an_empty_index_holds_no_files(repository: Repository) -> None:
    assert GitTree(repository.root).listing().files == ()


@pytest.mark.parametrize("revision", [None, "HEAD"])
def test_only_the_data_folder_is_read(repository: Repository, revision: str | None) -> None:
    add(repository.top, "other/x.yaml")
    add(repository.top, "x.yaml")
    add(repository.top, "data.yaml")
    repository.add("partners/a.yaml")
    repository.commit()
    assert contents(GitTree(repository.root, revision)) == {"partners/a.yaml": "name: A\n"}


@pytest.mark.parametrize("revision", [None, "HEAD"])
def test_the_data_folder_may_lie_deep_in_the_repository(tmp_path: Path, revision: str | None) -> None:
    repository = Repository(tmp_path / "repository", "sales/our gifts/data")
    repository.add("partners/a.yaml")
    repository.commit()
    assert contents(GitTree(repository.root, revision)) == {"partners/a.yaml": "name: A\n"}


@pytest.mark.parametrize("revision", [None, "HEAD"])
def test_the_data_folder_may_be_the_repository_itself(tmp_path: Path, revision: str | None) -> None:
    repository = Repository(tmp_path / "repository", ".")
    repository.add("partners/a.yaml")
    repository.commit()
    assert contents(GitTree(repository.top, revision)) == {"partners/a.yaml": "name: A\n"}


@pytest.mark.parametrize("revision", [None, "HEAD"])
@pytest.mark.parametrize("name", NAMES)
def test_git_lists_any_name_as_it_is(repository: Repository, name: str, revision: str | None) -> None:
    repository.add(f"partners/{name}")
    repository.commit()
    assert contents(GitTree(repository.root, revision)) == {f"partners/{name}": "name: A\n"}


@pytest.mark.parametrize("path", LEFTOVERS)
def test_leftovers_that_somebody_committed_are_ignored_as_well(repository: Repository, path: str) -> None:
    if not path.startswith(".git/"):
        repository.add(path)
    repository.add("a.yaml")
    assert GitTree(repository.root).listing().files == ("a.yaml",)


@pytest.mark.parametrize("revision", [None, "HEAD"])
def test_a_link_in_git_is_only_a_name(repository: Repository, revision: str | None) -> None:
    repository.add("partners/a.yaml")
    (repository.root / "partners" / "b.yaml").symlink_to("a.yaml")
    repository.git("add", "-A")
    repository.commit()
    assert "is a link" in reason(GitTree(repository.root, revision), "partners/b.yaml")


@pytest.mark.parametrize("revision", [None, "HEAD"])
def test_a_folder_that_is_a_link_in_git_is_not_left_out_without_a_word(
    repository: Repository, revision: str | None
) -> None:
    add(repository.top, "elsewhere/a.yaml")
    (repository.root / "partners").symlink_to("../elsewhere")
    repository.add("settings.yaml")
    repository.commit()
    listing = GitTree(repository.root, revision).listing()
    named = [path for path, _ in listing.closed] + [path for path in listing.files if path.startswith("partners")]
    assert named == ["partners"]


def test_a_conflict_in_the_index_is_named(repository: Repository) -> None:
    repository.add("partners/a.yaml", "name: base\n")
    repository.add("partners/b.yaml")
    repository.commit()
    repository.git("checkout", "-q", "-b", "theirs")
    repository.add("partners/a.yaml", "name: theirs\n")
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.add("partners/a.yaml", "name: ours\n")
    repository.commit()
    repository.git("merge", "theirs", check=False)
    tree = GitTree(repository.root)
    assert tree.listing().files == ("partners/a.yaml", "partners/b.yaml")
    assert "is in conflict" in reason(tree, "partners/a.yaml")
    assert tree.read("partners/b.yaml") == b"name: A\n"


def test_contents_are_told_apart_where_they_are_equal_or_empty(repository: Repository) -> None:
    for path, text in {"a": "same\n", "b": "same\n", "c": "", "d": "no end", "e": "\n\n"}.items():
        repository.add(f"partners/{path}.yaml", text)
    read = contents(GitTree(repository.root))
    assert list(read.values()) == ["same\n", "same\n", "", "no end", "\n\n"]


def test_git_keeps_the_bytes_as_they_were_added(repository: Repository) -> None:
    (repository.root / "a.yaml").write_bytes(b"name: \xff\r\n\x00")
    repository.git("-c", "core.autocrlf=false", "add", "-A")
    tree = GitTree(repository.root)
    assert tree.listing().files == ("a.yaml",)
    assert tree.read("a.yaml") == b"name: \xff\r\n\x00"


def test_the_data_folder_need_not_be_on_the_disk_any_more(repository: Repository) -> None:
    repository.add("a.yaml")
    repository.commit()
    (repository.root / "a.yaml").unlink()
    repository.root.rmdir()
    assert contents(GitTree(repository.root, "HEAD")) == {"a.yaml": "name: A\n"}


@pytest.mark.parametrize("revision", ["nowhere", "HEAD~7", "--help", "a b", ""])
def test_a_revision_that_is_none_is_said_in_words(repository: Repository, revision: str) -> None:
    repository.add("a.yaml")
    repository.commit()
    with pytest.raises(CannotWorkError) as error:
        GitTree(repository.root, revision).listing()
    assert "git knows no revision" in str(error.value)
    assert revision in str(error.value)


def test_a_folder_in_no_repository_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(CannotWorkError, match="not a git repository"):
        GitTree(tmp_path / "data").listing()


def test_a_folder_that_is_nowhere_is_not_taken_for_a_lack_of_git(tmp_path: Path) -> None:
    with pytest.raises(CannotWorkError) as error:
        GitTree(tmp_path / "nowhere" / "data").listing()
    assert "install" not in str(error.value)
    assert "nowhere" in str(error.value)


def test_without_git_it_is_said_in_words(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.top))
    with pytest.raises(CannotWorkError, match="git is not installed"):
        GitTree(repository.root).listing()


HOOK = """\
#!{python}
from pathlib import Path
from giftplan.book.trees import GitTree
tree = GitTree(Path({root!r}))
print("\\n".join(f"{{path}}={{tree.read(path).decode().strip()}}" for path in tree.listing().files))
"""


@pytest.mark.parametrize("data", ["data", "sales/data"])
@pytest.mark.parametrize(
    ("arguments", "staged"),
    [
        ((), ["a.yaml=name: new", "b.yaml=name: old"]),
        (("-a",), ["a.yaml=name: new", "b.yaml=name: new"]),
        (("DATA/b.yaml",), ["a.yaml=name: old", "b.yaml=name: new"]),
    ],
)
def test_a_hook_sees_what_is_about_to_be_committed(
    tmp_path: Path, data: str, arguments: tuple[str, ...], staged: list[str]
) -> None:
    """git sets variables of its own in a hook, and another index for `commit -a` and `commit FILE`."""
    repository = Repository(tmp_path / "repository", data)
    repository.add("a.yaml", "name: old")
    repository.add("b.yaml", "name: old")
    repository.commit()
    repository.add("a.yaml", "name: new")
    add(repository.root, "b.yaml", "name: new")
    hook = add(repository.top, ".git/hooks/pre-commit", HOOK.format(python=sys.executable, root=str(repository.root)))
    hook.chmod(0o755)
    said = repository.git("commit", "-q", "-m", "more", *(word.replace("DATA", data) for word in arguments))
    assert said.split("\n")[:2] == staged


def test_a_hooks_check_works_in_a_further_work_tree(repository: Repository, tmp_path: Path) -> None:
    repository.add("a.yaml", "name: old")
    repository.commit()
    repository.git("worktree", "add", "-q", str(tmp_path / "further"))
    add(tmp_path / "further", "data/a.yaml", "name: new")
    root = tmp_path / "further" / "data"
    hook = add(repository.top, ".git/hooks/pre-commit", HOOK.format(python=sys.executable, root=str(root)))
    hook.chmod(0o755)
    assert repository.git("-C", str(root), "commit", "-q", "-a", "-m", "more").startswith("a.yaml=name: new")
