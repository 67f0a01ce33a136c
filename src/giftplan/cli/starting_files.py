"""The files of a new giftplan folder, gathered before any of them is written."""

import os
from collections.abc import Mapping
from datetime import date

from giftplan import __version__
from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.decoding import decode
from giftplan.book.held import Held
from giftplan.book.knowledge import MANIFEST
from giftplan.book.knowledge import HomeMoney
from giftplan.book.knowledge import Manifest
from giftplan.book.knowledge import blob_id
from giftplan.book.knowledge import is_knowledge
from giftplan.book.knowledge import knowledge_of
from giftplan.book.knowledge import manifest_text
from giftplan.book.shipped import BESIDE
from giftplan.book.shipped import starter_text
from giftplan.cli.context import DATA
from giftplan.cli.misfit import told as misfit_told
from giftplan.cli.pinning import pin
from giftplan.cli.starting_place import Place
from giftplan.cli.starting_questions import Answers
from giftplan.errors import UsageError
from giftplan.output.home_money import in_home_currency
from giftplan.output.json.schema import schema_files
from giftplan.output.starter import EDITOR
from giftplan.output.starter import ONLY_AT_THE_TOP
from giftplan.output.starter import README
from giftplan.output.starter import SETTINGS
from giftplan.output.starter import TEMPLATES
from giftplan.output.starter import WORKFLOW
from giftplan.output.starter import editor_text
from giftplan.output.starter import readme_text
from giftplan.output.starter import settings_text
from giftplan.output.starter import workflow_text
from giftplan.planning.plan import settings_of
from giftplan.records.settings import Settings
from giftplan.reports.schema.files import editor_schemas
from giftplan.reports.starter import Starter
from giftplan.rules.engine import judge

_IN_EURO = ("catalogue.yaml", "tiers.yaml")
_OWN = ("partners/", "gifts/")


def shipped_settings() -> Settings:
    """The settings that ship, which are the example's."""
    return settings_of(load(BESIDE, whole=False))


def shipped_knowledge(money: HomeMoney | None) -> dict[str, bytes]:
    """Every file of knowledge as it is written for a giver who counts in that money."""
    return {path: _at_home(path, data, money) for path, data in knowledge_of(BESIDE).items()}


def starter_for(place: Place, answers: Answers, shipped: Settings, today: date) -> Starter:
    """Everything that a new folder gets. Raises `UsageError` where a word of the command line cannot be written."""
    data = _data(answers, shipped, today)
    book = load(Held(data))
    _refuse_misfits(book, data)
    for year in (today.year, today.year + 1):
        data[f"calendar/{year}.yaml"] = pin(book, year, today).text.encode()
    data |= {path: text.encode() for path, text in schema_files(book).items()}
    ids = {path: blob_id(content) for path, content in data.items() if is_knowledge(path)}
    data[MANIFEST] = manifest_text(Manifest(ids, answers.giver.money), __version__).encode()
    wanted = {path: text.encode() for path, text in _around(place, answers, today).items()}
    left_out = ONLY_AT_THE_TOP if place.is_below_a_repository else ()
    there = {path for path in wanted if path not in left_out and os.path.lexists(place.top / path)}
    findings = judge(load(Held(data)), today).findings if not answers.is_example else ()
    return Starter(
        giver=answers.giver,
        is_example=answers.is_example,
        data=data,
        around={path: text for path, text in wanted.items() if path not in there and path not in left_out},
        kept={path: text for path, text in wanted.items() if path in there},
        left_out=left_out,
        told=answers.told,
        errors=tuple(f"{found.rule} {found.message}. {found.fix}" for found in findings if found.level == "error"),
    )


def _data(answers: Answers, shipped: Settings, today: date) -> dict[str, bytes]:
    """What ships, and the giver's own settings; calendars and schemas are still to come."""
    giver = answers.giver
    files = shipped_knowledge(giver.money)
    for path in BESIDE.listing().files:
        if "/" not in path or (answers.is_example and path.startswith(_OWN)):
            files.setdefault(path, _at_home(path, BESIDE.read(path), giver.money))
    if not answers.is_example:
        template = starter_text("settings.yaml")
        files[SETTINGS] = settings_text(template, giver, shipped, __version__, today).encode()
    return files


def _at_home(path: str, data: bytes, money: HomeMoney | None) -> bytes:
    return in_home_currency(decode(data), money).encode() if money and path in _IN_EURO else data


def _around(place: Place, answers: Answers, today: date) -> dict[str, str]:
    texts = {path: starter_text(name) for path, name in TEMPLATES.items()}
    texts[README] = readme_text(texts[README], answers.giver, today, not place.is_below_a_repository)
    texts[WORKFLOW] = workflow_text(texts[WORKFLOW], __version__)
    texts[EDITOR] = editor_text(editor_schemas(DATA))
    return texts


def _refuse_misfits(book: Book, data: Mapping[str, bytes]) -> None:
    """A name that is blank or no text, a currency that is none: said in terms of the options."""
    misfits = [problem for problem in book.problems if problem.path == SETTINGS]
    if misfits:
        text = data[SETTINGS].decode()
        raise UsageError("; ".join(misfit_told(problem, text) for problem in misfits))
