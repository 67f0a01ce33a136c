"""What stops a command. Bad data is never one of these: it is a finding of `check`."""

from typing import ClassVar


class GiftplanError(Exception):
    """giftplan cannot do what was asked; the message says what is wrong and what to do.

    `exit_code` is what the command line ends with.
    """

    exit_code: ClassVar[int] = 3


class CannotWorkError(GiftplanError):
    """No data folder, data that a command needs and cannot read, a file that cannot be written."""


class UsageError(GiftplanError):
    """The command was called with something it does not take."""

    exit_code: ClassVar[int] = 2


class NobodyReadsError(GiftplanError):
    """The answer's reader went away: `giftplan plan 2026 | head -1`. Ends quietly, as other programs do."""

    exit_code: ClassVar[int] = 141
