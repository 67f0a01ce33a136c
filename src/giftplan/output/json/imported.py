"""`import --format json`."""

from giftplan.output.json.document import Fields
from giftplan.output.json.document import document
from giftplan.reports.imports.outcome import Change
from giftplan.reports.imports.outcome import Entry
from giftplan.reports.imports.outcome import Import


def import_json(found: Import, file: str, written: bool) -> str:
    """What the file brings. `written` says whether it is in the data folder now."""
    new, changed, same = found.of("new"), found.of("changed", "differs"), found.of("same")
    fields: Fields = {
        "what": found.what,
        "file": file,
        "written": written,
        "columns": [{"column": column.name, "field": column.field} for column in found.columns],
        "not_taken": list(found.not_taken),
        "notes": list(found.notes),
        "new": [_entry(entry) | {"fields": entry.fields} for entry in new],
        "changed": [_entry(entry) | {"changes": [_change(change) for change in entry.changes]} for entry in changed],
        "same": [_entry(entry) for entry in same],
        "errors": [
            {"row": error.row, "column": error.column, "message": error.message, "fix": error.fix}
            for error in found.errors
        ],
        "findings": [{"rule": rule, "name": name, "count": count} for rule, name, count in found.findings],
        "totals": {
            "rows": found.rows,
            "new": len(new),
            "changed": len(changed),
            "same": len(same),
            "errors": len({error.row for error in found.errors}),
        },
    }
    return document("import/1", fields)


def _entry(entry: Entry) -> dict[str, object]:
    return {"path": entry.path, "rows": list(entry.rows)}


def _change(change: Change) -> Fields:
    return {
        "field": change.field,
        "before": change.before,
        "after": change.after,
        "to_write": change.written,
    }
