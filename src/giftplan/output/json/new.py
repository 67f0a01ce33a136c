"""`new --format json`."""

from collections.abc import Iterable

from giftplan.output.json.document import document
from giftplan.rules.engine import Finding


def new_json(path: str, text: str, findings: Iterable[Finding], written: bool) -> str:
    """A new partner's file, what `check` says of it, and whether it was written."""
    told = [
        {"rule": f.rule, "name": f.name, "level": f.level, "line": f.line, "message": f.message, "fix": f.fix}
        for f in findings
    ]
    return document("new/1", {"path": path, "written": written, "text": text, "findings": told})
