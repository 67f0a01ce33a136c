"""Standard output, standard error and output files, in whatever encoding they have."""

import os
import shutil
import sys
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from giftplan.book.writing import write_whole
from giftplan.errors import NobodyReadsError
from giftplan.errors import UsageError
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import plain
from giftplan.output.words import visible

COLORS = ("auto", "always", "never")
_SGR = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "green": "32", "cyan": "36"}
_SIGNS = {"·": "-", "–": "-", "█": "#", "▒": "=", "░": ".", "✓": "ok", "→": "->", "\u00a0": " "}


def width() -> int | None:
    """The terminal's columns; None where nobody looks."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def show(lines: Iterable[Line], color: str) -> None:
    """Print a screen, in what the stream can say."""
    text = "".join(_painted(line) + "\n" for line in lines) if _colored(color) else plain(lines)
    with _somebody_reads():
        _say(sys.stdout, text)
        sys.stdout.flush()


def _colored(color: str) -> bool:
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def _painted(line: Line) -> str:
    spans = [f"\x1b[{_SGR[span.style]}m{span.text}\x1b[0m" if span.style else span.text for span in line]
    return "".join(spans).rstrip()


def write(text: str) -> None:
    """Print a format for programs: UTF-8, whatever the terminal can show."""
    if sys.stdout.isatty():  # a file keeps every byte; a terminal would obey some of them
        text = "\n".join(visible(line) for line in text.replace("\r\n", "\n").split("\n"))
    with _somebody_reads():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()


def write_bytes(data: bytes) -> None:
    """Print a format that is no text, for another program. Raises `UsageError` where a person would see it."""
    if sys.stdout.isatty():
        raise UsageError("this format is no text, and a terminal cannot show it: name a file with --output")
    with _somebody_reads():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@contextmanager
def _somebody_reads() -> Iterator[None]:
    """Say so where nobody does, in our own words: typer would take a broken pipe for a failure."""
    try:
        yield
    except BrokenPipeError as error:
        raise NobodyReadsError("nobody reads the answer any more") from error


def _say(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        for sign, plainer in _SIGNS.items():
            text = text.replace(sign, plainer)
        text = text.encode(encoding, "backslashreplace").decode(encoding)
    stream.write(text)


def write_file(path: str, text: str) -> None:
    """Write an output file, whole or not at all."""
    write_whole(Path(path), text.encode())
