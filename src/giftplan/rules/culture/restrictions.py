"""GP406: what the person who gets it must not have."""

from collections.abc import Iterable

from giftplan.planning.matching import Verdict
from giftplan.planning.matching import restricted_by
from giftplan.planning.opinions import Opinion
from giftplan.planning.subject import Subject
from giftplan.records.contact import Contact
from giftplan.records.vocabulary import Vocabulary
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked
from giftplan.rules.culture.fields import stated_at
from giftplan.rules.culture.fields import wanted_by
from giftplan.rules.judged import Judged


@rule("GP406", "error")
def restriction_ignored(asked: Asked) -> Iterable[Hit]:
    """A gift is, or contains, what one of its recipients told us that they do not want.

    Why it matters: they told us, and we did not listen; the reason is theirs, and is never written down.

    Flagged: a bottle of wine for a contact with `restrictions: [no-alcohol]`.

    Instead: something without it; who shares a gift is looked at one by one.
    """
    for gift, subject, opinions in asked.opinions:
        for contact in gift.people:
            restriction = _ignored(contact, subject, opinions, asked.book.vocabulary)
            if restriction is not None:
                yield of_gift(
                    gift,
                    _field(gift, restriction, opinions, asked.book.vocabulary),
                    f"'{gift.gift.nature}' goes against '{restriction}', which {contact.name} told us",
                    "They told us, and we did not listen.",
                    "Choose something without it",
                )


def _ignored(contact: Contact, subject: Subject, opinions: Iterable[Opinion], vocabulary: Vocabulary) -> str | None:
    """The restriction of this person that the gift goes against, by the vocabulary or by a custom that names it."""
    if not contact.restrictions:
        return None
    named = restricted_by(contact, vocabulary, subject)
    by_custom = (o.rule.restriction for o in opinions if o.verdict is Verdict.DECLARED)
    return named or next((name for name in by_custom if name in contact.restrictions), None)


def _field(gift: Judged, restriction: str, opinions: Iterable[Opinion], vocabulary: Vocabulary) -> str:
    """Where the gift says so: its contents, its tags, its number, or what it is."""
    words = vocabulary.restrictions.get(restriction)
    if words is not None and (words.contains or words.tags or words.quantity):
        return stated_at(gift, {"contains": words.contains, "tags": words.tags, "quantity": words.quantity})
    declared = (opinion.match for opinion in opinions if opinion.rule.restriction == restriction)
    return next((stated_at(gift, wanted_by(match)) for match in declared), gift.of_kind)
