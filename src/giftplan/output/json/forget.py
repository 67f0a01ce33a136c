"""`forget --format json`."""

from collections.abc import Callable
from collections.abc import Sequence

from giftplan.book.editing import parsed
from giftplan.book.editing import value_at
from giftplan.output.json.document import Fields
from giftplan.output.json.document import document
from giftplan.reports.erasure import Change
from giftplan.reports.erasure import Erasure
from giftplan.reports.purge import Purge
from giftplan.reports.still_naming import Place


def forget_json(
    erasure: Erasure,
    remaining: Sequence[Place],
    purge: Purge | None,
    shown: Callable[[str], str],
    written: bool,
) -> str:
    """Every value that is erased or replaced, every file that gets another name, and what is left to do by hand."""
    identity = erasure.identity
    answer: Fields = {
        "partner": erasure.partner.id,
        "contact": erasure.contact,
        "written": written,
        "ids": {**({identity.partner: identity.now} if identity.is_whole else {}), **identity.people},
        "edits": [entry for change in erasure.changes for entry in _edits(change, shown)],
        "renames": [{"from": shown(c.path), "to": shown(c.to)} for c in erasure.changes if c.is_moved],
        "shared": [shown(path) for path in erasure.shared],
        "elsewhere": [{"partner": partner, "contact": contact} for partner, contact in erasure.elsewhere],
        "remaining": [{"path": shown(p.path), "line": p.line, "text": p.text.strip()} for p in remaining],
        "history": None if purge is None else _history(purge),
    }
    return document("forget/1", answer)


def _edits(change: Change, shown: Callable[[str], str]) -> list[Fields]:
    value = parsed(change.before)
    return [
        {
            "path": shown(change.path),
            "field": ".".join(str(step) for step in edit.at),
            "before": value_at(value, edit.at),
            "after": edit.value,
        }
        for edit in change.edits
    ]


def _history(purge: Purge) -> Fields:
    return {
        "commits": purge.commits,
        "files": list(purge.files),
        "command": purge.command,
        "second_command": purge.second_command,
        "replace_text": list(purge.lines),
        "kept": list(purge.kept),
    }
