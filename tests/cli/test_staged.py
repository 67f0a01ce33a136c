"""`giftplan check --staged`: what git is about to commit is judged, whatever lies on the disk."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.cli.terminal import GIFTPLAN
from tests.cli.terminal import call
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import MINIMAL
from tests.conftest import PARTNER
from tests.conftest import gift
from tests.repository import Repository
from tests.repository import write

DAY = ("--as-of", "2026-06-30")
GIFT = "gifts/2026/2026-02-17-rivoli.yaml"
REFUSED = (
    textwrap.dedent(MINIMAL[PARTNER])
    + """\
policy: {gifts: refused, verified: 2026-01-05}
tier: 3
lifetime_value: {amount: 50000, basis: realised, as_of: 2025-12-31}
"""
)
CARD = gift(kind="card", value="0", card="{handwritten: true, reason: thanks, by: claire}")
PEN = gift(card="{handwritten: true, reason: thanks, by: claire}")


@pytest.fixture
def office(repository: Repository) -> Repository:
    """A repository with one commit, in which a partner refuses gifts and got a card."""
    for path, text in {**MINIMAL, PARTNER: REFUSED}.items():
        repository.write(path, textwrap.dedent(text))
    repository.add(GIFT, CARD)
    repository.commit()
    return repository


def staged(repository: Repository, *arguments: str) -> tuple[int, set[tuple[str, str]]]:
    """The exit code, and the rules that were found with the stems of their files."""
    done = inside("check", "--staged", *DAY, "--ignore", "GP206", "--format", "json", *arguments, folder=repository.top)
    found = json.loads(done.stdout)["findings"]
    return done.returncode, {(entry["rule"], Path(entry["path"]).stem) for entry in found}


def test_a_staged_gift_that_breaks_a_policy_is_refused_though_the_disk_is_mended(office: Repository) -> None:
    office.add(GIFT, PEN)
    office.write(GIFT, CARD)
    assert staged(office) == (1, {("GP103", Path(GIFT).stem)})
    assert inside("check", *DAY, folder=office.top).returncode == 0


def test_a_broken_disk_does_not_matter_where_the_commit_is_well(office: Repository) -> None:
    office.write(GIFT, PEN)
    office.write("partners/torn.yaml", "name: [")
    (office.root / "tiers.yaml").unlink()
    assert staged(office) == (0, set())
    assert inside("check", *DAY, folder=office.top).returncode == 1


def test_untracked_files_are_not_in_the_commit(office: Repository) -> None:
    office.write("gifts/2026/new.yaml", gift(partner="nobody"))
    assert staged(office) == (0, set())


def test_the_line_that_is_shown_is_the_staged_one(office: Repository) -> None:
    office.add(GIFT, "# a remark\n" + PEN)
    office.write(GIFT, CARD)
    shown = inside("check", "--staged", *DAY, "--format", "full", folder=office.top).stdout
    assert "data/gifts/2026/2026-02-17-rivoli.yaml:7:7" in shown
    assert "7 | kind: desk" in shown


def test_what_a_commit_takes_away_is_missed(office: Repository) -> None:
    office.git("rm", "-q", "--cached", f"data/{PARTNER}")
    assert staged(office) == (1, {("GP004", Path(GIFT).stem)})


def card(day: str) -> str:
    return gift(kind="card", value="0", date=day, card="{handwritten: true, reason: thanks, by: claire}")


def test_warnings_are_those_of_the_commit_and_errors_those_of_all(office: Repository) -> None:
    for day in ("2026-03-10", "2026-05-05"):
        office.add(f"gifts/2026/{day}-rivoli.yaml", card(day))
    office.add("partners/torn.yaml", "name: [")
    office.commit()
    office.add("gifts/2026/2026-06-03-rivoli.yaml", card("2026-06-03"))
    assert staged(office) == (1, {("GP001", "torn"), ("GP302", "2026-06-03-rivoli")})
    shown = inside("check", "--staged", *DAY, "--format", "concise", folder=office.top).stdout.splitlines()
    assert shown[-1] == "1 error, 4 warnings, 2 advice in 10 files (5 not shown: giftplan check --all)"
    assert len(shown) == 3


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_a_strict_check_fails_on_warnings_of_the_commit_alone(office: Repository, strict: tuple[str, ...]) -> None:
    office.add("gifts/2026/2026-03-10-rivoli.yaml", card("2026-03-10"))
    assert staged(office, *strict) == (1 if strict else 0, {("GP302", "2026-03-10-rivoli")})
    office.commit()
    assert staged(office, *strict) == (0, set())


def test_the_warnings_of_a_whole_branch_are_asked_for_by_its_first_revision(
    office: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `pre-commit run --from-ref main --to-ref HEAD` does in a pull request, where nothing is staged."""
    office.add("gifts/2026/2026-03-10-rivoli.yaml", card("2026-03-10"))
    office.commit()
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "HEAD~1")
    assert staged(office, "--strict") == (1, {("GP302", "2026-03-10-rivoli")})
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "nowhere")
    said = refusal(inside("check", "--staged", folder=office.top), 3)
    assert "git knows no revision 'nowhere'" in said


def test_all_shows_advice_of_the_commit_as_well(office: Repository) -> None:
    office.add(PARTNER, REFUSED + "causes: [river clean-up]\n")
    assert ("GP703", "rivoli") in staged(office, "--all")[1]
    office.commit()
    assert staged(office, "--all")[1] == set()


