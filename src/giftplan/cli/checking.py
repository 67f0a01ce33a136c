"""What `check` and other commands share: judge the data, and show findings with paths that can be opened."""

from collections.abc import Container
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from giftplan.book.book import Book
from giftplan.book.decoding import decode
from giftplan.book.problem import YamlError
from giftplan.book.trees import UnreadableError
from giftplan.cli.context import Context
from giftplan.errors import UsageError
from giftplan.output.findings.full import Source
from giftplan.rules._rule import RULES
from giftplan.rules.engine import Report
from giftplan.rules.engine import judge


def rules_to_show(select: Sequence[str], ignore: Sequence[str]) -> Container[str]:
    """The codes of the rules that are asked for. Raises `UsageError` for a word that names none."""
    if not select and not ignore:
        return RULES
    from giftplan.cli.selecting import chosen_rules  # only where a rule is named

    wanted = chosen_rules(select, "--select: ") if select else frozenset(RULES)
    return wanted - chosen_rules(ignore, "--ignore: ")


def judged(call: Context, paths: Sequence[Path], rules: Container[str], every: bool) -> tuple[Report, Source]:
    """The findings of these rules about these paths (none: about all), and how to read a line of their files.

    Where not `every` one is to be shown, those that are hidden have no place.
    """
    book = call.book()
    report = judge(book, call.as_of, places=every)
    wanted = [_inside(call, path) for path in paths]

    def is_asked_for(rule: str, path: str) -> bool:
        return rule in rules and (not wanted or any(_is_in(path, one) for one in wanted))

    kept = [finding for finding in report.findings if is_asked_for(finding.rule, finding.path)]
    set_aside = tuple(waived for waived in report.set_aside if is_asked_for(*waived))
    shown = tuple(replace(finding, path=call.shown(finding.path)) for finding in kept)
    return replace(report, findings=shown, set_aside=set_aside), _source(book, call)


def _inside(call: Context, path: Path) -> str:
    """A path of the command line as a path of the data folder."""
    if not path.exists():
        raise UsageError(f"{path}: there is no such file or folder")
    try:
        return path.absolute().resolve().relative_to(call.root.resolve()).as_posix()
    except ValueError as error:
        if call.root.resolve().is_relative_to(path.absolute().resolve()):
            return "."
        raise UsageError(f"{path} is not in the data folder {call.root}") from error


def _is_in(path: str, wanted: str) -> bool:
    return wanted == "." or path == wanted or path.startswith(f"{wanted}/")


def _source(book: Book, call: Context) -> Source:
    prefix = call.shown("")

    @lru_cache(maxsize=32)
    def lines(path: str) -> list[str]:
        try:
            return decode(book.tree.read(path)).splitlines()
        except (UnreadableError, YamlError):
            return []

    def source(path: str, number: int) -> str | None:
        found = lines(path.removeprefix(prefix))
        return found[number - 1] if number <= len(found) else None

    return source
