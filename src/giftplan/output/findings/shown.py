"""What `check` shows of its findings, and what a format may need to tell them."""

from collections.abc import Callable
from dataclasses import dataclass

from giftplan.rules.engine import Finding
from giftplan.rules.engine import Report

Source = Callable[[str, int], str | None]
"""A line of a file of the data folder, as it is written; None where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The findings to show, out of a report of all. `folder` is what the paths of the data folder begin with."""

    report: Report
    findings: tuple[Finding, ...]
    source: Source
    folder: str
    width: int | None = None
    """The columns of the terminal; None where there is none."""

    def path(self, finding: Finding) -> str:
        """The finding's file, as the reader can open it."""
        return f"{self.folder}/{finding.path}" if self.folder != "." else finding.path
