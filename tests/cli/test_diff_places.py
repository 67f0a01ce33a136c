"""`giftplan diff` wherever git may be asked: shallow clones, worktrees, hooks, other bases; and as a comment."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.terminal import GIFTPLAN
from tests.cli.terminal import call
from tests.cli.terminal import clean
from tests.cli.test_diff import DAY
from tests.cli.test_diff import NORDWIND
from tests.cli.test_diff import PEN
from tests.cli.test_diff import PEN_FILE
from tests.cli.test_diff import Branch
from tests.cli.test_diff import branch as branch
from tests.cli.test_diff import template as template
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import MINIMAL
from tests.conftest import DataFolder
from tests.repository import Repository


def refused(folder: Path, *arguments: str) -> str:
    return refusal(inside("diff", *arguments, *DAY, folder=folder), 3)


def test_it_tells_from_where_the_branch_left_not_what_main_did_since(branch: Branch) -> None:
    branch.git("checkout", "-q", "main")
    branch.edit("partners/nordwind.yaml", "limit: 100", "limit: 30")
    branch.git("commit", "-aqm", "main goes on")
    branch.git("checkout", "-q", "work")
    branch.edit("partners/maison-lefevre.yaml", "tier: 2", "tier: 3")
    assert {touch["partner"] for touch in branch.diff()["touches"]} == {"maison-lefevre"}
    assert branch.diff()["policies"] == []


def test_a_commit_can_be_told_instead_of_the_working_files(branch: Branch) -> None:
    branch.edit("partners/nordwind.yaml", "limit: 100", "limit: 30")
    branch.git("commit", "-aqm", "less")
    branch.write("partners/nordwind.yaml", "what: [")
    found = branch.diff("--head", "work")
    assert [policy["partner"] for policy in found["policies"]] == ["nordwind"]
    assert found["head"] == branch.git("rev-parse", "work").strip()
    assert found["base"] == branch.git("rev-parse", "main").strip()
    assert found["not_compared"] == []


def test_it_touches_no_file_and_no_index(branch: Branch) -> None:
    branch.edit(PEN_FILE, "value: 40.00", "value: 45.00")
    files = sorted(path for path in branch.top.rglob("*") if path.is_file())
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}
    branch.diff()
    branch.said("markdown")
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files} == before
    assert sorted(path for path in branch.top.rglob("*") if path.is_file()) == files


def test_a_shallow_clone_says_what_to_fetch_and_works_where_it_has_the_base(branch: Branch, tmp_path: Path) -> None:
    branch.edit("partners/nordwind.yaml", "limit: 100", "limit: 30")
    branch.git("commit", "-aqm", "less")
    shallow = tmp_path / "shallow"
    url = f"file://{branch.top}"
    branch.git("clone", "-q", "--depth", "1", "--no-single-branch", url, str(shallow))
    said = refused(shallow, "origin/main")
    assert "git fetch --unshallow" in said
    branch.git("clone", "-q", "--depth", "2", "--no-single-branch", url, str(tmp_path / "deep"))
    done = inside("diff", *DAY, "--format", "json", folder=tmp_path / "deep")
    found = json.loads(done.stdout)
    assert found["base_name"] == "origin/main"
    assert [policy["partner"] for policy in found["policies"]] == ["nordwind"]


def test_a_worktree_is_told_as_its_own_branch(branch: Branch, tmp_path: Path) -> None:
    branch.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "tree"), "main")
    text = (tmp_path / "tree/data/partners/nordwind.yaml").read_text(encoding="utf-8")
    (tmp_path / "tree/data/partners/nordwind.yaml").write_text(
        text.replace("limit: 100", "limit: 30"), encoding="utf-8"
    )
    found = json.loads(inside("diff", *DAY, "--format", "json", folder=tmp_path / "tree").stdout)
    assert [policy["partner"] for policy in found["policies"]] == ["nordwind"]
    assert branch.diff()["policies"] == []


def test_a_hook_gets_the_same_answer(branch: Branch) -> None:
    hook = branch.top / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec {' '.join(GIFTPLAN)} diff {' '.join(DAY)} --format json --output ../told.json\n")
    hook.chmod(0o755)
    branch.edit("partners/nordwind.yaml", "limit: 100", "limit: 30")
    expected = branch.diff()
    environment = {**clean(), "GIT_AUTHOR_NAME": "C", "GIT_AUTHOR_EMAIL": "c@example.org"}
    environment |= {"GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_EMAIL": "c@example.org"}
    done = subprocess.run(
        ["git", "commit", "-aqm", "x"], cwd=branch.top, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((branch.top / "../told.json").read_text(encoding="utf-8")) == expected


def test_an_unknown_base_is_no_base(branch: Branch) -> None:
    said = refused(branch.top, "develop")
    assert "git knows no branch or commit 'develop'" in said
    assert "git fetch origin develop:refs/remotes/origin/develop" in said
    assert "git knows no branch or commit '--all'" in refusal(inside("diff", *DAY, "--", "--all", folder=branch.top), 3)


def test_a_slip_in_the_name_of_a_branch_is_told(branch: Branch) -> None:
    assert refused(branch.top, "mian").endswith("did you mean 'main'?")


def test_master_and_a_branch_of_the_origin_are_found(branch: Branch) -> None:
    branch.git("branch", "-m", "main", "master")
    assert branch.diff()["base_name"] == "master"
    branch.git("update-ref", "refs/remotes/origin/release", "master")
    assert branch.diff("release")["base_name"] == "origin/release"


def test_without_a_commit_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    made = Repository(tmp_path / "office")
    for path, text in MINIMAL.items():
        DataFolder(made.root).add(path, text)
    assert "nothing is committed on this branch yet" in refused(made.top)


def test_a_tag_called_main_is_no_branch(branch: Branch) -> None:
    branch.edit("partners/nordwind.yaml", "limit: 100", "limit: 30")
    branch.git("commit", "-aqm", "less")
    branch.git("tag", "main")
    assert [policy["partner"] for policy in branch.diff("main")["policies"]] == ["nordwind"]


def test_head_is_the_last_commit_though_the_origin_has_one_of_that_name(branch: Branch, tmp_path: Path) -> None:
    branch.git("clone", "-q", f"file://{branch.top}", str(tmp_path / "clone"))
    own = ("-C", str(tmp_path / "clone"))
    text = (
        (tmp_path / "clone/data/partners/nordwind.yaml").read_text(encoding="utf-8").replace("limit: 100", "limit: 30")
    )
    (tmp_path / "clone/data/partners/nordwind.yaml").write_text(text, encoding="utf-8")
    branch.git(*own, "commit", "-qam", "less")
    found = json.loads(inside("diff", "HEAD", *DAY, "--format", "json", folder=tmp_path / "clone").stdout)
    assert (found["base_name"], found["policies"]) == ("HEAD", [])


def test_a_branch_of_the_origin_that_is_missing_is_fetched_by_its_own_name(branch: Branch) -> None:
    assert "git fetch origin nope:refs/remotes/origin/nope" in refused(branch.top, "origin/nope")


def test_a_clone_of_one_branch_says_how_to_get_the_other(branch: Branch, tmp_path: Path) -> None:
    branch.git("clone", "-q", "--depth", "1", "-b", "work", f"file://{branch.top}", str(tmp_path / "one"))
    assert "git fetch --unshallow origin main:refs/remotes/origin/main" in refused(tmp_path / "one")


def test_files_that_are_not_checked_out_are_not_called_removed(branch: Branch) -> None:
    branch.git("status")  # the copy of its files is not yet known to git
    branch.git("sparse-checkout", "set", "--no-cone", "/data/*", "!/data/gifts")
    assert "1 files of data are not checked out" in refused(branch.top)
    assert branch.diff("--head", "HEAD")["register"] == []


def test_a_data_folder_that_was_moved_is_still_compared(branch: Branch) -> None:
    branch.edit(PEN_FILE, "value: 40.00", "value: 45.00")
    branch.git("mv", "data", "giftdata")
    found = branch.diff("--data", "giftdata")
    assert not found["is_first"]
    assert [entry["path"] for entry in found["register"]] == [f"giftdata/{PEN_FILE}"]


def test_two_histories_have_nothing_in_common(branch: Branch) -> None:
    branch.git("checkout", "-q", "--orphan", "alone")
    branch.git("commit", "-qam", "a new beginning")
    assert "they have no history in common" in refused(branch.top)


def test_a_data_folder_in_no_repository_cannot_be_compared(data_folder: DataFolder) -> None:
    assert "not a git repository" in refused(data_folder.root.parent)


def test_a_first_data_folder_is_all_new_and_says_that_nothing_was_compared(tmp_path: Path) -> None:
    made = Repository(tmp_path / "office")
    (made.top / "README.md").write_text("us\n", encoding="utf-8")
    made.git("add", "-A")
    made.commit("nothing yet")
    made.git("checkout", "-q", "-b", "work")
    DataFolder(made.root)
    for path, text in MINIMAL.items():
        DataFolder(made.root).add(path, text)
    made.write(PEN_FILE, PEN)
    made.write("partners/nordwind.yaml", NORDWIND)
    found = json.loads(inside("diff", *DAY, "--format", "json", folder=made.top).stdout)
    assert found["is_first"]
    assert {partner["change"] for partner in found["partners"]} == {"added"}
    assert {touch["change"] for touch in found["touches"]} == {"added"}
    assert found["totals"]["before"] == "0.00"
    assert "no entry of a register could be compared" in inside("diff", *DAY, folder=made.top).stdout.replace("\n", " ")


def test_the_comment_begins_with_its_marker_and_a_line_that_a_manager_understands(branch: Branch) -> None:
    branch.edit("partners/nordwind.yaml", "tier: 1", "tier: 2")
    first, second, *_ = branch.said("markdown").splitlines()
    assert first == "<!-- giftplan diff -->"
    assert second.startswith(
        "**This change alters 2 touches and takes away 1 touch \\(Nordwind Logistik\\). The plan of 2026"
    )
    assert second.endswith("\\: 202.30 → 167.40 EUR \\(\\-34.90\\).**")
    assert "**For compliance:**" not in branch.said("markdown")


@pytest.mark.parametrize("name", ["Brume", "B" * 2_000])
def test_the_comment_is_never_longer_than_the_site_takes(branch: Branch, name: str) -> None:
    for number in range(700 if len(name) < 10 else 60):
        text = f"name: {name} {number}\ncountry: DE\ncontacts: [{{id: lea, name: Léa}}]\n"
        branch.write(f"partners/brume-{number}.yaml", text)
    comment = branch.said("markdown")
    assert 20_000 < len(comment) <= 60_000
    assert re.search(r"[\d,]+ more", comment)
    assert comment.endswith("</sub>\n")
    assert comment.count("<details>") == comment.count("</details>")


def test_words_of_the_data_format_nothing_in_the_comment(branch: Branch) -> None:
    name = "<!-- x --> | **b** [l](http://e.example) @team `c` </details>"
    branch.write("partners/brume.yaml", f"name: {json.dumps(name)}\ncountry: DE\ncontacts: [{{id: lea, name: Léa}}]\n")
    comment = branch.said("markdown")
    assert "\\<\\!\\-\\- x" in comment
    assert "</details>" not in comment.replace("\n</details>", "")
    assert "@team" not in comment.replace("\\@team", "")


def test_a_terminal_sums_up_what_would_be_no_screen(branch: Branch) -> None:
    from tests.cli.terminal import show

    for number in range(50):
        text = f"name: Brume {number}\ncountry: DE\ncontacts: [{{id: lea, name: Léa}}]\n"
        branch.write(f"partners/brume-{number}.yaml", text)
    shown = show("diff", *DAY, columns=80, folder=branch.top)
    assert "and 10 more touches: giftplan diff main --all" in shown
    assert "and 10 more, with --all" in shown
    assert "more" not in show("diff", *DAY, "--all", columns=80, folder=branch.top).replace("No more", "")
    assert branch.said("table").count(" added ") == 50


def test_a_pipe_that_closes_early_is_no_trouble(branch: Branch) -> None:
    branch.edit("partners/nordwind.yaml", "tier: 1", "tier: 2")
    done = subprocess.run(
        f"{' '.join(GIFTPLAN)} diff {' '.join(DAY)} | head -1",
        shell=True,
        cwd=branch.top,
        env=clean(),
        capture_output=True,
    )
    assert done.stdout.startswith(b"What this branch changes")
    assert done.stderr == b""


def test_the_answer_goes_to_a_file(branch: Branch) -> None:
    branch.edit("partners/nordwind.yaml", "tier: 1", "tier: 2")
    done = call("diff", *DAY, "--format", "markdown", "--output", "comment.md", folder=branch.top)
    assert (done.returncode, done.stdout) == (0, "")
    assert (branch.top / "comment.md").read_text(encoding="utf-8") == branch.said("markdown")
