"""A real git repository, for tests of what is staged, committed or checked out."""

import os
import subprocess
from pathlib import Path


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

    def write(self, path: str, text: str = "name: A\n") -> Path:
        """Write a file of the data folder, and tell git nothing."""
        return write(self.root, path, text)

    def add(self, path: str, text: str = "name: A\n") -> None:
        """Write a file of the data folder and add it to the index."""
        self.write(path, text)
        self.git("add", "-A")

    def commit(self, message: str = "more") -> None:
        self.git("commit", "-q", "-m", message)


def write(root: Path, path: str, text: str = "name: A\n") -> Path:
    """Write a file below a folder, and the folders between."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
