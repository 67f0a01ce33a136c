"""`giftplan init`: what a new folder will hold, and what to do once it is there."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence

from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.screen.table import Cell
from giftplan.output.screen.table import Column
from giftplan.output.screen.table import cell
from giftplan.output.screen.table import lay_out
from giftplan.output.words import counted
from giftplan.output.words import listed
from giftplan.reports.starter import Starter
from giftplan.reports.starter import Step

READING_WIDTH = 80
_MEANINGS = {
    "data/settings.yaml": "who you are and how you work",
    "data/tiers.yaml": "how much for whom",
    "data/touches.yaml": "when in the year",
    "data/catalogue.yaml": "ideas to choose from",
    "data/vocabulary.yaml": "the words of the records",
    "data/partners/": "the example's partners",
    "data/gifts/": "the example's gifts",
    "data/calendar/": "public holidays of two years",
    "data/cultures/": "what a gift means, country by country",
    "data/limits/": "what laws and taxes allow, country by country",
    "data/letters/": "letters that ask for a partner's rules",
    "data/privacy/": "words that no note about a person may hold",
    "data/.schema/": "help for editors",
    "data/.knowledge": "what init --update compares with",
    ".pre-commit-config.yaml": "checks each commit",
    ".github/workflows/giftplan.yml": "checks each pull request, and tells what it changes",
    ".github/pull_request_template.md": "four questions for each pull request",
    ".vscode/settings.json": "an editor that knows the fields",
    ".gitignore": "what git leaves alone",
    "README.md": "for your team: how to work here",
}


def starter_screen(starter: Starter, folder: str, width: int | None, dry_run: bool) -> list[Line]:
    """The folder's files, those of one folder as a number; then what is kept, assumed, and not in order."""
    across = width or READING_WIDTH
    giver = starter.giver
    number = counted(len(starter.data) + len(starter.around), "file")
    words = (
        f"{'this folder' if folder == '.' else folder} · {number} · {giver.company}, {giver.country}, {giver.currency}"
    )
    lines = [*paragraph(words, across, "  ", Span("New giftplan folder", "bold"), " · "), BLANK]
    columns = [Column("To be written"), Column("Files", right=True), Column("What it is")]
    lines += lay_out(columns, [_row(name, count) for name, count in _places(starter).items()], width).lines
    for note in _notes(starter):
        lines += [BLANK, *paragraph(note, across)]
    for error in starter.errors:
        lines += [BLANK, *paragraph(error, across, "  ", Span("error", "red"), " ")]
    if dry_run:
        lines += [BLANK, line("Nothing is written. The same without --dry-run writes it.")]
    return lines


def done_screen(steps: Sequence[Step], width: int | None) -> list[Line]:
    """What comes next, a command a line."""
    rows = [[cell(step.command, style="cyan"), cell(step.what)] for step in steps]
    table = lay_out([Column(""), Column("")], rows, width)
    return [BLANK, line(Span("Written. What comes next", "bold")), *table.lines[1:]]


def _places(starter: Starter) -> Counter[str]:
    """Each folder of the data folder and each other file, with how many files it is, in the order of their meanings."""
    found = Counter(f"data/{path.partition('/')[0]}{'/' if '/' in path else ''}" for path in starter.data)
    found.update(list(starter.around))
    known = [name for name in _MEANINGS if name in found]
    return Counter({name: found[name] for name in (*known, *sorted(found.keys() - set(known)))})


def _row(name: str, count: int) -> list[Cell]:
    return [cell(name), cell(f"{count:,}"), cell(_MEANINGS.get(name, ""))]


def _notes(starter: Starter) -> Iterable[str]:
    if starter.kept:
        are = "is yours and stays as it is" if len(starter.kept) == 1 else "are yours and stay as they are"
        yield f"{listed(starter.kept)} {are}. See ours in a folder apart: giftplan init another --defaults"
    if starter.left_out:
        yield f"Left out, since only the top of a repository can hold them: {listed(starter.left_out)}."
    yield from starter.told
