"""What git holds of the data folder: in its index, in a revision, in a hook, in a further work tree."""

import sys
from pathlib import Path

import pytest

from giftplan.book.decoding import MAX_BYTES
from giftplan.book.git_tree import GitTree
from giftplan.book.trees import Tree
from giftplan.errors import CannotWorkError
from tests.book.test_trees import LEFTOVERS
from tests.book.test_trees import NAMES
from tests.book.test_trees import reason
from tests.repository import Repository
from tests.repository import write


def contents(tree: Tree) -> dict[str, str]:
    return {path: tree.read(path).decode() for path in tree.listing().files}


def test_the_index_is_read_and_not_the_working_files(repository: Repository) -> None:
    repository.add("partners/a.yaml", "name: staged\n")
    repository.add("partners/gone.yaml", "name: staged\n")
    write(repository.root, "partners/a.yaml", "name: not yet\n")
    write(repository.root, "partners/new.yaml", "name: not yet\n")
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
    write(repository.top, "other/x.yaml")
    write(repository.top, "x.yaml")
    write(repository.top, "data.yaml")
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
    write(repository.top, "elsewhere/a.yaml")
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
    with pytest.raises(CannotWorkError, match="not a git repository"):
        GitTree(tmp_path / "nowhere" / "data").listing()


def test_an_announced_file_is_not_in_the_commit(repository: Repository) -> None:
    """`git add -N` names a file in the index; a commit leaves it out."""
    repository.add("partners/a.yaml")
    repository.add("partners/empty.yaml", "")
    repository.write("partners/b.yaml")
    repository.git("add", "-N", "data/partners/b.yaml")
    assert GitTree(repository.root).listing().files == ("partners/a.yaml", "partners/empty.yaml")
    repository.commit()
    assert GitTree(repository.root, "HEAD").listing().files == ("partners/a.yaml", "partners/empty.yaml")


@pytest.mark.parametrize("has_commit", [False, True])
def test_an_announced_file_that_is_gone_from_the_disk_is_not_in_the_commit_either(
    repository: Repository, has_commit: bool
) -> None:
    repository.add("partners/empty.yaml", "")
    if has_commit:
        repository.commit()
    announced = repository.write("partners/b.yaml")
    repository.git("add", "-N", "data/partners/b.yaml")
    announced.unlink()
    assert GitTree(repository.root).listing().files == ("partners/empty.yaml",)


def test_a_link_in_git_is_no_record_under_another_ending(repository: Repository) -> None:
    (repository.top / "shared").mkdir()
    write(repository.root, "partners/a.yaml")
    (repository.root / "partners" / "shared").symlink_to("../../shared")
    repository.git("add", "-A")
    listing = GitTree(repository.root).listing()
    assert [path for path, _ in listing.closed] == ["partners/shared"]
    assert listing.files == ("partners/a.yaml",)


def test_a_file_in_the_place_of_a_record_folder_is_named_in_git_as_well(repository: Repository) -> None:
    repository.add("limits", "gone")
    repository.add("README", "not ours")
    assert GitTree(repository.root).listing().closed == (("limits", "is a file, not a folder"),)


def test_a_folder_whose_name_looks_like_magic_is_read(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository", ":x")
    repository.add("a.yaml")
    repository.commit()
    repository.root.rename(tmp_path / "away")
    assert contents(GitTree(repository.root)) == {"a.yaml": "name: A\n"}


@pytest.mark.parametrize("has_commit", [False, True])
def test_what_a_commit_adds_or_changes_is_known(repository: Repository, has_commit: bool) -> None:
    for name in ("same", "gone", "old-name", "changed"):
        repository.add(f"partners/{name}.yaml", f"name: {name}\n")
    if has_commit:
        repository.commit()
    repository.git("rm", "-q", "--cached", "data/partners/gone.yaml")
    repository.git("mv", "data/partners/old-name.yaml", "data/partners/é\n.yaml")
    repository.write("partners/changed.yaml", "name: new\n")
    repository.git("add", "data/partners/changed.yaml")
    repository.write("partners/same.yaml", "name: not staged\n")
    write(repository.top, "elsewhere.yaml")
    repository.git("add", "elsewhere.yaml")
    known = {"partners/changed.yaml", "partners/é\n.yaml"} | (set() if has_commit else {"partners/same.yaml"})
    assert GitTree(repository.root).changed() == known


def test_a_large_file_is_read_no_further_than_needed(repository: Repository) -> None:
    repository.add("partners/a.yaml", "#" * 12_000_000)
    repository.add("partners/b.yaml", "name: B\n")
    tree = GitTree(repository.root)
    assert tree.listing().files == ("partners/a.yaml", "partners/b.yaml")
    assert MAX_BYTES < len(tree.read("partners/a.yaml")) < 6_000_000
    assert tree.read("partners/b.yaml") == b"name: B\n"


def test_without_git_it_is_said_in_words(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.top))
    with pytest.raises(CannotWorkError, match="git is not installed"):
        GitTree(repository.root).listing()


# Variables of git


def test_a_repository_whose_files_lie_elsewhere_is_the_one_that_git_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its work tree lies inside another repository, which has a data folder of that name as well."""
    outer = Repository(tmp_path / "outer", "inner/data")
    outer.add("a.yaml", "name: outer\n")
    inner = outer.top / "inner"
    for name, value in (("GIT_DIR", str(tmp_path / "away.git")), ("GIT_WORK_TREE", str(inner))):
        monkeypatch.setenv(name, value)
    outer.git("init", "-q")
    write(inner, "data/a.yaml", "name: inner\n")
    outer.git("add", str(inner / "data"))
    write(inner, "data/a.yaml", "name: not staged\n")
    monkeypatch.chdir(inner)
    assert contents(GitTree(inner / "data")) == {"a.yaml": "name: inner\n"}


def test_the_index_of_a_hook_is_not_read_for_another_repository(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    other.add("b.yaml", "name: other\n")
    repository.add("a.yaml")
    monkeypatch.chdir(repository.top)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert contents(GitTree(other.root)) == {"b.yaml": "name: other\n"}
    assert contents(GitTree(repository.root)) == {"a.yaml": "name: A\n"}


HOOK = """\
#!{python}
from pathlib import Path
from giftplan.book.git_tree import GitTree
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
    write(repository.root, "b.yaml", "name: new")
    hook = write(repository.top, ".git/hooks/pre-commit", HOOK.format(python=sys.executable, root=str(repository.root)))
    hook.chmod(0o755)
    said = repository.git("commit", "-q", "-m", "more", *(word.replace("DATA", data) for word in arguments))
    assert said.split("\n")[:2] == staged


def test_a_hooks_check_works_in_a_further_work_tree(repository: Repository, tmp_path: Path) -> None:
    repository.add("a.yaml", "name: old")
    repository.commit()
    repository.git("worktree", "add", "-q", str(tmp_path / "further"))
    write(tmp_path / "further", "data/a.yaml", "name: new")
    root = tmp_path / "further" / "data"
    hook = write(repository.top, ".git/hooks/pre-commit", HOOK.format(python=sys.executable, root=str(root)))
    hook.chmod(0o755)
    assert repository.git("-C", str(root), "commit", "-q", "-a", "-m", "more").startswith("a.yaml=name: new")
