"""A cell -> the text that a data file would have for it, or why it has none."""

import re
import unicodedata
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping

from giftplan.book.book import Book
from giftplan.book.sheet import LONGEST_CELL
from giftplan.book.sheet import Row
from giftplan.book.suggest import as_clause
from giftplan.book.suggest import closest
from giftplan.book.suggest import did_you_mean
from giftplan.records.base import shortened
from giftplan.records.country_names import country_named
from giftplan.records.country_names import country_names
from giftplan.records.folding import folded
from giftplan.records.scalars import is_id
from giftplan.records.words import NO_TOUCH
from giftplan.reports.imports.amounts import AmountColumn
from giftplan.reports.imports.days import DayColumn
from giftplan.reports.imports.days import Order
from giftplan.reports.imports.fields import Field
from giftplan.reports.imports.matching import Matched
from giftplan.reports.imports.outcome import RefusedError
from giftplan.reports.imports.outcome import RowError
from giftplan.reports.imports.outcome import RowRead
from giftplan.reports.imports.outcome import Told
from giftplan.reports.imports.words import WORDS
from giftplan.reports.imports.words import our_words

LONGEST_ID = 100
UNIT = " currency"
"""What stands behind a field's name for the currency that stood beside its amount."""
_BETWEEN = re.compile(r"\s*[;/\n]\s*")
_TIER = re.compile(r"(?:tier|niveau|rang|t|n)?(\d{1,2})")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z]{2})?", re.ASCII)
_NUMBER = re.compile(r"(\d+),(\d+)", re.ASCII)


class Cells:
    """Reads the rows of one file; each column of days and of amounts was looked through first."""

    def __init__(self, book: Book, matched: Matched, rows: Iterable[Row], dates: Order | None) -> None:
        self._book = book
        self._matched = matched
        whole = [row for row in rows if row.broken is None and len(row.cells) == len(matched.names)]
        kinds = {position: field.reads for position, field in matched.fields.items()}
        self.days = {
            position: DayColumn(((row.number, row.cells[position].strip()) for row in whole), dates)
            for position, kind in kinds.items()
            if kind == "day"
        }
        self._amounts = {
            position: AmountColumn(row.cells[position].strip() for row in whole)
            for position, kind in kinds.items()
            if kind == "amount"
        }
        self._by_kind: Mapping[str, Callable[[str], Told]] = {
            "text": str,
            "id": _id,
            "country": _country,
            "currency": str.upper,
            "percent": _number,
            "number": _number,
            "list": _several,
            "language": _language,
            "tier": self._tier,
            "member": self.member,
            "sector": self._sector,
            "touch": self._touch,
            "idea": self._idea,
        }

    def read(self, row: Row) -> RowRead | list[RowError]:
        """What the row gives, or everything that is wrong with its cells."""
        names = self._matched.names
        if row.broken:
            return [RowError(row.number, None, row.broken, "mend it in the file, and import it again")]
        if len(row.cells) != len(names):
            message = f"it has {len(row.cells)} cells, the header has {len(names)}"
            return [RowError(row.number, None, message, "put a text that holds the separator between quotes")]
        given: dict[str, Told] = {}
        errors: list[RowError] = []
        for position, field in self._matched.fields.items():
            text = unicodedata.normalize("NFC", row.cells[position].strip())
            if not text:
                continue
            try:
                given.update(self._cell(position, field, text))
            except RefusedError as error:
                errors.append(RowError(row.number, names[position], error.message, error.fix))
        columns = {field.name: names[position] for position, field in self._matched.fields.items()}
        return errors or RowRead(row.number, given, columns)

    def _cell(self, position: int, field: Field, text: str) -> dict[str, Told]:
        _readable(text)
        if field.reads == "day":
            return {field.name: self.days[position].read(text)}
        if field.reads == "amount":
            amount = self._amounts[position].read(text)
            beside: dict[str, Told] = {field.name + UNIT: amount.unit} if amount.unit else {}
            return beside | {field.name: amount.text}
        if field.reads in self._by_kind:
            return {field.name: self._by_kind[field.reads](text)}
        return {field.name: _word(field.reads, text)}

    def member(self, text: str) -> str:
        """A member of our team by id, name or e-mail. Raises `RefusedError`."""
        team = self._book.settings.team if self._book.settings else ()
        for member in team:
            if text.casefold() in {word.casefold() for word in (member.id, member.name, member.email) if word}:
                return member.id
        known = [word for member in team for word in (member.id, member.name)]
        otherwise = f"the team in settings.yaml is {', '.join(member.id for member in team) or 'empty'}"
        raise RefusedError(f"nobody in our team is '{shortened(text)}'", _hint(text, known, otherwise))

    def _tier(self, text: str) -> str:
        named = {folded(tier.name): str(number) for number, tier in self._book.tiers.items()}
        if folded(text) in named:
            return named[folded(text)]
        if found := _TIER.fullmatch(folded(text)):
            return str(int(found[1]))
        raise RefusedError(
            f"no tier '{shortened(text)}'", _hint(text, [t.name for t in self._book.tiers.values()], "write its number")
        )

    def _sector(self, text: str) -> str:
        known = {folded(sector): sector for sector in self._book.vocabulary.sectors}
        word = our_words("sector").get(folded(text), "")
        return known.get(folded(text)) or known.get(folded(word)) or text

    def _touch(self, text: str) -> str:
        known = {name.casefold(): name for name in (*(touch.id for touch in self._book.touches), NO_TOUCH)}
        if text.casefold() not in known:
            raise RefusedError(f"no touch '{shortened(text)}'", f"write one of {', '.join(known.values())}")
        return known[text.casefold()]

    def _idea(self, text: str) -> str:
        if text in self._book.catalogue:
            return text
        named = {idea.name.casefold(): idea.id for idea in self._book.catalogue.values()}
        if text.casefold() not in named:
            hint = _hint(text, [*self._book.catalogue, *named], "write the id that it has in catalogue.yaml")
            raise RefusedError(f"no idea '{shortened(text)}' in the catalogue", hint)
        return named[text.casefold()]


