"""giftplan as people get it: built as a wheel, and installed where nothing of the repository is at hand."""

import subprocess
import sys
import sysconfig
from pathlib import Path
from venv import EnvBuilder

import pytest

from tests.cli.terminal import REPOSITORY


def build_wheel(folder: Path) -> Path:
    """The wheel, in that folder. No network is needed: what builds it is among the tests' own packages."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    options = ["--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    done = subprocess.run([*command, *options, str(REPOSITORY)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("giftplan-*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """The programs of a new environment with the wheel in it. Its dependencies are those of the tests."""
    EnvBuilder().create(folder)
    programs = folder / "bin"
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "--disable-pip-version-check"]
    call = [*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "of_the_tests.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment in which giftplan was installed from its wheel."""
    folder = tmp_path_factory.mktemp("installed")
    return install(build_wheel(folder), folder / "environment")
