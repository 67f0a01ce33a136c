"""What `check` judges and shows: which rules, which files, and where its reports go."""

import os
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.book.decoding import decode
from giftplan.book.kinds import kind_of
from giftplan.book.problem import YamlError
from giftplan.book.trees import UnreadableError
from giftplan.cli.context import Context
from giftplan.cli.context import choose
from giftplan.errors import CannotWorkError
from giftplan.errors import UsageError
from giftplan.output.findings.formats import FORMATS
from giftplan.output.findings.formats import in_words
from giftplan.output.findings.shown import Shown
from giftplan.output.findings.shown import Source
from giftplan.reports.schema.files import MARKED
from giftplan.reports.schema.files import file_of
from giftplan.rules._rule import RULES
from giftplan.rules.engine import Finding
from giftplan.rules.engine import judge

READING = frozenset({"GP001", "GP002", "GP003", "GP005"})
"""The rules that say why a file cannot be read."""


class Rules(NamedTuple):
    """The codes of the rules to show, and those that somebody does not want to see in any case."""

    shown: Container[str]
    ignored: Container[str] = ()


def rules_to_show(select: Sequence[str], ignore: Sequence[str]) -> Rules:
    """The rules that are asked for. Raises `UsageError` for a word that names none."""
    if not select and not ignore:
        return Rules(RULES)
    from giftplan.cli.selecting import chosen_rules  # only where a rule is named

    wanted = chosen_rules(select, "--select: ") if select else frozenset(RULES)
    ignored = chosen_rules(ignore, "--ignore: ")
    return Rules(wanted - ignored, ignored)


def can_tell(form: str | None, statistics: bool) -> None:
    """Raises `UsageError` for a format that there is not, or that cannot count."""
    if form is None:
        return
    choose(form, FORMATS, "--format")
    if statistics and not FORMATS[form].counted:
        able = [name for name, known in FORMATS.items() if known.counted]
        raise UsageError(f"--format {form} tells findings and counts none: --statistics goes with {', '.join(able)}")


def reports_to_write(named: Iterable[str], output: str) -> Mapping[str, str]:
    """The files of `--report FORMAT=FILE`, each with its format. Raises `UsageError`."""
    files: dict[str, str] = {}
    taken = {os.path.realpath(output)} if output != "-" else set()
    for word in named:
        form, _, file = word.partition("=")
        choose(form, FORMATS, "--report")
        if file in ("", "-"):
            raise UsageError(f"--report {word}: name a file, as in --report {form}=findings.{form}")
        if os.path.realpath(file) in taken:
            raise UsageError(f"--report {word}: another answer goes to that file already")
        taken.add(os.path.realpath(file))
        files[file] = form
    return files


def judged(
    call: Context,
    book: Book,
    paths: Sequence[Path],
    rules: Rules,
    every: bool,
    changed: Container[str] | None = None,
) -> Shown:
    """The findings of these rules about these paths (none: about all), and which of them to show.

    A file that cannot be read, and is needed to judge what is asked for, is told with them: nothing found would be no
    proof that all is well. Of files that are not among the `changed` ones only errors are shown. Where not `every`
    finding is to be, those that are hidden have no place.
    """
    report = judge(book, call.as_of, places=every)
    files = book.tree.listing().files if paths else ()
    wanted = [_inside(call, files, path) for path in paths]

    def is_wanted(path: str) -> bool:
        return not wanted or any(_is_in(path, one) for one in wanted)

    needed = {path for path in book.lost if is_wanted(path) or _is_needed(book, path, is_wanted)}

    def is_asked_for(rule: str, path: str) -> bool:
        if path in needed and rule in READING:
            return rule not in rules.ignored
        return rule in rules.shown and is_wanted(path)

    def is_shown(finding: Finding) -> bool:
        is_near = changed is None or finding.level == "error" or finding.path in changed
        return is_near and (every or not finding.hidden)

    kept = tuple(finding for finding in report.findings if is_asked_for(finding.rule, finding.path))
    set_aside = tuple(waived for waived in report.set_aside if is_asked_for(*waived))
    shown = tuple(finding for finding in kept if is_shown(finding))
    return Shown(replace(report, findings=kept, set_aside=set_aside), shown, _source(book), call.folder)


def _is_needed(book: Book, path: str, is_wanted: Callable[[str], bool]) -> bool:
    """Does what is asked for depend on that file: one for all, or the partner of a gift?"""
    if not path.startswith("partners/"):
        return "/" not in path and kind_of(path) is not None
    partner = path.removeprefix("partners/").rpartition(".")[0]
    return any(gift.partner == partner and is_wanted(gift.path) for gift in book.gifts)


def answer(call: Context, form: str, shown: Shown, statistics: bool = False) -> None:
    """Tell the findings, or how many of each rule there are. A quiet screen says nothing of nothing."""
    known = FORMATS[form]
    folder = call.folder_in_repository if known.in_repository else call.folder
    function = known.counted if statistics and known.counted else known.told
    told = in_words(function, replace(shown, folder=folder, width=call.width))
    if isinstance(told, str):
        call.write(told)
    elif statistics or shown.findings or not call.quiet:
        call.show(told)


def note_stale_schemas(call: Context, book: Book) -> None:
    """Say where an editor is told of another team, or other words, than the folder has."""
    try:
        text = (call.root / file_of(MARKED)).read_bytes().decode(errors="replace")
    except OSError:  # most folders have none
        return
    from giftplan.reports.schema.written import is_current  # only where there are some
    from giftplan.reports.schema.written import is_ours

    if is_ours(text) and not is_current(text, book):
        call.note("your editor knows another team, other words or another giftplan: giftplan schema --write tells it")


def answer_with_reports(
    call: Context, form: str, shown: Shown, statistics: bool, reports: Iterable[tuple[Context, str]]
) -> None:
    """The reports, then the answer: one that cannot be written keeps neither the others back nor the answer."""
    failed: list[CannotWorkError] = []
    for beside, kind in reports:
        try:
            answer(beside, kind, shown)
        except CannotWorkError as error:
            failed.append(error)
    answer(call, form, shown, statistics)
    if failed:
        raise failed[0]


def _inside(call: Context, files: Collection[str], path: Path) -> str:
    """A path of the command line as a path of the data folder, as it is written or where its links lead."""
    root, asked = call.root, path.absolute()
    if not asked.is_relative_to(root) or ".." in asked.parts:
        root, asked = Path(os.path.realpath(root)), Path(os.path.realpath(asked))
    if asked.is_relative_to(root):
        inside = asked.relative_to(root).as_posix()
        if os.path.lexists(path) or any(_is_in(file, inside) for file in files):
            return inside
        raise UsageError(f"{path}: there is no such file or folder")
    if root.is_relative_to(asked):
        return "."
    if not path.exists():
        raise UsageError(f"{path}: there is no such file or folder")
    raise UsageError(f"{path} is not in the data folder {call.root}")


def _is_in(path: str, wanted: str) -> bool:
    return wanted == "." or path == wanted or path.startswith(f"{wanted}/")


def _source(book: Book) -> Source:
    """How to read a line of the book's files."""

    @lru_cache(maxsize=32)
    def lines(path: str) -> list[str]:
        try:
            return decode(book.tree.read(path)).splitlines()
        except (UnreadableError, YamlError):
            return []

    def source(path: str, number: int) -> str | None:
        found = lines(path)
        return found[number - 1] if number <= len(found) else None

    return source
