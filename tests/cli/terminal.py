"""giftplan as a person or a program calls it: a whole process, in a terminal or not."""

import fcntl
import json
import os
import pty
import socket
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile

REPOSITORY = Path(__file__).parents[2]
GIFTPLAN = (sys.executable, "-m", "giftplan")


def clean(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment without what changes an answer."""
    ours = ("GIFTPLAN_DATA", "NO_COLOR", "FORCE_COLOR", "PRE_COMMIT", "GIT_INDEX_FILE", "COLUMNS", "PYTHONIOENCODING")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "TERM": "xterm", **(environment or {})}


@cache
def _warm() -> "tuple[socket.socket, subprocess.Popen[bytes]]":
    """The way to a giftplan that is loaded already, and its process, which ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    call = [sys.executable, "-m", "tests.cli.warm", str(theirs.fileno())]
    process = subprocess.Popen(call, cwd=REPOSITORY, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    theirs.close()
    return ours, process


def _ask(arguments: Sequence[str], folder: Path, files: Sequence[int]) -> None:
    request = {"arguments": arguments, "folder": str(folder), "environment": clean()}
    socket.send_fds(_warm()[0], [json.dumps(request).encode()], files)


def _exit_code() -> int:
    return int(_warm()[0].recv(16))


def call(
    *arguments: str,
    folder: Path = REPOSITORY,
    environment: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
) -> subprocess.CompletedProcess[str]:
    """Run a command whose output nobody watches, and read it in that encoding.

    Only where the environment is told does Python start anew for it.
    """
    if environment is not None or encoding != "utf-8":
        return _called_anew(arguments, folder, environment, encoding)
    with open(os.devnull, "rb") as nothing, TemporaryFile() as out, TemporaryFile() as err:  # noqa: PTH123 - no path
        _ask(arguments, folder, [nothing.fileno(), out.fileno(), err.fileno()])
        code = _exit_code()
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode().replace("\r\n", "\n"))
    return subprocess.CompletedProcess(arguments, code, *texts)


def _called_anew(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str] | None, encoding: str
) -> subprocess.CompletedProcess[str]:
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
    terminal, its_end = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, columns, 0, 0))
    _ask(arguments, folder, [its_end] * 3)
    os.close(its_end)
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
    code = _exit_code()
    os.close(terminal)
    return code, shown.decode().replace("\r\n", "\n")
