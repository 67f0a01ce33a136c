"""The templates of our letters: their text, and what keeps a letter from being written from one."""

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from string import Template

from giftplan.book.decoding import decode
from giftplan.book.problem import INVALID
from giftplan.book.problem import MISFIT
from giftplan.book.problem import MISPLACED
from giftplan.book.problem import TOP
from giftplan.book.problem import Problem
from giftplan.book.problem import Spot
from giftplan.book.problem import YamlError
from giftplan.book.reading import MANY
from giftplan.book.suggest import closest
from giftplan.book.suggest import did_you_mean
from giftplan.book.trees import Tree
from giftplan.book.trees import UnreadableError
from giftplan.records.letter import LANGUAGES
from giftplan.records.letter import LETTER_KINDS
from giftplan.records.letter import PLACEHOLDERS
from giftplan.records.letter import Language
from giftplan.records.letter import LetterKind
from giftplan.records.letter import file_of_letter
from giftplan.records.letter import placeholders_of

_WHY = "No letter can be written from this template."
_WHY_MISPLACED = "Only letters/<kind>.<language>.md is read: this file would be left out without a word."
_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A template's text, and what is wrong in it. `language` is that of its words."""

    path: str
    language: Language
    is_own: bool
    """Does it lie in the data folder? Else it came with the program."""
    text: str
    problems: tuple[Problem, ...]


def letter_template(tree: Tree, shipped: Tree, kind: LetterKind, language: Language) -> LetterTemplate:
    """The template to write that letter from: the company's own, in English where it has no other; else the shipped."""
    own = set(tree.listing().letters)
    for known in dict.fromkeys((language, LANGUAGES[0])):
        path = file_of_letter(kind, known)
        if path in own:
            return LetterTemplate(path, known, True, *_read(tree, path, kind))
    path = file_of_letter(kind, language)
    return LetterTemplate(path, language, False, *_read(shipped, path, kind))


def problems_of_letters(tree: Tree, letters: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with the templates of a data folder, and with files beside them that no letter is made from."""
    kinds = {file_of_letter(kind, language): kind for kind in LETTER_KINDS for language in LANGUAGES}
    for path in letters:
        if path in kinds:
            yield from _read(tree, path, kinds[path])[1]
        else:
            guess = closest(path, kinds)
            fix = f"Did you mean '{guess}'?" if guess else f"Templates that are read: {', '.join(kinds)}"
            yield Problem(MISPLACED, path, TOP, "no letter is written from this file", _WHY_MISPLACED, fix)


def _read(tree: Tree, path: str, kind: LetterKind) -> tuple[str, tuple[Problem, ...]]:
    try:
        text = _LINE_END.sub("\n", decode(tree.read(path)))
    except UnreadableError as error:
        return "", (Problem(INVALID, path, TOP, str(error), _WHY, "Put a file that can be read here"),)
    except YamlError as error:
        return "", (Problem(error.code, path, error.spot, error.message, _WHY, error.fix),)
    return text, tuple(islice(_problems(path, text, kind), MANY + 1))


def _problems(path: str, text: str, kind: LetterKind) -> Iterator[Problem]:
    """Each word behind a $ that nothing can stand for, and each $ with no word behind it."""
    if not text.strip():
        yield Problem(MISFIT, path, TOP, "the template is empty", _WHY, "Write the letter, or delete the file")
    known = placeholders_of(kind)
    for found in Template.pattern.finditer(text):
        name = found["named"] or found["braced"]
        spot = _spot(text, found.start(), len(found[0]))
        if found["invalid"] is not None:
            message = "a $ stands here alone"
            fix = "Write $$ for a dollar; a word that the letter fills in has no space before it, as in $partner"
            yield Problem(MISFIT, path, spot, message, _WHY, fix)
        elif name and name not in known:
            words = f"It knows ${', $'.join(known)}; write $$ for a dollar"
            fix = words if name in PLACEHOLDERS else did_you_mean(name, known, words)
            yield Problem(MISFIT, path, spot, f"a letter of this kind knows no '${name}'", _WHY, fix)


def _spot(text: str, position: int, length: int) -> Spot:
    before = text[:position]
    return Spot(before.count("\n") + 1, position - before.rfind("\n"), length)
