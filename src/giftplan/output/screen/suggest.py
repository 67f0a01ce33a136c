"""`giftplan suggest PARTNER`: ideas for a touch, ranked, and what was ruled out."""

from collections.abc import Iterable
from collections.abc import Iterator

from giftplan.output.customs import sentence
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.words import counted
from giftplan.output.words import left_out_words
from giftplan.output.words import listed
from giftplan.output.words import money
from giftplan.output.words import short_day
from giftplan.output.words import visible
from giftplan.planning.outcome import OPEN
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import PlannedTouch
from giftplan.reports.suggestion import Suggested
from giftplan.reports.suggestion import Suggestion

READING_WIDTH = 80
MOST_IDEAS = 8
"""So many are a choice; more is a catalogue."""


def suggest_screen(found: Suggestion, width: int | None, whole: bool) -> list[Line]:
    """The best ideas, or all of them; on a terminal the ones ruled out are summed up by reason."""
    across = width or READING_WIDTH
    lines = [*_title(found, across), *_about(found, across)]
    shown = found.ideas if whole or width is None else found.ideas[:MOST_IDEAS]
    common = found.common
    if common:
        lines += [BLANK, *paragraph(f"All of them: {'; '.join(common)}.", across)]
    for rank, idea in enumerate(shown, 1):
        reasons = [reason for reason in idea.reasons if reason not in common]
        lines += [BLANK, *_idea(rank, idea, reasons, found.currency, across)]
    lines += _ruled_out(found, across, whole or width is None)
    if found.left_out:
        lines += [BLANK, *paragraph(left_out_words(found.left_out), across)]
    return [*lines, BLANK, *paragraph(_next(found, len(shown)), across)]


def _title(found: Suggestion, width: int) -> list[Line]:
    partner, touch = found.partner, found.touch
    words = [partner.name, partner.country]
    if touch is not None:
        words.append(f"{touch.touch} {found.year}")
    if isinstance(touch, PlannedTouch) and touch.day is not None:
        form = f"{touch.form} {money(touch.budget)} {found.currency}" if touch.budget else touch.form
        words += [short_day(touch.day), form, touch.status]
    if found.contact:
        words.append(f"for {found.contact.name}")
    return paragraph(" · ".join(words), width, "  ", Span(partner.id, "bold"), " · ")


def _about(found: Suggestion, width: int) -> Iterator[Line]:
    """Why there is no idea, or what is known of the person's taste."""
    touch = found.touch
    if touch is None:
        yield from (BLANK, *paragraph(f"No touch is planned for {found.partner.id} in {found.year}.", width))
    elif isinstance(touch, BlockedTouch):
        yield from (BLANK, *paragraph(f"Blocked, {touch.reason}: {touch.mend}", width))
    elif not (found.ideas or found.ruled_out):
        is_gift = touch.form != "card" and touch.status in OPEN
        yield from (BLANK, *paragraph(sentence(touch.reasons[-1] if is_gift else touch.because), width))
    elif found.contact:
        yield BLANK
        if touch.form == "alternative":
            yield from paragraph(sentence(touch.because), width)
        yield from paragraph(_taste(found), width)
        if not found.ideas:
            yield from (BLANK, *paragraph("No idea is left: everything in the catalogue is ruled out.", width))


def _taste(found: Suggestion) -> str:
    """What this person likes, and what the partner supports."""
    contact, causes = found.contact, found.partner.causes
    interests = contact.interests if contact else ()
    topics = "; ".join(f"{interest.topic} ({interest.source})" for interest in interests)
    name = contact.name if contact else ""
    likes = f"Likes {topics}." if topics else f"No interest of {name} is known: ask, and note it."
    return f"{likes} They support {', '.join(causes)}." if causes else likes


def _idea(rank: int, suggested: Suggested, reasons: Iterable[str], currency: str, width: int) -> list[Line]:
    idea = suggested.idea
    price = f"{money(idea.price.min)} to {money(idea.price.max)} {currency}"
    head = paragraph(f"{idea.id} · {price}", width, "    ", f" {rank:>2} ", Span(visible(idea.name), "bold"), " · ")
    lines = [*head, *paragraph("; ".join(reasons), width, "    ")]
    return lines + (paragraph(f"Mind: {idea.note}", width, "    ") if idea.note else [])


def _ruled_out(found: Suggestion, width: int, whole: bool) -> list[Line]:
    if not found.ruled_out:
        return []
    lines = [BLANK, line(Span(f"Ruled out: {counted(len(found.ruled_out), 'idea')}", "bold"))]
    by_reason: dict[tuple[str, str], list[str]] = {}
    for idea, against in found.ruled_out:
        by_reason.setdefault((against.rule, against.reason), []).append(idea.id)
    for (rule, reason), ideas in sorted(by_reason.items(), key=lambda entry: -len(entry[1])):
        names = ", ".join(ideas) if whole else listed(ideas, 4)
        text = f" {rule}, {reason}: {names}"
        lines += paragraph(text, width, " " * 6, f" {len(ideas):>3} ".rstrip() + " ")
    return lines


def _next(found: Suggestion, shown: int) -> str:
    partner = f"giftplan suggest {found.partner.id} --year {found.year}"
    if len(found.ideas) > shown:
        touch = f" --touch {found.touch.touch}" if found.touch else ""
        return f"{len(found.ideas) - shown} more: {partner}{touch} --all"
    if found.others:
        return f"Another touch: {partner} --touch {found.others[0]}"
    return f"What a gift means there: giftplan culture {found.partner.country}"
