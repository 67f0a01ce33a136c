"""GP501, GP502, GP503, GP511: a card by hand, for a person whom we know, for a reason."""

import re
from collections.abc import Iterable

from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Judged
from giftplan.rules.judged import by_day


@rule("GP501", "warning")
def no_handwritten_card(asked: Asked) -> Iterable[Hit]:
    """A gift went out without a handwritten card.

    Why it matters: a few lines by hand are the proof of attention; the object only carries them.

    Flagged: a pen without `card`; a card that says `handwritten: false`.

    Instead: write one; if there was one, say so: `card: {handwritten: true, by: claire}`.
    """
    for gift in asked.given:
        card = gift.gift.card
        is_missing = card is None and gift.is_object
        if is_missing or (card is not None and not card.handwritten):
            yield of_gift(
                gift,
                ("card", "handwritten") if card else "nature",
                f"'{gift.gift.nature}' has {'a printed card' if card else 'no card'}",
                "A few lines by hand are the proof of attention; the object only carries them.",
                "Write one by hand; if there is one, add card: {handwritten: true, by: ...}",
            )


@rule("GP502", "warning")
def copied_card(asked: Asked) -> Iterable[Hit]:
    """Two cards carry the same text.

    Why it matters: a card says 'I thought of you'; a text that others got as well says the contrary, and they talk.

    Flagged: "With our best wishes for the new year" on two cards, whatever the commas.

    Instead: one sentence that is true of this person alone.
    """
    first: dict[str, Judged] = {}
    for gift in sorted((g for relation in asked.relations for g in relation.given), key=by_day):
        text = gift.gift.card.text if gift.gift.card else None
        words = " ".join(re.findall(r"\w+", (text or "").casefold()))
        if not words:
            continue
        before = first.setdefault(words, gift)
        if before is not gift and gift.is_judged:
            yield of_gift(
                gift,
                ("card", "text"),
                f"the card has the text of the one to {before.partner.name} of {before.day.isoformat()}",
                f"It stands in {before.gift.path} as well; a text that came before says that nobody was meant.",
                "Write one sentence that is true of this person alone",
            )


@rule("GP503", "advice")
def impersonal_gift(asked: Asked) -> Iterable[Hit]:
    """A tier 1 or 2 partner gets an object, and we know no interest of anybody who receives it.

    Why it matters: a modest thing that touches what somebody loves is remembered; a dear one at random is not.

    Flagged: an engraved tray for a managing director whose `interests` are empty.

    Instead: listen first, and write what you heard under `interests` with its source; a card needs no interest.
    """
    for gift in asked.given:
        people = gift.people
        is_close = gift.partner.tier_in(gift.day.year) in (1, 2)
        if gift.is_object and is_close and people and not any(person.interests for person in people):
            names = ", ".join(person.name for person in people)
            yield of_gift(
                gift,
                "recipients",
                f"no interest of {names} is known",
                "A modest thing that touches what somebody loves is remembered.",
                f"Listen, and write what you heard under interests in {gift.partner.path}",
            )


@rule("GP511", "advice")
def gift_without_why(asked: Asked) -> Iterable[Hit]:
    """Nothing says what we heard that led to this gift.

    Why it matters: a gift says 'I thought of you' where something of the other person is in it.

    Flagged: a gift without `why`.

    Instead: one line under `why`: what they said, and when; next year it will be worth reading.
    """
    for gift in asked.given:
        if gift.is_object and not gift.gift.why:
            yield of_gift(
                gift,
                "nature",
                f"nothing says why '{gift.gift.nature}'",
                "A gift says 'I thought of you' where something of the other person is in it.",
                "Add 'why': what they said that led to it",
            )