def test_paths_may_name_what_is_only_in_the_index(office: Repository) -> None:
    office.add(GIFT, PEN)
    (office.root / GIFT).unlink()
    assert staged(office, f"data/{GIFT}") == (1, {("GP103", Path(GIFT).stem)})
    assert staged(office, "data/partners") == (0, set())
    assert "no such file" in refusal(inside("check", "--staged", "data/nothing", folder=office.top), 2)


# Where it is called


def test_a_repository_without_a_commit_is_judged_whole(repository: Repository) -> None:
    for path, text in {**MINIMAL, PARTNER: REFUSED}.items():
        repository.write(path, textwrap.dedent(text))
    repository.add(GIFT, gift(card="{handwritten: false, reason: thanks, by: claire}"))
    code, found = staged(repository)
    assert code == 1
    assert {("GP103", Path(GIFT).stem), ("GP501", Path(GIFT).stem), ("GP404", "rivoli")} <= found


def test_nothing_that_git_knows_is_no_green_light(repository: Repository) -> None:
    for path, text in MINIMAL.items():
        repository.write(path, textwrap.dedent(text))
    said = refusal(call("check", "--staged", folder=repository.top), 3)
    assert "git add data" in said


def test_no_repository_is_told(tmp_path: Path) -> None:
    for path, text in MINIMAL.items():
        write(tmp_path / "data", path, textwrap.dedent(text))
    for folder in (tmp_path, tmp_path.parent):
        said = refusal(inside("check", "--staged", folder=folder), 3)
        assert "not a git repository" in said
        assert "deletion" not in said


def test_settings_that_are_gone_from_the_disk_and_from_the_index_are_told(office: Repository) -> None:
    office.git("rm", "-q", "-r", "data")
    assert "is its deletion staged?" in refusal(inside("check", "--staged", folder=office.top), 3)


@pytest.mark.parametrize("removed", ["settings", "folder"])
@pytest.mark.parametrize("arguments", [(), ("--data", "data")])
def test_the_folder_need_not_be_on_the_disk(office: Repository, removed: str, arguments: tuple[str, ...]) -> None:
    office.add(GIFT, PEN)
    if removed == "settings":
        (office.root / "settings.yaml").unlink()
    else:
        office.root.rename(office.top / "away")
    assert staged(office, *arguments) == (1, {("GP103", Path(GIFT).stem)})


def test_settings_that_the_commit_lacks_are_missed(office: Repository) -> None:
    office.git("rm", "-q", "--cached", "data/settings.yaml")
    code, found = staged(office)
    assert (code, {rule for rule, _ in found}) == (1, {"GP003"})


@pytest.mark.parametrize("stand", ["data", "data/gifts/2026"])
def test_it_works_from_a_folder_below(office: Repository, stand: str) -> None:
    office.add(GIFT, PEN)
    done = inside("check", "--staged", *DAY, "--format", "json", folder=office.top / stand)
    assert "GP103" in {entry["rule"] for entry in json.loads(done.stdout)["findings"]}


def test_the_folder_may_be_elsewhere(office: Repository, tmp_path: Path) -> None:
    office.add(GIFT, PEN)
    done = inside("check", "--staged", "--data", str(office.root), *DAY, folder=tmp_path)
    assert done.returncode == 1


# In a hook


def with_hook(repository: Repository) -> None:
    command = " ".join([*GIFTPLAN, "check", "--staged", *DAY])
    write(repository.top, ".git/hooks/pre-commit", f"#!/bin/sh\nexec {command}\n").chmod(0o755)


def commit(repository: Repository, *arguments: str, folder: Path | None = None) -> tuple[bool, str]:
    """Did the commit go through, and what did the hook say?"""
    said = repository.git("-C", str(folder or repository.top), "commit", "-m", "more", *arguments, check=False)
    return "1 file changed" in said, said


@pytest.mark.parametrize("arguments", [(), ("-a",), (f"data/{GIFT}",)])
def test_git_refuses_a_commit_that_breaks_a_policy(office: Repository, arguments: tuple[str, ...]) -> None:
    """`commit -a` and `commit FILE` have an index of their own."""
    with_hook(office)
    office.write(GIFT, PEN)
    if not arguments:
        office.git("add", "-A")
        office.write(GIFT, CARD)
    done, said = commit(office, *arguments)
    assert not done
    assert f"data/{GIFT}:6:7: error GP103 rivoli: " in said
    office.add(GIFT, CARD + "why: they wrote first\n")
    assert commit(office)[0]


def test_git_refuses_it_in_a_further_work_tree(office: Repository, tmp_path: Path) -> None:
    with_hook(office)
    further = tmp_path / "further"
    office.git("worktree", "add", "-q", str(further))
    write(further, f"data/{GIFT}", PEN)
    done, said = commit(office, "-a", folder=further)
    assert not done
    assert "GP103" in said


def test_a_hook_that_is_called_by_another_program_reads_the_same(office: Repository) -> None:
    """A variable of another repository, as a program that git called may hand it on, changes nothing."""
    office.add(GIFT, PEN)
    done = subprocess.run(
        [sys.executable, "-m", "giftplan", "check", "--staged", *DAY],
        cwd=office.top,
        env={"GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/nowhere", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
