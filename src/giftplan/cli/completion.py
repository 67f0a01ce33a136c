"""Answers a shell's completion before typer is imported: a key press must not wait for it.

Speaks the protocol of the scripts that `giftplan --install-completion` writes, for bash, zsh and fish.
"""

import os
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path

from giftplan.cli.command import Command

GLOBAL_OPTIONS = ("--version", "--help", "--install-completion", "--show-completion")
_VALUES: dict[str, tuple[str, ...]] = {
    "--color": ("auto", "always", "never"),
    "--csv-dialect": ("plain", "excel-fr"),
    "--month": tuple(str(month) for month in range(1, 13)),
}
VARIABLE = "_GIFTPLAN_COMPLETE"
_ASKS = {
    "--partner": "partner",
    "--data": "",
    "--as-of": "",
    "--output": "",
    "--tier": "",
    "--owner": "",
    "--country": "",
}


def answer_shell(environment: Mapping[str, str], commands: Sequence[Command]) -> str | None:
    """What to print for the shell that asks; None where typer has to answer."""
    shell = environment.get(VARIABLE, "").removeprefix("complete_")
    if shell == "bash":
        words = environment.get("COMP_WORDS", "").split(" ")
        current = int(environment.get("COMP_CWORD") or len(words) - 1)
        return "\n".join(candidates(commands, words[1:current], words[current] if current < len(words) else ""))
    if shell not in ("zsh", "fish"):
        return None
    typed = environment.get("_TYPER_COMPLETE_ARGS", "").split(" ")
    found = candidates(commands, [word for word in typed[1:-1] if word], typed[-1] if len(typed) > 1 else "")
    if shell == "fish":
        return "\n".join(found)
    quoted = "\n".join(f'"{word}"' for word in found)
    return f"_arguments '*: :(({quoted}))'" if found else "_files"


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
    return command.options if begun.startswith("-") else _named(command.takes, before)


def _named(what: str, before: list[str]) -> Iterable[str]:
    """Ids and years are the names of files: nothing has to be read."""
    data = _data_folder(before)
    if data is None:
        return ()
    if what == "partner":
        return _stems(data / "partners")
    if what == "year":
        return {*_stems(data / "calendar"), *(folder.name for folder in _inside(data / "gifts"))}
    return ()


def _stems(folder: Path) -> list[str]:
    return [entry.stem for entry in _inside(folder) if entry.suffix in (".yaml", ".yml")]


def _inside(folder: Path) -> list[Path]:
    return [entry for entry in folder.iterdir() if not entry.name.startswith(".")] if folder.is_dir() else []


def _data_folder(before: list[str]) -> Path | None:
    named = before[before.index("--data") + 1 :][:1] if "--data" in before else [os.environ.get("GIFTPLAN_DATA", "")]
    if named and named[0]:
        return Path(named[0])
    here = Path.cwd()
    return next((folder / "data" for folder in (here, *here.parents) if (folder / "data").is_dir()), None)
