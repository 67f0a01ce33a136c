"""The formats of `check`: one file each beside this one, and one line here."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from giftplan.output.findings.shown import Shown
from giftplan.output.screen.line import Line


class Format(NamedTuple):
    """How findings are told, and how they are counted by rule: each `module:function` of this folder.

    A format that is read `in_repository` names files as the top of the repository sees them.
    """

    told: str
    counted: str | None = None
    in_repository: bool = False


def in_words(function: str, shown: Shown) -> str | list[Line]:
    """The findings as a text for programs, or as the lines of a screen. Only what is asked for is imported."""
    module, name = function.split(":")
    tell: Callable[[Shown], str | list[Line]] = getattr(import_module(f"giftplan.output.findings.{module}"), name)
    return tell(shown)


FORMATS = {
    "full": Format("full:full", "statistics:statistics_screen"),
    "concise": Format("concise:concise", "statistics:statistics_screen"),
    "json": Format("json:check_json", "json:statistics_json"),
    "github": Format("github:annotations", in_repository=True),
    "sarif": Format("sarif:sarif", in_repository=True),
}
