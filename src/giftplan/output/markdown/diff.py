"""`diff --format markdown`: a comment for a pull request, that a reviewer understands without opening a file."""

from collections.abc import Iterable
from collections.abc import Sequence

from giftplan.output.change import Item
from giftplan.output.change import Sides
from giftplan.output.change import blocked_items
from giftplan.output.change import budget_items
from giftplan.output.change import decision_items
from giftplan.output.change import finding_items
from giftplan.output.change import notes_of
from giftplan.output.change import partner_items
from giftplan.output.change import register_items
from giftplan.output.change import waiver_items
from giftplan.output.change_summary import compliance_words
from giftplan.output.change_summary import summary_words
from giftplan.output.change_summary import verdict_words
from giftplan.output.change_words import ARROW
from giftplan.output.change_words import signed
from giftplan.output.change_words import touch_words
from giftplan.output.markdown.text import code
from giftplan.output.markdown.text import escaped
from giftplan.output.markdown.text import table
from giftplan.output.words import counted
from giftplan.reports.change.directory import Directory
from giftplan.reports.change.touches import TouchChange
from giftplan.reports.change.whole import Change

MARKER = "<!-- giftplan diff -->"
"""By this a job finds the comment that it wrote before, and writes it anew instead of adding one."""
MOST = 60_000
"""So many characters the comment may have: GitHub refuses one of more than 65,536."""
_OPEN = 12
"""So many rows are shown unfolded."""
_CUTS = (None, 200, 100, 50, 20, 8, 2, 0)
_LONGEST = 300
"""So many characters of one line are shown where the comment would be too long."""


def diff_markdown(change: Change, sides: Sides) -> str:
    """The change as a comment, of at most `MOST` characters: of very long parts the beginning, and how much is left."""
    for most in _CUTS:
        text = _comment(change, sides, most)
        if len(text) <= MOST:
            return text
    return text[:MOST]


def _comment(change: Change, sides: Sides, most: int | None) -> str:
    folder = sides.folder
    lines = [MARKER, f"**{_words(summary_words(change))}**", "", _words(verdict_words(change, sides))]
    who = change.directory
    alarms = list(register_items(change.alarms, who, folder))
    lines += _list_or_fold("entry of the register edited or removed", alarms, most, sides)
    if words := compliance_words(change):
        lines += ["", f"**For compliance:** {_words(words)}."]
    errors = [found for found in change.findings.new if found.level == "error"]
    lines += _list(finding_items(errors, "New", who, folder), most, sides)
    worse = [found for found in change.findings.changed if found.level == "error"]
    lines += _list(finding_items(worse, "Changed", who, folder), most, sides)
    lines += _list_or_fold("waiver", list(waiver_items(change.waivers, who, folder)), most, sides)
    lines += _touches(change, most, sides)
    recorded = (entry for entry in change.entries if not entry.is_alarm)
    lines += _list_or_fold("gift written down", list(register_items(recorded, who, folder)), most, sides)
    for title, items in _folded(change, who, folder):
        lines += _fold(title, items, most, sides)
    lines += [line for note in notes_of(change, sides) for line in ("", _words(note))]
    end = f"{sides.base} {sides.short} to {sides.head}, as of {change.as_of.isoformat()}"
    return (
        "\n".join([*lines, "", f"<sub>{escaped(end)}. Order of keys, comments and quotes do not count.</sub>"]) + "\n"
    )


def _folded(change: Change, who: Directory, folder: str) -> Iterable[tuple[str, list[Item]]]:
    """The rest, by what it is about."""
    plan = change.plan
    found = change.findings
    others = [one for one in found.new if one.level != "error"]
    other = [one for one in found.changed if one.level != "error"]
    yield "without a day left", list(blocked_items(plan.blocked, who)) if plan else []
    yield "new warning", list(finding_items(others, "New", who, folder))
    yield "warning that says something else", list(finding_items(other, "Changed", who, folder))
    yield "rule or fact that decides", list(decision_items((*change.policies, *change.facts), who, folder))
    yield "budget", list(budget_items(plan.budgets, who)) if plan else []
    yield "partner", list(partner_items(change.partners, folder))
    yield "solved", list(finding_items(found.solved, "Solved", who, folder))
    yield "set aside", list(finding_items(found.set_aside, "Set aside", who, folder))


_PLURALS = {
    "without a day left": "touches without a day left",
    "new warning": "new warnings",
    "waiver": "waivers",
    "rule or fact that decides": "rules and facts that decide",
    "gift written down": "gifts written down",
    "budget": "budgets",
    "partner": "partners",
    "solved": "findings solved",
    "set aside": "findings no longer shown, and not solved",
    "warning that says something else": "warnings that say something else",
    "entry of the register edited or removed": "entries of the register edited or removed",
}
_SINGULARS = {
    "without a day left": "touch without a day left",
    "solved": "finding solved",
    "set aside": "finding no longer shown, and not solved",
}


def _fold(title: str, items: Sequence[Item], most: int | None, sides: Sides) -> list[str]:
    if not items:
        return []
    summary = counted(len(items), _SINGULARS.get(title, title), _PLURALS[title])
    return ["", f"<details><summary>{summary}</summary>", *_list(items, most, sides), "", "</details>"]


def _list_or_fold(title: str, items: Sequence[Item], most: int | None, sides: Sides) -> list[str]:
    """What decides whether it may is in sight, as long as it is not too much to read."""
    return _list(items, most, sides) if len(items) <= _OPEN else _fold(title, items, most, sides)


def _list(items: Iterable[Item], most: int | None, sides: Sides) -> list[str]:
    every = list(items)
    lines = [f"- {_item(item, most)}" for item in every[:most]]
    if most is not None and len(every) > most:
        lines.append(f"- and {len(every) - most:,} more: {code(f'giftplan diff {sides.base}')}")
    return ["", *lines] if lines else []


def _item(item: Item, most: int | None) -> str:
    text = item.text
    if most is not None and len(text) > _LONGEST:
        text = f"{text[:_LONGEST]} [{len(text) - _LONGEST:,} more characters]"
    return f"{item.label}: {_words(text)}{f' {code(item.place)}' if item.place else ''}"


def _words(text: str) -> str:
    """A text of ours with names in it; an arrow needs no escapes."""
    return escaped(text.replace(ARROW, "→"))


def _touches(change: Change, most: int | None, sides: Sides) -> list[str]:
    plan = change.plan
    if plan is None or not plan.touches:
        return []
    titles = ("", "Partner", "Touch", "Before", "After", plan.currency, "Because")
    rows = [_row(found, change.directory, most) for found in plan.touches[:most]]
    lines = table(titles, rows, frozenset({plan.currency}))
    if most is not None and len(plan.touches) > most:
        rest = counted(len(plan.touches) - most, "more touch", "more touches")
        lines += ["", f"and {rest}: {code(f'giftplan diff {sides.base} --all')}"]
    if len(plan.touches) <= _OPEN:
        return ["", *lines]
    summary = f"{counted(len(plan.touches), 'touch', 'touches')} of {plan.year}"
    return ["", f"<details><summary>{summary}</summary>", "", *lines, "", "</details>"]


def _row(found: TouchChange, who: Directory, most: int | None) -> list[str]:
    before = touch_words(found.before, found.after, who) if found.before else "-"
    after = touch_words(found.after, found.before, who) if found.after else "-"
    cells = (found.change, who.company(found.partner), found.touch, before, after, signed(found.cost), found.because)
    return [escaped(text if most is None else text[:_LONGEST]) for text in cells]
