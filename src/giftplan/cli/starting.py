"""What `init` does: ask, show what a new folder would hold, write it whole, hand it to git."""

import subprocess
from datetime import date
from pathlib import Path
from shlex import quote
from shutil import which

from giftplan.book.founding import found_folder
from giftplan.book.git import git
from giftplan.cli.asking import FORMATS
from giftplan.cli.context import DATA
from giftplan.cli.context import Context
from giftplan.cli.context import choose
from giftplan.cli.importing import StoppedError
from giftplan.cli.starting_files import shipped_settings
from giftplan.cli.starting_files import starter_for
from giftplan.cli.starting_place import Place
from giftplan.cli.starting_questions import Answers
from giftplan.cli.starting_questions import Said
from giftplan.cli.starting_questions import answers_to
from giftplan.errors import CannotWorkError
from giftplan.output.json.init import init_json
from giftplan.output.screen.init import done_screen
from giftplan.output.screen.init import starter_screen
from giftplan.output.starter import HOOK
from giftplan.output.starter import SETTINGS
from giftplan.reports.starter import Starter
from giftplan.reports.starter import Step

BRANCH = "main"


def start(call: Context, place: Place, said: Said) -> int:
    """Found a folder: 0 where that was done or not wanted after all, 3 where git or pre-commit did not do its part."""
    choose(said.manner.form, FORMATS, "--format")
    shipped = shipped_settings()
    answers = answers_to(said, place, shipped, call.as_of, hook_is_ours=not (place.top / HOOK).exists())
    starter = starter_for(place, answers, shipped, call.as_of)
    if said.manner.form == "table":
        call.show(starter_screen(starter, place.shown, call.width, said.manner.dry_run))
    is_written = not said.manner.dry_run and (said.defaults or said.manner.wants_it())
    failed: list[str] = []
    if is_written:
        found_folder(place.top, DATA, starter.data, starter.around)
        failed = _handed_over(place.top, answers)
    steps = _steps(place, answers, starter, call.as_of, bool(failed))
    if said.manner.form == "json":
        call.write(init_json(starter, place.shown, answers.git, answers.hook, is_written, steps))
    elif is_written:
        call.show(done_screen(steps, call.width))
    for problem in (*failed, *(_passed_over(place) if is_written else ())):
        call.note(problem)
    if not is_written:
        call.note("nothing was written")
    return CannotWorkError.exit_code if failed else 0


def _handed_over(top: Path, answers: Answers) -> list[str]:
    """What git and pre-commit did not do; the files are written, whatever they say."""
    failed = []
    try:
        if answers.git:
            git(top, "init", "--quiet")
            git(top, "symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
        if answers.hook:
            _switch_hook_on(top)
    except CannotWorkError as error:
        failed.append(f"the files are written, but {error}")
    except KeyboardInterrupt as error:
        raise StoppedError("stopped: every file is written, and git or its hook may not know of them yet") from error
    return failed


def _passed_over(place: Place) -> list[str]:
    """A folder that git is told to ignore is in no commit, and no other clone has it."""
    if place.repository is None or which("git") is None:
        return []
    seen = git(place.top, "ls-files", "--others", "--exclude-standard", "--", f"{DATA}/{SETTINGS}")
    return [] if seen else [f"git is told to ignore {DATA}/ here: take it out of .gitignore, or no commit will hold it"]


def _switch_hook_on(top: Path) -> None:
    done = subprocess.run(["pre-commit", "install"], cwd=top, capture_output=True, check=False)
    if done.returncode:
        said = " ".join((done.stdout + done.stderr).decode("utf-8", "replace").split())
        raise CannotWorkError(f"pre-commit install failed: {said or 'it gave no reason'}")


def _steps(place: Place, answers: Answers, starter: Starter, today: date, failed: bool) -> list[Step]:
    """What to do next, in order."""
    steps = []
    if place.top != Path.cwd():
        steps.append(Step(f"cd {quote(place.shown)}", "where every command finds the data"))
    if answers.is_example:
        steps.append(Step(f"giftplan plan {today.year}", "the example's year on one screen"))
    else:
        steps.append(Step(f"{DATA}/settings.yaml", "write your team into it: who gives, who approves"))
        steps.append(Step("giftplan new papeterie-brindille", "your first partner: it asks for what it needs"))
        steps.append(Step(f"giftplan calendar {today.year}", "once partners are abroad: their holidays"))
    steps.append(Step("giftplan check", "is all well?"))
    if place.repository is None and (not answers.git or failed):
        steps.append(Step(f"git init -b {BRANCH}", "so that nothing is ever lost"))
    steps.append(Step('git add -A && git commit -m "Our gifts"', "the first commit"))
    if HOOK in starter.around and (not answers.hook or failed):
        install = "" if which("pre-commit") else "pip install pre-commit && "
        what = "" if which("giftplan") else ", once giftplan is on your path"
        steps.append(Step(f"{install}pre-commit install", f"every commit is checked first{what}"))
    return steps
