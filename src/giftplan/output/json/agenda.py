"""`next --format json`."""

from giftplan.output.agenda import said
from giftplan.output.json.document import Fields
from giftplan.output.json.document import day_or_null
from giftplan.output.json.document import document
from giftplan.records.contact import Interest
from giftplan.reports.agenda.task import Agenda
from giftplan.reports.agenda.task import Mention
from giftplan.reports.agenda.task import Task


def agenda_json(agenda: Agenda) -> str:
    """Every task, most urgent first."""
    fields: Fields = {
        "as_of": agenda.as_of.isoformat(),
        "days": agenda.days,
        "currency": agenda.currency,
        "tasks": [_task(task, agenda) for task in agenda.tasks],
        "left_out": list(agenda.left_out),
        "summary": {when: agenda.count(when) for when in ("late", "today", "soon")},
    }
    return document("next/1", fields)


def _task(task: Task, agenda: Agenda) -> Fields:
    return {
        "task": task.kind,
        "when": task.when(agenda.as_of),
        "by": day_or_null(task.by),
        "partner": task.partner.id,
        "name": task.partner.name,
        "owner": task.partner.owner,
        "contact": task.contact.id if task.contact else None,
        "touch": task.touch,
        "what": said(task.what, agenda, for_programs=True),
        "because": said(task.because, agenda, for_programs=True),
        "waits_for": said(task.waits, agenda, for_programs=True) if task.waits else None,
        "command": task.command,
        "write": task.write,
        "mention": _mention(task.mention, agenda) if task.mention else None,
    }


def _mention(mention: Mention, agenda: Agenda) -> Fields:
    return {
        "reason": said(mention.reason, agenda, for_programs=True),
        "heard": [_heard(interest) for interest in mention.heard],
        "common": list(mention.common),
        "lately": [said(words, agenda, for_programs=True) for words in mention.lately],
        "customs": list(mention.customs),
        "language": mention.language,
    }


def _heard(interest: Interest) -> Fields:
    return {"topic": interest.topic, "source": interest.source, "noted": day_or_null(interest.noted)}
