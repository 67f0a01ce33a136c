"""What is said beside the answer, on standard error. Where nobody can hear it, that spoils nothing."""

import os
import sys

from giftplan.output.words import visible

INTERRUPTED = 130
STOPPED = "stopped, every file is as it was"


def tell(message: str) -> None:
    """One line, with whatever could move the cursor shown as escapes."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"giftplan: {visible(message)}\n")
        sys.stderr.flush()
    except OSError:  # full or gone: the exit code says enough, and the interpreter must not try again at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
