"""A letter in words: its template with what is known in it, and a blank where nobody knows."""

import re
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from string import Template

from giftplan.output.words import visible
from giftplan.records.letter import LANGUAGES
from giftplan.records.letter import Language
from giftplan.records.letter import Placeholder
from giftplan.records.letter import placeholders_of
from giftplan.reports.letter_values import AskedBefore
from giftplan.reports.letter_values import CardsAlone
from giftplan.reports.letter_values import CopyTo
from giftplan.reports.letter_values import Money
from giftplan.reports.letter_values import Occasion
from giftplan.reports.letter_values import Said
from giftplan.reports.letter_values import Value
from giftplan.reports.letters import Letter

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_RULE = {
    "en": {"allowed": "gifts are allowed", "approval": "each gift needs your approval", "refused": "no gifts"},
    "fr": {
        "allowed": "cadeaux autorisés",
        "approval": "chaque cadeau demande votre accord",
        "refused": "pas de cadeau",
    },
}
_NO_OCCASION: Mapping[Language, str] = {
    "en": "none in particular; we simply enjoy working with you",
    "fr": "aucune en particulier\u00a0; travailler avec vous nous est agréable, tout simplement",
}
_CARDS_ALONE: Mapping[Language, str] = {
    "en": "As long as we do not know your rules, we send cards and nothing else.",
    "fr": "Tant que nous ne connaissons pas vos règles, nous n'envoyons que des cartes.",
}
_ASKED_BEFORE: Mapping[Language, str] = {
    "en": "We asked you on {} whether a gift is welcome, and have not heard from you yet. You may of course say no.",
    "fr": "Nous vous avons demandé le {} si un cadeau est le bienvenu, et nous n'avons pas encore reçu de réponse. "
    "Vous pouvez bien sûr dire non.",
}
_WELCOME: Mapping[Language, str] = {"en": "welcome:", "fr": "bienvenus\u00a0:"}
_UNWELCOME: Mapping[Language, str] = {"en": "unwelcome:", "fr": "pas souhaités\u00a0:"}
_PER = {
    "en": {
        "gift": "a gift",
        "year": "a year for the whole company",
        "person-gift": "a person and gift",
        "person-year": "a person and year",
    },
    "fr": {
        "gift": "par cadeau",
        "year": "par an pour toute l'entreprise",
        "person-gift": "par personne et par cadeau",
        "person-year": "par personne et par an",
    },
}
_KINDS: Mapping[str, tuple[str, str]] = {
    "desk": ("desk objects", "objets de bureau"),
    "book": ("books", "livres"),
    "event": ("events", "événements"),
    "organisation": ("organisers", "objets d'organisation"),
    "wellbeing": ("things for wellbeing", "bien-être"),
    "hamper": ("hampers", "paniers garnis"),
    "food": ("food", "gourmandises"),
    "drink": ("drinks", "boissons"),
    "experience": ("experiences", "expériences"),
    "service": ("services", "services"),
    "donation": ("donations", "dons"),
    "card": ("cards", "cartes"),
    "voucher": ("vouchers", "bons d'achat"),
    "cash": ("cash", "espèces"),
    "other": ("other things", "autres choses"),
    "hospitality": ("hospitality", "invitations"),
}
"""The kinds of gift, in English and in French."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A word that nobody knows: its name in the template, and what it asks for in the letter's language."""

    name: str
    asks: str
    where: str
    """Where it can be filled in, before it is written by hand."""


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A letter's text, in Markdown, the words that were filled in, and the blanks that are left."""

    text: str
    language: Language
    filled: Mapping[str, str]
    blanks: tuple[Blank, ...]

    @property
    def subject(self) -> str | None:
        """Its first line, where that is a heading."""
        first = self.text.partition("\n")[0]
        return first.lstrip("#").strip() if first.startswith("#") else None


def written(template: str, letter: Letter, language: Language, files: Mapping[str, str]) -> WrittenLetter:
    """The letter. `files` are the partner's file and the settings, as they can be opened."""
    known = placeholders_of(letter.kind)
    filled: dict[str, str] = {}
    blanks: dict[str, Blank] = {}

    def fill(found: re.Match[str]) -> str:
        name = found["named"] or found["braced"]
        if not name:
            return "$"
        value = letter.known[name]
        if value is not None:
            filled[name] = in_words(value, language)
            return _escaped(filled[name], _begins_line(template, found.start()))
        if known[name].is_optional:
            return _LEFT_OUT
        blanks[name] = _blank(name, known[name], language, files)
        return f"[______ {blanks[name].asks}]"

    text = _GAP.sub("", Template.pattern.sub(fill, template))
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
    return WrittenLetter(text, language, filled, tuple(blanks.values()))


def _blank(name: str, known: Placeholder, language: Language, files: Mapping[str, str]) -> Blank:
    return Blank(name, known.asks(language), known.where.format_map(files))


