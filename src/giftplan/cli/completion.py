"""Answers a shell's completion before typer is imported: a key press must not wait for it.

Speaks the protocol of the scripts that `giftplan --install-completion` writes, for bash, zsh and fish.
"""

import os
import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path

from giftplan.cli.command import Command

GLOBAL_OPTIONS = ("--version", "--help", "--install-completion", "--show-completion")
_VALUES: dict[str, tuple[str, ...]] = {
    "--color": ("auto", "always", "never"),
    "--csv-dialect": ("plain", "excel-fr"),
    "--dates": ("day-first", "month-first"),
    "--delimiter": ("comma", "semicolon", "tab", "pipe"),
    "--outcome": ("accepted", "shared", "declined", "returned", "cancelled"),
    "--month": tuple(str(month) for month in range(1, 13)),
}
_ALONE = frozenset(
    ("--all", "--explain", "--staged", "--strict", "--statistics", "--dry-run", "--yes", "--card", "--printed-card")
) | frozenset(
    (
        "--quiet",
        "--help",
        "--version",
        "--write",
        "--update",
        "--example",
        "--git",
        "--hook",
        "--defaults",
        "--exit-code",
    )
)
"""Options without a value."""
VARIABLE = "_GIFTPLAN_COMPLETE"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
"""As records have it, which take too long to import for a key press: only such names are safe in a shell."""
_ASKS = {
    "--partner": "partner",
    "--without": "partner",
    "--contact": "",
    "--data": "",
    "--as-of": "",
    "--output": "",
    "--tier": "",
    "--owner": "",
    "--country": "country",
    "--touch": "",
    "--year": "year",
    "--select": "rule",
    "--ignore": "rule",
    "--waive": "rule",
}


def answer_shell(environment: Mapping[str, str], commands: Sequence[Command]) -> tuple[str, int] | None:
    """What to print for the shell that asks, and the exit code; None where typer has to answer."""
    shell = environment.get(VARIABLE, "").removeprefix("complete_")
    if shell == "bash":
        return "\n".join(_of_bash(environment, commands)), 0
    if shell not in ("zsh", "fish"):
        return None
    typed = environment.get("_TYPER_COMPLETE_ARGS", "").split(" ")
    found = candidates(commands, [word for word in typed[1:-1] if word], typed[-1] if len(typed) > 1 else "")
    if shell == "fish":
        asked = environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args"
        return ("", 0 if found else 1) if asked else ("\n".join(found), 0)
    quoted = "\n".join(f'"{word}"' for word in found)
    return (f"_arguments '*: :(({quoted}))'" if found else "_files"), 0


def _of_bash(environment: Mapping[str, str], commands: Sequence[Command]) -> list[str]:
    """Its script joins the words with line breaks; a person who tries it by hand uses spaces."""
    joined = environment.get("COMP_WORDS", "")
    words = joined.split("\n" if "\n" in joined else " ")
    asked = environment.get("COMP_CWORD", "")
    current = int(asked) if asked.isascii() and asked.isdigit() else len(words) - 1
    return candidates(commands, words[1:current], words[current] if current < len(words) else "")


def candidates(commands: Sequence[Command], before: list[str], begun: str) -> list[str]:
    """The words that may stand here and begin with `begun`."""
    return sorted(word for word in _possible(commands, before, begun) if word.startswith(begun))


def _possible(commands: Sequence[Command], before: list[str], begun: str) -> Iterable[str]:
    command = next((known for word in before for known in commands if known.name == word), None)
    last = before[-1] if before else ""
    if last in _VALUES:
        return _VALUES[last]
    if last in _ASKS:
        return _named(_ASKS[last], before)
    if command is None:
        return GLOBAL_OPTIONS if begun.startswith("-") else [known.name for known in commands]
    return _of_command(command, last, before, begun)


def _of_command(command: Command, last: str, before: list[str], begun: str) -> Iterable[str]:
    if last == "--format":
        return command.formats
    if begun.startswith("-"):
        return command.options
    if last.startswith("-") and last not in _ALONE:
        return ()  # its value is somebody's own words
    known = command.takes.split()[_words_given(command, before) :]
    return _named(known[0], before) if known else ()  # what follows is somebody's own, or one of many files


def _words_given(command: Command, before: list[str]) -> int:
    """How many of the command's words stand there already, its options left out."""
    given = before[before.index(command.name) + 1 :]
    is_value = [word.startswith("-") and word not in _ALONE and "=" not in word for word in ("", *given)]
    return sum(not follows and word[:1] != "-" for word, follows in zip(given, is_value, strict=False))


def _named(what: str, before: list[str]) -> Iterable[str]:
    """Ids and years are the names of files: nothing has to be read for them."""
    if what == "rule":
        from giftplan.reports.explanation import every_rule  # takes time to import: only where a rule is asked for

        return [word for rule in every_rule() for word in (rule.code, rule.name)]
    if what == "kind":
        from giftplan.book.kinds import KINDS  # as above

        return [kind.word for kind in KINDS]
    if what == "import":
        return ("partners", "gifts")
    if what == "letter":
        return ("policy", "authorisation", "donation")
    data = _data_folder(before)
    if data is None:
        return ()
    if what == "partner":
        return _stems(data / "partners")
    if what == "country":
        return {stem.upper() for stem in _stems(data / "cultures") if len(stem) == 2}
    if what == "year":
        years = {*_stems(data / "calendar"), *(folder.name for folder in _inside(data / "gifts"))}
        return {year for year in years if len(year) == 4 and year.isascii() and year.isdigit()}
    return ()


def _stems(folder: Path) -> list[str]:
    stems = [entry.stem for entry in _inside(folder) if entry.suffix in (".yaml", ".yml")]
    return [stem for stem in stems if _ID.fullmatch(stem)]


def _inside(folder: Path) -> list[Path]:
    return [entry for entry in folder.iterdir() if not entry.name.startswith(".")] if folder.is_dir() else []


def _data_folder(before: list[str]) -> Path | None:
    named = [os.environ.get("GIFTPLAN_DATA", "")]
    for position, word in enumerate(before):
        if word == "--data":
            named = before[position + 1 : position + 2]
        elif word.startswith("--data="):
            named = [word.removeprefix("--data=")]
    if named and named[0]:
        return Path(named[0])
    here = Path.cwd()
    settings = ("settings.yaml", "settings.yml")
    folders = (folder / "data" for folder in (here, *here.parents))
    return next((folder for folder in folders if any((folder / name).exists() for name in settings)), None)
