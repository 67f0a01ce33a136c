"""`letter --format json`."""

from giftplan.output.json.document import Fields
from giftplan.output.json.document import amount_or_null
from giftplan.output.json.document import day_or_null
from giftplan.output.json.document import document
from giftplan.output.letter import WrittenLetter
from giftplan.planning.outcome import PlannedTouch
from giftplan.reports.letter_touch import TouchAsked
from giftplan.reports.letters import Letter


def letter_json(letter: Letter, written: WrittenLetter, template: str | None, notes: tuple[str, ...]) -> str:
    """The letter, what was filled in, and what is left blank. `template` is its file; null is the shipped one."""
    answer: Fields = {
        "kind": letter.kind,
        "partner": letter.partner.id,
        "as_of": letter.as_of.isoformat(),
        "language": written.language,
        "contact": letter.contact.id if letter.contact else None,
        "by": letter.sender.id if letter.sender else None,
        "template": template,
        "touch": None if letter.asked is None else _touch(letter.asked),
        "filled": [{"name": name, "text": text} for name, text in written.filled.items()],
        "blanks": [{"name": blank.name, "asks": blank.asks, "where": blank.where} for blank in written.blanks],
        "notes": list(notes),
        "subject": written.subject,
        "text": written.text,
    }
    return document("letter/1", answer)


def _touch(asked: TouchAsked) -> Fields:
    touch = asked.touch
    if not isinstance(touch, PlannedTouch):
        return {"touch": touch.touch, "year": asked.year, "status": "blocked"}
    return {
        "touch": touch.touch,
        "year": asked.year,
        "date": day_or_null(touch.day),
        "form": touch.form,
        "recipient": touch.recipient,
        "budget": amount_or_null(touch.budget),
        "status": touch.status,
    }
