"""`giftplan forget PARTNER [CONTACT]`: what is erased, what is kept, what still names them, and what git holds."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from difflib import SequenceMatcher

from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import Style
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.words import counted
from giftplan.output.words import listed
from giftplan.output.words import visible
from giftplan.reports.erasure import Change
from giftplan.reports.erasure import Erasure
from giftplan.reports.purge import Purge
from giftplan.reports.still_naming import Place

READING_WIDTH = 80
Shown = Callable[[str], str]
"""A path of the data folder as it can be opened from here."""


def forget_screen(
    erasure: Erasure, remaining: Sequence[Place], purge: Purge | None, shown: Shown, width: int | None
) -> list[Line]:
    """Everything that is about to be written, and what is left to do by hand."""
    across = width or READING_WIDTH
    lines = _title(erasure, across)
    for change in erasure.changes:
        lines += [BLANK, *_change(change, shown, across)]
    lines += [BLANK, *paragraph(_kept(erasure), across)]
    for note in _notes(erasure, shown):
        lines += [BLANK, *paragraph(note, across)]
    lines += _remaining(remaining, shown, across)
    return lines + (_purge(purge, across) if purge else [])


def _title(erasure: Erasure, width: int) -> list[Line]:
    partner, changes = erasure.partner, erasure.changes
    who = [contact.name for contact in erasure.leaving]
    name = listed(who) if erasure.contact else partner.name
    words = [partner.name] if erasure.contact and who else []
    words += [f"{counted(len(changes), 'file')} to change", f"{len([c for c in changes if c.is_moved])} to rename"]
    words = words if erasure.identity.is_whole else words[:-1]
    return paragraph(
        " · ".join(words), width, "  ", Span(f"Forget {visible(name or erasure.contact or '')}", "bold"), " · "
    )


def _change(change: Change, shown: Shown, width: int) -> Iterator[Line]:
    to = f" → {change.to.rpartition('/')[2]}" if change.is_moved else ""
    yield line(Span(visible(shown(change.path)), "bold"), visible(to))
    before, after = change.before.splitlines(), change.after.splitlines()
    for kind, start, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _side("-", before[start:end], "red", width)
            yield from _side("+", after[begin:stop], "green", width)


def _side(sign: str, texts: Iterable[str], style: Style, width: int) -> Iterator[Line]:
    for text in texts:
        indent = " " * (len(text) - len(text.lstrip(" ")))
        first = Span(f" {sign} {indent}", style)
        yield from paragraph(text.strip(), width, f"   {indent}", first)


def _kept(erasure: Erasure) -> str:
    ids = [f"{old} is {new} from now on" for old, new in erasure.identity.people.items()]
    if erasure.identity.is_whole:
        ids.insert(0, f"{erasure.partner.id} is {erasure.identity.now} from now on")
    return f"Kept for the register: day, nature, value and outcome of every gift. {'; '.join(ids)}."


def _notes(erasure: Erasure, shown: Shown) -> Iterator[str]:
    if erasure.shared:
        files = listed(map(shown, erasure.shared), 6)
        yield f"Shared with others, and its notes are erased all the same, since they may speak of the person: {files}"
    for partner, contact in erasure.elsewhere:
        yield f"The same person is still stored as {contact} of {partner}: giftplan forget {partner} {contact}"


def _remaining(remaining: Sequence[Place], shown: Shown, width: int) -> list[Line]:
    if not remaining:
        return [BLANK, *paragraph("Nothing else here names them.", width)]
    places = counted(len(remaining), "place")
    lines = [BLANK, line(Span(f"Still named in {places}: look at these by hand", "bold"))]
    for path, number, text in remaining:
        lines += paragraph(text.strip(), width, "     ", f" {visible(shown(path))}:{number} ")
    return lines


def _purge(purge: Purge, width: int) -> list[Line]:
    commits = counted(purge.commits, "commit")
    head = Span(f"Git's history still holds it: {commits} of {counted(len(purge.files), 'file')}", "bold")
    lines = [BLANK, line(head)]
    lines += [line(f" {visible(name)}") for name in purge.files]
    lines += [BLANK, *paragraph(_HOW, width)]
    steps = (
        "Look at the places above, then commit everything, push it, and let everybody else do the same.",
        "Write the lines below into a file outside the repository, beside it, called erased.txt.",
        "In a fresh clone of the repository:",
    )
    for number, step in enumerate(steps, 1):
        lines += paragraph(step, width, "    ", f" {number}. ")
    lines += [line(f"    {visible(command)}") for command in (purge.command, purge.second_command) if command]
    lines += paragraph(_AFTER, width, "    ", " 4. ")
    lines += [BLANK, line("erased.txt:")]
    lines += [line(f"  {visible(text)}") for text in purge.lines]
    if purge.kept:
        words = ", ".join(f"'{word}'" for word in purge.kept)
        lines += [BLANK, *paragraph(f"Not among them, since other files have the same words: {words}", width)]
    return [*lines, BLANK, *paragraph(_MORE, width), *(line(f"    {command}") for command in _COMMANDS)]


_HOW = (
    "Old versions are purged with git filter-repo (a program of its own: pip install git-filter-repo). It writes the "
    "whole history anew:"
)
_AFTER = (
    "Compare the clone with this folder, then push it with: git push --force --all and git push --force --tags. "
    "Everybody else must clone anew: a push from an old clone would bring it all back. Hosting services keep copies of "
    "their own (pull requests, forks, caches): ask them to delete those."
)
_MORE = (
    "Older versions may hold more, in other words than today's: look at each file's past, and where it is easier take "
    "the whole of it out, then add the file again."
)
_COMMANDS = ("git log -p -- FILE", "git filter-repo --invert-paths --path FILE")
