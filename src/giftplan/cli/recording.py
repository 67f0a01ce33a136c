"""What `give` and `receive` share: fill in, weigh, show, ask, write."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from giftplan.book.book import Book
from giftplan.book.overlay import with_files
from giftplan.book.rendering import Written
from giftplan.book.rendering import record_text
from giftplan.book.suggest import closest
from giftplan.book.writing import create
from giftplan.cli.asking import FORMATS
from giftplan.cli.asking import Manner
from giftplan.cli.asking import asked
from giftplan.cli.context import Context
from giftplan.cli.context import choose
from giftplan.cli.context import read_day
from giftplan.cli.misfit import told
from giftplan.cli.naming import contacts_named
from giftplan.cli.naming import members_named
from giftplan.cli.naming import partner_named
from giftplan.errors import CannotWorkError
from giftplan.errors import UsageError
from giftplan.output.json.weighed import weighed_json
from giftplan.output.screen.weighed import weighed_screen
from giftplan.output.words import listed
from giftplan.planning.plan import settings_of
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings
from giftplan.records.words import NO_TOUCH
from giftplan.records.words import GiftKind
from giftplan.reports.draft import Direction
from giftplan.reports.draft import Draft
from giftplan.reports.draft import drafted
from giftplan.reports.draft import file_names
from giftplan.reports.draft import what_judges
from giftplan.reports.weighing import Weighed
from giftplan.reports.weighing import weigh

Said = Mapping[str, "Written | None"]


def record(call: Context, direction: Direction, partner: str, said: Said, manner: Manner) -> int:
    """Write a gift down: 0 where that was done or not wanted after all, 1 where it has an error and is refused."""
    choose(manner.form, FORMATS, "--format")
    book = call.book()
    who = partner_named(book, partner)
    if direction == "given":  # what came to us is always written down
        _refuse_blind(book, who)
    stated: dict[str, Written] = {name: value for name, value in said.items() if value is not None}
    day = read_day(str(stated.setdefault("date", call.as_of.isoformat())), "--date")
    if direction == "received" and day > call.as_of:
        raise UsageError(f"--date {day} is still to come: what comes to us is written down once it is here")
    case = _Case(call, book, settings_of(book), who, direction, manner)
    draft = case.completed(stated | case.named(stated))
    names = list(file_names(book, who.id, day))
    text = record_text(draft.fields)
    weighed = _weighed(call, book, names[0], text)
    if manner.form == "table":
        call.show(weighed_screen(weighed, call.shown(names[0]), text, call.width))
    is_written = not weighed.is_refused and manner.wants_it()
    path = create(call.root, names, text.encode()) if is_written else names[0]
    if manner.form == "json":
        call.write(weighed_json(weighed, draft.fields, call.shown(path), call.folder, is_written))
    if is_written:
        call.note(f"written: {call.shown(path)}. To mend it: giftplan edit {Path(path).stem}")
    elif not weighed.is_refused:
        call.note("nothing was written")
    return 1 if weighed.is_refused else 0


@dataclass(frozen=True, slots=True)
class _Case:
    """A gift that somebody wants to write down."""

    call: Context
    book: Book
    settings: Settings
    partner: Partner
    direction: Direction
    manner: Manner

    def named(self, stated: Mapping[str, Written]) -> dict[str, Written]:
        """The ids of what is named. Raises `UsageError`, with the name probably meant."""
        found: dict[str, Written] = {}
        if "recipients" in stated:
            found["recipients"] = self._recipients(_texts(stated["recipients"]))
        home = self.settings.currency
        if "rate" in stated and stated.get("currency", home) == home:
            raise UsageError(f"--rate: an amount in {home} has none; name another --currency")
        if "waivers" in stated:
            found["waivers"] = self._waivers(stated["waivers"])
        if "by" in stated:
            found["by"] = members_named(self.settings, [str(stated["by"])], "--by")[0]
        if "touch" in stated:
            choices = [*(touch.id for touch in self.book.touches), NO_TOUCH]
            found["touch"] = choose(str(stated["touch"]), choices, "--touch")
        if "gift" in stated:
            found["gift"] = choose(str(stated["gift"]), self.book.catalogue, "--gift")
        return found

    def _recipients(self, names: Sequence[str]) -> list[str]:
        if self.direction == "received":
            return members_named(self.settings, names, "--to")
        return contacts_named(self.partner, names, "--to")

    def _waivers(self, waivers: Written) -> list[Written]:
        """Each waiver by a member of our team. Raises `UsageError` where somebody else is named."""
        every = [dict(waiver) for waiver in waivers if isinstance(waiver, Mapping)]
        return [{**waiver, "by": members_named(self.settings, [str(waiver["by"])], "--by")[0]} for waiver in every]

    def completed(self, stated: dict[str, Written]) -> Draft:
        """The draft, once whatever it lacks was asked for. Raises `UsageError` where nobody can be asked."""
        draft = self._drafted(stated)
        for field in draft.missing:
            answer = self._ask(field, str(stated["nature"]))
            stated[field] = self._recipients(_texts(answer.split(","))) if field == "recipients" else answer
        return self._drafted(stated) if draft.missing else draft

    def _drafted(self, stated: Mapping[str, Written]) -> Draft:
        return drafted(self.book, self.settings, self.partner, self.direction, stated, self.call.as_of)

    def _ask(self, field: str, nature: str) -> str:
        question, option, example = self._questions()[field]
        if field == "kind" and (idea := closest(nature, self.book.catalogue, cutoff=0.8)):
            raise UsageError(f"no idea '{nature}': did you mean '{idea}'? If it is none of the catalogue, say --kind")
        if field == "recipients" and self.direction == "received" and not self.settings.team:
            raise UsageError(
                "nobody of ours is written down who could have got it: add a line to team: in settings.yaml"
            )
        if self.manner.asks:
            return asked(question)
        raise UsageError(f"{question}? Say it with {option}, as in {option} {example}")

    def _questions(self) -> dict[str, tuple[str, str, str]]:
        theirs = [contact.id for contact in self.partner.contacts]
        people = theirs if self.direction == "given" else [member.id for member in self.settings.team]
        kinds = ", ".join(kind for kind in get_args(GiftKind) if kind not in ("cash", "voucher"))
        return {
            "recipients": (f"Who gets it ({', '.join(people)})", "--to", next(iter(people), "claire")),
            "kind": (f"What kind of thing is it ({kinds})", "--kind", "desk"),
            "value": (f"What was it worth in {self.settings.currency}, VAT included", "--value", "68"),
        }


def _refuse_blind(book: Book, partner: Partner) -> None:
    """Raises `CannotWorkError` where a file cannot be read that this gift has to be held against."""
    lost = what_judges(book, partner)
    if lost:
        raise CannotWorkError(
            f"these cannot be read, and a gift to {partner.id} could not be held against them: {listed(lost, 6)}. "
            "giftplan check says why"
        )


def _texts(value: Written) -> list[str]:
    return [value] if isinstance(value, str) else [str(one).strip() for one in value]


def _weighed(call: Context, book: Book, path: str, text: str) -> Weighed:
    """The gift as its file would be read, held against everything. Raises `UsageError` where it cannot be read."""
    after, problems = with_files(book, {path: text.encode()})
    if problems:
        raise UsageError("; ".join(told(problem, text) for problem in problems))
    gift: Gift = next(gift for gift in after.gifts if gift.path == path)
    return weigh(book, after, gift, call.as_of)
