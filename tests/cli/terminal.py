"""giftplan as a person or a program calls it: a whole process, in a terminal or not."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
GIFTPLAN = (sys.executable, "-m", "giftplan")


def clean(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment without what changes an answer."""
    ours = ("GIFTPLAN_DATA", "NO_COLOR", "FORCE_COLOR", "PRE_COMMIT", "GIT_INDEX_FILE", "COLUMNS", "PYTHONIOENCODING")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "TERM": "xterm", **(environment or {})}


def call(
    *arguments: str,
    folder: Path = REPOSITORY,
    environment: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
) -> subprocess.CompletedProcess[str]:
    """Run a command with its output in a pipe, and read it in that encoding."""
    return subprocess.run(
        [*GIFTPLAN, *arguments],
        cwd=folder,
        env=clean(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding=encoding,
        check=False,
    )


def show(*arguments: str, columns: int, folder: Path = REPOSITORY) -> str:
    """What a terminal of that width shows."""
    return answered(*arguments, columns=columns, folder=folder)[1]


def answered(
    *arguments: str, answers: Sequence[str] = (), columns: int = 80, folder: Path = REPOSITORY
) -> tuple[int, str]:
    """The exit code, and what a terminal of that width shows on which somebody answers each question."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execve(sys.executable, [*GIFTPLAN, *arguments], clean())
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, columns, 0, 0))
    shown, left = b"", list(answers)
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # how a terminal says that the process is gone
            break
        if not part:
            break
        shown += part
        if left and shown.endswith(b": "):
            time.sleep(0.2)  # nobody is faster; before the program reads, Python would lose a Ctrl-C
            os.write(terminal, left.pop(0).encode())
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), shown.decode().replace("\r\n", "\n")