def _readable(text: str) -> None:
    if len(text) > LONGEST_CELL:
        fix = "no field of a record is that long: shorten it"
        raise RefusedError(f"{len(text):,} characters stand in the cell", fix)
    for letter in () if text.isprintable() else text:
        if letter not in "\n\r\t" and (
            unicodedata.category(letter) in ("Zl", "Zp") or unicodedata.category(letter)[0] == "C"
        ):
            raise RefusedError(
                f"it holds a character that cannot be seen (U+{ord(letter):04X})", "delete it, and type the text again"
            )


def _hint(text: str, known: Iterable[str], otherwise: str) -> str:
    hint = did_you_mean(text, known, otherwise)
    return as_clause(hint)


def _id(text: str) -> str:
    if not is_id(text) or len(text) > LONGEST_ID:
        raise RefusedError(
            f"'{shortened(text)}' is not an id", "use a to z, 0 to 9 and single hyphens, as in maison-lefevre"
        )
    return text


def _country(text: str) -> str:
    code = country_named(text)
    if code is None:
        guess = closest(text, country_names(), cutoff=0.7)
        hint = (
            f"did you mean {guess} ({country_names()[guess]})?"
            if guess
            else "write its two letters (ISO 3166-1), as in FR"
        )
        raise RefusedError(f"no country '{shortened(text)}'", hint)
    return code


def _language(text: str) -> str:
    """A language by its name or its code; of fr-FR the first part is the language."""
    found = _LANGUAGE.fullmatch(text)
    return found[1].lower() if found else _word("language", text)


def _number(text: str) -> str:
    """A percentage or a rate, with a dot or a comma before its decimals."""
    bare = text.removesuffix("%").strip()
    found = _NUMBER.fullmatch(bare)
    if found is None:
        return bare
    if found[1] != "0" and len(found[2]) == 3:
        raise RefusedError(
            f"'{shortened(text)}' can be read in two ways", f"write it as {found[1]}.{found[2]} or {found[1]}{found[2]}"
        )
    return f"{found[1]}.{found[2]}"


def _several(text: str) -> list[Told]:
    return [part for part in _BETWEEN.split(text) if part]


def _word(kind: str, text: str) -> str:
    known = our_words(kind)
    if folded(text) in known:
        return known[folded(text)]
    words = list(WORDS[kind])
    raise RefusedError(
        f"'{shortened(text)}' is none of the words for it", _hint(text, words, f"write one of {', '.join(words)}")
    )
