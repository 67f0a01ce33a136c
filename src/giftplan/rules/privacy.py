"""GP6: what we keep about people, and how long."""

from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache

from giftplan.book.book import Book
from giftplan.book.problem import KeyPath
from giftplan.book.shipped import shipped_private_words
from giftplan.planning.sensitive_words import SensitiveWords
from giftplan.records.contact import Interest
from giftplan.records.partner import Partner
from giftplan.rules import references
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_partner
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked

OLD_INTEREST_MONTHS = 36
_MATTERS = {
    "health": "health",
    "religion": "religion",
    "politics": "political opinions",
    "union": "union membership",
    "origin": "origin",
    "orientation": "sexual orientation",
}


@rule("GP601", "warning")
def sensitive_note(asked: Asked) -> Iterable[Hit]:
    """A note or an interest speaks of a person's health, religion, politics, union, origin or orientation.

    Why it matters: GDPR, article 9, forbids keeping that without their consent, and a gift needs none of it.

    Flagged: "sugar-free since he is diabetic", "sings in the church choir", "délégué syndical".

    Instead: write what to give or to avoid, never why: `restrictions: [no-sugar]` instead of an illness, "choral
    music" instead of a church, "not on Fridays" under quiet days instead of a faith. Words that mean something
    else here go under `harmless` in data/privacy/.
    """
    words = SensitiveWords(own) if (own := asked.book.private_words) else _shipped()
    for path, at, partner, text in _notes(asked.book):
        said = words.first_in(text)
        if said is not None:
            yield Hit(
                path,
                f"'{said.words}' speaks of {_MATTERS[said.matter]}",
                "The law (GDPR, article 9) forbids keeping this without the person's consent, and a gift needs none.",
                "Write what to give or to avoid, never why; if it means something else here, add it to 'harmless' in "
                "data/privacy/",
                at=at,
                partner=partner,
            )


@lru_cache(maxsize=1)
def _shipped() -> SensitiveWords:
    """The shipped words; who judges twice reads them once."""
    return SensitiveWords(shipped_private_words())


Note = tuple[str, KeyPath, str, str]
"""Path, field, partner, text."""


def _notes(book: Book) -> Iterator[Note]:
    for partner in book.partners.values():
        for at, text in (*_interests(partner), *_remarks(partner)):
            yield partner.path, at, partner.id, text
    for gift in book.gifts:
        if gift.why:
            yield gift.path, references.at(gift, "why"), gift.partner, gift.why
        if gift.reaction and gift.reaction.note:
            yield gift.path, references.at(gift, "reaction", "note"), gift.partner, gift.reaction.note
        for index, waiver in enumerate(gift.waivers):
            yield gift.path, references.at(gift, "waivers", index, "why"), gift.partner, waiver.why


def _interests(partner: Partner) -> Iterator[tuple[KeyPath, str]]:
    for at, interest in _every_interest(partner):
        yield (*at, "topic"), interest.topic


def _every_interest(partner: Partner) -> Iterator[tuple[KeyPath, Interest]]:
    for index, contact in enumerate(partner.contacts):
        for number, interest in enumerate(contact.interests):
            yield ("contacts", index, "interests", number), interest


def _remarks(partner: Partner) -> Iterator[tuple[KeyPath, str]]:
    """What somebody wrote about people, beside their interests."""
    left = partner.departed
    every: list[tuple[KeyPath, str | None]] = [
        *((("meetings", i, "note"), meeting.note) for i, meeting in enumerate(partner.meetings)),
        *((("feedback", i, "note"), feedback.note) for i, feedback in enumerate(partner.feedback)),
        *((("quiet", i, "why"), period.why) for i, period in enumerate(partner.quiet)),
        *((("signals", i, "what"), signal.what) for i, signal in enumerate(partner.signals)),
        *((("waivers", i, "why"), waiver.why) for i, waiver in enumerate(partner.waivers)),
        *(
            (("touches", str(year), touch, "why"), decision.why)
            for year, decisions in partner.touches.items()
            for touch, decision in decisions.items()
        ),
        *((("departed", "why"), left.why) for _ in range(1) if left),
        *((("departed", "facts", i), fact) for i, fact in enumerate(left.facts if left else ())),
        *((("departed", "reading", i), reading) for i, reading in enumerate(left.reading if left else ())),
    ]
    return ((at, text) for at, text in every if text)


@rule("GP602", "warning")
def kept_too_long(asked: Asked) -> Iterable[Hit]:
    """Personal notes about the people of a departed partner are older than `retention_months` allows.

    Why it matters: what we know about people was told us for a relation that is over; the law asks us to let it go.

    Flagged: a partner that left in 2022, whose contacts still have interests, read in 2026.

    Instead: take them out of the file; the register keeps date, nature and value.
    """
    for relation in asked.relations:
        partner = relation.partner
        left = partner.left_on
        months = asked.settings.retention_months
        kept = list(_personal(partner)) if left and asked.is_past(left, months) else []
        if left and kept:
            where = "1 place" if len(kept) == 1 else f"{len(kept)} places"
            yield of_partner(
                partner,
                kept[0],
                f"{partner.name} left on {left.isoformat()}, and notes about its people are still kept ({where})",
                f"They were told us for a relation that is over; after {months} months we delete them.",
                "Take them out of the file; the register keeps date, nature and value",
            )


def _personal(partner: Partner) -> Iterator[KeyPath]:
    for index, contact in enumerate(partner.contacts):
        for field in ("interests", "restrictions", "accepts"):
            if getattr(contact, field):
                yield "contacts", index, field
    yield from (at for at, _ in _remarks(partner) if at[0] in ("meetings", "feedback", "quiet"))


@rule("GP603", "warning")
def intrusive_source(asked: Asked) -> Iterable[Hit]:
    """An interest was found where it was none of our business: a personal account, the family, gossip.

    Why it matters: who finds out that we looked there loses trust, and with reason; listening is no spying.

    Flagged: `source: personal-account`; the vocabulary says which sources are private.

    Instead: what they told us, a colleague, the press, a professional network; else take the interest out.
    """
    sources = asked.book.vocabulary.sources
    for partner in asked.book.partners.values():
        for at, interest in _every_interest(partner):
            if interest.source is not None and sources.get(interest.source) == "private":
                yield of_partner(
                    partner,
                    (*at, "source"),
                    f"'{interest.topic}' comes from a private source ({interest.source})",
                    "Who finds out that we looked there loses trust, and with reason.",
                    "Take it out, or wait until they speak of it themselves",
                )


@rule("GP604", "advice")
def old_interest(asked: Asked) -> Iterable[Hit]:
    """An interest was noted more than three years ago.

    Why it matters: people change; a gift for what somebody loved then says that we stopped listening.

    Flagged: `noted: 2022-05-30`, read in 2026.

    Instead: ask again, and write the new day under `noted`, or take the interest out.
    """
    for partner in asked.book.partners.values():
        if partner.status == "departed":
            continue
        for at, interest in _every_interest(partner):
            contact = partner.contacts[int(at[1])]
            is_old = interest.noted is not None and asked.is_past(interest.noted, OLD_INTEREST_MONTHS)
            if is_old and interest.noted and contact.is_there(asked.as_of):
                yield of_partner(
                    partner,
                    (*at, "noted"),
                    f"'{interest.topic}' of {contact.name} was noted on {interest.noted.isoformat()}",
                    "People change; a gift for what somebody loved then says that we stopped listening.",
                    "Ask again, and write the new day under 'noted'",
                )
