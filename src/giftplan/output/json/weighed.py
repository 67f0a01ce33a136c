"""`give --format json` and `receive --format json`."""

from collections.abc import Mapping

from giftplan.book.rendering import Written
from giftplan.output.json.document import document
from giftplan.reports.weighing import Weighed


def weighed_json(weighed: Weighed, fields: Mapping[str, Written], path: str, folder: str, written: bool) -> str:
    """What a gift means, what is found wrong with it, its record as it is written, and whether it was.

    `folder` is what the paths of the data begin with.
    """
    command = "give" if weighed.gift.direction == "given" else "receive"
    return document(
        f"{command}/1",
        {
            "direction": weighed.gift.direction,
            "partner": weighed.partner.id,
            "date": weighed.gift.date.isoformat(),
            "path": path,
            "written": written,
            "refused": weighed.is_refused,
            "record": dict(fields),
            "left_out": list(weighed.left_out),
            "meaning": [{"subject": row.subject, "words": row.words, "state": row.state} for row in weighed.rows],
            "findings": [
                {
                    "rule": finding.rule,
                    "name": finding.name,
                    "level": finding.level,
                    "path": f"{folder}/{finding.path}",
                    "message": finding.message,
                    "why": finding.why,
                    "fix": finding.fix,
                }
                for finding in weighed.findings
            ],
        },
    )
