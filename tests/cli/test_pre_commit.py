"""The hooks of .pre-commit-hooks.yaml, with the real pre-commit: a colleague has nothing else."""

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.cli.terminal import REPOSITORY
from tests.cli.test_staged import CARD
from tests.cli.test_staged import GIFT
from tests.cli.test_staged import PEN
from tests.cli.test_staged import REFUSED
from tests.conftest import MINIMAL
from tests.conftest import PARTNER
from tests.repository import Repository
from tests.repository import write

PROJECT = ("src", "data", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
PRIVATE = "{topic: she is pregnant, source: conversation, noted: 2026-03-02}"
CONFIG = """\
default_install_hook_types: [pre-commit, pre-merge-commit]
repos:
- repo: {project}
  rev: {revision}
  hooks: [{{id: {hook}}}]
"""


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    """giftplan as it is now, as a repository that pre-commit can clone."""
    project = Repository(tmp_path / "giftplan", ".")
    for name in PROJECT:
        source, target = REPOSITORY / name, project.top / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    project.git("add", "-A")
    project.commit()
    return project


def office(top: Path, project: Repository, hook: str) -> Repository:
    """A colleague's clone: somebody who installed pre-commit, and named the hook in its configuration."""
    ours = Repository(top)
    revision = project.git("rev-parse", "HEAD").strip()
    write(top, ".pre-commit-config.yaml", CONFIG.format(project=project.top, revision=revision, hook=hook))
    for path, text in {**MINIMAL, PARTNER: REFUSED}.items():
        ours.write(path, textwrap.dedent(text))
    ours.add(GIFT, CARD)
    ours.commit("before there was a hook")
    done = subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=top, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return ours


def refusal(ours: Repository) -> str:
    """What stands in the way of a commit of what is staged; nothing where it goes through."""
    before = ours.git("rev-parse", "HEAD")
    said = ours.git("commit", "-m", "more", check=False)
    return said if ours.git("rev-parse", "HEAD") == before else ""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where pre-commit makes its environments. Nothing of ours helps: no variable, no package on the path."""
    pytest.importorskip("pre_commit")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", os.defpath)
    for name in ("VIRTUAL_ENV", "PYTHONPATH", "GIFTPLAN_DATA"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


def test_a_colleague_with_nothing_but_pre_commit_cannot_commit_what_breaks_a_policy(
    home: Path, project: Repository, tmp_path: Path
) -> None:
    """One story, since it takes ten seconds to make the environment of the hooks."""
    ours = office(tmp_path / "ours", project, "giftplan-check")
    ours.add(GIFT, PEN)
    ours.write(GIFT, CARD)
    assert f"data/{GIFT}:6:7: error GP103 rivoli: " in refusal(ours), "bad in the index, mended on the disk"
    assert (ours.root / GIFT).read_text() == CARD

    ours.add(GIFT, CARD + "why: they wrote first\n")
    ours.write(GIFT, PEN)
    assert refusal(ours) == "", "mended in the index, bad on the disk"
    assert (ours.root / GIFT).read_text() == PEN
    ours.git("checkout", "-q", "--", ".")

    ours.git("checkout", "-q", "-b", "another")
    ours.add("gifts/2026/2026-05-12-rivoli.yaml", CARD.replace("2026-02-17", "2026-05-12"))
    assert refusal(ours) == ""
    ours.git("checkout", "-q", "main")
    ours.git("rm", "-q", f"data/{GIFT}", f"data/{PARTNER}")
    assert refusal(ours) == ""
    assert "GP004" in ours.git("merge", "another", "-m", "both", check=False), "each is well, and both are not"
    ours.git("merge", "--abort")
    ours.git("reset", "-q", "--hard", "HEAD~1")

    ours.git("rm", "-q", f"data/{PARTNER}")
    assert "GP004" in refusal(ours), "a partner is taken away, and its gift stays"
    ours.git("reset", "-q", "--hard")

    further = tmp_path / "further"
    ours.git("worktree", "add", "-q", str(further))
    write(further, f"data/{GIFT}", PEN)
    assert "GP103" in ours.git("-C", str(further), "commit", "-a", "-m", "more", check=False)

    strict = office(tmp_path / "strict", project, "giftplan-check-strict")
    strict.add(PARTNER, REFUSED.replace("name: Anna Rossi}", "name: Anna Rossi, interests: [" + PRIVATE + "]}"))
    assert "warning GP601" in refusal(strict), "judged by the words that came with the program"
    assert list(home.glob("repo*/py_env-*")), "the hook ran in no environment of its own"
