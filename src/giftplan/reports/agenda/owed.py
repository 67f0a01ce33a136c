"""Words that are owed: to mend, to thank, to answer, to ask how it was received."""

from collections.abc import Iterator

from giftplan.planning.allowance import policy_on
from giftplan.reports.agenda.desk import Desk
from giftplan.reports.agenda.mention import card_for
from giftplan.reports.agenda.policies import days_line
from giftplan.reports.agenda.task import Task
from giftplan.reports.agenda.task import edit
from giftplan.reports.agenda.task import file_of
from giftplan.reports.agenda.task import give_card
from giftplan.rules.attention.answers import A_WORD_FOR_A_REFERRAL
from giftplan.rules.attention.answers import REACTION
from giftplan.rules.attention.answers import THANKS
from giftplan.rules.attention.answers import unanswered_gifts
from giftplan.rules.attention.answers import unwelcome_gifts
from giftplan.rules.attention.answers import without_reaction
from giftplan.rules.portfolio.people import AN_ANSWER
from giftplan.rules.portfolio.people import is_unsettled
from giftplan.rules.portfolio.people import last_feedback
from giftplan.rules.portfolio.people import open_wishes


def to_mend(desk: Desk) -> Iterator[Task]:
    """Who is unhappy, and whose gift came back: before anything else is given."""
    for partner in desk.asked.current():
        index, last = last_feedback(partner, desk.today)
        if last is not None and is_unsettled(last):
            said = f": {last.note}" if last.note else ""
            yield Task(
                kind="mend",
                partner=partner,
                what=("Call them and mend it before anything is given",),
                because=("their last feedback, of ", last.date, f", is a {last.score} of 5{said}"),
                command=edit(partner.id),
                write=f"resolved: DAY under feedback, entry {index + 1}",
                by=last.date,
                rule="GP706",
            )
    for gift, _ in unwelcome_gifts(desk.asked):
        if gift.partner.status == "departed":
            continue  # nobody presses somebody who left
        how = gift.gift.outcome if gift.gift.outcome in ("declined", "returned") else "received with unease"
        whom = gift.people[0].name if gift.people else "them"
        policy, verified = policy_on(gift.partner, desk.today)
        days = days_line(policy) if verified else "verified: DAY"
        note = f": {gift.gift.reaction.note}" if gift.gift.reaction and gift.gift.reaction.note else ""
        yield Task(
            kind="mend",
            partner=gift.partner,
            what=(f"Call {whom}: say sorry, ask what was amiss, and what their gift policy says now",),
            because=(f"'{gift.gift.nature}' of ", gift.day, f" was {how}{note}"),
            command=edit(gift.partner.id),
            write=f"what they take now as a further policy with its day; where nothing changed {days}",
            by=min(gift.day, desk.today),  # what was declined beforehand is on the table today
            touch=gift.touch,
            rule="GP509",
            place=gift.gift.path,
        )


def to_thank(desk: Desk) -> Iterator[Task]:
    """Gifts that came to us, and partners who brought us others."""
    for gift in unanswered_gifts(desk.asked):
        if gift.day <= desk.today:
            yield Task(
                kind="thank",
                partner=gift.partner,
                what=(f"Thank them for '{gift.gift.nature}', by card or call",),
                because=("it came on ", gift.day),
                command=edit(file_of(gift.gift)),
                write="thanked: DAY",
                by=gift.day + THANKS,
                rule="GP507",
                place=gift.gift.path,
            )
    for name, referrals in desk.unthanked.items():
        by = desk.book.partners[name]
        for brought, day in referrals:
            contact, mention = card_for(desk, by, (f"thanks: they brought us {brought.name} on ", day))
            yield Task(
                kind="thank-referral",
                partner=by,
                what=(f"Write a card of thanks for {brought.name}",),
                because=(f"they brought us {brought.name} on ", day, "; no reward, which would make it a sale"),
                command=give_card(by, contact, "thanks"),
                by=day + A_WORD_FOR_A_REFERRAL,
                contact=contact,
                mention=mention,
                rule="GP506",
                place=brought.path,
            )


def to_meet(desk: Desk) -> Iterator[Task]:
    """Who asked to meet us, whatever their size; and whom we are to meet."""
    for partner in desk.book.partners.values():
        for index, wish in open_wishes(partner):
            if wish <= desk.today:
                yield Task(
                    kind="meet",
                    partner=partner,
                    what=("Propose a day to meet",),
                    because=("they asked on ", wish, ": who is willing to meet deserves to be met"),
                    command=edit(partner.id),
                    write=f"held: DAY under meetings, entry {index + 1}; a day to come is one that is agreed",
                    by=wish + AN_ANSWER,
                    rule="GP705",
                )
        for index, meeting in enumerate(partner.meetings):
            if meeting.held and meeting.held > desk.today:
                yield Task(
                    kind="meet",
                    partner=partner,
                    what=("Meet them on ", meeting.held),
                    because=(f"it is agreed{f': {meeting.note}' if meeting.note else ''}",),
                    command=f"giftplan show {partner.id}",
                    write=f"afterwards, what you heard: note under meetings, entry {index + 1}",
                    by=meeting.held,
                )


def to_note(desk: Desk) -> Iterator[Task]:
    """How gifts were received; never where it is rude to ask."""
    for gift in without_reaction(desk.asked):
        if gift.day <= desk.today and desk.may_ask(gift.partner):
            yield Task(
                kind="reaction",
                partner=gift.partner,
                what=(f"Note how '{gift.gift.nature}' was received",),
                because=("given on ", gift.day, ": without it the next one is chosen blindly"),
                command=edit(file_of(gift.gift)),
                write="reaction: {date: DAY, how: delighted, pleased, neutral or uneasy}",
                by=gift.day + REACTION,
                contact=gift.people[0] if gift.people else None,
                touch=gift.touch,
                rule="GP508",
                place=gift.gift.path,
            )