_LEFT_OUT = "\0"
_GAP = re.compile(rf"[ \t]+{_LEFT_OUT}|{_LEFT_OUT}[ \t]*")
"""A sentence that was left out leaves no gap, and no template and no value has such a character."""
_ACTIVE = re.compile(r"[\\`*_\[\]~]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|#(?=#*\Z)")
_ACTIVE_FIRST = re.compile(r"(?=[#>+=|-])|(?<=\d)(?=[.)])")
_MARKS = re.compile(r"[ >#*+-]*(\d+[.)] *)?")
_MOST_MARKS = 20


def _begins_line(template: str, position: int) -> bool:
    """Do only the marks of a heading, a list or a quotation stand before it on its line?"""
    before = template[max(0, position - _MOST_MARKS) : position]
    is_near = "\n" in before or position <= _MOST_MARKS
    return is_near and _MARKS.fullmatch(before.rpartition("\n")[2]) is not None


def _escaped(text: str, is_first: bool) -> str:
    """A value as it is: nothing in it formats, and at the beginning of a line it begins no list or heading.

    Milder than what is written for GitHub: a letter is also read as plain text, with its hyphens and full stops.
    """
    text = _ACTIVE.sub(r"\\\g<0>", text)
    first = re.match(r"\d{1,9}[.)]|\W", text)
    if first and is_first:
        return _ACTIVE_FIRST.sub(r"\\", first[0], count=1) + text[first.end() :]
    return text


def in_words(value: Value, language: Language) -> str:
    """What is known, in the words of the letter's language."""
    if isinstance(value, date):
        return _day(value, language)
    if isinstance(value, Money):
        return _money(value.amount, value.currency, language)
    if isinstance(value, Said):
        return _said(value, language)
    if isinstance(value, CardsAlone):
        return _CARDS_ALONE[language]
    if isinstance(value, AskedBefore):
        return _ASKED_BEFORE[language].format(_day(value.day, language))
    if isinstance(value, Occasion):
        return _plain(value.event) if value.event else _NO_OCCASION[language]
    if isinstance(value, CopyTo):
        return f"{'Copie à' if language == 'fr' else 'Copy to'} {_plain(value.name)}"
    if isinstance(value, tuple):
        return _listed([_plain(entry) for entry in value], language)
    return _plain(value or "")


def _listed(words: list[str], language: Language) -> str:
    *first, last = words
    return f"{', '.join(first)} {'et' if language == 'fr' else 'and'} {last}" if first else last


def _plain(text: str) -> str:
    return visible(text).strip()


def _day(day: date, language: Language) -> str:
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[language].split()[day.month - 1]} {day.year}"


def _money(amount: Decimal, currency: str, language: Language) -> str:
    """1,220.00 EUR; in French 1 220,00 EUR, with spaces at which no line breaks."""
    text = f"{amount:,.2f}"
    french = text.translate({ord(","): "\u00a0", ord("."): ","})
    return f"{french}\u00a0{currency}" if language == "fr" else f"{text} {currency}"


def _said(said: Said, language: Language) -> str:
    """What they told us last, and whether that still holds."""
    day, rule = _day(said.day, language), _rule(said, language)
    if language == "fr":
        still = "Si c'est toujours le cas, un mot suffit\u00a0; sinon, voici nos questions."
        return f"Le {day}, vous nous avez répondu\u00a0: {rule}. {still}"
    return f"On {day} you told us: {rule}. If that is still so, one word is enough; if not, these are our questions."


def _rule(said: Said, language: Language) -> str:
    policy = said.policy
    is_french = language == "fr"
    parts = [_allowed(said, language)]
    if policy.at_most is not None:
        one, more = ("cadeau", "cadeaux") if is_french else ("gift", "gifts")
        a_year = "par an au plus" if is_french else "a year at most"
        parts.append(f"{policy.at_most} {one if policy.at_most == 1 else more} {a_year}")
    if not policy.recurring:
        parts.append("pas de cadeaux réguliers" if is_french else "no regular gifts")
    if policy.accepts:
        parts.append(f"{_WELCOME[language]} {_kinds(policy.accepts, language)}")
    if policy.refuses:
        parts.append(f"{_UNWELCOME[language]} {_kinds(policy.refuses, language)}")
    return ("\u00a0; " if is_french else "; ").join(parts)


def _kinds(kinds: Iterable[str], language: Language) -> str:
    return _listed([_KINDS[kind][LANGUAGES.index(language)] for kind in kinds], language)


def _allowed(said: Said, language: Language) -> str:
    policy = said.policy
    is_french = language == "fr"
    if policy.gifts != "limited":
        return _RULE[language][policy.gifts]
    if policy.limit is None:
        return "cadeaux limités" if is_french else "gifts are limited"
    amount = f"{_money(policy.limit, said.currency, language)} {_PER[language][policy.per]}"
    return f"au plus {amount}" if is_french else f"at most {amount}"
