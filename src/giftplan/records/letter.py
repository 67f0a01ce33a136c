"""`letters/<kind>.<lang>.md`: which letters we write, and the words behind a $ that a template may hold."""

from dataclasses import dataclass
from typing import Literal

LetterKind = Literal["policy", "authorisation", "donation"]
LETTER_KINDS: tuple[LetterKind, ...] = ("policy", "authorisation", "donation")

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A word that a template may hold behind a $.

    `en` and `fr` are what a blank asks for where nobody knows it; a sentence that may be left out has neither.
    """

    letters: tuple[LetterKind, ...]
    en: str = ""
    fr: str = ""
    where: str = ""
    """Where it can be filled in; {partner} and {settings} stand for those files."""

    @property
    def is_optional(self) -> bool:
        """Is it left out, without a blank, where nobody knows it?"""
        return not self.en

    def asks(self, language: Language) -> str:
        """What its blank asks for."""
        return self.fr if language == "fr" else self.en


_TO_AN_OFFICE: tuple[LetterKind, ...] = ("policy", "authorisation")
_OF_MONEY: tuple[LetterKind, ...] = ("authorisation", "donation")

PLACEHOLDERS = {
    "company": Placeholder(LETTER_KINDS, "our name", "notre nom", "company in {settings}"),
    "date": Placeholder(LETTER_KINDS, "the day", "la date", "--as-of"),
    "partner": Placeholder(LETTER_KINDS, "your company", "votre entreprise", "name in {partner}"),
    "contact": Placeholder(LETTER_KINDS, "the name of the person", "le nom de la personne", "contacts in {partner}"),
    "sender": Placeholder(LETTER_KINDS, "who signs", "qui signe", "owner in {partner}, or --by"),
    "email": Placeholder(LETTER_KINDS, "where to answer", "où répondre", "email under team in {settings}"),
    "office": Placeholder(
        _TO_AN_OFFICE,
        "the office that knows your rules on gifts",
        "le service qui connaît vos règles sur les cadeaux",
        "asked under policy in {partner}",
    ),
    "since": Placeholder(("policy",)),
    "cards": Placeholder(("policy",)),
    "copy": Placeholder(("policy",)),
    "asked_before": Placeholder(("authorisation",)),
    "nature": Placeholder(("authorisation",), "what we would like to give", "ce que nous aimerions offrir", "--nature"),
    "value": Placeholder(_OF_MONEY, "the amount", "le montant", "--value"),
    "day": Placeholder(("authorisation",), "the day", "le jour", "touches in {partner}, as in 2026: {{Q2: ...}}"),
    "occasion": Placeholder(("authorisation",), "the occasion", "l'occasion", "--touch"),
    "cause": Placeholder(
        ("donation",), "a cause that you support", "une cause que vous soutenez", "causes in {partner}"
    ),
}
"""Every word that a template may hold behind a $.

`contact` is the person we write to, or who would receive the gift. Four are whole sentences, left out where there is
nothing to say: `since`, what they told us last about their rules; `cards`, that they get cards alone as long as we do
not know them; `copy`, that the person we know gets a copy; `asked_before`, that we asked already.
"""


def placeholders_of(kind: str) -> dict[str, Placeholder]:
    """The words that a letter of that kind may hold."""
    return {name: known for name, known in PLACEHOLDERS.items() if kind in known.letters}


def file_of_letter(kind: str, language: str) -> str:
    """The template's path in the data folder."""
    return f"letters/{kind}.{language}.md"
