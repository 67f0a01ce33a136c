"""The house stays in order: who may call whom, who may print, and what a fast answer may load."""

import ast
import subprocess
import sys
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).parents[1]
SOURCE = REPOSITORY / "src" / "giftplan"
ROOMS = ("errors", "money", "records", "book", "planning", "rules", "reports", "output", "cli")
HEIGHT = {room: height for height, room in enumerate(ROOMS)}
LONGEST = 250


class Import(NamedTuple):
    """One import statement: the module that is meant, where it stands, and whether inside a function."""

    target: str
    line: int
    lazy: bool


class Module(NamedTuple):
    """One module of the source."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        """The room of the house in which it lives; none for the package's own two files."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""


def name_of(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def read(path: Path) -> Module:
    return Module(name_of(path), path, ast.parse(path.read_text(encoding="utf-8")))


MODULES = [read(path) for path in sorted(SOURCE.rglob("*.py"))]
NAMES = frozenset(module.name for module in MODULES)


def imports(module: Module) -> Iterator[Import]:
    inside = {
        id(node)
        for function in ast.walk(module.tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield Import(name.name, node.lineno, id(node) in inside)
        elif isinstance(node, ast.ImportFrom):
            for name in node.names:
                yield Import(origin(node.module or "", name.name), node.lineno, id(node) in inside)


def origin(package: str, name: str) -> str:
    """`from giftplan.rules import files` means the module, `from giftplan.money import CENT` the one it is in."""
    return f"{package}.{name}" if f"{package}.{name}" in NAMES else package


def own_imports(module: Module) -> Iterator[Import]:
    return (found for found in imports(module) if found.target.split(".")[0] == "giftplan")


def calls(module: Module) -> Iterator[tuple[str, int]]:
    """Every call as it is written (`sys.exit`), with its line."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


Found = Iterator[tuple[str, int]]
"""What is not in order in a module, each with its line."""


def everywhere(found: Callable[[Module], Found]) -> list[str]:
    return [
        f"{module.path.relative_to(REPOSITORY)}:{line}: {what}" for module in MODULES for what, line in found(module)
    ]


def test_every_module_is_found() -> None:
    assert {"giftplan", "giftplan.money", "giftplan.book.yaml", "giftplan.cli.main"} <= NAMES


def test_every_module_lives_in_a_room() -> None:
    assert {module.room for module in MODULES} <= {*ROOMS, "", "__main__"}


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "common", "helpers", "misc"}
    assert [module.name for module in MODULES if drawers & set(module.name.split("."))] == []


def test_imports_go_up_the_house_only() -> None:
    def downward(module: Module) -> Found:
        for found in own_imports(module):
            room = found.target.split(".")[1] if "." in found.target else ""
            if room and module.room in HEIGHT and HEIGHT[room] > HEIGHT[module.room]:
                yield found.target, found.line

    assert everywhere(downward) == []


def test_nothing_outside_the_command_line_imports_it() -> None:
    def intruding(module: Module) -> Found:
        if module.room not in ("cli", "__main__"):
            yield from (
                (found.target, found.line)
                for found in own_imports(module)
                if f"{found.target}.".startswith("giftplan.cli.")
            )

    assert everywhere(intruding) == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    leads_to: dict[str, set[str]] = {module.name: {found.target for found in own_imports(module)} for module in MODULES}
    assert [way for name in sorted(leads_to) if (way := way_back(name, leads_to))] == []


def way_back(start: str, leads_to: dict[str, set[str]]) -> list[str]:
    """A way from a module back to itself, if there is one."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for following in sorted(leads_to.get(way[-1], ())):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []


def test_yaml_is_imported_in_one_module() -> None:
    users = {module.name for module in MODULES for found in imports(module) if found.target.split(".")[0] == "yaml"}
    assert users == {"giftplan.book.yaml"}


def test_only_the_command_line_prints_and_exits() -> None:
    endings = {"print", "input", "exit", "quit", "sys.exit", "os._exit", "sys.stdout.write", "sys.stderr.write"}

    def speaking(module: Module) -> Found:
        if module.room != "cli":
            yield from ((call, line) for call, line in calls(module) if call in endings)

    assert everywhere(speaking) == []


def test_the_clock_is_read_in_one_place() -> None:
    clocks = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime"}

    def asking(module: Module) -> Found:
        if module.name != "giftplan.cli.context":
            yield from ((call, line) for call, line in calls(module) if {call, call.removeprefix("datetime.")} & clocks)

    assert everywhere(asking) == []


def test_every_module_is_short_enough_to_be_read() -> None:
    lengths = {module.name: len(module.path.read_text(encoding="utf-8").splitlines()) for module in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_what_others_may_use_says_what_it_is_for() -> None:
    def silent(module: Module) -> Found:
        if not ast.get_docstring(module.tree):
            yield "the module", 1
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                yield from [] if ast.get_docstring(node) else [(node.name, node.lineno)]

    assert everywhere(silent) == []


def test_one_import_a_line() -> None:
    def crowded(module: Module) -> Found:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Import | ast.ImportFrom) and len(node.names) > 1:
                yield ast.unparse(node), node.lineno

    assert everywhere(crowded) == []


def loaded_by(*arguments: str) -> frozenset[str]:
    """Every module that a real call of giftplan loads."""
    call = [sys.executable, "-X", "importtime", "-m", "giftplan", *arguments]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    names = [line.rsplit("|", 1)[1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")]
    assert "giftplan.cli.main" in names, done.stderr
    return frozenset(names)


def in_package(names: frozenset[str], *packages: str) -> list[str]:
    return sorted(
        name for name in names if any(name == package or name.startswith(f"{package}.") for package in packages)
    )


def test_help_loads_neither_records_nor_yaml_nor_holidays_nor_tables() -> None:
    assert in_package(loaded_by("--help"), "giftplan.records", "yaml", "holidays", "rich.table") == []


def test_the_version_is_answered_before_typer_is_loaded() -> None:
    assert in_package(loaded_by("--version"), "typer", "pydantic", "rich", "giftplan.records", "giftplan.cli.app") == []


def test_importing_the_package_loads_nothing_else_of_it() -> None:
    code = "import giftplan, sys; print([name for name in sys.modules if name.startswith('giftplan.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
