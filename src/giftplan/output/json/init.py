"""`init --format json`."""

from collections.abc import Iterable

from giftplan.output.json.document import document
from giftplan.reports.starter import Starter
from giftplan.reports.starter import Step


def init_json(starter: Starter, folder: str, git: bool, hook: bool, written: bool, steps: Iterable[Step]) -> str:
    """A new folder. `kept` are files that were there already, with what would have been written in their place."""
    fields = {
        "folder": folder,
        "written": written,
        "company": starter.giver.company,
        "country": starter.giver.country,
        "currency": starter.giver.currency,
        "example": starter.is_example,
        "git": git,
        "hook": hook,
        "files": sorted((*(f"data/{path}" for path in starter.data), *starter.around)),
        "kept": [{"path": path, "text": text.decode()} for path, text in starter.kept.items()],
        "left_out": list(starter.left_out),
        "notes": list(starter.told),
        "errors": list(starter.errors),
        "next": [step.command for step in steps],
    }
    return document("init/1", fields)
