"""Time whole processes against a bare `python -c pass`, yamllint and bean-check, and print a table with the goals.

Nothing fails here but what cannot be measured: a goal that is missed is a word in the table. Needs a POSIX system.
"""

import argparse
import fcntl
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from platform import python_version
from statistics import median

BIN = Path(sys.executable).parent
AS_OF = ("--as-of", "2026-07-01")
SMALLEST, SMALL, USUAL, LARGE = 1, 50, 500, 5000
FREE_KIB = 40 * 1024
"""Memory that a run may take before partners are counted."""
WIDE = 0.4
"""A spread (slowest less fastest run, as a part of the median) above which the table warns."""
LINEAR = 1.15
"""How far above a straight line a size may lie and still cost the same a partner, give or take the machine's moods."""
NOT_FOR_HELP = ("giftplan.records", "yaml", "holidays", "rich.table")
SCREEN = struct.pack("HHHH", 24, 80, 0, 0)
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")
BARE = "bare"


@dataclass(slots=True)
class Thing:
    """A command to time. `seconds` and `peak_kib` gather its runs."""

    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    on_terminal: bool = False
    once: bool = False
    """It takes so long that its first run counts, and is the only one."""
    each: int = 1
    """How many times a round: what is short is run more often."""
    codes: Sequence[int] = (0,)
    """The exit codes of a run that did its work."""
    seconds: list[float] = field(default_factory=list)
    peak_kib: list[int] = field(default_factory=list)
    output: str = ""

    @property
    def median(self) -> float:
        """Wall seconds of a run."""
        return median(self.seconds)

    @property
    def spread(self) -> float:
        """How far the runs lie apart, as a part of the median."""
        return (max(self.seconds) - min(self.seconds)) / self.median


Row = tuple[str, str, str, str, str]
"""What, median, ratio, goal, and whether it is met."""


