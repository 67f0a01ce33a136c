"""How `letter` understands what it was asked: who writes to whom, about which touch, in which language."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic_core import PydanticCustomError

from giftplan.book.letters import LetterTemplate
from giftplan.book.letters import letter_template
from giftplan.book.shipped import BESIDE
from giftplan.book.suggest import as_clause
from giftplan.cli.context import LAST_PLAN_YEAR
from giftplan.cli.context import Context
from giftplan.cli.context import choose
from giftplan.cli.context import read_year
from giftplan.cli.naming import contact_named
from giftplan.cli.naming import members_named
from giftplan.cli.naming import partner_named
from giftplan.cli.naming import plannable_partner
from giftplan.errors import CannotWorkError
from giftplan.errors import UsageError
from giftplan.output.json.letter import letter_json
from giftplan.output.letter import WrittenLetter
from giftplan.output.letter import written
from giftplan.output.screen.letter import letter_screen
from giftplan.output.screen.line import Line
from giftplan.output.words import money
from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.plan import settings_of
from giftplan.records.contact import Contact
from giftplan.records.letter import LANGUAGES
from giftplan.records.letter import LETTER_KINDS
from giftplan.records.letter import PLACEHOLDERS
from giftplan.records.letter import Language
from giftplan.records.letter import LetterKind
from giftplan.records.numbers import read_amount
from giftplan.records.partner import Partner
from giftplan.records.settings import TeamMember
from giftplan.reports.letter_touch import TouchAsked
from giftplan.reports.letter_touch import touch_to_ask
from giftplan.reports.letters import Choices
from giftplan.reports.letters import letter_for
from giftplan.reports.letters import planned_value
from giftplan.reports.letters import settings_to_write

_FREE = ("office", "nature", "cause")
"""Words of the letter that stand in the data in whatever language somebody wrote them."""
_NAMES: dict[Language, str] = {"en": "English", "fr": "French"}
_TAKES: dict[str, tuple[LetterKind, ...]] = {
    "--touch": ("authorisation", "donation"),
    "--year": ("authorisation", "donation"),
    "--nature": ("authorisation",),
    "--value": ("authorisation", "donation"),
}
"""Which letters an option is for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line says beside the kind of letter and the partner, as it is written there."""

    contact: str | None
    language: str | None
    by: str | None
    touch: str | None
    year: str | None
    nature: str | None
    value: str | None


class Draft:
    """One letter, written. Raises `UsageError` and `CannotWorkError` where it cannot be."""

    def __init__(self, call: Context, kind: str, partner: str, wanted: Wanted) -> None:
        self._call = call
        self._wanted = wanted
        self._kind: LetterKind = next(known for known in LETTER_KINDS if known == choose(kind, LETTER_KINDS, "KIND"))
        self._refuse_options()
        self._book = call.book(whole=False)
        self._settings = settings_of(self._book) if self._kind != "policy" else settings_to_write(self._book)
        self._partner = self._named(partner)
        self._asked = self._touch()
        self._contact = self._person()
        self._letter = letter_for(self._book, self._kind, self._partner, call.as_of, self._choices(), self._asked)
        self._template = self._usable_template()
        files = {"partner": call.shown(self._partner.path), "settings": call.shown(self._book.file("settings"))}
        self.written: WrittenLetter = written(self._template.text, self._letter, self._template.language, files)

    def as_json(self) -> str:
        """The letter with its words and blanks."""
        path = self._call.shown(self._template.path) if self._template.is_own else None
        return letter_json(self._letter, self.written, path, tuple(self._remarks()))

    def as_screen(self, width: int) -> list[Line]:
        """The letter for a terminal."""
        return letter_screen(self.written.text, width)

    @property
    def notes(self) -> Iterator[str]:
        """What to know beside the letter: its language, what to think of first, each blank, and what comes next."""
        yield from self._remarks()
        for blank in self.written.blanks:
            yield f"left blank, {PLACEHOLDERS[blank.name].en}: {blank.where}, or by hand"
        who = self._partner.id
        yield f"nothing is sent: once they answer, write it down with giftplan edit {who}"

    def _refuse_options(self) -> None:
        stated = {"--touch": self._wanted.touch, "--year": self._wanted.year}
        stated |= {"--nature": self._wanted.nature, "--value": self._wanted.value}
        for option, said in stated.items():
            if said is not None and self._kind not in _TAKES[option]:
                kinds = " or ".join(_TAKES[option])
                raise UsageError(f"{option} is for a letter of {kinds}: leave it out for {self._kind}")
            if said is not None and not said.strip():
                raise UsageError(f"{option}: nothing is written there: write it, or leave the option out")

    def _named(self, name: str) -> Partner:
        """The partner. One that has left gets no letter that asks for something."""
        named = partner_named if self._kind == "policy" else plannable_partner
        found = named(self._book, name)
        if found.left_on and found.has_left_by(self._call.as_of):
            day = found.left_on.isoformat()
            raise UsageError(f"{name} has left on {day}: no letter that asks for something, but a card, by hand")
        return found

    def _touch(self) -> TouchAsked | None:
        if self._kind == "policy":
            return None
        this = self._call.as_of.year
        stated = self._wanted.year
        years = [this, min(this + 1, LAST_PLAN_YEAR)] if stated is None else [read_year(stated)]
        name = self._wanted.touch
        at = None if name is None else choose(name, [known.id for known in self._book.touches], "--touch")
        return touch_to_ask(self._book, self._partner, list(dict.fromkeys(years)), self._call.as_of, at)

    def _person(self) -> Contact | None:
        """Whom --contact names; else whom the plan wants to give to; else the first who is still there."""
        if self._wanted.contact is not None:
            named = contact_named(self._partner, self._wanted.contact)
            if not named.is_there(self._call.as_of):
                raise UsageError(f"{named.name} has left {self._partner.id}: name a contact who is still there")
            return named
        touch = self._asked.touch if self._asked else None
        if self._kind == "authorisation" and isinstance(touch, PlannedTouch) and touch.recipient:
            return self._partner.contact(touch.recipient)
        return self._partner.first_there(self._call.as_of)

    def _choices(self) -> Choices:
        return Choices(self._contact, self._sender(), self._wanted.nature, self._value())

    def _sender(self) -> TeamMember | None:
        name = self._wanted.by
        who = self._partner.owner if name is None else members_named(self._settings, [name], "--by")[0]
        return next((member for member in self._settings.team if member.id == who), None)

    def _value(self) -> Decimal | None:
        if self._wanted.value is None:
            return None
        try:
            value = read_amount(self._wanted.value)
        except PydanticCustomError as error:
            raise UsageError(f"--value: {error.message()}") from error
        planned = planned_value(self._book, self._kind, self._asked, self._contact)
        if planned is not None and self._asked and planned < value:
            most = f"{money(planned)} {self._settings.currency}"
            raise UsageError(f"--value {value}: the plan has {most} for {self._asked.touch.touch}, ask for no more")
        return value

    def _usable_template(self) -> LetterTemplate:
        found = letter_template(self._book.tree, BESIDE, self._kind, self._language[0])
        if found.problems:
            first = found.problems[0]
            path = self._call.shown(found.path) if found.is_own else found.path
            raise CannotWorkError(f"{path}:{first.spot.line}: {first.message}: {as_clause(first.fix)}")
        return found

    @cached_property
    def _language(self) -> tuple[Language, Literal["said", "theirs", "other", "unknown"]]:
        """The language, and how it was come by."""
        if self._wanted.language is not None:
            said = choose(self._wanted.language, LANGUAGES, "--language")
            return next(known for known in LANGUAGES if known == said), "said"
        theirs = self._contact.language if self._contact else None
        known = next((known for known in LANGUAGES if known == theirs), None)
        return (known, "theirs") if known else ("en", "other" if theirs else "unknown")

    def _remarks(self) -> Iterator[str]:
        language, how = self._language
        name = self._contact.name if self._contact else "nobody"
        if how == "other" and self._contact:
            yield f"in English: letters are written in English and French, and {name}'s language is " + (
                f"'{self._contact.language}'"
            )
        elif how == "unknown":
            whose = f"the language of {name}" if self._contact else "a contact who is still there"
            yield f"in English: {whose} is not written down; --language fr writes it in French"
        if self._template.language != language:
            kind, path = self._kind, self._call.shown(f"letters/{self._kind}.{language}.md")
            yield f"in English: your {kind} letter has no {_NAMES[language]} template, write {path}"
        yield from self._letter.cautions
        if self.written.language == "fr" and (free := list(self._from_data())):
            said = ", ".join(f"'{words}'" for words in free)
            yield f"as it is written in your data, so see that it is French: {said}"

    def _from_data(self) -> Iterator[str]:
        """What stands in the letter as the data has it. What --nature says is written for this letter."""
        for name in _FREE:
            is_ours = name == "nature" and self._wanted.nature is not None
            is_person = self.written.filled.get(name) in [contact.name for contact in self._partner.contacts]
            if name in self.written.filled and not is_ours and not is_person:
                yield self.written.filled[name]
