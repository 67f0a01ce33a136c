"""`init --update --format json`."""

from giftplan.output.json.document import Fields
from giftplan.output.json.document import document
from giftplan.reports.renewal import STATES
from giftplan.reports.renewal import Change
from giftplan.reports.renewal import Renewal


def update_json(renewal: Renewal, version: str, written: bool) -> str:
    """Every file that is not what ships, with the lines that come and go, and how many there are of each kind."""
    fields = {
        "giftplan": version,
        "written": written,
        "files": [_file(change) for change in renewal.changes if change.state not in ("same", "yours")],
        "errors": list(renewal.errors),
        "totals": {state: len(renewal.of(state)) for state in STATES},
    }
    return document("init-update/1", fields)


def _file(change: Change) -> Fields:
    come, go = change.lines if change.newer else (0, 0)
    return {"path": change.path, "state": change.state, "added": come, "removed": go, "why": change.why or None}