def run_once(thing: Thing) -> None:
    """Run it and note its wall time and its peak memory."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | dict(thing.environment)
    ours, theirs = os.openpty() if thing.on_terminal else os.pipe()
    if thing.on_terminal:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, SCREEN)
        environment["TERM"] = "xterm-256color"
    stdin = theirs if thing.on_terminal else subprocess.DEVNULL
    start = time.perf_counter()
    process = subprocess.Popen(
        thing.command, cwd=thing.folder, env=environment, stdin=stdin, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    thing.output = _read_all(ours)
    _, status, usage = os.wait4(process.pid, 0)
    thing.seconds.append(time.perf_counter() - start)
    os.close(ours)
    process.returncode = os.waitstatus_to_exitcode(status)
    thing.peak_kib.append(usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1))
    if process.returncode not in thing.codes or "Traceback (most recent call last)" in thing.output:
        name = " ".join([Path(thing.command[0]).name, *thing.command[1:2]])
        sys.exit(f"could not measure {name}, exit code {process.returncode}:\n{thing.output[-2000:]}")


def _read_all(handle: int) -> str:
    parts: list[bytes] = []
    try:
        while part := os.read(handle, 1 << 16):
            parts.append(part)
    except OSError:  # how Linux says that the last process has left a terminal
        pass
    return b"".join(parts).decode("utf-8", "replace")


def measure(things: Mapping[str, Thing], rounds: int) -> None:
    """One round to warm up, then `rounds` that count; in each the bare interpreter runs before every other thing."""
    for turn in range(rounds + 1):
        _progress(f"round {turn} of {rounds}" if turn else "warming up")
        for name, thing in things.items():
            if name == BARE or (thing.once and turn > 0):
                continue
            for _ in range(thing.each):
                run_once(things[BARE])
                run_once(thing)
        if turn == 0:
            for thing in things.values():
                if not thing.once:
                    thing.seconds.clear()
                    thing.peak_kib.clear()


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


_ASKED_EACH_DAY = {"giftplan alone": (), "next": ("next",), "portfolio": ("portfolio",)}


def things_to_time(folder: Path, quick: bool) -> dict[str, Thing]:
    """Every command, by name; the portfolios stand in `folder` already."""
    tool = [str(BIN / "giftplan")] if (BIN / "giftplan").exists() else [sys.executable, "-m", "giftplan"]
    usual = folder / str(USUAL)
    completion = {"_GIFTPLAN_COMPLETE": "complete_bash", "COMP_WORDS": "giftplan plan --partner p", "COMP_CWORD": "3"}
    plan = [*tool, "plan", "2026", *AS_OF]
    found = {
        BARE: Thing([sys.executable, "-c", "pass"], folder),
        "version": Thing([*tool, "--version"], folder),
        "completion": Thing(tool, usual, completion),
        "help": Thing([*tool, "--help"], folder),
        "plan": Thing(plan, usual),
        "plan json": Thing([*plan, "--format", "json"], usual),
        "plan terminal": Thing(plan, usual, on_terminal=True),
        **{name: Thing([*tool, *command, *AS_OF], usual) for name, command in _ASKED_EACH_DAY.items()},
    }
    short = 1 if quick else 3
    for size in sizes(quick):
        each = short if size <= SMALL else 1
        found[f"check {size}"] = Thing([*tool, "check", *AS_OF], folder / str(size), each=each, codes=(0, 1))
    for command in (["init", "-q"], ["add", "data"]):
        subprocess.run(["git", *command], cwd=usual, check=True)
    found["staged"] = Thing([*tool, "check", "--staged", *AS_OF], usual, codes=(0, 1))
    found["diff"] = Thing([*tool, "diff", *AS_OF, "--format", "json"], _branch_of(usual))
    if (BIN / "yamllint").exists():
        found["yamllint"] = Thing([str(BIN / "yamllint"), "-d", "relaxed", "data"], usual, once=quick, codes=(0, 1))
    if (BIN / "bean-check").exists():
        _write_ledger(usual)
        found["bean-check"] = Thing([str(BIN / "bean-check"), "--no-cache", "gifts.beancount"], usual)
    return found


def _branch_of(usual: Path) -> Path:
    """The same portfolio, committed, with some of the partners in another tier since."""
    branch = usual.with_name(f"{usual.name}-branch")
    shutil.copytree(usual / "data", branch / "data")
    committer = ["-c", "user.name=Claire", "-c", "user.email=claire@example.org"]
    for command in (["init", "-q", "-b", "main"], ["add", "data"], [*committer, "commit", "-q", "-m", "all"]):
        subprocess.run(["git", *command], cwd=branch, check=True)
    for path in sorted((branch / "data" / "partners").glob("*.yaml"))[::10]:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("tier: 2", "tier: 3"), encoding="utf-8")
    return branch


def sizes(quick: bool) -> tuple[int, ...]:
    """Numbers of partners."""
    return (SMALLEST, SMALL, USUAL) if quick else (SMALLEST, SMALL, USUAL, LARGE)


def _write_ledger(usual: Path) -> None:
    """A ledger with one entry for each gift of the portfolio."""
    lines = ['option "operating_currency" "EUR"', "2024-01-01 open Expenses:Gifts", "2024-01-01 open Assets:Bank"]
    for path in sorted((usual / "data" / "gifts").glob("*/*.yaml")):
        day, partner = path.stem[:10], path.stem[11:]
        lines += [f'{day} * "{partner}" "Engraved fountain pen"', '  recipient: "jean"', '  touch: "Q1"']
        lines += ["  Expenses:Gifts  68.00 EUR", "  Assets:Bank"]
    (usual / "gifts.beancount").write_text("\n".join(lines) + "\n", encoding="utf-8")


def imported_by_help() -> list[str]:
    """Which of the modules that help can do without it imports all the same."""
    command = [sys.executable, "-X", "importtime", "-m", "giftplan", "--help"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    modules = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    return [name for name in NOT_FOR_HELP if any(module == name or module.startswith(f"{name}.") for module in modules)]


def table(things: Mapping[str, Thing], imported: Sequence[str], quick: bool) -> list[Row]:
    """The rows, in the order of the goals."""
    bare, check = things[BARE].median, things[f"check {USUAL}"].median
    rows = [
        ("python -c pass (P)", _seconds(bare), "1.00 P", "", ""),
        _at_most("giftplan --version", things["version"], bare, "P", 4),
        _completion(things["completion"], bare),
        _at_most("giftplan --help", things["help"], bare, "P", 16),
        _imports(imported),
        _at_most(f"check, {USUAL} partners", things[f"check {USUAL}"], bare, "P", 40),
        _other("check --staged, all of them new", things["staged"], check, None),
        _other("diff, some of them in another tier", things["diff"], check, None),
        _other("yamllint, the same files", things.get("yamllint"), check, 10),
        _other("bean-check, as many entries", things.get("bean-check"), check, None),
    ]
    if not quick:
        rows += _large(things[f"check {LARGE}"], check)
    for name, what in (("plan", "to a pipe"), ("plan json", "--format json"), ("plan terminal", "on a terminal")):
        rows.append(_at_most(f"plan, {USUAL} partners, {what}", things[name], check, "x check", 1.5))
    rows += [_other(f"{name}, {USUAL} partners", things[name], check, None) for name in _ASKED_EACH_DAY]
    return [*rows, *_costs(things, quick)]


def _at_most(what: str, thing: Thing, base: float, unit: str, most: float) -> Row:
    ratio = thing.median / base
    return what, _seconds(thing.median), f"{ratio:.2f} {unit}", f"at most {most:g} {unit}", _word(ratio <= most)


def _imports(found: Sequence[str]) -> Row:
    return "  imports of it", "", ", ".join(found) or "none", f"none of {', '.join(NOT_FOR_HELP)}", _word(not found)


def _completion(thing: Thing, bare: float) -> Row:
    """An answer that offers nothing is no answer, however fast."""
    row = _at_most("completion of a partner", thing, bare, "P", 4)
    return row if thing.output.strip() else (*row[:4], "not met: it offered nothing")


def _other(what: str, thing: Thing | None, check: float, least: float | None) -> Row:
    """Another program, or another way, in runs of `check`."""
    goal = f"at least {least:g} x check" if least else ""
    if thing is None:
        return what, "not installed", "", goal, "not measured" if least else ""
    ratio = thing.median / check
    shown = f"{ratio:.2f} x check" + (" (one run)" if len(thing.seconds) == 1 else "")
    return what, _seconds(thing.median), shown, goal, _word(ratio >= least) if least else ""


def _large(thing: Thing, check: float) -> Iterable[Row]:
    peak = median(thing.peak_kib)
    each = (peak - FREE_KIB) / LARGE
    what, memory = f"check, {LARGE:,} partners", f"{peak / 1024:.0f} MiB"
    yield _at_most(what, thing, check, f"x check {USUAL}", 11)
    yield "  memory of it", memory, f"{each:.1f} KiB a partner", "at most 6 above 40 MiB", _word(each <= 6)


def _costs(things: Mapping[str, Thing], quick: bool) -> Iterable[Row]:
    """What one more partner with its gifts costs, and how far each size is from the line through 1 and 500 partners."""
    medians = {size: things[f"check {size}"].median for size in sizes(quick)}
    start = medians.pop(SMALLEST)
    usual = (medians[USUAL] - start) / (USUAL - SMALLEST)
    for size, seconds in medians.items():
        more = 1000 * (seconds - start) / (size - SMALLEST)
        each = f"{more:.2f} ms" if more > 0 else "lost in noise"
        ratio = seconds / (start + usual * (size - SMALLEST))
        judged = ("", "") if size == USUAL else (f"at most {LINEAR:g} x the line", _word(ratio <= LINEAR))
        yield f"cost of a partner, of {size:,}", each, f"{ratio:.2f} x the line", *judged


def _seconds(value: float) -> str:
    return f"{value:.3f} s"


def _word(met: bool) -> str:
    return "met" if met else "not met"


def aligned(rows: Iterable[Row]) -> str:
    """The rows as text, each column as wide as it needs to be."""
    lines = [("what", "median", "ratio", "goal", "result"), *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    shown = ("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join(line.rstrip() for line in shown)


def remarks(things: Mapping[str, Thing], rounds: int) -> list[str]:
    """How it was measured, and what to take with care."""
    cores = f"{os.cpu_count()} core{'' if os.cpu_count() == 1 else 's'}"
    found = [f"Medians of {rounds} runs of whole processes, Python {python_version()}, {cores}."]
    wide = [f"{name} ({thing.spread:.0%})" for name, thing in things.items() if name != BARE and thing.spread > WIDE]
    if wide:
        found.append(f"Slowest and fastest run far apart, as a part of the median: {', '.join(wide)}. Measure again.")
    if "\n0 errors" not in f"\n{things[f'check {USUAL}'].output}":
        found.append("check finds errors in the invented portfolio: showing them is in its time.")
    return found


def main() -> None:
    """Write the portfolios into a temporary folder, measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="50 and 500 partners only, medians of three")
    quick = parser.parse_args().quick
    rounds = 3 if quick else 5
    maker = Path(__file__).with_name("make_portfolio.py")
    with tempfile.TemporaryDirectory(prefix="giftplan-bench-") as name:
        folder = Path(name)
        for size in sizes(quick):
            _progress(f"writing a portfolio of {size:,}")
            subprocess.run([sys.executable, str(maker), str(size), str(folder / str(size))], check=True)
        things = things_to_time(folder, quick)
        measure(things, rounds)
        print(aligned(table(things, imported_by_help(), quick)), *remarks(things, rounds), sep="\n")


if __name__ == "__main__":
    main()
