"""A giftplan that is loaded already, and answers each call in a process of its own: for tests that start hundreds.

Run as `python -m tests.cli.warm SOCKET`, the number of an open socket. A request is the arguments, the folder and the
environment, with three open files for the standard streams; the answer is the exit code. What depends on how Python
starts (locales, encodings, lazy imports) is tested on processes that are started anew.
"""

import fcntl
import json
import os
import pkgutil
import socket
import sys
import termios
from importlib import import_module

import giftplan

LARGEST = 1 << 20


def serve(requests: socket.socket) -> None:
    """One call after the other, until nobody asks any more."""
    while True:
        message, files, _, _ = socket.recv_fds(requests, LARGEST, 3)
        if not message:
            return
        process = os.fork()
        if process == 0:
            requests.close()
            _answer(json.loads(message), files)
        for file in files:
            os.close(file)
        _, status = os.waitpid(process, 0)
        requests.send(str(os.waitstatus_to_exitcode(status)).encode())


def _answer(request: dict[str, object], files: list[int]) -> None:
    """The call, in this process, which ends with it."""
    os.setsid()
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    if os.isatty(0):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(str(request["folder"]))
    os.environ.clear()
    environment = request["environment"]
    assert isinstance(environment, dict)
    os.environ.update(environment)
    arguments = request["arguments"]
    assert isinstance(arguments, list)
    sys.argv = ["giftplan", *arguments]
    sys.stdin, sys.stdout, sys.stderr = (open(n, mode, encoding="utf-8") for n, mode in enumerate(("r", "w", "w")))  # noqa: PTH123, SIM115 - open streams, not files
    from giftplan.cli.main import main

    main()


def _load_everything() -> None:
    for module in pkgutil.walk_packages(giftplan.__path__, "giftplan."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for name in ("holidays", "rich.cells"):
        import_module(name)


if __name__ == "__main__":
    _load_everything()
    serve(socket.socket(fileno=int(sys.argv[1])))
